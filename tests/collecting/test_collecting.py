"""A collection from a ledger among five villages, from sending out to acceptance."""

from datetime import date, timedelta
from typing import Any

import pytest
from villages import DUE, ENTERED, Town, ask_of, hand_in, look, mark, plan, sourced

from office import CONSOLE
from zhangtu.collections import actions, merging, queries, respondents, sheets
from zhangtu.collections.actions import answering
from zhangtu.collections.forms import Wanted
from zhangtu.collections.refusals import CellChangedError, CollectionError
from zhangtu.collections.states import Mark, Shape, State, Way
from zhangtu.journal import queries as journal
from zhangtu.journal import verifying
from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import actions as ledgers
from zhangtu.ledgers import definitions
from zhangtu.ledgers import queries as rows
from zhangtu.ledgers.refusals import ChangedError, LedgerError
from zhangtu.messages import queries as messages
from zhangtu.people import actions as organising
from zhangtu.people import queries as people

FOUR = pytest.mark.usefixtures("kept")


def states(town: Town, uid: Any) -> list[State]:
    return [one.state for one in queries.matrix(uid, people.scope(town.clerk))]


@FOUR
def test_five_villages_from_sending_out_to_acceptance(town: Town) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    assert states(town, uid) == [State.UNOPENED] * 5
    for place, helper in enumerate(town.helpers):
        assert messages.unread(people.scope(helper)) == 1
        (mine,) = queries.to_answer(people.scope(helper))
        assert mine.uid == ask_of(town, uid, place)
        actions.open_ask(mine.uid, actor=helper)
        sheet = look(mine.uid, helper)
        assert len(sheet.lines) == 3
        assert sheet.prefilled >= sheet.cells * 0.8
        line = sheet.lines[0]
        assert actions.confirm(mine.uid, {line.key: line.digest}, actor=helper) == 1
        hand_in(mine.uid, helper)
    assert states(town, uid) == [State.SUBMITTED] * 5
    asks = [one.uid for one in queries.matrix(uid, people.scope(town.clerk))]
    assert actions.accept(asks, actor=town.clerk) == 5
    assert states(town, uid) == [State.ACCEPTED] * 5
    merged = merging.merged(uid, people.scope(town.clerk))
    assert (merged.units, len(merged.lines), merged.waiting) == (5, 15, ())
    assert merged.totals["staff"] == 5 * (2 + 3 + 4)
    assert [one for one in verifying.verify().findings if "collections" in str(one)] == []


def test_nearly_every_cell_comes_filled_and_says_where_from(town: Town) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    sheets = [look(ask_of(town, uid, place), helper) for place, helper in enumerate(town.helpers)]
    share = sum(one.prefilled for one in sheets) / sum(one.cells for one in sheets)
    assert share > 0.95
    for sheet in sheets:
        for line in sheet.lines:
            for cell in line.cells.values():
                if cell.mark is Mark.EMPTY:
                    continue
                assert cell.source is not None
                assert (cell.source.called, cell.source.day) == ("店铺", ENTERED.date())
                assert cell.source.title == line.cells["name"].text
                assert 0 < cell.source.entry <= journal.last_number()


def test_what_is_about_persons_stays_masked_all_the_way(town: Town) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    ask = ask_of(town, uid, 0)
    cell = look(ask, town.helpers[0]).lines[0].cells["phone"]
    assert cell.masked
    assert "19900000000" not in cell.text
    assert (cell.given, cell.plain) == ("", None)
    hand_in(ask, town.helpers[0])
    (line, *_) = merging.answer(ask, people.scope(town.clerk))
    assert line.cells["phone"].text == cell.text
    assert line.cells["phone"].plain is None


def test_a_correction_is_made_where_the_value_stands(town: Town) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    ask, helper = ask_of(town, uid, 0), town.helpers[0]
    line = look(ask, helper).lines[0]
    actions.confirm(ask, {line.key: line.digest}, actor=helper)
    seen = line.cells["staff"].seen
    after = actions.correct(ask, line.key, "staff", "7", actor=helper, seen=seen)
    assert (after.cells["staff"].text, after.cells["staff"].mark) == ("7", Mark.CORRECTED)
    assert after.confirmed, "who corrected one cell of a confirmed line need not confirm it again"
    assert str(rows.row(line.row, people.scope(helper)).values["staff"]) == "7"  # type: ignore[arg-type]
    last = rows.history(line.row, people.scope(helper))[-1]  # type: ignore[arg-type]
    assert "小店摸底表" in str(last)
    with pytest.raises(ChangedError):
        actions.correct(ask, line.key, "staff", "8", actor=helper, seen=seen)
    with pytest.raises(LedgerError):
        actions.correct(ask, line.key, "staff", "many", actor=helper, seen=after.cells["staff"].seen)
    hand_in(ask, helper)
    (row, *_) = queries.matrix(uid, people.scope(town.clerk))
    assert (row.cells, row.prefilled, row.corrected) == (24, 23, 1)


