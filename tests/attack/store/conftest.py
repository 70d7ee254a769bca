"""The small office of the ledgers' tests, put together as the product is, to be attacked from inside."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from office import CONSOLE, TODAY, Office, open_office
from zhangtu.api import tokens
from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import definitions
from zhangtu.people.scope import Right
from zhangtu.project.wiring import put_together

#: Makes a program that acts for somebody's post, with all rights the post has unless some are named.
Program = Callable[..., Client]


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with stopped_at(TODAY):
        yield


@pytest.fixture
def town(db: None, settings: Any, tmp_path: Path) -> Iterator[Office]:  # noqa: ARG001 - opens the store
    settings.ZHANGTU_HOME = tmp_path / "home"
    settings.SECRET_KEY = "only for tests"  # noqa: S105 - no secret
    put_together()
    definitions.forget()
    yield open_office(tmp_path / "sample")
    definitions.forget()


@pytest.fixture
def program(town: Office) -> Program:
    del town
    numbers = count()

    def make(actor: Actor, *rights: Right, **more: Any) -> Client:
        name = f"program {next(numbers)}"
        token = tokens.issue(name, post=actor.post, rights=rights or tuple(Right), actor=CONSOLE, **more)
        return Client(headers={"Authorization": f"Bearer {token}", "Accept-Language": "en"})

    return make
