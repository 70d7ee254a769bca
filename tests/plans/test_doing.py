"""The life of a task, who may do what in it, and the light nobody colours."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from uuid import UUID

import pytest
from county import CONSOLE, County, draft

from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import actions as ledgers
from zhangtu.ledgers import definitions, queries
from zhangtu.ledgers.refusals import InvalidError
from zhangtu.people import queries as people
from zhangtu.plans.doing import actions, policies
from zhangtu.plans.doing.actions import Given
from zhangtu.plans.doing.refusals import TaskError
from zhangtu.plans.doing.states import Deed, State
from zhangtu.plans.doing.tasks import Task, task
from zhangtu.plans.lights import Light, light
from zhangtu.schema.loading import load_pack


def seen(uid: UUID, actor: Actor) -> Task:
    return task(uid, people.scope(actor))


def acknowledged(county: County, **values: object) -> UUID:
    uid = draft(county, **values).uid
    actions.assign(uid, actor=county.clerk)
    actions.acknowledge(uid, actor=county.eastern)
    return uid


def answered(county: County, *, final: bool = True) -> UUID:
    uid = acknowledged(county)
    actions.respond(uid, Given("已清理三公里", final=final), actor=county.eastern)
    return uid


def test_from_assigning_to_striking_off(county: County) -> None:
    uid = answered(county)
    actions.give_back(uid, "没有照片", actor=county.clerk)
    assert seen(uid, county.eastern).row.values["returned_reason"] == "没有照片"
    with stopped_at(date(2026, 12, 9)):
        actions.respond(uid, Given("已补照片"), actor=county.eastern)
    with stopped_at(date(2026, 12, 14)):
        actions.accept(uid, actor=county.clerk)
        done = seen(uid, county.eastern)
        actions.strike_off(uid, actor=county.chief)
        struck = seen(uid, county.eastern)
    assert done.state is State.COMPLETED
    # completed on the day the unit answered: that the office looked later is not the unit's delay
    assert done.row.values["completed_on"] == date(2026, 12, 9)
    assert light(done, date(2026, 12, 14)) is Light.GREEN
    assert struck.state is State.STRUCK_OFF
    assert struck.row.values["struck_off_on"] == date(2026, 12, 14)
    answers = queries.rows("answers", people.scope(county.clerk)).rows
    assert sorted(one.values["state"] for one in answers) == ["accepted", "returned"]


def test_an_assigned_task_belongs_to_the_unit_that_leads_it(county: County) -> None:
    uid = draft(county).uid
    with pytest.raises(TaskError) as none:
        seen(uid, county.eastern)
    actions.assign(uid, actor=county.clerk)
    assert none.value.kind == "no_task"
    assert seen(uid, county.eastern).row.unit == county.east
    with pytest.raises(TaskError):
        seen(uid, county.western)


def test_progress_that_does_not_ask_for_it_does_not_complete(county: County) -> None:
    uid = answered(county, final=False)
    actions.accept(uid, actor=county.clerk)
    assert seen(uid, county.eastern).state is State.ACKNOWLEDGED


@pytest.mark.parametrize(
    ("act", "begun", "kind"),
    [
        (lambda uid, it: actions.strike_off(uid, actor=it.eastern), "completed", "not_the_office"),
        (lambda uid, it: actions.accept(uid, actor=it.eastern), "answered", "not_the_office"),
        (lambda uid, it: actions.complete(uid, "办完了", actor=it.eastern), "held", "not_the_office"),
        (lambda uid, it: actions.call_off(uid, "不办了", actor=it.eastern), "held", "not_the_office"),
        (lambda uid, it: actions.respond(uid, Given("代答"), actor=it.clerk), "held", "not_the_unit"),
        (lambda uid, it: actions.respond(uid, Given("看看"), actor=it.eastern_reader), "held", "not_allowed"),
        (lambda uid, it: actions.acknowledge(uid, actor=it.eastern), "held", "wrong_state"),
        (lambda uid, it: actions.strike_off(uid, actor=it.clerk), "held", "wrong_state"),
        (lambda uid, it: actions.complete(uid, " ", actor=it.clerk), "held", "no_reason"),
        (lambda uid, it: actions.respond(uid, Given("  "), actor=it.eastern), "held", "no_words"),
        (lambda uid, it: actions.respond(uid, Given("顺便"), actor=it.western), "held", "no_task"),
    ],
)
def test_what_is_refused(
    county: County, act: Callable[[UUID, County], object], begun: str, kind: str
) -> None:
    uid = acknowledged(county) if begun == "held" else answered(county)
    if begun == "completed":
        actions.accept(uid, actor=county.clerk)
    before = seen(uid, county.clerk)
    with pytest.raises(TaskError) as refused:
        act(uid, county)
    assert refused.value.kind == kind
    assert refused.value.say("zh-hans") != refused.value.say("en")
    assert seen(uid, county.clerk) == before


@pytest.mark.parametrize(("values", "kind"), [({"lead": None}, "no_lead"), ({"due": None}, "no_due")])
def test_what_is_not_ready_is_not_assigned(county: County, values: dict[str, object], kind: str) -> None:
    uid = draft(county, **values).uid
    with pytest.raises(TaskError) as refused:
        actions.assign(uid, actor=county.clerk)
    assert refused.value.kind == kind


def test_who_assigns_to_an_own_post_strikes_off_but_not_that_post(county: County) -> None:
    uid = draft(county, lead="云溪镇").uid
    actions.assign(uid, actor=county.chief, post=county.clerk.post)
    actions.acknowledge(uid, actor=county.clerk)
    actions.respond(uid, Given("办妥"), actor=county.clerk)
    held = seen(uid, county.clerk)
    refused = policies.why_not(Deed.ACCEPT, held, people.scope(county.clerk))
    assert refused is not None
    assert refused.kind == "not_the_office"
    assert actions.accept(uid, actor=county.chief).values["state"] == State.COMPLETED


def test_more_time_keeps_the_first_day(county: County) -> None:
    uid = acknowledged(county)
    first = seen(uid, county.eastern).due
    for until in (date(2026, 12, 20), date(2026, 12, 30)):
        actions.ask_extension(uid, until, "连日降雨", actor=county.eastern)
        with pytest.raises(TaskError) as waits:
            actions.ask_extension(uid, date(2027, 1, 5), "再延", actor=county.eastern)
        assert waits.value.kind == "asked_already"
        with pytest.raises(TaskError):
            actions.decide_extension(uid, approve=True, actor=county.eastern)
        actions.decide_extension(uid, approve=True, actor=county.clerk)
        now = seen(uid, county.eastern)
        assert (now.due, now.row.values["extended_from"]) == (until, first)
    wishes = queries.rows("extensions", people.scope(county.clerk)).rows
    assert [one.values["due_before"] for one in wishes] == [first, date(2026, 12, 20)]


def test_a_refused_wish_leaves_the_day_and_says_why(county: County) -> None:
    uid = acknowledged(county)
    actions.ask_extension(uid, date(2026, 12, 20), "人手不够", actor=county.eastern)
    with pytest.raises(TaskError) as silent:
        actions.decide_extension(uid, approve=False, actor=county.clerk)
    actions.decide_extension(uid, approve=False, words="可请邻村支援", actor=county.clerk)
    assert silent.value.kind == "no_reason"
    assert seen(uid, county.eastern).due == date(2026, 12, 10)
    assert (
        queries.rows("extensions", people.scope(county.eastern)).rows[0].values["decision"] == "可请邻村支援"
    )


@pytest.mark.parametrize(
    ("until", "kind"), [(date(2026, 12, 10), "not_later"), (date(2026, 11, 1), "not_later")]
)
def test_more_time_is_later(county: County, until: date, kind: str) -> None:
    uid = acknowledged(county)
    with pytest.raises(TaskError) as refused:
        actions.ask_extension(uid, until, "想想", actor=county.eastern)
    assert refused.value.kind == kind


def test_nobody_colours_the_state_by_hand(county: County) -> None:
    row = seen(acknowledged(county), county.eastern).row
    with pytest.raises(InvalidError) as refused:
        ledgers.amend(row.uid, {"state": "completed"}, actor=county.chief, seen=row.version)
    assert [one.kind for one in refused.value.problems] == ["set_by"]


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 12, 4), Light.GREEN),  # four working days before Thursday the tenth
        (date(2026, 12, 7), Light.YELLOW),
        (date(2026, 12, 10), Light.YELLOW),
        (date(2026, 12, 11), Light.RED),
    ],
)
def test_lights_follow_working_days(county: County, day: date, shown: Light) -> None:
    assert light(seen(acknowledged(county), county.eastern), day) is shown


def test_lights_of_what_is_not_running(county: County) -> None:
    drafted = draft(county)
    off = draft(county)
    actions.call_off(off.uid, "重复", actor=county.clerk)
    late = answered(county)
    with stopped_at(date(2026, 12, 30)):
        actions.give_back(late, "不完整", actor=county.clerk)
        actions.respond(late, Given("补齐"), actor=county.eastern)
        actions.accept(late, actor=county.clerk)
    lights = [light(seen(one, county.clerk), date(2027, 1, 1)) for one in (drafted.uid, off.uid, late)]
    assert lights == [Light.GREY, Light.GREY, Light.RED]


def test_an_office_says_itself_when_a_task_is_near_its_day(county: County) -> None:
    held = acknowledged(county)
    core = load_pack(Path(str(files("zhangtu.packs") / "core"))).pack
    assert core is not None
    (table,) = (one for one in core.tables if one.name == "light_days")
    row = replace(table.rows[0], values={**table.rows[0].values, "near": "8"})
    assert row.sure == "to_confirm"
    own = replace(core, tables=(replace(table, rows=(row,)),))
    definitions.put_in_force(own, actor=CONSOLE, reason="本机关八天")
    assert light(seen(held, county.eastern), date(2026, 12, 1)) is Light.YELLOW
