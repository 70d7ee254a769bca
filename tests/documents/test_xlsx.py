"""Workbooks: what Excel finds in them."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhangtu.documents.values import Align, Column, Sheet, Workbook
from zhangtu.documents.xlsx import sheet_names, write_workbook
from zhangtu.plans.papers import PlanView, fault_workbook, workbook

MADE = datetime(2026, 3, 2, 9, 30)  # noqa: DTZ001  # properties of a file carry no zone


def opened(book: Workbook) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_workbook(book, MADE)))


def one_sheet(*cells: str | int | date | None) -> Workbook:
    columns = tuple(Column(f"列{number}", 8, Align.LEFT) for number in range(len(cells)))
    return Workbook("册", (Sheet("表", "标题", columns, (cells,)),))


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-x", "@SUM(A1)", "\t=1", '=HYPERLINK("x")', "http://a.cn", "{=1}"]
)
def test_nothing_becomes_a_formula_or_a_link(text: str) -> None:
    cell = opened(one_sheet(text)).active["A3"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_dates_are_dates_and_numbers_numbers() -> None:
    sheet = opened(one_sheet(date(2026, 6, 30), 7, None)).active
    assert sheet["A3"].value == datetime(2026, 6, 30)  # noqa: DTZ001  # cells carry no zone
    assert sheet["A3"].number_format == "yyyy-mm-dd"
    assert (sheet["B3"].value, sheet["C3"].value) == (7, None)


def test_text_no_file_can_hold_is_replaced_and_text_too_long_is_cut_with_a_sign() -> None:
    sheet = opened(one_sheet("坏\x00\ud800字\r\n二", "长" * 40_000)).active
    assert sheet["A3"].value == "坏\ufffd\ufffd字\n二"
    assert len(sheet["B3"].value) == 32_767
    assert sheet["B3"].value.endswith("长……")


def test_it_prints_on_landscape_a4_with_its_head_repeated(plan: PlanView) -> None:
    sheet = opened(workbook(plan)).worksheets[0]
    head = 1 + [row[0].value for row in sheet.iter_rows()].index("序号")
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    # One page wide is the value the format leaves out.
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == f"${head}:${head}"
    assert sheet.freeze_panes == f"A{head + 1}"
    assert sheet.auto_filter.ref == f"A{head}:J{head + 40}"
    assert "第 &P 页 共 &N 页" in sheet.oddFooter.center.text
    assert "A1:J1" in [str(merged) for merged in sheet.merged_cells.ranges]


def test_rows_are_high_enough_for_their_words() -> None:
    narrow = Sheet("表", "题", (Column("列", 5),), (("一" * 5,), ("一" * 26,), ("一" * 9_000,)))
    sheet = opened(Workbook("册", (narrow,))).active
    one, six, endless = (sheet.row_dimensions[row].height for row in (3, 4, 5))
    assert one < 30
    assert six > 5 * 14
    assert 400 < endless <= 409


def test_a_sheet_for_each_unit_holds_its_tasks_and_its_role(plan: PlanView) -> None:
    book = opened(workbook(plan))
    units = dict.fromkeys(unit for item in plan.items for unit in (*item.lead_units, *item.support_units))
    assert book.sheetnames == ["任务分解表", *units, "目标指标", "报送要求", "问题清单"]
    for unit in units:
        sheet = book[unit]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        head = next(number for number, row in enumerate(rows) if row[0] == "序号")
        expected = [
            (number, "牵头" if unit in item.lead_units else "配合")
            for number, item in enumerate(plan.items, 1)
            if unit in item.lead_units or unit in item.support_units
        ]
        assert [(row[0], row[1]) for row in rows[head + 1 :]] == expected


def test_every_task_stands_in_the_first_sheet(plan: PlanView) -> None:
    rows = list(opened(workbook(plan)).worksheets[0].iter_rows(min_row=5, values_only=True))
    assert [row[0] for row in rows] == list(range(1, 41))
    assert [row[2] for row in rows] == [item.title for item in plan.items]
    assert rows[0][3] == "2026年4月30日前（4月底前）"
    assert rows[3][3] == "每季度末月25日前（承上）"
    assert rows[3][5] == "各街道办事处（承上）"
    assert rows[0][7] == "完成率不低于95%"
    assert (
        rows[1][9]
        == "2.核对地下管线走向，绘制院落管网图并录入区级平台，由责任单位明确专人负责并留存工作痕迹。"
    )


def test_targets_and_reports_have_their_sheets(plan: PlanView) -> None:
    book = opened(workbook(plan))
    assert [cell.value for cell in book["目标指标"][4]][:5] == [1, "完成率", "不低于", 95, "%"]
    asked = [cell.value for cell in book["报送要求"][4]]
    assert asked[:5] == [1, "各街道办事处", "区住房建设局", "工作进展", "每月2日前"]


def test_an_empty_plan_says_so(empty_plan: PlanView) -> None:
    book = opened(workbook(empty_plan))
    assert book.sheetnames == ["任务分解表", "目标指标", "报送要求"]
    assert book["任务分解表"]["A4"].value == "没有读出任务"


def test_faults_name_place_words_and_advice(plan: PlanView) -> None:
    row = [cell.value for cell in opened(fault_workbook(plan)).active[4]]
    line = plan.text[: plan.problems[0].start].count("\n") + 1
    assert row[:3] == [1, f"（一）健全工作机制\n第 {line} 行", "2月30日"]
    assert row[4:] == ["改为“2月28日”", "错误"]


def test_the_same_plan_gives_the_same_bytes(plan: PlanView) -> None:
    assert write_workbook(workbook(plan), MADE) == write_workbook(workbook(replace(plan)), MADE)


def test_a_traditional_plan_gets_a_traditional_workbook(plan_of: Callable[..., PlanView]) -> None:
    sheet = opened(workbook(plan_of(6, "hant"))).worksheets[0]
    assert sheet.title == "任務分解表"
    assert [cell.value for cell in sheet[4]][:4] == ["序號", "所在章節", "任務", "完成時限"]
    assert "頁" in sheet.oddFooter.center.text


def test_names_excel_refuses_are_made_legal() -> None:
    names = ["单位/科室[1]*?:\\", "a" * 40, "A" * 40, "'撇号'", "", "History", "表", "表", "😀" * 20]
    legal = sheet_names(names)
    assert legal[0] == "单位／科室〔1〕＊？：＼"
    assert legal[3] == "撇号"
    assert legal[6:8] == ["表", "表 (2)"]
    assert legal[8] == "😀" * 15


@given(st.lists(st.text(max_size=40), max_size=12))
def test_any_names_become_legal_and_unique(names: list[str]) -> None:
    legal = sheet_names(names)
    assert len({name.casefold() for name in legal}) == len(names)
    for name in legal:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name
