"""What a deed in a procedure does to its limits: they start, stop, go on, and stand as they were before."""

from collections.abc import Mapping
from dataclasses import replace

from zhangtu.journal import queries as journal
from zhangtu.journal.queries import EntryView
from zhangtu.ledgers import budgets, clocks, texts
from zhangtu.ledgers.clocks import Running
from zhangtu.ledgers.sql import Stored
from zhangtu.procedures import cases
from zhangtu.procedures.cases import Case
from zhangtu.procedures.following import Deed, Done
from zhangtu.schema.procedural import PREVIOUS, Limit
from zhangtu.schema.proceeding import BEGIN

#: What becomes of clocks: limit → its clock; ``None`` where there is to be none.
Changes = dict[str, Running | None]


def follow(done: Done) -> Stored:
    """Start and stop the limits of a row as what was done with it says.

    Args:
        done: What was done; where the row is stands beside it already.

    Returns:
        The row as it is afterwards.
    """
    if done.deed is Deed.DIVERT:
        return done.row  # the move itself is still to be made
    case, there = cases.of_row(done.force, done.row), clocks.of_row(done.row.id)
    return clocks.put(done.act, done.force, done.row, _changes(done, case, there), "set_clocks")


def _changes(done: Done, case: Case, there: Mapping[str, Running]) -> Changes:
    now = done.act.at
    if done.deed is Deed.TAKE_BACK:
        return _restored(case)
    if done.deed is Deed.REOPEN:
        return _undone(case, there, _closing(case), now)
    if done.deed is Deed.CARRY:
        return _carried(case, there, now)
    made: Changes = {}
    move = case.procedure.procedure.move(done.move)
    if move is not None and move.to == PREVIOUS:
        made |= _undone(case, there, _arrival(case, done.source), now)
    name = BEGIN if done.deed is Deed.BEGIN else done.move
    made |= _named(case, {**there, **made}, name, now)
    if case.step.final:
        after = {**there, **made}
        made |= {each: stopped(one, now) for each, one in after.items() if one and one.stopped is None}
    return made


def _named(case: Case, there: Mapping[str, Running | None], move: str, now: int) -> Changes:
    """What a move stops and starts; a limit that runs already runs on."""
    made: Changes = {}
    for limit in case.procedure.procedure.limits:
        clock = there.get(limit.name)
        if clock is not None and clock.stopped is None and move in limit.ends:
            clock = made[limit.name] = stopped(clock, now)
        budget = budget_of(case, limit)
        if move in limit.begins and budget and (clock is None or clock.stopped is not None):
            made[limit.name] = Running(now, budget)
    return made


def stopped(clock: Running, now: int) -> Running:
    """A clock that is over; if it stood still, it did so until now."""
    pauses = tuple((begun, now if until is None else until) for begun, until in clock.pauses)
    due = (
        budgets.due(clock.started, clock.budget, pauses, clocks.calendar())
        if clock.due is None
        else clock.due
    )
    return replace(clock, pauses=pauses, due=due, stopped=now)


def budget_of(case: Case, limit: Limit) -> str:
    """How long a limit is for a row; empty where none of its lengths applies."""
    for at, one in enumerate(limit.within):
        if not one.when or case.holds("limits", limit.name, "within", at, "when"):
            return one.budget
    return ""


def _restored(case: Case) -> Changes:
    """The clocks the move that was taken back had touched, as they were before it."""
    number = case.entries[-2].number
    before: Changes = {}
    touched: set[str] = set()
    for entry in journal.history(case.force.ledger.name, case.row.id):
        for key, text in entry.values.items():
            if not key.startswith(texts.CLOCK):
                continue
            name = key.removeprefix(texts.CLOCK)
            if entry.number < number:
                before[name] = clocks.read(text)
            else:
                touched.add(name)
    return {name: before.get(name) for name in touched}


def _undone(case: Case, there: Mapping[str, Running], entry: EntryView | None, now: int) -> Changes:
    """Of the move that led here, undo the limits: what it started is over, what it stopped goes on.

    The time between was somebody else's: it counts as a pause.
    """
    if entry is None:
        return {}
    move = _move_of(entry)
    begun = {one.name for one in case.procedure.procedure.limits if move in one.begins}
    made: Changes = {}
    for name, clock in there.items():
        if clock.stopped == entry.at:
            made[name] = replace(clock, stopped=None, pauses=(*clock.pauses, (entry.at, now)))
        elif name in begun and clock.stopped is None and clock.started == entry.at:
            made[name] = stopped(clock, now)
    return made


def _closing(case: Case) -> EntryView | None:
    """The entry of the move that closed a row which was just opened again."""
    return next((one for one in reversed(case.entries[:-1]) if one.action == Deed.MOVE), None)


def _arrival(case: Case, source: str) -> EntryView | None:
    """The entry of the move by which a row came to the step it was just given back from."""
    for entry in reversed(case.entries[:-1]):
        if "step" in entry.values and texts.value_of(entry.values["step"]) == source:
            return entry if entry.action == Deed.MOVE else None
    return None


def _move_of(entry: EntryView) -> str:
    last = texts.value_of(entry.values.get("last", "{}")) or {}
    return str(last.get("move", ""))


def _carried(case: Case, there: Mapping[str, Running], now: int) -> Changes:
    """By a new version: limits it has no longer are over; those it has besides run since they would have."""
    known = {one.name for one in case.procedure.procedure.limits}
    made: Changes = {
        name: stopped(one, now) for name, one in there.items() if name not in known and one.stopped is None
    }
    for limit in case.procedure.procedure.limits:
        budget = "" if limit.name in there or case.step.final else budget_of(case, limit)
        since = _since(case, limit)
        if budget and since:
            made[limit.name] = Running(since, budget)
    return made


def _since(case: Case, limit: Limit) -> int:
    """Since when a limit runs by what was done with the row; 0 where it does not."""
    since = 0
    for move, at in _made(case):
        since = 0 if move in limit.ends else since
        since = at if move in limit.begins and not since else since
    return since


def _made(case: Case) -> list[tuple[str, int]]:
    """The moves that were made and stand, with when; the beginning is the first."""
    made: list[tuple[str, int]] = []
    for entry in case.entries:
        if entry.action == Deed.TAKE_BACK and made:
            made.pop()
        elif entry.action in (Deed.BEGIN, Deed.MOVE, Deed.DIVERT):
            name = BEGIN if entry.action == Deed.BEGIN else _move_of(entry)
            made.append(("" if entry.action == Deed.DIVERT else name, entry.at))
    return made
