"""Which days are worked: weekends, holidays, lieu days, and years whose arrangement is not known yet."""

import csv
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files
from types import MappingProxyType
from typing import Final

_YEARS_AHEAD: Final = 40
_YEARS_BEFORE: Final = 10
_SATURDAY: Final = 5


class CalendarError(ValueError):
    """A day so far away that no office counts to it."""


class DayKind(StrEnum):
    """How an arranged day differs from its week day."""

    #: Nobody works: a holiday or a rest day in lieu.
    OFF = "off"
    #: A Saturday or Sunday that is worked.
    WORK = "work"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day that somebody arranged.

    Attributes:
        day: The day.
        kind: Off or work.
        name: The holiday it belongs to, for instance 春节.
        authority: The notice that says so.
    """

    day: date
    kind: DayKind
    name: str
    authority: str


@dataclass(frozen=True, slots=True)
class DayAnswer:
    """What a day is.

    Attributes:
        working: Whether it is worked.
        provisional: Whether its year is not arranged yet, so that only weekends are known.
        name: The holiday it belongs to; empty on ordinary days.
        authority: The notice that says so; empty on ordinary days.
    """

    working: bool
    provisional: bool
    name: str = ""
    authority: str = ""


@dataclass(frozen=True)
class Calendar:
    """Working days and others.

    A year is *arranged* when its notice is known; in all others only weekends are free and every answer
    is provisional. Days reach from ten years before the first arranged year to forty after the last.

    Attributes:
        days: The arranged days.
        arranged: The years whose arrangement is known.
    """

    days: Mapping[date, CalendarDay]
    arranged: frozenset[int]

    @cached_property
    def _worked(self) -> list[int]:
        """Ordinals of all working days, ascending."""
        years = self.arranged or frozenset({2000})
        first = date(max(1, min(years) - _YEARS_BEFORE), 1, 1).toordinal()
        last = date(max(years) + _YEARS_AHEAD, 12, 31).toordinal()
        # ordinal 1 is a Monday, so the week day is the ordinal less one, modulo seven
        worked = {ordinal for ordinal in range(first, last + 1) if (ordinal - 1) % 7 < _SATURDAY}
        worked -= {day.toordinal() for day, each in self.days.items() if each.kind is DayKind.OFF}
        worked |= {day.toordinal() for day, each in self.days.items() if each.kind is DayKind.WORK}
        return sorted(worked)

    def look(self, day: date) -> DayAnswer:
        """What a day is.

        Args:
            day: The day.

        Returns:
            Whether it is worked, why, and whether that is certain.
        """
        provisional = day.year not in self.arranged
        arranged = self.days.get(day)
        if arranged is None:
            return DayAnswer(day.weekday() < _SATURDAY, provisional)
        return DayAnswer(
            arranged.kind is DayKind.WORK, provisional=False, name=arranged.name, authority=arranged.authority
        )

    def is_working(self, day: date) -> bool:
        """Whether a day is worked.

        Args:
            day: The day.

        Returns:
            True on working days, a worked Saturday included.
        """
        arranged = self.days.get(day)
        return day.weekday() < _SATURDAY if arranged is None else arranged.kind is DayKind.WORK

    def is_provisional(self, first: date, last: date) -> bool:
        """Whether counting through these days meets a year that is not arranged yet.

        Args:
            first: The first day counted.
            last: The last day counted.

        Returns:
            True when any year from the first to the last is missing.
        """
        return not self.arranged.issuperset(range(first.year, last.year + 1))

    def next_working(self, day: date) -> date:
        """The first working day from a day on.

        Args:
            day: The day to begin with.

        Returns:
            The day itself when it is worked, else the next that is.

        Raises:
            CalendarError: The day is outside the calendar.
        """
        return self._at(bisect_left(self._worked, day.toordinal()))

    def working_after(self, day: date, count: int) -> date:
        """The working day so many working days after a day that is itself not counted.

        Args:
            day: The day before the first one counted.
            count: How many working days, at least 1.

        Returns:
            The last one counted.

        Raises:
            CalendarError: It is outside the calendar, or ``count`` is below 1.
        """
        if count < 1:
            raise CalendarError(f"{count} working days cannot be counted: at least 1 is needed")
        return self._at(bisect_right(self._worked, day.toordinal()) + count - 1)

    def working_between(self, after: date, until: date) -> int:
        """How many working days lie behind one day, up to and including another.

        Args:
            after: The day before the first one counted.
            until: The last one counted.

        Returns:
            Their number, 0 when ``until`` is not later.
        """
        worked = self._worked
        return max(0, bisect_right(worked, until.toordinal()) - bisect_right(worked, after.toordinal()))

    def named(self, name: str, year: int) -> tuple[date, ...]:
        """The free days of a holiday in a year.

        Args:
            name: The holiday, for instance 春节.
            year: The year.

        Returns:
            Its free days, ascending; empty when the year is not arranged.
        """
        chosen = (each.day for each in self.days.values() if each.name == name and each.kind is DayKind.OFF)
        return tuple(sorted(day for day in chosen if day.year == year))

    def overlaid(self, days: Iterable[CalendarDay], arranged: Iterable[int] = ()) -> "Calendar":
        """This calendar with days of its own on top: a local holiday, a new year's notice.

        Args:
            days: The days that differ; they win over those already known.
            arranged: Years that are fully arranged by them.

        Returns:
            A new calendar.
        """
        merged = {**self.days, **{each.day: each for each in days}}
        return Calendar(MappingProxyType(merged), self.arranged | frozenset(arranged))

    def _at(self, index: int) -> date:
        worked = self._worked
        if not 0 < index < len(worked):
            raise CalendarError("this day is too far away for the calendar")
        return date.fromordinal(worked[index])


@cache
def bundled() -> Calendar:
    """The calendar that comes with the program: the notices of the State Council's office, 2004 to 2026.

    Returns:
        The calendar; the same value each time.
    """
    text = (files("zhangtu.kernel") / "data" / "holidays.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    days = [
        CalendarDay(date.fromisoformat(row["date"]), DayKind(row["kind"]), row["name"], row["authority"])
        for row in rows
    ]
    arranged = {each.day.year for each in days}
    return Calendar(MappingProxyType({}), frozenset()).overlaid(days, arranged)
