"""Continuous tasks: what each period shows, what was missed, and the light that comes of it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from county import County, draft
from test_doing import seen

from zhangtu.kernel.clock import stopped_at
from zhangtu.kernel.periods import Period
from zhangtu.ledgers import actions as ledgers
from zhangtu.measures import queries as measures
from zhangtu.measures.cells import Cell, Figures
from zhangtu.people import queries as people
from zhangtu.plans import continuing, lights
from zhangtu.plans.continuing import Proof
from zhangtu.plans.doing import actions
from zhangtu.plans.doing.actions import Given
from zhangtu.plans.lights import Light
from zhangtu.plans.standing import standing

NEAR = 3


def going_on(county: County, **values: object) -> UUID:
    with stopped_at(date(2026, 1, 12)):
        uid = draft(county, kind="standing", due=None, **values).uid
        actions.assign(uid, actor=county.clerk)
        actions.acknowledge(uid, actor=county.eastern)
    return uid


def proofs(county: County, uid: UUID, day: date) -> dict[str, Proof]:
    task = seen(uid, county.eastern)
    return {str(one.period): one.proof for one in continuing.kept(task, people.scope(county.eastern), day)}


def light(county: County, uid: UUID, day: date) -> Light:
    task = seen(uid, county.eastern)
    found = continuing.kept(task, people.scope(county.eastern), day)
    assert standing([task], people.scope(county.eastern), day)[uid] is continuing.light(
        found, day, lights.near(day)
    )
    return continuing.light(found, day, NEAR)


def answer(county: County, uid: UUID, day: date, period: str = "", *, accept: bool = True) -> None:
    with stopped_at(day):
        actions.respond(uid, Given("本季已巡查", final=False, period=period), actor=county.eastern)
        if accept:
            actions.accept(uid, actor=county.clerk)
        else:
            actions.give_back(uid, "没有照片", actor=county.clerk)


def test_quarters_are_shown_by_answers_and_the_missed_are_counted(county: County) -> None:
    uid = going_on(county)
    answer(county, uid, date(2026, 3, 20))
    answer(county, uid, date(2026, 10, 9), "2026Q3")
    found = proofs(county, uid, date(2026, 10, 12))
    assert list(found.values()) == [Proof.PROVEN, Proof.MISSED, Proof.PROVEN, Proof.OPEN]
    kept = continuing.kept(seen(uid, county.eastern), people.scope(county.eastern), date(2026, 10, 12))
    assert continuing.missed(kept) == 1


def test_a_returned_answer_shows_nothing(county: County) -> None:
    uid = going_on(county)
    answer(county, uid, date(2026, 3, 20), accept=False)
    assert list(proofs(county, uid, date(2026, 4, 2)).values()) == [Proof.MISSED, Proof.OPEN]


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 2, 2), Light.GREEN),
        (date(2026, 3, 30), Light.YELLOW),
        (date(2026, 4, 2), Light.RED),
    ],
)
def test_lights_of_what_shows_nothing(county: County, day: date, shown: Light) -> None:
    assert light(county, going_on(county), day) is shown


def test_what_was_missed_is_mended_by_the_period_that_runs(county: County) -> None:
    uid = going_on(county)
    answer(county, uid, date(2026, 4, 8))
    assert light(county, uid, date(2026, 4, 9)) is Light.GREEN


def test_rows_a_unit_entered_are_proof(county: County) -> None:
    uid = going_on(county, proof="rows", proof_of="instructions", period="month")
    with stopped_at(date(2026, 12, 10)):
        ledgers.create("instructions", {"words": "巡河", "given_on": "2026-12-10"}, actor=county.eastern)
    with stopped_at(date(2027, 1, 10)):
        ledgers.create("instructions", {"words": "别村", "given_on": "2027-01-10"}, actor=county.western)
    found = list(proofs(county, uid, date(2027, 2, 10)).values())
    assert found[-4:] == [Proof.MISSED, Proof.PROVEN, Proof.MISSED, Proof.OPEN]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> dict[str, Decimal]:
    """What a measure came to, by period: the mirror is tried in tests of its own."""
    values: dict[str, Decimal] = {}

    def figures(
        names: list[str], _scope: object, *, units: tuple[int, ...], periods: Sequence[Period]
    ) -> Figures:
        cells = [Cell(names[0], units[0], one, (), values.get(str(one))) for one in periods]
        return Figures(tuple(cells), 1, date(2026, 4, 10))

    monkeypatch.setattr(measures, "figures", figures)
    return values


def test_a_measure_that_moved_is_proof_and_one_not_told_is_not_green(
    county: County, told: dict[str, Decimal]
) -> None:
    uid = going_on(county, proof="measure", proof_of="tasks_open", period="month")
    names = list(proofs(county, uid, date(2026, 4, 10)))
    assert set(proofs(county, uid, date(2026, 4, 10)).values()) == {Proof.UNKNOWN}
    assert light(county, uid, date(2026, 4, 10)) is Light.GREY
    told.update(dict.fromkeys(names, Decimal(5)))
    told[names[1]] = Decimal(7)
    found = list(proofs(county, uid, date(2026, 4, 10)).values())
    # the first has nothing before it to have moved from
    assert found == [Proof.MISSED, Proof.PROVEN, Proof.PROVEN, Proof.OPEN]


def test_a_measure_that_stands_where_it_was_to_be_is_proof(county: County, told: dict[str, Decimal]) -> None:
    uid = going_on(county, proof="measure", proof_of="tasks_open", period="month")
    told.update(dict.fromkeys(proofs(county, uid, date(2026, 4, 10)), Decimal(5)))
    target = {"words": "不低于五", "op": "at_least", "value": "5", "task": str(uid), "measure": "tasks_open"}
    ledgers.create("targets", target, actor=county.eastern, by="plans")
    assert set(proofs(county, uid, date(2026, 4, 10)).values()) == {Proof.PROVEN}


def test_it_ends_with_its_plan(county: County) -> None:
    plan = ledgers.create("plans", {"title": "一年方案", "ends": "2026-06-30"}, actor=county.clerk)
    uid = going_on(county, plan=str(plan.uid))
    task = seen(uid, county.clerk)
    found = continuing.kept(task, people.scope(county.clerk), date(2026, 10, 1))
    assert [one.proof for one in found] == [Proof.MISSED, Proof.MISSED]


def test_dated_and_continuous_tasks_stand_by_one_rule_and_the_past_by_days_alone(county: County) -> None:
    day = date(2026, 10, 12)
    lasting = seen(going_on(county), county.eastern)
    with stopped_at(date(2026, 1, 12)):
        dated = seen(draft(county, due=date(2026, 9, 1)).uid, county.clerk)
        actions.assign(dated.uid, actor=county.clerk)
    dated = seen(dated.uid, county.clerk)
    scope = people.scope(county.clerk)
    assert standing([lasting, dated], scope, day) == {lasting.uid: Light.RED, dated.uid: Light.RED}
    assert standing([lasting, dated], scope, day, date(2026, 6, 1)) == {
        lasting.uid: Light.GREY,
        dated.uid: Light.GREEN,
    }
