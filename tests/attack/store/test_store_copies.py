"""What leaves the store can be called back: rows that leave a scope, conditions that name somebody."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from programs import Program

from office import CONSOLE, Office, somebody
from zhangtu.journal import queries as journal
from zhangtu.journal.redacting import redact
from zhangtu.journal.verifying import verify
from zhangtu.ledgers import actions
from zhangtu.ledgers.exporting.actions import export
from zhangtu.ledgers.feed import Changed, feed
from zhangtu.people.queries import scope


def told(office_actor: object, after: int = 0) -> tuple[Changed, ...]:
    return feed(after, 1000, scope(office_actor)).changes  # type: ignore[arg-type]


def test_a_row_that_leaves_is_announced_to_those_who_saw_it(town: Office, program: Program) -> None:
    row = actions.create("shops", {"name": "东桥店"}, actor=town.eastern)
    other = somebody(town.west, "戊五", "clerk")
    before = journal.last_number()
    moved = actions.assign(row.uid, actor=town.chief, seen=row.version, unit=town.west, reason="划归西岭")
    (left,) = told(town.eastern, before)
    assert (left.number, left.uid, left.action, left.fields) == (moved.version, row.uid, "left", ())
    assert [one.action for one in told(town.western, before)] == ["assign"]
    assert [one.action for one in told(town.chief, before)] == ["assign"]
    client = program(town.eastern)
    asked = {"after": before, "epoch": client.get("/api/v1/changes").json()["epoch"]}
    (said,) = client.get("/api/v1/changes", asked).json()["changes"]
    assert (said["action"], said["fields"]) == ("left", [])
    # what becomes of it in the west is not told, and a return is told as what it is
    then = actions.amend(row.uid, {"note": "西岭的事"}, actor=town.western, seen=moved.version)
    assert told(town.eastern, moved.version) == ()
    back = actions.assign(row.uid, actor=town.chief, seen=then.version, unit=town.east)
    assert [one.action for one in told(town.eastern, then.version)] == ["assign"]
    assert [one.action for one in told(other, before)] == ["left"]
    assert back.version == told(other, before)[0].number


def test_a_row_taken_off_a_post_is_announced_to_it(town: Office) -> None:
    row = actions.create("shops", {"name": "东桥店"}, actor=town.eastern, post=town.western.post)
    assert [one.action for one in told(town.western)] == ["create"]
    kept = actions.assign(row.uid, actor=town.chief, seen=row.version, post=town.eastern.post)
    assert [(one.number, one.action) for one in told(town.western)] == [(kept.version, "left")]
    # nobody who never saw it is told
    assert told(somebody(town.west, "戊五", "clerk")) == ()


def test_the_condition_of_an_export_can_be_removed(town: Office, tmp_path: Path) -> None:
    actions.create("shops", {"name": "李四的店"}, actor=town.eastern)
    done = export("shops", tmp_path / "out.csv", actor=town.eastern, where="name = '李四的店'")
    (entry,) = journal.history("ledgers.export", done.entry)
    assert entry.values["where"] == "\"name = '李四的店'\""
    redact(
        "ledgers.export", done.entry, ["where"], actor=CONSOLE, authority="个人信息保护法47", reason="申请"
    )
    first, _ = journal.history("ledgers.export", done.entry)
    assert "李四" not in str(first.values)
    assert verify().sound


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r=", "＝", "＋", "－", "＠"])
def test_no_text_becomes_a_formula(town: Office, tmp_path: Path, sign: str) -> None:
    words = f"{sign}cmd|'/C calc'!A0"
    actions.create("shops", {"name": "东桥店", "note": f"x\n{words}", "code": words}, actor=town.eastern)
    export("shops", tmp_path / "out.csv", actor=town.eastern)
    (_, row) = list(csv.reader(io.StringIO((tmp_path / "out.csv").read_text("utf-8-sig"))))
    assert not [cell for cell in row if cell.startswith(("=", "+", "@", "\t", "\r", "＝", "＋", "－", "＠"))]
    assert any(cell.startswith("'") for cell in row)
    form = Workbook()
    form.active.append(["名称", "编码", "备注"])
    form.save(tmp_path / "form.xlsx")
    export("shops", tmp_path / "out.xlsx", actor=town.eastern)
    export("shops", tmp_path / "filled.xlsx", actor=town.eastern, template=tmp_path / "form.xlsx")
    for name in ("out.xlsx", "filled.xlsx"):
        with zipfile.ZipFile(tmp_path / name) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "<f " not in sheet
        cells = [cell for row in load_workbook(tmp_path / name).active.iter_rows() for cell in row]
        assert not [cell for cell in cells if cell.data_type == "f"]
        assert any("cmd|" in str(cell.value) for cell in cells), (name, [cell.value for cell in cells])
