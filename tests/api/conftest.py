"""An office as the ledgers' tests know it, with programs that speak to its REST face."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from programs import Program

from office import CONSOLE, START, TODAY, Office, open_office
from zhangtu.api import tokens
from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import stopped_at
from zhangtu.ledgers import definitions
from zhangtu.people.scope import Right
from zhangtu.project.wiring import put_together


@pytest.fixture(autouse=True)
def today() -> Iterator[date]:
    with stopped_at(TODAY):
        yield START


@pytest.fixture
def office(db: None, settings: Any, tmp_path: Path) -> Iterator[Office]:  # noqa: ARG001 - opens the store
    settings.ZHANGTU_HOME = tmp_path / "home"
    settings.SECRET_KEY = "only for tests"  # noqa: S105 - no secret
    put_together()
    definitions.forget()
    yield open_office(tmp_path / "sample")
    definitions.forget()


@pytest.fixture
def program(office: Office) -> Program:
    """Makes a program that acts for somebody's post: ``program(actor, Right.READ, ledgers=["shops"])``."""
    del office
    made = iter(range(1000))

    def make(actor: Actor, *rights: Right, **more: Any) -> Client:
        token = tokens.issue(
            f"program {next(made)}", post=actor.post, rights=rights or tuple(Right), actor=CONSOLE, **more
        )
        return Client(headers={"Authorization": f"Bearer {token}", "Accept-Language": "en"})

    return make
