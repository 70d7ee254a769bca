"""The town of the ledgers with a mirror of its own, and its people at browsers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from coming import come
from django.core.cache import cache
from pytest_django.fixtures import Settings

from office import TODAY, Office, open_office
from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import actions, definitions
from zhangtu.mirror import client
from zhangtu.mirror.file import Allowed
from zhangtu.mirror.owning import Owner

__all__ = ["come"]


@pytest.fixture(autouse=True)
def today(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ZHANGTU_HOME = tmp_path / "home"
    settings.SECRET_KEY = "only for tests"  # noqa: S105 - no secret
    settings.ZHANGTU_HOME.mkdir()
    with stopped_at(TODAY):
        yield


@pytest.fixture
def office(transactional_db: None, tmp_path: Path) -> Iterator[Office]:  # noqa: ARG001 - opens the store
    """A town with two villages and five shops; nobody has built a mirror."""
    definitions.forget()
    cache.clear()
    made = open_office(tmp_path / "sample")
    for place, (name, staff, day) in enumerate(
        [
            ("甲茶", 3, "2026-01-05"),
            ("乙鹽", 20, "2026-01-20"),
            ("丙米", None, "2026-03-02"),
            ("丁茶", 100, None),
        ]
    ):
        values = {"name": name, "staff": staff, "code": f"c{place}", "open": place % 2 == 0, "opened": day}
        actions.create(
            "shops", values | {"owner": f"甄{'一二三四'[place]}", "goods": ["tea"]}, actor=made.eastern
        )
    actions.create("shops", {"name": "西店", "staff": 7, "code": "w0"}, actor=made.western)
    yield made
    cache.clear()
    definitions.forget()


@pytest.fixture
def mirror(office: Office, settings: Settings) -> Iterator[Owner]:  # noqa: ARG001 - comes first
    """The mirror of the office, owned by this process and built."""
    made = Owner(Path(settings.ZHANGTU_HOME), Allowed(memory=128, threads=1))
    assert made.take()
    made.build()
    client.settle(made)
    yield made
    client.settle(None)
    made.stop()
