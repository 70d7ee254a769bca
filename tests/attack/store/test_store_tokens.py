"""A token does what it says, as long as it says, and never more than its post."""

from datetime import timedelta

import pytest
from django.test import Client
from programs import Program

from office import CONSOLE, TODAY, Office, somebody
from zhangtu.api import tokens
from zhangtu.api.refusals import ApiError
from zhangtu.kernel.clock import stopped_at
from zhangtu.people import actions as people
from zhangtu.people.scope import Right

ROWS = "/api/v1/ledgers/shops/rows"


def bearer(name: str, post: int, **more: object) -> Client:
    issued = tokens.issue(name, post=post, rights=tuple(Right), actor=CONSOLE, **more)  # type: ignore[arg-type]
    return Client(headers={"Authorization": f"Bearer {issued}"})


def test_a_token_for_some_ledgers_sets_up_no_units(town: Office) -> None:
    post = somebody(town.town, "己六", "unit_administrator").post
    body = {"day": TODAY.isoformat(), "name": "三组", "parent": town.east}
    narrow = bearer("narrow", post, ledgers=["shops"])
    assert narrow.post("/api/v1/units", body, "application/json").status_code == 403
    assert bearer("wide", post).post("/api/v1/units", body, "application/json").status_code == 201


def test_a_token_for_one_ledger_knows_no_other(town: Office) -> None:
    client = bearer("shops only", town.eastern.post, ledgers=["shops"])
    uid = client.post(ROWS, {"values": {"name": "东桥店"}}, "application/json").json()["uid"]
    paper = {"values": {"shop": uid, "number": "1"}}
    wide = bearer("all", town.eastern.post)
    other = wide.post("/api/v1/ledgers/papers/rows", paper, "application/json").json()["uid"]
    assert [one["name"] for one in client.get("/api/v1/ledgers").json()] == ["shops"]
    assert client.get("/api/v1/ledgers/papers/rows").status_code == 403
    assert client.post("/api/v1/ledgers/papers/rows", paper, "application/json").status_code == 403
    for path in (f"rows/{other}", f"rows/{other}/history"):
        assert client.get(f"/api/v1/{path}").status_code == 404
    told = client.get("/api/v1/changes").json()
    assert {one["ledger"] for one in told["changes"]} == {"shops"}
    both = {"changes": [{"ledger": "papers", "values": paper["values"]}]}
    key = {"Idempotency-Key": "papers-1"}
    assert client.post("/api/v1/batches", both, "application/json", headers=key).status_code == 403


def test_a_token_ends_with_its_time_its_post_and_its_revocation(town: Office) -> None:
    day = TODAY + timedelta(days=1)
    client = bearer("ended", town.eastern.post, days=1)
    assert client.get(ROWS).status_code == 200
    with stopped_at(TODAY + timedelta(days=2)):
        assert client.get(ROWS).status_code == 401
    people.relieve(town.eastern.person, town.eastern.post, actor=CONSOLE, day=day)
    people.abolish_post(town.eastern.post, actor=CONSOLE, day=day)
    later = bearer("later", town.eastern.post, days=9)
    with stopped_at(day + timedelta(hours=1)):
        assert later.get(ROWS).status_code in (401, 403)
    tokens.revoke("ended", actor=CONSOLE)
    assert client.get(ROWS).status_code == 401


def test_nobody_issues_a_token_without_the_right(town: Office) -> None:
    for actor in (town.chief, town.eastern, somebody(town.town, "庚七", "system_administrator")):
        with pytest.raises(ApiError):
            tokens.issue("mine", post=actor.post, rights=(Right.READ,), actor=actor)
        with pytest.raises(ApiError):
            tokens.revoke("mine", actor=actor)


def test_an_answer_is_repeated_to_nobody_else(town: Office, program: Program) -> None:
    body = {"changes": [{"ledger": "shops", "values": {"name": "东桥店"}}]}
    key = {"Idempotency-Key": "the-same-key"}
    first = bearer("东" * 50, town.eastern.post)
    told = first.post("/api/v1/batches", body, "application/json", headers=key).json()["rows"][0]
    assert first.post("/api/v1/batches", body, "application/json", headers=key).json()["rows"][0] == told
    other = program(town.western).post("/api/v1/batches", body, "application/json", headers=key).json()
    assert other["rows"][0]["uid"] != told["uid"]
    assert other["rows"][0]["unit"] == town.west
