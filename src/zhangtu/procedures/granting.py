"""Limits of a row stand still, go on, are made longer or fixed by a paper: who may, and doing it."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act, act
from zhangtu.kernel.uids import new_uid
from zhangtu.ledgers import actions, budgets, clocks, definitions, seen, texts
from zhangtu.ledgers import policies as ledgers
from zhangtu.ledgers.clocks import Running
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.people import queries as people
from zhangtu.people.scope import Right, Scope
from zhangtu.procedures import cases, holders, policies
from zhangtu.procedures.cases import Case
from zhangtu.procedures.following import Deed
from zhangtu.procedures.keeping import TABLES
from zhangtu.procedures.models import Paper
from zhangtu.procedures.refusals import ProcedureError
from zhangtu.schema.procedural import Extend, Limit

#: The length of an extension that is asked for.
_ASKED = "asked"


def limit_of(case: Case, name: str) -> Limit:
    """A limit of the procedure a row is in.

    Raises:
        ProcedureError: It has none of that name.
    """
    found = next((one for one in case.procedure.procedure.limits if one.name == name), None)
    if found is None:
        raise ProcedureError("no_limit", limit=name)
    return found


def _open(case: Case, limit: Limit) -> Running:
    clock = clocks.of_row(case.row.id).get(limit.name)
    if clock is None or clock.stopped is not None:
        raise ProcedureError("limit_over", limit=limit.title.words)
    return clock


def _check_change(case: Case, scope: Scope) -> None:
    policies.check_seen(case, scope)
    ledgers.check_may(scope, Right.AMEND, case.force)


def check_pause(case: Case, limit: Limit, scope: Scope) -> Running:
    """Make sure that somebody may let a limit stand still or go on.

    Returns:
        Its clock.

    Raises:
        LedgerError: The row is not in scope, or may not be changed.
        ProcedureError: It is over, never stands still, or somebody else holds the row.
    """
    _check_change(case, scope)
    clock = _open(case, limit)
    if not limit.pauses:
        raise ProcedureError("never_pauses", limit=limit.title.words)
    mine = scope.everywhere or case.running.post in scope.posts
    if not mine and not ledgers.can(scope, Right.WITHDRAW, case.force):
        raise ProcedureError("not_holder", limit=limit.title.words)
    return clock


def check_extend(case: Case, limit: Limit, scope: Scope, now: int) -> tuple[Running, Extend]:
    """Make sure that somebody may make a limit longer, once more.

    Returns:
        Its clock, and the extension that comes next.

    Raises:
        LedgerError: The row is not in scope, or may not be changed.
        ProcedureError: It is over or late, was made longer as often as may be, or somebody else grants it.
    """
    _check_change(case, scope)
    clock = _open(case, limit)
    times = budgets.times_extended(clock.budget)
    if times >= len(limit.extend):
        raise ProcedureError("no_extension", limit=limit.title.words)
    if clock.due is not None and clock.due <= now:
        raise ProcedureError("limit_late", limit=limit.title.words)
    wanted = limit.extend[times]
    posts = holders.found((wanted.by,), case.row.unit)
    if not scope.everywhere and scope.posts.isdisjoint(posts):
        raise ProcedureError("extend_by", limit=limit.title.words, posts=holders.called((wanted.by,)))
    return clock, wanted


def check_override(case: Case, limit: Limit, scope: Scope) -> Running:
    """Make sure that somebody may fix a limit's last day by a paper.

    Returns:
        Its clock.

    Raises:
        LedgerError: The row is not in scope, or that takes the right to withdraw rows.
        ProcedureError: It is over.
    """
    _check_change(case, scope)
    ledgers.check_may(scope, Right.WITHDRAW, case.force)
    return _open(case, limit)


def _case(uid: UUID, one: Act, number: int) -> tuple[Case, Scope]:
    force, row = actions.found(uid, definitions.known())
    scope = people.scope(one.actor)
    if not ledgers.sees(scope, force, row):
        raise LedgerError("no_row")
    case = cases.of_row(force, row)
    mine = {texts.STATE: texts.text_of(case.running.step)}
    seen.check(force, row, mine, seen=number, masked=force.personal)
    return case, scope


def _put(one: Act, case: Case, deed: Deed, limit: Limit, clock: Running, **said: Any) -> int:
    """Store a clock, and what was done in the row's history; the old end stands with it."""
    before = clocks.of_row(case.row.id)[limit.name].due
    row = clocks.put(one, case.force, case.row, {limit.name: clock}, f"{deed}_clock")
    now = clocks.of_row(row.id)[limit.name].due
    last = {"n": case.running.last["n"] + 1, "limit": limit.name, "was": before, "due": now, **said}
    TABLES.amend(one, case.running, deed, last=last)
    return row.version


