"""A new year's holiday arrangement, taken in from a file in the holiday-cn format."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Final

from zhangtu.kernel.calendar import Calendar, CalendarDay, DayKind
from zhangtu.kernel.problems import Problem, Severity

_MOST_DAYS: Final = 400


def take_in(data: bytes | str, calendar: Calendar) -> tuple[Calendar, tuple[Problem, ...]]:
    """Put a year's arrangement on top of a calendar.

    The file is JSON as the project NateScarlet/holiday-cn publishes it: ``{"year": 2027, "papers":
    ["https://…"], "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true}, …]}``. Good days are
    taken even when others are bad. A year without a single good day stays provisional: an empty file is
    published before the notice is out.

    Args:
        data: The file.
        calendar: The calendar to add to.

    Returns:
        The new calendar (the old one when nothing could be taken) and what was wrong. The place of a problem
        counts entries of ``days``; 0 to 0 is the file as a whole. Kinds: ``not_an_arrangement``, ``bad_day``,
        ``no_days``.
    """
    try:
        loaded = json.loads(data)
    except (ValueError, RecursionError):
        return calendar, (_problem(0, "not_an_arrangement", "whole"),)
    if not isinstance(loaded, Mapping):
        return calendar, (_problem(0, "not_an_arrangement", "whole"),)
    year, days = loaded.get("year"), loaded.get("days")
    if (
        isinstance(year, bool)
        or not isinstance(year, int)
        or not 1900 <= year <= 2200
        or not isinstance(days, list)
    ):
        return calendar, (_problem(0, "not_an_arrangement", "whole"),)
    return _merge(year, days[:_MOST_DAYS], _authority(loaded, year), calendar)


def _merge(
    year: int, days: list[object], authority: str, calendar: Calendar
) -> tuple[Calendar, tuple[Problem, ...]]:
    read = [_day(each, year, authority) for each in days]
    problems = [
        _problem(place, "bad_day", str(days[place])[:60]) for place, each in enumerate(read) if each is None
    ]
    good = [each for each in read if each is not None]
    if not any(each.day.year == year for each in good):
        return calendar, (*problems, _problem(0, "no_days", str(year)))
    return calendar.overlaid(good, [year]), tuple(problems)


def _authority(loaded: Mapping[object, object], year: int) -> str:
    papers = loaded.get("papers")
    named = [each for each in papers if isinstance(each, str)] if isinstance(papers, list) else []
    return " ".join(named)[:500] or f"国务院办公厅关于{year}年部分节假日安排的通知"


def _day(entry: object, year: int, authority: str) -> CalendarDay | None:
    if not isinstance(entry, Mapping):
        return None
    written, off, name = entry.get("date"), entry.get("isOffDay"), entry.get("name")
    if not isinstance(written, str) or not isinstance(off, bool) or not isinstance(name, str):
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    # a notice can touch the December before and, in principle, the January after
    if abs(day.year - year) > 1:
        return None
    return CalendarDay(day, DayKind.OFF if off else DayKind.WORK, name, authority)


def _problem(place: int, kind: str, what: str) -> Problem:
    end = place if what == "whole" or kind == "no_days" else place + 1
    return Problem(place, end, kind, Severity.ERROR, {"what": what})
