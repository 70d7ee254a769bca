"""The town of the collections, with its people at browsers."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings
from villages import Town, open_town

from office import CONSOLE, TODAY
from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import definitions
from zhangtu.people import actions as people

PASSWORD = "Qing-he-3721"  # noqa: S105 - of invented people
Come = Callable[[Actor], Client]


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
    settings.SECRET_KEY = "only for tests"  # noqa: S105 - no secret
    definitions.forget()
    yield open_town(tmp_path / "sample")
    definitions.forget()


@pytest.fixture
def come() -> Come:
    """Signs somebody in at a browser of their own."""

    def signed_in(actor: Actor) -> Client:
        login = f"person{actor.person}"
        slip = people.open_account(actor.person, login, actor=CONSOLE)
        people.choose_password(slip.account, PASSWORD, actor=Actor(person=actor.person))
        client = Client(HTTP_ACCEPT_LANGUAGE="zh-CN")
        answer = client.post("/sign/in", {"login": login, "secret": PASSWORD})
        assert answer.status_code == 302, answer.content.decode()
        return client

    return signed_in
