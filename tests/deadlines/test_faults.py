"""Impossible and reversed dates are pointed out, with a repair where one is evident."""

import pytest

from zhangtu.kernel.folding import fold
from zhangtu.kernel.problems import Problem
from zhangtu.reading.deadlines import Years, date_problems, deadlines_in_label, impossible_dates
from zhangtu.reading.model import Deadline, DeadlineKind


def _problems(text: str, years: Years) -> tuple[Problem, ...]:
    folded = fold(text)
    return date_problems(text, folded, deadlines_in_label(text, folded, 0, len(text), years))


def _repaired(text: str, problem: Problem) -> str | None:
    repair = problem.repair
    return None if repair is None else text[: repair.start] + repair.text + text[repair.end :]


@pytest.mark.parametrize(
    ("text", "kind", "repaired"),
    [
        ("2021年2月30日前", "invalid_date", "2021年2月28日前"),
        ("2024年2月30日前", "invalid_date", "2024年2月29日前"),
        ("2021年9月31日前", "invalid_date", "2021年9月30日前"),
        ("９月３１日前", "invalid_date", "９月３０日前"),
        ("二〇二一年二月三十日前", "invalid_date", "二〇二一年二月二十八日前"),
        ("2021.4.31前", "invalid_date", "2021.4.30前"),
        ("2021年3月5日—4月31日", "invalid_date", "2021年3月5日—4月30日"),
        ("110年2月30日前", "invalid_date", "110年2月28日前"),
        ("2021年13月5日前", "invalid_date", None),
        ("6月0日前", "invalid_date", None),
        ("6月30日25:00前", "invalid_date", None),
        ("2021年12月5日至2021年2月28日", "reversed_range", "2021年12月5日至2022年2月28日"),
        ("2021年3月5日至2020年12月31日", "reversed_range", "2021年3月5日至2021年12月31日"),
        ("二〇二一年十二月至二〇二一年二月", "reversed_range", "二〇二一年十二月至二〇二二年二月"),
        ("110年11月1日至110年2月1日", "reversed_range", "110年11月1日至111年2月1日"),
        ("2021年6月30日—6月1日", "reversed_range", None),
    ],
)
def test_a_fault_is_found_and_mended(text: str, kind: str, repaired: str | None) -> None:
    (problem,) = _problems(text, Years(2021))
    assert problem.kind == kind
    assert _repaired(text, problem) == repaired
    if repaired is not None:
        assert _problems(repaired, Years(2021)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "2021年2月28日前", "2024年2月29日前", "2021年11月5日—2月10日", "2021年12月至2022年2月", "每月31日前",
        "6月30日24时前", "7日内", "长期坚持", "汛期前", "2021年3月1日起",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_fault_is_none(text: str) -> None:
    assert _problems(text, Years(2021)) == ()


def test_a_year_that_nobody_names_is_a_warning() -> None:
    (problem,) = _problems("6月底前", Years())
    assert (problem.kind, problem.severity.value) == ("no_year", "warning")
    assert _problems("汛期前", Years()) == ()


def test_a_day_that_no_year_has_is_impossible_without_a_year() -> None:
    assert _problems("2月30日前", Years())[0].kind == "invalid_date"
    assert _problems("2月29日前", Years())[0].kind == "no_year"


def test_limits_made_by_hand_have_no_place_and_no_problem() -> None:
    assert date_problems("", "", [Deadline(DeadlineKind.INVALID, rule="2021-02-30 does not exist")]) == ()


def test_impossible_days_are_found_wherever_they_stand() -> None:
    text = "2021年2月29日召开，2020年2月29日散会；6月31日、十一月三十一日报到，13月5日。"
    text += "\n二〇二一年九月三十一日"
    found = impossible_dates(text, fold(text), 0, len(text), Years(2021))
    assert [text[each.start : each.end] for each in found] == [
        "2021年2月29日", "6月31日", "十一月三十一日", "13月5日", "二〇二一年九月三十一日",
    ]  # fmt: skip
    assert [each.repair.text for each in found if each.repair is not None] == ["28", "30", "三十", "三十"]


def test_days_that_exist_are_left_alone() -> None:
    text = "2024年2月29日，2月29日，12月31日，3月1日起，5月份，100月30日游"
    assert impossible_dates(text, fold(text), 0, len(text), Years()) == ()
