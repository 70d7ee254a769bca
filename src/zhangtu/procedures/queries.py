"""What is asked of procedures: where a row is, who holds it, what may be done and what was; in scope."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.journal.queries import EntryView
from zhangtu.ledgers import actions as rows
from zhangtu.ledgers import definitions, predicates, sql, texts
from zhangtu.ledgers import policies as ledgers
from zhangtu.ledgers.definitions import ProcedureInForce
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.people.scope import Scope
from zhangtu.procedures import actions, cases, papers, policies
from zhangtu.procedures.cases import Case
from zhangtu.procedures.models import Running
from zhangtu.procedures.papers import PaperView
from zhangtu.procedures.refusals import ProcedureError
from zhangtu.procedures.sql import states
from zhangtu.schema.procedural import Limit, Move, Step

#: Steps asked for at once, where nobody says how many.
_PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class MoveView:
    """A move that starts from where a row is.

    Attributes:
        move: The move.
        asks: Names of the fields it asks for, those still empty first.
        empty: Names of those still empty.
        why_not: Why it can't be made; ``None`` where it can.
    """

    move: Move
    asks: tuple[str, ...]
    empty: tuple[str, ...]
    why_not: ProcedureError | LedgerError | None


@dataclass(frozen=True, slots=True)
class Passed:
    """Something that was done with a row in its procedure.

    Attributes:
        number: The number of its entry.
        at: When, microseconds since 1970 in UTC.
        actor: By whom, for which post.
        deed: What was done: ``following.Deed``.
        move: The name of the move; empty for what is none.
        step: The name of the step it came to.
        skipped: Name of a step passed over → the condition that was not true.
        forced: The condition nobody gets past, where it was true.
        reason: Why; empty where nobody said.
        limit: The name of the limit that was changed; empty for what is none.
    """

    number: int
    at: int
    actor: Actor
    deed: str
    move: str
    step: str
    skipped: Mapping[str, str]
    forced: str
    reason: str
    limit: str = ""


@dataclass(frozen=True, slots=True)
class CaseView:
    """A row in a procedure, as somebody may see it.

    Attributes:
        uid: The row.
        version: The number of the row's last entry.
        procedure: The version of the procedure it goes by.
        newest: Whether that is the newest.
        step: The step it is at.
        post: The post that holds it; 0 for none.
        since: Since when, microseconds since 1970 in UTC.
        path: Names of the steps it came through.
        moves: What starts from here.
        passed: What was done, the last first.
        papers: The papers made.
        can_take_back: Whether the reader's own last move can be taken back.
        why_not_reopen: Why it can't be opened again; ``None`` where it can.
    """

    uid: UUID
    version: int
    procedure: ProcedureInForce
    newest: bool
    step: Step
    post: int
    since: int
    path: tuple[str, ...]
    moves: tuple[MoveView, ...]
    passed: tuple[Passed, ...]
    papers: tuple[PaperView, ...]
    can_take_back: bool
    why_not_reopen: ProcedureError | LedgerError | None


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A row somebody holds.

    Attributes:
        uid: The row.
        ledger: Its ledger's name.
        procedure: The procedure's name.
        step: The step it is at.
        unit: Its unit.
        post: The post that holds it.
        since: Since when, microseconds since 1970 in UTC.
        due: Its earliest limit, microseconds since 1970 in UTC; ``None`` for none.
        values: The row's values as stored, for what it is called.
    """

    uid: UUID
    ledger: str
    procedure: str
    step: Step
    unit: int
    post: int
    since: int
    due: int | None
    values: str


@dataclass(frozen=True, slots=True)
class OpenSteps:
    """A page of rows somebody holds.

    Attributes:
        rows: The rows.
        after: What to ask the next page with; 0 behind the last.
    """

    rows: tuple[OpenStep, ...]
    after: int


def case(uid: UUID, scope: Scope) -> CaseView:
    """A row in its procedure.

    Args:
        uid: The row.
        scope: Whose question it is.

    Returns:
        Where it is, what may be done and what was.

    Raises:
        LedgerError: There is no such row for this scope.
        ProcedureError: It is in no procedure.
    """
    force, row = rows.found(uid, definitions.known())
    if not ledgers.sees(scope, force, row):
        raise LedgerError("no_row")
    return _view(cases.of_row(force, row), scope)


