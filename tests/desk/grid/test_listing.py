"""The list of a ledger: totals, groups that open into their rows, columns chosen, values suggested."""

import re
from html import unescape
from urllib.parse import quote

import pytest
from coming import Come
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from office import Office
from zhangtu.ledgers import actions
from zhangtu.mirror import client as mirror_client
from zhangtu.mirror.owning import Owner
from zhangtu.mirror.questions import NotNow

SHOPS = "/ledgers/shops/"


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def names(html: str) -> list[str]:
    """The titles of the rows on a page."""
    return re.findall(r'aria-label="选中 ([^"]+)"', html)


def bands(html: str) -> list[tuple[str, str]]:
    """Words and count of the groups on a page."""
    return re.findall(
        r'<td[^>]*>(?:<a href="[^"]*">)?([^<]+)(?:</a>)? <span class="hint">(\d+) 条</span>', html
    )


@pytest.mark.usefixtures("mirror")
def test_totals_are_of_everything_asked_for(office: Office, come: Come) -> None:
    html = page(come(office.eastern), f"{SHOPS}totals")
    assert "<tfoot" in html
    assert ">4 条<" in html
    assert ">123<" in html
    assert ">3<" in page(come(office.chief), f"{SHOPS}totals?f.name={quote('甲')}")
    assert ">4 条<" in page(come(office.reader), f"{SHOPS}?total=1")


@pytest.mark.usefixtures("mirror")
def test_groups_open_into_their_rows(office: Office, come: Come) -> None:
    client = come(office.chief)
    html = page(client, f"{SHOPS}?group=@unit,open")
    assert bands(html) == [("东桥村", "4"), ("否", "2"), ("是", "2"), ("西岭村", "1"), ("是", "1")]
    within = unescape(re.findall(r'<a href="(\?[^"]+)">东桥村</a>', html)[0])
    html = page(client, SHOPS + within)
    assert bands(html) == [("否", "2"), ("是", "2")]
    rows = unescape(re.findall(r'<a href="(\?[^"]+)">否</a>', html)[0])
    assert names(page(client, SHOPS + rows)) == ["乙鹽", "丁茶"]


@pytest.mark.usefixtures("mirror")
def test_a_group_of_a_text_is_exactly_that_text_and_empty_ones_are_a_group(
    office: Office, come: Come
) -> None:
    client = come(office.eastern)
    actions.create("shops", {"name": "甲茶二", "code": "c9"}, actor=office.eastern)
    html = page(client, f"{SHOPS}?group=name")
    assert ("甲茶", "1") in bands(html)
    address = unescape(re.findall(r'<a href="(\?[^"]+)">甲茶</a>', html)[0])
    assert names(page(client, SHOPS + address)) == ["甲茶"]
    html = page(client, f"{SHOPS}?group=opened")
    address = unescape(re.findall(r'<a href="(\?[^"]+)">（空）</a>', html)[0])
    assert names(page(client, SHOPS + address)) == ["丁茶", "甲茶二"]


@pytest.mark.usefixtures("mirror")
def test_groups_by_rows_of_another_ledger(office: Office, come: Come) -> None:
    client = come(office.eastern)
    actions.create("papers", {"shop": "c0", "number": "一号"}, actor=office.eastern)
    html = page(client, "/ledgers/papers/?group=shop")
    assert bands(html) == [("甲茶", "1")]
    address = unescape(re.findall(r'<a href="(\?[^"]+)">甲茶</a>', html)[0])
    html = page(client, "/ledgers/papers/" + address)
    assert names(html) == ["一号"]
    assert "店铺：甲茶" in html


@pytest.mark.usefixtures("mirror")
def test_columns_are_shown_as_chosen(office: Office, come: Come) -> None:
    html = page(come(office.eastern), f"{SHOPS}?cols=staff,name,@unit,nothing")
    assert re.findall(r'<th scope="col" data-name="([^"]+)"', html) == ["staff", "name", "@unit"]
    assert "东桥村" in html


@pytest.mark.usefixtures("mirror")
def test_several_columns_sort_and_each_says_how(office: Office, come: Come) -> None:
    html = page(come(office.eastern), f"{SHOPS}?cols=name,staff,open&sort=open,-staff")
    assert names(html) == ["丁茶", "乙鹽", "甲茶", "丙米"]
    assert re.findall(r'data-name="(\w+)"[^>]*aria-sort="(\w+)"', html) == [
        ("staff", "descending"),
        ("open", "ascending"),
    ]


@pytest.mark.usefixtures("mirror")
def test_values_are_suggested_with_how_many_rows_have_them(office: Office, come: Come) -> None:
    client = come(office.chief)
    found = client.get(f"{SHOPS}values?of=name&begins={quote('乙盐')}").json()
    assert [(one["typed"], one["words"], one["count"]) for one in found["values"]] == [
        ("=乙鹽", "乙鹽", "1 条")
    ]
    units = client.get(f"{SHOPS}values?of=@unit&f.staff=>=7").json()["values"]
    assert [(one["typed"], one["count"]) for one in units] == [("东桥村", "2 条"), ("西岭村", "1 条")]
    assert client.get(f"{SHOPS}values?of=staff").status_code == 404
    assert client.get(f"{SHOPS}values?of=nothing").status_code == 404


def test_while_the_mirror_is_built_the_store_answers_and_it_is_said(
    office: Office, come: Come, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mirror_client, "ask", lambda _: NotNow(0.37))
    client = come(office.eastern)
    html = page(client, SHOPS)
    assert names(html) == ["甲茶", "乙鹽", "丙米", "丁茶"]
    assert "正在更新 37 %" in html
    assert "正在更新 37 %" in page(client, f"{SHOPS}?group=open")
    assert "正在更新 37 %" in page(client, f"{SHOPS}chart")
    assert client.get(f"{SHOPS}values?of=name").json()["values"] == []


@pytest.mark.usefixtures("mirror")
def test_a_fragment_brings_what_stands_around_the_rows(office: Office, come: Come) -> None:
    answer = come(office.eastern).get(f"{SHOPS}?f.name={quote('茶')}", headers={"X-Fragment": "1"})
    html = answer.content.decode()
    assert "<html" not in html
    assert names(html) == ["甲茶", "丁茶"]
    for one in ('id="count"', 'id="chips"', 'id="building"', 'id="totals"'):
        assert one in html


def test_an_empty_ledger_says_what_to_do(office: Office, come: Come, mirror: Owner) -> None:
    assert mirror.owning
    client = come(office.eastern)
    assert "可以登记一条，或从 Excel 导入" in page(client, "/ledgers/papers/")
    assert "去掉几个条件" in page(client, f"{SHOPS}?q={quote('没有的')}")


@pytest.mark.usefixtures("mirror")
def test_a_page_takes_a_fixed_number_of_queries(office: Office, come: Come) -> None:
    client = come(office.chief)
    page(client, SHOPS)

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            page(client, f"{SHOPS}?cols=name,staff,licensed,@unit")
        return len(found)

    before = asked()
    for place in range(30):
        actions.create("shops", {"name": f"店{place}", "code": f"n{place}"}, actor=office.eastern)
    page(client, SHOPS)
    assert asked() == before
    assert before <= 30
