"""The small office with measures, and a county with the core pack, with people at browsers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shopping
from coming import come
from counted import count
from county import TODAY, County, open_county
from django.core.cache import cache
from pytest_django.fixtures import Settings
from shopping import office

from office import Office
from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import definitions

__all__ = ["come", "office"]


@pytest.fixture
def counted(office: Office, settings: Settings) -> Iterator[Office]:
    """The office with its measures in force."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    with stopped_at(shopping.TODAY):
        yield count(office)
    cache.clear()


@pytest.fixture
def county(db: None, tmp_path: Path, settings: Settings) -> Iterator[County]:
    del db
    settings.ZHANGTU_HOME = tmp_path
    settings.SECRET_KEY = "only for tests"  # noqa: S105 - no secret
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    definitions.forget()
    with stopped_at(TODAY):
        yield open_county()
    definitions.forget()
    cache.clear()
