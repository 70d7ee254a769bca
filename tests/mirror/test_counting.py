"""How many rows of each ledger somebody sees: the mirror says it, once until something is written."""

import pytest

from office import CONSOLE, Office
from zhangtu.journal.actor import Actor
from zhangtu.ledgers import actions
from zhangtu.ledgers import queries as store
from zhangtu.mirror import client, counting
from zhangtu.mirror.counting import Count
from zhangtu.mirror.owning import Owner
from zhangtu.people import queries as people


def counts(actor: Actor) -> dict[str, Count]:
    return counting.counts(people.scope(actor))


def enter(office: Office, count: int) -> None:
    for place in range(count):
        actions.create("shops", {"name": f"店{place}", "code": f"n{place}"}, actor=office.eastern)


def test_each_sees_how_many_are_his(office: Office, owner: Owner) -> None:
    assert owner.owning
    enter(office, 3)
    row = actions.create("shops", {"name": "西店"}, actor=office.western)
    assert counts(office.eastern)["shops"] == Count(3)
    assert counts(office.western)["shops"] == Count(1)
    assert counts(office.chief)["shops"] == counts(CONSOLE)["shops"] == Count(4)
    actions.withdraw(row.uid, actor=office.chief, seen=row.version, reason="重复")
    assert counts(office.western)["shops"] == Count(0)
    for actor in (office.eastern, office.chief, office.reader, CONSOLE):
        scope = people.scope(actor)
        told = counting.counts(scope)
        assert {name: one.count for name, one in told.items()} == {
            name: store.rows(name, scope, limit=1).count for name in told
        }


def test_what_was_counted_holds_until_something_is_written(
    office: Office, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert owner.owning
    enter(office, 1)
    asked: list[object] = []
    ask = client.ask
    monkeypatch.setattr(client, "ask", lambda question: asked.append(question) or ask(question))
    monkeypatch.setattr(counting.ledgers, "rows", None)
    assert counts(office.eastern) == counts(office.eastern)
    # all ledgers in one question
    assert len(asked) == 1
    actions.create("shops", {"name": "又一店"}, actor=office.western)
    assert counts(office.eastern)["shops"] == Count(1)
    assert len(asked) == 2


def test_without_a_mirror_the_store_counts_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(office, 3)
    monkeypatch.setattr(store, "COUNTED", 2)
    first = counts(office.eastern)
    assert first["shops"] == Count(2, more=True, fresh=False)
    monkeypatch.setattr(counting.ledgers, "rows", None)
    assert counts(office.eastern) == first
