"""An import that can neither be finished nor continued is given up, and holds nobody's copy."""

from pathlib import Path
from uuid import UUID

import pytest

from office import CONSOLE, PAPERS, SHOPS, TIPS, Office, pack, somebody
from zhangtu.journal import queries as journal
from zhangtu.journal.verifying import verify
from zhangtu.ledgers import actions, definitions, queries
from zhangtu.ledgers.feed import feed
from zhangtu.ledgers.importing import applying, preparing, undoing
from zhangtu.ledgers.importing.refusing import ImportRefusedError
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.people.queries import scope

LINES = [f"第{number}店,c-{number}," for number in range(1200)]


class KilledError(Exception):
    """The process would be gone here."""


@pytest.fixture
def begun(town: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """An import of three frames killed amid, one row amended; then its ledger is defined anew."""
    actions.create("shops", {"name": "旧名", "code": "old", "staff": "1"}, actor=town.eastern)
    sheet = tmp_path / "shops.csv"
    sheet.write_text("\n".join(["名称,编码,人数", "新名,old,2", *LINES, ""]), "utf-8")
    made = preparing.prepare(sheet, "shops", actor=town.eastern)
    passed: list[str] = []

    def here(name: str) -> None:
        passed.append(name)
        if passed.count("import.in_slice") == 2 and name == "import.after_slice":
            raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(applying, "here", here)
        patch.setattr(applying, "_HOLD", 0.0)
        with pytest.raises(KilledError):
            applying.apply(UUID(made.manifest.uid), actor=town.eastern)
    more = SHOPS.replace("zh: 备注", "zh: 附注")
    definitions.put_in_force(pack(tmp_path / "next", shops=more, papers=PAPERS, tips=TIPS), actor=CONSOLE)
    return UUID(made.manifest.uid)


def test_it_is_given_up_and_the_feed_goes_on(town: Office, begun: UUID) -> None:
    last = journal.last_number()
    assert feed(0, 5000, scope(town.chief)).last < last
    with pytest.raises(ImportRefusedError) as refusal:
        applying.apply(begun, actor=town.eastern)
    assert refusal.value.kind == "definition_changed_since"
    colleague = somebody(town.east, "戊五", "clerk")
    with pytest.raises(LedgerError):
        undoing.drop(begun, actor=colleague, reason="定义变了")
    outcome = undoing.drop(begun, actor=town.chief, reason="定义变了")
    assert (outcome.created, outcome.amended, outcome.left) == (1000 - outcome.amended, outcome.amended, [])
    (row,) = queries.rows("shops", scope(town.eastern)).rows
    assert (row.values["name"], str(row.values["staff"])) == ("旧名", "1")
    assert queries.rows("shops", scope(town.eastern), withdrawn=True).count == outcome.created
    assert feed(0, 1, scope(town.chief)).last == journal.last_number()
    assert verify().sound
    assert applying.apply(begun, actor=town.eastern).created == 0
    with pytest.raises(ImportRefusedError) as refusal:
        undoing.drop(begun, actor=town.chief, reason="再来")
    assert refusal.value.kind == "finished"


def test_giving_up_once_begun_forbids_to_finish(
    town: Office, begun: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(name: str) -> None:
        if name == "undo.after_slice":
            raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(undoing, "here", gone)
        with pytest.raises(KilledError):
            undoing.drop(begun, actor=town.chief, reason="定义变了")
    with pytest.raises(ImportRefusedError) as refusal:
        applying.apply(begun, actor=town.eastern)
    assert refusal.value.kind == "given_up"
    undoing.drop(begun, actor=town.chief, reason="接着放弃")
    assert queries.rows("shops", scope(town.eastern)).count == 1
    assert verify().sound


def test_what_is_finished_is_not_given_up(town: Office, tmp_path: Path) -> None:
    sheet = tmp_path / "shops.csv"
    sheet.write_text("名称,编码\n一店,w-1\n二店,w-2\n", "utf-8")
    made = preparing.prepare(sheet, "shops", actor=town.chief)
    uid = applying.apply(UUID(made.manifest.uid), actor=town.chief).uid
    with pytest.raises(ImportRefusedError) as refusal:
        undoing.drop(uid, actor=town.chief, reason="试试")
    assert refusal.value.kind == "finished"
