"""Lists from the mirror say what the store says, and everything written before."""

from dataclasses import replace

import pytest

from office import CONSOLE, Office
from zhangtu.journal.actor import Actor
from zhangtu.ledgers import actions
from zhangtu.ledgers.queries import Filter, Op, Order
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.mirror import lists
from zhangtu.mirror.owning import Owner
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
