"""Everything done with a row in a procedure: begin, move, take back, open again, go over to a new version."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act, act
from zhangtu.ledgers import actions, definitions, seen, storing, texts
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.ledgers.sql import Stored
from zhangtu.people import queries as people
from zhangtu.procedures import cases, holders, papers, policies, settling, timing
from zhangtu.procedures.cases import Case
from zhangtu.procedures.following import Deed, Done, tell
from zhangtu.procedures.keeping import TABLES
from zhangtu.procedures.models import Running
from zhangtu.procedures.moving import Aim, aim, way
from zhangtu.procedures.papers import PaperView
from zhangtu.procedures.refusals import ProcedureError
from zhangtu.schema.procedural import Move, Step

#: Nothing is filled in.
_NOTHING: Final[Mapping[str, object]] = {}


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of a row.

    Attributes:
        uid: The row.
        step: The name of the step it is at.
        post: The post that holds it; 0 for none.
        version: The number of the row's last entry.
        diverted: Whether it came to a step nobody gets past, and the move is still to be made.
        papers: The papers made by the move.
    """

    uid: UUID
    step: str
    post: int
    version: int
    diverted: bool = False
    papers: tuple[PaperView, ...] = ()


def begin(uid: UUID, *, actor: Actor, procedure: str = "", reason: str = "") -> Moved:
    """Begin the procedure of a row.

    Args:
        uid: The row.
        actor: Who begins it.
        procedure: The procedure's name; empty where the ledger has one only.
        reason: Why, where that is asked for.

    Returns:
        Where it is.

    Raises:
        LedgerError: There is no such row in scope.
        ProcedureError: It is in one already, there is none for it, or nobody would hold its first step.
    """
    with act(actor=actor, reason=reason) as one:
        scope = people.scope(actor)
        force, row = actions.found(uid, definitions.known())
        policies.check_begin(scope, force, row)
        if Running.objects.filter(row=row.id).exists():
            raise ProcedureError("running", step=cases.of_row(force, row).step.title.words)
        return _begin(one, force, row, procedure)


def enter(
    procedure: str, values: Mapping[str, object], *, actor: Actor, unit: int | None = None, reason: str = ""
) -> Moved:
    """Enter a row and begin its procedure, in one act.

    Args:
        procedure: The procedure's name.
        values: Field name → what was entered.
        actor: Who enters it.
        unit: The unit it belongs to; see ``ledgers.actions.create``.
        reason: Why, where that is asked for.

    Returns:
        Where it is.

    Raises:
        LedgerError: It may not be entered, or there is no such procedure.
        InvalidError: Something is wrong with the values.
        ProcedureError: Nobody would hold its first step.
    """
    with act(actor=actor, reason=reason) as one:
        known = definitions.known().procedure(procedure)
        made = actions.create(
            known.procedure.of, values, actor=actor, unit=unit, reason=reason, by=known.procedure.name
        )
        force, row = actions.found(made.uid, definitions.known())
        begun = Running.objects.filter(row=row.id).first()
        if begun is not None:
            return Moved(row.uid, begun.step, begun.post, row.version)
        return _begin(one, force, row, procedure)


def entered(one: Act, force: InForce, row: Stored) -> Stored:
    """Begin the procedure of a row that was just entered, where its ledger has one.

    Args:
        one: The act it was entered by.
        force: Its ledger.
        row: The row.

    Returns:
        The row as it is then. Where nobody would hold its first step it waits to be begun from its page.
    """
    fitting = [
        each for each in definitions.known().procedures.values() if each.procedure.of == force.ledger.name
    ]
    if len(fitting) != 1 or not holders.found(fitting[0].procedure.steps[0].owner, row.unit):
        return row
    _begin(one, force, row, fitting[0].procedure.name)
    return actions.found(row.uid, definitions.known())[1]


def _begin(one: Act, force: InForce, row: Stored, name: str) -> Moved:
    procedure = cases.procedure_of(force.ledger.name, name)
    first = procedure.procedure.steps[0]
    post = _holder(first, row, one.actor, {})
    row = storing.move(one, force, row, Deed.BEGIN, state=first.name, post=post)
    TABLES.add(
        one, Running, action=Deed.BEGIN, row=row.id, definition=procedure.id, step=first.name, path=[],
        since=one.at, post=post, last={"n": 1},
    )  # fmt: skip
    row = _followed(Done(one, force, row, procedure, Deed.BEGIN, "", "", first.name))
    return Moved(row.uid, first.name, post, row.version)


