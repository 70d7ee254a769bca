"""The town of the ledgers with a mirror of its own, and its people at browsers."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from office import CONSOLE, TODAY, Office, open_office
from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import actions, definitions
from zhangtu.mirror import client
from zhangtu.mirror.file import Allowed
from zhangtu.mirror.owning import Owner
from zhangtu.people import actions as people

PASSWORD = "Qing-he-3721"  # noqa: S105 - of invented people
Come = Callable[[Actor], Client]


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


@pytest.fixture
def come(office: Office) -> Come:  # noqa: ARG001 - comes first
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
