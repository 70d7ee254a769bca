"""On what day the figures of a period are due: “day 2”, “workday 3”, “friday”, “last workday”."""

import calendar as calendar_module
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from zhangtu.kernel.calendar import Calendar
from zhangtu.kernel.limits import Due
from zhangtu.kernel.periods import Period, PeriodError

_ONE_DAY: Final = timedelta(days=1)
_WEEK: Final = 7
_MOST_DAYS: Final = 366
_MONTH_DAYS: Final = 31
_MONTHS: Final = 12
#: Names of the week's days in the language packs speak, whatever the machine's own language is.
WEEK_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RULE: Final = re.compile(
    r"(?:(?P<count>day|workday) (?P<number>\d{1,3})(?P<within> of period)?(?! of )"
    r"|day (?P<month_day>\d{1,2}) of (?:month (?P<month>\d{1,2})|last month)"
    rf"|(?P<week_day>{'|'.join(WEEK_DAYS)})(?P<after> after)?"
    r"|(?P<end>same day|last day|last workday)"
    r"|(?P<fixed>\d{4}-\d{2}-\d{2}))"
    r"(?: or (?P<moved>next workday|workday before))?"
)


class Moved(StrEnum):
    """What becomes of a due day that nobody works on."""

    #: It stays: somebody sees to it.
    STAYS = ""
    #: 顺延: the next working day.
    NEXT = "next workday"
    #: 提前: the working day before.
    BEFORE = "workday before"


@dataclass(frozen=True, slots=True)
class DueRule:
    """A rule for the due day of a period's figures, as read.

    Attributes:
        count: ``day`` or ``workday`` counted; ``month_day`` (of a month of the period), ``week_day``, ``end``
            (last day), ``end_workday``, ``fixed``.
        number: The how manieth day, 1 for the first; of a week's day 0 (Monday) to 6.
        within: Whether it is counted in the period itself and not in the one that follows.
        moved: What becomes of a day nobody works on.
        fixed: The one day, for what is reported once; else ``None``.
        month: With ``month_day`` the how manieth month of the period; 0 for its last.
    """

    count: str
    number: int = 0
    within: bool = False
    moved: Moved = Moved.STAYS
    fixed: date | None = None
    month: int = 0


def read_rule(text: str) -> DueRule:
    """Read a rule.

    Args:
        text: ``day 2`` and ``workday 3`` (of the period that follows), both also with ``of period`` behind;
            ``day 10 of month 3`` or ``day 10 of last month`` (of the period itself);
            ``friday`` (the last one of the period), ``monday after`` (the first behind it); ``same day`` or
            ``last day``, ``last workday``; a day such as ``2026-12-31``. Behind any of them may stand
            ``or next workday`` or ``or workday before``, for days nobody works on.

    Returns:
        The rule.

    Raises:
        PeriodError: No rule is written like this.
    """
    found = _RULE.fullmatch(" ".join(text.lower().split()))
    try:
        return _made(found) if found else _refuse(text)
    except ValueError as problem:
        raise PeriodError("unknown_rule", text=text[:60]) from problem


def _refuse(text: str) -> DueRule:
    raise PeriodError("unknown_rule", text=text[:60])


def _made(found: re.Match[str]) -> DueRule:
    moved = Moved(found["moved"] or "")
    if found["fixed"]:
        return DueRule("fixed", moved=moved, fixed=date.fromisoformat(found["fixed"]))
    if found["month_day"]:
        return _month_day(int(found["month_day"]), int(found["month"] or 0), moved)
    if found["week_day"]:
        return DueRule("week_day", WEEK_DAYS.index(found["week_day"]), within=not found["after"], moved=moved)
    if found["end"]:
        return DueRule("end_workday" if found["end"] == "last workday" else "end", within=True, moved=moved)
    if not 1 <= int(found["number"]) <= _MOST_DAYS:
        raise ValueError(found["number"])
    return DueRule(found["count"], int(found["number"]), within=bool(found["within"]), moved=moved)


def _month_day(day: int, month: int, moved: Moved) -> DueRule:
    if not (1 <= day <= _MONTH_DAYS and 0 <= month <= _MONTHS):
        raise ValueError(day)
    return DueRule("month_day", day, within=True, moved=moved, month=month)


def due_day(period: Period, rule: str | DueRule, calendar: Calendar) -> Due:
    """On what day the figures of a period are due.

    A day that a short period does not have is its last one (the 31st of a month of 30 days).

    Args:
        period: What is reported about.
        rule: The rule, read or as ``read_rule`` takes it.
        calendar: Which days are worked.

    Returns:
        The day, the day before it was moved, and whether working days were counted in a year that is not
        arranged yet: then it may still change.

    Raises:
        PeriodError: No rule is written like this.
        CalendarError: Working days are counted further than the calendar reaches.
    """
    rule = read_rule(rule) if isinstance(rule, str) else rule
    start = period if rule.within else period.following()
    if rule.count in ("workday", "end_workday"):
        return _worked(start, rule, calendar)
    counted = _plain(period, start, rule)
    if rule.moved is Moved.STAYS:
        return Due(counted, provisional=False, counted=counted)
    day = _moved(counted, rule.moved, calendar)
    return Due(day, calendar.is_provisional(min(day, counted), max(day, counted)), counted)


def _plain(period: Period, start: Period, rule: DueRule) -> date:
    """The due day of a rule that knows no holidays."""
    if rule.fixed is not None:
        return rule.fixed
    if rule.count == "day":
        return min(start.begin + (rule.number - 1) * _ONE_DAY, start.end)
    if rule.count == "week_day":
        return _week_day(period, rule)
    return _of_month(period, rule) if rule.count == "month_day" else period.end


def _of_month(period: Period, rule: DueRule) -> date:
    """A day of a month of the period; the last where the month is shorter or the period has none such."""
    first = period.begin.replace(day=1)
    months = (period.end.year - first.year) * _MONTHS + period.end.month - first.month
    step = min(rule.month - 1, months) if rule.month else months
    year, month = divmod(first.month - 1 + step, _MONTHS)
    last = calendar_module.monthrange(first.year + year, month + 1)[1]
    return date(first.year + year, month + 1, min(rule.number, last))


def _week_day(period: Period, rule: DueRule) -> date:
    """The last such day of the period; the first behind it if asked for, or if the period has none."""
    last = period.end - (period.end.weekday() - rule.number) % _WEEK * _ONE_DAY
    if rule.within and last >= period.begin:
        return last
    return last + _WEEK * _ONE_DAY


def _worked(start: Period, rule: DueRule, calendar: Calendar) -> Due:
    """A rule that counts working days; they never leave the period they are counted in."""
    last = _moved(start.end, Moved.BEFORE, calendar)
    day = last
    if rule.count == "workday":
        day = calendar.working_after(start.begin - _ONE_DAY, rule.number)
        # a period of one day that is free has no working day: the next one is meant then
        day = min(day, last) if last >= start.begin else _moved(start.begin, Moved.NEXT, calendar)
    first = start.begin if rule.count == "workday" else min(day, start.end)
    return Due(day, calendar.is_provisional(min(first, day), max(day, first)), day)


def _moved(day: date, moved: Moved, calendar: Calendar) -> date:
    if moved is Moved.NEXT:
        return calendar.next_working(day)
    while not calendar.is_working(day):
        day -= _ONE_DAY
    return day
