"""A plan is adopted: names matched, questions answered, all of it in force at once, withdrawn as a whole."""

from datetime import date
from uuid import UUID

import pytest
from county import CONSOLE, START, TODAY, County

from zhangtu.journal.actor import Actor
from zhangtu.journal.verifying import verify
from zhangtu.ledgers import queries as ledgers
from zhangtu.people import actions as staff
from zhangtu.people import queries as people
from zhangtu.people.tree import UnitState
from zhangtu.plans import actions as room
from zhangtu.plans.adopting import actions, queries, renewing, units
from zhangtu.plans.adopting.comparing import Kind
from zhangtu.plans.adopting.refusals import AdoptionError
from zhangtu.plans.adopting.sheet import Sheet
from zhangtu.plans.adopting.standing import standing
from zhangtu.plans.adopting.states import Known, Stage
from zhangtu.plans.binding import fitting
from zhangtu.plans.doing import actions as doing
from zhangtu.plans.doing.states import State
from zhangtu.plans.errors import PlanError
from zhangtu.plans.lights import Light, light
from zhangtu.reading.model import Target
from zhangtu.schema.specs import Measure, Title

PLAN = """云溪镇河道清洁行动方案

一、主要任务
（一）全面排查沿河排污口。由东湾村牵头，西坪村配合，2026年12月10日前完成。
（二）清理河面漂浮物。由各村负责，持续推进。
（三）修复护岸。由西坪村委会牵头，2026年2月30日前完成，修复率达到95%以上。

云溪镇人民政府
2026年11月5日
"""


def brought(county: County, text: str = PLAN) -> UUID:
    uid = room.bring_in([text.encode()], "方案.txt", actor="戊五", by=county.clerk)
    actions.begin(uid, actor=county.clerk)
    return uid


def sheet(county: County, uid: UUID) -> Sheet:
    return queries.prepared(uid, people.scope(county.clerk)).sheet


def answered(county: County) -> UUID:
    uid = brought(county)
    asked = {one.name: one for one in sheet(county, uid).names}
    bad = next(one for one in sheet(county, uid).tasks if one.badly)
    given: dict[str, dict[str, str]] = {
        asked["各村"].question: {"units": " ".join(map(str, asked["各村"].candidates[0].units))},
        asked["西坪村委会"].question: {"units": str(county.west)},
        f"due:{bad.key}": {"due": "2027-02-28"},
    }
    actions.answer(uid, given, actor=county.clerk)
    return uid


def adopt(county: County, uid: UUID, actor: Actor | None = None) -> UUID:
    return actions.put_in_force(uid, actor=actor or county.clerk, seen=(1, 0))


def test_names_are_matched_as_far_as_the_tree_says(county: County) -> None:
    uid = brought(county)
    asked = {one.name: one for one in sheet(county, uid).names}
    assert (asked["东湾村"].means, asked["东湾村"].known) == ((county.east,), Known.EXACT)
    assert asked["西坪村委会"].means == ()
    assert asked["西坪村委会"].candidates[0].units == (county.west,)
    assert asked["各村"].candidates[0].units == (county.east, county.west)
    assert asked["各村"].known is Known.OPEN
    # both names and the day that can't be
    assert sheet(county, uid).open == 3


def test_a_plan_becomes_tasks_that_somebody_owns(county: County) -> None:
    uid = answered(county)
    plan = adopt(county, uid)
    there = queries.adopted(uid, people.scope(county.clerk))
    assert there.row.uid == plan
    assert [task.lead for task in there.tasks] == [county.east, county.east, county.west, county.west]
    assert {task.state for task in there.tasks} == {State.ASSIGNED}
    assert [task.due for task in there.tasks] == [date(2026, 12, 10), None, None, date(2027, 2, 28)]
    assert [task.row.values.get("period") for task in there.tasks] == [None, "quarter", "quarter", None]
    assert all(task.office == county.town for task in there.tasks)
    assert light(there.tasks[0], date(2026, 11, 23)) is Light.GREEN
    # what nobody bound is unbound
    assert [row.values["state"] for row in there.targets] == ["unbound"]
    assert there.row.values["state"] == "adopted"
    doing.acknowledge(there.tasks[0].uid, actor=county.eastern)


def test_repeating_makes_nothing_twice(county: County) -> None:
    uid = answered(county)
    assert adopt(county, uid) == adopt(county, uid)
    assert ledgers.rows("tasks", people.scope(county.clerk)).count == 4


def test_open_questions_keep_it_out(county: County) -> None:
    uid = brought(county)
    with pytest.raises(AdoptionError) as refused:
        adopt(county, uid)
    assert refused.value.kind == "open_questions"
    assert ledgers.rows("tasks", people.scope(county.clerk)).count == 0
    assert ledgers.rows("plans", people.scope(county.clerk)).count == 0


