"""The papers as a person sees them: opened in LibreOffice and printed."""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest

from zhangtu.documents.docx import write_notices, write_table
from zhangtu.documents.values import Column, Sheet, Workbook
from zhangtu.documents.xlsx import write_workbook
from zhangtu.plans.papers import PlanView, fault_paper, order_papers, task_paper, workbook

pytestmark = pytest.mark.long
MADE = datetime(2026, 3, 2, 9, 30)  # noqa: DTZ001  # properties of a file carry no zone
Printer = Callable[[bytes, str], list[str]]


@pytest.fixture
def printed(soffice: str, tmp_path: Path) -> Printer:
    """Print a file and give back the words of each page, spaces left out."""

    def run(data: bytes, ending: str) -> list[str]:
        source = tmp_path / f"paper.{ending}"
        source.write_bytes(data)
        profile = (tmp_path / "profile").as_uri()
        options = [f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
        command = [soffice, *options, "--outdir", tmp_path, source]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        with pypdfium2.PdfDocument(tmp_path / "paper.pdf") as book:
            return [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in book]

    return run


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_task_table_prints_whole(plan: PlanView, printed: Printer) -> None:
    pages = printed(write_table(task_paper(plan), MADE), "docx")
    assert 4 <= len(pages) <= 8
    for number, page in enumerate(pages, 1):
        assert "序号工作任务完成时限牵头单位配合单位目标要求" in page
        assert f"—{number}—" in page
    assert pages[0].startswith("附件")
    everything = "".join(pages)
    for item in plan.items:
        assert bare(item.title) in everything
        assert everything.count(bare(item.lead_units[0])) >= 1


def test_no_column_of_the_workbook_is_cut_off(plan: PlanView, printed: Printer) -> None:
    first = replace(workbook(plan), sheets=workbook(plan).sheets[:1])
    pages = printed(write_workbook(first, MADE), "xlsx")
    assert 2 <= len(pages) <= 6
    for number, page in enumerate(pages, 1):
        for column in first.sheets[0].columns:
            assert column.heading in page
        assert f"第{number}页共{len(pages)}页" in page
    everything = "".join(pages)
    for line in plan.text.splitlines():
        if line[:1].isdigit():
            assert line.rpartition("，")[2] in everything


def test_no_row_of_the_workbook_is_too_low(printed: Printer) -> None:
    words = "".join(chr(0x4E00 + number) for number in range(180))
    sheet = Sheet("表", "题", (Column("窄", 6), Column("宽", 20)), ((words, "甲"), ("乙", words)))
    everything = "".join(printed(write_workbook(Workbook("册", (sheet,)), MADE), "xlsx"))
    assert everything.count(words[-1]) == 2


def test_two_hundred_tasks_print(plan_of: Callable[..., PlanView], printed: Printer) -> None:
    pages = printed(write_table(task_paper(plan_of(200)), MADE), "docx")
    assert 20 <= len(pages) <= 40
    assert "200" in pages[-1]


def test_each_order_keeps_to_its_page(plan: PlanView, printed: Printer) -> None:
    pages = printed(write_notices(order_papers(plan), MADE), "docx")
    assert len(pages) == 40
    for page, item in zip(pages, plan.items, strict=True):
        assert page.startswith("督办单")
        assert bare(item.title) in page
        assert "督办单位印章" in page


def test_an_order_with_long_words_keeps_to_its_page(plan: PlanView, printed: Printer) -> None:
    words = "1.逐项核查" + "并将核查情况逐户登记造册" * 40
    item = replace(plan.items[0], title="逐项核查", start=0, end=len(words))
    view = replace(plan, text=words, items=(item,), targets=(), problems=())
    assert len(printed(write_notices(order_papers(view), MADE), "docx")) == 1


def test_traditional_empty_and_fault_papers_print(
    plan_of: Callable[..., PlanView], empty_plan: PlanView, printed: Printer
) -> None:
    assert "任務分解表" in printed(write_table(task_paper(plan_of(8, "hant")), MADE), "docx")[0]
    assert "没有读出任务" in printed(write_table(task_paper(empty_plan), MADE), "docx")[0]
    assert "没有读出任务" in printed(write_workbook(workbook(empty_plan), MADE), "xlsx")[0]
    assert "改为“2月28日”" in printed(write_table(fault_paper(plan_of(8)), MADE), "docx")[0]


def test_pages_can_be_drawn(plan: PlanView, printed: Printer, tmp_path: Path) -> None:
    if shutil.which("pdftoppm") is None:
        pytest.skip("NOT RUN: pdftoppm is not installed on this machine")
    printed(write_table(task_paper(plan), MADE), "docx")
    subprocess.run(["pdftoppm", "-r", "30", "-png", tmp_path / "paper.pdf", tmp_path / "page"], check=True)
    assert len(list(tmp_path.glob("page*.png"))) >= 4
