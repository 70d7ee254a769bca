"""A finding is asked for, corrected, given back, corrected again, accepted, closed; all of it is kept."""

from dataclasses import replace
from typing import Any

import pytest
from hamlet import CONSOLE, START, Town, somebody

from zhangtu.journal import hooks
from zhangtu.journal.actor import Actor
from zhangtu.journal.verifying import verify
from zhangtu.ledgers import actions as entering
from zhangtu.ledgers import definitions, replaying
from zhangtu.ledgers import queries as rows
from zhangtu.ledgers.refusals import ChangedError, LedgerError
from zhangtu.people import actions as acts
from zhangtu.people import queries as people
from zhangtu.people import recording
from zhangtu.procedures import actions, cases, keeping, papers, policies, queries
from zhangtu.procedures.actions import Moved
from zhangtu.procedures.models import Running
from zhangtu.procedures.refusals import ProcedureError
from zhangtu.schema.specs import Pages


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KEEPERS", "LOCATORS"):
        monkeypatch.setattr(hooks, name, [hooks.OWN] if name == "KEEPERS" else [])
    monkeypatch.setattr(hooks, "CHECKS", {})
    recording.keep_journal()
    replaying.keep_journal()
    keeping.keep_journal()


def go(at: Moved, move: str, actor: Actor, **more: Any) -> Moved:
    values = more.pop("values", {})
    return actions.move(at.uid, move, values, actor=actor, seen=more.pop("seen", at.version), **more)


def ordered(town: Town, **values: object) -> Moved:
    return go(town.found(**values), "order", town.safety, values={"demand": "三日内更换"})


def reported(town: Town, **values: object) -> Moved:
    at = ordered(town, **values)
    return go(at, "report", town.helper, values={"done": "已更换"})


def refusal(error: pytest.ExceptionInfo[Any]) -> str:
    return str(error.value.kind)


def test_a_row_goes_to_its_end_and_the_journal_tells_the_whole_way(town: Town) -> None:
    at = ordered(town)
    assert (at.step, at.post) == ("correcting", town.helper.post)
    assert [(one.name, one.number) for one in at.papers] == [("correction_notice", "整改字〔2026〕1号")]
    at = go(at, "report", town.helper, values={"done": "已更换"})
    assert (at.step, at.post) == ("rechecking", town.safety.post)
    at = go(at, "give_back", town.safety, reason="照片看不清")
    assert (at.step, at.post) == ("correcting", town.helper.post)
    at = go(at, "report", town.helper, values={"done": "已更换并重新拍照"})
    at = go(at, "accept", town.safety, values={"result": "合格"})
    assert (at.step, at.post) == ("closed", 0)
    row = rows.row(at.uid, people.scope(town.chief))
    assert row.state == "closed"
    case = cases.case_of(at.uid)
    assert [(one.action, one.actor.post) for one in case.entries] == [
        ("begin", town.safety.post), ("move", town.safety.post), ("move", town.helper.post),
        ("move", town.safety.post), ("move", town.helper.post), ("move", town.safety.post),
    ]  # fmt: skip
    assert case.running.last["skipped"] == {"watching": "grave"}
    assert verify().sound


def test_a_grave_one_is_looked_at_again_and_may_relapse(town: Town) -> None:
    at = go(reported(town, grave="yes"), "accept", town.safety, values={"result": "合格"})
    assert at.step == "watching"
    at = go(at, "relapse", town.safety, reason="又过期")
    assert (at.step, at.post) == ("correcting", town.helper.post)
    at = go(at, "report", town.helper)
    at = go(go(at, "accept", town.safety), "look_back", town.safety)
    assert at.step == "closed"
    assert verify().sound


