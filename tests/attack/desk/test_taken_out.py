"""No file taken out holds what its taker sees masked, however it is packed; nothing is left lying about."""

import io
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from besieged import OWNER, PHONE, World, addresses, body, come, path
from django.db import transaction
from django.test import Client

from zhangtu.people import queries as people

pytestmark = [pytest.mark.django_db, pytest.mark.long]
SECRETS = (PHONE, OWNER)
#: What a form that takes something out is sent.
SENT: tuple[dict[str, object], ...] = (
    {"kind": "xlsx", "which": "all", "cols": "name,phone,owner,staff"},
    {"kind": "csv", "which": "seen", "cols": "name,phone,owner,staff"},
    {"which": "all", "columns": ["name", "phone", "owner"], "act": "print"},
)


def unpacked(data: bytes) -> Iterator[bytes]:
    """Everything a body holds, its members and its pages' words."""
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from unpacked(archive.read(name))
    elif data.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(data)
        try:
            for page in document:
                yield page.get_textpage().get_text_range().encode()
            yield repr(document.get_metadata_dict()).encode()
        finally:
            document.close()


def told(answer: Any) -> list[str]:
    plain = [part.replace(b" ", b"").replace(b"-", b"") for part in unpacked(body(answer))]
    return [one for one in SECRETS if any(one.encode() in part for part in plain)]


def asked(client: Client, there: str) -> Iterator[Any]:
    yield client.get(there, {"cols": "name,phone,owner", "kind": "pdf", "columns": ["phone", "owner"]})
    for sent in SENT:
        block = transaction.atomic()
        block._from_testcase = True
        with block:
            yield client.post(there, sent)
            transaction.set_rollback(True)


@pytest.mark.parametrize("role", ["clerk", "chief", "unit_administrator", "audit_administrator"])
def test_no_file_holds_what_is_masked(world: World, role: str) -> None:
    client, wrong, files = come(world.roles[role]), {}, set()
    for name, address in addresses():
        if name == "sign_out":
            continue
        for turn, answer in enumerate(asked(client, path(world, address))):
            if body(answer)[:4] in (b"PK\x03\x04", b"%PDF"):
                files.add(name)
            if said := told(answer):
                wrong[f"{name} {turn}"] = said
    # who may unmask takes values about persons out with a ledger, and the entry names the fields
    assert wrong.keys() <= ({"grid_export 1", "grid_export 3"} if role == "chief" else set()), wrong
    assert role != "clerk" or len(files) > 2, files


def test_nothing_is_left_lying_about(world: World) -> None:
    temporary = Path(tempfile.gettempdir())
    before = set(temporary.glob("zhangtu-*")) | set(temporary.glob("tmp*"))
    client = come(world.roles["clerk"])
    for _name, address in addresses():
        if "export" in address or "print" in address or "import" in address:
            for answer in asked(client, path(world, address)):
                body(answer)
                answer.close()
    left = (set(temporary.glob("zhangtu-*")) | set(temporary.glob("tmp*"))) - before
    mine = [one for one in left if one.exists() and one.owner() == Path.home().owner()]
    assert [one for one in mine if one.name.startswith("zhangtu-export")] == []
    assert people.scope(world.office.western).rights
