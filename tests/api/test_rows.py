"""Programs read and change rows: what they may, once, and only against what they looked at."""

from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from programs import Program

from office import Office
from zhangtu.api.shapes import RowsOut
from zhangtu.people.scope import Right

SHOP = {
    "name": "春风小卖部",
    "code": "S-01",
    "owner": "王小明",
    "phone": "13800138000",
    "opened": "2024-05-01",
}


@pytest.fixture
def clerk(office: Office, program: Program) -> Client:
    return program(office.eastern)


def enter(client: Client, **values: object) -> dict:
    done = client.post("/api/v1/ledgers/shops/rows", {"values": {**SHOP, **values}}, "application/json")
    assert done.status_code == 201, done.content.decode()
    return done.json()


def amend(client: Client, row: dict, seen: int | None = None, **values: object) -> HttpResponse:
    return client.patch(
        f"/api/v1/rows/{row['uid']}",
        {"values": values},
        "application/json",
        headers={"If-Match": f'"{seen or row["version"]}"'},
    )


def test_a_row_is_entered_and_read(clerk: Client) -> None:
    row = enter(clerk)
    there = clerk.get(f"/api/v1/rows/{row['uid']}")
    assert there.headers["ETag"] == f'"{row["version"]}"'
    assert there.json()["values"]["name"] == "春风小卖部"
    assert there.json()["values"]["opened"] == "2024-05-01"
    assert "王小明" not in there.content.decode()
    assert "owner" in there.json()["masked"]


def test_every_problem_is_listed(clerk: Client) -> None:
    body = {"values": {"code": "x", "opened": "2024-13-01", "phone": "12", "nothing": 1}}
    done = clerk.post("/api/v1/ledgers/shops/rows", body, "application/json")
    assert done.status_code == 422
    assert {one["field"] for one in done.json()["problems"]} >= {"name", "opened", "nothing"}
    assert all(one["message"] for one in done.json()["problems"])


def test_a_change_needs_to_say_what_it_looked_at(clerk: Client) -> None:
    row = enter(clerk)
    bare = clerk.patch(f"/api/v1/rows/{row['uid']}", {"values": {"staff": "3"}}, "application/json")
    assert bare.status_code == 428
    assert amend(clerk, row, staff="3").json()["values"]["staff"] == "3"


def test_only_a_change_that_rests_on_what_changed_is_refused(clerk: Client) -> None:
    row = enter(clerk)
    assert amend(clerk, row, staff="3").status_code == 200
    assert amend(clerk, row, note="朝南").status_code == 200
    refused = amend(clerk, row, staff="5")
    assert refused.status_code == 412
    conflict = refused.json()["conflicts"][0]
    assert (conflict["field"], conflict["theirs"], conflict["mine"]) == ("staff", "3", "5")


def test_numbers_are_given_voided_and_never_given_again(office: Office, program: Program) -> None:
    clerk = program(office.eastern)
    at = f"/api/v1/rows/{enter(clerk)['uid']}/numbers/ticket"
    given = clerk.post(at, {}, "application/json")
    assert (given.status_code, given.json()["values"]["ticket"]) == (200, "店登字〔2026〕1号")
    assert given.headers["ETag"] == f'"{given.json()["version"]}"'
    assert clerk.post(at, {}, "application/json").status_code == 422
    assert clerk.post(f"{at}/void", {}, "application/json").status_code == 422
    voided = clerk.post(f"{at}/void", {"reason": "写错"}, "application/json").json()
    assert voided["values"].get("ticket") is None
    assert clerk.post(at, {}, "application/json").json()["values"]["ticket"] == "店登字〔2026〕2号"
    assert clerk.post(at.replace("ticket", "name"), {}, "application/json").status_code == 422
    other = enter(clerk, code="E-9", phone=None)["uid"]
    last = clerk.post(f"/api/v1/rows/{other}/numbers/ticket", {"year": 2025}, "application/json")
    assert last.json()["values"]["ticket"] == "店登字〔2025〕1号"