def test_who_may_not_is_told_why_and_who_may(town: Town) -> None:
    at = ordered(town)
    case = cases.case_of(at.uid)
    report = case.procedure.procedure.move("report")
    accept = case.procedure.procedure.move("accept")
    assert report is not None
    assert accept is not None
    why = policies.why_not(case, report, people.scope(town.chief))
    assert why is not None
    assert why.say("zh-hans") == "“报送整改结果”由村级协管、经办办理。请联系他们，或由其AB角办理。"
    assert policies.can_move(case, report, people.scope(town.helper))
    wrong = policies.why_not(case, accept, people.scope(town.safety))
    assert wrong is not None
    assert wrong.say("en") == "At the step “Correcting” “Accept” can't be done; it can at: Re-check."
    with pytest.raises(LedgerError) as unseen:
        go(at, "report", town.stranger)
    assert refusal(unseen) == "no_row"


def test_what_is_asked_for_is_needed_and_nothing_else_is_taken(town: Town) -> None:
    at = ordered(town)
    with pytest.raises(ProcedureError) as lacking:
        go(at, "report", town.helper)
    assert lacking.value.say("zh-hans") == "办理“报送整改结果”须先填写：整改情况。"
    with pytest.raises(LedgerError) as other:
        go(at, "report", town.helper, values={"what": "别的"})
    assert refusal(other) == "no_field"
    with pytest.raises(ProcedureError) as silent:
        go(town.found(), "drop", town.safety)
    assert refusal(silent) == "no_reason"
    assert cases.case_of(at.uid).running.step == "correcting"
    assert verify().sound


def test_whoever_reported_does_not_accept(town: Town) -> None:
    at = reported(town)
    acts.appoint(
        town.helper.person,
        town.chief.post,
        actor=CONSOLE,
        day=START,
    )
    both = Actor(person=town.helper.person, post=town.chief.post)
    with pytest.raises(ProcedureError) as error:
        go(at, "accept", both, values={"result": "合格"})
    assert refusal(error) == "made_by_you"


def test_an_early_end_asks_no_condition_between(town: Town) -> None:
    at = go(town.found(grave="yes"), "drop", town.safety, reason="不属实")
    assert at.step == "closed"


def test_two_do_not_move_the_same_row_unknowingly(town: Town) -> None:
    at = town.found()
    go(at, "order", town.safety, values={"demand": "整改"})
    with pytest.raises(ChangedError):
        go(at, "drop", town.safety, reason="不属实")


def test_what_a_post_holds_is_asked_page_by_page(town: Town) -> None:
    held = [town.found() for _ in range(3)]
    found, after = [], 0
    for _ in held:
        page = queries.open_steps([held[0].post], people.scope(town.chief), after=after, limit=1)
        found += [one.uid for one in page.rows]
        after = page.after
    assert found == [one.uid for one in held]
    rest = queries.open_steps([held[0].post], people.scope(town.chief), after=after, limit=1)
    assert (rest.rows, rest.after) == ((), 0)


def test_of_a_withdrawn_row_nothing_is_taken_back(town: Town) -> None:
    at = go(town.found(), "order", town.safety, values={"demand": "整改"})
    entering.withdraw(at.uid, actor=town.chief, seen=at.version, reason="重复登记", although=True)
    with pytest.raises(LedgerError) as error:
        actions.take_back(at.uid, actor=town.safety, seen=at.version)
    assert error.value.kind == "withdrawn"


def test_ones_own_last_move_is_taken_back_with_its_paper(town: Town) -> None:
    first = town.found()
    at = go(first, "order", town.safety, values={"demand": "整改"})
    with pytest.raises(ProcedureError) as error:
        actions.take_back(at.uid, actor=town.helper, seen=at.version)
    assert refusal(error) == "nothing_to_take_back"
    at = actions.take_back(at.uid, actor=town.safety, seen=at.version)
    assert (at.step, at.post) == ("found", first.post)
    with pytest.raises(ProcedureError):
        actions.take_back(at.uid, actor=town.safety, seen=at.version)
    at = go(at, "order", town.safety)
    row = rows.row(at.uid, people.scope(town.chief))
    assert [(one.number, one.voided) for one in papers.of_row(cases.case_of(row.uid).row.id)] == [
        ("整改字〔2026〕1号", True), ("整改字〔2026〕2号", False),
    ]  # fmt: skip
    assert verify().sound


