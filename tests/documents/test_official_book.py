"""Tables of an official paper become sheets, numbers as numbers; LibreOffice reads every cell back."""

import csv
import io
import shutil
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
from official_papers import paper

from zhangtu.documents.official import Annex, Column, Grid, Official, lines_of, write_book, write_word
from zhangtu.kernel import clock

SOFFICE = shutil.which("soffice")


def test_each_table_is_a_sheet_with_numbers_as_numbers() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_book(paper(), clock.now())))
    assert book.sheetnames[1:] == ["检查明细表", "数据来源表"]
    cell = book.worksheets[0]["C3"]
    assert (cell.value, cell.number_format) == (0.991, "0.0%")


def test_a_paper_without_tables_says_so() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_book(Official("说明", ()), clock.now())))
    assert "没有记录" in {cell.value for row in book.worksheets[0].rows for cell in row}


def test_a_number_too_exact_for_excel_stays_a_text() -> None:
    grid = Grid((Column("数"),), ((Decimal("1234567890.123456789"),), (Decimal("-0.5"),)))
    book = openpyxl.load_workbook(io.BytesIO(write_book(Official("数", (grid,)), clock.now())))
    values = [row[0].value for row in book.worksheets[0].rows]
    assert values[-2:] == ["1234567890.123456789", -0.5]


def long_report(lines: int) -> Official:
    rows = tuple(
        (
            f"第{line}号<&>",
            *(Decimal(line * place) / 4 if place % 2 else line * place for place in range(1, 40)),
        )
        for line in range(lines)
    )
    columns = (Column("单位", 8), *(Column(f"第{place}项") for place in range(1, 40)))
    return Official("全年统计", (), annexes=(Annex("统计表", (Grid(columns, rows),), landscape=True),))


def said(file: Path) -> str:
    """Every word of a Word file; the head of a table that goes on in the next one counts once."""
    found: list[str] = []
    head = ""
    for part in docx.Document(str(file)).element.body:
        rows = ["".join(one.text or "" for one in row.iter("{*}t")) for row in part.iter("{*}tr")]
        found += (
            (rows[1:] if rows[0] == head else rows) if rows else [one.text or "" for one in part.iter("{*}t")]
        )
        head = rows[0] if rows else head
    return "".join(found)


@pytest.mark.parametrize(("lines", "tables"), [(400, 1), (401, 2), (1_000, 3)])
def test_a_long_table_of_word_is_cut_and_nothing_is_lost(lines: int, tables: int, tmp_path: Path) -> None:
    report = long_report(lines)
    (tmp_path / "a.docx").write_bytes(write_word(report, clock.now()))
    body = docx.Document(str(tmp_path / "a.docx")).element.body
    assert (
        len([one for one in body.iter("{*}tbl") if len(one.findall("{*}tblGrid/{*}gridCol")) == 40]) == tables
    )
    assert said(tmp_path / "a.docx") == "".join(lines_of(report))


@pytest.mark.long
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not on this machine: NOT compared")
def test_every_cell_of_a_long_report_is_the_same_after_libreoffice(tmp_path: Path) -> None:
    report = long_report(3_000)
    (tmp_path / "a.docx").write_bytes(write_word(report, clock.now()))
    (tmp_path / "b.xlsx").write_bytes(write_book(report, clock.now()))
    for name, kind in (("a.docx", "docx"), ("b.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76")):
        out = tmp_path / "out"
        command = [str(SOFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
        command += ["--convert-to", kind, "--outdir", str(out), str(tmp_path / name)]
        subprocess.run(command, check=True, capture_output=True, timeout=600)
    with zipfile.ZipFile(tmp_path / "out" / "a.docx") as archive:
        assert archive.testzip() is None
    assert said(tmp_path / "out" / "a.docx") == "".join(lines_of(report))
    grid = report.annexes[0].blocks[0]
    assert isinstance(grid, Grid)
    with (tmp_path / "out" / "b.csv").open(encoding="utf-8", newline="") as lines:
        found = [row for row in csv.reader(lines) if row and row[0].endswith("号<&>")]
    assert len(found) == len(grid.rows)
    for row, wanted in zip(found, grid.rows, strict=True):
        assert row[0] == wanted[0]
        assert list(map(Decimal, row[1:])) == [Decimal(str(one)) for one in wanted[1:]]
