"""How long a limit may take, and when it ends given its start and its pauses; pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from zhangtu.kernel import limits
from zhangtu.kernel.calendar import Calendar
from zhangtu.kernel.clock import SHANGHAI
from zhangtu.kernel.limits import Due, LimitUnit
from zhangtu.ledgers.refusals import LedgerError

_FORM: Final = re.compile(
    r"(?P<count>[0-9]{1,5}(?:\+[0-9]{1,5}){0,9}) (?P<unit>hour|day|workday|week|month|year)s?"
)
_UNTIL: Final = re.compile(r"until (?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_DAY: Final = timedelta(days=1)
_HOURS: Final = 24
#: Between a budget and what it was made longer by, in another unit.
_MORE: Final = " + "
#: The most letters of a budget.
_LONGEST: Final = 30
#: From when to when a limit stood still, microseconds since 1970 in UTC; ``None`` while it does.
Pause = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Budget:
    """What a limit may take.

    Attributes:
        count: How many units; 0 for ``same day`` and for a day that was fixed.
        unit: Which unit.
        until: The last day, where a person fixed it.
        more: What it was made longer by in other units, in order.
    """

    count: int
    unit: LimitUnit
    until: date | None = None
    more: tuple[tuple[int, LimitUnit], ...] = ()


def budget(text: str) -> Budget:
    """Read a budget.

    Args:
        text: ``7 workdays``, ``90 days``, ``24 hours``, ``2 months``, ``same day`` or ``until 2026-12-31``;
            what it was made longer by stands behind a plus: ``90+30 days``, ``7 workdays + 3 days``.

    Returns:
        It as a value.

    Raises:
        LedgerError: It is written otherwise, or counts nothing.
    """
    first, *rest = text.split(_MORE)
    more = tuple(_length(one, text) for one in rest)
    if first == "same day":
        return Budget(0, LimitUnit.DAY, more=more)
    until = _UNTIL.fullmatch(first)
    if until is not None:
        try:
            return Budget(0, LimitUnit.DAY, date.fromisoformat(until["day"]), more)
        except ValueError as error:
            raise LedgerError("bad_budget", budget=text) from error
    return Budget(*_length(first, text), more=more)


def _length(part: str, text: str) -> tuple[int, LimitUnit]:
    match = _FORM.fullmatch(part)
    count = 0 if match is None else sum(map(int, match["count"].split("+")))
    if match is None or count == 0:
        raise LedgerError("bad_budget", budget=text)
    return count, LimitUnit(match["unit"])


def extended(text: str, by: str) -> str:
    """A budget made longer; what it was before stays readable in it.

    Args:
        text: The budget.
        by: By how much: ``30 days``.

    Returns:
        The budget: ``90+30 days``, ``7 workdays + 3 days``.

    Raises:
        LedgerError: The length can't be understood, or it was made longer too often.
    """
    count, unit = _length(by, by)
    head, _, tail = text.rpartition(_MORE)
    match = _FORM.fullmatch(tail)
    same = match is not None and match["unit"] == unit
    tail = f"{match['count']}+{count} {unit}s" if match and same else f"{tail}{_MORE}{count} {unit}s"
    made = f"{head}{_MORE}{tail}" if head else tail
    if len(made) > _LONGEST:
        raise LedgerError("bad_budget", budget=made)
    return made


def times_extended(text: str) -> int:
    """How often a budget was made longer."""
    return text.count("+")


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
    return ending(started, text, pauses, calendar)[0]


def ending(started: int, text: str, pauses: Sequence[Pause], calendar: Calendar) -> tuple[int | None, bool]:
    """When a limit ends (see ``due``), and whether it meets a year whose holidays are not arranged yet."""
    wanted = budget(text)
    if pauses and pauses[-1][1] is None:
        return None, False
    if wanted.unit is LimitUnit.HOUR:
        return micros(_to_the_minute(moment(started), wanted, pauses, calendar)), False
    last = _first(moment(started).date(), wanted, calendar)
    for count, unit in wanted.more:
        last = _longer(last, count, unit, calendar)
    # a day that a person fixed stands, whatever stood still before or after
    for begun, until in pauses if wanted.until is None else ():
        last = _moved(last, moment(begun).date(), moment(until or begun).date(), wanted.unit, calendar)
    return end_of(last.day), last.provisional


def _first(start: date, wanted: Budget, calendar: Calendar) -> Due:
    """The end before anything was made longer or stood still."""
    if wanted.until is not None or wanted.count == 0:
        day = wanted.until or start
        return Due(day, provisional=False, counted=day)
    return limits.due(start, wanted.count, wanted.unit, calendar)


def _longer(last: Due, count: int, unit: LimitUnit, calendar: Calendar) -> Due:
    """The end so much later: counted from the last day itself, not from where a holiday moved it to."""
    if unit is LimitUnit.HOUR:
        count, unit = -(-count // _HOURS), LimitUnit.DAY
    made = limits.due(last.counted, count, unit, calendar)
    return replace(made, provisional=made.provisional or (unit is LimitUnit.WORKDAY and last.provisional))


def _to_the_minute(
    started: datetime, wanted: Budget, pauses: Sequence[Pause], calendar: Calendar
) -> datetime:
    """The end of a limit in hours."""
    end = started + timedelta(hours=wanted.count)
    for count, unit in wanted.more:
        if unit is LimitUnit.HOUR:
            end += timedelta(hours=count)
        else:
            end += limits.due(end.date(), count, unit, calendar, roll=False).day - end.date()
    for begun, until in pauses:
        if moment(begun) <= end:
            end += moment(until or begun) - moment(begun)
    return end


def _moved(last: Due, begun: date, until: date, unit: LimitUnit, calendar: Calendar) -> Due:
    """The last day after a pause; one that began after the limit had run out changes nothing."""
    if begun > last.day:
        return last
    if unit is not LimitUnit.WORKDAY:
        return limits.days(until, max(0, (last.counted - begun).days), calendar)
    left = calendar.working_between(begun, last.day)
    if not left:
        return limits.days(max(last.day, until), 0, calendar)
    made = limits.workdays(until, left, calendar)
    return replace(made, provisional=made.provisional or last.provisional)
