"""A ledger is exported into a template somebody else made."""

from pathlib import Path

import xlsxwriter
from templates import template

from office import Office
from zhangtu.documents.sheets.opening import open_sheets
from zhangtu.ledgers import actions
from zhangtu.ledgers.exporting.actions import export


def test_rows_go_into_the_model_row(office: Office, tmp_path: Path) -> None:
    for number in (1, 2):
        values = {
            "name": f"店{number}",
            "code": f"A{number}",
            "opened": f"2024-01-0{number}",
            "staff": number,
        }
        actions.create("shops", values, actor=office.chief)
    done = export("shops", tmp_path / "o.xlsx", actor=office.chief, template=template(tmp_path / "t.xlsx"))
    assert done.count == 2
    table = next(iter(open_sheets(tmp_path / "o.xlsx").tables()))
    assert [row.cells[0] for row in table.rows()] == ["店1", "店2"]
    assert any("合计" in left.words for left in table.left_out)


def test_a_mark_nobody_knows_is_pointed_out_and_stays(office: Office, tmp_path: Path) -> None:
    actions.create("shops", {"name": "一店", "code": "A1"}, actor=office.chief)
    book = xlsxwriter.Workbook(str(tmp_path / "t.xlsx"))
    page = book.add_worksheet("表")
    page.write_row(0, 0, ["{{title}}", "{{nosuch}}"])
    page.write_row(2, 0, ["名称", "编码", "错", "日期"])
    page.write_row(3, 0, ["{{name}}", "{{code}}", "{{cod}}", "{{today}}"])
    book.close()
    done = export("shops", tmp_path / "o.xlsx", actor=office.chief, template=tmp_path / "t.xlsx")
    assert done.unknown == ("B1 {{nosuch}}", "C4 {{cod}}")
    rows = [cells for _, cells in open_sheets(tmp_path / "o.xlsx").cells("表")]
    assert rows[0][:2] == ["店铺", "{{nosuch}}"]
    assert rows[2] == ["一店", "A1", "{{cod}}", "2026-11-23"]


def test_no_rows_leave_an_empty_model_row(office: Office, tmp_path: Path) -> None:
    done = export("shops", tmp_path / "o.xlsx", actor=office.chief, template=template(tmp_path / "t.xlsx"))
    assert done.count == 0
    assert next(iter(open_sheets(tmp_path / "o.xlsx").tables())).title.startswith("经营单位汇总表")
