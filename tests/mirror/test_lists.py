"""Lists from the mirror say what the store says, and everything written before."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal

import pytest

from office import CONSOLE, Office
from zhangtu.journal.actor import Actor
from zhangtu.ledgers import actions
from zhangtu.ledgers.queries import Filter, Op, Order
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.mirror import client, fronts, lists, printing, queries, wire
from zhangtu.mirror.memory import Memory
from zhangtu.mirror.owning import Owner
from zhangtu.mirror.questions import NotNow
from zhangtu.people import queries as people
from zhangtu.people.scope import Right


@pytest.fixture
def names(owner: Owner, office: Office) -> Office:
    assert owner.owning
    for place, (name, staff) in enumerate([("甲茶", 3), ("乙鹽", 20), ("丙米", None), ("丁茶", 100)]):
        values = {"name": name, "staff": staff, "code": f"c{place}", "open": place % 2 == 0}
        actions.create("shops", values | {"goods": ["tea"] * (place < 2)}, actor=office.eastern)
    actions.create("shops", {"name": "西店", "staff": 7}, actor=office.western)
    return office


def listed(actor: Actor, **asked: object) -> lists.Listed:
    page = lists.rows("shops", people.scope(actor), **asked)  # type: ignore[arg-type]
    assert page.fresh
    return page


def titles(actor: Actor, **asked: object) -> list[str]:
    return [row.title for row in listed(actor, **asked).rows]


def test_a_row_just_written_is_listed(names: Office) -> None:
    assert titles(names.eastern) == ["甲茶", "乙鹽", "丙米", "丁茶"]
    assert titles(names.western) == ["西店"]
    assert len(titles(names.chief)) == len(titles(CONSOLE)) == 5


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (Filter("staff", Op.AT_LEAST, "20"), ["乙鹽", "丁茶"]),
        (Filter("staff", Op.LESS, 20), ["甲茶"]),
        (Filter("staff", Op.EMPTY), ["丙米"]),
        (Filter("staff", Op.IS, "100"), ["丁茶"]),
        (Filter("staff", Op.NOT, 3), ["乙鹽", "丙米", "丁茶"]),
        (Filter("name", Op.HAS, "茶"), ["甲茶", "丁茶"]),
        (Filter("name", Op.HAS, "乙盐"), ["乙鹽"]),
        (Filter("code", Op.IN, ["c0", "c2"]), ["甲茶", "丙米"]),
        (Filter("open", Op.IS, "yes"), ["甲茶", "丙米"]),
        (Filter("open", Op.NOT, value=True), ["乙鹽", "丁茶"]),
        (Filter("goods", Op.IS, "tea"), ["甲茶", "乙鹽"]),
        (Filter("goods", Op.NOT, "tea"), ["丙米", "丁茶"]),
        (Filter("goods", Op.IN, ["tea", "salt"]), ["甲茶", "乙鹽"]),
    ],
)
def test_filters(names: Office, one: Filter, found: list[str]) -> None:
    assert titles(names.eastern, where=[one]) == found


def test_what_was_amended_or_withdrawn_is_so_at_once(names: Office) -> None:
    row = listed(names.eastern).rows[0]
    row = actions.amend(row.uid, {"name": "甲鹽"}, actor=names.eastern, seen=row.version)
    assert titles(names.eastern, where=[Filter("name", Op.HAS, "盐")]) == ["甲鹽", "乙鹽"]
    assert titles(names.eastern, words="茶") == ["丁茶"]
    actions.withdraw(row.uid, actor=names.chief, seen=row.version, reason="重复")
    assert titles(names.eastern) == ["乙鹽", "丙米", "丁茶"]
    assert titles(names.eastern, withdrawn=True) == ["甲鹽"]


def test_sorting_by_several_columns_and_paging_reach_every_row_once(names: Office) -> None:
    assert titles(names.eastern, orders=[Order("staff")]) == ["甲茶", "乙鹽", "丁茶", "丙米"]
    assert titles(names.eastern, orders=[Order("staff", descending=True)]) == ["丁茶", "乙鹽", "甲茶", "丙米"]
    for orders in ([Order("open"), Order("staff", descending=True)], [Order("staff", descending=True)], []):
        seen: list[str] = []
        after = ""
        for _ in range(9):
            page = listed(names.eastern, orders=orders, after=after, limit=1)
            assert page.count == 4
            seen += [row.title for row in page.rows]
            after = page.after
            if not after:
                break
        assert sorted(seen) == sorted(["甲茶", "乙鹽", "丙米", "丁茶"])
        assert seen == titles(names.eastern, orders=orders)


def test_what_is_masked_is_refused_as_by_the_store(names: Office) -> None:
    scope = people.scope(names.eastern)
    for asked in ({"where": [Filter("owner", Op.IS, "甲")]}, {"orders": [Order("phone")]}):
        with pytest.raises(LedgerError) as refused:
            lists.rows("shops", scope, **asked)  # type: ignore[arg-type]
        assert refused.value.kind == "masked"
    page = lists.rows("shops", people.scope(names.chief), where=[Filter("owner", Op.EMPTY)])
    assert (len(page.rows), page.fresh) == (5, False)


def test_a_secret_ledger_stays_out_of_the_mirror(names: Office) -> None:
    named = replace(people.scope(names.chief), ledgers={"tips": frozenset(Right)})
    assert not lists.rows("tips", named).fresh
    with pytest.raises(LedgerError) as refused:
        lists.rows("tips", people.scope(names.chief))
    assert refused.value.kind == "no_ledger"


@pytest.mark.parametrize("name", ["", "staff", "open", "opened", "name", "grade"])
@pytest.mark.parametrize("descending", [False, True])
def test_a_page_begun_by_one_is_continued_by_the_other(
    names: Office, owner: Owner, name: str, *, descending: bool
) -> None:
    orders = [Order(name, descending)] if name or descending else []
    whole = titles(names.eastern, orders=orders)
    for turn in (0, 1):
        found: list[str] = []
        after = ""
        for step in range(4):
            client.settle(owner if step % 2 == turn else None)
            with no_line(step % 2 != turn):
                page = lists.rows("shops", people.scope(names.eastern), orders=orders, after=after, limit=1)
            assert page.fresh is (step % 2 == turn)
            found += [row.title for row in page.rows]
            after = page.after
        client.settle(owner)
        assert (found, after) == (whole, "")


@contextmanager
def no_line(hidden: bool) -> Iterator[None]:
    """As if no other process had the mirror."""
    with pytest.MonkeyPatch.context() as patch:
        if hidden:
            patch.setattr(wire, "NAME", "nobody.sock")
        yield


def test_groups_have_subtotals_and_a_total(names: Office) -> None:
    found = lists.groups("shops", people.scope(CONSOLE), by=["open", "goods"], sums=["staff"])
    told = [
        (group.keys, group.count, None if (s := group.sums[0]) is None else int(s)) for group in found.groups
    ]
    assert told == [
        ((), 5, 130),
        ((False,), 2, 120), ((False, ("tea",)), 1, 20), ((False, None), 1, 100),
        ((True,), 3, 10), ((True, ("tea",)), 1, 3), ((True, None), 2, 7),
    ]  # fmt: skip
    assert lists.groups("shops", people.scope(CONSOLE), by=["goods"], limit=1).more
    total = lists.groups("shops", people.scope(names.eastern), by=[], sums=["staff", "rooms"])
    assert [(one.count, *one.sums) for one in total.groups] == [(4, Decimal(123), None)]
    for asked in ({"by": ["owner"]}, {"by": ["licensed"]}, {"by": [], "sums": ["name"]}, {"by": ["photo"]}):
        with pytest.raises(LedgerError):
            lists.groups("shops", people.scope(CONSOLE), **asked)  # type: ignore[arg-type]


def test_values_for_a_filter_come_with_how_often_they_stand_there(names: Office) -> None:
    scope = people.scope(names.eastern)
    assert lists.values("shops", scope, "goods").values == (("tea", 2),)
    assert lists.values("shops", scope, "name", "乙盐").values == (("乙鹽", 1),)
    assert lists.values("shops", scope, "open").values == ((False, 2), (True, 2))
    assert lists.values("shops", scope, "staff", where=[Filter("staff", Op.MORE, 3)]).values == (
        (Decimal(20), 1),
        (Decimal(100), 1),
    )
    assert lists.values("shops", scope, "name", limit=2).values == (("丁茶", 1), ("丙米", 1))


def test_a_column_others_know_already_is_found(names: Office) -> None:
    found = queries.overlap(["C0", "c1", "c9", " c9 "], people.scope(names.eastern))
    assert not isinstance(found, NotNow)
    assert [(one.ledger, one.field, one.found, round(one.share, 2)) for one in found] == [
        ("shops", "code", 2, 0.67)
    ]
    assert queries.overlap(["c0"], people.scope(names.western)) == ()
    assert queries.overlap([" "], people.scope(names.western)) == ()


def test_search_goes_through_all_ledgers_best_first(names: Office) -> None:
    actions.create("shops", {"name": "茶", "note": "本地"}, actor=names.eastern)
    actions.create("shops", {"name": "茶行", "owner": "赵乙"}, actor=names.eastern)
    hits = lists.search("茶", people.scope(names.eastern))
    assert hits.fresh
    assert [row.title for row in hits.rows] == ["茶", "茶行", "丁茶", "甲茶"]
    assert [row.title for row in lists.search("乙盐", people.scope(names.eastern)).rows] == ["乙鹽"]
    assert lists.search("  ", people.scope(names.eastern)).rows == ()
    # who may see names of persons is answered by the store, which has them
    open_to = lists.search("赵乙", people.scope(names.chief))
    assert not open_to.fresh
    assert {row.title for row in open_to.rows} == {"茶行"}


def test_an_answer_is_remembered_only_until_something_is_written(names: Office, owner: Owner) -> None:
    asked = {"orders": [Order("staff", descending=True)], "limit": 2}
    before = listed(names.eastern, **asked)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner.mirror.file, "cursor", None)
        assert listed(names.eastern, **asked) == before
        # somebody else's rows are another question, which nobody asked before
        with pytest.raises(TypeError):
            listed(names.western, **asked)
    row = before.rows[0]
    actions.amend(row.uid, {"staff": 1}, actor=names.eastern, seen=row.version)
    assert [one.title for one in listed(names.eastern, **asked).rows] == ["乙鹽", "甲茶"]
    assert titles(names.western, **asked) == ["西店"]
    owner.mirror.renew()
    owner.build()
    assert [one.title for one in listed(names.eastern, **asked).rows] == ["乙鹽", "甲茶"]


@pytest.mark.parametrize("counted", [0, 1, 3, 4, 10_000])
def test_a_long_list_is_sorted_as_a_short_one(
    names: Office, monkeypatch: pytest.MonkeyPatch, counted: int
) -> None:
    monkeypatch.setattr("zhangtu.ledgers.queries.COUNTED", counted)
    for after in ("", "again"):
        found = listed(names.eastern, orders=[Order("staff", descending=True)], limit=3)
        assert [row.title for row in found.rows] == ["丁茶", "乙鹽", "甲茶"], after
        assert (found.count, found.more) == (min(counted, 4), 0 < counted < 4)
        rest = listed(names.eastern, orders=[Order("staff", descending=True)], limit=3, after=found.after)
        assert [row.title for row in rest.rows] == ["丙米"]


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch, owner: Owner, office: Office) -> Office:
    """A ledger long enough for fronts, as it were."""
    for name, value in (("LEAST", 10), ("SIZE", 12), ("SAMPLE", 1), ("FAR", 5)):
        monkeypatch.setattr(fronts, name, value)
    monkeypatch.setattr("zhangtu.ledgers.queries.COUNTED", 3)
    for place in range(40):
        values = {"name": f"店{place % 7}", "staff": (place * 11) % 40 if place % 5 else None}
        actions.create("shops", values, actor=office.eastern if place % 3 else office.western)
    owner.build()
    return office


_WAYS: list[list[Order]] = [
    [Order("staff")], [Order("staff", descending=True)], [Order("name")],
    [Order("staff"), Order("name", descending=True)], [Order("name"), Order("staff")],
]  # fmt: skip
_FEW = [Filter("staff", Op.LESS, 30)]


def _page(actor: Actor, orders: list[Order], where: list[Filter], limit: int) -> tuple[int, ...]:
    page = queries.page("shops", people.scope(actor), orders=orders, where=where, limit=limit)
    return page.rows if isinstance(page, queries.Ids) else ()


def _seen(long: Office) -> list[list[tuple[int, ...]]]:
    """The first rows of the list in many ways, as three see them."""
    asked = [(orders, where, limit) for orders in _WAYS for where in ([], _FEW) for limit in (2, 9)]
    return [[_page(actor, *one) for one in asked] for actor in (CONSOLE, long.eastern, long.western)]


def _forget(owner: Owner) -> None:
    """Forget what was said: it would be said again."""
    owner.answers._said = Memory(100)


def _plainly(long: Office, owner: Owner) -> list[list[tuple[int, ...]]]:
    """The same without fronts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fronts.Fronts, "find", lambda *_, **__: None)
        _forget(owner)
        found = _seen(long)
        _forget(owner)
        return found


