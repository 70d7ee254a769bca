"""What the words of a plan say of when a report is due, as a rule reports are expected by. Pure."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhangtu.kernel.due_days import WEEK_DAYS
from zhangtu.kernel.periods import PeriodKind
from zhangtu.reading.model import Period, ReportAsked

ONCE: Final = "once"
_RECURS: Final = re.compile(
    rf"(?P<every>{'|'.join(one.value for one in Period)})(?: (?P<count>\d+) times)?"
    r"(?: by (?:(?P<last_day>the last day)|day (?P<day>\d+)))?"
    r"(?: of (?:(?P<last_month>the last month)|month (?P<month>\d+)))?"
)
_BY: Final = re.compile(r"by (\d{4}-\d{2}-\d{2})")
_UPON: Final = re.compile(r"within |same day")
_KINDS: Final = {
    Period.DAY: PeriodKind.DAY,
    Period.WEEK: PeriodKind.WEEK,
    Period.TEN_DAYS: PeriodKind.TEN_DAYS,
    Period.MONTH: PeriodKind.MONTH,
    Period.QUARTER: PeriodKind.QUARTER,
    Period.HALF_YEAR: PeriodKind.HALF_YEAR,
    Period.YEAR: PeriodKind.YEAR,
}
#: Several times within a year, evenly.
_SHARED: Final = {2: PeriodKind.HALF_YEAR, 4: PeriodKind.QUARTER, 12: PeriodKind.MONTH}


@dataclass(frozen=True, slots=True)
class Proposed:
    """When a report is due, as far as the plan's words say it.

    Attributes:
        every: The kind of its periods, or ``once``; empty where that can't be read.
        due: When it is due, as ``kernel.due_days.read_rule`` takes it; empty where that can't be read.
        trouble: Why it can't be read (``wording.UNREAD``); empty where it can.
    """

    every: str = ""
    due: str = ""
    trouble: str = ""


def mark_of(asked: ReportAsked) -> str:
    """What one of the reports a plan asks for is called: the same wherever it stands in the text.

    Args:
        asked: The report, as the plan asks for it.
    """
    words = "\n".join((asked.sender or "", asked.to or "", asked.what, asked.rule or ""))
    return hashlib.sha256(words.encode()).hexdigest()[:20]


def proposed(rule: str | None) -> Proposed:
    """The rule that fits what a plan says.

    A day of a month is meant of the month behind the one that is reported about (每月5日前报送情况); a day of
    any month of a longer period but its first lies in that period (每年12月10日前报送总结).

    Args:
        rule: When, as the reading prints it; ``None`` where the plan does not say.
    """
    if not rule:
        return Proposed(trouble="no_time")
    single = _BY.fullmatch(rule)
    if single:
        return Proposed(ONCE, date.fromisoformat(single[1]).isoformat())
    found = _RECURS.fullmatch(rule)
    if found is None:
        return Proposed(trouble="on_event" if _UPON.match(rule) else "unreadable")
    kind = _KINDS.get(Period(found["every"]))
    if found["count"] and int(found["count"]) > 1:
        kind = _SHARED.get(int(found["count"])) if kind is PeriodKind.YEAR else None
    return Proposed(trouble="no_such_period") if kind is None else Proposed(kind.value, _due(kind, found))


def _due(kind: PeriodKind, found: re.Match[str]) -> str:
    day, month = int(found["day"] or 0), int(found["month"] or 0)
    if kind is PeriodKind.WEEK:
        return WEEK_DAYS[day - 1] if 1 <= day <= len(WEEK_DAYS) else "last day"
    if kind in (PeriodKind.DAY, PeriodKind.TEN_DAYS):
        return "last day"
    if found["last_month"]:
        return f"day {day or 31} of last month"
    if month > 1:
        return f"day {day or 31} of month {month}"
    if month == 1 and not day:
        return "day 31"
    return f"day {day}" if day else "last day"
