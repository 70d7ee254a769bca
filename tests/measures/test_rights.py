"""Who may see which figures: the same for all who may, nothing masked told, nothing secret named."""

from dataclasses import replace
from datetime import date

import pytest

from office import CONSOLE, TODAY, Office, somebody
from zhangtu.kernel.periods import PeriodKind, of
from zhangtu.ledgers import actions
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.measures import previewing, queries
from zhangtu.measures.cells import OFFICE
from zhangtu.measures.refusals import MeasureError
from zhangtu.mirror.owning import Owner
from zhangtu.people import actions as people_actions
from zhangtu.people import queries as people
from zhangtu.people.scope import Right
from zhangtu.schema.specs import Measure, Title

NOVEMBER = of(PeriodKind.MONTH, TODAY)
STAFF = Measure("staff", Title("人数"), "shops", "sum(staff)", at="period_end", by=("open", "owner"))
OWN = replace(STAFF, name="own", open_to="own")
PHONES = Measure("phones", Title("有电话"), "shops", "count()", where="phone is not null", at="period_end")
TIPS = Measure("tips", Title("举报"), "tips", "count()", at="period_end")


@pytest.fixture(autouse=True)
def rows(office: Office, owner: Owner) -> None:
    assert owner.owning
    for place, actor in enumerate((office.eastern, office.western, office.western)):
        values = {"name": f"店{place}", "staff": place + 1, "open": True, "opened": date(2026, 11, 1)}
        actions.create("shops", {**values, "phone": f"1380000000{place}"} if place else values, actor=actor)


def value(measure: Measure, actor: object, unit: int = OFFICE) -> object:
    found = queries.figures([measure], people.scope(actor), units=[unit], periods=[NOVEMBER])  # type: ignore[arg-type]
    assert found.fresh
    return None if found.cells[0].closed else found.cells[0].value


def test_a_figure_is_the_same_for_all_who_may_see_it(office: Office) -> None:
    for actor in (CONSOLE, office.chief, office.eastern, office.western, office.reader):
        assert value(STAFF, actor) == 6
        assert value(STAFF, actor, office.west) == 5
    (cell,) = queries.figures(
        [STAFF], people.scope(office.eastern), units=[office.west], periods=[NOVEMBER]
    ).cells
    opened = queries.rows_behind(cell, people.scope(office.eastern), measure=STAFF)
    assert (opened.rows, opened.seen, opened.hidden) == ((), 0, 2)


def test_own_figures_are_closed_to_others(office: Office) -> None:
    assert value(OWN, office.eastern, office.east) == 1
    assert value(OWN, office.eastern, office.west) is None
    assert value(OWN, office.eastern) is None
    assert value(OWN, office.chief, office.west) == 5
    assert value(OWN, CONSOLE) == 6
    scope = people.scope(office.eastern)
    (cell,) = queries.figures([OWN], scope, units=[office.west], periods=[NOVEMBER]).cells
    assert cell.closed
    assert not cell.count
    with pytest.raises(MeasureError, match="open for units in your own scope"):
        queries.rows_behind(cell, scope, measure=OWN)


def test_masked_values_are_counted_but_not_told(office: Office) -> None:
    for actor in (CONSOLE, office.eastern):
        assert value(PHONES, actor) == 2
    scope = people.scope(office.eastern)
    (cell,) = queries.figures([PHONES], scope, periods=[NOVEMBER]).cells
    with pytest.raises(MeasureError, match="rests on values about persons"):
        queries.rows_behind(cell, scope, measure=PHONES)
    assert queries.rows_behind(cell, people.scope(CONSOLE), measure=PHONES).seen == 2
    for actor in (CONSOLE, office.eastern):
        with pytest.raises(MeasureError, match="is about persons"):
            queries.figures([STAFF], people.scope(actor), periods=[NOVEMBER], by=["owner"])


def test_secret_ledgers_are_told_of_only_to_those_let_in(office: Office) -> None:
    let_in = somebody(office.town, "戊五", "clerk")
    people_actions.grant(
        let_in.post, "tips", [Right.READ, Right.ENTER], actor=CONSOLE, day=TODAY, reason="专办"
    )
    actions.create("tips", {"what": "有人举报"}, actor=let_in)
    assert value(TIPS, let_in) == 1
    (cell,) = queries.figures([TIPS], people.scope(let_in), periods=[NOVEMBER]).cells
    assert queries.rows_behind(cell, people.scope(let_in), measure=TIPS).seen == 1
    with pytest.raises(LedgerError, match="There is no ledger"):
        value(TIPS, office.chief)


def test_what_can_not_be_asked(office: Office) -> None:
    scope = people.scope(office.chief)
    with pytest.raises(LedgerError):
        queries.figures(["nothing"], scope, periods=[NOVEMBER])
    with pytest.raises(MeasureError, match="can't be parted by"):
        queries.figures([STAFF], scope, periods=[NOVEMBER], by=["grade"])
    with pytest.raises(MeasureError, match="at most two fields"):
        queries.figures([STAFF], scope, periods=[NOVEMBER], by=["open", "open", "open"])
    sets = replace(STAFF, by=("goods", "open", "goods2"), name="sets")
    with pytest.raises(MeasureError, match="can't be used"):
        queries.figures([sets], scope, periods=[NOVEMBER], by=["goods"])
    with pytest.raises(MeasureError, match="one field with several values"):
        queries.figures([replace(STAFF, by=("goods",))], scope, periods=[NOVEMBER], by=["goods", "goods"])
    with pytest.raises(MeasureError, match="figures at a time"):
        queries.figures([STAFF], scope, units=range(1, 200_002), periods=[NOVEMBER])
    with pytest.raises(MeasureError, match="can't be used"):
        queries.figures([replace(STAFF, value="sum(nothing)")], scope, periods=[NOVEMBER])
    (cell,) = queries.figures([STAFF], scope, periods=[NOVEMBER]).cells
    with pytest.raises(MeasureError, match="no such page"):
        queries.rows_behind(cell, scope, measure=STAFF, after="?")


def test_parts_and_pages(office: Office) -> None:
    scope = people.scope(office.chief)
    (cell,) = queries.figures([STAFF], scope, units=[office.town], periods=[NOVEMBER]).cells
    parts = queries.parts(cell, scope, measure=STAFF)
    assert parts is not None
    assert {part.cell.unit: part.cell.value for part in parts} == {office.east: 1, office.west: 5}
    by = queries.parts(cell, scope, measure=STAFF, by="open")
    assert by is not None
    assert [(part.cell.keys, part.cell.value) for part in by] == [((True,), 6)]
    pages, after = [], ""
    while True:
        opened = queries.rows_behind(cell, scope, measure=STAFF, limit=2, after=after)
        pages.append(opened.rows)
        after = opened.after
        if not after:
            break
    assert [len(page) for page in pages] == [2, 1]


def test_a_pack_is_previewed_on_the_office_as_it_is(office: Office) -> None:
    scope = people.scope(office.chief)
    wrong, strange = replace(STAFF, value="sum(nothing)"), replace(STAFF, of="nowhere")
    good, bad, unknown = previewing.preview([STAFF, wrong, strange], scope)
    assert [cell.value for cell in good.cells] == [None, 6]  # nobody wrote in it the month before
    assert "can't be used" in str(bad.why)
    assert (unknown.cells, unknown.why) == ((), None)
