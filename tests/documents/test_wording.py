"""How deadlines, rules, targets and places are said."""

from dataclasses import replace
from datetime import date, time

import pytest

from zhangtu.documents.text import broken, lines_of, width_of
from zhangtu.kernel.scripts import in_language, to_traditional
from zhangtu.plans.papers import PlanView, deadline_words, rule_words, screen_text, view_of
from zhangtu.plans.papers.view import (
    demand_of,
    headings_of,
    line_and_column,
    short_title,
    target_words,
    title_of,
    words_of,
)
from zhangtu.reading.model import (
    Deadline,
    DeadlineKind,
    DocumentFacts,
    Duration,
    Item,
    Period,
    Reading,
    Recurrence,
    Target,
)
from zhangtu.reading.source import Source

DAY = date(2021, 6, 30)
KIND = DeadlineKind


@pytest.mark.parametrize(
    ("deadline", "hans", "english"),
    [
        (
            Deadline(KIND.DATE, end=DAY, raw="2021年6月30日前"),
            "2021年6月30日前",
            "by 30 June 2021 (2021年6月30日前)",
        ),
        (
            Deadline(KIND.PERIOD_END, end=DAY, raw="6月底前"),
            "2021年6月30日前（6月底前）",
            "by 30 June 2021 (6月底前)",
        ),
        (Deadline(KIND.DATE, end=DAY, hour=time(18)), "2021年6月30日18时前", "by 30 June 2021, 18:00"),
        (
            Deadline(KIND.DATE, end=DAY, hour=time(17, 30)),
            "2021年6月30日17时30分前",
            "by 30 June 2021, 17:30",
        ),
        (
            Deadline(KIND.RANGE, start=date(2021, 1, 1), end=DAY, raw="2021年1月1日—6月30日"),
            "2021年1月1日至6月30日",
            "1 January 2021 to 30 June 2021 (2021年1月1日—6月30日)",
        ),
        (
            Deadline(KIND.RANGE, start=date(2020, 12, 1), end=DAY),
            "2020年12月1日至2021年6月30日",
            "1 December 2020 to 30 June 2021",
        ),
        (Deadline(KIND.RANGE, end=DAY), "2021年6月30日前", "by 30 June 2021"),
        (
            Deadline(KIND.DURATION, rule=Duration(3, "workday", "接到通知"), raw="接到通知后3个工作日内"),
            "接到通知后3个工作日内",
            "within 3 workdays of 接到通知 (接到通知后3个工作日内)",
        ),
        (
            Deadline(KIND.DURATION, rule=Duration(7, "day", "立案之日起"), raw="立案之日起7日内"),
            "立案之日起7日内",
            "within 7 days of 立案之日起 (立案之日起7日内)",
        ),
        (Deadline(KIND.DURATION, rule=Duration(0, "day")), "当日", "same day"),
        (Deadline(KIND.CONTINUOUS, raw="长期 坚持"), "长期坚持", "continuous (长期坚持)"),
        (Deadline(KIND.INVALID, raw="2月30日前"), "日期有误（2月30日前）", "no such date (2月30日前)"),
        (Deadline(KIND.NONE), "未写明", "not stated"),
        (
            Deadline(KIND.RECURRING, end=DAY, rule=Recurrence(Period.MONTH, day=2)),
            "每月2日前，至2021年6月30日",
            "every month by day 2, until 30 June 2021",
        ),
    ],
)
def test_a_deadline_is_said_as_a_person_would(deadline: Deadline, hans: str, english: str) -> None:
    assert deadline_words(deadline, "zh-hans") == hans
    assert deadline_words(deadline, "en") == english


