"""A spreadsheet as people make them is read into tables; what is left out is said."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from books import NAMES, dirty

from zhangtu.documents.sheets.opening import open_sheets
from zhangtu.documents.sheets.tables import Left


def read(path: Path, sheet: str = "") -> list[tuple[str, list[str], list[list[object]]]]:
    book = open_sheets(path)
    return [
        (table.title, [column.title for column in table.columns], [row.cells for row in table.rows()])
        for table in book.tables(sheet)
    ]


def test_a_register_with_everything(tmp_path: Path) -> None:
    book = open_sheets(dirty(tmp_path / "a.xlsx"))
    assert book.sheets == {"台账": True, "旧表": False}
    table = next(iter(book.tables()))
    assert table.title == "云桥镇五小经营单位台账"
    assert table.lines == ("填报单位：云桥镇", "单位：元")
    assert [column.title for column in table.columns] == [
        "村", "名称", "许可证 / 证号", "许可证 / 发证日期", "许可证 / 有效期至", "金额",
    ]  # fmt: skip
    rows = list(table.rows())
    assert [row.cells for row in rows] == [
        ["东村", NAMES[0], "证01", date(2024, 1, 1), "2027年1月1日", 100],
        ["东村", NAMES[1], "证02", date(2024, 1, 2), "2027年2月1日", 50.5],
        ["西村", NAMES[2], "证03", date(2024, 1, 3), "2027年3月1日", 30],
    ]
    assert table.address(rows[2], 5) == "台账!G8"
    left = {(entry.kind, entry.first) for entry in table.left_out}
    assert left == {
        (Left.NUMBERING, 0), (Left.TOTAL, 7), (Left.BLANK, 9), (Left.TOTAL, 10), (Left.BLANK, 11),
        (Left.NOTE, 12), (Left.NOTE, 13),
    }  # fmt: skip


def test_hidden_sheets_are_listed_and_read_only_when_asked_for(tmp_path: Path) -> None:
    path = dirty(tmp_path / "a.xlsx")
    book = open_sheets(path)
    assert len(list(book.tables())) == 1
    assert [(entry.kind, entry.sheet) for entry in book.left_out] == [(Left.HIDDEN, "旧表")]
    assert read(path, "旧表") == [("", ["名称", "金额"], [[NAMES[3], 1]])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_csv_of_every_encoding_and_delimiter(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "甲.txt"
    rows = [["名称", "地址", "金额"], ["青禾药店", '"东街,1;号|"', "3"], ["云桥餐馆", '="0012"', "-"]]
    path.write_bytes("\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    assert read(path) == [
        ("", ["名称", "地址", "金额"], [["青禾药店", "东街,1;号|", "3"], ["云桥餐馆", "0012", "-"]])
    ]


def test_two_tables_of_a_sheet(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet()
    for at, row in enumerate(
        (
            ["名称", "金额"],
            ["青禾药店", 3],
            ["云桥餐馆", 4],
            [],
            ["人员名册"],
            ["姓名", "电话", "住址"],
            ["某甲", "12", "西街"],
        )
    ):
        sheet.write_row(at, 0, row)
    book.close()
    assert read(tmp_path / "a.xlsx") == [
        ("", ["名称", "金额"], [["青禾药店", 3], ["云桥餐馆", 4]]),
        ("人员名册", ["姓名", "电话", "住址"], [["某甲", "12", "西街"]]),
    ]


def test_a_heading_repeated_on_each_page_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("名称,金额\n甲店,3\n\n名称,金额\n乙店,4\n", "utf-8")
    assert read(path) == [("", ["名称", "金额"], [["甲店", "3"], ["乙店", "4"]])]


def test_blanks_right_of_a_heading_belong_to_it_where_no_format_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("名称,许可证,,金额\n,证号,有效期,\n甲店,7,2024-01-01,3\n", "utf-8")
    assert read(path)[0][1] == ["名称", "许可证 / 证号", "许可证 / 有效期", "金额"]


def test_a_row_is_a_total_by_its_sums_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "名称,地址,甲,乙\n甲店,东街,1,2\n乙店,西街,3,4\n,,4,6\n丙店,北街,5,1\n,,9,7\n,,8,8\n", "utf-8"
    )
    table = next(iter(open_sheets(path).tables()))
    assert [row.number for row in table.rows()] == [2, 3, 5, 7]
    assert [entry.first for entry in table.left_out if entry.kind is Left.TOTAL] == [4, 6]


PAGE = """<html><head><meta http-equiv=Content-Type content="text/html; charset={charset}">
<style>td {{mso-number-format:"\\@"}}</style></head><body><table><tr><td>
<table border=1>
<tr><td colspan=3>云桥镇店铺台账</td></tr>
<tr><th>村</th><th>名称</th><th>证号</th></tr>
<tr><td rowspan=2>东村</td><td>青禾&nbsp;药店<br>东街</td><td>0012</td></tr>
<tr><td><b>云桥</b>餐馆</td><td></td></tr>
<tr><td>西村</td><td>南渡便利店</td><td>A&amp;3</td></tr>
</table></td></tr></table></body></html>"""


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("gb2312", "gb18030"),
        ("utf-8", "utf-8-sig"),
        ("gb2312", "utf-8"),
        ("utf-8", "utf-16"),
        ("big5", "big5"),
    ],
)
def test_a_web_page_that_bears_a_spreadsheets_name(tmp_path: Path, charset: str, encoding: str) -> None:
    path = tmp_path / "台账.xls"
    page = PAGE.format(charset=charset)
    if encoding == "big5":
        page = page.translate(str.maketrans("云桥镇账东药号证馆乡", "雲橋鎮賬東藥號證館鄉"))
    path.write_bytes(page.encode(encoding, "xmlcharrefreplace"))
    ((title, columns, rows),) = read(path)
    if encoding != "big5":
        assert title == "云桥镇店铺台账"
        assert columns == ["村", "名称", "证号"]
    assert [row[2] for row in rows] == ["0012", "", "A&3"]
    assert rows[0][0] == rows[1][0], "a cell that spans two rows counts for both"
    assert str(rows[0][1]).count("\n") == 1
