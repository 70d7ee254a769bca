"""Reports as files: every figure is in them, and says where it comes from."""

import io

import docx
import openpyxl
import pytest
from towns import County

from zhangtu.kernel.periods import parse
from zhangtu.people.queries import scope
from zhangtu.reports import papers, queries
from zhangtu.reports.content import Content

NOVEMBER = parse("2026-11")


@pytest.fixture
def said(county: County) -> Content:
    return queries.what_it_says(queries.mine(scope(county.clerk))[0].uid, scope(county.clerk))


def test_a_workbook_holds_figures_that_can_be_reckoned_with_and_their_sources(said: Content) -> None:
    book = openpyxl.load_workbook(io.BytesIO(papers.build(said, NOVEMBER, "xlsx")))
    cells = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert ["合计", 4, 1, 4, 75, 25] in cells
    sources = [str(row[0].value) for row in book.worksheets[1].iter_rows()]
    assert any("台账“店铺”" in one and "持证率" in one for one in sources)


def test_a_word_file_holds_table_text_and_footnotes(said: Content) -> None:
    document = docx.Document(io.BytesIO(papers.build(said, NOVEMBER, "docx", "en")))
    words = "\n".join(one.text for one in document.paragraphs)
    assert "In November 2026 北镇 had 4 shops, 75.0% licensed." in words
    assert "ledger Shops" in words
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert ["Total", "4", "1", "4", "75.0%", "25.0%"] in rows


def test_a_pdf_can_be_made(said: Content) -> None:
    assert papers.build(said, NOVEMBER, "pdf").startswith(b"%PDF")


def test_several_reports_are_bound_in_one_workbook(said: Content) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(papers.bound([(said, NOVEMBER), (said, parse("2026-10"))], "xlsx"))
    )
    assert len(book.worksheets) == 4


def test_figures_are_told_in_the_order_they_are_copied_in(said: Content) -> None:
    told = papers.in_order(said, "zh-hans")
    assert told[:2] == [("米店", "店铺数", "1"), ("米店", "本月新开", "0")]
