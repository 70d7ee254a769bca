"""A definition through the REST face: looked at, tried, put in force, refused where another came first."""

import pytest
from django.http import HttpResponse
from django.test import Client
from programs import Program

from office import Office, somebody
from zhangtu.ledgers import actions, definitions

PATH = "/api/v1/ledgers/shops/definition"


@pytest.fixture
def designer(office: Office, program: Program) -> Client:
    return program(somebody(office.town, "设计员", "designer"))


def put(client: Client, text: str, seen: int, path: str = PATH, **more: object) -> HttpResponse:
    body = {"text": text, "reason": "改栏目", **more}
    return client.put(path, body, "application/json", headers={"If-Match": f'"{seen}"'})


def seen_by(client: Client) -> tuple[str, int]:
    answer = client.get(PATH)
    told = answer.json()
    assert answer.headers["ETag"] == f'"{told["definition"]}"'
    return told["text"], told["definition"]


def test_it_is_tried_then_put_in_force(designer: Client) -> None:
    text, seen = seen_by(designer)
    new = text.replace("备注", "说明")
    tried = put(designer, new, seen, f"{PATH}?check=1")
    assert tried.json()["changes"] == ["Field 13 “Note”: title changes from “备注” to “说明”."]
    assert not tried.json()["changed"]
    assert definitions.in_force("shops").id == seen
    done = put(designer, new, seen)
    assert done.json()["changed"]
    assert done.json()["changes"] == tried.json()["changes"]
    assert definitions.in_force("shops").fields["note"].title.zh == "说明"
    assert done.headers["ETag"] == f'"{definitions.in_force("shops").id}"'
    again = put(designer, new, definitions.in_force("shops").id)
    assert (again.status_code, again.json()["changed"], again.json()["changes"]) == (200, False, [])


def test_who_comes_second_is_shown_what_the_first_changed(designer: Client) -> None:
    text, seen = seen_by(designer)
    assert put(designer, text.replace("备注", "说明"), seen).status_code == 200
    second = put(designer, text.replace("人数很多", "人数过多"), seen)
    assert second.status_code == 409
    assert second.json()["kind"] == "definition_moved"
    assert second.json()["changes"] == ["Field 13 “Note”: title changes from “备注” to “说明”."]
    assert definitions.in_force("shops").fields["note"].title.zh == "说明"
    assert put(designer, text, seen, f"{PATH}?check=1").status_code == 409


def test_what_is_wrong_is_told_by_line(designer: Client) -> None:
    text, seen = seen_by(designer)
    wrong = put(designer, text.replace("type: date", "type: day"), seen)
    assert wrong.status_code == 422
    places = wrong.json()["problems"]
    assert wrong.json()["kind"] == "definition_wrong"
    assert places
    assert all(one["message"] for one in places)
    assert places[0]["field"].partition(":")[0].isdigit()
    assert put(designer, "{", seen).status_code == 422
    other = put(designer, text, definitions.in_force("papers").id, "/api/v1/ledgers/papers/definition")
    assert other.json()["kind"] == "other_definition"


def test_nothing_is_taken_away_without_leave_nor_by_whoever_may_not(
    office: Office, designer: Client, program: Program
) -> None:
    actions.create("shops", {"name": "一"}, actor=office.eastern)
    text, seen = seen_by(designer)
    lines = [line for line in text.splitlines() if "name: photo" not in line]
    refused = put(designer, "\n".join(lines), seen)
    assert refused.status_code == 422, refused.json()
    assert refused.json()["message"]
    assert put(program(office.chief), text, seen).status_code == 403
    assert program(office.chief).get(PATH).status_code == 403
    missing = designer.put(PATH, {"text": text}, "application/json")
    assert missing.status_code == 428


def test_a_ledger_that_is_not_there_yet(designer: Client) -> None:
    text = """
ledger: stalls
title: {zh: 摊位, en: Stalls}
row: "{name}"
scope: unit
fields:
  - {no: 1000, name: name, type: text, title: {zh: 名称, en: Name}, required: yes}
"""
    path = "/api/v1/ledgers/stalls/definition"
    assert put(designer, text, 5, path).status_code == 409
    made = put(designer, text, 0, path)
    assert made.json()["changed"], made.json()
    assert definitions.in_force("stalls").ledger.title.en == "Stalls"
