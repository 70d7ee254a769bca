"""What the people room asks the rooms above it: what is open for posts and units, and to put it on others."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from zhangtu.journal.writing import Act


@dataclass(frozen=True, slots=True)
class Open:
    """Something a post has not finished.

    Attributes:
        kind: What kind of thing, in small letters (``row``, ``clock``, ``task`` …).
        reference: What the room that answers knows it by.
        title: What it is, in a few words.
        note: What else whoever takes over should know, for instance when it is due.
    """

    kind: str
    reference: str
    title: str
    note: str = ""


class Source(Protocol):
    """A room that knows open things of posts."""

    def open_for(self, post: int, day: date) -> Iterable[Open]:
        """Everything open for a post on a day."""
        ...

    def hand(self, now: Act, post: int, into: int, references: Sequence[str]) -> None:
        """Put open things of one post on another, within an act."""
        ...


#: Name of a room's answer → the answer; filled in where rooms are put together.
SOURCES: Final[dict[str, Source]] = {}


def source(name: str, answer: Source) -> None:
    """Register a room that knows open things; the same name replaces.

    Args:
        name: A word that stays the same: it stands in handovers (``ledgers``, ``clocks`` …).
        answer: The room's answer.
    """
    SOURCES[name] = answer


#: How many things of each kind are open for some units; the kinds are words of the room that answers.
Pending = Callable[[frozenset[int]], Mapping[str, int]]
#: Name of a room's answer → the answer; filled in where rooms are put together.
PENDING: Final[dict[str, Pending]] = {}


def pending(name: str, answer: Pending) -> None:
    """Register a room that knows what is open for units; the same name replaces.

    Args:
        name: A word that stays the same.
        answer: The room's answer.
    """
    PENDING[name] = answer
