"""The town of the tests of procedures, its people at browsers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from coming import come
from django.core.cache import cache
from hamlet import TODAY, Town, open_town
from pytest_django.fixtures import Settings

from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import definitions

__all__ = ["come"]


@pytest.fixture
def town(db: None, tmp_path: Path, settings: Settings) -> Iterator[Town]:
    del db
    settings.ZHANGTU_HOME = tmp_path
    settings.SECRET_KEY = "only for tests"  # noqa: S105 - no secret
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    definitions.forget()
    with stopped_at(TODAY):
        yield open_town()
    definitions.forget()
    cache.clear()
