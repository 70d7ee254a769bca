"""Every page × every role: what docs/reference/desk-rights.md says, and never a trace.

With ``RIGHTS_TABLE=PATH`` the test writes what it met to a file: lines to think about, then to copy.
"""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from uuid import UUID

import pytest
from counted import count
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from shopping import Come

from office import Office, somebody
from zhangtu.ledgers.views import RowView

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "desk-rights.md"
_LINE = re.compile(r"^\| `(\S+)` \| (.+) \|$", re.MULTILINE)
#: The roles, as the table's columns: everybody of the eastern village but the last two.
ROLES = (
    "reader",
    "clerk",
    "chief",
    "unit_administrator",
    "designer",
    "data_officer",
    "system_administrator",
    "security_administrator",
    "audit_administrator",
    "neighbour",
    "nobody",
)
#: What stands before the wall, and is tried in tests of its own.
BEFORE = ("sign_", "choose", "outside_")
#: Whose answer is a file or a part of a page: no other check is made of it.
NOTHING = UUID("01970000-0000-7000-8000-000000000000")


def pages(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, URLPattern, str]]:
    """Every named page of the desk: its name, its pattern, its address with braces."""
    for one in (resolver or get_resolver("zhangtu.desk.addresses")).url_patterns:
        address = before + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(one.pattern))
        if isinstance(one, URLResolver):
            yield from pages(one, address)
        elif one.name and not one.name.startswith(BEFORE):
            yield one.name, one, address


def things(office: Office, shop: RowView) -> Mapping[str, object]:
    """What addresses are about: a shop of the eastern village, its clerk, its unit; else nothing."""
    return {
        "name": "shops",
        "uid": NOTHING,
        "row": shop.uid,
        "target": NOTHING,
        "unit": office.east,
        "post": office.eastern.post,
        "person": office.eastern.person,
        "deed": "rename",
        "field": "shop",
        "key": "t1",
        "form": "tasks.xlsx",
        "sha256": "a" * 64,
        "size": "small",
        "number": 1,
        "place": 1,
        "index": 1,
    }


def asked(address: str, about: Mapping[str, object]) -> str:
    """The address of a page about a thing."""
    chosen = dict(about)
    if address.startswith("ledgers/") and "/rows/" in address:
        chosen["uid"] = about["row"]
    if address.startswith("measures/"):
        chosen |= {"name": "shops_open", "kind": "xlsx"}
    if address.startswith("writing/"):
        chosen["kind"] = "docx"
    holes = {hole: chosen.get(hole, 1) for hole in re.findall(r"{(\w+)}", address)}
    return "/" + address.format(**holes)


def answered(client: Client, path: str) -> str:
    """How a page answers somebody: the status of opening it, else of sending it an empty form."""
    block = transaction.atomic()
    # what is tried is taken back, whatever the page thinks about being the outermost block
    block._from_testcase = True
    with block:
        got = client.get(path)
        if got.status_code == 405:
            got = client.post(path, {})
        transaction.set_rollback(True)
    if got.status_code == 302 and "/sign/" in got.headers["Location"]:
        return "sign in"
    if got.status_code == 401:
        return "sign in"
    return str(got.status_code)


def _clients(office: Office, come: Come) -> Mapping[str, Client]:
    made = {"reader": come(office.reader), "clerk": come(office.eastern), "neighbour": come(office.western)}
    for role in ROLES:
        if role not in (*made, "nobody"):
            made[role] = come(somebody(office.east, f"当{role}", role))
    made["nobody"] = Client(HTTP_ACCEPT_LANGUAGE="zh-CN")
    return made


@pytest.fixture
def met(office: Office, come: Come, shop: RowView) -> dict[str, list[str]]:
    """Page → how it answers each role."""
    clients, about = _clients(count(office), come), things(office, shop)
    return {
        name: [answered(clients[role], asked(address, about)) for role in ROLES]
        for name, _pattern, address in pages()
    }


def test_every_page_answers_every_role_as_the_table_says(met: dict[str, list[str]]) -> None:
    if wanted := os.environ.get("RIGHTS_TABLE"):
        lines = [f"| `{name}` | {' | '.join(said)} |" for name, said in met.items()]
        Path(wanted).write_text("\n".join(lines) + "\n", "utf-8")
    assert {name: said for name, said in met.items() if any(one.startswith("5") for one in said)} == {}
    table = {
        name: [one.strip() for one in line.split("|")]
        for name, line in _LINE.findall(PAGE.read_text("utf-8"))
    }
    assert met == table


def test_nobody_gets_behind_the_wall(office: Office, come: Come, shop: RowView) -> None:
    come(office.reader)  # before the first account there is no wall
    nobody, about = Client(HTTP_ACCEPT_LANGUAGE="zh-CN"), things(office, shop)
    said = {name: answered(nobody, asked(address, about)) for name, _pattern, address in pages()}
    assert {name: one for name, one in said.items() if one not in ("sign in", "404")} == {}
