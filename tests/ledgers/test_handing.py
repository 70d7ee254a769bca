"""A handover lists every row of the post and moves them all, or none; what became open since is not lost."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from office import CONSOLE, START, TODAY, Office, somebody
from zhangtu.journal import queries as journal
from zhangtu.journal import verifying
from zhangtu.journal.actor import Actor
from zhangtu.ledgers import actions, clocks, handing
from zhangtu.ledgers.models import Row
from zhangtu.people import actions as people
from zhangtu.people import handing as handovers
from zhangtu.people import hooks, queries
from zhangtu.people.actions import Plan
from zhangtu.people.handing import HandoverState, ItemState, Side
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.scope import Right

MONDAY = TODAY + timedelta(days=7)


@pytest.fixture(autouse=True)
def rows(kept: None) -> Iterator[handing.Rows]:  # noqa: ARG001 - the journal asks the rooms
    made = handing.Rows()
    hooks.source("ledgers", made)
    yield made
    del hooks.SOURCES["ledgers"]


class Handed:
    """A post of the eastern village with twenty shops and ten papers, and the three who sign."""

    def __init__(self, office: Office) -> None:
        self.giver, self.witness = office.eastern, office.chief
        self.receiver = somebody(office.east, "戊五", "clerk")
        for number in range(20):
            row = actions.create(
                "shops", {"name": f"第{number}号店", "owner": "某甲"}, actor=self.giver, post=self.giver.post
            )
            if number < 3:
                clocks.start(row.uid, "review", "7 workdays", actor=self.giver)
            if number == 2:
                clocks.pause(row.uid, "review", actor=self.giver)
        shop = str(row.uid)
        for number in range(10):
            values = {"shop": shop, "number": f"P-{number}"}
            actions.create("papers", values, actor=self.giver, post=self.giver.post)
        gone = actions.create("shops", {"name": "已撤销"}, actor=self.giver, post=self.giver.post)
        actions.withdraw(gone.uid, actor=office.chief, seen=gone.version, reason="重复")
        actions.create("shops", {"name": "别人的"}, actor=self.giver, post=office.chief.post)
        self.into = self.receiver.post
        self.plan = Plan(
            giver=self.giver.person, receiver=self.receiver.person, witness=self.witness.person, begins=MONDAY
        )

    def prepare(self, into: int = 0) -> int:
        return people.prepare_handover(replace(self.plan, into=into), actor=self.giver)

    def sign(self, number: int) -> None:
        for side, actor in zip(Side, (self.giver, self.receiver, self.witness), strict=True):
            people.sign(number, side, actor=actor)

    def mine(self, actor: Actor | None = None) -> int:
        post = self.giver.post if actor is None else actor.post
        return Row.objects.filter(post=post, withdrawn=False).count()


@pytest.fixture
def handed(office: Office) -> Handed:
    return Handed(office)


def refused(kind: str, call: Callable[[], object]) -> None:
    with pytest.raises(PeopleRefusedError) as caught:
        call()
    assert caught.value.kind == kind


def sound() -> None:
    verdict = verifying.verify()
    assert not verdict.findings, [str(one) for one in verdict.findings]


def test_everything_of_the_post_is_listed_with_ledger_due_and_running_limits(handed: Handed) -> None:
    items = {item.title: item.note for item in handovers.handover(handed.prepare()).items}
    assert len(items) == 30
    assert items["第0号店"] == (
        "台账：店铺；最早到期：2026-12-02；时限 review（7 workdays）：2026-12-02 到期"
    )
    assert items["第2号店"] == "台账：店铺；时限 review（7 workdays）：暂停中"
    assert items["第5号店"] == "台账：店铺"
    assert items["P-0"] == "台账：证照"


def test_the_post_goes_with_its_rows_without_a_change_to_them(handed: Handed) -> None:
    number = handed.prepare()
    handed.sign(number)
    people.put_in_force(number, actor=handed.giver)
    assert handed.mine() == 30
    assert queries.holders(handed.giver.post, MONDAY) == (handed.receiver.person,)
    sound()


def test_the_rows_go_to_another_post_each_with_its_entry(handed: Handed) -> None:
    number = handed.prepare(handed.into)
    people.object_item(number, 4, "查无此店", actor=handed.receiver)
    people.remove_item(number, 4, "店已不在", actor=handed.giver)
    handed.sign(number)
    people.put_in_force(number, actor=handed.giver)
    assert (handed.mine(), handed.mine(handed.receiver)) == (1, 29)
    assert handovers.handover(number).items[3].state is ItemState.REMOVED
    row = Row.objects.filter(post=handed.into).order_by("id").first()
    assert row is not None
    entry = journal.history("shops", row.id)[-1]
    assert (entry.action, entry.values, entry.number) == (
        "hand_over",
        {"@post": str(handed.into)},
        row.version,
    )
    actions.amend(row.uid, {"note": "已接手"}, actor=handed.receiver, seen=row.version)
    sound()


def test_an_open_objection_and_what_breaks_in_between_move_nothing(
    handed: Handed, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = handed.prepare(handed.into)
    people.object_item(number, 1, "缺材料", actor=handed.receiver)
    refused("in_objection", lambda: people.put_in_force(number, actor=handed.giver))
    people.amend_item(number, 1, actor=handed.giver, note="材料在三号柜")
    handed.sign(number)
    last, moved = journal.last_number(), handing.Rows.hand

    def half(self: handing.Rows, *given: object) -> None:
        moved(self, *given)  # type: ignore[arg-type]
        raise RuntimeError

    monkeypatch.setattr(handing.Rows, "hand", half)
    with pytest.raises(RuntimeError):
        people.put_in_force(number, actor=handed.giver)
    assert (handed.mine(), journal.last_number()) == (30, last)
    assert handovers.handover(number).state is HandoverState.PREPARED
    monkeypatch.setattr(handing.Rows, "hand", moved)
    people.put_in_force(number, actor=handed.giver)
    assert handed.mine() == 0


def test_a_row_assigned_meanwhile_is_listed_before_anything_moves(handed: Handed, office: Office) -> None:
    number = handed.prepare(handed.into)
    handed.sign(number)
    other = Row.objects.get(post=office.chief.post)
    actions.assign(other.uid, actor=office.chief, seen=other.version, post=handed.giver.post)
    refused("more_open", lambda: people.put_in_force(number, actor=handed.giver))
    people.renew_list(number, actor=handed.giver)
    handed.sign(number)
    people.put_in_force(number, actor=handed.giver)
    assert (handed.mine(), handed.mine(handed.receiver)) == (0, 31)
    sound()


def test_a_row_that_went_elsewhere_meanwhile_stays_there(handed: Handed, office: Office) -> None:
    number = handed.prepare(handed.into)
    handed.sign(number)
    one = Row.objects.filter(post=handed.giver.post).order_by("id")[0]
    actions.assign(one.uid, actor=office.chief, seen=one.version, post=office.chief.post)
    people.put_in_force(number, actor=handed.giver)
    assert Row.objects.get(id=one.id).post == office.chief.post
    assert handed.mine() == 0


def test_a_row_that_went_between_two_posts_handed_over_is_listed_again(
    handed: Handed, office: Office
) -> None:
    second = people.establish_post(office.east, "第二岗", actor=CONSOLE, day=START, role="clerk")
    people.appoint(handed.giver.person, second, actor=CONSOLE, day=START)
    number = handed.prepare(handed.into)
    handed.sign(number)
    one = Row.objects.filter(post=handed.giver.post).order_by("id")[0]
    actions.assign(one.uid, actor=office.chief, seen=one.version, post=second)
    refused("more_open", lambda: people.put_in_force(number, actor=handed.giver))
    people.renew_list(number, actor=handed.giver)
    handed.sign(number)
    people.put_in_force(number, actor=handed.giver)
    assert Row.objects.get(id=one.id).post == handed.into


def test_of_a_secret_row_nothing_stands_on_the_list_but_that_it_is_there(handed: Handed) -> None:
    people.grant(handed.giver.post, "tips", [Right.READ, Right.ENTER], actor=CONSOLE, day=START)
    actions.create("tips", {"what": "后厨脏"}, actor=handed.giver, post=handed.giver.post)
    items = handovers.handover(handed.prepare()).items
    assert [item.note for item in items if item.title == "保密台账中的一条记录"] == [""]
    assert all("后厨" not in item.title + item.note for item in items)