def test_nothing_stands_when_it_breaks_half_way(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    uid = answered(county)

    def broken(*_given: object, **_named: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("zhangtu.plans.adopting.storing.turn", broken)
        with pytest.raises(KeyboardInterrupt):
            adopt(county, uid)
    assert ledgers.rows("tasks", people.scope(county.clerk)).count == 0
    # the answers are still there: it goes on where it was
    adopt(county, uid)
    assert ledgers.rows("tasks", people.scope(county.clerk)).count == 4


def test_a_confirmed_name_is_remembered(county: County) -> None:
    adopt(county, answered(county))
    other = brought(county, PLAN.replace("河道", "道路"))
    asked = {one.name: one for one in sheet(county, other).names}
    assert (asked["西坪村委会"].means, asked["西坪村委会"].known) == ((county.west,), Known.REMEMBERED)
    assert asked["各村"].known is Known.REMEMBERED


def test_it_is_withdrawn_as_a_whole(county: County) -> None:
    uid = answered(county)
    adopt(county, uid)
    tasks = queries.adopted(uid, people.scope(county.clerk)).tasks
    doing.acknowledge(tasks[0].uid, actor=county.eastern)
    with pytest.raises(AdoptionError):
        actions.withdraw(uid, " ", actor=county.clerk)
    assert actions.withdraw(uid, "上级收回文件", actor=county.clerk) == 1
    rows = ledgers.rows("tasks", people.scope(county.clerk)).rows
    assert {row.values["state"] for row in rows} == {"called_off"}
    assert queries.stage_of(uid, county.clerk) is None
    actions.begin(uid, actor=county.clerk)
    assert queries.stage_of(uid, county.clerk) is Stage.PREPARED


def test_who_may_not(county: County) -> None:
    uid = brought(county)
    post = staff.establish_post(county.town, "阅文岗", actor=CONSOLE, day=START, role="reader")
    person = staff.enrol("己六", actor=CONSOLE)
    staff.appoint(person, post, actor=CONSOLE, day=START)
    with pytest.raises(PlanError):
        actions.begin(uid, actor=county.eastern)
    with pytest.raises(AdoptionError) as refused:
        actions.answer(uid, {"unit:东湾村": {"units": "2"}}, actor=Actor(person=person, post=post))
    assert refused.value.kind == "not_allowed_to_adopt"


@pytest.mark.parametrize(
    ("asked", "words", "kind"),
    [
        ("unit:西坪", {"units": "999999"}, "unit_outside"),
        ("unit:西坪", {"units": "x"}, "bad_answer"),
        ("colour:西坪", {"units": "1"}, "bad_answer"),
        ("fault:f1", {"reason": " ", "units": "1"}, "no_reason"),
        ("target:1", {"measure": "nothing"}, "bad_answer"),
        ("due:t1", {"due": "2026-02-30"}, "bad_day"),
        ("due:t1", {"period": "quarter"}, "no_reason"),
        ("post:2", {"post": "77"}, "bad_answer"),
        ("change:x", {"take": "perhaps"}, "bad_answer"),
    ],
)
def test_answers_that_do_not_fit(county: County, asked: str, words: dict[str, str], kind: str) -> None:
    uid = brought(county)
    with pytest.raises(AdoptionError) as refused:
        actions.answer(uid, {asked: words}, actor=county.clerk)
    assert refused.value.kind == kind
    assert refused.value.say("zh-hans") != refused.value.say("en")


def test_a_target_is_bound_by_a_person_and_its_light_follows_the_figure(county: County) -> None:
    uid = answered(county)
    adopt(county, uid)
    scope = people.scope(county.clerk)

    def stands(day: date) -> tuple[Light, bool | None]:
        targets = queries.adopted(uid, scope).targets
        found = standing(targets, scope, day)[targets[0].uid]
        return found.light, found.reached

    (target,) = queries.adopted(uid, scope).targets
    assert stands(TODAY) == (Light.GREY, None)
    with pytest.raises(AdoptionError):
        actions.bind(uid, target.uid, "nothing", actor=county.clerk)
    actions.bind(uid, target.uid, "tasks_assigned", actor=county.clerk)
    (target,) = queries.adopted(uid, scope).targets
    assert target.values["state"] == "bound"
    assert target.values["bound_on"] == TODAY
    # one task of ninety-five: not reached, and late once the day has gone by
    assert stands(TODAY) == (Light.GREY, False)
    assert stands(date(2027, 2, 26)) == (Light.YELLOW, False)
    assert stands(date(2027, 3, 1)) == (Light.RED, False)
    actions.bind(uid, target.uid, "", actor=county.clerk)
    assert stands(date(2027, 3, 1)) == (Light.GREY, None)


LATER = """云溪镇河道清洁行动方案

一、主要任务
（一）全面排查沿河排污口。由东湾村牵头，西坪村配合，2026年12月20日前完成。
（二）清理河面漂浮物。由各村负责，持续推进。
（三）开展护河宣传。由东湾村牵头，2027年6月30日前完成。

云溪镇人民政府
2026年11月15日
"""


def test_of_a_later_version_only_differences_are_asked(county: County) -> None:
    uid = answered(county)
    adopt(county, uid)
    scope = people.scope(county.clerk)
    doing.acknowledge(queries.adopted(uid, scope).tasks[3].uid, actor=county.western)
    room.bring_version(uid, [LATER.encode()], "方案二稿.txt", actor="戊五", by=county.clerk)
    found = renewing.renewal(uid, scope).differences
    assert [(one.kind, one.title) for one in found] == [
        (Kind.TIME, "全面排查沿河排污口"),
        (Kind.ADDED, "开展护河宣传"),
        (Kind.REMOVED, "修复护岸"),
    ]
    with pytest.raises(AdoptionError) as refused:
        renewing.renew(uid, actor=county.clerk, seen=(2, 0))
    assert refused.value.kind == "open_questions"
    actions.answer(uid, {f"change:{one.name}": {"take": "yes"} for one in found}, actor=county.clerk)
    assert renewing.renew(uid, actor=county.clerk, seen=(2, 0)) == 3
    tasks = {task.row.title: task for task in queries.adopted(uid, scope).tasks if task.lead != county.west}
    moved = tasks["全面排查沿河排污口"]
    assert (moved.due, moved.row.values["extended_from"]) == (date(2026, 12, 20), date(2026, 12, 10))
    assert tasks["开展护河宣传"].state is State.ASSIGNED
    gone = next(task for task in queries.adopted(uid, scope).tasks if task.row.title == "修复护岸")
    assert (gone.state, gone.row.values["called_off_reason"]) == (State.CALLED_OFF, "方案第 2 稿不再要求")
    assert renewing.renewal(uid, scope).differences == ()


def test_what_is_left_stays_as_it_is(county: County) -> None:
    uid = answered(county)
    adopt(county, uid)
    scope = people.scope(county.clerk)
    room.bring_version(uid, [LATER.encode()], "方案二稿.txt", actor="戊五", by=county.clerk)
    found = renewing.renewal(uid, scope).differences
    actions.answer(uid, {f"change:{one.name}": {"take": "no"} for one in found}, actor=county.clerk)
    before = [task.row.values.get("due") for task in queries.adopted(uid, scope).tasks]
    assert renewing.renew(uid, actor=county.clerk, seen=(2, 0)) == 0
    assert [task.row.values.get("due") for task in queries.adopted(uid, scope).tasks] == before


def test_the_journal_keeps_every_answer(county: County) -> None:
    uid = answered(county)
    asked = next(one for one in sheet(county, uid).names if one.name == "西坪村委会").question
    assert sheet(county, uid).open == 0
    actions.answer(uid, {asked: {"units": ""}}, actor=county.clerk)
    assert sheet(county, uid).open == 1
    actions.answer(uid, {asked: {"units": str(county.west)}}, actor=county.clerk)
    adopt(county, uid)
    actions.withdraw(uid, "上级收回文件", actor=county.clerk)
    assert verify().sound


def test_a_target_may_be_bound_before(county: County) -> None:
    uid = answered(county)
    (target,) = sheet(county, uid).targets
    actions.answer(uid, {target.question: {"measure": "tasks_assigned"}}, actor=county.clerk)
    adopt(county, uid)
    (row,) = queries.adopted(uid, people.scope(county.clerk)).targets
    assert (row.values["state"], row.values["measure"]) == ("bound", "tasks_assigned")


@pytest.mark.parametrize(
    ("name", "likeliest"),
    [
        ("柳陰鎮市場監管局", "market"),
        ("市场监管所", "market"),
        ("综治办", "safety"),
        ("综合治理办", "safety"),
        ("东湾村村委会", "east"),
        ("執法督查監察室", "watch"),
    ],
)
def test_units_are_found_by_what_plans_call_them(name: str, likeliest: str) -> None:
    names = {
        1: "柳荫镇",
        2: "柳荫镇市场监督管理局",
        3: "综合治理办公室",
        4: "东湾村",
        5: "西坪村",
        6: "执法监察督查室",
    }
    wanted = {"market": 2, "safety": 3, "east": 4, "watch": 6}[likeliest]
    there = {
        unit: UnitState(unit=unit, name=called, parent=0 if unit == 1 else 1, begins=START, ends=None)
        for unit, called in names.items()
    }
    assert units.candidates(name, there, 1)[0].units == (wanted,)


def test_measures_are_ranked_by_words_and_unit_of_value() -> None:
    def one(name: str, title: str, shown: str) -> Measure:
        return Measure(name, Title(title), "premises", "count()", shown=shown)

    those = [
        one("count", "持证店数", "number"),
        one("share", "持证率", "share"),
        one("other", "案件数", "number"),
    ]
    target = Target(0, 0, "餐饮店持证率", ">=", 95, "%")
    found = [fit.measure.name for fit in fitting(target, "规范餐饮店", those)]
    assert found[0] == "share"
    assert "other" not in found
