"""Fields nobody types: serial numbers and computed values."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

import msgspec

from zhangtu.kernel.expressions.kinds import Kind
from zhangtu.kernel.folding import fold
from zhangtu.kernel.scripts import in_language
from zhangtu.schema.specs import Field
from zhangtu.schema.types.blank import SHEET_ERRORS, words_of
from zhangtu.schema.types.face import FieldType, Looking, Read, Reader, refused
from zhangtu.schema.types.faults import FieldFault
from zhangtu.schema.types.numerals import written

_LONGEST = 100


class Serial(FieldType):
    """A number the system gives; read only where papers from before come with theirs."""

    name: ClassVar[str] = "serial"
    options: ClassVar[Mapping[str, str]] = {
        "serial": "the series, such as `罚决字`; one number each unit and year"
    }

    def reader(self, field: Field, looking: Looking) -> Reader:  # noqa: ARG002  # numbers need no looking up
        """Prepare to read; see the face."""

        def read(given: object) -> str | Read | None:
            words = words_of(given)
            if not words:
                return None if words is not None else refused(field, FieldFault.WRONG_KIND)
            if words in SHEET_ERRORS:
                return refused(field, FieldFault.SHEET_ERROR)
            return words if len(words) <= _LONGEST else refused(field, FieldFault.TOO_LONG, max=_LONGEST)

        return read


class Computed(FieldType):
    """What an expression gives. Its stored form is that of the expression's kind."""

    name: ClassVar[str] = "computed"
    expression_type: ClassVar[Kind | None] = None
    reads_back: ClassVar[bool] = False

    def reader(self, field: Field, looking: Looking) -> Reader:  # noqa: ARG002  # nothing is taken
        """Prepare to refuse: a computed value is never given. A blank is none."""

        def read(given: object) -> Read | None:
            return None if words_of(given) == "" else refused(field, FieldFault.COMPUTED)

        return read

    def stored(self, value: Any) -> str:
        """A result as compact JSON; see the face.

        Args:
            value: What an expression gave: text, number, yes or no, day, moment, row, or several of them.

        Returns:
            Numbers as text, days and moments as ISO text.
        """
        return msgspec.json.encode(_plain(value)).decode()

    def show(self, value: Any, field: Field, language: str) -> str:
        """The result as people read it."""
        if isinstance(value, bool):
            return in_language("是", "yes", language) if value else in_language("否", "no", language)
        if isinstance(value, tuple):
            return "、".join(self.show(one, field, language) for one in value)
        return str(_plain(value)).replace("T", " ") if isinstance(value, datetime) else str(_plain(value))

    def cell(self, value: Any, field: Field, language: str) -> str | Decimal | date:
        """The result as a cell; see the face."""
        return value if isinstance(value, Decimal | date) else self.show(value, field, language)

    def folded(self, value: Any) -> str:
        """What keys and search compare; see the face."""
        return fold(str(_plain(value)))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return written(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