def test_withdrawing_and_restoring(office: Office, program: Program) -> None:
    chief = program(office.chief)
    row = enter(chief)
    at = f"/api/v1/rows/{row['uid']}"
    gone = chief.post(
        f"{at}/withdraw", {"reason": "重复"}, "application/json", headers={"If-Match": f'"{row["version"]}"'}
    )
    assert gone.json()["withdrawn"] is True
    assert chief.get("/api/v1/ledgers/shops/rows").json()["rows"] == []
    back = chief.post(
        f"{at}/restore", {}, "application/json", headers={"If-Match": f'"{gone.json()["version"]}"'}
    )
    assert back.json()["withdrawn"] is False
    told = chief.get(f"{at}/history").json()
    assert [one["action"] for one in told] == ["create", "withdraw", "restore"]
    assert told[1]["reason"] == "重复"


def test_a_list_goes_page_by_page(clerk: Client) -> None:
    for number in range(5):
        enter(clerk, name=f"店{number}", code=f"C{number}", phone=f"1380013800{number}", staff=str(number))
    first = clerk.get("/api/v1/ledgers/shops/rows", {"limit": 2, "order": "-staff"}).json()
    assert [row["values"]["staff"] for row in first["rows"]] == ["4", "3"]
    more = {"limit": 2, "order": "-staff", "after": first["next"]}
    assert [
        row["values"]["staff"] for row in clerk.get("/api/v1/ledgers/shops/rows", more).json()["rows"]
    ] == [
        "2",
        "1",
    ]
    some = clerk.get("/api/v1/ledgers/shops/rows", {"where": ["staff:at_least:3"]}).json()
    assert some["count"] == 2
    found = clerk.get("/api/v1/ledgers/shops/rows", {"words": "店3"}).json()
    assert [row["name"] for row in found["rows"]] == ["店3"]


@pytest.mark.parametrize("asked", [{"where": "owner:is:王小明"}, {"order": "phone"}])
def test_masked_fields_can_be_neither_filtered_nor_sorted(clerk: Client, asked: dict) -> None:
    enter(clerk)
    refused = clerk.get("/api/v1/ledgers/shops/rows", asked)
    assert refused.status_code == 403
    assert "王小明" not in refused.content.decode()


def test_a_look_behind_the_mask_is_an_entry(office: Office, program: Program, clerk: Client) -> None:
    row = enter(clerk)
    asked = {"fields": ["owner"], "reason": "核实投诉"}
    assert clerk.post(f"/api/v1/rows/{row['uid']}/unmask", asked, "application/json").status_code == 403
    chief = program(office.chief)
    seen = chief.post(f"/api/v1/rows/{row['uid']}/unmask", asked, "application/json")
    assert seen.json()["values"] == {"owner": "王小明"}
    assert chief.get(f"/api/v1/rows/{row['uid']}/history").json()[-1]["reason"] == "核实投诉"


def test_a_batch_is_whole_or_nothing(clerk: Client) -> None:
    changes = [
        {"ledger": "shops", "values": {"name": "甲店", "code": "A1"}},
        {"ledger": "shops", "values": {"name": "乙店", "code": "A1"}},
    ]
    headers = {"Idempotency-Key": uuid4().hex}
    refused = clerk.post("/api/v1/batches", {"changes": changes}, "application/json", headers=headers)
    assert refused.status_code == 422
    assert list(refused.json()["places"]) == ["1"]
    assert clerk.get("/api/v1/ledgers/shops/rows").json()["count"] == 0


def test_a_batch_sent_twice_is_done_once(clerk: Client) -> None:
    body = {"changes": [{"ledger": "shops", "values": {"name": "甲店", "code": "A1"}}]}
    headers = {"Idempotency-Key": uuid4().hex}
    first = clerk.post("/api/v1/batches", body, "application/json", headers=headers)
    again = clerk.post("/api/v1/batches", body, "application/json", headers=headers)
    assert first.json() == again.json()
    assert clerk.get("/api/v1/ledgers/shops/rows").json()["count"] == 1
    other = {"changes": [{"ledger": "shops", "values": {"name": "乙店", "code": "A2"}}]}
    reused = clerk.post("/api/v1/batches", other, "application/json", headers=headers)
    assert reused.status_code == 409


