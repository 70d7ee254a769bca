"""What is typed and pasted into a grid is saved: words that mean one row, and those that may mean several."""

import json
from pathlib import Path
from typing import Any

from coming import Come
from django.test import Client

from office import CONSOLE, SHOPS, Office, pack
from office import PAPERS as OF_PAPERS
from zhangtu.ledgers import actions, definitions, queries
from zhangtu.people import queries as people

PAPERS = "/ledgers/papers/"


def save(client: Client, *rows: dict[str, str], status: int = 200, address: str = PAPERS) -> dict[str, Any]:
    sent = {"rows": [{"values": row} for row in rows]}
    answer = client.post(f"{address}save", json.dumps(sent), content_type="application/json")
    assert answer.status_code == status, answer.content.decode()
    return dict(answer.json())


def test_a_part_of_a_title_means_the_one_row_that_has_it_in_either_script(office: Office, come: Come) -> None:
    client = come(office.eastern)
    said = save(
        client,
        *({"shop": words, "number": words} for words in ("甲茶", "乙盐", "丙", "c3", "丁茶")),
        status=422,
    )
    assert [one["name"] for one in said["faults"]] == ["shop"]
    assert said["faults"][0]["place"] == 2
    said = save(client, *({"shop": words, "number": words} for words in ("甲茶", "乙盐", "c3", "丙米")))
    shops = [row["cells"][0]["text"] for row in said["rows"]]
    assert shops == ["甲茶", "乙鹽", "丁茶", "丙米"]


def test_several_that_may_be_meant_are_named_and_nothing_is_saved(office: Office, come: Come) -> None:
    client = come(office.eastern)
    before = queries.rows("papers", people.scope(office.eastern)).count
    said = save(client, {"shop": "茶", "number": "一"}, {"shop": "没影", "number": "二"}, status=422)
    first, second = said["faults"]
    assert "甲茶" in first["say"]
    assert "丁茶" in first["say"]
    assert "没有找到" in second["say"]
    assert queries.rows("papers", people.scope(office.eastern)).count == before


def test_what_is_out_of_scope_is_never_meant_or_named(office: Office, come: Come) -> None:
    actions.create("shops", {"name": "西茶二", "code": "w1"}, actor=office.western)
    said = save(come(office.eastern), {"shop": "西茶", "number": "一"}, status=422)
    assert "西茶" not in json.dumps(said, ensure_ascii=False)


VISITS = """
ledger: visits
title: {zh: 走访, en: Visits}
row: "{whom}"
fields:
  - {no: 1, name: whom, type: text, title: {zh: 走访对象, en: Visited}, required: yes}
  - {no: 2, name: village, type: unit, title: {zh: 村（社区）, en: Village}}
"""


def test_a_part_of_a_units_name_means_it_and_whose_the_row_is(
    office: Office, come: Come, tmp_path: Path
) -> None:
    added = pack(tmp_path / "more", shops=SHOPS, papers=OF_PAPERS, visits=VISITS)
    definitions.put_in_force(added.ledgers[-1], actor=CONSOLE, reason="走访")
    client = come(office.chief)
    address = "/ledgers/visits/"
    said = save(
        client,
        {"whom": "甲", "village": "西嶺"},
        {"whom": "乙", "village": "村"},
        address=address,
        status=422,
    )
    assert [(one["place"], one["name"]) for one in said["faults"]] == [(1, "village")]
    assert "西岭村" in said["faults"][0]["say"]
    save(client, {"whom": "甲", "village": "西嶺"}, address=address)
    assert [row.unit for row in queries.rows("visits", people.scope(office.chief)).rows] == [office.west]
    said = save(come(office.eastern), {"whom": "丙", "village": "西岭村"}, address=address, status=422)
    assert "不在您的管辖范围内" in said["faults"][0]["say"]


def test_what_stands_around_saved_rows_says_what_there_is_now(office: Office, come: Come) -> None:
    client = come(office.eastern)
    said = save(client, {"name": "戊茶", "code": "c7"}, address="/ledgers/shops/")
    assert said["count"] == "共 5 条"
    uid, seen = said["rows"][0]["uid"], said["rows"][0]["seen"]
    sent = {"rows": [{"values": {"name": "戊米"}, "uid": uid, "seen": seen}]}
    answer = client.post("/ledgers/shops/save", json.dumps(sent), content_type="application/json")
    assert answer.json()["count"] == ""
