"""Days, in every style people and spreadsheets write them."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from zhangtu.kernel.expressions.kinds import Kind
from zhangtu.schema.specs import Field
from zhangtu.schema.types.blank import SHEET_ERRORS, words_of
from zhangtu.schema.types.day import of_serial, split_day, text_serial, with_time
from zhangtu.schema.types.face import FieldType, Looking, Read, Reader, refused, taken
from zhangtu.schema.types.faults import FieldFault


class Date(FieldType):
    """A civil day. A time written behind it is left out."""

    name: ClassVar[str] = "date"
    expression_type: ClassVar[Kind | None] = Kind.DATE
    options: ClassVar[Mapping[str, str]] = {
        "min": "earliest day, such as `1949-10-01`",
        "max": "latest day likewise",
    }

    def reader(self, field: Field, looking: Looking) -> Reader:
        """Prepare to read; see the face."""
        least, most = (_limit(field, which) for which in ("min", "max"))
        unlimited = least is None and most is None
        from_iso = date.fromisoformat

        def read(given: Any) -> date | Read | None:
            kind = type(given)
            found: date | Read | None
            if kind is date:
                found = given
            elif kind is str and len(given) == 10 and given[4] == "-" and given[5] in "01":
                try:
                    found = from_iso(given)
                except ValueError:
                    found = _slow(given, field, looking)
            else:
                found = _slow(given, field, looking)
            return found if unlimited else _judged(found, field, least, most)

        return read

    def stored(self, value: date) -> str:
        """The value as compact JSON; see the face."""
        return f'"{value.isoformat()}"'

    def loaded(self, stored: str) -> date:
        """The value of what was stored; see the face."""
        return date.fromisoformat(stored)

    def show(self, value: date, field: Field, language: str) -> str:  # noqa: ARG002  # figures are everybody's
        """The day as ``2021-03-05``."""
        return value.isoformat()

    def cell(self, value: date, field: Field, language: str) -> date:  # noqa: ARG002  # a day is one
        """The day."""
        return value


def _slow(given: object, field: Field, looking: Looking) -> date | Read | None:
    if isinstance(given, date):
        return given.date() if isinstance(given, datetime) else given
    if isinstance(given, int | float | Decimal) and not isinstance(given, bool):
        return _of_number(given, field, looking)
    text = words_of(given)
    if not text:
        return None if text is not None else refused(field, FieldFault.WRONG_KIND)
    return _of_words(text, field, looking)


def _of_words(text: str, field: Field, looking: Looking) -> date | Read:
    found = FieldFault.SHEET_ERROR if text in SHEET_ERRORS else split_day(text[:100])
    if not isinstance(found, FieldFault):
        return _whole(found[0], found[1], field)
    serial = text_serial(text)
    moment = found if serial is None else of_serial(serial, from_1904=looking.from_1904)
    if isinstance(moment, datetime):
        return taken(moment.date(), field, FieldFault.SERIAL_DAY)
    return refused(field, FieldFault.HIDDEN if "*" in text else found)


def _whole(day: date, behind: str, field: Field) -> date | Read:
    """A day with nothing but a time behind it; of a moment in another zone, the day it was here."""
    moment = with_time(day, behind) if behind else None
    if isinstance(moment, FieldFault):
        return refused(field, FieldFault.NOT_A_DATE)
    return day if moment is None else moment.date()


def _of_number(given: float | Decimal, field: Field, looking: Looking) -> date | Read:
    if isinstance(given, Decimal) and not given.is_finite():
        return refused(field, FieldFault.NOT_A_DATE)
    if not -1e9 < given < 1e9:
        return refused(field, FieldFault.NOT_A_DATE)
    moment = of_serial(float(given), from_1904=looking.from_1904)
    return moment.date() if isinstance(moment, datetime) else refused(field, moment)


def _judged(
    found: date | Read | None, field: Field, least: date | None, most: date | None
) -> date | Read | None:
    day = found.value if isinstance(found, Read) else found
    if day is not None and least is not None and day < least:
        return refused(field, FieldFault.TOO_EARLY, min=least)
    if day is not None and most is not None and day > most:
        return refused(field, FieldFault.TOO_LATE, max=most)
    return found


def _limit(field: Field, which: str) -> date | None:
    words = field.options.get(which)
    return None if words is None else date.fromisoformat(words)
