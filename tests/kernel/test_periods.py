"""Periods lie side by side without a gap, are read as they are written, and say their names."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from zhangtu.kernel import periods
from zhangtu.kernel.periods import Period, PeriodError, PeriodKind

DAYS = st.dates(date(1901, 1, 1), date(2998, 12, 31))
KINDS = st.sampled_from(PeriodKind)
ONE_DAY = timedelta(days=1)


@given(KINDS, DAYS)
def test_every_day_lies_in_the_one_period_that_is_said(kind: PeriodKind, day: date) -> None:
    period = periods.of(kind, day)
    assert day in period
    assert day not in period.last()
    assert day not in period.following()
    assert periods.of(kind, period.begin) == period == periods.of(kind, period.end)


@given(KINDS, DAYS)
def test_periods_follow_one_another_without_a_gap(kind: PeriodKind, day: date) -> None:
    period = periods.of(kind, day)
    assert period.following().begin == period.end + ONE_DAY
    assert period.last().end == period.begin - ONE_DAY
    assert period.following().last() == period
    assert period.last() < period < period.following()


@given(KINDS, DAYS)
def test_what_is_written_is_read_again(kind: PeriodKind, day: date) -> None:
    period = periods.of(kind, day)
    assert periods.parse(str(period)) == period
    assert periods.parse(period.label("zh-hans")) == period
    assert periods.parse(period.label("zh-hant")) == period
    assert str(period.year) in period.label("en")


@given(KINDS, DAYS)
def test_a_year_earlier_is_the_same_time_of_year(kind: PeriodKind, day: date) -> None:
    period = periods.of(kind, day)
    earlier = period.same_last_year()
    assert earlier.year == period.year - 1
    assert 364 - 7 <= (period.begin - earlier.begin).days <= 366 + 7
    if kind is not PeriodKind.WEEK:
        assert (earlier.begin.month, min(28, earlier.begin.day)) == (
            period.begin.month,
            min(28, period.begin.day),
        )


@given(KINDS, DAYS, st.integers(0, 400))
def test_between_two_days_lie_all_periods_that_touch_them(kind: PeriodKind, first: date, days: int) -> None:
    last = min(first + days * ONE_DAY, date(2998, 12, 31))
    found = periods.between(first, last, kind)
    assert first in found[0]
    assert last in found[-1]
    assert all(one.following() == other for one, other in pairwise(found))
    assert periods.between(last + ONE_DAY, first, kind) == ()


@given(st.text(max_size=20))
def test_anything_else_is_refused_with_a_sentence(text: str) -> None:
    try:
        period = periods.parse(text)
    except PeriodError as refusal:
        said = {refusal.say(language) for language in ("zh-hans", "en")}
        event(f"refused, {len(said)} sentences")
    else:
        assert periods.parse(str(period)) == period


@pytest.mark.parametrize(
    ("written", "begin", "end", "label"),
    [
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30), "2026年11月"),
        ("2026Q3", date(2026, 7, 1), date(2026, 9, 30), "2026年第三季度"),
        ("2026年三季度", date(2026, 7, 1), date(2026, 9, 30), "2026年第三季度"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "2026年"),
        ("2026年度", date(2026, 1, 1), date(2026, 12, 31), "2026年"),
        ("2026H1", date(2026, 1, 1), date(2026, 6, 30), "2026年上半年"),
        ("2026 年 下半年", date(2026, 7, 1), date(2026, 12, 31), "2026年下半年"),
        ("2026W07", date(2026, 2, 9), date(2026, 2, 15), "2026年第7周（2月9日—15日）"),
        ("2026-W09", date(2026, 2, 23), date(2026, 3, 1), "2026年第9周（2月23日—3月1日）"),
        ("2026w1", date(2025, 12, 29), date(2026, 1, 4), "2026年第1周（2025年12月29日—2026年1月4日）"),
        ("2026-11-上旬", date(2026, 11, 1), date(2026, 11, 10), "2026年11月上旬"),
        ("2024年二月下旬", date(2024, 2, 21), date(2024, 2, 29), "2024年2月下旬"),
        ("２０２６年十一月三日", date(2026, 11, 3), date(2026, 11, 3), "2026年11月3日"),
    ],
)
def test_periods_are_read_as_offices_write_them(written: str, begin: date, end: date, label: str) -> None:
    period = periods.parse(written)
    assert (period.begin, period.end, period.label("zh-hans")) == (begin, end, label)


@pytest.mark.parametrize(
    "written", ["2026Q5", "2026-13", "2026W54", "2026-02-30", "2026H3", "1066", "2026年十三月下旬"]
)
def test_a_period_that_is_in_no_calendar_is_said_to_be_none(written: str) -> None:
    with pytest.raises(PeriodError) as refused:
        periods.parse(written)
    assert refused.value.kind == "no_such"
    assert written in refused.value.say("zh-hans")


def test_labels_in_english_and_traditional() -> None:
    assert periods.parse("2026Q3").label("en") == "Q3 2026"
    assert periods.parse("2026-11-中旬").label("en") == "11–20 November 2026"
    assert periods.parse("2026W07").label("zh-hant") == "2026年第7周（2月9日—15日）"


def test_the_odd_days_of_leap_years_and_long_years_have_a_neighbour_a_year_earlier() -> None:
    assert str(periods.parse("2024-02-29").same_last_year()) == "2023-02-28"
    assert str(periods.parse("2024-12-31").same_last_year()) == "2023-12-31"
    assert str(periods.parse("2026W53").same_last_year()) == "2025W52"


def test_a_period_that_cannot_be_is_not_made() -> None:
    with pytest.raises(PeriodError):
        Period(PeriodKind.WEEK, 2025, 53)
