"""Bad and hostile files end in one exception with a sentence; nothing else happens."""

import zipfile
from pathlib import Path

import pytest
from books import dirty, package, sheet_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhangtu.documents.sheets.opening import open_sheets
from zhangtu.documents.sheets.refusing import Reason, SheetError


def read_all(path: Path) -> None:
    for table in open_sheets(path).tables():
        list(table.rows())


def refused(path: Path) -> str:
    with pytest.raises(SheetError) as caught:
        read_all(path)
    for language in ("zh-hans", "zh-hant", "en"):
        assert path.name in caught.value.say(language)
    return str(caught.value.kind)


def put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"PK\x03\x04 and no more", Reason.BROKEN),
        (b"<html><p>nothing here</p></html>", Reason.WEB_PAGE),
        (b"<html><table><tr><td colspan=99999>1</td></tr></table></html>", Reason.TOO_WIDE),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            Reason.WEB_PAGE,
        ),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", Reason.WEB_PAGE),
        (b"%PDF-1.7", Reason.UNKNOWN),
        (bytes(range(1, 256)) * 9, Reason.UNKNOWN),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), Reason.ENCRYPTED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), Reason.BROKEN),
        (b"a,b\n\xff\xff\xff,1\n", Reason.NO_TEXT),
    ],
)
def test_what_is_no_spreadsheet(tmp_path: Path, data: bytes, reason: Reason) -> None:
    assert refused(put(tmp_path / "台账.xlsx", data)) == reason


def test_a_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "无.xlsx") == Reason.MISSING


def test_a_workbook_cut_off(tmp_path: Path) -> None:
    whole = dirty(tmp_path / "a.xlsx").read_bytes()
    assert refused(put(tmp_path / "b.xlsx", whole[: len(whole) // 2])) == Reason.BROKEN


def test_a_zip_bomb(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(package({}))
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as container,
        container.open("xl/worksheets/sheet1.xml", "w") as part,
    ):
        part.write(
            b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        )
        for _ in range(64):
            part.write(b" " * (1 << 20))
    assert refused(path) in {Reason.FLOOD, Reason.BROKEN}


def test_entities(tmp_path: Path) -> None:
    book = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><workbook>&a;</workbook>'
    assert refused(put(tmp_path / "a.xlsx", package({"xl/workbook.xml": book}))) == Reason.ENTITIES
    sheet = {"xl/worksheets/sheet1.xml": "<!DOCTYPE x><worksheet><sheetData></sheetData></worksheet>"}
    assert refused(put(tmp_path / "b.xlsx", package(sheet))) == Reason.ENTITIES


def test_two_far_corners_take_no_memory(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="ZZ1048576"><v>1</v></c></row>'
    table = put(tmp_path / "a.xlsx", package(sheet_of(rows)))
    list(open_sheets(table).tables())
    wide = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="XFD2"><v>1</v></c></row>'
    assert refused(put(tmp_path / "b.xlsx", package(sheet_of(wide)))) == Reason.TOO_WIDE


def test_a_cell_that_lies_about_its_row_ends_the_reading_process_only(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="ZZ999999"><v>1</v></c></row>'
    assert refused(put(tmp_path / "a.xlsx", package(sheet_of(rows)))) in {Reason.FLOOD, Reason.BROKEN}


def test_a_million_empty_formatted_rows_are_no_rows(tmp_path: Path) -> None:
    head = '<row r="1"><c r="A1" t="str"><v>名称</v></c><c r="B1" t="str"><v>金额</v></c></row>'
    body = "".join(
        f'<row r="{r}" s="1"><c r="A{r}" s="1"/><c r="XFD{r}" s="1"/></row>' for r in range(2, 200_000)
    )
    path = put(tmp_path / "a.xlsx", package(sheet_of(head + body)))
    table = next(iter(open_sheets(path).tables()))
    assert list(table.rows()) == []


def test_other_ways_to_write_the_same_xml(tmp_path: Path) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = (
        f'<x:worksheet xmlns:x="{main}"><x:sheetData>'
        '<x:row><x:c t=\'s\' r="A1"><x:v>0</x:v></x:c><x:c t="s" s="0"><x:v> 1</x:v></x:c></x:row>'
        '<x:row><x:c t="s"><x:v>2</x:v></x:c><x:c><x:v>5</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": f'<sst xmlns="{main}"><si><t>名称</t></si>'
        "<si><r><t>金</t></r><r><t>额</t></r></si>"
        '<si><t xml:space="preserve">甲&amp;乙_x000D_店</t><rPh sb="0" eb="1"><t>jia</t></rPh></si></sst>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="b" '
        f'Type="{office}/worksheet" Target="/xl/worksheets/sheet1.xml"/><Relationship Id="c" '
        f'Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    }
    table = next(iter(open_sheets(put(tmp_path / "a.xlsx", package(parts))).tables()))
    assert [column.title for column in table.columns] == ["名称", "金额"]
    assert [row.cells for row in table.rows()] == [["甲&乙\n店", 5]]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1), flip=st.integers(1, 255))
def test_a_changed_byte_is_read_or_refused(tmp_path: Path, at: float, flip: int) -> None:
    data = bytearray(dirty(tmp_path / "whole.xlsx").read_bytes())
    data[int(at * (len(data) - 1))] ^= flip
    path = put(tmp_path / "b.xlsx", bytes(data))
    outcome = None
    try:
        read_all(path)
    except SheetError as error:
        outcome = error.say("en")
    assert outcome is None or "b.xlsx" in outcome
