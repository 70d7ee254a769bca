"""What the plan room asks the rooms beside it; filled in where rooms are put together."""

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.reading.model import ReportAsked

#: Says where the report is that a plan asks for: the row of the plan and what is asked → the address of its
#: page; empty while it is not scheduled.
Scheduled = Callable[[UUID, ReportAsked], str]
#: Those who can say so; the first address found counts.
REPORTS: list[Scheduled] = []


class Withdrawn(Protocol):
    """Is told that a plan is withdrawn as a whole, inside the act that does so."""

    def __call__(self, uid: UUID, reason: str, *, actor: Actor) -> object:
        """Do what follows from it: the plan's row, why, who withdraws it."""


#: Those who are told.
WITHDRAWN: list[Withdrawn] = []


def scheduled(plan: UUID, asked: ReportAsked) -> str:
    """Where the report is that a plan asks for; empty while it is still to be scheduled.

    Args:
        plan: The row of the adopted plan.
        asked: The report, as the plan asks for it.
    """
    return next((address for answer in REPORTS if (address := answer(plan, asked))), "")
