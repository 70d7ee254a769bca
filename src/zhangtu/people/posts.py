"""Posts as values: what a post is from a day to a day, and who holds it."""

from dataclasses import dataclass

from zhangtu.people.timeline import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PostState(Span):
    """What a post is from a day to a day.

    Attributes:
        post: Its number.
        unit: The unit it belongs to.
        name: What it is called.
        kind: What procedures know it by, in small letters (``squad_leader``, ``correspondent`` …).
        role: What it may do: a name in the table of roles.
    """

    post: int
    unit: int
    name: str
    kind: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holds(Span):
    """Somebody holds a post from a day to a day.

    Attributes:
        person: Who.
        post: Which.
    """

    person: int
    post: int
