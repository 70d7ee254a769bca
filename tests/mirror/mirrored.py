"""Fixtures of rooms that ask the mirror: an office and a mirror of its own, in a store that commits."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from office import TODAY, Office, open_office
from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import definitions
from zhangtu.mirror import client
from zhangtu.mirror.file import Allowed
from zhangtu.mirror.owning import Owner


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with stopped_at(TODAY):
        yield


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    settings.ZHANGTU_HOME = tmp_path / "home"
    settings.SECRET_KEY = "only for tests"  # noqa: S105 - no secret
    settings.ZHANGTU_HOME.mkdir()
    return tmp_path / "home"


@pytest.fixture
def office(transactional_db: None, tmp_path: Path) -> Iterator[Office]:  # noqa: ARG001 - opens the store
    definitions.forget()
    yield open_office(tmp_path / "sample")
    definitions.forget()


@pytest.fixture
def owner(office: Office, home: Path) -> Iterator[Owner]:  # noqa: ARG001 - comes first
    """The mirror of the office, owned by this process and built."""
    made = Owner(home, Allowed(memory=128, threads=1))
    assert made.take()
    made.build()
    client.settle(made)
    yield made
    client.settle(None)
    made.stop()
