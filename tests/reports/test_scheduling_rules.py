"""What a plan says of when a report is due becomes a rule, or a reason why it can't."""

import pytest

from zhangtu.kernel import periods
from zhangtu.kernel.calendar import bundled
from zhangtu.kernel.due_days import due_day, read_rule
from zhangtu.kernel.periods import PeriodError
from zhangtu.reports.scheduling.rules import proposed


@pytest.mark.parametrize(
    ("said", "every", "due"),
    [
        ("monthly by day 5", "month", "day 5"),
        ("monthly", "month", "last day"),
        ("monthly by the last day", "month", "last day"),
        ("weekly by day 5", "week", "friday"),
        ("quarterly by day 10 of the last month", "quarter", "day 10 of last month"),
        ("yearly by day 10 of month 12", "year", "day 10 of month 12"),
        ("yearly by day 10 of month 1", "year", "day 10"),
        ("yearly 2 times", "half_year", "last day"),
        ("by 2030-11-30", "once", "2030-11-30"),
    ],
)
def test_what_can_be_read(said: str, every: str, due: str) -> None:
    found = proposed(said)
    assert (found.every, found.due, found.trouble) == (every, due, "")
    read_rule(found.due)


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        (None, "no_time"),
        ("within 3 workdays of 收到通知", "on_event"),
        ("same day of 发现问题", "on_event"),
        ("half-monthly", "no_such_period"),
        ("weekly 2 times", "no_such_period"),
        ("适时", "unreadable"),
    ],
)
def test_what_can_not_be_read_says_why(said: str | None, trouble: str) -> None:
    assert proposed(said).trouble == trouble


@pytest.mark.parametrize(
    ("period", "rule", "day"),
    [
        ("2026", "day 10 of month 12", "2026-12-10"),
        ("2026", "day 31 of month 2", "2026-02-28"),
        ("2026-Q1", "day 10 of last month", "2026-03-10"),
        ("2026-Q1", "day 10 of month 7", "2026-03-10"),
        ("2026-11", "day 31 of month 1", "2026-11-30"),
    ],
)
def test_a_day_of_a_month_of_the_period(period: str, rule: str, day: str) -> None:
    assert due_day(periods.parse(period), rule, bundled()).day.isoformat() == day


@pytest.mark.parametrize("rule", ["day 0 of month 1", "day 5 of month 13", "day 32 of last month"])
def test_a_day_no_month_has_is_no_rule(rule: str) -> None:
    with pytest.raises(PeriodError):
        read_rule(rule)
