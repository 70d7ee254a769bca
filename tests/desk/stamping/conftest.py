"""The small office, with its people at browsers, and scans opened in this process."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from office import CONSOLE, TODAY, Office, open_office
from zhangtu.documents.scans import Part, joining
from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import definitions
from zhangtu.people import actions as people
from zhangtu.stamping import placing

PASSWORD = "Qing-he-3721"  # noqa: S105 - of invented people
Come = Callable[[Actor], Client]


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

    def joined(files: Mapping[Path, Sequence[Part]]) -> None:
        opened: dict[Path, Any] = {}
        for out, parts in files.items():
            joining.join(parts, out, opened)

    monkeypatch.setattr(placing, "joined", joined)
    cache.clear()
    definitions.forget()
    with stopped_at(TODAY):
        yield open_office(tmp_path / "sample")
    definitions.forget()
    cache.clear()


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
