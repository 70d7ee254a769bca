"""The file comes back with its faults marked and everything else as it was."""

from datetime import datetime
from pathlib import Path

import openpyxl
import xlsxwriter
from books import open_document

from office import Office
from zhangtu.documents.sheets.opening import open_sheets
from zhangtu.ledgers.importing.preparing import Wish, prepare
from zhangtu.ledgers.importing.returning import mark

HEAD = ("序号", "店名", "编码", "负责人", "电话", "开业日期", "人数（人）", "每间人数")
BAD = ((1, "青禾药店", "A1", "", "1380", "", 3, 0), (2, "南渡便利店", "A2", "", "", "", 4, 0))


def test_a_workbook_keeps_all_and_says_what_is_wrong(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    made = xlsxwriter.Workbook(str(path))
    page = made.add_worksheet("表")
    page.write(0, 0, "店铺台账")
    for at, row in enumerate((HEAD, *BAD), 1):
        page.write_row(at, 0, row)
    made.close()
    preview = prepare(path, "shops", actor=office.chief, wish=Wish(match={"店名": "name"}))
    mark(path, tmp_path / "b.xlsx", "表", preview.faults, "zh-hans")
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["表"]
    assert sheet["E3"].fill.fgColor.rgb == "FFFFC7CE"
    assert sheet["E4"].fill.fgColor.rgb != "FFFFC7CE"
    assert sheet["I2"].value == "问题"
    assert sheet["I3"].value
    assert sheet["E3"].value == "1380"
    again = prepare(tmp_path / "b.xlsx", "shops", actor=office.chief, wish=Wish(match={"店名": "name"}))
    assert (again.manifest.created, again.manifest.faulty) == (1, 1)


def test_all_sheets_rows_and_columns_of_an_old_file_come_back(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    sheets = {
        "说明": [["请勿改动表头"]],
        "表": [
            ["店铺台账", "", "", "", ""],
            ["名称", "编码", "电话", "开业日期", "备忘"],
            ["甲店", "0012", "12", datetime(2024, 1, 5, 8, 30), "留着"],  # noqa: DTZ001  # a cell has no zone
            ["乙店", "A2", "13800000002", 3.5, True],
        ],
    }
    path.write_bytes(open_document(sheets))
    preview = prepare(path, "shops", actor=office.chief)
    mark(path, tmp_path / "b.xlsx", "表", preview.faults, "zh-hans", heading=preview.manifest.heading)
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    assert book.sheetnames == ["说明", "表"]
    assert book["说明"]["A1"].value == "请勿改动表头"
    values = [[cell.value for cell in row] for row in book["表"].iter_rows()]
    assert values[0][0] == "店铺台账"
    assert values[1] == ["名称", "编码", "电话", "开业日期", "备忘", "问题"]
    assert values[2][:5] == ["甲店", "0012", "12", datetime(2024, 1, 5, 8, 30), "留着"]  # noqa: DTZ001
    assert values[3][:5] == ["乙店", "A2", "13800000002", 3.5, True]
    assert book["表"]["C3"].fill.fgColor.rgb == "FFFFC7CE"
    assert values[2][5]


def test_other_kinds_are_written_anew(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("名称,编码,电话\n甲店,A1,12\n=乙店,A2,13800000002\n", "gb18030")
    preview = prepare(path, "shops", actor=office.chief)
    mark(path, tmp_path / "b.xlsx", preview.manifest.sheet, preview.faults, "en")
    rows = [cells for _, cells in open_sheets(tmp_path / "b.xlsx").cells("a")]
    assert rows[0] == ["名称", "编码", "电话", "Faults"]
    assert rows[2][0] == "=乙店"
    assert rows[1][3]


def test_the_column_is_headed_where_the_table_is_and_a_repeated_key_names_the_first(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("名称,编码,电话\n甲店,A1,13800000001\n乙店,A2,12\n丙店,A2,13800000002\n", "gb18030")
    preview = prepare(path, "shops", actor=office.chief)
    mark(path, tmp_path / "b.xlsx", "a", preview.faults, "zh-hans", heading=preview.manifest.heading)
    rows = [cells for _, cells in open_sheets(tmp_path / "b.xlsx").cells("a")]
    assert [row[3] for row in rows[:2]] == ["问题", ""]
    assert str(rows[3][3]).startswith("与第 3 行重复")
