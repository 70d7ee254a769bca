"""What acts decide stays as it is whichever door somebody tries."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from county import CONSOLE, County, draft
from test_doing import acknowledged, answered, seen

from zhangtu.ledgers import actions as ledgers
from zhangtu.ledgers import queries, several
from zhangtu.ledgers.drafts import Draft
from zhangtu.ledgers.importing import applying, preparing
from zhangtu.ledgers.permitted import permitted
from zhangtu.ledgers.refusals import BatchInvalidError, InvalidError, LedgerError
from zhangtu.people import queries as people
from zhangtu.plans.doing import actions

AGREED = {
    "due": date(2027, 12, 31), "lead": "西坪村", "kind": "standing", "period": "year", "proof": "answer",
    "begins": date(2026, 1, 1), "title": "随便写写", "post": None,
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name in AGREED if name != "post"])
def test_what_was_assigned_is_not_amended_by_hand(county: County, name: str) -> None:
    uid = acknowledged(county)
    before = seen(uid, county.chief).row
    with pytest.raises(InvalidError) as refused:
        ledgers.amend(uid, {name: AGREED[name]}, actor=county.chief, seen=before.version)
    assert [(one.name, one.kind) for one in refused.value.problems] == [(name, "held")]
    assert seen(uid, county.chief).row == before


def test_a_draft_is_amended_withdrawn_and_moved(county: County) -> None:
    row = draft(county)
    row = ledgers.amend(row.uid, {"due": date(2026, 12, 1)}, actor=county.clerk, seen=row.version)
    row = ledgers.assign(row.uid, unit=county.east, actor=county.clerk, seen=row.version)
    assert ledgers.withdraw(row.uid, actor=county.chief, seen=row.version, reason="重复").withdrawn


def test_what_the_unit_says_of_an_assigned_task_is_amended(county: County) -> None:
    row = seen(acknowledged(county), county.eastern).row
    said = {"obstacles": "船只不足", "due": row.values["due"]}  # a form sends back what stays
    amended = ledgers.amend(row.uid, said, actor=county.eastern, seen=row.version)
    assert amended.values["obstacles"] == "船只不足"


def _withdraw(uid: UUID, it: County, version: int) -> object:
    return ledgers.withdraw(uid, actor=it.chief, seen=version, reason="不要了")


def _move(uid: UUID, it: County, version: int) -> object:
    return ledgers.assign(uid, unit=it.west, actor=it.chief, seen=version)


def _move_several(uid: UUID, it: County, version: int) -> object:
    return several.assign([(uid, version)], unit=it.west, actor=it.chief)


@pytest.mark.parametrize("act", [_withdraw, _move, _move_several])
@pytest.mark.parametrize("over", [False, True])
def test_an_assigned_row_is_neither_withdrawn_nor_moved(
    county: County, act: Callable[[UUID, County, int], object], *, over: bool
) -> None:
    uid = answered(county) if over else acknowledged(county)
    if over:
        actions.accept(uid, actor=county.clerk)
    before = seen(uid, county.chief).row
    with pytest.raises(LedgerError) as refused:
        act(uid, county, before.version)
    assert refused.value.kind in ("held", "several")
    assert seen(uid, county.chief).row == before
    shut = permitted(uid, people.scope(county.chief)).withdraw
    assert shut is not None
    assert shut.kind == "held"


def test_an_answer_stays_as_it_was_given(county: County) -> None:
    uid = answered(county)
    (answer,) = queries.rows("answers", people.scope(county.clerk)).rows
    with pytest.raises(InvalidError):
        ledgers.amend(answer.uid, {"words": "改口"}, actor=county.eastern, seen=answer.version)
    actions.accept(uid, actor=county.clerk)
    (answer,) = queries.rows("answers", people.scope(county.clerk)).rows
    for act in (
        lambda: ledgers.amend(answer.uid, {"words": "改口"}, actor=county.chief, seen=answer.version),
        lambda: ledgers.withdraw(answer.uid, actor=county.chief, seen=answer.version, reason="删"),
        lambda: ledgers.assign(answer.uid, unit=county.west, actor=county.chief, seen=answer.version),
    ):
        with pytest.raises(LedgerError):
            act()
    assert queries.rows("answers", people.scope(county.clerk)).rows == (answer,)


@pytest.mark.parametrize("ledger", ["answers", "extensions", "reminders"])
@pytest.mark.parametrize("machine", [False, True])
def test_what_acts_write_is_not_entered_by_hand(county: County, ledger: str, *, machine: bool) -> None:
    values = {"task": str(acknowledged(county)), "words": "假的"}
    actor = CONSOLE if machine else county.eastern
    with pytest.raises(LedgerError) as refused:
        ledgers.create(ledger, values, actor=actor, unit=county.east)
    assert refused.value.kind == "held"
    with pytest.raises((LedgerError, BatchInvalidError)):
        ledgers.batch([Draft(ledger, values, unit=county.east)], actor=actor)
    assert queries.rows(ledger, people.scope(county.chief)).rows == ()


def test_an_import_brings_no_answers(county: County, tmp_path: Path) -> None:
    sheet = tmp_path / "answers.csv"
    sheet.write_text("任务,反馈内容\n清理河道漂浮物,做完了\n", encoding="utf-8")
    with pytest.raises(LedgerError) as refused:
        preparing.prepare(sheet, "answers", actor=county.chief)
    assert refused.value.kind == "held"


def test_an_import_amends_no_assigned_task(county: County, tmp_path: Path) -> None:
    uid = acknowledged(county)
    before = seen(uid, county.chief).row
    sheet = tmp_path / "tasks.csv"
    sheet.write_text(f"记录编号,任务内容,完成时限\n{uid},改成别的,2027-12-31\n", encoding="utf-8")
    preview = preparing.prepare(sheet, "tasks", actor=county.chief)
    outcome = applying.apply(UUID(preview.manifest.uid), actor=county.chief, reason="试")
    assert seen(uid, county.chief).row == before
    assert outcome.amended == 0
