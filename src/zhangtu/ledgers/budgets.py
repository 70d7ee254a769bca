"""How long a limit may take, and when it ends given its start and its pauses; pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from zhangtu.kernel import limits
from zhangtu.kernel.calendar import Calendar
from zhangtu.kernel.clock import SHANGHAI
from zhangtu.kernel.limits import LimitUnit
from zhangtu.ledgers.refusals import LedgerError

_FORM: Final = re.compile(r"(?P<count>[0-9]{1,5}) (?P<unit>hour|day|workday|week|month|year)s?")
_UNTIL: Final = re.compile(r"until (?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_DAY: Final = timedelta(days=1)
#: From when to when a limit stood still, microseconds since 1970 in UTC; ``None`` while it does.
Pause = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Budget:
    """What a limit may take.

    Attributes:
        count: How many units; 0 for ``same day`` and for a day that was fixed.
        unit: Which unit.
        until: The last day, where a person fixed it.
    """

    count: int
    unit: LimitUnit
    until: date | None = None


def budget(text: str) -> Budget:
    """Read a budget.

    Args:
        text: ``7 workdays``, ``90 days``, ``24 hours``, ``2 months``, ``same day`` or ``until 2026-12-31``.

    Returns:
        It as a value.

    Raises:
        LedgerError: It is written otherwise, or counts nothing.
    """
    if text == "same day":
        return Budget(0, LimitUnit.DAY)
    until = _UNTIL.fullmatch(text)
    if until is not None:
        try:
            return Budget(0, LimitUnit.DAY, date.fromisoformat(until["day"]))
        except ValueError as error:
            raise LedgerError("bad_budget", budget=text) from error
    match = _FORM.fullmatch(text)
    if match is None or int(match["count"]) == 0:
        raise LedgerError("bad_budget", budget=text)
    return Budget(int(match["count"]), LimitUnit(match["unit"]))


def micros(moment: datetime) -> int:
    """A moment as microseconds since 1970 in UTC."""
    return (moment - _EPOCH) // _MICROSECOND


def moment(at: int) -> datetime:
    """Microseconds since 1970 in UTC as a moment in the office's zone."""
    return (_EPOCH + at * _MICROSECOND).astimezone(SHANGHAI)


def end_of(day: date) -> int:
    """The midnight a day ends with, microseconds since 1970 in UTC."""
    return micros(datetime(day.year, day.month, day.day, tzinfo=SHANGHAI) + _DAY)


def due(started: int, text: str, pauses: Sequence[Pause], calendar: Calendar) -> int | None:
    """When a limit ends.

    A pause takes out what was left when it began and gives it back from the day it ended, that day not
    counted (民法典 201): limits in working days are given back in working days, hours in hours, all
    others in days.

    Args:
        started: When it began, microseconds since 1970 in UTC.
        text: Its budget.
        pauses: When it stood still, in order.
        calendar: Which days are worked.

    Returns:
        The moment it ends, microseconds since 1970 in UTC; ``None`` while it stands still.

    Raises:
        LedgerError: The budget can't be understood.
        CalendarError: It runs out of the calendar.
    """
    wanted = budget(text)
    if pauses and pauses[-1][1] is None:
        return None
    if wanted.until is not None:
        return end_of(wanted.until)
    if wanted.unit is LimitUnit.HOUR:
        end = limits.hours(moment(started), wanted.count, calendar).moment
        stood = sum((until or begun) - begun for begun, until in pauses)
        return micros(end) + stood if end is not None else None
    start = moment(started).date()
    last = start if wanted.count == 0 else limits.due(start, wanted.count, wanted.unit, calendar).day
    for begun, until in pauses:
        last = _moved(last, moment(begun).date(), moment(until or begun).date(), wanted.unit, calendar)
    return end_of(last)


def _moved(last: date, begun: date, until: date, unit: LimitUnit, calendar: Calendar) -> date:
    """The last day after a pause; one that began after the limit had run out changes nothing."""
    if begun > last:
        return last
    if unit is LimitUnit.WORKDAY:
        left = calendar.working_between(begun, last)
        return limits.workdays(until, left, calendar).day if left else max(last, until)
    return limits.days(until, (last - begun).days, calendar).day
