"""A paper that is to go out, and the letterhead it goes out under."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

#: The ledgers of the core pack, and who sets what only this room's acts set.
DISPATCHES, LETTERHEADS, BY = "dispatches", "letterheads", "issuing"


class State(StrEnum):
    """How far a paper is."""

    NUMBERED = "numbered"
    VOID = "void"


#: Kinds of papers that go to a superior: they name whoever signs them out and one recipient.
UP: Final = frozenset({"report", "request"})


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What papers of a unit go out under.

    Attributes:
        uid: Its row.
        unit: The unit whose it is.
        code: What stands before the year of a number (机关代字).
        head: The red words.
        issuer: The unit's name below the text.
        printer: The office the imprint names; empty for none.
    """

    uid: UUID
    unit: int
    code: str
    head: str
    issuer: str
    printer: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A paper that is to be numbered.

    Attributes:
        title: Its title.
        letterhead: The row of its letterhead.
        sort: Its kind, as the choices of the pack name it.
        day: The day it is dated; its year is that of the series.
        recipients: To whom it goes, one after the other.
        copies: To whom copies go.
        signer: The number of the person who signs it out; 0 for none.
        urgency: How urgent it is, as the choices name it.
        openness: Whether the public may read it, as the choices name it; empty while nobody said.
        note: What else is to be known.
    """

    title: str
    letterhead: UUID
    sort: str
    day: date
    recipients: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    signer: int = 0
    urgency: str = "ordinary"
    openness: str = ""
    note: str = ""
