"""Those who follow what is done in a procedure, in the same act: the clocks, and whoever else there is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from zhangtu.journal.writing import Act
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.definitions import ProcedureInForce
from zhangtu.ledgers.sql import Stored


class Deed(StrEnum):
    """What was done; the word of the entry."""

    BEGIN = "begin"
    MOVE = "move"
    #: A move that was made as far as a step nobody gets past.
    DIVERT = "divert"
    TAKE_BACK = "take_back"
    REOPEN = "reopen"
    CARRY = "carry"
    #: A limit stands still, goes on, was made longer, ends on a day that a paper says.
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    OVERRIDE = "override"


@dataclass(frozen=True, slots=True)
class Done:
    """What was done with a row.

    Attributes:
        act: The act it belongs to; what follows belongs to it too.
        force: The row's ledger.
        row: The row as it is now.
        procedure: The version of the procedure the row goes by.
        deed: What was done.
        move: The name of the move; empty for a beginning. Of one that was taken back: what it was.
        source: The step it was at; empty for a beginning.
        target: The step it is at.
    """

    act: Act
    force: InForce
    row: Stored
    procedure: ProcedureInForce
    deed: Deed
    move: str
    source: str
    target: str


#: Each is told in turn, in the same act, and gives the row back as it is afterwards.
FOLLOWERS: list[Callable[[Done], Stored]] = []


def tell(done: Done) -> Stored:
    """Tell those who follow.

    Args:
        done: What was done.

    Returns:
        The row as it is afterwards.
    """
    row = done.row
    for follower in FOLLOWERS:
        row = follower(replace(done, row=row))
    return row
