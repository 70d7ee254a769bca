"""What the office does with answers: chase, give back, accept, print; who may, and what is kept."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from villages import DUE, Town, ask_of, hand_in, look, plan

from office import CONSOLE
from zhangtu.collections import actions, handing, merging, queries, respondents, stamped
from zhangtu.collections.forms import Wanted
from zhangtu.collections.models import Ask, Line
from zhangtu.collections.refusals import CollectionError
from zhangtu.collections.states import Mark, Shape, State
from zhangtu.journal import queries as journal
from zhangtu.journal import verifying
from zhangtu.journal.writing import act
from zhangtu.kernel import clock
from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import actions as ledgers
from zhangtu.messages import queries as messages
from zhangtu.messages.refusals import MessageError
from zhangtu.people import queries as people
from zhangtu.stamping import hooks as printed

FOUR = pytest.mark.usefixtures("kept")


def test_it_is_given_back_with_a_reason_and_goes_on_from_there(town: Town) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    ask, helper = ask_of(town, uid, 0), town.helpers[0]
    with pytest.raises(CollectionError):
        actions.give_back(ask, actor=town.clerk, reason="还没有报")
    hand_in(ask, helper)
    with pytest.raises(CollectionError, match="why"):
        actions.give_back(ask, actor=town.clerk, reason=" ")
    actions.give_back(ask, actor=town.clerk, reason="第2店已关停，请核实")
    view = queries.ask(ask, people.scope(helper))
    assert (view.state, view.returned, view.round) == (State.RETURNED, "第2店已关停，请核实", 2)
    (told, *_) = messages.inbox(people.scope(helper))
    assert "第2店已关停" in told.text
    line = look(ask, helper).lines[1]
    actions.correct(ask, line.key, "open", "no", actor=helper, seen=line.cells["open"].seen)
    hand_in(ask, helper)
    first = merging.answer(ask, people.scope(town.clerk), 1)
    second = merging.answer(ask, people.scope(town.clerk))
    assert [one[1].cells["open"].text for one in (first, second)] == ["是", "否"]
    actions.accept([ask], actor=town.clerk)
    assert queries.ask(ask, people.scope(helper)).state is State.ACCEPTED


def test_who_may_do_what(town: Town) -> None:
    with pytest.raises(CollectionError, match="only read"):
        actions.send_out(plan(town), actor=town.reader)
    with pytest.raises(CollectionError, match="no unit below"):
        actions.send_out(plan(town, units=(town.villages[1],)), actor=town.helpers[0])
    with pytest.raises(CollectionError, match="units you may ask"):
        actions.send_out(plan(town, units=(town.town,)), actor=town.clerk)
    uid = actions.send_out(plan(town), actor=town.clerk)
    ask = ask_of(town, uid, 0)
    with pytest.raises(CollectionError):
        actions.confirm(ask, {}, actor=town.helpers[1])
    with pytest.raises(CollectionError, match="may not answer"):
        actions.type_in(ask, "n1", {"name": "x"}, actor=town.reader, seen=0)
    hand_in(ask, town.helpers[0])
    for other in (town.helpers[0], town.helpers[1], town.reader):
        with pytest.raises(CollectionError):
            actions.accept([ask], actor=other)
        with pytest.raises(CollectionError):
            actions.give_back(ask, actor=other, reason="不行")
        with pytest.raises(CollectionError):
            actions.chase(uid, [ask], "快报", actor=other)
    with pytest.raises(CollectionError):
        queries.matrix(uid, people.scope(town.helpers[0]))
    assert len(queries.matrix(uid, people.scope(town.reader))) == 5
    with pytest.raises(CollectionError):
        merging.answer(ask, people.scope(town.helpers[1]))
    with pytest.raises(CollectionError):
        queries.ask(uuid4(), people.scope(town.clerk))


def test_a_form_that_has_ended_is_over(town: Town) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    ask = ask_of(town, uid, 0)
    with stopped_at(date(2027, 7, 1)), pytest.raises(CollectionError, match="held until"):
        actions.type_in(ask, "n1", {"name": "x"}, actor=town.helpers[0], seen=0)
    actions.close(uid, actor=town.clerk, reason="已汇总")
    with pytest.raises(CollectionError, match="closed"):
        actions.type_in(ask, "n1", {"name": "x"}, actor=town.helpers[0], seen=0)
    with pytest.raises(CollectionError, match="closed"):
        actions.close(uid, actor=town.clerk)


def test_who_is_late(town: Town) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    hand_in(ask_of(town, uid, 0), town.helpers[0])
    with stopped_at(date(2026, 12, 1)):
        hand_in(ask_of(town, uid, 1), town.helpers[1])
        late = [one.late for one in queries.matrix(uid, people.scope(town.clerk))]
        assert late == [False, True, True, True, True]
        assert queries.collection(uid, people.scope(town.clerk)).late == 3


@FOUR
def test_only_the_late_are_chased_and_it_is_kept(town: Town) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    asks = [one.uid for one in queries.matrix(uid, people.scope(town.clerk))]
    hand_in(asks[0], town.helpers[0])
    done = actions.chase(uid, asks[:3], "请于今日报送。", actor=town.clerk)
    assert done.reminded == town.villages[1:3]
    assert done.left_out == town.villages[:1]
    kept = queries.chases(uid, people.scope(town.clerk))
    assert [(one.unit, one.text, one.who, one.channels) for one in kept] == [
        (unit, "请于今日报送。", "甲一", ("page",)) for unit in reversed(town.villages[1:3])
    ]
    assert [messages.unread(people.scope(one)) for one in town.helpers] == [1, 2, 2, 1, 1]
    assert [one.chased for one in queries.matrix(uid, people.scope(town.clerk))] == [0, 1, 1, 0, 0]
    with pytest.raises(CollectionError, match="nobody to chase"):
        actions.chase(uid, asks[:1], "请报送。", actor=town.clerk)
    with pytest.raises(MessageError, match="empty"):
        actions.chase(uid, asks, " ", actor=town.clerk)
    assert [one for one in verifying.verify().findings if "collections" in str(one)] == []


def test_a_unit_reminded_just_now_is_not_reminded_again(town: Town) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    asks = [one.uid for one in queries.matrix(uid, people.scope(town.clerk))]
    start = clock.now()
    with stopped_at(start):
        assert actions.chase(uid, asks[:2], "请报送。", actor=town.clerk).reminded == town.villages[:2]
        done = actions.chase(uid, asks[:3], "请尽快报送。", actor=town.clerk)
        assert (done.reminded, done.left_out) == (town.villages[2:3], town.villages[:2])
        with pytest.raises(MessageError, match="just now"):
            actions.chase(uid, asks[:3], "请报送。", actor=town.clerk)
    with stopped_at(start + timedelta(minutes=11)):
        assert actions.chase(uid, asks[:1], "请报送。", actor=town.clerk).reminded == town.villages[:1]
    assert [one.chased for one in queries.matrix(uid, people.scope(town.clerk))] == [2, 1, 1, 0, 0]


def test_the_same_sent_out_twice_is_one_collection(town: Town) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    assert actions.send_out(plan(town), actor=town.clerk) == uid
    assert [messages.unread(people.scope(one)) for one in town.helpers] == [1] * 5
    assert actions.send_out(replace(plan(town), title="另一件"), actor=town.clerk) != uid
    assert actions.send_out(replace(plan(town), units=town.villages[:2]), actor=town.clerk) != uid
    again = {"due": DUE + timedelta(days=30), "period": "十二月", "actor": town.clerk}
    assert actions.send_out_again(uid, **again) == actions.send_out_again(uid, **again) != uid
    with stopped_at(clock.now() + timedelta(minutes=11)):
        assert actions.send_out(plan(town), actor=town.clerk) != uid
    actions.close(uid, actor=town.clerk)


@FOUR
def test_whoever_alters_an_answer_behind_the_journal_is_found(town: Town) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    hand_in(ask_of(town, uid, 0), town.helpers[0])
    assert [one for one in verifying.verify().findings if "collections" in str(one)] == []
    Line.objects.filter(place=1).update(values={"staff": {"t": "99", "v": "99"}})
    assert [one for one in verifying.verify().findings if "collections.line" in str(one)]


def test_a_collection_goes_over_with_its_post(town: Town) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    (item,) = handing.Owned().open_for(town.clerk.post, date(2026, 11, 23))
    assert (item.title, item.note) == ("小店摸底表", "报送时限 2026-11-30")
    with act(actor=CONSOLE) as now:
        handing.Owned().hand(now, town.clerk.post, town.reader.post, [item.reference])
    assert not list(handing.Owned().open_for(town.clerk.post, date(2026, 11, 23)))
    assert queries.collection(uid, people.scope(town.reader)).owner == "乙二的岗位"


@FOUR
def test_what_is_typed_about_persons_is_kept_apart_and_masked_for_the_office(town: Town) -> None:
    wanted = (Wanted("值班人", "person_name"), Wanted("值班手机", "phone"), Wanted("值班日", "date"))
    uid = actions.send_out(
        plan(town, base="", shape=Shape.MANY, columns=[replace(one, why="轮值") for one in wanted]),
        actor=town.clerk,
    )
    ask, helper = ask_of(town, uid, 0), town.helpers[0]
    typed = {"c1": "甄有余", "c2": "19911112222", "c3": "2026-11-24"}
    actions.type_in(ask, "n1", typed, actor=helper, seen=0)
    hand_in(ask, helper)
    entry = journal.history("collections.line", Line.objects.get().pk)[0]
    assert entry.personal == {"private", "@reason"}
    assert "19911112222" not in entry.values["values"]
    own = merging.answer(ask, people.scope(helper))[0]
    seen = merging.answer(ask, people.scope(town.reader))[0]
    assert own.cells["c2"].text.replace(" ", "") == "19911112222"
    assert "1111" not in seen.cells["c2"].text
    assert seen.cells["c3"].text == own.cells["c3"].text
    for wrong, why in ((town.reader, "核对"), (town.clerk, "核对"), (CONSOLE, " ")):
        with pytest.raises(CollectionError):
            actions.reveal(ask, actor=wrong, reason=why)
    shown = actions.reveal(ask, actor=CONSOLE, reason="核对值班表")
    assert shown[0].cells["c2"].text == own.cells["c2"].text
    assert journal.history("collections.ask", Ask.objects.first().pk)[-1].action == "unmask"  # type: ignore[union-attr]
    assert [one for one in verifying.verify().findings if "collections" in str(one)] == []


def test_a_form_is_printed_once_it_was_handed_in(town: Town) -> None:
    printed.source(stamped.KIND, stamped.Answers())
    uid = actions.send_out(plan(town), actor=town.clerk)
    ask, helper = ask_of(town, uid, 0), town.helpers[0]
    with pytest.raises(CollectionError):
        stamped.print_answer(ask, actor=helper)
    hand_in(ask, helper)
    made = stamped.print_answer(ask, actor=helper)
    assert made.pdf[:5] == b"%PDF-"
    assert (made.form.unit, made.form.reference) == (town.villages[0], str(ask))
    assert stamped.stamped([ask], people.scope(town.clerk)) == {}


def test_what_was_confirmed_and_corrected_stays_when_it_is_given_back(town: Town) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    ask, helper = ask_of(town, uid, 0), town.helpers[0]
    line = look(ask, helper).lines[0]
    view = actions.correct(ask, line.key, "open", "no", actor=helper, seen=line.cells["open"].seen)
    actions.confirm(ask, {line.key: view.digest}, actor=helper)
    hand_in(ask, helper)
    before = queries.ask(ask, people.scope(helper))
    assert before.corrected == 1
    actions.give_back(ask, actor=town.clerk, reason="请核实第二家")
    lines = look(ask, helper).lines
    assert all(one.confirmed and one.by == helper.person for one in lines)
    assert lines[0].cells["open"].mark is Mark.CORRECTED
    second = lines[1]
    actions.correct(ask, second.key, "open", "no", actor=helper, seen=second.cells["open"].seen)
    hand_in(ask, helper)
    after = queries.ask(ask, people.scope(helper))
    assert (after.cells, after.prefilled, after.corrected) == (before.cells, before.prefilled, 2)
    (first, *_) = merging.answer(ask, people.scope(helper))
    assert first.by == people.persons([helper.person])[helper.person].name


def test_what_changed_at_the_source_since_is_to_be_confirmed_anew(town: Town) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    ask, helper = ask_of(town, uid, 0), town.helpers[0]
    hand_in(ask, helper)
    actions.give_back(ask, actor=town.clerk, reason="请核实")
    line = look(ask, helper).lines[0]
    assert line.row is not None
    ledgers.amend(line.row, {"open": "no"}, actor=helper, seen=line.version)
    first, *rest = look(ask, helper).lines
    assert not first.confirmed
    assert all(one.confirmed for one in rest)


def test_no_earlier_period_no_same_again(town: Town) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    ask, helper = ask_of(town, uid, 0), town.helpers[0]
    assert not respondents.head(ask, people.scope(helper)).repeats
    hand_in(ask, helper)
    actions.give_back(ask, actor=town.clerk, reason="请核实")
    assert not respondents.head(ask, people.scope(helper)).repeats
    with pytest.raises(CollectionError, match="no earlier answer"):
        actions.submit_same(ask, actor=helper)


def test_stamped_forms_of_many_units_are_asked_for_once(town: Town) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    asks = [one.uid for one in queries.matrix(uid, people.scope(town.clerk))]
    counts = []
    for some in (asks[:1], asks):
        with CaptureQueriesContext(connection) as asked:
            stamped.stamped(some, people.scope(town.clerk))
        counts.append(len(asked))
    assert counts[0] == counts[1]
