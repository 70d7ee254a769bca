"""What a page of a ledger is spared, and that nobody sees anything old for it."""

import re

import pytest
from coming import Come
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from office import CONSOLE, Office
from zhangtu.desk.frame import hooks
from zhangtu.desk.grid import taking
from zhangtu.ledgers import actions
from zhangtu.messages import actions as telling
from zhangtu.messages import queries as told
from zhangtu.mirror.owning import Owner
from zhangtu.people import queries as people

GRID = "/ledgers/shops/"


def waiting(client: Client) -> dict[str, int]:
    """The counts in the bar, by address."""
    html = client.get(GRID).content.decode()
    found = re.findall(r'<a href="([^"]+)"[^>]*>[^<]*<span class="count">(\d+)', html)
    return {address: int(count) for address, count in found}


def tell(office: Office, words: str) -> None:
    unit = people.post(office.eastern.post)
    assert unit is not None
    telling.send(telling.Words("note", words, words), actor=CONSOLE, unit=unit.unit)


def test_the_bar_counts_what_waits_now(office: Office, come: Come) -> None:
    eastern, western = come(office.eastern), come(office.western)
    assert waiting(eastern) == waiting(western) == {}
    tell(office, "请看第一件")
    assert (waiting(eastern), waiting(western)) == ({"/messages/": 1}, {})
    tell(office, "请看第二件")
    assert waiting(eastern) == {"/messages/": 2}
    inbox = told.inbox(people.scope(office.eastern))
    telling.mark_read([one.uid for one in inbox], actor=office.eastern)
    assert waiting(eastern) == {}


def test_the_bar_counts_once_until_something_is_written(
    office: Office, come: Come, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    places = [hooks.Place("ledgers", "台账", "/ledgers/", waiting=lambda visit: asked.append(visit) or 3)]  # type: ignore[arg-type,func-returns-value]
    monkeypatch.setattr(hooks, "PLACES", places)
    eastern = come(office.eastern)
    assert waiting(eastern) == waiting(eastern) == {"/ledgers/": 3}
    assert len(asked) == 1
    actions.create("shops", {"name": "新店", "code": "n1"}, actor=office.western)
    waiting(eastern)
    assert len(asked) == 2


def test_a_page_takes_as_many_questions_however_much_it_shows(
    office: Office, mirror: Owner, come: Come
) -> None:
    eastern = come(office.eastern)

    def asked() -> int:
        eastern.get(GRID)
        with CaptureQueriesContext(connection) as few:
            assert eastern.get(GRID).status_code == 200
        return len(few)

    mirror.build()
    before = asked()
    for place in range(12):
        actions.create(
            "shops",
            {"name": f"店{place}", "code": f"m{place}", "phone": f"138001381{place:02}"},
            actor=office.eastern,
        )
    assert asked() == before <= 17


def test_whatever_stands_in_a_row_is_text(office: Office, mirror: Owner, come: Come) -> None:
    mirror.build()
    sly = "<b>a</b>&\"'\x1f</td><script>x</script>"
    actions.create("shops", {"name": sly, "code": "s1", "phone": "13800138199"}, actor=office.eastern)
    actions.create("shops", {"name": "后面的", "code": "s2", "phone": "13800138198"}, actor=office.eastern)
    eastern = come(office.eastern)
    for headers in ({}, {"X-Fragment": "1"}):
        html = eastern.get(GRID, headers=headers).content.decode()
        body = html.partition("<tbody")[2] or html
        assert "<b>" not in body
        assert "<script>x" not in body
        assert "&lt;b&gt;a&lt;/b&gt;&amp;&#34;&#39;" in body
        rows = re.findall(r"<tr data-uid.*?</tr>", body, re.DOTALL)
        assert {row.count("<td") for row in rows} == {rows[0].count("<td")}
        assert "后面的" in rows[-1]


def test_only_what_names_picked_rows_is_looked_for(
    office: Office, come: Come, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(taking.cache, "get", lambda key, default=None: asked.append(key) or default)
    eastern = come(office.eastern)
    asked.clear()
    for sly in ("a b", "../x", "x" * 300, "0" * 31, "\x00"):
        assert eastern.get(f"{GRID}print", {"taken": sly}).status_code == 404
    assert not [key for key in asked if key.startswith("grid:")]
    assert eastern.get(f"{GRID}print", {"taken": "0" * 32}).status_code == 404
    assert f"grid:{'0' * 32}" in asked
