"""An office in a folder of its own, with a small plan in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from county import TODAY, County, open_county
from pytest_django.fixtures import Settings
from river import PLAN, Desk

from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import definitions


@pytest.fixture
def office(tmp_path: Path, settings: Settings, db: None) -> Path:
    del db
    settings.ZHANGTU_HOME = tmp_path
    return tmp_path


@pytest.fixture
def desk(office: Path) -> Desk:
    del office
    return Desk(PLAN)


@pytest.fixture
def county(office: Path) -> Iterator[County]:
    del office
    definitions.forget()
    with stopped_at(TODAY):
        yield open_county()
    definitions.forget()
