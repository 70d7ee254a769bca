"""Text: one line, and several."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Final

from zhangtu.kernel.expressions import patterns
from zhangtu.schema.specs import Field
from zhangtu.schema.types.blank import SHEET_ERRORS, all_plain, clean, one_line, words_of
from zhangtu.schema.types.face import FieldType, Looking, Many, Read, Reader, refused
from zhangtu.schema.types.faults import FieldFault

_TEXT_LETTERS: Final = 500
_LONG_LETTERS: Final = 20_000
_in_form = unicodedata.is_normalized


class Text(FieldType):
    """Words on one line. What is written is kept, also ``无`` and ``/``: they may be the answer."""

    name: ClassVar[str] = "text"
    options: ClassVar[Mapping[str, str]] = {
        "min": "fewest letters",
        "max": f"most letters; {_TEXT_LETTERS} unless given",
        "pattern": "what the whole text must look like, as in `matches` of expressions",
    }
    _letters: ClassVar[int] = _TEXT_LETTERS

    def reader(self, field: Field, looking: Looking) -> Reader:  # noqa: ARG002  # words need no looking up
        """Prepare to read; see the face."""
        least, most, pattern = self.limits(field)
        slow = self._slow(field)
        if least or pattern is not None:
            return slow

        def read(given: Any) -> str | Read | None:
            if (
                type(given) is str
                and len(given) <= most
                and given.isprintable()
                and _in_form("NFC", given)
                and given == given.strip()
                and not given.startswith("#")
                and "  " not in given
            ):
                return given or None
            return slow(given)

        return read

    def many(self, field: Field) -> Many | None:
        """Prepare to read whole columns; see the face."""
        least, most, pattern = self.limits(field)
        if least or pattern is not None:
            return None

        def read(given: Sequence[str]) -> tuple[Sequence[Any], list[str]] | None:
            return (given, [f'"{one}"' for one in given]) if all_plain(given, most) else None

        return read

    def limits(self, field: Field) -> tuple[int, int, patterns.Pattern | None]:
        """Fewest and most letters, and the pattern, of a field."""
        pattern = field.options.get("pattern")
        return (
            int(field.options.get("min", 0)),
            int(field.options.get("max", self._letters)),
            patterns.pattern(pattern) if pattern else None,
        )

    def _slow(self, field: Field) -> Callable[[object], str | Read | None]:
        least, most, pattern = self.limits(field)

        def read(given: Any) -> str | Read | None:
            text = self.words(given)
            if not text:
                return None if text is not None else refused(field, FieldFault.WRONG_KIND)
            if text in SHEET_ERRORS:
                return refused(field, FieldFault.SHEET_ERROR)
            if not least <= len(text) <= most:
                return (
                    refused(field, FieldFault.TOO_LONG, max=most)
                    if len(text) > most
                    else refused(field, FieldFault.TOO_SHORT, min=least)
                )
            if pattern is not None and not pattern.matches(text):
                return refused(field, FieldFault.PATTERN)
            return text

        return read

    def words(self, given: object) -> str | None:
        """The text of anything given; ``None`` when it says no words."""
        if isinstance(given, str):
            return self.kept(given)
        if isinstance(given, datetime):
            whole = given.time().isoformat() == "00:00:00"
            return given.date().isoformat() if whole else given.isoformat(" ", "seconds")
        if isinstance(given, date):
            return given.isoformat()
        if isinstance(given, Decimal):
            return str(given) if given.is_finite() and abs(given.adjusted()) < 40 else None
        return words_of(given)

    def kept(self, text: str) -> str:
        """What is kept of a text."""
        return one_line(text)


class LongText(Text):
    """Words on several lines, blanks at the beginning of lines included."""

    name: ClassVar[str] = "long_text"
    options: ClassVar[Mapping[str, str]] = {
        "min": "fewest letters",
        "max": f"most letters; {_LONG_LETTERS} unless given",
    }
    _letters: ClassVar[int] = _LONG_LETTERS

    def reader(self, field: Field, looking: Looking) -> Reader:  # noqa: ARG002  # words need no looking up
        """Prepare to read; see the face."""
        return self._slow(field)

    def kept(self, text: str) -> str:
        """What is kept of a text."""
        return clean(text)