def move(
    uid: UUID,
    name: str,
    values: Mapping[str, object] = _NOTHING,
    *,
    actor: Actor,
    seen: int,
    reason: str = "",
    made: Mapping[str, str] | None = None,
) -> Moved:
    """Make a move.

    Args:
        uid: The row.
        name: The move's name.
        values: Field name → what was entered, for the fields it asks for.
        actor: Who makes it.
        seen: The number of the row's last entry that was looked at.
        reason: Why, where the move demands it.
        made: Paper → its number or date, for papers made elsewhere.

    Returns:
        Where the row is.

    Raises:
        LedgerError: There is no such row in scope, or it is withdrawn.
        InvalidError: Something is wrong with the values.
        ChangedError: The row's step, or a value the move sets, changed after ``seen``.
        ProcedureError: The move can't be made; the sentence says why.
    """
    with act(actor=actor, reason=reason) as one:
        case = _case(uid, actor)
        wanted = _allowed(case, name, actor, seen)
        if wanted.reason and not one.reason.strip():
            raise ProcedureError("no_reason", move=wanted.title.words)
        case = settling.settle(one, case, wanted, values, seen)
        return _made(one, case, wanted, made or {})


def _made(one: Act, case: Case, wanted: Move, said: Mapping[str, str]) -> Moved:
    """Make a move, or be led to a step before it; what the move takes is asked for only when it is made."""
    where = aim(case, wanted)
    if where.diverted:
        return _come(one, case, wanted, where, Deed.DIVERT)
    policies.check_asked(case, wanted)
    policies.check_needs(case, wanted)
    papers.check(wanted, said)
    new = papers.make(one, case, wanted, said)
    return replace(_come(one, case, wanted, where, Deed.MOVE), papers=tuple(new))


def _case(uid: UUID, actor: Actor) -> Case:
    """A row in a procedure, which somebody may change."""
    force, row = actions.found(uid, definitions.known())
    policies.check_change(force, row, people.scope(actor))
    return cases.of_row(force, row)


def _allowed(case: Case, name: str, actor: Actor, seen: int) -> Move:
    """The move of a name, which somebody may make with a row as it stands."""
    scope = people.scope(actor)
    policies.check_seen(case, scope)
    found = case.procedure.procedure.move(name)
    if found is None:
        raise ProcedureError("no_move", move=name)
    if case.running.step not in found.sources:
        _check_seen(case, seen)  # whoever moved it on meanwhile is said rather than the step
    policies.check_step(case, found)
    policies.check_maker(case, found, scope)
    _check_seen(case, seen)
    return found


def _check_seen(case: Case, number: int) -> None:
    """The step and the procedure are the ground of every move."""
    mine = {texts.STATE: texts.text_of(case.running.step)}
    seen.check(case.force, case.row, mine, seen=number, masked=case.force.personal)


def _come(one: Act, case: Case, wanted: Move, where: Aim, deed: Deed) -> Moved:
    """Bring a row to the step a move leads to."""
    step = case.procedure.procedure.step(where.target)
    if step is None:
        raise ProcedureError("step_gone", step=where.target)
    stays = where.target == case.running.step
    post = case.running.post if stays else _holder(step, case.row, one.actor, _held(case))
    last: dict[str, Any] = {"n": case.running.last["n"] + 1, "move": wanted.name}
    if where.skipped:
        last["skipped"] = {
            name: case.procedure.procedure.step(name).when  # type: ignore[union-attr]  # it is one of its steps
            for name in where.skipped
        }
    if where.diverted:
        last["forced"] = step.when
    path = case.running.path[:-1] if where.back else way(case, where.target)
    since = case.running.since if stays else one.at
    return _put(one, case, deed, step=step, post=post, path=path, since=since, last=last)


def _held(case: Case) -> dict[str, int]:
    """Step → the post that held the row there last."""
    held: dict[str, int] = {}
    step = ""
    for entry in case.entries:
        step = texts.value_of(entry.values["step"]) if "step" in entry.values else step
        if "post" in entry.values:
            held[step] = texts.value_of(entry.values["post"]) or 0
    return held


def _holder(step: Step, row: Stored, actor: Actor, held: Mapping[str, int]) -> int:
    """The post that is to hold a row at a step: who had it there before, who acts, else the first found."""
    if not step.owner:
        return 0
    posts = holders.found(step.owner, row.unit)
    if not posts:
        raise ProcedureError("no_holder", step=step.title.words, posts=holders.called(step.owner))
    before = held.get(step.name, 0)
    if before in posts:
        return before
    return actor.post if actor.post in posts else posts[0]


def _put(one: Act, case: Case, deed: Deed, *, step: Step, **columns: Any) -> Moved:
    """Store where a row is, in the row and beside it, and tell those who follow."""
    source, post = case.running.step, columns["post"]
    row = case.row
    if (row.state, row.post) != (step.name, post):
        row = storing.move(one, case.force, row, deed, state=step.name, post=post)
    name = str(columns["last"].get("move", ""))
    TABLES.amend(one, case.running, deed, step=step.name, **columns)
    row = _followed(Done(one, case.force, row, case.procedure, deed, name, source, step.name))
    return Moved(row.uid, step.name, post, row.version, diverted=deed is Deed.DIVERT)


