"""A filled template differs from the template in what was filled, and in nothing else."""

import csv
import re
import shutil
import subprocess
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from templates import template

from zhangtu.documents.filling.filling import Fill, fill
from zhangtu.documents.filling.formulas import Stretch, copied, shifted
from zhangtu.documents.filling.places import find_places
from zhangtu.documents.sheets.opening import open_sheets
from zhangtu.documents.sheets.refusing import Reason, SheetError

ROWS = [
    {0: 1, 1: "=甲店", 2: date(2024, 5, 1), 3: Decimal("1200.50")},
    {0: 2, 1: "+乙店", 2: date(2023, 1, 31), 3: 80},
    {0: 3, 1: "丙\x01店", 2: None, 3: 19.5},
]
NAMES = {
    "name": "name",
    "名称": "name",
    "opened": "opened",
    "开业日期": "opened",
    "amount": "amount",
    "金额": "amount",
}


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as container:
        return {name: container.read(name) for name in container.namelist()}


def cells(part: bytes) -> dict[str, bytes]:
    """Address → its XML without stored results of formulas."""
    root = etree.fromstring(part)
    for cell in root.iter("{*}c"):
        if cell.find("{*}f") is not None:
            for value in cell.findall("{*}v"):
                cell.remove(value)
    return {cell.get("r", ""): etree.tostring(cell, method="c14n") for cell in root.iter("{*}c")}


@pytest.fixture
def filled(tmp_path: Path) -> tuple[Path, Path]:
    source, out = template(tmp_path / "t.xlsx"), tmp_path / "o.xlsx"
    fill(source, out, [Fill("汇总表", {2: {0: "填报单位：云桥镇"}}, 4, ROWS)])
    return source, out


def test_every_other_part_is_the_same_byte_for_byte(filled: tuple[Path, Path]) -> None:
    before, after = map(parts, filled)
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/workbook.xml",
        "xl/charts/chart1.xml",
        "xl/drawings/drawing1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/comments1.xml",
    }
    assert b"<f>\xe6\xb1\x87\xe6\x80\xbb\xe8\xa1\xa8!D7</f>" in after["xl/worksheets/sheet2.xml"]
    assert after["xl/workbook.xml"].decode().count("$D$7") == 1
    assert "汇总表!$A$1:$F$9" in after["xl/workbook.xml"].decode()
    assert "汇总表!$D$4:$D$6" in after["xl/charts/chart1.xml"].decode()
    assert b"<xdr:row>10</xdr:row>" in after["xl/drawings/drawing1.xml"]
    assert b'ref="A9"' in after["xl/comments1.xml"]


def test_untouched_cells_are_the_same_and_rows_grow(filled: tuple[Path, Path]) -> None:
    before, after = (parts(path)["xl/worksheets/sheet1.xml"] for path in filled)
    was, now = cells(before), cells(after)
    for address in ("A1", "A3", "F3", "H1", "B1"):
        assert was[address] == now[address]
    assert b"<f>SUM(D4:D6)</f>" in now["D7"]
    assert b"<f>SUM(E4:E6)</f>" in now["E7"]
    assert [re.search(rb"<f>(.*?)</f>", now[f"E{row}"])[1] for row in (4, 5, 6)] == [  # type: ignore[index]
        b"ROUND(D4*$H$1,2)", b"ROUND(D5*$H$1,2)", b"ROUND(D6*$H$1,2)",
    ]  # fmt: skip
    text = after.decode()
    assert 'sqref="F4:F6"' in text
    assert 'sqref="D4:D6"' in text
    assert 'ref="A9:F9"' in text
    assert text.count('customHeight="1"') == 3
    style = re.compile(rb' s="(\d+)"')
    assert len({style.search(now[f"B{row}"])[1] for row in (4, 5, 6)}) == 1  # type: ignore[index]


def test_text_never_becomes_a_formula(filled: tuple[Path, Path]) -> None:
    now = cells(parts(filled[1])["xl/worksheets/sheet1.xml"])
    assert b"inlineStr" in now["B4"]
    assert b"<f" not in now["B4"]
    table = next(iter(open_sheets(filled[1]).tables()))
    assert [row.cells[:3] for row in table.rows()] == [
        ["=甲店", date(2024, 5, 1), 1200.5],
        ["+乙店", date(2023, 1, 31), 80],
        ["丙\N{REPLACEMENT CHARACTER}店", "", 19.5],
    ]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_office_program_opens_it_and_works_out_the_totals(
    filled: tuple[Path, Path], tmp_path: Path
) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76",
        "--outdir",
        str(tmp_path),
        str(filled[1]),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with (tmp_path / "o.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[6][:5] == ["合计", "", "", "1,300.00", "130.00"]
    assert lines[1][-1] == "13"


def test_places_are_found_by_marks_and_by_headings(tmp_path: Path) -> None:
    source = template(tmp_path / "t.xlsx")
    places = find_places(source, NAMES)
    assert (places.sheet, places.row) == ("汇总表", 4)
    assert places.columns == {0: "#", 1: "name", 2: "opened", 3: "amount"}
    assert places.texts == {1: {0: "经营单位汇总表（{{period}}）"}, 2: {0: "填报单位：{{unit}}"}}
    fill(source, tmp_path / "bare.xlsx", [Fill("汇总表", {4: dict.fromkeys(range(4), None)})])
    bare = find_places(tmp_path / "bare.xlsx", NAMES)
    assert (bare.row, bare.columns) == (4, places.columns)
    with pytest.raises(SheetError) as caught:
        find_places(source, {"别的": "other"})
    assert caught.value.kind == Reason.NO_PLACE
    assert "{{" in caught.value.say("zh-hans")


@pytest.mark.parametrize(
    ("formula", "after"),
    [
        ("SUM(D4:D4)", "SUM(D4:D6)"),
        ("SUM($D$3:$D$5)", "SUM($D$3:$D$7)"),
        ("D3+D5", "D3+D7"),
        ('IF(A9="D9",D9,"")', 'IF(A11="D9",D11,"")'),
        ("别表!D9+汇总表!D9+'汇总表'!D9", "别表!D9+汇总表!D11+'汇总表'!D11"),
        ("LOG10(B9)", "LOG10(B11)"),
        ("SUM(5:6)", "SUM(7:8)"),
        ("SUM(A:A)", "SUM(A:A)"),
        ("X9(1)", "X9(1)"),
    ],
)
def test_references_move_as_excel_moves_them(formula: str, after: str) -> None:
    assert shifted(formula, Stretch(4, 3), "汇总表", "汇总表") == after


def test_a_copied_formula_moves_its_relative_references() -> None:
    assert copied("A4*$B$1+A3+B$2", 2) == "A6*$B$1+A5+B$2"
    assert copied("D4/D5", 1, below=Stretch(4, 3)) == "D5/D7"
    assert copied("B4", 0, 2) == "D4"


@given(row=st.integers(1, 50), count=st.integers(1, 20), first=st.integers(1, 80), length=st.integers(0, 30))
def test_a_range_keeps_what_it_held(row: int, count: int, first: int, length: int) -> None:
    stretch = Stretch(row, count)
    begin, end = stretch.span(first, first + length)
    holds = first <= row <= first + length
    assert end - begin == length + (count - 1 if holds else 0)
    assert stretch.single(first) == begin
