"""The words of a task's life as ledgers store them."""

from enum import StrEnum
from typing import Final


class State(StrEnum):
    """How far a task is."""

    DRAFT = "draft"
    ASSIGNED = "assigned"
    ACKNOWLEDGED = "acknowledged"
    RESPONDED = "responded"
    RETURNED = "returned"
    COMPLETED = "completed"
    STRUCK_OFF = "struck_off"
    CALLED_OFF = "called_off"


class Answer(StrEnum):
    """What became of an answer."""

    GIVEN = "given"
    ACCEPTED = "accepted"
    RETURNED = "returned"


class Extension(StrEnum):
    """What became of a wish for more time."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"


class Deed(StrEnum):
    """What may be done with a task."""

    ASSIGN = "assign"
    ACKNOWLEDGE = "acknowledge"
    RESPOND = "respond"
    ASK_EXTENSION = "ask_extension"
    ACCEPT = "accept"
    GIVE_BACK = "give_back"
    DECIDE_EXTENSION = "decide_extension"
    COMPLETE = "complete"
    STRIKE_OFF = "strike_off"
    CALL_OFF = "call_off"
    REMIND = "remind"
    SUPERVISE = "supervise"
    TRANSFER = "transfer"
    SPLIT = "split"


#: With whom a task lies that is worked on.
HELD: Final = (State.ASSIGNED, State.ACKNOWLEDGED, State.RESPONDED, State.RETURNED)
#: States a task does not leave but to be struck off.
DONE: Final = (State.COMPLETED, State.STRUCK_OFF, State.CALLED_OFF)
#: In which states each deed makes sense.
WHEN: Final = {
    Deed.ASSIGN: (State.DRAFT,),
    Deed.ACKNOWLEDGE: (State.ASSIGNED,),
    Deed.RESPOND: (State.ACKNOWLEDGED, State.RETURNED),
    Deed.ASK_EXTENSION: (State.ACKNOWLEDGED, State.RETURNED),
    Deed.ACCEPT: (State.RESPONDED,),
    Deed.GIVE_BACK: (State.RESPONDED,),
    Deed.DECIDE_EXTENSION: HELD,
    Deed.COMPLETE: (State.ACKNOWLEDGED, State.RETURNED),
    Deed.STRIKE_OFF: (State.COMPLETED,),
    Deed.CALL_OFF: (State.DRAFT, *HELD),
    Deed.REMIND: (State.ASSIGNED, State.ACKNOWLEDGED, State.RETURNED),
    Deed.SUPERVISE: (State.ASSIGNED, State.ACKNOWLEDGED, State.RETURNED),
    Deed.TRANSFER: HELD,
    Deed.SPLIT: (State.ACKNOWLEDGED, State.RETURNED),
}
#: What the unit that leads a task does; all else is for the office that assigned it.
OF_THE_UNIT: Final = frozenset(
    {Deed.ACKNOWLEDGE, Deed.RESPOND, Deed.ASK_EXTENSION, Deed.TRANSFER, Deed.SPLIT}
)
