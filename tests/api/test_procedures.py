"""A row goes through its procedure by a program: where it is, what may be done, and doing it."""

import json
from typing import Any

import pytest
from django.test import Client
from programs import Program

from office import CONSOLE, Office
from zhangtu.ledgers import definitions
from zhangtu.ledgers.definitions import read
from zhangtu.people.scope import Right
from zhangtu.schema.specs import Procedure

TEXT = """\
procedure: opening
title: {zh: 开店, en: Opening}
of: shops
steps:
  - {step: asked, title: {zh: 申请, en: Asked}, owner: clerk}
  - {step: seen, title: {zh: 核查, en: Seen}, owner: chief}
  - {step: opened, title: {zh: 开业, en: Opened}, final: yes}
moves:
  - {move: look, title: {zh: 核查, en: Look}, from: asked, to: seen, asks: [staff]}
  - {move: open, title: {zh: 同意, en: Open}, from: seen, to: opened, not_by: look, paper: 批文}
"""


@pytest.fixture
def opening(office: Office) -> Office:
    procedure = read(TEXT, "").spec
    assert isinstance(procedure, Procedure)
    definitions.put_in_force(procedure, actor=CONSOLE)
    return office


def post(client: Client, path: str, body: dict[str, Any], version: int = 0) -> Any:
    headers = {"If-Match": str(version)} if version else {}
    return client.post(f"/api/v1/{path}", json.dumps(body), "application/json", headers=headers)


def test_a_row_is_moved_to_its_end(opening: Office, program: Program) -> None:
    eastern, chief = program(opening.eastern), program(opening.chief)
    row = post(eastern, "ledgers/shops/rows", {"values": {"name": "新店"}}).json()
    assert row["state"] == "asked"
    place = f"rows/{row['uid']}"
    told = eastern.get(f"/api/v1/{place}/procedure").json()
    assert [(one["move"], one["asks"], one["why_not"]) for one in told["moves"]] == [("look", ["staff"], "")]
    lacks = post(eastern, f"{place}/moves/look", {}, row["version"])
    assert (lacks.status_code, lacks.json()["kind"]) == (422, "asks")
    moved = post(eastern, f"{place}/moves/look", {"values": {"staff": "2"}}, row["version"]).json()
    assert (moved["step"], moved["post"]) == ("seen", opening.chief.post)
    other = post(eastern, f"{place}/moves/open", {}, moved["version"])
    assert (other.status_code, other.json()["kind"]) == (403, "not_yours")
    bare = post(chief, f"{place}/moves/open", {}, moved["version"])
    assert (bare.status_code, bare.json()["kind"]) == (422, "papers")
    done = post(chief, f"{place}/moves/open", {"papers": {"批文": "镇批〔2026〕3号"}}, moved["version"])
    assert done.json()["papers"] == [{"name": "批文", "number": "镇批〔2026〕3号", "voided": False}]
    final = chief.get(f"/api/v1/{place}/procedure").json()
    assert (final["final"], final["moves"]) == (True, [])
    assert [one["move"] for one in final["passed"]] == ["open", "look", ""]


def test_a_program_that_may_only_read_moves_nothing(opening: Office, program: Program) -> None:
    row = post(program(opening.eastern), "ledgers/shops/rows", {"values": {"name": "新店"}}).json()
    reading = program(opening.eastern, Right.READ)
    answer = post(reading, f"rows/{row['uid']}/moves/look", {"values": {"staff": "2"}}, row["version"])
    assert answer.status_code == 403
