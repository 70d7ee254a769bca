"""Stored computed values follow their expression: in short acts, with entries, after a kill too."""

from pathlib import Path

import pytest

from office import CONSOLE, PAPERS, SHOPS, TIPS, Office, pack
from zhangtu.journal import queries as journal
from zhangtu.journal.verifying import verify
from zhangtu.ledgers import actions, definitions, recomputing, sql, texts
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.ledgers.views import RowView

OTHER = SHOPS.replace('"staff / rooms"', '"rooms / staff"')


def put(folder: Path, shops: str) -> None:
    new = pack(folder, shops=shops, papers=PAPERS, tips=TIPS)
    definitions.put_in_force(new, actor=CONSOLE, reason="换算法")


def crowd(row: RowView) -> str | None:
    """What is stored in the computed field."""
    stored = sql.row_by_id(row.id)
    assert stored is not None
    found: str | None = texts.objects(stored.values).get(9)
    return found


@pytest.fixture
def rows(office: Office, kept: None) -> list[RowView]:  # noqa: ARG001 - the journal asks the rooms
    made = [
        actions.create("shops", {"name": f"{n}", "staff": 8, "rooms": 2}, actor=office.eastern)
        for n in range(5)
    ]
    made.append(actions.create("shops", {"name": "空"}, actor=office.eastern))
    gone = made[0]
    actions.withdraw(gone.uid, actor=office.chief, seen=gone.version, reason="重复")
    return made


def test_rows_are_computed_anew_with_an_entry_each(rows: list[RowView], tmp_path: Path) -> None:
    assert (crowd(rows[1]), recomputing.unfinished()) == ("4", [])
    put(tmp_path, OTHER)
    assert recomputing.unfinished() == ["shops"]
    assert recomputing.go_on() == 5
    assert [crowd(row) for row in rows] == ["0.25"] * 5 + [None]
    entry = journal.history("shops", rows[1].id)[-1]
    assert (entry.action, entry.values, entry.actor) == ("recompute", {"9": '"0.25"'}, CONSOLE)
    assert entry.definition == definitions.in_force("shops").id
    assert (recomputing.unfinished(), recomputing.go_on()) == ([], 0)
    assert verify().findings == ()


def test_what_a_kill_left_is_gone_on_with(
    rows: list[RowView], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recomputing, "_SLICE", 2)
    put(tmp_path, OTHER)

    def die(place: str) -> None:
        if place == "recompute.in_slice" and crowd(rows[2]) == "0.25":
            raise SystemExit

    monkeypatch.setattr(recomputing, "here", die)
    with pytest.raises(SystemExit):
        recomputing.go_on()
    assert [crowd(row) for row in rows[:3]] == ["0.25", "0.25", "4"]
    monkeypatch.setattr(recomputing, "here", str)
    assert recomputing.go_on() == 3
    assert [len(journal.history("shops", row.id)) for row in rows] == [3, 2, 2, 2, 2, 1]
    assert verify().findings == ()


def test_another_change_meanwhile_begins_again(
    rows: list[RowView], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recomputing, "_SLICE", 2)
    put(tmp_path / "first", OTHER)
    done: list[int] = []

    def change(changed: int) -> None:
        done.append(changed)
        if len(done) == 2:
            put(tmp_path / "second", SHOPS.replace('"staff / rooms"', '"staff + rooms"'))

    recomputing.go_on(change)
    assert [crowd(row) for row in rows] == ["10"] * 5 + [None]
    assert recomputing.unfinished() == []


def test_a_value_that_is_live_from_now_on_is_no_longer_stored(rows: list[RowView], tmp_path: Path) -> None:
    put(tmp_path, SHOPS.replace('"staff / rooms"', '"count(papers where shop = me)"'))
    recomputing.go_on()
    assert [crowd(row) for row in rows] == [None] * 6
    put(tmp_path / "back", SHOPS)
    recomputing.go_on()
    assert crowd(rows[1]) == "4"


def test_what_changes_nothing_computed_begins_nothing(rows: list[RowView], tmp_path: Path) -> None:
    assert rows
    put(tmp_path, SHOPS.replace("每间人数", "密度"))
    assert recomputing.unfinished() == []


@pytest.mark.usefixtures("rows")
def test_a_stored_value_keeps_its_type(tmp_path: Path) -> None:
    with pytest.raises(LedgerError) as refused:
        put(tmp_path, SHOPS.replace('"staff / rooms"', '"name"'))
    assert refused.value.kind == "definition_wrong"
    assert "number" in refused.value.say("en")
