"""Definitions in force: upgrades with an office's changes, fields of its own, what is refused and why."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from office import CONSOLE, PAPERS, SHOPS, TIPS, Office, pack
from zhangtu.journal import queries as journal
from zhangtu.journal.verifying import verify
from zhangtu.ledgers import actions, definitions, keys
from zhangtu.ledgers.refusals import InvalidError, LedgerError
from zhangtu.schema.difference import Side
from zhangtu.schema.specs import Field, Title


def put(folder: Path, shops: str, **more: object) -> tuple[str, ...]:
    new = pack(folder, shops=shops, papers=PAPERS, tips=TIPS)
    return definitions.put_in_force(new, actor=CONSOLE, reason="升级", **more)  # type: ignore[arg-type]


def kind_of(refusal: pytest.ExceptionInfo[LedgerError]) -> str:
    return refusal.value.kind


@pytest.mark.usefixtures("office")
def test_the_same_pack_again_changes_nothing(tmp_path: Path) -> None:
    before = journal.last_number()
    assert put(tmp_path / "again", SHOPS) == ()
    assert journal.last_number() == before


def test_an_upgrade_keeps_what_the_office_made(office: Office, tmp_path: Path) -> None:
    definitions.retitle("shops", "staff", Title("从业人数", "Hands"), actor=CONSOLE, reason="习惯叫法")
    number = definitions.add_field("shops", Field(0, "grid", "text", Title("网格", "Grid")), actor=CONSOLE)
    assert number == 1000
    new = SHOPS.replace("{zh: 备注, en: Note}", "{zh: 说明, en: Remark}")
    assert put(tmp_path / "new", new) == ("shops",)
    fields = definitions.in_force("shops").fields
    assert [fields[name].title.zh for name in ("staff", "note", "grid")] == ["从业人数", "说明", "网格"]
    row = actions.create("shops", {"name": "一", "grid": "东一"}, actor=office.eastern)
    assert journal.history("shops", row.id)[0].values["1000"] == '"东一"'


@pytest.mark.usefixtures("office")
def test_what_both_changed_a_person_decides(tmp_path: Path) -> None:
    definitions.retitle("shops", "note", Title("附注", "Notes"), actor=CONSOLE)
    new = SHOPS.replace("{zh: 备注, en: Note}", "{zh: 说明, en: Remark}")
    with pytest.raises(LedgerError) as refusal:
        put(tmp_path / "new", new)
    assert kind_of(refusal) == "upgrade_conflicts"
    planned = definitions.plan(pack(tmp_path / "new", shops=new, papers=PAPERS, tips=TIPS))
    paths = [one.path for each in planned for one in each.undecided]
    put(tmp_path / "new", new, decisions={"shops": dict.fromkeys(paths, Side.THEIRS)})
    assert definitions.in_force("shops").fields["note"].title.zh == "说明"


def test_a_field_in_use_is_not_taken_away(office: Office) -> None:
    with pytest.raises(LedgerError) as refusal:
        definitions.remove_field("shops", "staff", actor=CONSOLE, reason="不用了")
    assert "crowd" in refusal.value.say("zh-hans")
    definitions.remove_field("shops", "note", actor=CONSOLE, reason="不用了")
    assert "note" not in definitions.in_force("shops").fields
    assert definitions.in_force("shops").numbered[13].removed is not None
    with pytest.raises(InvalidError):
        actions.create("shops", {"name": "一", "note": "x"}, actor=office.eastern)


@pytest.mark.usefixtures("office")
def test_expressions_outlive_names(tmp_path: Path) -> None:
    new = SHOPS.replace("name: staff", "name: hands").replace("staff", "hands")
    put(tmp_path / "new", new)
    force = definitions.in_force("shops")
    assert force.fields["crowd"].value == "hands / rooms"
    assert "#7" in definitions.known().versions["ledger", "shops"].text


@pytest.mark.usefixtures("office")
def test_types_never_change_and_codes_are_never_lost(tmp_path: Path) -> None:
    with pytest.raises(LedgerError) as refusal:
        put(
            tmp_path / "new",
            SHOPS.replace("name: rooms, type: number", "name: rooms, type: money"),
            destroys=True,
        )
    assert kind_of(refusal) == "definition_wrong"
    put(tmp_path / "codes", SHOPS.replace("of: [tea, salt, rice]", "of: [tea, salt]"), destroys=True)
    goods = definitions.in_force("shops").fields["goods"]
    assert [each.code for each in goods.of] == ["tea", "salt", "rice"]


def test_only_designers_change_definitions(office: Office, tmp_path: Path) -> None:
    with pytest.raises(LedgerError) as refusal:
        definitions.put_in_force(pack(tmp_path / "x"), actor=office.chief)
    assert kind_of(refusal) == "not_allowed"


@pytest.mark.usefixtures("kept")
def test_a_field_made_unique_gets_its_keys_or_is_refused(office: Office, tmp_path: Path) -> None:
    one = actions.create("shops", {"name": "一", "note": "x"}, actor=office.eastern)
    two = actions.create("shops", {"name": "一", "note": "y"}, actor=office.eastern)
    new = SHOPS.replace("name: name, type: text,", "name: name, type: text, unique: yes,")
    with pytest.raises(InvalidError):
        put(tmp_path / "new", new)
    assert not definitions.in_force("shops").fields["name"].unique
    actions.amend(two.uid, {"name": "二"}, actor=office.eastern, seen=two.version)
    put(tmp_path / "new", new)
    assert keys.find(definitions.in_force("shops"), {"name": "一"}) == [one.id]
    assert verify().sound, verify().say("en")


@pytest.mark.usefixtures("kept")
def test_keys_are_renewed_slice_by_slice_and_no_row_is_left_out(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhangtu.ledgers.definitions.indexing._SLICE", 2)
    made = [actions.create("shops", {"name": f"店{number}"}, actor=office.eastern) for number in range(7)]
    actions.withdraw(made[3].uid, actor=CONSOLE, seen=made[3].version, reason="停业")
    with CaptureQueriesContext(connection) as asked:
        put(
            tmp_path / "new", SHOPS.replace("name: name, type: text,", "name: name, type: text, unique: yes,")
        )
    numbers = [one["sql"] for one in asked if one["sql"].startswith("SELECT id FROM ledgers_row")]
    assert len(numbers) == 1, "numbers are asked for once, not anew for every slice"
    force = definitions.in_force("shops")
    found = [keys.find(force, {"name": f"店{number}"}) for number in range(7)]
    assert found == [[one.id] for one in made]
    assert verify().sound, verify().say("en")
