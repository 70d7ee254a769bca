"""Forms need their secret, addresses lead nowhere else, other methods do nothing, rights end."""

import re
from datetime import date
from typing import Any

import pytest
from besieged import PASSWORD, World, addresses, body, come, path
from django.test import Client
from set_once import set_once
from test_pages_hold import unsafe

from office import CONSOLE, TODAY
from zhangtu.desk.frame import preferences
from zhangtu.journal import queries as journal
from zhangtu.journal.actor import Actor
from zhangtu.ledgers import actions as ledgers
from zhangtu.messages import actions as messages
from zhangtu.people import actions as people

pytestmark = pytest.mark.django_db
ELSEWHERE = (
    "https://evil.example/", "//evil.example/", "/\\evil.example/", "\\\\evil.example", "https:evil.example",
    "///evil.example", "javascript:alert(1)", "/\t/evil.example", "http:///evil.example",
    "/%09/evil.example", "https://evil.example\\@testserver/", " //evil.example",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _set_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a paper is had is asked here, not what is on it."""
    set_once(monkeypatch)


def guarded(client: Client) -> Client:
    """The same visitor at a browser that checks forms as the product does."""
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.cookies = client.cookies
    return strict


@pytest.mark.parametrize("role", ["clerk", "unit_administrator"])
def test_every_form_needs_its_secret(world: World, role: str) -> None:
    client = guarded(come(world.roles[role]))
    before, wrong = journal.last_number(), {}
    other = re.search(r'name="csrf" content="(\w+)"', body(Client().get("/sign/in")).decode())
    assert other is not None
    for name, address in addresses():
        there = path(world, address)
        said = []
        for sent, headers in (
            ({}, {}),
            ({"csrfmiddlewaretoken": other[1]}, {}),
            ({}, {"X-Fragment": "1", "X-CSRFToken": other[1]}),
        ):
            answer = client.post(there, sent, headers=headers)
            if answer.status_code not in (403, 405):
                said.append(str(answer.status_code))
            said += list(unsafe(answer))
        if client.put(there, b"{}", content_type="application/json").status_code not in (403, 405):
            said.append("PUT")
        wrong[name] = said
    assert {name: said for name, said in wrong.items() if said} == {}
    assert journal.last_number() == before


def test_other_methods_do_nothing_and_are_answered_safely(world: World) -> None:
    client, wrong, before = come(world.roles["chief"]), {}, journal.last_number()
    for name, address in addresses():
        for method in ("PUT", "DELETE", "OPTIONS", "TRACE", "HEAD"):
            answer = client.generic(method, path(world, address))
            fine = answer.status_code in (403, 404, 405, 422, 411) or method == "HEAD"
            head = method != "HEAD" or not body(answer)
            wrong[f"{method} {name}"] = [
                *unsafe(answer),
                *([] if fine and head else [str(answer.status_code)]),
            ]
    assert {name: said for name, said in wrong.items() if said} == {}
    opened = [
        one
        for one in journal.entries_after(before, 100)
        if one.action not in ("open", "mark", "read", "unfold")
    ]
    assert [(one.register, one.action) for one in opened] == []


def leads_away(answer: Any) -> bool:
    to = str(answer.headers.get("Location", ""))
    return bool(to) and not re.match(r"^(/(?![/\\\t ])|\?|\.)", to)


@pytest.mark.parametrize("place", ELSEWHERE)
def test_nothing_leads_to_another_site(world: World, place: str) -> None:
    actor = world.roles["clerk"]
    come(actor)
    fresh = Client(HTTP_ACCEPT_LANGUAGE="zh-CN", raise_request_exception=False)
    given = {"login": f"person{actor.person}", "secret": PASSWORD, "next": place}
    for sent in (given, {**given, "secret": "wrong"}):
        answer = fresh.post("/sign/in", sent, query_params={"next": place})
        assert not leads_away(answer)
        assert 'evil.example/"' not in body(answer).decode() or "value=" in body(answer).decode()
    assert not leads_away(fresh.post("/sign/post", {"post": actor.post, "next": place}))
    assert not leads_away(fresh.get("/sign/in", {"next": place}))
    assert not leads_away(fresh.post("/choose", {"back": place, "language": "en"}))
    words = messages.Words("note", "信", "信", place)
    uid = messages.send(words, actor=CONSOLE, unit=world.office.west)
    assert not leads_away(fresh.get(f"/messages/{uid}/"))


def test_no_parameter_leads_to_another_site(world: World) -> None:
    client = come(world.roles["clerk"])
    for _name, address in addresses():
        for place in ELSEWHERE[:3]:
            asked = {"next": place, "back": place, "to": place, "url": place, "return": place, "view": place}
            assert not leads_away(client.get(path(world, address), asked)), address


def test_a_name_that_is_an_address_leads_nowhere(world: World) -> None:
    client = come(world.roles["clerk"])
    for there in (
        "//evil.example/",
        "/\\evil.example",
        "/%5Cevil.example/..",
        "//evil.example/%2e%2e",
        "/ledgers",
    ):
        answer = client.get(there)
        assert not leads_away(answer)
        assert answer.status_code in (301, 302, 400, 404)


def test_a_session_somebody_planted_is_not_the_one_signed_in_with(world: World) -> None:
    actor = world.roles["clerk"]
    come(actor)
    client = Client()
    client.get("/sign/in")
    client.cookies["sessionid"] = "a" * 32
    client.post("/sign/in", {"login": f"person{actor.person}", "secret": PASSWORD})
    assert client.cookies["sessionid"].value != "a" * 32
    first = client.cookies["sessionid"].value
    client.post("/sign/in", {"login": f"person{actor.person}", "secret": PASSWORD})
    assert client.cookies["sessionid"].value != first
    stale = Client()
    stale.cookies["sessionid"] = first
    assert "/sign/in" in stale.get("/ledgers/").headers["Location"]


def test_a_post_that_is_not_mine_is_not_taken(world: World) -> None:
    client = come(world.roles["eastern"])
    for post in (world.office.western.post, world.office.chief.post, 0, -1, 10**30, "x", "٣"):
        answer = client.post("/sign/post", {"post": post})
        assert answer.status_code in (200, 422), post
    assert client.get(f"/ledgers/shops/rows/{world.shop.uid}/").status_code == 404
    assert client.get(f"/ledgers/shops/rows/{world.own.uid}/").status_code == 200


@pytest.mark.parametrize("how", ["relieve", "close", "reset", "password"])
def test_what_ends_ends_at_the_next_request(world: World, how: str) -> None:
    actor = world.roles["eastern"]
    client, second = come(actor), come(actor)
    place = f"/ledgers/shops/rows/{world.own.uid}/"
    assert client.get(place).status_code == 200
    account = people_account(actor)
    if how == "relieve":
        people.relieve(actor.person, actor.post, actor=CONSOLE, day=TODAY)
    elif how == "close":
        people.close_account(account, actor=CONSOLE)
    elif how == "reset":
        people.reset_account(account, actor=CONSOLE)
    else:
        chosen = {"old": PASSWORD, "password": "Bai-he-9917-z", "again": "Bai-he-9917-z"}
        assert second.post("/sign/password", chosen).status_code == 302
        assert second.get(place).status_code == 200
    before = journal.last_number()
    assert client.get(place).status_code in (302, 403, 404)
    given = {"seen": str(world.own.version), "reason": "x", "v-name": "改"}
    for name, address in addresses():
        if "{uid}" in address and "rows" in address:
            answer = client.post(path(world, address, uid=world.own.uid), given)
            assert answer.status_code in (302, 401, 403, 404, 405), name
            if answer.status_code == 302:
                assert "/sign/" in answer.headers["Location"], name
    sent = f'{{"rows":[{{"values":{{"name":"改"}},"uid":"{world.own.uid}","seen":{world.own.version}}}]}}'
    answer = client.post("/ledgers/shops/save", sent, content_type="application/json")
    assert answer.status_code in (401, 403, 404)
    assert journal.last_number() == before


def people_account(actor: Actor) -> int:
    from zhangtu.people.models import Account  # noqa: PLC0415

    return int(Account.objects.get(person=actor.person).pk)


def test_cookies_are_out_of_reach(world: World) -> None:
    client = come(world.roles["clerk"])
    client.get("/ledgers/")
    for name, cookie in client.cookies.items():
        assert cookie["httponly"], name
        assert cookie["samesite"] in ("Lax", "Strict"), name
    answer = client.post("/choose", {"who": "a\r\nSet-Cookie: x=1", "back": "/"})
    assert "x" not in answer.cookies
    assert preferences.NAME_COOKIE in answer.cookies


def test_two_ways_at_one_row_lose_nothing(world: World) -> None:
    """Different fields go together whatever way they come; the same field says both values."""
    one, two = come(world.roles["eastern"]), come(world.office.chief)
    uid, seen = world.own.uid, world.own.version
    sent = f'{{"rows":[{{"values":{{"staff":"11"}},"uid":"{uid}","seen":{seen}}}]}}'
    assert one.post("/ledgers/shops/save", sent, content_type="application/json").status_code == 200
    ledgers.amend(uid, {"opened": "2020-01-02"}, actor=world.office.chief, seen=seen)
    other = sent.replace("staff", "note").replace('"11"', '"记下"')
    assert two.post("/ledgers/shops/save", other, content_type="application/json").status_code == 200
    lost = two.post("/ledgers/shops/save", sent.replace('"11"', '"12"'), content_type="application/json")
    assert lost.status_code == 409
    said = lost.json()["conflicts"][0]
    assert (said["theirs"], said["mine"]) == ("11", "12")
    page = body(two.get(f"/ledgers/shops/rows/{uid}/")).decode()
    assert all(value in page for value in ("11", "记下"))


def test_both_values_of_a_masked_field_are_not_shown(world: World) -> None:
    uid, seen = world.own.uid, world.own.version
    ledgers.amend(uid, {"phone": "13700001234"}, actor=world.office.chief, seen=seen)
    client = come(world.roles["eastern"])
    sent = f'{{"rows":[{{"values":{{"phone":"13600005678"}},"uid":"{uid}","seen":{seen}}}]}}'
    answer = client.post("/ledgers/shops/save", sent, content_type="application/json")
    assert answer.status_code == 409
    assert "13700001234" not in body(answer).decode()
    assert date(2026, 11, 23) == TODAY
