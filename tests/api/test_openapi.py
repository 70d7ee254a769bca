"""The face answers as its own description says, whatever that description allows to be sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest
import schemathesis
from counted import count
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from programs import Program
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from office import CONSOLE, TODAY, Office, somebody
from zhangtu.people.actions import Plan, prepare_handover
from zhangtu.project.urls import FACE
from zhangtu.project.wsgi import application

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def _labels() -> list[str]:
    described = FACE.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    return [f"{method.upper()} {path}" for path, methods in described.items() for method in methods]


#: Routes that change units and posts: for who sets them up.
ORGANISING = ("units", "posts", "holdings", "deputies", "absences", "mergers", "handovers")
CHIEF_TASKS = ("ledgers", "rows", "batches", "files", "changes", "measures")


def _there(chief: Client, office: Office) -> dict[str, object]:
    """Names of things there are, for the addresses."""
    count(office)
    file = chief.post("/api/v1/files", {"file": SimpleUploadedFile("a.txt", b"words")}).json()
    body = {"values": {"name": "一店", "photo": [file]}}
    uid = chief.post("/api/v1/ledgers/shops/rows", body, "application/json").json()["uid"]
    plan = Plan(
        giver=office.eastern.person,
        receiver=office.reader.person,
        witness=office.chief.person,
        posts=(office.eastern.post,),
        begins=TODAY,
    )
    return {
        "uid": uid,
        "ledger": "shops",
        "measure": "shops_open",
        "sha256": file["sha256"],
        "unit": office.west,
        "post": office.western.post,
        "handover": prepare_handover(plan, actor=CONSOLE),
        "no": 1,
    }


@contextmanager
def _one_connection() -> Iterator[None]:
    """Requests that come through the server's door would close the connection the test's office lives in."""
    for moment in (request_started, request_finished):
        moment.disconnect(close_old_connections)
    yield
    for moment in (request_started, request_finished):
        moment.connect(close_old_connections)


@cache
def _described() -> schemathesis.BaseSchema:
    """The description as the face gives it; to write it down takes longer than to try a route."""
    with _one_connection():
        return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.mark.parametrize("label", _labels())
def test_every_route_keeps_to_its_description(label: str, office: Office, program: Program) -> None:
    schema = _described()
    method, path = label.split(" ", 1)
    room = path.removeprefix("/api/v1/").split("/")[0]
    assert room in ORGANISING + CHIEF_TASKS, "say above whose route this is"
    chief = program(office.chief)
    there = _there(chief, office)
    asker = chief if room in CHIEF_TASKS else program(somebody(office.town, "管一", "unit_administrator"))
    if path.endswith("/definition"):
        asker = program(somebody(office.town, "设计员", "designer"))
    authorization = asker.defaults["HTTP_AUTHORIZATION"]
    statuses: set[int] = set()

    @settings(suppress_health_check=list(HealthCheck), max_examples=min(settings().max_examples, 300) // 6)
    @given(case=schema[path][method].as_strategy(), known=st.booleans())
    def try_it(case: schemathesis.Case, known: bool) -> None:
        for name in there.keys() & case.path_parameters.keys() if known else ():
            case.path_parameters[name] = there[name]
        answer = case.call(headers={"Authorization": authorization})
        case.validate_response(answer, checks=CHECKS)
        statuses.add(answer.status_code)

    with _one_connection():
        try_it()
    assert statuses - {401, 403} or room in ORGANISING, "nothing got beyond the door"
    assert 401 not in statuses
