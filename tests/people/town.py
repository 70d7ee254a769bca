"""An invented town for tests: few units, few people, and machines and people who act."""

from datetime import date

from zhangtu.journal.actor import Actor
from zhangtu.people import actions

#: Whoever sits at the server.
CONSOLE = Actor(machine="console")
#: The day everything below begins.
START = date(2025, 1, 1)
TODAY = date(2026, 11, 23)


def a_unit(name: str, parent: int = 0, *, day: date = START, kind: str = "", short: str = "") -> int:
    return actions.create_unit(name, actor=CONSOLE, day=day, parent=parent, kind=kind, short=short)


def a_post(unit: int, name: str = "经办岗", *, role: str = "clerk", kind: str = "", day: date = START) -> int:
    return actions.establish_post(unit, name, actor=CONSOLE, day=day, role=role, kind=kind)


def a_person(name: str, *posts: int, day: date = START, phone: str = "") -> int:
    person = actions.enrol(name, actor=CONSOLE, phone=phone)
    for post in posts:
        actions.appoint(person, post, actor=CONSOLE, day=day)
    return person


def somebody(unit: int, name: str, *, role: str = "clerk", post: str = "经办岗") -> Actor:
    """A person on a new post of a unit, ready to act."""
    made = a_post(unit, post, role=role)
    return Actor(person=a_person(name, made), post=made)
