"""An office in a folder of its own, with somebody at a browser."""

from pathlib import Path

import pytest
from clerk import Person
from pytest_django.fixtures import Settings


@pytest.fixture
def person(tmp_path: Path, settings: Settings, db: None) -> Person:
    del db
    settings.ZHANGTU_HOME = tmp_path
    return Person()


@pytest.fixture
def opened(person: Person) -> Person:
    person.bring()
    return person
