"""Whatever is sent to whatever address, the answer is a page or a sentence, and soon."""

import json
import time
from urllib.parse import urlencode

import pytest
from besieged import World, addresses, body, come, path
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oddities import NAMES, WORDS
from test_pages_hold import unsafe

pytestmark = [pytest.mark.django_db, pytest.mark.long]
#: Seconds a page may think, on a machine that does other things besides.
PATIENCE = 30
#: Every one of these asks whole pages: some hundred of each kind is what ten minutes hold.
SOME = settings(
    max_examples=min(settings().max_examples, 300),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ADDRESSES = [one for one in addresses() if one[0] != "sign_out"]
WORD = st.one_of(st.sampled_from(WORDS), st.text(max_size=12))
FORM = st.dictionaries(st.sampled_from(NAMES), st.lists(WORD, min_size=1, max_size=2), max_size=7)
ROLE = st.sampled_from(
    ["clerk", "chief", "designer", "unit_administrator", "security_administrator", "audit_administrator"]
)


@pytest.fixture
def visitors(world: World) -> dict[str, Client]:
    return {role: come(world.roles[role]) for role in ("clerk", "chief", "designer", "unit_administrator",
            "security_administrator", "audit_administrator")}  # fmt: skip


def plain(form: dict[str, list[str]]) -> dict[str, list[bytes]]:
    """A form as bytes: lone surrogates go as they are."""
    return {name: [one.encode("utf-8", "surrogatepass") for one in words] for name, words in form.items()}


def answered(client: Client, there: str, **sent: object) -> list[str]:
    """What is wrong with an answer; what was done is taken back."""
    block = transaction.atomic()
    block._from_testcase = True
    begun = time.monotonic()
    with block:
        answer = client.generic(str(sent.pop("method", "GET")), there, **sent)  # type: ignore[arg-type]
        said = list(unsafe(answer))
        transaction.set_rollback(True)
    if time.monotonic() - begun > PATIENCE:
        said.append("slow")
    if b"Traceback" in body(answer) or b"site-packages" in body(answer):
        said.append("trace")
    return said


def encoded(form: dict[str, list[str]]) -> str:
    return urlencode(plain(form), doseq=True)


@SOME
@given(ROLE, st.sampled_from(ADDRESSES), FORM, st.booleans())
def test_every_address_survives_every_question(  # noqa: PLR0917 - what Hypothesis makes up
    world: World,
    visitors: dict[str, Client],
    role: str,
    address: tuple[str, str],
    form: dict[str, list[str]],
    script: bool,
) -> None:
    headers = {"X-Fragment": "1"} if script else {}
    said = answered(visitors[role], path(world, address[1]), QUERY_STRING=encoded(form), headers=headers)
    assert said == [], (role, address)


@SOME
@given(ROLE, st.sampled_from(ADDRESSES), FORM, st.booleans())
def test_every_address_survives_every_form(  # noqa: PLR0917 - what Hypothesis makes up
    world: World,
    visitors: dict[str, Client],
    role: str,
    address: tuple[str, str],
    form: dict[str, list[str]],
    script: bool,
) -> None:
    headers = {"X-Fragment": "1"} if script else {}
    kind = "application/x-www-form-urlencoded"
    given_ = {"method": "POST", "data": encoded(form), "content_type": kind, "headers": headers}
    assert answered(visitors[role], path(world, address[1]), **given_) == [], (role, address)


@SOME
@given(st.sampled_from(ADDRESSES), st.sampled_from(["number",
"unit", "post", "person", "place", "index", "deed", "name",
       "key", "form", "size", "field", "step", "kind", "month"]),
       st.sampled_from(["0", "9" * 18, "9" * 30, "x", "-",
       "x" * 300, "%00", "名"]))  # fmt: skip
def test_every_part_of_an_address_may_be_anything(
    world: World, visitors: dict[str, Client], address: tuple[str, str], hole: str, word: str
) -> None:
    for method in ("GET", "POST"):
        there = path(world, address[1], **{hole: word})
        assert answered(visitors["chief"], there, method=method, content_type="text/plain") == [], (
            method,
            address,
        )


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 10**20), st.sampled_from(WORDS), st.just("shops")),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["rows", "values", "uid", "seen", "reason", "name", "staff", "opened"]), inner
        ),
    ),
    max_leaves=8,
)


@SOME
@given(JSON)
def test_cells_of_any_shape_get_a_sentence(world: World, visitors: dict[str, Client], sent: object) -> None:
    assert world
    for given_ in (
        sent,
        {"rows": sent},
        {"rows": [{"values": sent}]},
        {"rows": [{"values": {"name": sent}}]},
    ):
        data = json.dumps(given_)
        said = answered(
            visitors["clerk"],
            "/ledgers/shops/save",
            method="POST",
            data=data,
            content_type="application/json",
        )
        assert said == []


@pytest.mark.parametrize(
    "field",
    ["name", "staff", "opened", "grade", "goods", "open", "note", "phone", "owner", "photo", "ticket"],
)
def test_any_cell_may_be_anything(world: World, visitors: dict[str, Client], field: str) -> None:
    assert world
    for value in WORDS:
        data = json.dumps({"rows": [{"values": {"name": "甲", field: value}}], "reason": value})
        sent = {"method": "POST", "data": data, "content_type": "application/json"}
        assert answered(visitors["clerk"], "/ledgers/shops/save", **sent) == [], value


@SOME
@given(
    st.sampled_from(ADDRESSES),
    st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"]),
    st.binary(max_size=200),
    st.sampled_from(["a.xlsx", "a.csv", "a.pdf", "a.jpg", "a", ""]),
    st.sampled_from(["file", "files", "t-photo"]),
)
def test_files_of_any_bytes_get_an_answer(  # noqa: PLR0917 - what Hypothesis makes up
    world: World,
    visitors: dict[str, Client],
    address: tuple[str, str],
    start: bytes,
    data: bytes,
    name: str,
    field: str,
) -> None:
    block = transaction.atomic()
    block._from_testcase = True
    with block:
        sent = {field: SimpleUploadedFile(name or "x", start + data), "field": "photo", "kind": "sheet"}
        who = visitors["designer" if "design" in address[1] else "clerk"]
        assert list(unsafe(who.post(path(world, address[1]), sent))) == [], address
        transaction.set_rollback(True)
