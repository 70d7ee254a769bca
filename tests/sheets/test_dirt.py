"""The dirty files are dirty in the way they say, and what should be found in them can be."""

from pathlib import Path

import pytest
from dirt import AREA, CLEAN, ID_CARD, OPENED, Dirt, Left, book, less
from dirt_files import to_csv, to_ods, to_xls, to_xlsx
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from zhangtu.schema.specs import Field, Title
from zhangtu.schema.types import TYPES, Nowhere


def test_every_line_is_a_row_or_left_out_for_a_reason() -> None:
    sheets, expected = book(60)
    lines = set(range(len(sheets[-1].lines)))
    assert set(expected.rows) | set(expected.left) == lines
    assert not set(expected.rows) & set(expected.left)
    assert len(expected.rows) == 60
    assert set(expected.left.values()) == set(Left)


def test_a_clean_book_is_a_heading_and_rows() -> None:
    sheets, expected = book(5, CLEAN)
    assert [sheet.hidden for sheet in sheets] == [False]
    assert list(expected.left) == [0]
    assert not expected.faults
    assert sheets[0].merges == []


def test_the_same_seed_makes_the_same_book() -> None:
    assert book(20, seed=3) == book(20, seed=3)
    assert book(20, seed=3) != book(20, seed=4)


def test_what_a_perfect_reader_finds_is_what_the_types_read() -> None:
    """Every cell reads as what is expected of it; the damaged ones, and only they, are pointed out."""
    sheets, expected = book(80, Dirt(dates=6))
    kinds = {ID_CARD[-1]: "id_card", OPENED[-1]: "date", AREA[-1]: "number"}
    kinds |= {"统一社会信用代码": "credit_code", "姓名": "person_name", "联系电话": "phone"}
    found = {}
    for line, row in expected.rows.items():
        for heading, value in row.items():
            kind = kinds.get(heading[-1])
            if kind is None:
                continue
            field = Field(1, "one", kind, Title("栏"))
            cell = sheets[-1].lines[line][expected.columns.index(heading)]
            read = TYPES[kind].read(cell, field, Nowhere())
            assert value == (None if read.value is None else TYPES[kind].folded(read.value).upper())
            if read.refused:
                found[line, heading] = str(read.problems[0].kind)
    assert found == expected.faults


@pytest.mark.parametrize("write", [to_xlsx, to_ods])
def test_workbooks_can_be_opened(tmp_path: Path, write: object) -> None:
    sheets, expected = book(30, less(Dirt(), headings=2))
    assert callable(write)
    workbook = CalamineWorkbook.from_path(write(sheets, tmp_path / "book"))
    assert [(one.name, one.visible is SheetVisibleEnum.Visible) for one in workbook.sheets_metadata] == [
        (one.name, not one.hidden) for one in sheets
    ]
    lines = workbook.get_sheet_by_name(expected.sheet).to_python(skip_empty_area=False)
    for line in expected.rows:
        assert lines[line][3] == sheets[-1].lines[line][3]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig"])
def test_text_files_hold_the_shown_sheet(tmp_path: Path, encoding: str) -> None:
    sheets, expected = book(10)
    written = to_csv(sheets, tmp_path / "book.csv", encoding).read_bytes().decode(encoding)
    assert len(written.splitlines()) == len(sheets[-1].lines)
    assert "E+17" in written
    assert len(expected.rows) == 10


@pytest.mark.long
def test_the_old_form_can_be_opened(tmp_path: Path, soffice: str) -> None:
    sheets, expected = book(30)
    workbook = CalamineWorkbook.from_path(to_xls(sheets, tmp_path / "book.xls", soffice))
    lines = workbook.get_sheet_by_name(expected.sheet).to_python(skip_empty_area=False)
    assert all(lines[line][3] == sheets[-1].lines[line][3] for line in expected.rows)
