"""Whoever belongs next door finds nothing: no page, no word, no number of what the other village has."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from besieged import EVIL, MARK, NAME, OWNER, PHONE, SHA, World, addresses, body, come, path
from django.test import Client

from office import somebody
from zhangtu.journal import queries as journal

pytestmark = pytest.mark.django_db
SCRIPT = {"X-Fragment": "1"}
#: Part of the office's directory, which everybody in it may read; what stands in ledgers does not.
DIRECTORY = ("office", "sign_post")
#: Plans are the whole office's.
SHARED = ("plans/",)
#: Words that stand in what the other village has, and tell nothing when they come back.
ASKED = (
    {},
    {"q": "onerror"},
    {"f.name": "onerror"},
    {"f.note": "alert", "group": "name", "cols": "name,phone,owner,@unit"},
    {"group": "@unit,name", "sort": "-name", "total": "1"},
    {"of": "name"},
    {"of": "name", "begins": "Z"},
    {"of": "code"},
    {"sort": "phone"},
    {"f.phone": PHONE},
    {"group": "phone"},
    {"of": "phone", "begins": "139"},
    {"all": "1"},
    {"withdrawn": "1", "q": "alert"},
)


def told(answer: Any) -> list[str]:
    """Whatever of the other village an answer holds."""
    data = body(answer)
    heads = " ".join(str(value) for value in answer.headers.values()).encode()
    secret = (MARK, PHONE, OWNER, SHA, "****4321", "欧阳")
    return [one for one in secret if one.encode() in data or one.encode() in heads]


def personal(answer: Any) -> list[str]:
    """The values about persons an answer holds, however they are cut into pieces."""
    data = body(answer).decode("utf-8", "replace")
    plain = re.sub(r"<[^>]+>|[ -]", "", data)
    return [one for one in (PHONE, OWNER) if one in data or one in plain]


def besides(told_: Mapping[str, Any]) -> dict[str, Any]:
    return {name: said for name, said in told_.items() if said}


@pytest.fixture
def neighbour(world: World) -> Client:
    return come(world.office.eastern)


def test_every_address_of_theirs_is_not_there(world: World, neighbour: Client) -> None:
    wrong: dict[str, object] = {}
    for name, address in addresses():
        if name == "sign_out":
            continue
        there = path(world, address)
        for headers in ({}, SCRIPT):
            answer = neighbour.get(there, headers=headers)
            said = [] if name.startswith(DIRECTORY) or address.startswith(SHARED) else told(answer)
            theirs = "{uid}" in address or "{sha256}" in address
            if theirs and not address.startswith(SHARED) and answer.status_code not in (403, 404, 405):
                said.append(str(answer.status_code))
            wrong[f"GET {name}"] = said
    assert besides(wrong) == {}


def test_nothing_of_theirs_is_changed(world: World, neighbour: Client) -> None:
    wrong: dict[str, object] = {}
    sent = {
        "seen": str(world.shop.version), "reason": "我想看",
        "field": ["phone", "photo"], "deed": "remove", "why": "看",
        "title": "改名", "name": "改名", "sha256": SHA, "caption": "看",
        "column": "staff", "cell-staff": "1", "line": "n1",
        "form-0": "aside", "digest": "x", "day": "2026-11-23",
        "step": "go", "side": "receiver", "act": "back",
        "although": "yes", "text": "催", "way": "zero",
        "login": "abcdef", "ask": str(world.things["asks"]["uid"]),
    }  # fmt: skip
    for name, address in addresses():
        if not re.search(r"{(uid|sha256|number|unit|post|person)}", address) or address.startswith("plans"):
            continue
        before = journal.last_number()
        for headers in ({}, SCRIPT):
            answer = neighbour.post(path(world, address), sent, headers=headers)
            said = [] if name.startswith(DIRECTORY) else told(answer)
            # that there is no such view is said on the page of views
            if answer.status_code not in (403, 404, 405, *([422] if name == "grid_look" else [])):
                said.append(str(answer.status_code))
            if journal.last_number() != before:
                said.append("changed")
            wrong[f"POST {name}"] = said
    assert besides(wrong) == {}


def test_lists_searches_and_suggestions_tell_nothing(world: World, neighbour: Client) -> None:
    wrong: dict[str, object] = {}
    for ledger in ("shops", "papers", "tips", "nothing"):
        for name, address in addresses():
            if "{name}" not in address or "{uid}" in address:
                continue
            there = path(world, address, name=ledger, field="shop" if ledger == "papers" else "photo")
            for query in ASKED if ledger == "shops" else ASKED[:4]:
                answer = neighbour.get(there, query, headers=SCRIPT if "group" in query else {})
                wrong[f"{name} {ledger} {query}"] = told(answer)
                if ledger in ("tips", "nothing") and answer.status_code not in (403, 404, 405):
                    wrong[f"{name} {ledger}"] = answer.status_code
    for query in ASKED:
        for name in ("search", "collections", "collection_new", "messages", "forms", "designs", "ledgers"):
            address = dict(addresses())[name]
            wrong[f"{name} {query}"] = told(neighbour.get("/" + address, {**query, "base": "shops"}))
    # what was asked comes back to whoever asked it
    echoed = {name: said for name, said in wrong.items() if said == [PHONE] and PHONE in name}
    assert besides({name: said for name, said in wrong.items() if name not in echoed}) == {}


def test_a_secret_ledger_is_said_not_to_be(world: World, neighbour: Client) -> None:
    for _name, address in addresses():
        if "{name}" in address and address.startswith("ledgers"):
            secret, nothing = (
                neighbour.get(path(world, address, name=ledger, uid=world.look.uid))
                for ledger in ("tips", "tipx")
            )
            assert secret.status_code == nothing.status_code, address
            ours, theirs = (
                re.sub(r'(content|value)="\w{64}"', "", body(one).decode()) for one in (secret, nothing)
            )
            assert ours.replace("tips", "") == theirs.replace("tipx", ""), address


def test_their_names_to_the_outside_open_nothing_in_filters_and_fields(
    world: World, neighbour: Client
) -> None:
    uid, name = str(world.shop.uid), "papers"
    wrong: dict[str, object] = {}
    for place, query in (
        (f"/ledgers/{name}/", {"f.shop": uid}),
        (f"/ledgers/{name}/", {"f.shop": f"{MARK}-1"[:2]}),
        (f"/ledgers/{name}/", {"group": "shop"}),
        (f"/ledgers/{name}/values", {"of": "shop"}),
        (f"/ledgers/{name}/totals", {"f.shop": uid}),
        (f"/ledgers/{name}/choose/shop", {"q": uid}),
        (f"/ledgers/{name}/choose/shop", {"q": "onerror"}),
        (f"/ledgers/{name}/rows/new", {"shop": uid, "v-shop": uid}),
        ("/ledgers/shops/", {"view": str(world.look.uid)}),
        ("/ledgers/shops/views/", {}),
        ("/collections/new", {"base": "shops", "previous": str(world.things["collections"]["uid"])}),
        ("/stamping/", {"q": "ZT"}),
        ("/search", {"q": uid}),
    ):
        for headers in ({}, SCRIPT):
            wrong[f"{place} {query}"] = told(neighbour.get(place, query, headers=headers))
    assert besides(wrong) == {}
    before = journal.last_number()
    saved = neighbour.post(
        f"/ledgers/{name}/save",
        f'{{"rows":[{{"values":{{"shop":"{uid}","number":"E-2"}}}}]}}',
        content_type="application/json",
    )
    assert saved.status_code == 422
    assert told(saved) == []
    assert journal.last_number() == before


def test_a_unique_value_of_theirs_is_not_found_out(world: World, neighbour: Client) -> None:
    """That a value is taken may have to be said; by whom, never."""
    for values in (f'"code":"{MARK}-1"', f'"phone":"{PHONE}"'):
        sent = f'{{"rows":[{{"values":{{"name":"甲",{values}}}}}]}}'
        answer = neighbour.post("/ledgers/shops/save", sent, content_type="application/json")
        said = body(answer).decode()
        assert OWNER not in said
        assert "onerror" not in said
        assert str(world.shop.uid) not in said


@pytest.mark.long
@pytest.mark.parametrize(
    "role", ["system_administrator", "security_administrator", "audit_administrator", "unit_administrator"]
)
def test_administrators_see_no_values_about_persons(world: World, role: str) -> None:
    client, wrong = come(world.roles[role]), {}
    for name, address in addresses():
        for query in ({}, {"q": OWNER[:2]}, {"day": "2026-11-23"}):
            answer = client.get(path(world, address), query)
            wrong[f"{name} {query}"] = personal(answer)
    assert besides(wrong) == {}


@pytest.mark.long
@pytest.mark.parametrize("role", ["clerk", "chief", "data_officer"])
def test_masked_values_stand_nowhere(world: World, role: str) -> None:
    """Nobody reads them in passing: not who entered them, not who may unmask them."""
    client, wrong = come(world.roles[role]), {}
    for name, address in addresses():
        for query, headers in (
            ({"day": "2026-11-23"}, {}),
            ({"cols": "phone,owner", "of": "phone"}, SCRIPT),
            ({}, {}),
        ):
            answer = client.get(path(world, address), query, headers=headers)
            wrong[f"{name} {query}"] = personal(answer)
    assert besides(wrong) == {}


def test_masked_values_can_not_be_found_out_by_asking(world: World) -> None:
    clerk = come(world.roles["clerk"])
    place = "/ledgers/shops/"
    for query in (
        {"f.phone": PHONE}, {"f.owner": OWNER}, {"sort": "phone"}, {"group": "owner"}, {"f.phone": ">1"},
    ):  # fmt: skip
        answer = clerk.get(place, query, headers=SCRIPT)
        assert answer.status_code == 422 or "group" in query, query
        assert str(world.shop.uid) not in body(answer).decode(), query
    assert clerk.get(f"{place}values", {"of": "phone"}).status_code == 404
    assert str(world.shop.uid) not in body(clerk.get(place, {"q": OWNER}, headers=SCRIPT)).decode()
    found = body(clerk.get("/search", {"q": OWNER})).decode()
    assert str(world.shop.uid) not in found


def test_showing_a_masked_value_is_an_entry_and_its_answer_is_not_kept(world: World) -> None:
    place = f"/ledgers/shops/rows/{world.shop.uid}/show"
    refused = come(world.roles["clerk"]).post(place, {"field": "phone", "reason": "核对"})
    assert refused.status_code == 403
    assert PHONE not in body(refused).decode()
    chief, before = come(world.roles["chief"]), journal.last_number()
    assert PHONE not in body(chief.post(place, {"field": "phone", "reason": " "})).decode()
    assert journal.last_number() == before
    shown = chief.post(place, {"field": "phone", "reason": "核对"})
    assert PHONE in re.sub(r"<[^>]+>", "", body(shown).decode())
    assert OWNER not in body(shown).decode()
    assert journal.last_number() > before
    assert "no-store" in shown.headers["Cache-Control"]
    for page in ("", "history"):
        after = body(chief.get(f"/ledgers/shops/rows/{world.shop.uid}/{page}")).decode()
        assert PHONE not in re.sub(r"<[^>]+>", "", after)


def test_a_view_of_theirs_is_not_changed_and_a_chase_tells_the_chased_only(world: World) -> None:
    stranger = come(somebody(world.office.east, "生人", "chief"))
    for deed in ("rename", "share", "unshare", "remove", "first"):
        answer = stranger.post(f"/ledgers/shops/views/{world.look.uid}/", {"deed": deed, "title": "改"})
        assert answer.status_code in (403, 404, 422), deed
        assert told(answer) == []
    assert NAME not in body(stranger.get("/messages/")).decode()
    assert EVIL[:3] not in body(stranger.get("/collections/")).decode()
