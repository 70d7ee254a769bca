"""What leaves the office as a file: in scope, not masked, with an entry; and it comes back unchanged."""

from pathlib import Path

import pytest

from office import Office
from zhangtu.documents.sheets.opening import open_sheets
from zhangtu.journal import queries as journal
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import actions
from zhangtu.ledgers.exporting.actions import Shown, export
from zhangtu.ledgers.importing.preparing import Wish, prepare


def fill(office: Office) -> None:
    for number, (actor, name) in enumerate(
        ((office.eastern, "=青禾药店"), (office.western, "南渡便利店")), 1
    ):
        row = actions.create(
            "shops",
            {
                "name": name, "code": f"00{number}", "owner": "陈甲", "phone": f"1380000000{number}",
                "opened": "2024-01-05", "staff": 3, "rooms": 2, "goods": "tea、rice", "note": "-1\n二",
            },
            actor=actor,
        )  # fmt: skip
        actions.create(
            "papers", {"shop": str(row.uid), "number": f"证{number}", "expires": "2030-1-1"}, actor=actor
        )


def table(path: Path) -> tuple[list[str], list[list[object]]]:
    found = next(iter(open_sheets(path).tables()))
    return [column.title for column in found.columns], [row.cells for row in found.rows()]


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
@pytest.mark.parametrize("ledger", ["shops", "papers"])
def test_what_is_exported_comes_back_unchanged(
    office: Office, tmp_path: Path, name: str, language: str, ledger: str
) -> None:
    fill(office)
    done = export(ledger, tmp_path / name, actor=office.chief, language=language)
    assert done.count == 2
    preview = prepare(tmp_path / name, ledger, actor=office.chief, wish=Wish())
    assert preview.faults == []
    made = preview.manifest
    assert (made.created, made.amended, made.same, made.faulty) == (0, 0, 2, 0)


def test_only_what_is_in_scope_and_not_masked_is_exported(office: Office, tmp_path: Path) -> None:
    fill(office)
    done = export("shops", tmp_path / "a.xlsx", actor=office.eastern)
    heads, rows = table(tmp_path / "a.xlsx")
    assert (done.count, len(rows)) == (1, 1)
    assert set(done.left_out) == {"owner", "phone"}
    assert "负责人" not in heads
    assert rows[0][heads.index("名称")] == "=青禾药店"
    assert rows[0][heads.index("每间人数")] == 1.5
    assert rows[0][heads.index("所属单位")] == "东桥村"
    with pytest.raises(RefusedError) as refused:
        export("shops", tmp_path / "b.xlsx", actor=office.eastern, where="phone = '13800000001'")
    assert "电话" in refused.value.say("zh-hans")
    assert not (tmp_path / "b.xlsx").exists()
    with pytest.raises(RefusedError):
        export("shops", tmp_path / "b.xlsx", actor=office.reader)
    assert [path.name for path in tmp_path.glob("*.xlsx")] == ["a.xlsx"]


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_what_is_about_persons_leaves_only_for_a_reason_and_by_an_entry(
    office: Office, tmp_path: Path, name: str
) -> None:
    fill(office)
    done = export("shops", tmp_path / name, actor=office.chief)
    heads, rows = table(tmp_path / name)
    assert set(done.left_out) == {"owner", "phone"}
    assert "负责人" not in heads
    assert not any("陈甲" in str(cell) or "1380000" in str(cell) for row in rows for cell in row)
    with pytest.raises(RefusedError) as refused:
        export("shops", tmp_path / f"b{name}", actor=office.chief, personal=" ")
    assert "理由" in refused.value.say("zh-hans")
    with pytest.raises(RefusedError) as refused:
        export("shops", tmp_path / f"b{name}", actor=office.eastern, personal="上级核查")
    assert refused.value.kind == "not_allowed"
    assert not (tmp_path / f"b{name}").exists()
    done = export(
        "shops", tmp_path / name, actor=office.chief, personal="上级核查", shown=Shown(asked="f.staff=3")
    )
    heads, rows = table(tmp_path / name)
    assert "陈甲" in rows[0]
    entry = journal.entries_after(done.entry - 1, 1)[0]
    assert entry.values["personal"] == '["owner","phone"]'
    assert entry.values["where"] == '"f.staff=3"'
    assert entry.values["@reason"] == '"上级核查"'
    assert {"where", "@reason"} <= entry.personal


def test_a_mask_brought_back_in_never_overwrites_the_value(office: Office, tmp_path: Path) -> None:
    fill(office)
    (tmp_path / "a.csv").write_text("名称,编码,负责人,人数\n=青禾药店,001,陈*,9\n", "utf-8-sig")
    preview = prepare(tmp_path / "a.csv", "shops", actor=office.chief, wish=Wish())
    assert [(one.field, one.kind) for one in preview.faults] == [("owner", "hidden")]
    assert (preview.manifest.created, preview.manifest.amended) == (0, 0)


def test_an_export_is_an_entry(office: Office, tmp_path: Path) -> None:
    fill(office)
    done = export("shops", tmp_path / "a.csv", actor=office.chief, where="staff > 1 and code = '002'")
    entry = journal.entries_after(done.entry - 1, 1)[0]
    assert (entry.register, entry.action, entry.actor) == ("ledgers.export", "export", office.chief)
    assert entry.values["count"] == "1"
    assert entry.values["file"] == f'"{done.sha256}"'
    assert entry.values["where"] == "\"staff > 1 and code = '002'\""
    assert entry.personal == {"where"}


def test_text_of_a_csv_is_never_taken_for_a_formula(office: Office, tmp_path: Path) -> None:
    fill(office)
    export("shops", tmp_path / "a.csv", actor=office.chief)
    text = (tmp_path / "a.csv").read_text("utf-8-sig")
    assert "'=青禾药店" in text
    assert ",=" not in text
    assert "\"'-1\n" in text
