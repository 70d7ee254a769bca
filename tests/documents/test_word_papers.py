"""Word files: what python-docx finds in the task table and the orders."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from zhangtu.documents.docx import write_notices, write_table
from zhangtu.documents.values import Band, Column, Field, NoticePaper, TablePaper
from zhangtu.plans.papers import PlanView, fault_paper, order_paper, order_papers, task_paper

MADE = datetime(2026, 3, 2, 9, 30)  # noqa: DTZ001  # properties of a file carry no zone


def table_file(paper: TablePaper) -> Document:
    return docx.Document(io.BytesIO(write_table(paper, MADE)))


def notice_file(*papers: NoticePaper) -> Document:
    return docx.Document(io.BytesIO(write_notices(papers, MADE)))


def font_of(document: Document, number: int) -> tuple[str, float]:
    run = document.paragraphs[number].runs[0]
    return run._r.rPr.rFonts.get(qn("w:eastAsia")), run.font.size.pt


def texts(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


def test_the_table_is_an_annex_on_landscape_a4(plan: PlanView) -> None:
    document = table_file(task_paper(plan))
    section = document.sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [297, 210]
    sides = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(side.mm) for side in sides] == [28, 37, 26, 35]
    assert document.paragraphs[0].text == "附件"
    assert font_of(document, 0) == ("黑体", 16)
    assert document.paragraphs[1].text == f"{plan.title}\n任务分解表"
    assert font_of(document, 1) == ("方正小标宋简体", 22)


def test_its_head_is_repeated_and_its_rows_are_not_cut(plan: PlanView) -> None:
    rows = table_file(task_paper(plan)).tables[0]._tbl.findall(qn("w:tr"))
    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows[:3]] == [
        True,
        False,
        False,
    ]
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


def test_its_columns_are_fixed_and_fill_the_text_area(plan: PlanView) -> None:
    table = table_file(task_paper(plan)).tables[0]
    assert table._tbl.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.findall(qn("w:gridCol"))]
    assert sum(widths) == round(225 * 1440 / 25.4)
    assert min(widths) > 600


def test_tasks_stand_under_their_headings(plan: PlanView) -> None:
    rows = texts(table_file(task_paper(plan)))
    assert rows[0] == ["序号", "工作任务", "完成时限", "牵头单位", "配合单位", "目标要求"]
    assert set(rows[1]) == {"三、重点任务"}
    assert set(rows[2]) == {"（一）摸清家底，建立一院一档"}
    assert rows[3][0] == "1"
    assert rows[3][1].startswith("逐院登记建成年代")
    assert rows[6][2:4] == ["每季度末月25日前\n（承上）", "各街道办事处\n（承上）"]
    assert [row[0] for row in rows if row[0].isdigit()] == [str(number) for number in range(1, 41)]


def test_pages_are_numbered_with_dashes_outside(plan: PlanView) -> None:
    document = table_file(task_paper(plan))
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]._p
        assert paragraph.find(qn("w:fldSimple")).get(qn("w:instr")).strip() == "PAGE"
        assert "".join(word.text for word in paragraph.iter(qn("w:t"))) == "— 1 —"
        assert paragraph.pPr.find(qn("w:jc")).get(qn("w:val")) == side


def test_a_plan_without_targets_has_no_column_for_them(plan: PlanView) -> None:
    rows = texts(table_file(task_paper(replace(plan, targets=()))))
    assert rows[0] == ["序号", "工作任务", "完成时限", "牵头单位", "配合单位"]
    assert set(map(len, rows)) == {5}


def test_an_empty_plan_says_so(empty_plan: PlanView) -> None:
    rows = texts(table_file(task_paper(empty_plan)))
    assert set(rows[1]) == {"没有读出任务"}
    assert len(notice_file().paragraphs) == 0


def test_a_traditional_plan_gets_traditional_forms(plan_of: Callable[..., PlanView]) -> None:
    view = plan_of(3, "hant")
    document = table_file(task_paper(view))
    assert font_of(document, 1)[0] == "標楷體"
    assert document.paragraphs[1].text.endswith("任務分解表")
    assert texts(document)[0][:3] == ["序號", "工作任務", "完成時限"]
    assert notice_file(*order_papers(view)).paragraphs[0].text == "督辦單"


def test_each_order_opens_a_page_and_has_every_box(plan: PlanView) -> None:
    document = notice_file(*order_papers(plan))
    titles = [paragraph for paragraph in document.paragraphs if paragraph.text == "督办单"]
    breaks = [paragraph.paragraph_format.page_break_before for paragraph in titles]
    assert breaks == [None, *[True] * 39]
    assert len(document.tables) == 40
    boxes = [cell.text for row in document.tables[3].rows for cell in dict.fromkeys(row.cells)]
    pairs = dict(zip(boxes[::2], boxes[1::2], strict=True))
    assert pairs["督办事项"] == plan.items[3].title
    assert pairs["依据"].splitlines() == [
        f"《{plan.title}》（{plan.number}）",
        "三、重点任务　（一）摸清家底，建立一院一档　4.",
    ]
    assert pairs["要求时限"] == "每季度末月25日前（承上）"
    assert pairs["牵头单位"] == "各街道办事处（承上）"
    assert {
        "配合单位",
        "目标要求",
        "反馈要求",
        "办理情况",
        "签收人",
        "签收日期",
        "承办人",
        "联系电话",
    } <= set(pairs)


def test_an_order_goes_to_the_units_that_lead(plan: PlanView) -> None:
    paper = order_paper(plan, plan.items[0])
    assert paper.addressee == "区住房建设局"
    assert order_paper(plan, replace(plan.items[0], lead_units=())).addressee.strip("＿") == ""
    assert "王" in order_paper(replace(plan, contact="督查室小王 5550"), plan.items[0]).closing[0]


def test_faults_can_go_back_as_a_word_file(plan: PlanView) -> None:
    rows = texts(table_file(fault_paper(plan)))
    assert rows[0] == ["序号", "位置", "有关文字", "问题", "修改建议", "程度"]
    assert rows[1][2] == "2月30日"
    assert rows[1][4] == "改为“2月28日”"


@pytest.mark.parametrize("bad", ["\x00", "\ud800", "\x1b[2J", "\ufffe"])
def test_characters_no_xml_can_hold_do_not_stop_a_paper(bad: str) -> None:
    paper = TablePaper(f"题{bad}", (Column(bad, 3),), ((f"甲{bad}",), Band(bad)))
    assert texts(table_file(paper))[1][0].startswith("甲\ufffd")
    notice_file(NoticePaper(bad, bad, bad, bad, ((Field(bad, bad),),), (bad,), (bad,)))


def test_the_same_plan_gives_the_same_bytes(plan: PlanView) -> None:
    paper, orders = task_paper(plan), order_papers(plan)
    assert write_table(paper, MADE) == write_table(paper, MADE)
    assert write_notices(orders, MADE) == write_notices(orders, MADE)
    properties = table_file(paper).core_properties
    assert properties.created.date() == date(2026, 3, 2)
    assert (properties.author, properties.comments) == ("", "")