def test_the_first_of_a_long_list_come_from_a_front_and_are_the_same(long: Office, owner: Owner) -> None:
    before = _plainly(long, owner)
    assert _seen(long) == before
    _forget(owner)
    _seen(long)
    owner.answers.prepare()
    asked: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        made = printing.front
        patch.setattr(printing, "front", lambda *given: asked.append("front") or made(*given))  # type: ignore[func-returns-value]
        _forget(owner)
        assert _seen(long) == before
        assert asked, "fronts are asked"
        row = listed(long.eastern, orders=[Order("staff")]).rows[0]
        actions.amend(row.uid, {"staff": 39}, actor=long.eastern, seen=row.version)
        actions.create("shops", {"name": "店0", "staff": 1}, actor=long.western)
        other = listed(long.western, orders=[Order("staff")]).rows[1]
        actions.withdraw(other.uid, actor=long.chief, seen=other.version, reason="重复")
        asked.clear()
        after = _seen(long)
        assert after == _plainly(long, owner) != before
        assert asked, "what was written since stands beside a front"


def test_fronts_follow_what_is_written_and_a_new_mirror(long: Office, owner: Owner) -> None:
    _seen(long)
    owner.answers.prepare()
    for place in range(12):
        actions.create("shops", {"name": f"后{place}", "staff": -place}, actor=long.eastern)
    owner.answers.prepare()
    owner.answers.prepare()
    assert _seen(long) == _plainly(long, owner)
    owner.mirror.renew()
    owner.build()
    owner.answers.prepare()
    assert _seen(long) == _plainly(long, owner)
