"""One demand of several plans is answered once; each office decides on what it assigned itself."""

from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from county import County, draft
from test_doing import seen

from zhangtu.ledgers import actions as ledgers
from zhangtu.ledgers import queries
from zhangtu.people import queries as people
from zhangtu.plans.doing import actions, alike
from zhangtu.plans.doing.actions import Given
from zhangtu.plans.doing.refusals import TaskError
from zhangtu.plans.doing.states import State

if TYPE_CHECKING:
    from zhangtu.journal.actor import Actor


def _plan(county: County, title: str) -> str:
    return str(ledgers.create("plans", {"title": title}, actor=county.clerk).uid)


def _assigned(county: County, plan: str, **values: object) -> UUID:
    uid = draft(county, plan=plan, **values).uid
    actions.assign(uid, actor=county.clerk)
    return uid


@pytest.fixture
def two(county: County) -> tuple[UUID, UUID]:
    one = _assigned(county, _plan(county, "河道整治方案"))
    other = _assigned(county, _plan(county, "人居环境方案"), title="清理河道的漂浮物")
    alike.join(other, one, actor=county.clerk)
    return one, other


def _answers(it: County) -> dict[UUID, str]:
    rows = queries.rows("answers", people.scope(it.clerk)).rows
    return {row.values["task"]: row.values["state"] for row in rows}


def test_the_same_demand_of_another_plan_is_recognised(county: County) -> None:
    first, second = _plan(county, "甲方案"), _plan(county, "乙方案")
    one = _assigned(county, first)
    wanted = _assigned(county, second, title="清理河道的漂浮物")
    _assigned(county, first, title="清理河道的漂浮物")  # of the same plan
    _assigned(county, second, lead="西坪村")  # of another unit
    _assigned(county, second, kind="standing", due=None, period="month")  # of another time
    _assigned(county, second, title="走访困难群众")  # other words
    found = alike.proposed([seen(one, county.clerk)], people.scope(county.clerk))
    assert [(each.uid, other.uid) for each, other, _ in found] == [(one, wanted)]
    alike.join(one, wanted, actor=county.clerk)
    assert alike.proposed([seen(one, county.clerk)], people.scope(county.clerk)) == []


def test_one_answer_completes_and_one_strike_off_ends_both(county: County, two: tuple[UUID, UUID]) -> None:
    one, other = two
    actions.acknowledge(other, actor=county.eastern)
    made = actions.respond(other, Given("已清理三公里"), actor=county.eastern)
    rows = queries.rows("answers", people.scope(county.clerk)).rows
    assert {row.values["task"]: row.values.get("same_as") for row in rows} == {one: made.uid, other: None}
    assert seen(one, county.clerk).row.values["acknowledged_on"] is not None
    actions.accept(one, actor=county.clerk)
    assert {seen(uid, county.clerk).state for uid in two} == {State.COMPLETED}
    assert {seen(uid, county.clerk).row.values["result"] for uid in two} == {"已清理三公里"}
    actions.strike_off(other, actor=county.chief)
    assert {seen(uid, county.clerk).state for uid in two} == {State.STRUCK_OFF}


def test_a_returned_answer_opens_both_again(county: County, two: tuple[UUID, UUID]) -> None:
    one, other = two
    actions.acknowledge(one, actor=county.eastern)
    actions.respond(one, Given("做了"), actor=county.eastern)
    actions.give_back(other, "没有照片", actor=county.clerk)
    assert {seen(uid, county.clerk).state for uid in two} == {State.RETURNED}
    assert _answers(county) == dict.fromkeys(two, "returned")


def test_taken_apart_each_is_answered_alone(county: County, two: tuple[UUID, UUID]) -> None:
    one, other = two
    third = _assigned(county, _plan(county, "第三份方案"))
    alike.join(third, other, actor=county.eastern)
    alike.part(one, actor=county.eastern)  # the one the others pointed to
    actions.acknowledge(one, actor=county.eastern)
    actions.respond(one, Given("只答这一项"), actor=county.eastern)
    assert list(_answers(county)) == [one]
    scope = people.scope(county.clerk)
    assert [each.uid for each in alike.others(seen(other, county.clerk), scope)] == [third]
    assert alike.others(seen(one, county.clerk), scope) == []


def test_an_office_decides_only_on_what_it_assigned(county: County) -> None:
    one = _assigned(county, _plan(county, "镇里的方案"))
    mine = ledgers.create(
        "tasks",
        {"title": "清理河道漂浮物", "lead": "东湾村", "kind": "standing", "period": "month"},
        actor=county.eastern,
    ).uid
    actions.assign(mine, actor=county.eastern)
    with pytest.raises(TaskError) as refused:
        alike.join(mine, one, actor=county.clerk)
    assert refused.value.kind in ("same_other_office", "no_task")
    alike.join(mine, one, actor=county.eastern)
    actions.acknowledge(one, actor=county.eastern)
    actions.respond(one, Given("清理完毕"), actor=county.eastern)
    actions.accept(one, actor=county.clerk)
    assert seen(one, county.clerk).state is State.COMPLETED
    assert seen(mine, county.eastern).state is State.RESPONDED


@pytest.mark.parametrize("case", ["unit", "reader", "answered", "itself"])
def test_what_is_not_joined(county: County, case: str) -> None:
    one = _assigned(county, _plan(county, "甲方案"))
    lead = "西坪村" if case == "unit" else "东湾村"
    other = one if case == "itself" else _assigned(county, _plan(county, "乙方案"), lead=lead)
    actor: Actor = county.eastern_reader if case == "reader" else county.clerk
    if case == "answered":
        actions.acknowledge(one, actor=county.eastern)
        actions.respond(one, Given("做了"), actor=county.eastern)
    with pytest.raises(TaskError) as refused:
        alike.join(one, other, actor=actor)
    kinds = {"unit": "same_other_unit", "reader": "same_not_allowed", "answered": "same_not_open"}
    assert refused.value.kind == kinds.get(case, "same_other_unit")
    assert seen(one, county.clerk).row.values.get("same_as") is None


def test_a_group_is_joined_as_a_whole_or_not_at_all(county: County) -> None:
    """One that stands in it is another office's: whoever does not see it does not tear the group apart."""
    one, other = _assigned(county, _plan(county, "甲方案")), _assigned(county, _plan(county, "乙方案"))
    own = {"title": "清理河道漂浮物", "lead": "东湾村", "kind": "standing", "period": "month"}
    mine = ledgers.create("tasks", own, actor=county.eastern).uid
    actions.assign(mine, actor=county.eastern)
    alike.join(mine, one, actor=county.eastern)
    with pytest.MonkeyPatch.context() as patched:
        seen_by = alike.others
        patched.setattr(
            alike, "others",
            lambda task, scope: [] if scope.actor == county.clerk else seen_by(task, scope),
        )  # fmt: skip
        with pytest.raises(TaskError) as refused:
            alike.join(one, other, actor=county.clerk)
    assert refused.value.kind == "same_other_office"
    assert seen(mine, county.eastern).row.values.get("same_as") == one
