"""The words the room stores, and what may follow upon what."""

from enum import StrEnum


class State(StrEnum):
    """How far the report of one unit for one period is."""

    #: It is expected; its figures are live.
    DRAFT = "draft"
    #: Somebody signed, and others are still to sign.
    SIGNED = "signed"
    #: It was given back with a reason.
    RETURNED = "returned"
    #: It was submitted; its figures stay as they were.
    SUBMITTED = "submitted"
    #: The receiver took it.
    RECEIVED = "received"
    #: It is asked for no more; nothing was submitted.
    WITHDRAWN = "withdrawn"


#: The states in which the unit may still write.
OPEN = frozenset({State.DRAFT, State.SIGNED, State.RETURNED})
#: The states in which the unit has done its part.
DONE = frozenset({State.SUBMITTED, State.RECEIVED})