@pytest.mark.parametrize(
    ("rule", "hans", "hant"),
    [
        (Recurrence(Period.MONTH, day=2), "每月2日前", "每月2日前"),
        (Recurrence(Period.MONTH, day=-1), "每月底前", "每月底前"),
        (Recurrence(Period.QUARTER, month=-1, day=25), "每季度末月25日前", "每季度末月25日前"),
        (Recurrence(Period.QUARTER, month=2), "每季度第2个月底前", "每季度第2個月底前"),
        (Recurrence(Period.QUARTER, day=-1), "每季度末前", "每季度末前"),
        (Recurrence(Period.WEEK, day=5), "每周五前", "每週五前"),
        (Recurrence(Period.YEAR, month=6, day=30), "每年6月30日前", "每年6月30日前"),
        (Recurrence(Period.YEAR, count=2), "每年2次", "每年2次"),
        (Recurrence(Period.MONTH, day=5, count=1), "每月5日前，1次", "每月5日前，1次"),
        (Duration(5, "workday", "接到投诉"), "接到投诉后5个工作日内", "接到投诉後5個工作日內"),
        (Duration(0, "day"), "当日", "當日"),
        (Duration(24, "hour"), "24小时内", "24小時內"),
        (DAY, "2021年6月30日前", "2021年6月30日前"),
        (f"by {DAY}", "2021年6月30日前", "2021年6月30日前"),
        ("随时", "随时", "随时"),
    ],
)
def test_a_printed_rule_is_understood_again(rule: object, hans: str, hant: str) -> None:
    assert rule_words(str(rule), "zh-hans") == hans
    assert rule_words(str(rule), "zh-hant") == hant


@pytest.mark.parametrize(
    ("target", "hans", "english"),
    [
        (Target(0, 1, "办结率", ">=", 95.0, "%"), "办结率不低于95%", "办结率 at least 95%"),
        (Target(0, 1, "登记率", "=", 100, "%"), "登记率达到100%", "登记率 = 100%"),
        (Target(0, 1, "涵盖率应达", "=", 100, "%"), "涵盖率应达100%", "涵盖率应达 = 100%"),
        (Target(0, 1, "开展演练", ">=", 2, "次"), "开展演练不少于2次", "开展演练 at least 2次"),
        (Target(0, 1, "投入", "<=", 0.5, "万元"), "投入不超过0.5万元", "投入 at most 0.5万元"),
        (
            Target(0, 1, "安装摄像机不少于", ">=", 28, "部"),
            "安装摄像机不少于28部",
            "安装摄像机不少于 at least 28部",
        ),
        (Target(0, 1, "", "=", 3, "篇"), "3篇", "= 3篇"),
    ],
)
def test_a_target_is_said_as_a_person_would(target: Target, hans: str, english: str) -> None:
    assert target_words(target, "zh-hans") == hans
    assert target_words(target, "en") == english


@pytest.mark.parametrize(
    ("text", "title", "demand"),
    [
        (
            "（1）清理楼道。每季度检查。（责任单位：甲局；完成时限：6月底前）",
            "清理楼道",
            "清理楼道。每季度检查。",
        ),
        ("1.清理楼道\n牵头单位：甲局\n配合单位：乙局", "清理楼道", "清理楼道"),
        ("1.清理楼道（含地下室）。", "清理楼道（含地下室）", "清理楼道（含地下室）。"),
        ("1.清理楼道。", "人写的标题", "人写的标题"),
        ("1.清理楼道。\n協作部門：甲署、乙處\n時間表：第三季", "清理楼道", "清理楼道。"),
        ("1.\t楼道\t清理楼道，补亮灯具\t甲局\t乙局\t6月底前", "清理楼道", "清理楼道，补亮灯具"),
    ],
)
def test_what_a_task_demands_leaves_out_number_and_labels(text: str, title: str, demand: str) -> None:
    label = text[:3] if text.startswith("（") else "1."
    item = Item((), label, title, 0, len(text))
    assert demand_of(PlanView("题", text, "hans", items=(item,)), item) == demand


def test_a_title_is_shown_without_its_number() -> None:
    view = PlanView("题", "1.清理楼道", "hans")
    assert title_of(view, Item((), "1.", "1.清理楼道", 0, 6)) == "清理楼道"
    assert title_of(view, Item((), "1.", "", 0, 6)) == "清理楼道"


