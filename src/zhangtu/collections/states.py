"""The words the room stores, and what may follow upon what."""

from enum import StrEnum


class Shape(StrEnum):
    """What the lines of a form are."""

    #: A line for each row the unit has in a ledger; new ones may be added.
    ROWS = "rows"
    #: One line for each unit.
    ONE = "one"
    #: As many lines as the unit has to report.
    MANY = "many"


class State(StrEnum):
    """How far one unit is."""

    #: Nobody of the unit opened it yet.
    UNOPENED = "unopened"
    #: It was opened, and nothing entered yet.
    OPENED = "opened"
    #: Something was entered or confirmed.
    FILLING = "filling"
    #: It was handed in.
    SUBMITTED = "submitted"
    #: The office gave it back with a reason.
    RETURNED = "returned"
    #: The office took it.
    ACCEPTED = "accepted"


class Way(StrEnum):
    """How a unit answered."""

    #: Line by line.
    LINES = "lines"
    #: There was nothing to report (零报告).
    ZERO = "zero"
    #: As in the period before (同上期).
    SAME = "same"


class Mark(StrEnum):
    """What became of one cell."""

    #: It stands there from the source, and nobody looked at it yet.
    PREFILLED = "prefilled"
    #: It came from the source and was confirmed.
    CONFIRMED = "confirmed"
    #: It came from the source, was wrong, and was mended there.
    CORRECTED = "corrected"
    #: Somebody entered it here.
    TYPED = "typed"
    #: Nothing stands there.
    EMPTY = "empty"


#: The states in which a unit may still write.
OPEN = frozenset({State.UNOPENED, State.OPENED, State.FILLING, State.RETURNED})
#: The states in which the unit has done its part.
DONE = frozenset({State.SUBMITTED, State.ACCEPTED})
