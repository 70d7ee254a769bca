"""A town with two villages, its people of every role at browsers, rows in both villages."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.cache import cache
from hall import Town, browser_of
from pytest_django.fixtures import Settings

from office import TODAY, open_office, somebody
from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import actions as ledgers
from zhangtu.ledgers import definitions


@pytest.fixture(autouse=True)
def today(settings: Settings) -> Iterator[date]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    with stopped_at(TODAY):
        yield TODAY
    cache.clear()


@pytest.fixture
def town(db: None, tmp_path: Path, settings: Settings) -> Iterator[Town]:  # noqa: ARG001 - opens the store
    settings.ZHANGTU_HOME = tmp_path / "home"
    settings.ZHANGTU_HOME.mkdir()
    settings.SECRET_KEY = "only for tests"  # noqa: S105 - no secret
    definitions.forget()
    office = open_office(tmp_path / "sample")
    for actor, count in ((office.eastern, 3), (office.western, 2)):
        for number in range(count):
            ledgers.create("shops", {"name": f"店{actor.post}-{number}"}, actor=actor)
    yield Town(
        office,
        somebody(office.town, "管一", "unit_administrator"),
        somebody(office.town, "系一", "system_administrator"),
        somebody(office.town, "安一", "security_administrator"),
        somebody(office.town, "审一", "audit_administrator"),
        browser_of({}),
    )
    definitions.forget()
