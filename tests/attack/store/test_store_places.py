"""A row is entered for units and posts there are, and by somebody else only for posts in scope."""

from datetime import timedelta

import pytest
from programs import Program

from office import CONSOLE, TODAY, Office
from zhangtu.journal import queries as journal
from zhangtu.ledgers import actions
from zhangtu.ledgers.drafts import Draft
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.people import actions as people

ROWS = "/api/v1/ledgers/shops/rows"


def refused(kind: str, action: object, *given: object, **named: object) -> None:
    before = journal.last_number()
    with pytest.raises(LedgerError) as refusal:
        action(*given, **named)  # type: ignore[operator]
    assert refusal.value.kind == kind
    assert journal.last_number() == before


def test_nothing_is_entered_for_posts_and_units_there_are_not(town: Office) -> None:
    values = {"name": "东桥店"}
    refused("unknown_post", actions.create, "shops", values, actor=town.eastern, post=999)
    refused("unknown_post", actions.create, "shops", values, actor=town.eastern, behalf=999)
    refused("unknown_unit", actions.create, "shops", values, actor=CONSOLE, unit=999)
    refused("unknown_post", actions.batch, [Draft("shops", values, post=999)], actor=town.eastern)
    row = actions.create("shops", values, actor=town.eastern, post=town.chief.post)
    for column, kind in (("post", "unknown_post"), ("person", "unknown_person"), ("unit", "other_unit")):
        refused(kind, actions.assign, row.uid, actor=town.chief, seen=row.version, **{column: 999})


def test_nothing_is_entered_for_a_post_abolished_by_the_day(town: Office) -> None:
    yesterday = TODAY - timedelta(days=1)
    people.relieve(town.reader.person, town.reader.post, actor=CONSOLE, day=yesterday)
    people.abolish_post(town.reader.post, actor=CONSOLE, day=yesterday)
    for place in ("post", "behalf"):
        given = {"actor": town.chief, "unit": town.east, place: town.reader.post}
        refused("unknown_post", actions.create, "shops", {"name": "东桥店"}, **given)


def test_nobody_enters_for_a_post_of_another_village(town: Office) -> None:
    values, behalf = {"name": "东桥店"}, town.western.post
    refused("other_behalf", actions.create, "shops", values, actor=town.eastern, behalf=behalf)
    refused("other_behalf", actions.batch, [Draft("shops", values)], actor=town.eastern, behalf=behalf)
    row = actions.create("shops", values, actor=town.eastern, behalf=town.reader.post)
    refused(
        "other_behalf", actions.amend, row.uid, {"note": "改"}, actor=town.eastern, seen=row.version,
        behalf=behalf,
    )  # fmt: skip
    done = actions.amend(
        row.uid, {"note": "改"}, actor=town.chief, seen=row.version, behalf=town.eastern.post
    )
    assert done.values["note"] == "改"


def test_no_program_does_either(town: Office, program: Program) -> None:
    client, before = program(town.eastern), journal.last_number()
    for more in ({"behalf": town.western.post}, {"behalf": 999}, {"post": 999}, {"unit": town.west}):
        body = {"values": {"name": "东桥店"}, **more}
        answer = client.post(ROWS, body, "application/json")
        assert answer.status_code in (403, 422), answer.content.decode()
        batch = {"changes": [{"ledger": "shops", **body}]}
        key = {"Idempotency-Key": f"key-{more}"}
        answer = client.post("/api/v1/batches", batch, "application/json", headers=key)
        assert answer.status_code in (403, 422), answer.content.decode()
    assert journal.last_number() == before
