"""The county of the reports, with its people at browsers."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from coming import come
from django.core.cache import cache
from pytest_django.fixtures import Settings
from towns import NOVEMBER, County, open_county

from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import definitions

__all__ = ["come"]


@pytest.fixture(autouse=True)
def today(settings: Settings) -> Iterator[date]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    with stopped_at(NOVEMBER):
        yield NOVEMBER
    cache.clear()


@pytest.fixture
def county(db: None, tmp_path: Path, settings: Settings) -> Iterator[County]:  # noqa: ARG001 - opens the store
    settings.ZHANGTU_HOME = tmp_path / "home"
    settings.SECRET_KEY = "only for tests"  # noqa: S105 - no secret
    definitions.forget()
    yield open_county(tmp_path / "sample")
    definitions.forget()
