"""Whatever is done with rows of shipped procedures, in any order: no row is lost, the journal holds."""

from pathlib import Path
from typing import Any

import pytest
from hamlet import CONSOLE, Town
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import zhangtu.packs
from zhangtu.journal import hooks
from zhangtu.journal.verifying import verify
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import budgets, clocks, definitions, replaying
from zhangtu.people import queries as people
from zhangtu.people import recording
from zhangtu.procedures import actions, cases, keeping, queries
from zhangtu.schema.checking import load_shelf
from zhangtu.schema.proceeding import reachable, walked
from zhangtu.schema.specs import Procedure

FILLED = {"demand": "三日内", "done": "换了", "result": "合格"}
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["move", "move", "move", "take_back", "reopen"]),
        st.integers(0, 6),
        st.sampled_from(["safety", "chief", "helper"]),
        st.booleans(),
    ),
    max_size=14,
)


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KEEPERS", "LOCATORS"):
        monkeypatch.setattr(hooks, name, [hooks.OWN] if name == "KEEPERS" else [])
    monkeypatch.setattr(hooks, "CHECKS", {})
    recording.keep_journal()
    replaying.keep_journal()
    keeping.keep_journal()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(grave=st.booleans(), deeds=DEEDS)
def test_no_row_is_ever_lost(town: Town, grave: bool, deeds: list[Any]) -> None:
    at = town.found(grave="yes" if grave else "no")
    for deed, number, who, filled in deeds:
        actor = getattr(town, who)
        before = cases.case_of(at.uid).running
        step, count = before.step, before.last["n"]
        try:
            at = done(at, deed, number, actor, filled)
        except RefusedError:
            after = cases.case_of(at.uid).running
            assert (after.step, after.last["n"]) == (step, count)
            continue
        told(at, town)
    assert verify().sound


def done(at: actions.Moved, deed: str, number: int, actor: Any, filled: bool) -> actions.Moved:
    seen = cases.case_of(at.uid).row.version
    if deed == "take_back":
        return actions.take_back(at.uid, actor=actor, seen=seen)
    if deed == "reopen":
        return actions.reopen(at.uid, actor=actor, seen=seen, reason="复发")
    move = definitions.known().procedure("corrections").procedure.moves[number]
    values = {name: FILLED[name] for name in move.asks} if filled else {}
    return actions.move(at.uid, move.name, values, actor=actor, seen=seen, reason="有理由" if filled else "")


def told(at: actions.Moved, town: Town) -> None:
    """What is said of a row is what it is: a holder who can do something, or the end."""
    case = cases.case_of(at.uid)
    assert case.row.state == case.running.step == at.step
    assert case.row.post == case.running.post == at.post
    counted(case)
    view = queries.case(at.uid, people.scope(town.chief))
    if case.step.final:
        assert (at.post, view.moves) == (0, ())
        return
    assert at.post in people.scope(CONSOLE).posts or people.post(at.post) is not None
    assert at.uid in {one.uid for one in queries.open_steps([at.post], people.scope(town.chief)).rows}
    makers = [getattr(town, who) for who in ("safety", "chief", "helper")]
    offered = [
        one for actor in makers for one in queries.case(at.uid, people.scope(actor)).moves if not one.why_not
    ]
    assert offered


def counted(case: cases.Case) -> None:
    """Whatever was done: the limits say what their starts and pauses come to, and the row the earliest."""
    running = {name: one for name, one in clocks.of_row(case.row.id).items() if one.stopped is None}
    for one in running.values():
        assert one.due == budgets.due(one.started, one.budget, one.pauses, clocks.calendar())
        assert all(until is None or until >= begun >= one.started for begun, until in one.pauses)
    assert case.row.due == min((one.due for one in running.values() if one.due), default=None)
    if case.step.final:
        assert not running


def shipped() -> list[Procedure]:
    """The procedures of the packs that come with the program."""
    packs = load_shelf(Path(zhangtu.packs.__file__).parent).packs
    return [one for pack in packs.values() for one in pack.procedures]


@pytest.mark.parametrize("procedure", shipped(), ids=lambda one: one.name)
def test_every_shipped_procedure_can_be_walked_to_each_of_its_ends(procedure: Procedure) -> None:
    assert list(walked(procedure)) == []
    for step in procedure.steps:
        ends = reachable(procedure, {step.name})
        assert any(one.final for one in procedure.steps if one.name in ends)