def _followed(done: Done) -> Stored:
    """The row once its limits, and whoever else follows, have heard what was done."""
    return tell(replace(done, row=timing.follow(done)))


def take_back(uid: UUID, *, actor: Actor, seen: int, reason: str = "") -> Moved:
    """Take back one's own last move while nobody did anything after it; its papers are voided.

    Args:
        uid: The row.
        actor: Who made it and takes it back.
        seen: The number of the row's last entry that was looked at.
        reason: Why, where that is asked for.

    Returns:
        Where the row is again.

    Raises:
        LedgerError: There is no such row in scope.
        ChangedError: The row's step changed after ``seen``.
        ProcedureError: It was somebody else's, the beginning, or taken back already.
    """
    with act(actor=actor, reason=reason) as one:
        case = _case(uid, actor)
        policies.check_seen(case, people.scope(actor))
        _check_seen(case, seen)
        if not can_take_back(case, actor):
            raise ProcedureError("nothing_to_take_back")
        before = _before(case)
        step = case.procedure.procedure.step(before["step"])
        if step is None:
            raise ProcedureError("step_gone", step=before["step"])
        name = str(case.running.last.get("move", ""))
        papers.void(one, case.row.id, name, case.entries[-1].at)
        last = {"n": case.running.last["n"] + 1, "move": name}
        return _put(
            one, case, Deed.TAKE_BACK, step=step, post=before.get("post", 0), path=before.get("path", []),
            since=before["since"], last=last,
        )  # fmt: skip


def can_take_back(case: Case, actor: Actor) -> bool:
    """Whether the last thing done with a row was a move of this person."""
    last = case.entries[-1]
    mine = bool(actor.person) and last.actor.person == actor.person
    return mine and last.action in (Deed.MOVE, Deed.DIVERT)


def _before(case: Case) -> dict[str, Any]:
    """Where a row was before the last thing that was done with it."""
    found: dict[str, Any] = {}
    for entry in case.entries[:-1]:
        found.update({name: texts.value_of(text) for name, text in entry.values.items()})
    return {name: value for name, value in found.items() if value is not None}


def reopen(uid: UUID, *, actor: Actor, seen: int, reason: str) -> Moved:
    """Open a closed row again: it comes back to the step before the last.

    Args:
        uid: The row.
        actor: Who opens it.
        seen: The number of the row's last entry that was looked at.
        reason: Why; must be said.

    Returns:
        Where the row is.

    Raises:
        LedgerError: There is no such row in scope, or no reason was given.
        ProcedureError: It is not closed, or that takes another post.
    """
    with act(actor=actor, reason=reason) as one:
        case = cases.case_of(uid)
        policies.check_reopen(case, people.scope(actor))
        if not one.reason.strip():
            raise LedgerError("no_reason")
        _check_seen(case, seen)
        steps = case.procedure.procedure.steps
        back = case.running.path[-1] if case.running.path else steps[0].name
        step = case.procedure.procedure.step(back) or steps[0]
        last = {"n": case.running.last["n"] + 1}
        post = _holder(step, case.row, one.actor, _held(case))
        return _put(
            one, case, Deed.REOPEN, step=step, post=post, path=case.running.path[:-1], since=one.at, last=last
        )


def carry_over(uid: UUID, *, actor: Actor, seen: int, reason: str) -> Moved:
    """Let a row go by the newest version of its procedure from now on.

    Args:
        uid: The row.
        actor: Who carries it over.
        seen: The number of the row's last entry that was looked at.
        reason: Why; must be said.

    Returns:
        Where the row is, which is where it was.

    Raises:
        LedgerError: There is no such row in scope, it may not be done, or no reason was given.
        ProcedureError: It goes by it already, or the new version has no such step.
    """
    with act(actor=actor, reason=reason) as one:
        case = cases.case_of(uid)
        scope = people.scope(actor)
        policies.check_seen(case, scope)
        policies.check_carry(case, scope)
        if not one.reason.strip():
            raise LedgerError("no_reason")
        _check_seen(case, seen)
        newest = definitions.known().procedure(case.procedure.procedure.name)
        step = newest.procedure.step(case.running.step)
        if newest.id == case.procedure.id:
            raise ProcedureError("same_version")
        if step is None:
            raise ProcedureError("step_gone", step=case.step.title.words)
        known = {each.name for each in newest.procedure.steps}
        path = [name for name in case.running.path if name in known]
        last = {"n": case.running.last["n"] + 1}
        case = replace(case, procedure=newest)
        return _put(
            one, case, Deed.CARRY, step=step, post=case.running.post, path=path, since=case.running.since,
            last=last, definition=newest.id,
        )  # fmt: skip
