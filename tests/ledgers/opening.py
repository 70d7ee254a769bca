"""Fixtures of rooms that rest on rows: the day, the folder, the office, and who keeps what in the journal."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from office import TODAY, Office, open_office
from zhangtu.journal import hooks
from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import definitions, replaying
from zhangtu.people import recording


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with stopped_at(TODAY):
        yield


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    settings.ZHANGTU_HOME = tmp_path / "home"
    settings.SECRET_KEY = "only for tests"  # noqa: S105 - no secret
    return tmp_path / "home"


@pytest.fixture
def office(db: None, tmp_path: Path) -> Iterator[Office]:  # noqa: ARG001 - opens the store
    definitions.forget()
    yield open_office(tmp_path / "sample")
    definitions.forget()


def keep_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal asks the rooms that have something in it, as in the product."""
    for name in ("KEEPERS", "LOCATORS"):
        monkeypatch.setattr(hooks, name, [hooks.OWN] if name == "KEEPERS" else [])
    monkeypatch.setattr(hooks, "CHECKS", {})
    recording.keep_journal()
    replaying.keep_journal()


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal asks the rooms rows rest on."""
    keep_rooms(monkeypatch)
