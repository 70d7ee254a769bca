"""What is done with many rows at once, what is refused, and what is undone."""

import re

import pytest
from coming import Come
from django.test import Client

from office import Office
from zhangtu.desk.grid import acting, taking
from zhangtu.journal.actor import Actor
from zhangtu.journal.models import Entry
from zhangtu.ledgers import actions, queries
from zhangtu.people import queries as people

SHOPS = "/ledgers/shops/"


def rows(actor: Actor, **asked: object) -> list[queries.RowView]:
    return list(queries.rows("shops", people.scope(actor), **asked).rows)  # type: ignore[arg-type]


def pick(client: Client, chosen: list[queries.RowView], deed: str = "act", **more: str) -> str:
    """Pick rows; where one is taken."""
    sent = {"deed": deed, "row": ",".join(f"{row.uid}:{row.version}" for row in chosen), **more}
    answer = client.post(f"{SHOPS}take", sent)
    assert answer.status_code == 302
    return str(answer["Location"])


def token(html: str) -> str:
    return re.findall(r'name="rows" value="(\w+)"', html)[0]


def do(client: Client, page: str, status: int = 200, **sent: str) -> str:
    """Do something with the rows a page shows."""
    html = client.get(page).content.decode()
    answer = client.post(page.replace("/act", "/do"), {"rows": token(html), **sent})
    assert answer.status_code == status, answer.content.decode()[-800:]
    return answer.content.decode()


def undo(client: Client, html: str) -> str:
    """Press the button that undoes what was done."""
    form = html[html.index("<form", html.index('class="done"')) :].split("</form>", maxsplit=1)[0]
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    answer = client.post(re.findall(r'action="([^"]+)"', form)[0], sent)
    assert answer.status_code == 200
    return answer.content.decode()


def staff(actor: Actor) -> list[str]:
    return [str(row.values.get("staff", "")) for row in rows(actor)]


def test_one_column_is_set_in_one_act_and_put_back(office: Office, come: Come) -> None:
    client = come(office.eastern)
    page = pick(client, rows(office.eastern)[:3])
    html = do(client, page, deed="set", field="staff", value="5", reason="统一核实")
    assert "已把 3 条的“人数”改好" in html
    assert staff(office.eastern) == ["5", "5", "5", "100"]
    entries = list(Entry.objects.order_by("-number")[:3])
    assert len({one.batch for one in entries}) == 1
    assert entries[0].batch
    assert "已撤销" in undo(client, html)
    assert staff(office.eastern) == ["3", "20", "", "100"]


def test_what_is_faulty_changes_nothing_and_is_said_row_by_row(office: Office, come: Come) -> None:
    client = come(office.eastern)
    page = pick(client, rows(office.eastern))
    html = do(client, page, 422, deed="set", field="staff", value="很多", reason="核实中")
    assert html.count("甲茶</a>：") == 1
    assert "核实中" in html
    assert staff(office.eastern) == ["3", "20", "", "100"]


def test_what_somebody_changed_meanwhile_is_not_overwritten(office: Office, come: Come) -> None:
    client = come(office.eastern)
    chosen = rows(office.eastern)[:2]
    page = pick(client, chosen)
    actions.amend(chosen[0].uid, {"staff": 9}, actor=office.eastern, seen=chosen[0].version)
    assert "别人已改成“9”" in do(client, page, 422, deed="set", field="staff", value="5")
    assert staff(office.eastern)[:2] == ["9", "20"]


def test_withdrawing_needs_a_reason_and_can_be_undone(office: Office, come: Come) -> None:
    client = come(office.chief)
    page = pick(client, rows(office.chief)[:2])
    do(client, page, 422, deed="withdraw", reason=" ")
    html = do(client, page, deed="withdraw", reason="重复登记")
    assert "已作废 2 条" in html
    assert len(rows(office.chief)) == 3
    assert "已恢复 2 条" in undo(client, html)
    assert len(rows(office.chief)) == 5


def test_rows_others_refer_to_stay_and_so_do_all_the_rest(office: Office, come: Come) -> None:
    actions.create("papers", {"shop": "c0", "number": "一号"}, actor=office.eastern)
    client = come(office.chief)
    html = do(client, pick(client, rows(office.chief)), 422, deed="withdraw", reason="清理")
    assert "有 1 条做不了" in html
    assert "甲茶</a>：" in html
    assert len(rows(office.chief)) == 5


def test_rows_go_to_a_unit_in_scope_and_back(office: Office, come: Come) -> None:
    client = come(office.chief)
    page = pick(client, rows(office.chief)[:2])
    html = do(client, page, deed="assign", unit=str(office.west), post="")
    assert len(rows(office.western)) == 3
    undo(client, html)
    assert len(rows(office.western)) == 1
    other = come(office.eastern)
    do(other, pick(other, rows(office.eastern)[:1]), 422, deed="assign", unit=str(office.west))
    assert len(rows(office.western)) == 1


def test_deeds_one_may_not_do_are_greyed_with_their_reason(office: Office, come: Come) -> None:
    client = come(office.reader)
    page = pick(client, rows(office.reader))
    html = client.get(page).content.decode()
    assert html.count("<fieldset disabled>") == 3
    assert "不能修改" in html or "不能" in html
    answer = client.post(
        page.replace("/act", "/do"), {"rows": token(html), "deed": "set", "field": "staff", "value": "1"}
    )
    assert answer.status_code == 404
    do(client, page, 422, deed="withdraw", reason="试试")
    assert len(rows(office.reader)) == 4


def test_masked_and_made_columns_can_not_be_set(office: Office, come: Come) -> None:
    client = come(office.eastern)
    page = pick(client, rows(office.eastern))
    for field in ("owner", "phone", "grade", "ticket", "crowd", "@unit", "nothing"):
        do(client, page, 404, deed="set", field=field, value="x")
        do(client, page, 404, deed="unset", field="nothing", before="1")


def test_everything_asked_for_is_taken_up_to_a_limit(
    office: Office, come: Come, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = come(office.eastern)
    page = pick(client, [], all="1", query="?f.staff=>%3D20")
    assert "对 2 条记录" in client.get(page).content.decode()
    monkeypatch.setattr(acting, "MOST", 3)
    html = client.get(pick(client, [], all="1")).content.decode()
    assert "一次最多改 3 条" in html
    assert "<fieldset><legend>作废" not in html


def test_picked_rows_are_nobody_elses(office: Office, come: Come) -> None:
    page = pick(come(office.eastern), rows(office.eastern))
    assert come(office.chief).get(page).status_code == 404
    assert come(office.western).get(f"{SHOPS}act?taken=ffff").status_code == 404


def test_rows_out_of_scope_are_left_out(office: Office, come: Come) -> None:
    client = come(office.western)
    html = client.get(pick(client, rows(office.eastern))).content.decode()
    assert "甲茶" not in html
    assert "没有选中记录" in html


def test_taking_goes_nowhere_else(office: Office, come: Come) -> None:
    client = come(office.eastern)
    assert client.post(f"{SHOPS}take", {"deed": "https://example.com"}).status_code == 404
    answer = client.post(f"{SHOPS}take", {"deed": "copy", "query": "?q=1&next=//example.com"})
    assert answer["Location"] == f"{SHOPS}copy?q=1"
    assert client.get(f"{SHOPS}take").status_code == 405
    assert taking.MOST == 1000
