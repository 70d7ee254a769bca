"""When a time limit ends: working days, days, hours, weeks, months and years by the Civil Code."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from zhangtu.kernel.calendar import Calendar, CalendarError

_ONE_DAY: Final = timedelta(days=1)


class LimitUnit(StrEnum):
    """What a limit is counted in."""

    HOUR = "hour"
    DAY = "day"
    WORKDAY = "workday"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Due:
    """When a limit ends.

    Attributes:
        day: The last day; it ends at midnight, or when business closes (民法典 203 second paragraph).
        provisional: Whether counting met a year whose holidays are not arranged yet.
        counted: The last day before it was moved off a holiday; equal to ``day`` if it was not moved.
        moment: The end to the minute, for limits in hours only.
    """

    day: date
    provisional: bool
    counted: date
    moment: datetime | None = None


def workdays(start: date, count: int, calendar: Calendar) -> Due:
    """A limit in working days.

    民法典 201 first paragraph: the day it starts is not counted. A worked Saturday or Sunday counts, a
    rest day in lieu does not.

    Args:
        start: The day of the event.
        count: How many working days, at least 1.
        calendar: Which days are worked.

    Returns:
        The last day, always a working one.

    Raises:
        CalendarError: The count is below 1 or runs out of the calendar.
    """
    day = calendar.working_after(start, count)
    return Due(day, calendar.is_provisional(start + _ONE_DAY, day), day)


def days(start: date, count: int, calendar: Calendar, *, roll: bool = True) -> Due:
    """A limit in days of the calendar.

    民法典 201: the first day is not counted; 203: if the last day is a statutory holiday, the day after the
    holiday is the last.

    Args:
        start: The day of the event.
        count: How many days, at least 0.
        calendar: Which days are worked.
        roll: Whether the last day moves to the next working day.

    Returns:
        The last day.

    Raises:
        CalendarError: The count is below 0 or runs out of the calendar.
    """
    return _rolled(_plus_days(start, count), calendar, roll=roll)


def weeks(start: date, count: int, calendar: Calendar, *, roll: bool = True) -> Due:
    """A limit in weeks, seven days each; counted and moved as days are (民法典 201, 203).

    Args:
        start: The day of the event.
        count: How many weeks.
        calendar: Which days are worked.
        roll: Whether the last day moves to the next working day.

    Returns:
        The last day.

    Raises:
        CalendarError: The count is below 0 or runs out of the calendar.
    """
    return days(start, 7 * count, calendar, roll=roll)


def months(start: date, count: int, calendar: Calendar, *, roll: bool = True) -> Due:
    """A limit in months.

    民法典 202: it ends on the corresponding day of the month it ends in, and where there is none on that
    month's last day. 203: moved off a statutory holiday.

    Args:
        start: The day of the event.
        count: How many months.
        calendar: Which days are worked.
        roll: Whether the last day moves to the next working day.

    Returns:
        The last day.

    Raises:
        CalendarError: The count is below 0 or runs out of the calendar.
    """
    if count < 0:
        raise CalendarError(f"{count} months cannot be counted: at least 0 are needed")
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    if year > date.max.year:
        raise CalendarError("this day is too far away for the calendar")
    last = min(start.day, monthrange(year, month + 1)[1])
    return _rolled(date(year, month + 1, last), calendar, roll=roll)


def years(start: date, count: int, calendar: Calendar, *, roll: bool = True) -> Due:
    """A limit in years: twelve months each (民法典 202, 203).

    Args:
        start: The day of the event.
        count: How many years.
        calendar: Which days are worked.
        roll: Whether the last day moves to the next working day.

    Returns:
        The last day.

    Raises:
        CalendarError: The count is below 0 or runs out of the calendar.
    """
    return months(start, 12 * count, calendar, roll=roll)


def hours(start: datetime, count: int, calendar: Calendar, *, roll: bool = False) -> Due:
    """A limit in hours.

    民法典 201 second paragraph: it runs at once, from the moment itself. Nights and holidays count; only an
    office that says otherwise moves the end to the next working day (``roll``), to the same time of day.

    Args:
        start: The moment of the event.
        count: How many hours.
        calendar: Which days are worked.
        roll: Whether an end on a free day moves to the next working day.

    Returns:
        The last day and the moment.

    Raises:
        CalendarError: The count is below 0 or runs out of the calendar.
    """
    if count < 0:
        raise CalendarError(f"{count} hours cannot be counted: at least 0 are needed")
    try:
        moment = start + timedelta(hours=count)
    except OverflowError:
        raise CalendarError("this day is too far away for the calendar") from None
    due = _rolled(moment.date(), calendar, roll=roll)
    moved = moment + (due.day - due.counted)
    return Due(due.day, due.provisional, due.counted, moved)


def due(start: date, count: int, unit: LimitUnit, calendar: Calendar, *, roll: bool = True) -> Due:
    """A limit in any unit but hours, which need a moment to start from.

    Args:
        start: The day of the event.
        count: How many units.
        unit: Which unit.
        calendar: Which days are worked.
        roll: Whether the last day moves to the next working day.

    Returns:
        The last day.

    Raises:
        CalendarError: The count is impossible, runs out of the calendar, or the unit is hours.
    """
    if unit is LimitUnit.WORKDAY:
        return workdays(start, count, calendar)
    rules = {LimitUnit.DAY: days, LimitUnit.WEEK: weeks, LimitUnit.MONTH: months, LimitUnit.YEAR: years}
    if unit not in rules:
        raise CalendarError("a limit in hours needs a moment to start from")
    return rules[unit](start, count, calendar, roll=roll)


def _plus_days(start: date, count: int) -> date:
    if count < 0:
        raise CalendarError(f"{count} days cannot be counted: at least 0 are needed")
    try:
        return start + timedelta(days=count)
    except OverflowError:
        raise CalendarError("this day is too far away for the calendar") from None


def _rolled(last: date, calendar: Calendar, *, roll: bool) -> Due:
    if not roll:
        return Due(last, provisional=False, counted=last)
    day = calendar.next_working(last)
    return Due(day, calendar.is_provisional(last, day), last)
