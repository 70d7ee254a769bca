"""A row with the procedure it is in, and what the procedure's conditions come to for it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from zhangtu.journal import queries as journal
from zhangtu.journal.actor import Actor
from zhangtu.journal.queries import EntryView
from zhangtu.kernel.expressions import Value, run
from zhangtu.ledgers import actions, definitions, texts
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.definitions import ProcedureInForce
from zhangtu.ledgers.gathering import Gatherer
from zhangtu.ledgers.sql import Stored
from zhangtu.people import queries as people
from zhangtu.procedures.keeping import REGISTER
from zhangtu.procedures.models import Running
from zhangtu.procedures.refusals import ProcedureError
from zhangtu.schema.procedural import Step


@dataclass(frozen=True)
class Case:
    """A row in a procedure.

    Attributes:
        force: The row's ledger.
        row: The row.
        procedure: The version of the procedure it goes by.
        running: Where it is.
    """

    force: InForce
    row: Stored
    procedure: ProcedureInForce
    running: Running

    @property
    def step(self) -> Step:
        """The step it is at."""
        found = self.procedure.procedure.step(self.running.step)
        if found is None:
            raise ProcedureError("step_gone", step=self.running.step)
        return found

    @cached_property
    def values(self) -> dict[int, Any]:
        """Its values, by field number."""
        return self.force.loaded(texts.objects(self.row.values))

    @cached_property
    def _gatherer(self) -> Gatherer:
        there = definitions.known()
        return Gatherer(self.force, {self.row.id: self._seen}, there.ledgers, there.tables)

    @cached_property
    def _seen(self) -> Mapping[int, Any]:
        """Its values as expressions see them, live ones included."""
        found = {no: value for no, value in self.values.items() if no in self.force.readable}
        if not self.force.live:
            return found
        there = definitions.known()
        context = Gatherer(self.force, {self.row.id: found}, there.ledgers, there.tables).context(self.row.id)
        return {**found, **{one.field.no: run(one.expression, found, context) for one in self.force.live}}

    def holds(self, *path: str | int, words: Mapping[str, Value] | None = None) -> bool | None:
        """What a condition of the procedure comes to for the row.

        Args:
            path: Where it stands: ``"moves", "file", "needs"``.
            words: The values of its words besides.

        Returns:
            Yes or no; ``None`` where none is written there, or it can't be told.
        """
        expression = self.procedure.read.at(*path)
        if expression is None:
            return None
        context = self._gatherer.context(self.row.id)
        value = run(expression, self._seen, replace(context, words=dict(words or {})))
        return value if isinstance(value, bool) else None

    @cached_property
    def entries(self) -> tuple[EntryView, ...]:
        """Everything that was done with it in this procedure, the first first."""
        return tuple(journal.history(REGISTER, self.row.id))

    def was_made_by(self, move: str, actor: Actor) -> bool:
        """Whether somebody made a move; one that was taken back does not count.

        Programs that act for a post count as whoever acts for it.
        """
        made: list[tuple[str, Actor]] = []
        for entry in self.entries:
            if entry.action == "take_back":
                made = made[:-1]
            elif entry.action in ("move", "divert"):
                last = texts.value_of(entry.values.get("last", "{}")) or {}
                made.append((str(last.get("move", "")), entry.actor))
        return any(_same(one, actor) for name, one in made if name == move)


def _same(one: Actor, other: Actor) -> bool:
    if one.person and other.person:
        return one.person == other.person
    return one.post == other.post


def words_of(actor: Actor) -> dict[str, Value]:
    """The words conditions may use of whoever acts."""
    state = people.post(actor.post) if actor.post else None
    return {
        "my_person": actor.person or None,
        "my_post": actor.post or None,
        "my_unit": None if state is None else state.unit,
    }


def case_of(uid: UUID) -> Case:
    """A row in a procedure, whoever asks.

    Args:
        uid: The row.

    Returns:
        It with its procedure.

    Raises:
        LedgerError: There is no such row.
        ProcedureError: It is in no procedure.
    """
    force, row = actions.found(uid, definitions.known())
    return of_row(force, row)


def of_row(force: InForce, row: Stored) -> Case:
    """A row in a procedure; see ``case_of``."""
    running = Running.objects.filter(row=row.id).first()
    if running is None:
        raise ProcedureError("not_running")
    return Case(force, row, definitions.of_version(running.definition), running)


def procedure_of(ledger: str, name: str = "") -> ProcedureInForce:
    """The procedure rows of a ledger go through.

    Args:
        ledger: The ledger's name.
        name: The procedure's name; empty where the ledger has one only.

    Raises:
        ProcedureError: There is none, or there are several and none was named.
    """
    there = definitions.known()
    fitting = [
        one
        for one in there.procedures.values()
        if one.procedure.of == ledger and name in ("", one.procedure.name)
    ]
    if len(fitting) != 1:
        title = there.ledgers[ledger].ledger.title.words if ledger in there.ledgers else ledger
        raise ProcedureError("no_procedure", ledger=title)
    return fitting[0]