def test_a_closed_row_is_opened_again_by_a_chief_with_a_reason(town: Town) -> None:
    at = go(reported(town), "accept", town.safety, values={"result": "合格"})
    with pytest.raises(ProcedureError) as error:
        actions.reopen(at.uid, actor=town.safety, seen=at.version, reason="复发")
    assert refusal(error) == "reopen_right"
    at = actions.reopen(at.uid, actor=town.chief, seen=at.version, reason="复发")
    assert (at.step, at.post) == ("rechecking", town.safety.post)
    assert verify().sound


def test_running_rows_keep_their_version_until_they_are_carried_over(town: Town) -> None:
    at = ordered(town)
    force = definitions.known().procedure("corrections")
    steps = tuple(
        replace(one, owner=("vice_leader",)) if one.name == "rechecking" else one
        for one in force.procedure.steps
    )
    definitions.put_in_force(replace(force.procedure, steps=steps), actor=CONSOLE, reason="改为领导复查")
    assert cases.case_of(at.uid).procedure.version == 1
    with pytest.raises(LedgerError):
        actions.carry_over(at.uid, actor=town.helper, seen=at.version, reason="新规定")
    at = actions.carry_over(at.uid, actor=town.chief, seen=at.version, reason="新规定")
    assert cases.case_of(at.uid).procedure.version == 2
    at = go(at, "report", town.helper, values={"done": "好了"})
    assert at.post == town.chief.post
    assert verify().sound


def test_a_step_altered_past_the_actions_is_found(town: Town) -> None:
    at = ordered(town)
    Running.objects.filter(row=cases.case_of(at.uid).row.id).update(step="closed")
    verdict = verify()
    assert not verdict.sound
    assert {one.register for one in verdict.findings} == {"procedures.running"}


def test_a_post_that_may_only_read_moves_nothing(town: Town) -> None:
    at = ordered(town)
    reader = somebody(town.village, "戊五", "reader", "village_helper")
    with pytest.raises(LedgerError) as error:
        go(at, "report", reader, values={"done": "好了"})
    assert refusal(error) == "not_allowed"


def test_a_deputy_moves_for_the_one_who_is_away(town: Town) -> None:
    at = ordered(town)
    other = somebody(town.village, "己六", "chief")
    acts.set_deputy(town.helper.post, other.post, actor=CONSOLE, day=START)
    with pytest.raises(ProcedureError):
        go(at, "report", other, values={"done": "代为整改"})
    acts.be_absent(town.helper.person, actor=CONSOLE, day=START)
    assert town.helper.post in people.scope(other).posts
    at = go(at, "report", other, values={"done": "代为整改"})
    assert at.step == "rechecking"
    assert policies.is_deputy(people.scope(other), town.helper.post)


def test_a_program_is_whoever_acts_for_its_post(town: Town) -> None:
    at = reported(town)
    case = cases.case_of(at.uid)
    assert case.was_made_by("report", Actor(machine="token", post=town.helper.post))
    assert not case.was_made_by("report", Actor(machine="token", post=town.safety.post))


def test_a_field_a_running_version_rests_on_is_not_taken_away(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhangtu.ledgers.hooks.GOING", [queries.versions_gone_by])
    at = ordered(town)
    force = definitions.known().procedure("corrections")
    moves = tuple(replace(one, asks=()) if one.name == "report" else one for one in force.procedure.moves)
    definitions.put_in_force(replace(force.procedure, moves=moves), actor=CONSOLE, reason="不再填写")
    plain = replace(definitions.in_force("findings").ledger, pages=Pages())
    definitions.put_in_force(plain, actor=CONSOLE, reason="页面不列")
    with pytest.raises(LedgerError) as error:
        definitions.remove_field("findings", "done", actor=CONSOLE, reason="不用了")
    assert refusal(error) == "field_used"
    actions.carry_over(at.uid, actor=town.chief, seen=at.version, reason="新规定")
    definitions.remove_field("findings", "done", actor=CONSOLE, reason="不用了")
    assert cases.case_of(at.uid).running.step == "correcting"
