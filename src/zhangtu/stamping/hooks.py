"""What the room asks the rooms above it: what a form is about, whose it is, and what it says now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from zhangtu.people.scope import Scope


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that can be printed and stamped, as somebody may see it.

    Attributes:
        kind: What kind of thing (``row``, ``answer``, ``handover`` …).
        reference: What the room that answers knows it by, 80 characters at most.
        title: What it is called.
        unit: The unit it belongs to; a form is numbered by the unit that prints it.
        facts: What it says now, as bytes that differ when anything printed would; empty when that is not
            known. It is kept as a keyed hash only.
        may_stamp: Whether this reader may print it and bring back its stamped scan.
    """

    kind: str
    reference: str
    title: str
    unit: int
    facts: bytes = b""
    may_stamp: bool = True


class Source(Protocol):
    """A room that has things to be printed and stamped."""

    def subjects(self, references: Sequence[str], scope: Scope) -> Mapping[str, Subject]:
        """Those of some things that a scope may see, by reference; the others are left out."""
        ...


#: Kind of subject → the room's answer; filled in where rooms are put together.
SOURCES: Final[dict[str, Source]] = {}


def source(kind: str, answer: Source) -> None:
    """Register a room that has things to be printed; the same kind replaces.

    Args:
        kind: A word that stays the same: it stands in forms.
        answer: The room's answer.
    """
    SOURCES[kind] = answer
