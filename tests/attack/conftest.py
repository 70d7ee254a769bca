"""A server of one's own to attack, and an office in a folder for attacks that need none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from raider import Raider, Server, served


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with served(tmp_path_factory.mktemp("raided") / "office") as running:
        yield running


@pytest.fixture
def raider(server: Server) -> Raider:
    return Raider(server.port)


@pytest.fixture
def office(tmp_path: Path, settings: Settings, transactional_db: None) -> Path:
    del transactional_db
    settings.ZHANGTU_HOME = tmp_path
    return tmp_path
