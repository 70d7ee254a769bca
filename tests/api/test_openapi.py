"""The face answers as its own description says, whatever that description allows to be sent."""

import pytest
import schemathesis
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from programs import Program
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from office import Office
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


@pytest.mark.parametrize("label", _labels())
def test_every_route_keeps_to_its_description(label: str, office: Office, program: Program) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    method, path = label.split(" ", 1)
    operation = schema[path][method]
    authorization = program(office.chief).defaults["HTTP_AUTHORIZATION"]
    chief = program(office.chief)
    file = chief.post("/api/v1/files", {"file": SimpleUploadedFile("a.txt", b"words")}).json()
    body = {"values": {"name": "一店", "photo": [file]}}
    uid = chief.post("/api/v1/ledgers/shops/rows", body, "application/json").json()["uid"]
    there = {"uid": uid, "ledger": "shops", "sha256": file["sha256"]}

    statuses: set[int] = set()

    @settings(suppress_health_check=list(HealthCheck), max_examples=min(settings().max_examples, 300) // 3)
    @given(case=operation.as_strategy(), known=st.booleans())
    def try_it(case: schemathesis.Case, known: bool) -> None:
        for name in there.keys() & case.path_parameters.keys() if known else ():
            case.path_parameters[name] = there[name]
        answer = case.call(headers={"Authorization": authorization})
        case.validate_response(answer, checks=CHECKS)
        statuses.add(answer.status_code)

    try_it()
    assert statuses & {200, 201, 412, 428, 422}, "nothing got beyond the door"
    assert not statuses & {401}
