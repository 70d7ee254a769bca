"""Whatever stands in rows, names and words, no page acts by it; every answer has the safe headers."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from besieged import EVIL, MARK, Page, World, addresses, body, come, path
from django.db import transaction
from django.test import Client
from set_once import set_once

pytestmark = pytest.mark.django_db
SCRIPT = {"X-Fragment": "1"}
#: What may be asked of any page.
ASKED = {
    "q": EVIL, "f.name": EVIL, "sort": EVIL, "group": EVIL,
    "cols": EVIL, "after": EVIL, "view": EVIL, "of": "name",
    "begins": MARK, "day": EVIL, "with": EVIL, "show": EVIL, "done": EVIL, "base": "shops", "line": EVIL,
    "column": "staff", "unit": EVIL, "giver": EVIL, "shown": EVIL,
    "kind": EVIL, "open": EVIL, "back": EVIL, "next": EVIL,
    "name": EVIL, "round": EVIL, "all": "1", "title": EVIL, "taken": EVIL, "post": EVIL,
}  # fmt: skip
ROLES = ("clerk", "chief", "designer", "unit_administrator", "security_administrator", "audit_administrator")


@pytest.fixture(autouse=True)
def _set_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hostile words are set on paper for one role; what papers are answered with is the same for all."""
    if "[clerk]" not in request.node.name:
        set_once(monkeypatch)


def unsafe(answer: Any) -> Iterator[str]:
    """What is wrong with an answer: a header that is missing, something in it that acts."""
    if answer.status_code >= 500:
        yield str(answer.status_code)
    headers = answer.headers
    policy = headers.get("Content-Security-Policy", "")
    if not policy.startswith(("default-src 'self'", "default-src 'none'")) or "unsafe" in policy:
        yield f"policy {policy}"
    if "frame-ancestors 'none'" not in policy or headers.get("X-Frame-Options") != "DENY":
        yield "may be framed"
    if headers.get("X-Content-Type-Options") != "nosniff" or headers.get("Referrer-Policy") != "same-origin":
        yield "sniffed, or tells where from"
    if not {"no-store", "no-cache"} & set(re.split(r"[, ]+", headers.get("Cache-Control", ""))):
        yield "kept by the browser"
    yield from (f"header {name}" for name, value in headers.items() if re.search(r"[\r\n]|<img", value))
    yield from _acts(headers.get("Content-Type", ""), headers.get("Content-Disposition", ""), body(answer))


def _acts(kind: str, disposition: str, data: bytes) -> Iterator[str]:
    """What a browser would do with a body, of itself."""
    if kind.startswith("text/html"):
        page = data.decode()
        yield from Page(page).wrong
        if re.search(r"\b49\W{0,3}{% raw", page):
            yield "a template ran"
    elif kind.startswith(("text/plain", "application/json", "image/png", "image/jpeg", "image/webp")):
        return
    elif kind == "application/pdf" and disposition.startswith("inline; filename"):
        return  # a paper we set ourselves, to be looked at before it is printed
    elif kind and not (disposition.startswith("attachment") and kind.startswith(("application/", "text/"))):
        yield f"{kind} {disposition}"


def every(world: World) -> Iterator[tuple[str, str]]:
    """Every page and part of one: its name and its address."""
    for name, address in addresses():
        for size in ("small", "medium", "large") if "{size}" in address else ("",):
            yield name, path(world, address, size=size)


@pytest.mark.parametrize("role", ROLES)
def test_every_page_with_hostile_data_in_it_is_safe(world: World, role: str) -> None:
    client, wrong, met = come(world.roles[role]), {}, 0
    for name, place in every(world):
        for query, headers in (({}, {}), ({"q": MARK}, SCRIPT), (ASKED, {})):
            answer = client.get(place, query, headers=headers)
            met += answer.status_code == 200
            wrong[f"{name} {len(query)}"] = list(unsafe(answer))
    assert {name: said for name, said in wrong.items() if said} == {}
    assert met > 20


def test_pages_without_a_visit_and_errors_are_safe_and_silent(world: World) -> None:
    client, wrong = Client(raise_request_exception=False), {}
    odd = ("/nothing", "/%00", "/%ff", f"/{EVIL}", "/ledgers/x'y/", "/files/" + "A" * 64, "/api/v1/nothing")
    for name, place in [*every(world), *((one, one) for one in odd)]:
        for headers in ({}, SCRIPT, {"HX-Request": "true"}):
            answer = client.get(place, headers=headers)
            wrong[name] = list(unsafe(answer))
            if MARK.encode() in body(answer) and name not in odd:
                wrong[name].append("told")
    assert {name: said for name, said in wrong.items() if said} == {}


@pytest.mark.parametrize("role", ROLES)
def test_every_form_with_hostile_words_in_it_is_safe(world: World, role: str) -> None:
    client, wrong = come(world.roles[role]), {}
    words = {
        **ASKED, "seen": "1", "reason": EVIL, "text": EVIL, "caption": EVIL, "login": EVIL, "secret": EVIL,
        "basis": EVIL, "note": EVIL, "field": "photo",
        "sha256": "a" * 64, "deed": "rename", "step": EVIL, "zh": EVIL,
        "en": EVIL, "query": f"f.name={EVIL}", "source": ["name", EVIL], "fresh": EVIL, "due_day": EVIL,
        "v-name": EVIL, "typed-name": EVIL, "t-name": EVIL, "behalf": EVIL, "happened": EVIL, "channel": EVIL,
        "target": EVIL, "side": EVIL, "digest": EVIL,
        "carried": EVIL, "act": "say", "no": "1001", "cell-staff": EVIL,
        "who": EVIL, "lead": EVIL, "code": EVIL, "old": EVIL, "password": EVIL, "again": EVIL, "word": EVIL,
    }  # fmt: skip
    for name, place in every(world):
        if name == "sign_out":
            continue
        wrong[name] = list(unsafe(_tried(client, place, words)))
    assert {name: said for name, said in wrong.items() if said} == {}


def _tried(client: Client, place: str, words: dict[str, Any]) -> Any:
    """The answer to a form; what was done by it is taken back."""
    block = transaction.atomic()
    block._from_testcase = True
    with block:
        answer = client.post(place, words)
        transaction.set_rollback(True)
    return answer
