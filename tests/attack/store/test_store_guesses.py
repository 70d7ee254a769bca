"""Nobody finds out a masked value by giving a guess and looking at what becomes of it."""

from pathlib import Path
from uuid import UUID

import pytest
from programs import Program

from office import Office
from zhangtu.journal import queries as journal
from zhangtu.journal.verifying import verify
from zhangtu.ledgers import actions, queries
from zhangtu.ledgers.drafts import Draft
from zhangtu.ledgers.importing import applying, preparing
from zhangtu.ledgers.refusals import BatchInvalidError, InvalidError
from zhangtu.ledgers.views import RowView
from zhangtu.people.queries import scope

PHONE, OTHER = "13800000001", "13800000002"


def shop(office: Office, code: str = "e-1", phone: str = PHONE) -> RowView:
    given = {"name": "东桥茶庄", "code": code, "phone": phone, "owner": "李四"}
    return actions.create("shops", given, actor=office.eastern)


@pytest.mark.parametrize("values", [{"phone": PHONE}, {"owner": "李四"}, {"phone": OTHER}, {"owner": "王五"}])
def test_a_right_guess_changes_as_much_as_a_wrong_one(
    town: Office, program: Program, values: dict[str, str]
) -> None:
    row = shop(town)
    done = actions.amend(row.uid, values, actor=town.eastern, seen=row.version)
    assert done.version == journal.last_number() > row.version
    (*_, last) = queries.history(row.uid, scope(town.eastern))
    assert [one.name for one in last.shifts] == list(values)
    client = program(town.eastern)
    answer = client.patch(
        f"/api/v1/rows/{row.uid}", {"values": values}, "application/json",
        headers={"If-Match": f'"{done.version}"'},
    )  # fmt: skip
    assert answer.json()["version"] > done.version
    assert verify().sound


def test_who_may_unmask_writes_no_entry_for_nothing(town: Office) -> None:
    row = shop(town)
    assert actions.amend(row.uid, {"phone": PHONE}, actor=town.chief, seen=row.version).version == row.version


def test_a_mask_sent_back_leaves_the_value_alone(town: Office) -> None:
    row = shop(town)
    masked = queries.row(row.uid, scope(town.eastern)).values["phone"]
    assert (
        actions.amend(row.uid, {"phone": masked}, actor=town.eastern, seen=row.version).version == row.version
    )


def sheet(folder: Path, *rows: str) -> Path:
    path = folder / "shops.csv"
    path.write_text("\n".join(["名称,编码,电话", *rows, ""]), "utf-8")
    return path


def test_a_preview_compares_no_masked_values(town: Office, tmp_path: Path) -> None:
    shop(town)
    shop(town, "e-2", OTHER)
    lines = [
        f"东桥茶庄,e-1,{PHONE}",  # as it is
        "东桥茶庄,e-2,13800000009",  # another one
        f"三店,e-3,{OTHER}",  # another row has it
        "四店,e-4,13800000004",  # nobody has it
    ]
    seen = preparing.prepare(sheet(tmp_path, *lines), "shops", actor=town.eastern)
    made = seen.manifest
    assert (made.same, made.amended, made.created, made.faulty) == (0, 2, 2, 0)
    assert seen.faults == []
    outcome = applying.apply(UUID(made.uid), actor=town.eastern)
    assert (outcome.amended, outcome.created) == (2, 1)
    assert [(one.why, one.fields) for one in outcome.left] == [("taken", ["phone"])]
    assert verify().sound


def test_a_row_to_amend_with_the_number_of_another_is_left_out_only_later(
    town: Office, tmp_path: Path
) -> None:
    shop(town)
    shop(town, "e-2", OTHER)
    seen = preparing.prepare(
        sheet(tmp_path, f"东桥茶庄,e-2,{PHONE}", "一店,e-5,", "二店,e-6,"), "shops", actor=town.eastern
    )
    assert (seen.manifest.amended, seen.manifest.faulty, seen.faults) == (1, 0, [])
    outcome = applying.apply(UUID(seen.manifest.uid), actor=town.eastern)
    assert [one.why for one in outcome.left] == ["invalid"]


def test_a_wrong_guess_at_a_unique_value_costs_a_row(town: Office) -> None:
    shop(town)
    for phone in (PHONE, OTHER):
        with pytest.raises(InvalidError) as refusal:
            actions.create("shops", {"phone": phone}, actor=town.eastern)
        assert [one.kind for one in refusal.value.problems] == ["required"]
        with pytest.raises(BatchInvalidError) as batch:
            actions.batch(
                [Draft("shops", {"name": "猜", "phone": phone}), Draft("shops", {})], actor=town.eastern
            )
        assert [(place, said[0].kind) for place, said in batch.value.drafts.items()] == [(1, "required")]
    guesses = [Draft("shops", {"name": "猜", "phone": phone}) for phone in (OTHER, PHONE, PHONE)]
    with pytest.raises(BatchInvalidError) as batch:
        actions.batch(guesses, actor=town.eastern)
    assert [*batch.value.drafts] == [1]
    before = journal.last_number()
    actions.create("shops", {"name": "猜", "phone": OTHER}, actor=town.eastern)
    assert journal.last_number() == before + 1
    # who may see the values is told everything at once
    with pytest.raises(InvalidError) as refusal:
        actions.create("shops", {"phone": PHONE}, actor=town.chief)
    assert {one.kind for one in refusal.value.problems} == {"required", "taken"}