def _view(found: Case, scope: Scope) -> CaseView:
    procedure = found.procedure.procedure
    here = [one for one in procedure.moves if found.running.step in one.sources]
    offered = [one for one in here if not one.when or found.holds("moves", one.name, "when")]
    known = definitions.known().procedures.get(procedure.name)
    return CaseView(
        uid=found.row.uid,
        version=found.row.version,
        procedure=found.procedure,
        newest=known is None or known.id == found.procedure.id,
        step=found.step,
        post=found.running.post,
        since=found.running.since,
        path=tuple(found.running.path),
        moves=tuple(_move(found, one, scope) for one in offered),
        passed=passed(found.entries),
        papers=tuple(papers.of_row(found.row.id)),
        can_take_back=actions.can_take_back(found, scope.actor),
        why_not_reopen=_why_not_reopen(found, scope),
    )


def _move(found: Case, move: Move, scope: Scope) -> MoveView:
    empty = policies.missing(found, move)
    filled = tuple(name for name in move.asks if name not in empty)
    return MoveView(move, (*empty, *filled), empty, policies.why_not(found, move, scope))


def _why_not_reopen(found: Case, scope: Scope) -> ProcedureError | LedgerError | None:
    try:
        policies.check_reopen(found, scope)
    except (ProcedureError, LedgerError) as error:
        return error
    return None


def passed(entries: Iterable[EntryView]) -> tuple[Passed, ...]:
    """What was done with a row, the last first.

    Args:
        entries: Its entries in this room's register, the first first.
    """
    found: list[Passed] = []
    step = ""
    for entry in entries:
        said: dict[str, Any] = {name: texts.value_of(text) for name, text in entry.values.items()}
        last = said.get("last") or {}
        step = said.get("step") or step
        found.append(
            Passed(
                entry.number, entry.at, entry.actor, entry.action, str(last.get("move", "")), step,
                last.get("skipped", {}), str(last.get("forced", "")), str(said.get("@reason") or ""),
                str(last.get("limit", "")),
            )
        )  # fmt: skip
    return tuple(reversed(found))


def is_running(row: int) -> bool:
    """Whether a row, known to be in scope, is in a procedure."""
    return Running.objects.filter(row=row).exists()


def versions_gone_by() -> frozenset[int]:
    """The numbers of the versions of procedures that rows go by."""
    return frozenset(Running.objects.values_list("definition", flat=True).distinct())


def step_called(ledger: str, state: str) -> Step | None:
    """The step a row's state stands for, in the newest version of its ledger's procedure that has it."""
    for one in definitions.known().procedures.values():
        if one.procedure.of == ledger:
            found = one.procedure.step(state)
            if found is not None:
                return found
    return None


def limit_called(ledger: str, name: str) -> Limit | None:
    """The limit of a name, in the newest version of its ledger's procedures that has it."""
    for one in definitions.known().procedures.values():
        if one.procedure.of == ledger:
            for limit in one.procedure.limits:
                if limit.name == name:
                    return limit
    return None


def of_ledger(ledger: str) -> tuple[ProcedureInForce, ...]:
    """The procedures rows of a ledger may go through, by name."""
    known = definitions.known().procedures
    return tuple(known[name] for name in sorted(known) if known[name].procedure.of == ledger)


def open_steps(posts: Iterable[int], scope: Scope, *, after: int = 0, limit: int = _PAGE) -> OpenSteps:
    """The rows some posts hold, page by page; closed and withdrawn ones are left out.

    Args:
        posts: The posts; those of the scope for what is one's own.
        scope: Whose question it is.
        after: ``OpenSteps.after`` of the page before; 0 for the first.
        limit: How many are looked at; a page may show fewer although more follow.

    Returns:
        The rows in the order of their numbers; two queries, however many there are.
    """
    chosen = Running.objects.filter(post__in=list(posts), post__gt=0, row__gt=after).order_by("row")[:limit]
    lines = {one.row: one for one in chosen}
    there = definitions.known()
    found = []
    for row in sorted(sql.rows_by_uids(sql.uids(lines).values()), key=lambda one: one.id):
        force = there.registered.get(row.ledger)
        if force is None or row.withdrawn or not ledgers.sees(scope, force, row):
            continue
        running = lines[row.id]
        version = definitions.of_version(running.definition)
        step = version.procedure.step(running.step)
        if step is not None and not step.final:
            found.append(
                OpenStep(
                    row.uid, force.ledger.name, version.procedure.name, step, row.unit, running.post,
                    running.since, row.due, row.values,
                )
            )  # fmt: skip
    return OpenSteps(tuple(found), max(lines) if len(lines) == limit else 0)


def counts(procedure: str, scope: Scope) -> dict[str, int]:
    """How many rows of a procedure stand at each step, of those in scope.

    Args:
        procedure: The procedure's name.
        scope: Whose question it is.

    Returns:
        Step → how many; steps where none stands are left out.
    """
    force = definitions.known().ledger(definitions.known().procedure(procedure).procedure.of)
    return states(predicates.visible(scope, force))
