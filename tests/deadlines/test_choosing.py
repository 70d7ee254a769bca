"""Of several times the task's own is chosen."""

import pytest

from zhangtu.kernel.folding import fold
from zhangtu.reading.deadlines import (
    Years,
    deadlines_in_label,
    deadlines_in_prose,
    is_firm,
    main_deadline,
    main_in_prose,
)
from zhangtu.reading.model import NO_DEADLINE, Deadline, DeadlineKind

YEARS = Years(2021)


def _label(text: str) -> tuple[Deadline, ...]:
    return deadlines_in_label(text, fold(text), 0, len(text), YEARS)


def _prose(text: str) -> tuple[Deadline, ...]:
    return deadlines_in_prose(text, fold(text), 0, len(text), YEARS)


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("3月底前出方案，6月底前全面铺开，11月底前验收", "11月底前"),
        ("8月底前完成，长期坚持", "8月底前"),
        ("每月10日前报表，12月15日前报总结", "12月15日前"),
        ("立行立改，长期坚持", "长期坚持"),
        ("2021年4月1日起，持续推进", "持续推进"),
        ("2021年4月1日起，每季度通报", "每季度"),
        ("每周调度，每月通报", "每周"),
        ("接到任务后5日内反馈，持续推进", "接到任务后5日内"),
        ("2021年4月1日起", "2021年4月1日起"),
        ("2021年4月31日前", "2021年4月31日前"),
    ],
)
def test_the_main_one_of_several(text: str, raw: str) -> None:
    found = _label(text)
    main, others = main_deadline(found)
    assert main.raw == raw
    assert sorted([main, *others], key=lambda each: str(each.place)) == sorted(
        found, key=lambda each: str(each.place)
    )


def test_a_label_beats_running_text() -> None:
    main, others = main_deadline(_label("9月底前"), _prose("12月31日前报送总结"))
    assert (main.raw, [other.raw for other in others]) == ("9月底前", ["12月31日前"])


def test_without_a_label_running_text_decides() -> None:
    main, others = main_deadline((), _prose("7月15日前报名，8月1日前公布名单"))
    assert (main.raw, [other.raw for other in others]) == ("8月1日前", ["7月15日前"])


def test_nothing_said_is_no_deadline() -> None:
    assert main_deadline(()) == (NO_DEADLINE, ())
    assert NO_DEADLINE.kind is DeadlineKind.NONE


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("每周三17时前报送进展，12月5日前报送总结", "每周三17时前"),
        ("每天开放活动室，5月底前完成换锁", "5月底前"),
        ("5月底前完成换锁，9月底前验收", "5月底前"),
        ("2025年完成3处，2026年完成5处，2027年全部完成", "2027年"),
        ("每月通报情况，当日反馈结果", "每月"),
        ("汛前做好准备，4月20日前备齐沙袋", "4月20日前"),
        ("4月起每季度通报", "每季度"),
        ("长期坚持。", "长期坚持"),
        ("5月底前完成一半，8月底前完成八成，11月底前全面完成", "11月底前"),
    ],
)
def test_in_running_text_the_first_firm_time_is_the_tasks_own(text: str, raw: str) -> None:
    found = _prose(text)
    main, others = main_in_prose(found, fold(text))
    assert main.raw == raw
    assert len(others) == len(found) - 1


def test_running_text_without_a_time_has_no_main_one() -> None:
    assert main_in_prose(()) == (NO_DEADLINE, ())


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("每周", False), ("每周五", True), ("每日17时前", True), ("每年6月底前", True),
        ("持续推进", False), ("立即整改", False),
        ("6月底前", True),
        ("7日内", True), ("2021年6月1日起", False), ("汛期前", False), ("2021年2月30日前", True),
    ],
)  # fmt: skip
def test_a_firm_time_says_by_when(text: str, firm: bool) -> None:
    assert is_firm(_label(text)[0]) is firm
