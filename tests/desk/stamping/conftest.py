"""The small office, with its people at browsers, and scans opened in this process."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from coming import come
from django.core.cache import cache
from papers import joined_here
from pytest_django.fixtures import Settings

from office import TODAY, Office, open_office
from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import definitions

__all__ = ["come"]


@pytest.fixture
def office(
    db: None,  # noqa: ARG001 - opens the store
    tmp_path: Path,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Office]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ZHANGTU_HOME = tmp_path / "home"
    settings.SECRET_KEY = "only for tests"  # noqa: S105 - no secret

    joined_here(monkeypatch)
    cache.clear()
    definitions.forget()
    with stopped_at(TODAY):
        yield open_office(tmp_path / "sample")
    definitions.forget()
    cache.clear()