def pause(uid: UUID, limit: str, kind: str, *, actor: Actor, seen: int, reason: str) -> int:
    """Let a limit stand still.

    Args:
        uid: The row.
        limit: The limit's name.
        kind: Why, as the procedure names it.
        actor: Who does.
        seen: The number of the row's last entry that was looked at.
        reason: Why, in words.

    Returns:
        The number of the row's last entry.

    Raises:
        LedgerError: There is no such row in scope, it may not be changed, or no reason was given.
        ChangedError: The row's step changed after ``seen``.
        ProcedureError: It can't stand still for that; the sentence says why.
    """
    with act(actor=actor, reason=reason) as one:
        case, scope = _case(uid, one, seen)
        spec = limit_of(case, limit)
        clock = check_pause(case, spec, scope)
        _check_reason(one)
        if kind not in spec.pauses:
            raise ProcedureError("pause_kind", limit=spec.title.words, kinds="、".join(spec.pauses))
        if clock.due is None:
            raise ProcedureError("stands_still", limit=spec.title.words)
        if clock.due <= one.at:
            raise ProcedureError("limit_late", limit=spec.title.words)
        still = replace(clock, pauses=(*clock.pauses, (one.at, None)))
        return _put(one, case, Deed.PAUSE, spec, still, kind=kind)


def resume(uid: UUID, limit: str, *, actor: Actor, seen: int, reason: str = "") -> int:
    """Let a limit go on with what was left of it.

    Args:
        uid: The row.
        limit: The limit's name.
        actor: Who does.
        seen: The number of the row's last entry that was looked at.
        reason: Why, where that is asked for.

    Returns:
        The number of the row's last entry.

    Raises:
        LedgerError: There is no such row in scope, or it may not be changed.
        ChangedError: The row's step changed after ``seen``.
        ProcedureError: It does not stand still, or somebody else has to.
    """
    with act(actor=actor, reason=reason) as one:
        case, scope = _case(uid, one, seen)
        spec = limit_of(case, limit)
        clock = check_pause(case, spec, scope)
        if clock.due is not None:
            raise ProcedureError("runs", limit=spec.title.words)
        on = replace(clock, pauses=(*clock.pauses[:-1], (clock.pauses[-1][0], one.at)))
        return _put(one, case, Deed.RESUME, spec, on)


def extend(uid: UUID, limit: str, *, actor: Actor, seen: int, reason: str, by: str = "") -> int:
    """Make a limit longer, as its procedure grants; the old end stays in the history.

    Args:
        uid: The row.
        limit: The limit's name.
        actor: Who grants it.
        seen: The number of the row's last entry that was looked at.
        reason: Why.
        by: By how much, where the procedure leaves it to what is asked.

    Returns:
        The number of the row's last entry.

    Raises:
        LedgerError: There is no such row in scope, the length can't be read, or no reason was given.
        ChangedError: The row's step changed after ``seen``.
        ProcedureError: It can't be made longer, or somebody else grants it.
    """
    with act(actor=actor, reason=reason) as one:
        case, scope = _case(uid, one, seen)
        spec = limit_of(case, limit)
        clock, wanted = check_extend(case, spec, scope, one.at)
        _check_reason(one)
        length = by.strip() if wanted.for_ == _ASKED else wanted.for_
        longer = replace(clock, budget=budgets.extended(clock.budget, length))
        return _put(one, case, Deed.EXTEND, spec, longer, by=length)


def override(uid: UUID, limit: str, until: date, paper: str, *, actor: Actor, seen: int, reason: str) -> int:
    """Fix the last day of a limit as a paper says.

    Args:
        uid: The row.
        limit: The limit's name.
        until: Its last day.
        paper: The number or date of the paper.
        actor: Who does.
        seen: The number of the row's last entry that was looked at.
        reason: Why.

    Returns:
        The number of the row's last entry.

    Raises:
        LedgerError: There is no such row in scope, it may not be done, or no reason was given.
        ChangedError: The row's step changed after ``seen``.
        ProcedureError: It is over, or no paper was named.
    """
    with act(actor=actor, reason=reason) as one:
        case, scope = _case(uid, one, seen)
        spec = limit_of(case, limit)
        clock = check_override(case, spec, scope)
        _check_reason(one)
        if not paper.strip():
            raise ProcedureError("override_paper", limit=spec.title.words)
        TABLES.add(
            one, Paper, uid=new_uid(one.at), row=case.row.id, move="", name="override",
            said=paper.strip()[:100], at=one.at,
        )  # fmt: skip
        pauses = tuple((begun, one.at if end is None else end) for begun, end in clock.pauses)
        fixed = replace(clock, budget=f"until {until.isoformat()}", pauses=pauses)
        return _put(one, case, Deed.OVERRIDE, spec, fixed)


def _check_reason(one: Act) -> None:
    if not one.reason.strip():
        raise LedgerError("no_reason")
