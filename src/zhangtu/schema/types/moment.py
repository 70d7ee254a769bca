"""Moments: a day and a time of it, in the office's own time."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, ClassVar, Final

from zhangtu.kernel.clock import SHANGHAI
from zhangtu.kernel.expressions.kinds import Kind
from zhangtu.schema.specs import Field
from zhangtu.schema.types.blank import SHEET_ERRORS, words_of
from zhangtu.schema.types.day import of_serial, split_day
from zhangtu.schema.types.face import FieldType, Looking, Read, Reader, refused
from zhangtu.schema.types.faults import FieldFault

_TIME: Final = re.compile(
    r"(?a)(?P<part>上午|下午|中午|晚上|早上|凌晨|am|pm)?\s*(?P<hour>\d{1,2})\s*"
    r"(?::\s*(?P<minute>\d{1,2})(?::\s*(?P<second>\d{1,2})(?:[.,]\d{1,9})?)?|[时点]\s*(?:(?P<minutes>\d{1,2})\s*分?|(?P<half>半)|整)?)"
    r"\s*(?P<behind>am|pm)?\s*(?P<zone>z|[+-]\d{2}:?\d{2})?"
)
_AFTERNOON: Final = frozenset(("下午", "晚上", "pm"))


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
        return _local(given)
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
    return found if isinstance(found, FieldFault) else _with_time(found[0], found[1])


def _of_number(given: float | Decimal, looking: Looking) -> datetime | FieldFault:
    if (isinstance(given, Decimal) and not given.is_finite()) or not -1e9 < given < 1e9:
        return FieldFault.NOT_A_TIME
    moment = of_serial(float(given), from_1904=looking.from_1904)
    whole = isinstance(moment, datetime) and moment.time() == time(0) and float(given).is_integer()
    return FieldFault.NOT_A_TIME if whole else moment


def _local(moment: datetime) -> datetime:
    """A moment in the office's time, without a zone, to the second."""
    if moment.tzinfo is not None:
        try:
            moment = moment.astimezone(SHANGHAI)
        except OverflowError:  # the first and last day of all: its zone does not matter
            moment = moment.replace(tzinfo=None)
    return moment.replace(tzinfo=None, microsecond=0, fold=0)


def _with_time(day: date, words: str) -> datetime | FieldFault:
    found = _TIME.fullmatch(words)
    if found is None:
        return FieldFault.NOT_A_TIME
    hour = int(found["hour"])
    part = found["part"] or found["behind"]
    if part in _AFTERNOON and hour < 12:
        hour += 12
    elif part in {"am", "凌晨"} and hour == 12:
        hour = 0
    minute = 30 if found["half"] else int(found["minute"] or found["minutes"] or 0)
    zone = (found["zone"] or "").replace("z", "+00:00")
    try:
        text = f"{day.isoformat()}T{hour:02}:{minute:02}:{int(found['second'] or 0):02}{zone}"
        return _local(datetime.fromisoformat(text))
    except ValueError:
        return FieldFault.NOT_A_TIME
