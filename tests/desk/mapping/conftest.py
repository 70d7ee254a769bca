"""A town and two villages with the core pack in force, and their people at browsers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from coming import come
from county import TODAY, County, open_county
from django.core.cache import cache
from pytest_django.fixtures import Settings

from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import definitions

__all__ = ["come"]


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
