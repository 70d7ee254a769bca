"""The running limits of rows: started, paused, resumed, stopped, fixed by a person; each with its entry."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act, act
from zhangtu.kernel.calendar import Calendar, CalendarError, bundled
from zhangtu.ledgers import actions, budgets, definitions, policies, storing, texts
from zhangtu.ledgers.budgets import Pause, moment
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.models import Clock
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.ledgers.sql import Stored
from zhangtu.people import queries as people
from zhangtu.people.scope import Right

#: What can be done with a clock, in Simplified and English.
_DEEDS: Final = {
    "start_clock": ("开始计时", "started"),
    "pause_clock": ("暂停", "paused"),
    "resume_clock": ("恢复计时", "resumed"),
    "stop_clock": ("停止", "stopped"),
    "fix_clock": ("改定到期日", "fixed"),
}


@dataclass(frozen=True, slots=True)
class ClockView:
    """A limit of a row.

    Attributes:
        name: The limit's name.
        started: When it began.
        budget: What it may take, as text.
        pauses: When it stood still; the end is ``None`` while it does.
        due: When it ends; ``None`` while it stands still.
        stopped: When it was over; ``None`` while it runs.
    """

    name: str
    started: datetime
    budget: str
    pauses: tuple[tuple[datetime, datetime | None], ...]
    due: datetime | None
    stopped: datetime | None


@dataclass(frozen=True, slots=True)
class Running:
    """A clock as it is stored; moments in microseconds since 1970 in UTC."""

    started: int
    budget: str
    pauses: tuple[Pause, ...] = ()
    due: int | None = None
    stopped: int | None = None

    def text(self) -> str:
        """The clock as its entries say it."""
        return texts.text_of(
            {
                "budget": self.budget,
                "due": self.due,
                "pauses": self.pauses,
                "started": self.started,
                "stopped": self.stopped,
            }
        )


def of_row(row: int) -> dict[str, Running]:
    """The clocks of a row, by name."""
    return {each.limit: running(each) for each in Clock.objects.filter(row=row).order_by("limit")}


def running(clock: Clock) -> Running:
    """A line of the table as a value."""
    pauses = tuple((begun, until) for begun, until in texts.value_of(clock.pauses))
    return Running(clock.started, clock.budget, pauses, clock.due, clock.stopped)


def calendar() -> Calendar:
    """The calendar limits are counted by."""
    return bundled()


def read(text: str) -> Running | None:
    """A clock as an entry says it; ``None`` where the entry takes it away."""
    said = texts.value_of(text)
    if said is None:
        return None
    return Running(**{**said, "pauses": tuple((begun, until) for begun, until in said["pauses"])})


def put(one: Act, force: InForce, row: Stored, changes: Mapping[str, Running | None], action: str) -> Stored:
    """Set several clocks of a row and what follows from them, with one entry.

    Args:
        one: The act it belongs to.
        force: The row's ledger.
        row: The row.
        changes: Limit → its clock, whose end is worked out; ``None`` where there is to be none.
        action: The word of the entry.

    Returns:
        The row as it is now.

    Raises:
        LedgerError: A budget can't be understood, or reaches further than any calendar.
    """
    there = of_row(row.id)
    try:
        made = {name: None if each is None else _computed(each, calendar()) for name, each in changes.items()}
    except CalendarError as error:
        raise LedgerError("bad_budget", budget=_budgets(changes)) from error
    different = {name: each for name, each in made.items() if there.get(name) != each}
    if not different:
        return row
    for name, each in different.items():
        Clock.objects.filter(row=row.id, limit=name).delete()
        if each is not None:
            Clock.objects.create(row=row.id, limit=name, **_columns(each))
    left = {name: each for name, each in {**there, **different}.items() if each is not None}
    said = {
        texts.CLOCK.removeprefix("@") + name: texts.EMPTIED if each is None else each.text()
        for name, each in different.items()
    }
    return storing.move(one, force, row, action, due=earliest(left), clocks=said)


def _budgets(changes: Mapping[str, Running | None]) -> str:
    return "、".join(each.budget for each in changes.values() if each is not None)


def views(row: int) -> tuple[ClockView, ...]:
    """The limits of a row, by name.

    Args:
        row: The row's number, known to be in scope.

    Returns:
        The limits, stopped ones included.
    """
    return tuple(
        ClockView(
            name,
            moment(one.started),
            one.budget,
            tuple((moment(begun), _moment(until)) for begun, until in one.pauses),
            _moment(one.due),
            _moment(one.stopped),
        )
        for name, one in of_row(row).items()
    )


def _moment(at: int | None) -> datetime | None:
    return None if at is None else moment(at)


def start(
    uid: UUID, name: str, budget: str, *, actor: Actor, reason: str = "", since: datetime | None = None
) -> ClockView:
    """Start a limit.

    Args:
        uid: The row.
        name: The limit's name.
        budget: What it may take: ``7 workdays``, ``90 days``, ``24 hours`` …
        actor: Who starts it.
        reason: Why, where that is asked for.
        since: When it began, if not now.

    Returns:
        The limit.

    Raises:
        LedgerError: It runs already, the budget can't be understood, or the row may not be changed.
    """
    budgets.budget(budget)

    def begin(now: int, clock: Running | None) -> Running | None:
        if clock is not None and clock.stopped is None:
            return None
        return Running(now if since is None else budgets.micros(since), budget)

    return _turn(uid, name, "start_clock", begin, actor=actor, reason=reason)


def pause(uid: UUID, name: str, *, actor: Actor, reason: str = "") -> ClockView:
    """Let a limit stand still.

    Args:
        uid: The row.
        name: The limit's name.
        actor: Who pauses it.
        reason: Why.

    Returns:
        The limit.

    Raises:
        LedgerError: It does not run, or the row may not be changed.
    """

    def stand(now: int, clock: Running | None) -> Running | None:
        if clock is None or clock.stopped is not None or _stands(clock):
            return None
        return replace(clock, pauses=(*clock.pauses, (now, None)))

    return _turn(uid, name, "pause_clock", stand, actor=actor, reason=reason)


def resume(uid: UUID, name: str, *, actor: Actor, reason: str = "") -> ClockView:
    """Let a limit go on.

    Args:
        uid: The row.
        name: The limit's name.
        actor: Who resumes it.
        reason: Why.

    Returns:
        The limit, with what was left when it stood still.

    Raises:
        LedgerError: It does not stand still, or the row may not be changed.
    """

    def go_on(now: int, clock: Running | None) -> Running | None:
        if clock is None or clock.stopped is not None or not _stands(clock):
            return None
        return replace(clock, pauses=(*clock.pauses[:-1], (clock.pauses[-1][0], now)))

    return _turn(uid, name, "resume_clock", go_on, actor=actor, reason=reason)


def stop(uid: UUID, name: str, *, actor: Actor, reason: str = "") -> ClockView:
    """End a limit: what it was for is done.

    Args:
        uid: The row.
        name: The limit's name.
        actor: Who stops it.
        reason: Why.

    Returns:
        The limit.

    Raises:
        LedgerError: It was not started or is over, or the row may not be changed.
    """

    def end(now: int, clock: Running | None) -> Running | None:
        return None if clock is None or clock.stopped is not None else replace(clock, stopped=now)

    return _turn(uid, name, "stop_clock", end, actor=actor, reason=reason)


def fix(uid: UUID, name: str, until: date, *, actor: Actor, reason: str) -> ClockView:
    """Fix the last day of a limit by hand; whatever was counted before gives way.

    Args:
        uid: The row.
        name: The limit's name.
        until: Its last day.
        actor: Who fixes it.
        reason: Why; must be said.

    Returns:
        The limit.

    Raises:
        LedgerError: No reason was given, it is over, or the row may not be changed.
    """
    if not reason.strip():
        raise LedgerError("no_reason")

    def settle(now: int, clock: Running | None) -> Running | None:
        del now
        if clock is None or clock.stopped is not None:
            return None
        return replace(clock, budget=f"until {until.isoformat()}")

    return _turn(uid, name, "fix_clock", settle, actor=actor, reason=reason)


def _stands(clock: Running) -> bool:
    return bool(clock.pauses) and clock.pauses[-1][1] is None


def _turn(
    uid: UUID,
    name: str,
    action: str,
    change: Callable[[int, Running | None], Running | None],
    *,
    actor: Actor,
    reason: str,
) -> ClockView:
    """Change a clock and what follows from it, in one act."""
    with act(actor=actor, reason=reason) as one:
        force, row = actions.found(uid, definitions.known())
        policies.check_change(people.scope(actor), Right.AMEND, force, row)
        if row.withdrawn:
            raise LedgerError("withdrawn")
        clocks = of_row(row.id)
        changed = change(one.at, clocks.get(name))
        if changed is None:
            if name not in clocks:
                raise LedgerError("no_clock", clock=name)
            what, what_en = _DEEDS[action]
            raise LedgerError("clock_state", clock=name, what=what, what_en=what_en)
        _store(one, row, name, action, clock=_computed(changed, calendar()), clocks=clocks)
        return next(each for each in views(row.id) if each.name == name)


def _computed(clock: Running, calendar: Calendar) -> Running:
    """The clock with its end worked out; one that was stopped keeps the end it had."""
    if clock.stopped is not None:
        return clock
    return replace(clock, due=budgets.due(clock.started, clock.budget, clock.pauses, calendar))


def _store(
    one: Act, row: Stored, name: str, action: str, *, clock: Running, clocks: Mapping[str, Running]
) -> None:
    values = _columns(clock)
    if name in clocks:
        Clock.objects.filter(row=row.id, limit=name).update(**values)
    else:
        Clock.objects.create(row=row.id, limit=name, **values)
    first = earliest({**clocks, name: clock})
    key = texts.CLOCK.removeprefix("@") + name
    force = definitions.of_register(row.ledger)
    storing.move(one, force, row, action, due=first, clocks={key: clock.text()})


def _columns(clock: Running) -> dict[str, Any]:
    """A clock as a line of the table."""
    return {
        "started": clock.started,
        "budget": clock.budget,
        "pauses": texts.text_of(clock.pauses),
        "due": clock.due,
        "stopped": clock.stopped,
    }


def earliest(clocks: Mapping[str, Running]) -> int | None:
    """The earliest end of the clocks that run."""
    return min(
        (one.due for one in clocks.values() if one.stopped is None and one.due is not None), default=None
    )
