"""The calendar knows what is worked, and what it does not know."""

import json
from datetime import date, timedelta

import pytest
from chinese_calendar import is_workday
from hypothesis import given
from hypothesis import strategies as st

from zhangtu.kernel.arrangements import take_in
from zhangtu.kernel.calendar import Calendar, CalendarDay, CalendarError, DayKind, bundled

CALENDAR = bundled()


@given(st.dates(date(2004, 1, 1), date(2026, 12, 31)))
def test_the_bundled_table_says_what_its_source_says(day: date) -> None:
    assert CALENDAR.is_working(day) == is_workday(day)
    assert CALENDAR.look(day).working == is_workday(day)


def test_all_days_of_the_newest_year_agree_with_the_source() -> None:
    first = date(2026, 1, 1)
    for offset in range(365):
        day = first + timedelta(days=offset)
        assert CALENDAR.is_working(day) == is_workday(day)


def test_a_holiday_names_itself_and_its_notice() -> None:
    answer = CALENDAR.look(date(2026, 2, 14))
    assert answer.working
    assert answer.name == "春节"
    assert "2026" in answer.authority
    assert not answer.provisional


def test_an_unarranged_year_knows_weekends_only_and_says_so() -> None:
    new_year = CALENDAR.look(date(2027, 1, 1))
    assert new_year.working
    assert new_year.provisional
    assert not CALENDAR.look(date(2027, 1, 2)).working


def test_the_days_of_a_holiday_are_known_by_name() -> None:
    days = CALENDAR.named("春节", 2026)
    assert (days[0], days[-1], len(days)) == (date(2026, 2, 15), date(2026, 2, 23), 9)
    assert CALENDAR.named("春节", 2027) == ()


def test_a_local_holiday_lies_on_top() -> None:
    local = CalendarDay(date(2026, 4, 20), DayKind.OFF, "三月三", "自治区通知")
    over = CALENDAR.overlaid([local])
    assert not over.is_working(local.day)
    assert CALENDAR.is_working(local.day)
    assert over.next_working(local.day) == date(2026, 4, 21)
    assert over.look(local.day).authority == "自治区通知"


def test_a_calendar_without_any_arrangement_is_all_provisional() -> None:
    empty = Calendar({}, frozenset())
    assert empty.look(date(2026, 10, 1)).provisional
    assert empty.next_working(date(2026, 10, 3)) == date(2026, 10, 5)


def test_a_day_too_far_away_is_refused() -> None:
    with pytest.raises(CalendarError):
        CALENDAR.next_working(date(2300, 1, 1))
    with pytest.raises(CalendarError):
        CALENDAR.next_working(date(1700, 1, 1))


def _file(**change: object) -> bytes:
    whole = {
        "year": 2027,
        "papers": ["https://example.org/notice"],
        "days": [
            {"name": "元旦", "date": "2027-01-01", "isOffDay": True},
            {"name": "元旦", "date": "2027-01-02", "isOffDay": True},
            {"name": "元旦", "date": "2026-12-27", "isOffDay": False},
        ],
    }
    return json.dumps(whole | change).encode()


def test_a_new_year_is_taken_in_with_its_december() -> None:
    calendar, problems = take_in(_file(), CALENDAR)
    assert problems == ()
    assert calendar.look(date(2027, 1, 1)).working is False
    assert calendar.look(date(2027, 1, 1)).provisional is False
    assert calendar.is_working(date(2026, 12, 27))
    assert calendar.look(date(2027, 1, 1)).authority == "https://example.org/notice"


def test_bad_days_do_not_lose_good_ones() -> None:
    good = {"name": "元旦", "date": "2027-01-01", "isOffDay": True}
    bad = [
        {"name": "元旦", "date": "2027-02-30", "isOffDay": True},
        {"date": 3},
        None,
        {**good, "date": "2031-01-01"},
    ]
    calendar, problems = take_in(_file(days=[bad[0], good, *bad[1:]]), CALENDAR)
    assert [(problem.kind, problem.start) for problem in problems] == [
        ("bad_day", 0),
        ("bad_day", 2),
        ("bad_day", 3),
        ("bad_day", 4),
    ]
    assert not calendar.is_working(date(2027, 1, 1))


def test_the_empty_file_before_the_notice_leaves_the_year_provisional() -> None:
    calendar, problems = take_in(_file(days=[]), CALENDAR)
    assert calendar is CALENDAR
    assert [problem.kind for problem in problems] == ["no_days"]


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe", b"[]", b"3", b'{"year": "2027"}', b'{"year": true, "days": []}', b"[" * 100_000],
)
def test_what_is_no_arrangement_is_a_problem_not_a_crash(data: bytes) -> None:
    calendar, problems = take_in(data, CALENDAR)
    assert calendar is CALENDAR
    assert [problem.kind for problem in problems] == ["not_an_arrangement"]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=10),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["year", "days", "date", "name", "isOffDay", "papers"]), inner, max_size=6
            )
        ),
    )
)
def test_taking_in_never_throws(value: object) -> None:
    take_in(json.dumps(value), CALENDAR)