def test_a_masked_value_can_be_corrected_unseen(town: Town) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    ask, helper = ask_of(town, uid, 0), town.helpers[0]
    line = look(ask, helper).lines[0]
    seen = line.cells["phone"].seen
    after = actions.correct(ask, line.key, "phone", "19911112222", actor=helper, seen=seen)
    assert after.cells["phone"].masked
    shown = ledgers.unmask(line.row, ["phone"], actor=CONSOLE, reason="核对")  # type: ignore[arg-type]
    assert shown["phone"] == "19911112222"


def test_what_changed_after_it_was_confirmed_is_to_be_confirmed_again(town: Town) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    ask, helper = ask_of(town, uid, 0), town.helpers[0]
    sheet = look(ask, helper)
    actions.confirm(ask, {one.key: one.digest for one in sheet.lines}, actor=helper)
    line, before = sheet.lines[1], mark(ask, helper)
    ledgers.amend(line.row, {"staff": "50"}, actor=town.clerk, seen=line.version)  # type: ignore[arg-type]
    again = look(ask, helper)
    assert [one.open for one in again.lines] == [False, True, False]
    with pytest.raises(CollectionError, match="changed after you looked"):
        actions.submit(ask, actor=helper, seen=before)
    with pytest.raises(CollectionError, match="not confirmed"):
        actions.submit(ask, actor=helper, seen=mark(ask, helper))
    with pytest.raises(CollectionError, match="changed after you looked"):
        actions.confirm(ask, {line.key: line.digest}, actor=helper)


def test_a_row_that_was_missing_is_entered_in_the_ledger_when_it_is_handed_in(town: Town) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    ask, helper = ask_of(town, uid, 0), town.helpers[0]
    view = actions.type_in(ask, "n1", {"name": "新开的店", "staff": "x"}, actor=helper, seen=0)
    assert [one.kind for one in view.problems]
    assert view.cells["staff"].given == "x", "kept as typed, wrong or right"
    with pytest.raises(CollectionError, match="mending"):
        hand_in(ask, helper)
    actions.type_in(ask, "n1", {"staff": "3", "code": "S00"}, actor=helper, seen=view.cells["staff"].seen)
    with pytest.raises(CollectionError, match="mending"):
        hand_in(ask, helper)
    now = look(ask, helper).lines[-1].cells["code"].seen
    actions.type_in(ask, "n1", {"code": "S09"}, actor=helper, seen=now)
    hand_in(ask, helper)
    answer = merging.answer(ask, people.scope(town.clerk))
    assert [one.title for one in answer][-1] == "新开的店"
    assert answer[-1].row is not None
    assert rows.row(answer[-1].row, people.scope(town.clerk)).unit == town.villages[0]
    assert answer[-1].cells["staff"].mark == Mark.TYPED


def test_a_new_line_can_be_dropped(town: Town) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    ask, helper = ask_of(town, uid, 0), town.helpers[0]
    view = actions.type_in(ask, "n1", {"name": "写错的店"}, actor=helper, seen=0)
    actions.drop_line(ask, "n1", actor=helper, seen=view.cells["name"].seen)
    assert len(look(ask, helper).lines) == 3
    with pytest.raises(CollectionError):
        actions.drop_line(ask, look(ask, helper).lines[0].key, actor=helper, seen=99)


def test_two_people_at_one_cell_lose_nothing(town: Town) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    ask, one, other = ask_of(town, uid, 0), town.helpers[0], town.clerk
    actions.type_in(ask, "n1", {"name": "甲店"}, actor=one, seen=0)
    with pytest.raises(CellChangedError) as wrong:
        actions.type_in(ask, "n1", {"name": "乙店"}, actor=other, seen=0)
    assert (wrong.value.theirs, wrong.value.mine) == ("甲店", "乙店")
    actions.type_in(ask, "n1", {"staff": "4"}, actor=other, seen=0)
    after = actions.type_in(ask, "n1", {"name": "乙店"}, actor=other, seen=wrong.value.seen)
    assert (after.cells["name"].text, after.cells["staff"].text) == ("乙店", "4")


