"""A task goes on inside its unit, is split, reminded of and ordered; and what lies with whom."""

from datetime import date, timedelta

import pytest
from county import TODAY, County, draft
from test_doing import acknowledged, answered, seen

from zhangtu.kernel.clock import now, stopped_at
from zhangtu.messages import queries as messages
from zhangtu.messages.refusals import MessageError
from zhangtu.people import queries as people
from zhangtu.plans.doing import actions, passing, queries, reminding
from zhangtu.plans.doing.passing import Part
from zhangtu.plans.doing.refusals import TaskError
from zhangtu.plans.doing.states import Deed, State


def held_by_the_town(county: County) -> object:
    uid = draft(county, lead="云溪镇").uid
    actions.assign(uid, actor=county.chief, post=county.clerk.post)
    actions.acknowledge(uid, actor=county.clerk)
    return uid


def test_a_task_is_put_on_a_post_of_its_unit_only(county: County) -> None:
    uid = acknowledged(county)
    passing.transfer(uid, county.eastern.post, actor=county.eastern)
    assert seen(uid, county.eastern).post == county.eastern.post
    with pytest.raises(TaskError) as other:
        passing.transfer(uid, county.western.post, actor=county.eastern)
    with pytest.raises(TaskError) as office:
        passing.transfer(uid, 0, actor=county.clerk)
    assert (other.value.kind, office.value.kind) == ("no_such_post", "not_the_unit")


def test_a_task_is_split_for_units_below_and_own_posts(county: County) -> None:
    uid = held_by_the_town(county)
    made = passing.split(
        uid,
        [Part("清理东段", county.east), Part("汇总", county.town, date(2026, 12, 8), county.chief.post)],
        actor=county.clerk,
    )
    parts = queries.parts(uid, people.scope(county.clerk))
    assert {one.uid for one in parts} == {row.uid for row in made}
    assert {(one.lead, one.due, one.state) for one in parts} == {
        (county.east, date(2026, 12, 10), State.ASSIGNED),
        (county.town, date(2026, 12, 8), State.ASSIGNED),
    }
    actions.acknowledge(made[0].uid, actor=county.eastern)
    assert seen(made[0].uid, county.eastern).office == county.town


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        (lambda it: Part("越级", it.town, post=it.western.post), "no_such_post"),
        (lambda it: Part(" ", it.east), "part_no_title"),
        (lambda it: Part("自己", it.town), "part_to_nobody"),
        (lambda it: Part("太晚", it.east, date(2026, 12, 11)), "part_late"),
        (lambda _it: Part("别处", 999), "part_no_unit"),
    ],
)
def test_parts_that_can_not_be(county: County, part: object, kind: str) -> None:
    uid = held_by_the_town(county)
    with pytest.raises(TaskError) as refused:
        passing.split(uid, [Part("清理东段", county.east), part(county)], actor=county.clerk)
    assert refused.value.kind == kind
    assert queries.parts(uid, people.scope(county.clerk)) == []


def test_a_unit_is_reminded_but_not_twice_at_once_nor_when_it_has_just_answered(county: County) -> None:
    uid = acknowledged(county)
    words = reminding.words(seen(uid, county.clerk), people.scope(county.clerk), "zh-hans")
    assert "东湾村" in words
    assert "2026-12-10" in words
    reminding.remind(uid, words, actor=county.clerk, link=f"/tasks/{uid}/")
    (told,) = messages.inbox(people.scope(county.eastern))
    assert (told.text, told.link) == (words, f"/tasks/{uid}/")
    with pytest.raises(MessageError) as soon:
        reminding.remind(uid, words, actor=county.clerk)
    with stopped_at(now() + timedelta(hours=1)):
        reminding.remind(uid, words, actor=county.clerk)
    actions.respond(uid, actions.Given("已清理"), actor=county.eastern)
    with pytest.raises(TaskError) as answered_now:
        reminding.remind(uid, words, actor=county.clerk)
    assert (soon.value.kind, answered_now.value.kind) == ("reminded_just_now", "wrong_state")


def test_orders_are_numbered_by_the_office_and_year(county: County) -> None:
    one, two = acknowledged(county), acknowledged(county)
    by = TODAY + timedelta(days=5)
    for uid in (one, two):
        reminding.supervise(uid, "请于五日内办结", by, actor=county.chief)
    numbers = [queries.reminders(uid, people.scope(county.eastern))[0].values["number"] for uid in (one, two)]
    assert numbers == ["督〔2026〕1号", "督〔2026〕2号"]
    with pytest.raises(TaskError) as past:
        reminding.supervise(one, "昨天办结", TODAY - timedelta(days=1), actor=county.chief)
    with pytest.raises(TaskError) as unit:
        reminding.supervise(one, "自己催", by, actor=county.eastern)
    assert (past.value.kind, unit.value.kind) == ("answer_by_past", "not_the_office")


def test_what_lies_with_whom(county: County) -> None:
    assigned, given = draft(county).uid, answered(county)
    actions.assign(assigned, actor=county.clerk)
    extended = acknowledged(county)
    actions.ask_extension(extended, date(2026, 12, 20), "连日降雨", actor=county.eastern)
    drafted = draft(county).uid

    def of(actor: object) -> dict[object, Deed]:
        return {one.task.uid: one.deed for one in queries.mine(people.scope(actor))}

    assert of(county.eastern) == {assigned: Deed.ACKNOWLEDGE, extended: Deed.RESPOND}
    assert of(county.clerk) == {given: Deed.ACCEPT, extended: Deed.DECIDE_EXTENSION, drafted: Deed.ASSIGN}
    assert of(county.western) == {}
    assert of(county.eastern_reader) == {}
    assert queries.waiting(people.scope(county.clerk)) == 2
    assert {one.uid for one in queries.board(people.scope(county.clerk))} == {assigned, given, extended}