def test_the_feed_tells_every_change_in_order(office: Office, program: Program, clerk: Client) -> None:
    begun = clerk.get("/api/v1/changes", {"limit": 5000}).json()
    row = enter(clerk)
    amend(clerk, row, staff="3")
    asked = {"after": begun["next"], "epoch": begun["epoch"]}
    told = clerk.get("/api/v1/changes", asked).json()
    assert [(one["action"], one["uid"]) for one in told["changes"]] == [
        ("create", row["uid"]),
        ("amend", row["uid"]),
    ]
    assert "owner" not in told["changes"][0]["fields"]
    assert told["next"] == told["last"]
    west = program(office.western).get("/api/v1/changes", asked).json()
    assert west["changes"] == []
    assert west["next"] == west["last"] > told["next"]
    other = clerk.get("/api/v1/changes", {"after": 3, "epoch": "another"})
    assert other.status_code == 409


def test_a_past_day_and_a_difference(clerk: Client) -> None:
    row = enter(clerk)
    at = f"/api/v1/rows/{row['uid']}"
    assert clerk.get(at, {"day": "2026-11-22"}).status_code == 404
    assert clerk.get(at, {"day": "2026-11-23"}).json()["values"]["code"] == "S-01"
    told = clerk.get(f"{at}/difference", {"earlier": "2026-11-22", "later": "2026-11-23"}).json()
    assert {"field": "code", "before": "", "after": "S-01", "removed": 0} in told["changes"]


def test_a_file_is_opened_through_its_row(office: Office, program: Program, clerk: Client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    brought = clerk.post("/api/v1/files", {"file": SimpleUploadedFile("门头.png", b"\x89PNG\r\n\x1a\n12")})
    assert brought.status_code == 201, brought.content
    file = brought.json()
    assert clerk.get(f"/api/v1/files/{file['sha256']}").status_code == 404
    enter(clerk, photo=[file])
    opened = clerk.get(f"/api/v1/files/{file['sha256']}")
    assert opened.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(opened.streaming_content).endswith(b"12")
    assert program(office.western).get(f"/api/v1/files/{file['sha256']}").status_code == 404


def test_a_token_does_no_more_than_it_says(office: Office, program: Program) -> None:
    reads = program(office.eastern, Right.READ)
    assert reads.get("/api/v1/ledgers/shops/rows").status_code == 200
    assert reads.post("/api/v1/ledgers/shops/rows", {"values": SHOP}, "application/json").status_code == 403
    other = program(office.eastern, ledgers=["papers"])
    assert other.get("/api/v1/ledgers/shops/rows").status_code in {403, 404}
    assert other.get("/api/v1/ledgers/papers/rows").status_code == 200


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("header", ["", "Bearer nonsense", "Basic abc"])
def test_nobody_gets_in_without_a_key(header: str) -> None:
    refused = Client().get("/api/v1/ledgers", headers={"Authorization": header} if header else {})
    assert refused.status_code == 401
    assert refused.json()["kind"] == "no_key"


def test_secret_ledgers_are_as_if_they_were_not_there(clerk: Client) -> None:
    names = [one["name"] for one in clerk.get("/api/v1/ledgers").json()]
    assert names == ["papers", "shops"] or set(names) == {"papers", "shops"}
    assert clerk.get("/api/v1/ledgers/tips").status_code == 404
    assert clerk.get("/api/v1/ledgers/tips/rows").status_code == 404


def test_a_page_of_rows_has_the_shape_it_declares(clerk: Client) -> None:
    enter(clerk)
    enter(clerk, code="S-02", phone="13800138001", name="秋<雨>商行")
    answer = clerk.get("/api/v1/ledgers/shops/rows?limit=1")
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    said = RowsOut.model_validate_json(answer.content, strict=True)
    assert said.next
    assert [one.name for one in said.rows] == ["春风小卖部"]
    # one row is written by the same words as many
    assert answer.json()["rows"] == [clerk.get(f"/api/v1/rows/{said.rows[0].uid}").json()]
    last = clerk.get(f"/api/v1/ledgers/shops/rows?limit=1&after={said.next}").json()
    assert [one["name"] for one in last["rows"]] == ["秋<雨>商行"]
    assert last["next"] is None
    assert last["count"] == 2