def test_what_was_handed_in_stays_as_it_was(town: Town) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    ask, helper = ask_of(town, uid, 0), town.helpers[0]
    hand_in(ask, helper)
    (line, *_) = merging.answer(ask, people.scope(town.clerk))
    row = rows.row(line.row, people.scope(helper))  # type: ignore[arg-type]
    ledgers.amend(row.uid, {"staff": "60"}, actor=helper, seen=row.version)
    assert merging.answer(ask, people.scope(town.clerk))[0].cells["staff"].text == "2"
    with pytest.raises(CollectionError, match="handed in"):
        actions.type_in(ask, "n1", {"name": "迟到的店"}, actor=helper, seen=0)
    with pytest.raises(CollectionError, match="handed in"):
        actions.submit_zero(ask, actor=helper)


def test_a_nil_report_is_one_act_and_only_where_there_is_nothing(town: Town) -> None:
    ledger = actions.send_out(plan(town), actor=town.clerk)
    with pytest.raises(CollectionError, match="nil report"):
        actions.submit_zero(ask_of(town, ledger, 0), actor=town.helpers[0])
    wanted = (Wanted("本月新增摊点", "number"), Wanted("处置经过", "long_text"))
    many = plan(town, title="摊点月报", base="", shape=Shape.MANY, columns=wanted)
    uid = actions.send_out(many, actor=town.clerk)
    ask = ask_of(town, uid, 1)
    actions.submit_zero(ask, actor=town.helpers[1])
    assert queries.ask(ask, people.scope(town.clerk)).way is Way.ZERO
    actions.accept([ask], actor=town.clerk)
    merged = merging.merged(uid, people.scope(town.clerk))
    assert [(one.called, one.way, dict(one.cells)) for one in merged.lines] == [("西岭村", Way.ZERO, {})]


def test_as_before_is_one_act(town: Town) -> None:
    wanted = (Wanted("本月新增摊点", "number", required=True), Wanted("处置经过", "long_text"))
    uid = actions.send_out(
        plan(town, title="摊点月报", base="", shape=Shape.ONE, columns=wanted), actor=town.clerk
    )
    ask, helper = ask_of(town, uid, 0), town.helpers[0]
    with pytest.raises(CollectionError, match="earlier"):
        actions.submit_same(ask, actor=helper)
    with pytest.raises(CollectionError, match="mending"):
        hand_in(ask, helper)
    actions.type_in(ask, "one", {"c1": "4", "c2": "已劝离"}, actor=helper, seen=0)
    hand_in(ask, helper)
    with stopped_at(date(2026, 12, 2)):
        due = DUE + timedelta(days=31)
        again = actions.send_out_again(uid, due=due, period="2026年12月", actor=town.clerk)
        mine = ask_of(town, again, 0)
        cell = look(mine, helper).lines[0].cells["c1"]
        assert (cell.text, cell.mark, cell.source.called) == ("4", Mark.PREFILLED, "摊点月报")  # type: ignore[union-attr]
        actions.submit_same(mine, actor=helper)
        view = queries.ask(mine, people.scope(town.clerk))
        assert (view.way, view.prefilled) == (Way.SAME, 2)
        (line,) = merging.answer(mine, people.scope(town.clerk))
        assert [line.cells[name].text for name in ("c1", "c2")] == ["4", "已劝离"]
        other = ask_of(town, again, 1)
        with pytest.raises(CollectionError, match="earlier"):
            actions.submit_same(other, actor=town.helpers[1])


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"title": " "}, "title"),
        ({"basis": ""}, "basis"),
        ({"units": ()}, "units"),
        ({"due": None}, "due"),
        ({"ends": None}, "end date"),
        ({"ends": date(2026, 11, 25)}, "dates|days|due"),
        ({"columns": ()}, "no column"),
        ({"columns": sourced(["total"])}, "no column"),
        ({"columns": sourced(["nowhere.at_all"])}, "no column"),
        ({"columns": (Wanted("类别甲乙", "choice", choices=("甲",)),)}, "set up"),
        ({"columns": (Wanted("附件一", "file"),)}, "set up"),
        ({"base": "tips", "columns": sourced(["what"])}, "ledger"),
        ({"note": "长" * 5_001}, "too long"),
    ],
)
def test_what_a_collection_must_have(town: Town, changes: dict[str, Any], says: str) -> None:
    with pytest.raises((CollectionError, LedgerError), match=says):
        actions.send_out(plan(town, **changes), actor=town.clerk)


