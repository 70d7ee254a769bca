"""The face answers as its own description says, whatever that description allows to be sent."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from office import Office
from programs import Program
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
    first = program(office.chief).post(
        "/api/v1/ledgers/shops/rows", {"values": {"name": "一店"}}, "application/json"
    )
    uid = first.json()["uid"]

    statuses: set[int] = set()

    @settings(suppress_health_check=list(HealthCheck), max_examples=min(settings().max_examples, 300) // 3)
    @given(case=operation.as_strategy(), known=st.booleans())
    def try_it(case: schemathesis.Case, known: bool) -> None:
        if known and "uid" in case.path_parameters:
            case.path_parameters["uid"] = uid
        if known and "ledger" in case.path_parameters:
            case.path_parameters["ledger"] = "shops"
        answer = case.call(headers={"Authorization": authorization})
        case.validate_response(answer, checks=CHECKS)
        statuses.add(answer.status_code)

    try_it()
    assert statuses & {200, 201, 412, 428, 422}, "nothing got beyond the door"
    assert not statuses & {401}
