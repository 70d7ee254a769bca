"""A town with its administrators, whose people sit at browsers; and how a page is read."""

from collections.abc import Callable
from dataclasses import dataclass

from django.test import Client

from office import CONSOLE, Office
from zhangtu.journal.actor import Actor
from zhangtu.people import actions as people

PASSWORD = "Qing-he-3721"  # noqa: S105 - of invented people


@dataclass(frozen=True)
class Town:
    """The office, its administrators, and people at browsers.

    Attributes:
        office: Units and actors.
        organiser: The town's own administrator.
        system: The system administrator, of the town as the top.
        security: The security administrator.
        audit: The audit administrator.
        browser: Signs somebody in at a browser of their own.
    """

    office: Office
    organiser: Actor
    system: Actor
    security: Actor
    audit: Actor
    browser: Callable[[Actor], Client]


def browser_of(signed: dict[Actor, Client]) -> Callable[[Actor], Client]:
    def come(actor: Actor) -> Client:
        if actor in signed:
            return signed[actor]
        login = f"person{actor.person}"
        slip = people.open_account(actor.person, login, actor=CONSOLE)
        people.choose_password(slip.account, PASSWORD, actor=Actor(person=actor.person))
        client = Client(HTTP_ACCEPT_LANGUAGE="zh-CN")
        answer = client.post("/sign/in", {"login": login, "secret": PASSWORD})
        assert answer.status_code == 302, answer.content.decode()
        signed[actor] = client
        return client

    return come


def page(client: Client, path: str) -> str:
    """A page that must be there, as text."""
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code, answer.content.decode()[-800:])
    return answer.content.decode()
