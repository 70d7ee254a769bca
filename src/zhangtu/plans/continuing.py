"""Continuous tasks (持续推进): whether each period shows proof, taken from the ledgers where they show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from zhangtu.kernel import periods
from zhangtu.kernel.calendar import bundled
from zhangtu.kernel.periods import Period, PeriodKind
from zhangtu.ledgers import counting, queries
from zhangtu.ledgers.queries import Filter, Op
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.measures import queries as measures
from zhangtu.measures.refusals import MeasureError
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.plans.doing.states import HELD, Answer
from zhangtu.plans.doing.tasks import ANSWERS, Task
from zhangtu.plans.lights import Light

#: The ledgers of plans, whose end is the end of their continuous tasks, and of what is to be reached.
_PLANS, _TARGETS = "plans", "targets"
#: No more periods than this are looked at, the newest ones.
MOST: Final = 24


class Proof(StrEnum):
    """What a period shows."""

    PROVEN = "proven"
    #: It has not ended, and shows nothing yet.
    OPEN = "open"
    MISSED = "missed"
    #: The figure that would show it can't be told now.
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Kept:
    """A period of a continuous task.

    Attributes:
        period: The period.
        proof: What it shows.
    """

    period: Period
    proof: Proof


def continuous(task: Task) -> bool:
    """Whether a task goes on from period to period."""
    return task.kind != "dated" and task.state in HELD


def end_of(task: Task, scope: Scope) -> date | None:
    """The last day of a continuous task: its own, else that of its plan; ``None`` for no end yet.

    Args:
        task: The task.
        scope: Whose.
    """
    if task.due is not None:
        return task.due
    plan = task.row.values.get("plan")
    if plan is None:
        return None
    try:
        found: date | None = queries.row(plan, scope).values.get("ends")
    except LedgerError:
        # the plan is out of scope for whoever asks; the unit sees the task without its end
        return None
    return found


def spans(task: Task, today: date, end: date | None) -> tuple[Period, ...]:
    """The periods of a continuous task so far, the oldest first.

    Args:
        task: The task.
        today: The day.
        end: Its last day; ``None`` for no end yet.
    """
    values = task.row.values
    first = values.get("assigned_on") or values.get("begins")
    last = today if end is None else min(today, end)
    if first is None or first > last:
        return ()
    kind = PeriodKind(values.get("period") or PeriodKind.QUARTER)
    return periods.between(first, last, kind)[-MOST:]


def kept(task: Task, scope: Scope, today: date) -> tuple[Kept, ...]:
    """What each period of a continuous task shows, the oldest first.

    Args:
        task: The task.
        scope: Whose.
        today: The day.

    Returns:
        Its periods; none of a task with one end.
    """
    if not continuous(task):
        return ()
    found = spans(task, today, end_of(task, scope))
    proven, unknown = _proven(task, scope, found)
    answered = _answered(task, scope)

    def of(period: Period) -> Kept:
        if period in proven or str(period) in answered or any(_day_in(one, period) for one in answered):
            return Kept(period, Proof.PROVEN)
        if period in unknown:
            return Kept(period, Proof.UNKNOWN)
        return Kept(period, Proof.OPEN if period.end >= today else Proof.MISSED)

    return tuple(of(period) for period in found)


def _day_in(said: str, period: Period) -> bool:
    """Whether an answer that names no period was given in this one."""
    return len(said) == len("2026-01-01") and said.count("-") == 2 and date.fromisoformat(said) in period


def _answered(task: Task, scope: Scope) -> frozenset[str]:
    """The periods answers name, or else the days they were given on; returned ones show nothing."""
    where = (Filter("task", Op.IS, str(task.uid)),)
    rows = queries.rows(ANSWERS, scope, where=where, limit=queries.MOST, counted=False).rows
    standing = [one.values for one in rows if one.values.get("state") != Answer.RETURNED]
    return frozenset(str(one.get("period") or one.get("given_on")) for one in standing)


def _proven(task: Task, scope: Scope, found: Sequence[Period]) -> tuple[frozenset[Period], frozenset[Period]]:
    """The periods the ledgers show themselves, and those of which they can't tell now."""
    proof, of = task.row.values.get("proof"), str(task.row.values.get("proof_of") or "")
    if not found or not of or not task.lead:
        return frozenset(), frozenset()
    try:
        if proof == "rows":
            units = people.below(task.lead)
            shown = [one for one in found if counting.entered(of, units, one.begin, one.end)]
            return frozenset(shown), frozenset()
        if proof == "measure":
            return _moved(task, scope, found, of)
    except (LedgerError, MeasureError):
        # what was to show it is no more, or not for whoever asks: answers still count
        return frozenset(), frozenset(found)
    return frozenset(), frozenset()


def _moved(
    task: Task, scope: Scope, found: Sequence[Period], measure: str
) -> tuple[frozenset[Period], frozenset[Period]]:
    """The periods in which a measure moved or stood where it was to be."""
    wanted = (found[0].last(), *found)
    figures = measures.figures([measure], scope, units=(task.lead,), periods=wanted)
    values = {one.period: one.value for one in figures.cells if not one.closed}
    targets = _targets(task, scope, measure)
    told = [one for one in found if isinstance(values.get(one), Decimal | int)]
    shown = [
        one
        for one in told
        if any(_reached(op, Decimal(str(values[one])), value) for op, value in targets)
        or (values.get(one.last()) is not None and values[one] != values[one.last()])
    ]
    return frozenset(shown), frozenset(found) - frozenset(told)


def _targets(task: Task, scope: Scope, measure: str) -> list[tuple[str, Decimal]]:
    where = (Filter("task", Op.IS, str(task.uid)), Filter("measure", Op.IS, measure))
    rows = queries.rows(_TARGETS, scope, where=where, limit=50, counted=False).rows
    return [(one.values["op"], Decimal(one.values["value"])) for one in rows]


def _reached(op: str, value: Decimal, wanted: Decimal) -> bool:
    reached: dict[str, Any] = {
        "at_least": value >= wanted,
        "more": value > wanted,
        "at_most": value <= wanted,
        "less": value < wanted,
        "equal": value == wanted,
    }
    return bool(reached.get(op, False))


def missed(found: Sequence[Kept]) -> int:
    """How many periods ended without proof."""
    return sum(one.proof is Proof.MISSED for one in found)


def light(found: Sequence[Kept], today: date, near: int) -> Light:
    """The light of a continuous task.

    Args:
        found: Its periods, the oldest first.
        today: The day.
        near: So many working days before its end a period without proof is yellow.

    Returns:
        Red while the last period that ended shows nothing and this one nothing yet; yellow when this one is
        near its end without proof; grey while nothing can be told; else green.
    """
    if not found or found[-1].proof is Proof.UNKNOWN:
        return Light.GREY
    now, before = found[-1], found[-2:-1]
    if now.proof is Proof.PROVEN:
        return Light.GREEN
    if now.proof is Proof.MISSED or any(one.proof is Proof.MISSED for one in before):
        return Light.RED
    left = bundled().working_between(today, now.period.end)
    return Light.YELLOW if left <= near else Light.GREEN


def lights(tasks: Sequence[Task], scope: Scope, today: date, near: int) -> dict[UUID, Light]:
    """The lights of those tasks that are continuous.

    Args:
        tasks: The tasks.
        scope: Whose.
        today: The day.
        near: As for ``light``.
    """
    return {one.uid: light(kept(one, scope, today), today, near) for one in tasks if continuous(one)}
