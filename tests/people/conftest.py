"""The day on which tests of this room take place."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings
from town import TODAY

from zhangtu.kernel.clock import stopped_at


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with stopped_at(TODAY):
        yield


@pytest.fixture(autouse=True)
def quick(settings: Settings) -> Iterator[None]:
    """A hash that does not take its time, and counters that do not outlive a test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    cache.clear()
    yield
    cache.clear()
