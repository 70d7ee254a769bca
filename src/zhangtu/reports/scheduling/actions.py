"""Schedules a report that a plan asks for, and withdraws it; what was submitted stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act, act
from zhangtu.kernel import clock
from zhangtu.kernel.due_days import read_rule
from zhangtu.kernel.periods import PeriodError, PeriodKind
from zhangtu.kernel.refusals import RefusedError
from zhangtu.kernel.uids import new_uid
from zhangtu.ledgers import definitions
from zhangtu.ledgers import queries as ledgers
from zhangtu.people import queries as people
from zhangtu.people.scope import Right, Scope
from zhangtu.reports.keeping import TABLES
from zhangtu.reports.models import Filing, Scheduled
from zhangtu.reports.refusals import ReportError
from zhangtu.reports.scheduling import forces
from zhangtu.reports.scheduling.rules import ONCE
from zhangtu.reports.states import OPEN, State

_TASKS: Final = "tasks"
_PLANS: Final = "plans"
_LONGEST: Final = 100
_OUTSIDE: Final = 60
_COLUMNS: Final = 30


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be scheduled.

    Attributes:
        plan: The row of the plan.
        asked: Which of the reports it asks for (``rules.mark_of``).
        title: What it is called.
        every: The kind of its periods, or ``once``.
        due: When it is due, as ``kernel.due_days.read_rule`` takes it.
        units: The units that submit it.
        begins: The first day it is asked for.
        ends: The last day; ``None`` for always.
        receiver: The unit that receives it; 0 for none here.
        outside: The outside party that receives it; empty for none.
        based: The report it is filled like; empty for none.
        measures: Measures that are its columns; none for text only.
    """

    plan: UUID
    asked: str
    title: str
    every: str
    due: str
    units: Sequence[int]
    begins: date
    ends: date | None = None
    receiver: int = 0
    outside: str = ""
    based: str = ""
    measures: Sequence[str] = ()


def may_schedule(scope: Scope) -> bool:
    """Whether somebody may schedule at all: who may adopt plans, as each comes out of one."""
    return all(scope.may(right, _TASKS) for right in (Right.ADOPT, Right.ENTER, Right.AMEND))


def schedule(wanted: Wanted, *, actor: Actor) -> UUID:
    """Schedule a report; from then on it is expected of each unit for each period.

    Args:
        wanted: What.
        actor: Who does it: somebody who may adopt the plan.

    Returns:
        The schedule's name.

    Raises:
        ReportError: The actor may not, the plan is not adopted, or something does not fit; nothing is kept.
    """
    with act(actor=actor) as now:
        scope = people.scope(actor)
        document = _plan(wanted.plan, scope)
        _check(wanted, scope)
        if Scheduled.objects.filter(plan=wanted.plan, asked=wanted.asked, stopped=None).exists():
            raise ReportError("scheduled_already")
        made = TABLES.add(
            now, Scheduled, action="schedule", uid=new_uid(now.at), plan=wanted.plan, document=document,
            asked=wanted.asked, title=" ".join(wanted.title.split()), every=wanted.every, due=wanted.due,
            units=list(dict.fromkeys(wanted.units)), receiver=wanted.receiver, outside=wanted.outside.strip(),
            based=wanted.based, measures=list(dict.fromkeys(wanted.measures)), begins=wanted.begins,
            ends=wanted.ends, made=clock.now(), person=actor.person, post=actor.post,
        )  # fmt: skip
        return made.uid


def _plan(plan: UUID, scope: Scope) -> UUID:
    """The document of a plan whose reports somebody may schedule."""
    if not may_schedule(scope):
        raise ReportError("may_not_schedule")
    try:
        row = ledgers.row(plan, scope)
    except RefusedError as error:
        raise ReportError("not_adopted") from error
    if not _inside(row.unit, scope) or row.ledger != _PLANS or row.values.get("state") != "adopted":
        raise ReportError("not_adopted")
    return UUID(str(row.values["document"]))


def _check(wanted: Wanted, scope: Scope) -> None:
    if not 0 < len(wanted.title.strip()) <= _LONGEST:
        raise ReportError("no_title")
    if not wanted.asked or len(wanted.asked) > 32:
        raise ReportError("no_schedule")
    _check_rule(wanted)
    there = people.units()
    if not wanted.units or any(not _inside(one, scope) or one not in there for one in wanted.units):
        raise ReportError("no_senders")
    _check_receiver(wanted)
    _check_content(wanted)


def _inside(unit: int, scope: Scope) -> bool:
    return scope.everywhere or unit in scope.units


def _check_rule(wanted: Wanted) -> None:
    try:
        rule = read_rule(wanted.due)
    except PeriodError as error:
        raise ReportError("bad_rule", rule=wanted.due[:40]) from error
    if wanted.every not in {ONCE, *PeriodKind} or (wanted.every == ONCE) != (rule.fixed is not None):
        raise ReportError("bad_rule", rule=wanted.due[:40])
    if wanted.ends is not None and wanted.ends < wanted.begins:
        raise ReportError("bad_days")


def _check_receiver(wanted: Wanted) -> None:
    outside = wanted.outside.strip()
    if outside and wanted.receiver:
        raise ReportError("one_receiver")
    if len(outside) > _OUTSIDE:
        raise ReportError("no_unit", unit=outside[:40])
    if wanted.receiver and any(wanted.receiver not in people.ancestors(one) for one in wanted.units):
        raise ReportError("bad_receiver", unit=people.name_on(wanted.receiver))


def _check_content(wanted: Wanted) -> None:
    known = definitions.known()
    based = known.reports.get(wanted.based)
    if wanted.based and (based is None or based.report.removed is not None or wanted.measures):
        raise ReportError("bad_content")
    if len(wanted.measures) > _COLUMNS or any(one not in known.measures for one in wanted.measures):
        raise ReportError("bad_content")


def stop(uid: UUID, reason: str, *, actor: Actor) -> int:
    """Withdraw a schedule: nothing more is expected, what is open is asked for no more.

    Args:
        uid: The schedule.
        reason: Why.
        actor: Who does it: somebody who may adopt the plan.

    Returns:
        How many open reports of units are asked for no more.

    Raises:
        ReportError: The actor may not, it is withdrawn already, or no reason is given.
    """
    with act(actor=actor) as now:
        scope = people.scope(actor)
        one = Scheduled.objects.filter(uid=uid, stopped=None).first()
        if one is None:
            raise ReportError("no_schedule")
        _plan(one.plan, scope)
        if not reason.strip():
            raise ReportError("no_reason")
        return _stop(now, one, reason)


def stop_all(uid: UUID, reason: str, *, actor: Actor) -> None:
    """Withdraw every schedule of a plan, in the act that withdraws the plan and has checked who may.

    Args:
        uid: The row of the plan.
        reason: Why.
        actor: Who withdraws the plan.

    Raises:
        ReportError: The actor may not.
    """
    with act(actor=actor) as now:
        if not may_schedule(people.scope(actor)):
            raise ReportError("may_not_schedule")
        for one in Scheduled.objects.filter(plan=uid, stopped=None):
            _stop(now, one, reason)


def _stop(now: Act, one: Scheduled, reason: str) -> int:
    TABLES.amend(now, one, "stop", stopped=clock.now(), reason=" ".join(reason.split())[:500])
    left = Filing.objects.filter(report=forces.name_of(one), state__in=[each.value for each in OPEN])
    gone = list(left)
    for filing in gone:
        TABLES.amend(now, filing, "withdraw", state=State.WITHDRAWN.value, signs=[])
    return len(gone)
