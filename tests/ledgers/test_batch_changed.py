"""A batch resting on what somebody changed meanwhile: every such cell is told, none is saved."""

import pytest

from office import Office
from zhangtu.ledgers import actions
from zhangtu.ledgers.drafts import Draft
from zhangtu.ledgers.refusals import BatchChangedError

pytestmark = pytest.mark.django_db


def test_every_changed_cell_of_a_batch_is_told(office: Office) -> None:
    rows = [actions.create("shops", {"name": f"店{n}", "staff": "1"}, actor=office.eastern) for n in range(3)]
    for row in rows[:2]:
        actions.amend(row.uid, {"staff": "2"}, actor=office.chief, seen=row.version)
    drafts = [Draft("shops", {"staff": "3"}, uid=row.uid, seen=row.version) for row in rows]
    with pytest.raises(BatchChangedError) as caught:
        actions.batch(drafts, actor=office.eastern)
    assert sorted(caught.value.drafts) == [0, 1]
    first = caught.value.drafts[0][0]
    assert (first.name, first.theirs, first.mine) == ("staff", "2", "3")
    again = actions.batch(drafts[2:], actor=office.eastern)
    assert str(again[0].values["staff"]) == "3"


def test_different_cells_of_one_row_both_succeed(office: Office) -> None:
    row = actions.create("shops", {"name": "店", "staff": "1"}, actor=office.eastern)
    actions.amend(row.uid, {"note": "看过"}, actor=office.chief, seen=row.version)
    done = actions.batch(
        [Draft("shops", {"staff": "4"}, uid=row.uid, seen=row.version)], actor=office.eastern
    )
    assert (str(done[0].values["staff"]), done[0].values["note"]) == ("4", "看过")
