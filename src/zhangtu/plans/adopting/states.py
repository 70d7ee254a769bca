"""The words of an adoption as the room stores them."""

from enum import StrEnum


class Stage(StrEnum):
    """How far an adoption is."""

    #: Questions are being answered.
    PREPARED = "prepared"
    #: Its tasks stand in the ledger.
    IN_FORCE = "in_force"
    #: Its tasks were called off as a whole.
    WITHDRAWN = "withdrawn"


class Question(StrEnum):
    """What a person may be asked while a plan is adopted."""

    #: Which units a name means.
    UNIT = "unit"
    #: Who leads a task that names nobody.
    LEAD = "lead"
    #: By when, or how often, a task is to be done.
    DUE = "due"
    #: Why a fault of the reading does not matter.
    FAULT = "fault"
    #: Which measure shows a target.
    TARGET = "target"
    #: With which post of a unit its tasks lie.
    POST = "post"
    #: Whether a difference of a later version is taken over.
    CHANGE = "change"


class Known(StrEnum):
    """How it is known which units a name means."""

    #: Nobody has said.
    OPEN = "open"
    #: The tree has one unit of this very name.
    EXACT = "exact"
    #: A person confirmed it in an earlier plan.
    REMEMBERED = "remembered"
    #: A person said so in this one.
    CHOSEN = "chosen"
