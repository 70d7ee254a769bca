"""An office in a folder of its own, with a small plan in it."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from river import PLAN, Desk


@pytest.fixture
def office(tmp_path: Path, settings: Settings, db: None) -> Path:
    del db
    settings.ZHANGTU_HOME = tmp_path
    return tmp_path


@pytest.fixture
def desk(office: Path) -> Desk:
    del office
    return Desk(PLAN)
