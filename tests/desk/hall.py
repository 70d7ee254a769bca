"""A town with its administrators, whose people sit at browsers; and how a page is read."""

from collections.abc import Callable
from dataclasses import dataclass

from coming import signed_in
from django.test import Client

from office import Office
from zhangtu.journal.actor import Actor


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
        client = signed_in(actor)
        signed[actor] = client
        return client

    return come


def page(client: Client, path: str) -> str:
    """A page that must be there, as text."""
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code, answer.content.decode()[-800:])
    return answer.content.decode()
