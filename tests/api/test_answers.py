"""Answers speak the asker's language: fields by their titles, and no word of the framework's."""

from typing import Any

import pytest
from django.test import Client
from programs import Program

from office import Office

CHINESE = {"Accept-Language": "zh-CN"}
SHOP = {"name": "春风小卖部", "code": "S-01"}


@pytest.fixture
def clerk(office: Office, program: Program) -> Client:
    return program(office.eastern)


def post(client: Client, path: str, body: Any, **headers: str) -> dict:
    done = client.post(f"/api/v1/{path}", body, "application/json", headers=CHINESE | headers)
    assert done.status_code in (200, 201, 422), done.content.decode()
    return done.json()


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        ("units", {"day": "2026-01-01"}, "“正文.name”处不对：没有写这一项"),
        ("units", {"name": "某镇", "day": "三月一日"}, "“正文.day”处不对：要写真实存在的日期"),
        ("units", {"name": "某" * 121, "day": "2026-01-01"}, "“正文.name”处不对：最多 120 个字"),
        ("units", {"name": "某镇", "day": "2026-01-01", "parent": -1}, "“正文.parent”处不对：不能小于 0"),
        ("units", {"name": "某镇", "day": "2026-01-01", "parent": "上"}, "“正文.parent”处不对：要写整数"),
        ("ledgers/shops/rows", {"values": []}, "“正文.values”处不对：要写成对象"),
        ("ledgers/shops/rows", "{", "“正文”处不对：不是正确的 JSON"),
        ("mergers", {"units": [], "into": 1, "day": "2026-01-01"}, "“正文.units”处不对：至少 1 项"),
        ("files", None, "“文件.file”处不对：没有写这一项"),
    ],
)
def test_a_request_of_the_wrong_shape_is_told_so_in_chinese(
    clerk: Client, path: str, body: Any, said: str
) -> None:
    assert said in post(clerk, path, body)["message"]


def test_addresses_and_conditions_are_told_too(clerk: Client) -> None:
    for path, said in (
        ("rows/nothing", "“地址.uid”处不对：要写 36 位的编号"),
        ("ledgers/shops/rows?limit=5000", "“地址参数.limit”处不对：不能大于 1000"),
        ("ledgers/shops/rows?where=staff:about:3", "没有“about”这种条件；可用的有 is not less"),
    ):
        done = clerk.get(f"/api/v1/{path}", headers=CHINESE)
        assert done.status_code == 422
        assert said in done.json()["message"]
    english = clerk.get("/api/v1/rows/nothing")
    assert "this must be a UUID" in english.json()["message"]


def test_problems_call_fields_by_their_titles(clerk: Client) -> None:
    wrong = {"values": {"code": "S-09", "staff": "很多", "grade": "A"}}
    said = {one["field"]: one["message"] for one in post(clerk, "ledgers/shops/rows", wrong)["problems"]}
    assert said["name"].startswith("名称：必须填写")
    assert said["staff"].startswith("人数：不是能看懂的数")
    assert said["grade"].startswith("等级：")
    batch = {"changes": [{"action": "create", "ledger": "shops", **wrong}], "reason": ""}
    places = post(clerk, "batches", batch, **{"Idempotency-Key": "12345678"})["places"]
    assert any(one["message"].startswith("名称：") for one in places["0"])


def test_what_somebody_else_changed_is_called_by_its_title(clerk: Client) -> None:
    row = post(clerk, "ledgers/shops/rows", {"values": SHOP})

    def amend(name: str, language: str) -> dict:
        headers = {"If-Match": f'"{row["version"]}"', "Accept-Language": language}
        path = f"/api/v1/rows/{row['uid']}"
        return clerk.patch(path, {"values": {"name": name}}, "application/json", headers=headers).json()

    amend("春风商店", "zh-CN")
    assert "改动了“名称”" in amend("春风超市", "zh-CN")["message"]
    assert "changed Name at" in amend("春风超市", "en")["message"]


def test_a_change_answers_with_live_values(clerk: Client) -> None:
    row = post(clerk, "ledgers/shops/rows", {"values": SHOP})
    assert row["values"]["licensed"] is False
    paper = {"values": {"shop": row["uid"], "number": "证一", "expires": "2099-01-01"}}
    post(clerk, "ledgers/papers/rows", paper)
    done = clerk.patch(
        f"/api/v1/rows/{row['uid']}",
        {"values": {"staff": 3}},
        "application/json",
        headers={"If-Match": f'"{row["version"]}"'},
    )
    assert done.json()["values"]["licensed"] is True
    batch = {"changes": [{"action": "create", "ledger": "shops", "values": {"name": "二", "code": "S-02"}}]}
    made = post(clerk, "batches", {**batch, "reason": ""}, **{"Idempotency-Key": "87654321"})
    assert made["rows"][0]["values"]["licensed"] is False
