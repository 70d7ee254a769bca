"""A ledger is exported into a template somebody else made."""

from pathlib import Path

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


def test_no_rows_leave_an_empty_model_row(office: Office, tmp_path: Path) -> None:
    done = export("shops", tmp_path / "o.xlsx", actor=office.chief, template=template(tmp_path / "t.xlsx"))
    assert done.count == 0
    assert next(iter(open_sheets(tmp_path / "o.xlsx").tables())).title.startswith("经营单位汇总表")