def test_cells_of_a_row_are_quoted_apart_and_broken_lines_joined() -> None:
    text = "1\t清理\n楼道\t\t甲局"
    view = PlanView("题", text, "hans")
    assert words_of(view, Item((), "1", "清理楼道", 0, len(text))) == "1 ｜ 清理楼道 ｜ 甲局"


def test_headings_lose_their_units_and_their_running_text() -> None:
    path = (
        "一、整治重点（由甲办牵头，各村（社区）、乙所配合）",
        "四、强化跟踪。办公室对各项工作逐月通报一次，对连续两次落后的单位当面约谈。",
        "（二）短标题。",
    )
    assert headings_of(Item(path, "", "做", 0, 0)) == ("一、整治重点", "四、强化跟踪", "（二）短标题。")


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("某办关于印发《2025年重点任务分解表》的通知", "2025年重点任务分解表"),
        ("某府關於印發《防災計畫》的通知", "防災計畫"),
        ("关于做好防汛工作的通知", "关于做好防汛工作的通知"),
    ],
)
def test_a_notice_is_named_after_the_plan_it_issues(title: str, short: str) -> None:
    assert short_title(PlanView(title, "", "hans")) == short


def test_an_offset_becomes_a_line_and_a_column() -> None:
    assert [line_and_column("甲乙\n丙\n", offset) for offset in (0, 1, 3, 4)] == [
        (1, 1),
        (1, 2),
        (2, 1),
        (2, 2),
    ]


def test_the_screen_shows_every_task_under_its_headings(plan: PlanView) -> None:
    lines = screen_text(plan).splitlines()
    assert lines[0] == plan.title
    assert lines[1] == "文号：云溪府办〔2026〕8号　发文：云溪区人民政府办公室　成文：2026年2月27日"
    assert lines[2] == "共 40 项任务、8 项目标、1 项报送要求；发现 1 个问题。"
    assert lines.count("三、重点任务") == 1
    for item in plan.items:
        assert any(line.endswith(f"  {item.label}{item.title}") for line in lines)
    number = plan.text[: plan.problems[0].start].count("\n") + 1
    assert lines[-1].startswith(f"{number}:6 错误 ")
    assert lines[-1].endswith("建议改为“2月28日”")


def test_the_screen_of_an_empty_plan_says_that_there_is_nothing(empty_plan: PlanView) -> None:
    assert screen_text(empty_plan).splitlines()[-1] == "共 0 项任务、0 项目标、0 项报送要求；发现 0 个问题。"
    assert "0 tasks" in screen_text(empty_plan, "en")
    assert "項任務" in screen_text(replace(empty_plan, script="hant"))


def test_a_reading_without_a_title_is_named_after_its_file() -> None:
    reading = Reading(Source("甲"), "hant", None, DocumentFacts(), (), (), (), (), ())
    assert view_of(reading, "C/三年方案.docx").title == "三年方案"
    assert view_of(reading).title == "方案"


def test_titles_are_broken_evenly_and_where_sense_allows() -> None:
    assert broken("短标题\n任务分解表", 20) == "短标题任务分解表"
    assert broken("一" * 18 + "\n任务分解表", 20) == "一" * 18 + "\n任务分解表"
    assert [width_of(line) for line in broken("一" * 30, 20).split("\n")] == [15, 15]
    halves = broken("关于做好一二三四五2026年度六七八九十工作的通知", 14).split("\n")
    assert not any(line.startswith(("0", "2", "6", "年")) for line in halves[1:])


def test_lines_are_counted_by_width() -> None:
    assert lines_of("一二三四五六", 3) == 2
    assert lines_of("abcdef", 3) == 1
    assert lines_of("一\n二", 3) == 2
    assert lines_of("", 3) == 1


def test_wording_is_turned_into_the_forms_traditional_readers_expect() -> None:
    assert to_traditional("账图：这里核对{path}，抄送为主") == "賬圖：這裡核對{path}，抄送為主"
    assert in_language("任务", "task", "en") == "task"
