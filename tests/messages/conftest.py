"""The office of these tests, and a robot of a group chat that writes down what it is sent."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from office import TODAY, Office, open_office
from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import definitions


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with stopped_at(TODAY):
        yield


@pytest.fixture
def office(db: None, tmp_path: Path, settings: Any) -> Iterator[Office]:  # noqa: ARG001 - opens the store
    settings.ZHANGTU_HOME = tmp_path / "home"
    settings.SECRET_KEY = "only for tests"  # noqa: S105 - no secret
    definitions.forget()
    yield open_office(tmp_path / "sample")
    definitions.forget()


class Robot:
    """A robot somebody runs nearby."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, dict[str, Any]]] = []
        self.answer: tuple[int, bytes] = (200, b'{"errcode": 0, "code": 0}')
        robot = self

        class Handler(BaseHTTPRequestHandler):
            """Hears."""

            server_version: ClassVar[str] = "robot"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                robot.heard.append((self.path, json.loads(body)))
                status, said = robot.answer
                self.send_response(status)
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, *words: object) -> None:
                """Say nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)


@pytest.fixture
def robot(settings: Any) -> Iterator[Robot]:
    made = Robot()
    settings.ZHANGTU_ROBOT_HOSTS = frozenset({made.host})
    made.thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
