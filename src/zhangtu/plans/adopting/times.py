"""What a deadline of a reading makes of a task: by a day, or again and again. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from zhangtu.reading.model import Deadline, DeadlineKind, Period, Recurrence

#: How often a task without an end is to show proof, unless a person says otherwise.
USUAL: Final = "quarter"
#: How often something recurs → the period the ledger of tasks counts by.
_PERIODS: Final = {
    Period.QUARTER: "quarter",
    Period.HALF_YEAR: "half_year",
    Period.YEAR: "year",
}
#: The periods of the ledger of tasks.
PERIODS: Final = ("month", "quarter", "half_year", "year")
_BY_A_DAY: Final = frozenset({DeadlineKind.DATE, DeadlineKind.RANGE, DeadlineKind.PERIOD_END})


@dataclass(frozen=True, slots=True)
class When:
    """By when, or how often, a task is to be done.

    Attributes:
        kind: ``dated``, ``standing`` or ``periodic``.
        begins: The first day; ``None`` where none is said.
        due: The last day of what is dated.
        period: How often it shows proof; empty for what is dated.
    """

    kind: str
    begins: date | None = None
    due: date | None = None
    period: str = ""


def when(deadline: Deadline) -> When | None:
    """What a deadline makes of a task.

    Args:
        deadline: As the plan says it, corrections applied.

    Returns:
        By when or how often; ``None`` where the day can't be, so that somebody must say. What says no day
        at all is standing, with proof every ``USUAL``.
    """
    if deadline.kind is DeadlineKind.INVALID:
        return None
    if deadline.end is not None and (deadline.kind in _BY_A_DAY or deadline.kind is DeadlineKind.DURATION):
        if deadline.start is not None and deadline.start > deadline.end:
            return None
        return When("dated", deadline.start, deadline.end)
    if isinstance(deadline.rule, Recurrence):
        return When("periodic", deadline.start, None, _PERIODS.get(deadline.rule.period, "month"))
    return When("standing", deadline.start, None, USUAL)
