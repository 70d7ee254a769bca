"""Moments: a day and a time of it, in the office's own time."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, ClassVar

from zhangtu.kernel.expressions.kinds import Kind
from zhangtu.schema.specs import Field
from zhangtu.schema.types.blank import SHEET_ERRORS, words_of
from zhangtu.schema.types.day import local, of_serial, split_day, with_time
from zhangtu.schema.types.face import FieldType, Looking, Read, Reader, refused
from zhangtu.schema.types.faults import FieldFault


class Time(FieldType):
    """A moment to the minute, or to the second where seconds were given; no zone."""

    name: ClassVar[str] = "time"
    expression_type: ClassVar[Kind | None] = Kind.TIME

    def reader(self, field: Field, looking: Looking) -> Reader:
        """Prepare to read; see the face."""

        def read(given: Any) -> datetime | Read | None:
            found = _found(given, looking)
            return refused(field, found) if isinstance(found, FieldFault) else found

        return read

    def stored(self, value: datetime) -> str:
        """The value as compact JSON: ``2021-03-05T08:30``, with seconds only where there are some."""
        return f'"{value.isoformat(timespec="seconds" if value.second else "minutes")}"'

    def loaded(self, stored: str) -> datetime:
        """The value of what was stored; see the face."""
        return datetime.fromisoformat(stored)

    def show(self, value: datetime, field: Field, language: str) -> str:  # noqa: ARG002  # figures are everybody's
        """The moment as ``2021-03-05 08:30``."""
        return value.isoformat(" ", "seconds" if value.second else "minutes")

    def cell(self, value: datetime, field: Field, language: str) -> datetime:  # noqa: ARG002  # a moment is one
        """The moment."""
        return value

    def folded(self, value: datetime) -> str:
        """What keys and search compare; see the face."""
        return self.stored(value).strip('"')


def _found(given: object, looking: Looking) -> datetime | FieldFault | None:
    if isinstance(given, datetime):
        return local(given)
    if isinstance(given, date):
        return FieldFault.NOT_A_TIME
    if isinstance(given, int | float | Decimal) and not isinstance(given, bool):
        return _of_number(given, looking)
    text = words_of(given)
    if not text:
        return None if text is not None else FieldFault.WRONG_KIND
    return _of_words(text)


def _of_words(text: str) -> datetime | FieldFault:
    found = FieldFault.SHEET_ERROR if text in SHEET_ERRORS else split_day(text[:100])
    return found if isinstance(found, FieldFault) else with_time(found[0], found[1])


def _of_number(given: float | Decimal, looking: Looking) -> datetime | FieldFault:
    if (isinstance(given, Decimal) and not given.is_finite()) or not -1e9 < given < 1e9:
        return FieldFault.NOT_A_TIME
    moment = of_serial(float(given), from_1904=looking.from_1904)
    whole = isinstance(moment, datetime) and moment.time() == time(0) and float(given).is_integer()
    return FieldFault.NOT_A_TIME if whole else moment