def test_columns_of_the_rows_referred_to(town: Town) -> None:
    columns = sourced(["number", "expires", "shop.name", "shop.staff"])
    uid = actions.send_out(plan(town, base="papers", columns=columns, title="证照核对"), actor=town.clerk)
    ask, helper = ask_of(town, uid, 2), town.helpers[2]
    line = look(ask, helper).lines[0]
    assert line.cells["shop_staff"].source.called == "店铺"  # type: ignore[union-attr]
    after = actions.correct(
        ask, line.key, "shop_staff", "9", actor=helper, seen=line.cells["shop_staff"].seen
    )
    assert after.cells["shop_staff"].text == "9"
    assert after.cells["number"].mark is Mark.PREFILLED


def test_a_unit_asked_for_itself_is_left_out_of_the_one_above(town: Town) -> None:
    uid = actions.send_out(plan(town, units=(town.town, town.villages[0])), actor=CONSOLE)
    matrix = queries.matrix(uid, people.scope(CONSOLE))
    counts = [len(look(one.uid, CONSOLE).lines) for one in matrix]
    assert counts == [12, 3]


def test_a_change_of_the_row_referred_to_is_seen(town: Town) -> None:
    columns = sourced(["number", "shop.staff"])
    uid = actions.send_out(plan(town, base="papers", columns=columns), actor=town.clerk)
    ask, helper = ask_of(town, uid, 0), town.helpers[0]
    before, shop = mark(ask, helper), look(ask, helper).lines[0].cells["shop_staff"].source
    assert shop is not None
    assert shop.row is not None
    ledgers.amend(shop.row, {"staff": "40"}, actor=helper, seen=journal.last_number())
    with pytest.raises(CollectionError, match="changed after you looked"):
        actions.submit(ask, actor=helper, seen=before, confirm_rest=True)
    hand_in(ask, helper)
    assert merging.answer(ask, people.scope(helper))[0].cells["shop_staff"].text == "40"


def test_a_confirmation_holds_in_every_language(town: Town) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    ask, scope = ask_of(town, uid, 0), people.scope(town.helpers[0])
    seen = respondents.sheet(ask, scope, language="en").lines[0]
    actions.confirm(ask, {seen.key: seen.digest}, actor=town.helpers[0])
    for language in ("zh-hans", "zh-hant", "en"):
        again = respondents.line(ask, scope, seen.key, language)
        assert again.confirmed
        assert again.cells["kind"].source is not None
    assert again.cells["kind"].source.called == "Shops"


def test_no_form_grows_without_end(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    uid = actions.send_out(plan(town), actor=town.clerk)
    ask, helper = ask_of(town, uid, 0), town.helpers[0]
    with pytest.raises(CollectionError, match="too long"):
        actions.type_in(ask, "n1", {"name": "长" * 20_001}, actor=helper, seen=0)
    monkeypatch.setattr(answering, "_LINES", 2)
    for line in ("n1", "n2", "n1"):
        actions.type_in(ask, line, {"code": line}, actor=helper, seen=journal.last_number())
    with pytest.raises(CollectionError, match="takes 2"):
        actions.type_in(ask, "n3", {"name": "店"}, actor=helper, seen=0)
    monkeypatch.setattr(sheets, "MOST", 2)
    with pytest.raises(CollectionError, match="takes 2"):
        look(ask, helper)


def test_a_secret_ledger_is_not_reached_by_a_reference(town: Town) -> None:
    text = definitions.written("papers").replace("of: shops", "of: tips")
    spec = definitions.read(text.replace("ledger: papers", "ledger: links"), "links").ledger
    assert spec is not None
    definitions.put_in_force(spec, actor=CONSOLE)
    with pytest.raises(LedgerError):
        actions.send_out(plan(town, base="links", columns=sourced(["shop.what"])), actor=town.clerk)


def test_rows_of_a_unit_that_went_over_into_another_come_with_it(town: Town) -> None:
    organising.merge_units(
        [town.villages[1]], town.villages[0], actor=CONSOLE, day=date(2026, 11, 1), reason="村级建制调整"
    )
    uid = actions.send_out(plan(town, units=town.villages[:1]), actor=town.clerk)
    names = [one.title for one in look(ask_of(town, uid, 0), town.helpers[0]).lines]
    assert [name[:3] for name in names] == ["东桥村"] * 3 + ["西岭村"] * 3
