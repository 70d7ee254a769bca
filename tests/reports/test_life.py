"""A report of a town: expected by itself, filled, signed in order, submitted, frozen, received, restated."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from towns import County

from zhangtu.journal import hooks, verifying
from zhangtu.kernel.clock import stopped_at
from zhangtu.kernel.periods import parse
from zhangtu.ledgers import actions as ledgers
from zhangtu.ledgers import replaying
from zhangtu.messages import keeping as messages
from zhangtu.messages.refusals import MessageError
from zhangtu.people import recording
from zhangtu.people.queries import scope
from zhangtu.reports import actions, expecting, keeping, overview, queries
from zhangtu.reports.refusals import ReportError
from zhangtu.reports.states import State

NOVEMBER = parse("2026-11")


def due(county: County) -> UUID:
    return next(one.uid for one in queries.mine(scope(county.clerk)))


def mark(uid: UUID, county: County) -> str:
    return queries.what_it_says(uid, scope(county.clerk)).mark()


def submitted(county: County) -> UUID:
    uid = due(county)
    actions.enter(uid, {"done": "走访宣传"}, actor=county.clerk)
    actions.sign(uid, actor=county.clerk, seen=mark(uid, county))
    actions.sign(uid, actor=county.chief, seen=mark(uid, county))
    return uid


def test_expected_ones_appear_by_themselves_once_for_each_unit_and_period(county: County) -> None:
    assert expecting.expect() == 3
    assert expecting.expect() == 0
    [one] = queries.mine(scope(county.clerk))
    assert (one.called, one.period, one.due, one.state) == ("北镇", NOVEMBER, date(2026, 12, 7), State.DRAFT)
    with stopped_at(date(2027, 1, 12)):
        assert expecting.expect() == 6
        periods = [str(one.period) for one in queries.mine(scope(county.clerk))]
    assert periods == ["2026-11", "2026-12", "2027-01"]


def test_figures_text_and_comparisons_come_from_the_ledgers(county: County) -> None:
    said = queries.what_it_says(due(county), scope(county.clerk))
    figures = {name: one.value for name, one in said.whole.figures.items()}
    assert figures == {
        "shops_there": 4, "shops_opened": 1, "opened_this_year": 4, "licensed_share": Decimal("0.75"),
        "unlicensed_share": Decimal("0.25"),
    }  # fmt: skip
    assert said.whole.figures["shops_there"].last == 3
    assert [(line.title.zh, line.figures["shops_there"].value) for line in said.lines] == [
        ("米店", 1),
        ("茶馆", 3),
    ]
    assert said.text[0].zh == "2026年11月，北镇有店铺4家，上升 1 家，持证率75.0%。"
    assert said.text[0].en == "In November 2026 北镇 had 4 shops, 75.0% licensed."


def test_only_unknown_cells_are_entered_and_typed_values_are_read(county: County) -> None:
    uid = due(county)
    actions.enter(uid, {"visits": "1，200"}, actor=county.clerk)
    assert queries.entered(uid, scope(county.clerk)) == {"visits": "1200"}
    with pytest.raises(ReportError, match="number"):
        actions.enter(uid, {"visits": "许多"}, actor=county.clerk)
    with pytest.raises(ReportError) as refused:
        actions.enter(uid, {"shops_there": "9"}, actor=county.clerk)
    assert refused.value.kind == "not_entered"
    with pytest.raises(ReportError) as refused:
        actions.enter(uid, {"done": "替别人填"}, actor=county.office)
    assert refused.value.kind == "may_not_fill"


def test_posts_sign_in_order_and_the_last_one_submits(county: County) -> None:
    uid = due(county)
    with pytest.raises(ReportError) as refused:
        actions.sign(uid, actor=county.clerk, seen=mark(uid, county))
    assert refused.value.kind == "required"
    actions.enter(uid, {"done": "走访宣传"}, actor=county.clerk)
    with pytest.raises(ReportError) as refused:
        actions.sign(uid, actor=county.chief, seen=mark(uid, county))
    assert refused.value.kind == "not_your_turn"
    assert actions.sign(uid, actor=county.clerk, seen=mark(uid, county)) is State.SIGNED
    actions.enter(uid, {"done": "走访、宣传"}, actor=county.clerk)
    assert queries.one(uid, scope(county.clerk)).signs == ()
    actions.sign(uid, actor=county.clerk, seen=mark(uid, county))
    assert actions.sign(uid, actor=county.chief, seen=mark(uid, county)) is State.SUBMITTED


def test_nobody_signs_figures_he_did_not_see(county: County) -> None:
    uid = due(county)
    actions.enter(uid, {"done": "走访宣传"}, actor=county.clerk)
    seen = mark(uid, county)
    ledgers.create("shops", {"name": "又一家", "kind": "tea"}, actor=county.clerk, unit=county.north)
    with pytest.raises(ReportError) as refused:
        actions.sign(uid, actor=county.clerk, seen=seen)
    assert refused.value.kind == "changed"


def test_what_was_submitted_stays_and_a_restatement_names_the_entries(county: County) -> None:
    uid = submitted(county)
    assert queries.restatement(uid, scope(county.clerk)) is None
    made = ledgers.create(
        "shops", {"name": "补录", "kind": "tea", "licensed": True}, actor=county.clerk, unit=county.north
    )
    ledgers.create("shops", {"name": "别处", "kind": "tea"}, actor=county.southern, unit=county.south)
    assert queries.what_it_says(uid, scope(county.clerk)).whole.figures["shops_there"].value == 4
    found = queries.restatement(uid, scope(county.clerk))
    assert found is not None
    assert [one.row for one in found[1]] == [made.id]
    actions.restate(uid, actor=county.clerk, reason="补录一家")
    last, first = queries.history(uid, scope(county.office))
    assert (first.restates, last.restates, last.causes) == (False, True, (made.version,))
    assert first.content.whole.figures["shops_there"].value == 4
    assert last.content.whole.figures["shops_there"].value == 5
    with pytest.raises(ReportError) as refused:
        actions.restate(uid, actor=county.clerk, reason="再来")
    assert refused.value.kind == "nothing_changed"


def test_the_receiver_returns_with_a_reason_and_receives(county: County) -> None:
    uid = submitted(county)
    with pytest.raises(ReportError) as refused:
        actions.receive(uid, actor=county.chief)
    assert refused.value.kind == "may_not_receive"
    with pytest.raises(ReportError) as refused:
        actions.give_back(uid, actor=county.office, reason=" ")
    assert refused.value.kind == "no_reason"
    actions.give_back(uid, actor=county.office, reason="做法太简单")
    assert queries.one(uid, scope(county.clerk)).returned == "做法太简单"
    actions.sign(uid, actor=county.clerk, seen=mark(uid, county))
    actions.sign(uid, actor=county.chief, seen=mark(uid, county))
    actions.receive(uid, actor=county.office)
    assert queries.one(uid, scope(county.office)).state is State.RECEIVED


def test_late_ones_are_marked_and_reminded_but_never_who_submitted(county: County) -> None:
    uid = submitted(county)
    with stopped_at(date(2026, 12, 9)):
        views = {one.called: one for one in queries.matrix("shops_monthly", NOVEMBER, scope(county.office))}
        assert [views[name].late for name in ("北镇", "南镇")] == [False, True]
        done = actions.chase([uid, views["南镇"].uid], "请报送", actor=county.office)
        assert (done.reminded, done.left_out) == ((county.south,), (county.north,))
        with pytest.raises(MessageError) as refused:
            actions.chase([views["南镇"].uid], "请报送", actor=county.office)
        assert refused.value.kind == "reminded_just_now"
        told = overview.punctual(scope(county.office), date(2026, 12, 1), date(2026, 12, 31))
    figures = {one.called: (one.due, one.submitted, one.in_time) for one in told}
    assert figures == {"北镇": (1, 1, 1), "南镇": (1, 0, 0), "青禾县": (1, 0, 0)}
    assert told[-1].called == "北镇"


def test_many_units_merged_are_reckoned_from_rows(county: County) -> None:
    _, said = overview.merged("shops_monthly", NOVEMBER, scope(county.office))
    assert [(line.title.zh, line.figures["shops_there"].value) for line in said.lines] == [
        ("北镇", 4),
        ("南镇", 1),
    ]
    assert said.whole.figures["licensed_share"].value == Decimal("0.8")


def test_other_units_do_not_see_it(county: County) -> None:
    uid = due(county)
    with pytest.raises(ReportError) as refused:
        queries.one(uid, scope(county.southern))
    assert refused.value.kind == "no_report"


def test_a_later_period_takes_over_what_was_entered(county: County) -> None:
    first = submitted(county)
    with stopped_at(date(2026, 12, 3)):
        second = next(one.uid for one in queries.mine(scope(county.clerk)) if one.uid != first)
        assert queries.earlier(second, scope(county.clerk)) == {"done": "走访宣传"}
        actions.as_before(second, actor=county.clerk)
        assert queries.entered(second, scope(county.clerk)) == {"done": "走访宣传"}


def test_everything_is_kept_by_the_journal(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "KEEPERS", [hooks.OWN])
    monkeypatch.setattr(hooks, "LOCATORS", [])
    monkeypatch.setattr(hooks, "CHECKS", {})
    for keep in (recording.keep_journal, replaying.keep_journal, messages.keep_journal, keeping.keep_journal):
        keep()
    uid = submitted(county)
    actions.give_back(uid, actor=county.office, reason="再核")
    assert [one for one in verifying.verify().findings if "reports" in str(one)] == []
