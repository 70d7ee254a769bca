"""Somebody invented signs in at a browser of their own: the one way tests of pages do it."""

from collections.abc import Callable

import pytest
from django.test import Client

from office import CONSOLE
from zhangtu.journal.actor import Actor
from zhangtu.people import actions as people

PASSWORD = "Qing-he-3721"  # noqa: S105 - of invented people
Come = Callable[[Actor], Client]


def signed_in(actor: Actor) -> Client:
    """Open an account for somebody who has none, and sign in."""
    login = f"person{actor.person}"
    slip = people.open_account(actor.person, login, actor=CONSOLE)
    people.choose_password(slip.account, PASSWORD, actor=Actor(person=actor.person))
    client = Client(HTTP_ACCEPT_LANGUAGE="zh-CN")
    answer = client.post("/sign/in", {"login": login, "secret": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return client


@pytest.fixture
def come() -> Come:
    """Signs somebody in at a browser of their own; the office must be open."""
    return signed_in
