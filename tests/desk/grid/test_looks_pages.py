"""Saved looks on the page: tabs, the one a ledger opens with, what others see."""

import re
from urllib.parse import quote

from coming import Come
from django.test import Client

from office import Office

SHOPS = "/ledgers/shops/"


def tabs(client: Client) -> list[str]:
    html = client.get(f"{SHOPS}?view=all").content.decode()
    nav = html[html.index('<nav class="tabs"') : html.index("<details", html.index('<nav class="tabs"'))]
    return re.findall(r">([^<>]+?)(?: <span|</a>)", nav)


def save(client: Client, title: str, query: str = "", **more: str) -> str:
    answer = client.post(f"{SHOPS}views/save", {"title": title, "query": query, **more})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_a_look_is_saved_and_opened_by_its_tab(office: Office, come: Come) -> None:
    client = come(office.eastern)
    where = save(client, "大店", "?f.staff=>%3D20&sort=-staff&evil=%3Cscript%3E&after=x")
    assert where.startswith(f"{SHOPS}?f.staff=%3E%3D20&sort=-staff&view=")
    html = client.get(where).content.decode()
    assert re.findall(r'aria-label="选中 (\S+)"', html) == ["丁茶", "乙鹽"]
    assert tabs(client) == ["全部", "大店"]
    assert tabs(come(office.chief)) == ["全部"]


def test_a_shared_look_and_the_first_one(office: Office, come: Come) -> None:
    save(come(office.chief), "全镇", "?sort=-name", shared="1")
    client = come(office.eastern)
    assert tabs(client) == ["全部", "全镇"]
    where = save(client, "我的", "?f.staff=3", first="1")
    assert client.get(SHOPS)["Location"] == where
    assert client.get(f"{SHOPS}?view=all").status_code == 200
    assert client.get(f"{SHOPS}?q=1").status_code == 200


def test_saving_anew_renaming_and_removing(office: Office, come: Come) -> None:
    client = come(office.eastern)
    uid = save(client, "一", "?q=a").rpartition("=")[2]
    again = client.post(f"{SHOPS}views/save", {"query": "?q=b", "view": uid})
    assert again["Location"] == f"{SHOPS}?q=b&view={uid}"
    client.post(f"{SHOPS}views/{uid}/", {"deed": "rename", "title": "二"})
    assert tabs(client) == ["全部", "二"]
    client.post(f"{SHOPS}views/{uid}/", {"deed": "share"})
    other = come(office.reader)
    assert tabs(other) == ["全部", "二"]
    assert other.post(f"{SHOPS}views/{uid}/", {"deed": "remove"}).status_code == 422
    client.post(f"{SHOPS}views/{uid}/", {"deed": "remove"})
    assert tabs(client) == ["全部"]


def test_what_was_typed_is_kept_when_it_is_refused(office: Office, come: Come) -> None:
    client = come(office.eastern)
    save(client, "一")
    answer = client.post(f"{SHOPS}views/save", {"title": "一", "query": f"?q={quote('茶')}", "shared": "1"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "已经有一个叫“一”的视图" in html
    assert f"q={quote('茶')}" in html
    assert 'name="shared" value="1" checked' in html
    assert client.post(f"{SHOPS}views/save", {"view": "no", "query": ""}).status_code == 404


def test_another_ledgers_look_and_a_closed_ledger(office: Office, come: Come) -> None:
    client = come(office.eastern)
    assert client.get("/ledgers/tips/views/").status_code == 404
    assert client.post("/ledgers/tips/views/save", {"title": "x", "query": ""}).status_code == 404
