"""Time limits end where the Civil Code says they end."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhangtu.kernel.calendar import CalendarError, bundled
from zhangtu.kernel.clock import SHANGHAI
from zhangtu.kernel.limits import LimitUnit, days, due, hours, months, weeks, workdays, years

CALENDAR = bundled()
DAYS = st.dates(date(2005, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("count", "start", "last"),
    [
        (7, "2026-09-24", "2026-10-12"),
        (5, "2026-02-06", "2026-02-13"),
        (7, "2026-02-06", "2026-02-24"),
        (20, "2026-04-17", "2026-05-19"),
        (20, "2026-09-11", "2026-10-15"),
    ],
)
def test_working_days_cross_holidays_and_worked_weekends(count: int, start: str, last: str) -> None:
    due = workdays(date.fromisoformat(start), count, CALENDAR)
    assert (due.day.isoformat(), due.provisional) == (last, False)


@pytest.mark.parametrize(
    ("count", "start", "counted", "last"),
    [
        (90, "2026-07-07", "2026-10-05", "2026-10-08"),
        (15, "2026-09-18", "2026-10-03", "2026-10-08"),
        (30, "2026-01-16", "2026-02-15", "2026-02-24"),
        (30, "2026-04-10", "2026-05-10", "2026-05-11"),
    ],
)
def test_days_roll_off_a_holiday(count: int, start: str, counted: str, last: str) -> None:
    due = days(date.fromisoformat(start), count, CALENDAR)
    assert (due.counted.isoformat(), due.day.isoformat()) == (counted, last)
    assert days(date.fromisoformat(start), count, CALENDAR, roll=False).day.isoformat() == counted


def test_a_worked_saturday_is_a_valid_last_day() -> None:
    assert days(date(2026, 2, 10), 4, CALENDAR).day == date(2026, 2, 14)


def test_a_rest_day_in_lieu_is_none() -> None:
    assert date(2026, 10, 7).weekday() == 2
    assert days(date(2026, 10, 1), 6, CALENDAR).day == date(2026, 10, 8)


@pytest.mark.parametrize(
    ("start", "count", "last"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 12, 31), 2, date(2025, 2, 28)),
        (date(2025, 3, 5), 6, date(2025, 9, 5)),
        (date(2025, 8, 31), 1, date(2025, 9, 30)),
    ],
)
def test_months_end_on_the_corresponding_day_or_the_last(start: date, count: int, last: date) -> None:
    assert months(start, count, CALENDAR, roll=False).day == last


def test_a_year_from_a_leap_day_ends_on_the_last_of_february() -> None:
    assert years(date(2024, 2, 29), 1, CALENDAR, roll=False).day == date(2025, 2, 28)


def test_hours_run_at_once_through_the_night() -> None:
    start = datetime(2026, 9, 30, 17, 30, tzinfo=SHANGHAI)
    end = hours(start, 24, CALENDAR)
    assert end.moment == datetime(2026, 10, 1, 17, 30, tzinfo=SHANGHAI)
    assert hours(start, 24, CALENDAR, roll=True).moment == datetime(2026, 10, 8, 17, 30, tzinfo=SHANGHAI)


def test_a_limit_into_an_unarranged_year_is_provisional() -> None:
    assert workdays(date(2026, 12, 28), 10, CALENDAR).provisional
    assert days(date(2026, 12, 1), 45, CALENDAR).provisional
    assert not days(date(2026, 12, 1), 10, CALENDAR).provisional
    assert not days(date(2026, 12, 1), 45, CALENDAR, roll=False).provisional


@pytest.mark.parametrize("count", [0, -1])
def test_no_working_days_cannot_be_counted(count: int) -> None:
    with pytest.raises(CalendarError):
        workdays(date(2026, 1, 5), count, CALENDAR)


def test_days_beyond_the_calendar_are_refused_in_words() -> None:
    with pytest.raises(CalendarError, match="too far"):
        workdays(date(2026, 1, 5), 10**6, CALENDAR)
    with pytest.raises(CalendarError, match="too far"):
        months(date(2026, 1, 5), 10**6, CALENDAR)
    with pytest.raises(CalendarError, match="too far"):
        days(date(2026, 1, 5), 10**9, CALENDAR)


def test_hours_have_their_own_function() -> None:
    with pytest.raises(CalendarError, match="moment"):
        due(date(2026, 1, 5), 3, LimitUnit.HOUR, CALENDAR)


@pytest.mark.parametrize("unit", [unit for unit in LimitUnit if unit is not LimitUnit.HOUR])
@given(start=DAYS, count=st.integers(1, 400))
def test_a_rolled_limit_never_ends_on_a_free_day(unit: LimitUnit, start: date, count: int) -> None:
    short = count if unit in (LimitUnit.DAY, LimitUnit.WORKDAY) else count % 12 + 1
    last = due(start, short, unit, CALENDAR)
    assert CALENDAR.is_working(last.day)
    assert last.day >= last.counted > start


@given(start=DAYS, count=st.integers(1, 300))
def test_working_days_count_back_to_what_was_counted(start: date, count: int) -> None:
    last = workdays(start, count, CALENDAR).day
    assert CALENDAR.working_between(start, last) == count
    assert CALENDAR.working_between(start, last - timedelta(days=1)) == count - 1


@given(start=DAYS, later=st.integers(0, 90), count=st.integers(1, 300), more=st.integers(0, 90))
def test_later_starts_and_longer_limits_never_end_earlier(
    start: date, later: int, count: int, more: int
) -> None:
    for rule in (workdays, days, weeks):
        first = rule(start, count, CALENDAR).day
        assert rule(start + timedelta(days=later), count, CALENDAR).day >= first
        assert rule(start, count + more, CALENDAR).day >= first
