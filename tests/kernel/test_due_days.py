"""Due days in calendar and working days, moved off free days when asked, unsure where nobody knows."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhangtu.kernel import periods
from zhangtu.kernel.calendar import bundled
from zhangtu.kernel.due_days import DueRule, due_day, read_rule
from zhangtu.kernel.periods import PeriodError, PeriodKind

CALENDAR = bundled()
KINDS = st.sampled_from(PeriodKind)
ARRANGED = st.dates(date(2010, 1, 1), date(2025, 12, 31))
RULES = st.one_of(
    st.builds(
        "{} {}{}".format,
        st.sampled_from(["day", "workday"]),
        st.integers(1, 31),
        st.sampled_from(["", " of period"]),
    ),
    st.builds(
        "{}{}".format, st.sampled_from(["monday", "friday", "sunday"]), st.sampled_from(["", " after"])
    ),
    st.sampled_from(["same day", "last day", "last workday", "2025-06-30"]),
)
MOVES = st.sampled_from(["", " or next workday", " or workday before"])


@pytest.mark.parametrize(
    ("period", "rule", "day"),
    [
        ("2026-03", "day 2", date(2026, 4, 2)),
        ("2026-09", "day 2", date(2026, 10, 2)),
        ("2026-09", "day 2 or next workday", date(2026, 10, 8)),
        ("2026-09", "day 2 or workday before", date(2026, 9, 30)),
        ("2026-09", "workday 3", date(2026, 10, 10)),
        ("2026-08", "workday 1", date(2026, 9, 1)),
        ("2026-01", "day 31", date(2026, 2, 28)),
        ("2026-01", "day 25 of period", date(2026, 1, 25)),
        ("2026Q1", "last workday", date(2026, 3, 31)),
        ("2026-05", "last workday", date(2026, 5, 29)),
        ("2026W07", "friday", date(2026, 2, 13)),
        ("2026W07", "monday after", date(2026, 2, 16)),
        ("2026-05", "friday", date(2026, 5, 29)),
        ("2026-11-03", "same day", date(2026, 11, 3)),
        ("2026-11-03", "friday", date(2026, 11, 6)),
        ("2026-10-03", "workday 1 of period", date(2026, 10, 8)),
        ("2026", "2026-12-20", date(2026, 12, 20)),
    ],
)
def test_due_days_as_offices_count_them(period: str, rule: str, day: date) -> None:
    assert due_day(periods.parse(period), rule, CALENDAR).day == day


@given(KINDS, ARRANGED, RULES, MOVES)
def test_a_moved_day_is_worked_and_moved_no_further_than_needed(
    kind: PeriodKind, day: date, rule: str, moved: str
) -> None:
    due = due_day(periods.of(kind, day), rule + moved, CALENDAR)
    if "workday" in rule or moved:
        assert CALENDAR.is_working(due.day)
    first, last = sorted((due.counted, due.day))
    between = [first + timedelta(days=index) for index in range((last - first).days + 1)]
    assert not any(CALENDAR.is_working(each) for each in between if each != due.day)
    assert due.provisional == (("workday" in rule or bool(moved)) and CALENDAR.is_provisional(first, due.day))


@given(KINDS, ARRANGED, RULES)
def test_what_is_counted_in_the_next_period_is_due_after_this_one(
    kind: PeriodKind, day: date, rule: str
) -> None:
    period = periods.of(kind, day)
    due = due_day(period, rule, CALENDAR)
    if "of period" in rule and (kind is not PeriodKind.DAY):
        assert due.day <= max(period.end, due.counted)
    elif rule.startswith(("day", "workday")) and "of period" not in rule:
        assert due.day > period.end


def test_working_days_in_a_year_not_arranged_are_provisional_and_calendar_days_are_not() -> None:
    december = periods.parse("2026-12")
    assert due_day(december, "workday 3", CALENDAR).provisional
    assert due_day(december, "day 2 or next workday", CALENDAR).provisional
    assert not due_day(december, "day 2", CALENDAR).provisional
    assert not due_day(december, "last workday", CALENDAR).provisional


def test_rules_are_read_whatever_their_blanks_and_letters() -> None:
    assert read_rule("  Day  2 ") == DueRule("day", 2)
    assert read_rule("LAST workday").count == "end_workday"


@pytest.mark.parametrize(
    "rule", ["", "day", "day 0", "day 400", "workday three", "some day", "2026-02-30", "fridays"]
)
def test_other_rules_are_refused_with_a_sentence(rule: str) -> None:
    with pytest.raises(PeriodError) as refused:
        read_rule(rule)
    assert "day 2" in refused.value.say("en")
