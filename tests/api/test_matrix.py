"""Every route × every role × three places: what docs/reference/api-rights.md says, and nothing else."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from counted import count
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from programs import Program

from office import CONSOLE, TODAY, Office, somebody
from zhangtu.ledgers import definitions
from zhangtu.people import actions as people
from zhangtu.people import handing
from zhangtu.people.rules import roles
from zhangtu.people.scope import Right
from zhangtu.project.urls import FACE

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "api-rights.md"
_LINE = re.compile(r"^\| `([A-Z]+) ([^`]+)` \| (\w+) \| (\w+) \| (\d+) \| (\d+) \| (\d+) \|", re.MULTILINE)


class Said(NamedTuple):
    """A line of the table."""

    label: str
    takes: str
    about: str
    done: int
    without: int
    elsewhere: int


def table() -> list[Said]:
    lines = _LINE.findall(PAGE.read_text("utf-8"))
    return [
        Said(f"{method} /api/v1/{path}", takes, about, int(done), int(without), int(elsewhere))
        for method, path, takes, about, done, without, elsewhere in lines
    ]


def routes() -> set[str]:
    described = FACE.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    return {f"{method.upper()} {path}" for path, methods in described.items() for method in methods}


def test_every_route_stands_in_the_table() -> None:
    said = [one.label for one in table()]
    assert sorted(said) == sorted(routes())


class Ground(NamedTuple):
    """What requests are about; all of it belongs to the eastern village."""

    office: Office
    uid: str
    version: int
    withdrawn: str
    gone: int
    sha256: str
    handover: int
    code: str
    empty: int
    first: int
    second: int


@pytest.fixture
def ground(office: Office, program: Program) -> Ground:
    chief = program(office.chief)
    clerk = program(office.eastern)
    count(office)
    file = clerk.post("/api/v1/files", {"file": SimpleUploadedFile("a.txt", b"words")}).json()
    body = {"name": "东桥一店", "code": "E-1", "phone": "13800000001", "photo": [file]}
    made = [
        clerk.post("/api/v1/ledgers/shops/rows", {"values": values}, "application/json").json()
        for values in (body, {"name": "东桥二店"})
    ]
    gone = chief.post(
        f"/api/v1/rows/{made[1]['uid']}/withdraw",
        {"reason": "重复"},
        "application/json",
        headers={"If-Match": str(made[1]["version"])},
    ).json()
    plan = people.Plan(
        giver=office.eastern.person,
        receiver=office.reader.person,
        witness=office.chief.person,
        posts=(office.eastern.post,),
        begins=TODAY,
    )
    handover = people.prepare_handover(plan, actor=CONSOLE)
    people.add_outside(handover, "seal", "公章", actor=CONSOLE)
    groups = [
        people.create_unit(name, actor=CONSOLE, day=TODAY, parent=office.east) for name in ("一组", "二组")
    ]
    empty = people.establish_post(office.east, "空岗", actor=CONSOLE, day=TODAY)
    return Ground(
        office, made[0]["uid"], made[0]["version"], gone["uid"], gone["version"], file["sha256"],
        handover, handing.handover(handover).code, empty, *groups,
    )  # fmt: skip


def _json(client: Client, method: str, path: str, body: dict[str, Any], version: int = 0) -> HttpResponse:
    headers = {"If-Match": str(version), "Idempotency-Key": "matrix-0001"}
    return client.generic(method, path, json.dumps(body), "application/json", headers=headers)


Send = Callable[[Client, Ground], HttpResponse]


def _get(path: str) -> Send:
    return lambda client, g: client.get("/api/v1/" + path.format(g=g))


def _post(path: str, body: Callable[[Ground], dict[str, Any]], version: str = "") -> Send:
    return lambda client, g: _json(
        client, "POST", "/api/v1/" + path.format(g=g), body(g), getattr(g, version) if version else 0
    )


def _patch(path: str, body: Callable[[Ground], dict[str, Any]], version: str = "") -> Send:
    return lambda client, g: _json(
        client, "PATCH", "/api/v1/" + path.format(g=g), body(g), getattr(g, version) if version else 0
    )


DAY = TODAY.isoformat()
#: Route → the request that is tried by everybody; each is a good one for whoever may.
REQUESTS: dict[str, Send] = {
    "GET /api/v1/ledgers": _get("ledgers"),
    "GET /api/v1/ledgers/{ledger}": _get("ledgers/shops"),
    "GET /api/v1/ledgers/{ledger}/definition": _get("ledgers/shops/definition"),
    "PUT /api/v1/ledgers/{ledger}/definition": lambda client, _: _json(
        client,
        "PUT",
        "/api/v1/ledgers/shops/definition",
        {"text": definitions.written("shops").replace("备注", "说明")},
        definitions.in_force("shops").id,
    ),
    "GET /api/v1/ledgers/{ledger}/rows": _get("ledgers/shops/rows"),
    "POST /api/v1/ledgers/{ledger}/rows": _post(
        "ledgers/shops/rows", lambda g: {"values": {"name": "新店"}, "unit": g.office.east}
    ),
    "GET /api/v1/rows/{uid}": _get("rows/{g.uid}"),
    "PATCH /api/v1/rows/{uid}": _patch("rows/{g.uid}", lambda _: {"values": {"staff": "3"}}, "version"),
    "POST /api/v1/rows/{uid}/withdraw": _post(
        "rows/{g.uid}/withdraw", lambda _: {"reason": "重复"}, "version"
    ),
    "POST /api/v1/rows/{uid}/restore": _post("rows/{g.withdrawn}/restore", lambda _: {}, "gone"),
    "POST /api/v1/rows/{uid}/numbers/{field}": _post("rows/{g.uid}/numbers/ticket", lambda _: {}),
    "POST /api/v1/rows/{uid}/numbers/{field}/void": _post(
        "rows/{g.uid}/numbers/ticket/void", lambda _: {"reason": "写错"}
    ),
    "GET /api/v1/rows/{uid}/procedure": _get("rows/{g.uid}/procedure"),
    "POST /api/v1/rows/{uid}/procedure": _post("rows/{g.uid}/procedure", lambda _: {}),
    "POST /api/v1/rows/{uid}/moves/{move}": _post("rows/{g.uid}/moves/accept", lambda _: {}, "version"),
    "POST /api/v1/rows/{uid}/procedure/take-back": _post(
        "rows/{g.uid}/procedure/take-back", lambda _: {}, "version"
    ),
    "GET /api/v1/rows/{uid}/history": _get("rows/{g.uid}/history"),
    "GET /api/v1/rows/{uid}/difference": _get(
        f"rows/{{g.uid}}/difference?earlier={TODAY - timedelta(days=1)}&later={DAY}"
    ),
    "POST /api/v1/rows/{uid}/unmask": _post(
        "rows/{g.uid}/unmask", lambda _: {"fields": ["phone"], "reason": "核实"}
    ),
    "POST /api/v1/batches": _post(
        "batches",
        lambda g: {"changes": [{"ledger": "shops", "values": {"name": "批店"}, "unit": g.office.east}]},
    ),
    "POST /api/v1/files": lambda client, _: client.post(
        "/api/v1/files", {"file": SimpleUploadedFile("b.txt", b"other words")}
    ),
    "GET /api/v1/files/{sha256}": _get("files/{g.sha256}"),
    "GET /api/v1/changes": _get("changes"),
    "GET /api/v1/measures": _get("measures"),
    "GET /api/v1/measures/{measure}": _get("measures/shops_open"),
    "GET /api/v1/measures/{measure}/figures": _get("measures/shops_open/figures?period=2026-11"),
    "GET /api/v1/measures/{measure}/rows": _get("measures/shops_open/rows?period=2026-11"),
    "GET /api/v1/units": _get("units"),
    "GET /api/v1/posts": _get("posts?unit={g.office.east}"),
    "POST /api/v1/units": _post("units", lambda g: {"day": DAY, "name": "三组", "parent": g.office.east}),
    "PATCH /api/v1/units/{unit}": _patch("units/{g.office.east}", lambda _: {"day": DAY, "short": "东桥"}),
    "POST /api/v1/units/{unit}/close": _post("units/{g.office.east}/close", lambda _: {"day": DAY}),
    "POST /api/v1/units/{unit}/split": _post(
        "units/{g.first}/split",
        lambda _: {"day": DAY, "keeps": True, "parts": [{"name": "东一"}, {"name": "东二"}]},
    ),
    "POST /api/v1/mergers": _post("mergers", lambda g: {"day": DAY, "units": [g.first], "into": g.second}),
    "POST /api/v1/posts": _post("posts", lambda g: {"day": DAY, "unit": g.office.east, "name": "网格员"}),
    "POST /api/v1/posts/{post}/abolish": _post("posts/{g.empty}/abolish", lambda _: {"day": DAY}),
    "POST /api/v1/holdings": _post(
        "holdings", lambda g: {"day": DAY, "person": g.office.reader.person, "post": g.empty}
    ),
    "POST /api/v1/holdings/relieve": _post(
        "holdings/relieve",
        lambda g: {"day": DAY, "person": g.office.reader.person, "post": g.office.reader.post},
    ),
    "POST /api/v1/deputies": _post(
        "deputies", lambda g: {"day": DAY, "post": g.office.eastern.post, "deputy": g.office.reader.post}
    ),
    "POST /api/v1/absences": _post("absences", lambda g: {"day": DAY, "person": g.office.eastern.person}),
    "POST /api/v1/handovers": _post(
        "handovers",
        lambda g: {
            "giver": g.office.reader.person,
            "receiver": g.office.eastern.person,
            "witness": g.office.chief.person,
            "posts": [g.office.reader.post],
            "begins": DAY,
        },
    ),
    "GET /api/v1/handovers/{handover}": _get("handovers/{g.handover}"),
    "GET /api/v1/handovers/{handover}/form": _get("handovers/{g.handover}/form"),
    "POST /api/v1/handovers/{handover}/items": _post(
        "handovers/{g.handover}/items", lambda _: {"kind": "seal", "title": "财务章"}
    ),
    "POST /api/v1/handovers/{handover}/items/{no}": _post(
        "handovers/{g.handover}/items/1", lambda _: {"what": "amend", "title": "公章一枚"}
    ),
    "POST /api/v1/handovers/{handover}/renew": _post("handovers/{g.handover}/renew", lambda _: {}),
    "POST /api/v1/handovers/{handover}/sign": _post(
        "handovers/{g.handover}/sign", lambda _: {"side": "giver"}
    ),
    "POST /api/v1/handovers/{handover}/scan": _post(
        "handovers/{g.handover}/scan", lambda g: {"sha256": g.sha256, "code": g.code}
    ),
    "POST /api/v1/handovers/{handover}/put-in-force": _post(
        "handovers/{g.handover}/put-in-force", lambda _: {}
    ),
    "POST /api/v1/handovers/{handover}/drop": _post(
        "handovers/{g.handover}/drop", lambda _: {"reason": "取消"}
    ),
}


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done within is undone behind it, so that everybody finds the same ground."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    definitions.forget()
    connection.forget()  # type: ignore[attr-defined]  # what the journal's connection remembers


def expected(said: Said, rights: frozenset[Right], *, inside: bool) -> int:
    """The status the table demands."""
    if said.takes in ("anybody", "person"):
        return said.done if said.takes == "anybody" else said.without
    holds = Right(said.takes) in rights
    if said.about == "row" and not (inside and Right.READ in rights):
        return said.elsewhere
    if not holds:
        return said.without
    return said.done if inside or said.about == "office" else said.elsewhere


def test_every_role_at_every_place_is_answered_as_the_table_says(ground: Ground, program: Program) -> None:
    office, wrong = ground.office, []
    places = {"own": office.east, "above": office.town, "other": office.west}
    for role in sorted(roles(TODAY)):
        rights = roles(TODAY)[role].rights
        for place, unit in places.items():
            client = program(somebody(unit, f"{role}-{place}", role))
            for said in table():
                with undone():
                    answer = REQUESTS[said.label](client, ground)
                wanted = expected(said, rights, inside=place != "other")
                if answer.status_code != wanted:
                    words = answer.content.decode()[:150] if not answer.streaming else ""
                    wrong.append(f"{role} {place} {said.label}: {answer.status_code}, not {wanted} {words}")
                text = answer.content.decode(errors="replace") if not answer.streaming else ""
                sees = Right.READ in rights and place != "other"
                if not sees and (ground.uid in text or "东桥一店" in text) and ground.uid not in said.label:
                    wrong.append(f"{role} {place} {said.label} tells of the row")
                if "13800000001" in text and not said.label.endswith("/unmask"):
                    wrong.append(f"{role} {place} {said.label} tells a masked value")
    assert not wrong, "\n".join(wrong[:60])


def test_nobody_gets_in_without_a_key(ground: Ground) -> None:
    for headers in ({}, {"Authorization": "Bearer zhangtu_wrong"}, {"Authorization": "Basic YTpi"}):
        for said in table():
            answer = REQUESTS[said.label](Client(headers=headers), ground)
            assert answer.status_code == 401, said.label
