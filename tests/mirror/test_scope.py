"""Whoever asks: the mirror shows exactly the rows the store shows, neither one more nor one fewer."""

import csv
import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from office import CONSOLE, TODAY, Office, pack
from zhangtu.journal.actor import Actor
from zhangtu.ledgers import actions, definitions
from zhangtu.ledgers import queries as ledgers
from zhangtu.ledgers.importing import applying, spooling
from zhangtu.ledgers.importing.preparing import prepare
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.mirror import queries
from zhangtu.mirror.owning import Owner
from zhangtu.people import actions as people_actions
from zhangtu.people import queries as people
from zhangtu.people.scope import Right, Scope

LEDGER = """
ledger: {name}
title: {{zh: {name}, en: {name}}}
row: "{{name}}"
scope: {scope}
{more}
key: [name]
fields:
  - {{no: 1, name: name, type: text, title: {{zh: 名称, en: Name}}, required: yes, search: yes}}
  - {{no: 2, name: size, type: number, title: {{zh: 大小, en: Size}}}}
"""
#: Ledgers by name: whose rows are seen, and what else is said.
LEDGERS = {
    "by_unit": ("unit", ""),
    "by_post": ("post", ""),
    "by_person": ("person", ""),
    "shared": ("unit", "shared_with: [village]"),
}


class KilledError(Exception):
    """As if the process had died."""


@dataclass(frozen=True)
class World:
    """An office with rows of all sorts."""

    units: tuple[int, ...]
    posts: tuple[int, ...]
    persons: tuple[int, ...]


@pytest.fixture
def world(owner: Owner, office: Office, tmp_path: Path) -> World:
    assert owner.owning
    chance = random.Random(7)  # noqa: S311 - the same office every time
    texts = {
        name: LEDGER.format(name=name, scope=scope, more=more) for name, (scope, more) in LEDGERS.items()
    }
    definitions.put_in_force(pack(tmp_path / "more", **texts), actor=CONSOLE, reason="增加")
    somebody = (office.chief, office.eastern, office.western)
    posts = (0, *(one.post for one in somebody))
    for name in LEDGERS:
        for place in range(24):
            actor = chance.choice((*somebody, CONSOLE))
            unit = chance.choice((office.town, office.east, office.west)) if actor == CONSOLE else None
            values = {"name": f"{name}{place}", "size": place % 5 or None}
            with suppress(LedgerError):
                row = actions.create(name, values, actor=actor, unit=unit, post=chance.choice(posts))
                if place % 7 == 3:
                    actions.withdraw(row.uid, actor=CONSOLE, seen=row.version, reason="重复")
    people_actions.merge_units([office.west], office.east, actor=CONSOLE, day=TODAY - timedelta(days=3))
    return World(
        (office.town, office.east, office.west, 10_001),
        (*posts, 10_002),
        tuple(one.person for one in somebody),
    )


def scopes(world: World, count: int) -> Iterator[Scope]:
    """People of all sorts, some of whom there could not be."""
    chance = random.Random(count)  # noqa: S311 - the same people every time
    for _ in range(count):
        person, post = chance.choice((0, *world.persons)), chance.choice(world.posts)
        yield Scope(
            Actor(person=person, post=post) if person else CONSOLE,
            units=frozenset(chance.sample(world.units, chance.randrange(4))),
            posts=frozenset(chance.sample(world.posts, chance.randrange(3))),
            kinds=frozenset(chance.sample(("village", "town", ""), chance.randrange(2))),
            rights=frozenset({Right.READ} if chance.random() < 0.9 else ()),
            ledgers={chance.choice(tuple(LEDGERS)): frozenset()} if chance.random() < 0.1 else {},
            everywhere=chance.random() < 0.1,
            only=frozenset({chance.choice(tuple(LEDGERS))}) if chance.random() < 0.1 else None,
        )


def in_store(name: str, scope: Scope, *, withdrawn: bool | None) -> list[int] | str:
    try:
        page = ledgers.rows(name, scope, withdrawn=withdrawn, limit=500)
    except LedgerError as error:
        return error.kind
    return [row.id for row in page.rows]


def in_mirror(name: str, scope: Scope, *, withdrawn: bool | None) -> list[int] | str:
    try:
        page = queries.page(name, scope, withdrawn=withdrawn, limit=500)
    except LedgerError as error:
        return error.kind
    assert isinstance(page, queries.Ids)
    assert page.count == len(page.rows)
    return list(page.rows)


def compare(world: World, count: int) -> int:
    """Row by row, and how many rows were seen in all."""
    total = 0
    for at, scope in enumerate(scopes(world, count)):
        for name in LEDGERS:
            withdrawn = (False, None, True)[at % 3]
            found = in_store(name, scope, withdrawn=withdrawn)
            assert in_mirror(name, scope, withdrawn=withdrawn) == found, (scope, name)
            total += len(found) if isinstance(found, list) else 0
    return total


def test_sixty_people_see_the_same(world: World) -> None:
    assert compare(world, 60) > 100


@pytest.mark.long
def test_a_thousand_people_see_the_same(world: World) -> None:
    assert compare(world, 1_000) > 2_000


def test_the_people_of_the_office_see_the_same(world: World, office: Office) -> None:
    assert world.units
    for actor in (office.chief, office.eastern, office.western, office.reader, CONSOLE):
        scope = people.scope(actor)
        for name in LEDGERS:
            assert in_mirror(name, scope, withdrawn=None) == in_store(name, scope, withdrawn=None)
    # what the merged village had is seen by who took it over
    assert office.west in people.scope(office.eastern).units


def test_rows_of_an_import_are_seen_all_at_once(
    owner: Owner, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spooling, "FRAME", 5)
    monkeypatch.setattr(applying, "_HOLD", -1)
    first = actions.create("shops", {"name": "旧店", "code": "A0", "staff": 1}, actor=office.eastern)
    with (tmp_path / "shops.csv").open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(("名称", "编码", "人数"))
        writer.writerows((f"店{place}", f"A{place}", place + 2) for place in range(12))
    uid = UUID(prepare(tmp_path / "shops.csv", "shops", actor=office.chief).manifest.uid)

    def killed(_done: int) -> None:
        raise KilledError

    with pytest.raises(KilledError):
        applying.apply(uid, actor=office.chief, reason="普查", tell=killed)
    for scope in (people.scope(office.chief), people.scope(CONSOLE)):
        assert in_mirror("shops", scope, withdrawn=None) == [first.id]
        assert in_store("shops", scope, withdrawn=None) == [first.id]
    owner.mirror.renew()
    owner.build()
    assert in_mirror("shops", people.scope(CONSOLE), withdrawn=None) == [first.id]
    applying.apply(uid, actor=office.chief, reason="普查")
    assert len(in_mirror("shops", people.scope(CONSOLE), withdrawn=None)) == 12
    assert in_mirror("shops", people.scope(office.eastern), withdrawn=None) == [first.id]
