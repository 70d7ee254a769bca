"""Lists, one row, what it was: always in somebody's scope, what is masked kept masked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from office import CONSOLE, START, TODAY, Office
from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import actions, queries
from zhangtu.ledgers.models import Import, Row
from zhangtu.ledgers.queries import Filter, Op, Order
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope


@pytest.fixture
def names(office: Office) -> Office:
    for place, (name, staff) in enumerate([("甲茶", 3), ("乙鹽", 20), ("丙米", None), ("丁茶", 100)]):
        values = {"name": name, "staff": staff, "code": f"c{place}", "open": place % 2 == 0}
        actions.create(
            "shops", values | {"goods": "茶" if place == 9 else ["tea"] * (place < 2)}, actor=office.eastern
        )
    actions.create("shops", {"name": "西店", "staff": 7}, actor=office.western)
    return office


def scope(actor: Actor) -> Scope:
    return people.scope(actor)


def titles(actor: Actor, **asked: object) -> list[str]:
    return [row.title for row in queries.rows("shops", scope(actor), **asked).rows]  # type: ignore[arg-type]


def test_a_village_sees_its_own_and_the_town_both(names: Office) -> None:
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


def test_search_folds_script_and_width(names: Office) -> None:
    assert titles(names.eastern, words="乙盐") == ["乙鹽"]
    assert titles(names.eastern, words="茶 丁") == ["丁茶"]
    assert titles(names.eastern, words="100%") == []


def test_sorting_and_paging_reach_every_row_once(names: Office) -> None:
    assert titles(names.eastern, order=Order("staff")) == ["甲茶", "乙鹽", "丁茶", "丙米"]
    assert titles(names.eastern, order=Order("staff", descending=True)) == ["丁茶", "乙鹽", "甲茶", "丙米"]
    for order in (Order("staff"), Order("staff", descending=True), Order(), Order("name"), Order("opened")):
        seen: list[str] = []
        after = ""
        for _ in range(9):
            page = queries.rows("shops", scope(names.eastern), order=order, after=after, limit=1)
            assert page.count == 4
            seen += [row.title for row in page.rows]
            after = page.after
            if not after:
                break
        assert seen == titles(names.eastern, order=order)
    with pytest.raises(LedgerError):
        titles(names.eastern, order=Order(), after="AAAA")


def test_masked_fields_are_of_no_use_to_those_who_may_not_see_them(names: Office) -> None:
    for asked in ({"where": [Filter("phone", Op.FILLED)]}, {"order": Order("phone")}):
        with pytest.raises(LedgerError) as refusal:
            titles(names.eastern, **asked)
        assert refusal.value.kind == "masked"
    assert titles(names.chief, where=[Filter("phone", Op.FILLED)]) == []
    # the mark of a page would hold the value itself
    with pytest.raises(LedgerError):
        titles(names.chief, order=Order("phone"))


def test_personal_names_are_searched_only_with_the_right(names: Office) -> None:
    actions.create("shops", {"name": "新店", "owner": "欧阳一"}, actor=names.eastern)
    assert titles(names.eastern, words="欧阳") == []
    assert titles(names.chief, words="欧阳") == ["新店"]


def test_live_values_of_a_page_take_one_query_each(names: Office, django_assert_num_queries: object) -> None:
    shop = queries.rows("shops", scope(names.eastern)).rows[0]
    paper = {"shop": str(shop.uid), "number": "1", "expires": TODAY.isoformat()}
    actions.create("papers", paper, actor=names.eastern)
    live = [row.live["licensed"] for row in queries.rows("shops", scope(names.eastern)).rows]
    assert live == [True, False, False, False]
    own = scope(names.eastern)
    with django_assert_num_queries(4):  # type: ignore[operator]
        # the definitions' mark, the page, the count, the sub-query
        queries.rows("shops", own)
    with stopped_at(TODAY + timedelta(days=1)):
        assert queries.row(shop.uid, own).live == {"licensed": False}


def test_rows_of_an_import_are_hidden_until_it_is_shown(names: Office) -> None:
    row = queries.rows("shops", scope(names.eastern)).rows[0]
    one = Import.objects.create(uid=row.uid, ledger=1, entry=1, total=1)
    Row.objects.filter(id=row.id).update(pending=one.pk)
    assert "甲茶" not in titles(names.eastern)
    with pytest.raises(LedgerError):
        queries.row(row.uid, scope(names.eastern))
    with pytest.raises(LedgerError):
        actions.amend(row.uid, {"staff": 1}, actor=names.eastern, seen=row.version)
    Import.objects.update(shown=True)
    assert "甲茶" in titles(names.eastern)
    assert queries.row(row.uid, scope(names.eastern)).title == "甲茶"


def test_what_a_row_was(office: Office) -> None:
    with stopped_at(date(2027, 3, 1)):
        row = actions.create("shops", {"name": "旧名", "staff": 1}, actor=office.eastern, reason="摸底")
    with stopped_at(date(2027, 4, 1)):
        now = actions.amend(
            row.uid, {"name": "新名", "phone": "13800000001"}, actor=office.eastern, seen=row.version
        )
    with stopped_at(date(2027, 5, 1)):
        actions.withdraw(row.uid, actor=office.chief, seen=now.version, reason="停业")
    own = scope(office.eastern)
    assert queries.as_of(row.uid, date(2027, 2, 28), own) is None
    past = [queries.as_of(row.uid, date(2027, month, 15), own) for month in (3, 4)]
    assert [one.title for one in past if one] == ["旧名", "新名"]
    last = queries.as_of(row.uid, date(2028, 1, 1), own)
    assert last == replace(queries.row(row.uid, own), live={})
    shifts = queries.difference(row.uid, date(2027, 3, 2), date(2027, 4, 2), own)
    assert [(one.name, one.before, one.after) for one in shifts[:1]] == [("name", "旧名", "新名")]
    assert "13800000001" not in str(shifts)
    told = queries.history(row.uid, own)
    assert [(one.action, one.who, one.reason) for one in told] == [
        ("create", "乙二", "摸底"), ("amend", "乙二", ""), ("withdraw", "甲一", "停业"),
    ]  # fmt: skip
    assert "13800000001" not in str(told)
    assert [one.title for one in queries.ledger_as_of("shops", date(2027, 3, 15), own)] == ["旧名"]
    assert list(queries.ledger_difference("shops", START, date(2028, 1, 1), own)) == [row.uid]
    assert queries.ledger_difference("shops", START, date(2028, 1, 1), scope(office.western)) == {}


def test_history_names_units_and_rows(office: Office) -> None:
    row = actions.create("shops", {"name": "一", "code": "k"}, actor=office.eastern)
    paper = actions.create("papers", {"shop": "k", "number": "1"}, actor=office.eastern)
    actions.assign(row.uid, actor=office.chief, seen=row.version, unit=office.west)
    (moved,) = queries.history(row.uid, scope(office.chief))[-1].shifts
    assert (moved.name, moved.before, moved.after) == ("@unit", "东桥村", "西岭村")
    told = {one.name: one.after for one in queries.history(paper.uid, scope(office.chief))[0].shifts}
    assert told["shop"] == str(row.uid)


def test_rows_by_number_are_found_by_their_numbers(office: Office) -> None:
    made = actions.create("shops", {"name": "甲茶"}, actor=office.eastern)
    with CaptureQueriesContext(connection) as asked:
        found = queries.of_numbers("shops", people.scope(office.eastern), [made.id])
    assert [row.uid for row in found] == [made.uid]
    if connection.vendor == "sqlite":
        statement = next(one["sql"] for one in asked if "CASE WHEN" in one["sql"])
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
            plan = " ".join(str(line[3]) for line in cursor.fetchall())
        assert "MULTI-INDEX" not in plan
        assert "(id=?)" in plan or "(rowid=?)" in plan
