"""A task as its row says it: how far it is, who leads it, who assigned it, when it is due."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhangtu.ledgers import queries
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.ledgers.views import RowView
from zhangtu.people.scope import Scope
from zhangtu.plans.doing.refusals import TaskError
from zhangtu.plans.doing.states import State

#: The ledgers of the core pack a task lives in.
TASKS, ANSWERS, EXTENSIONS, REMINDERS = "tasks", "answers", "extensions", "reminders"
#: Who sets the fields only acts set.
BY = "plans"


@dataclass(frozen=True, slots=True)
class Task:
    """A task.

    Attributes:
        row: Its row.
        state: How far it is.
        lead: The number of the unit that leads it; 0 while nobody does.
        office: The number of the unit that assigned it; 0 while nobody did.
        post: The number of the post it lies with; 0 for the whole unit.
        office_post: The number of the post that assigned it; 0 while nobody did.
        due: The last day; ``None`` for none.
        kind: ``dated``, ``standing`` or ``periodic``.
    """

    row: RowView
    state: State
    lead: int
    office: int
    post: int
    office_post: int
    due: date | None
    kind: str

    @property
    def uid(self) -> UUID:
        """Its name to the outside."""
        return self.row.uid


def task_of(row: RowView) -> Task:
    """A row of the ledger of tasks, read as a task."""
    values = row.values
    return Task(
        row,
        State(values.get("state", State.DRAFT)),
        values.get("lead") or 0,
        values.get("assigned_by") or 0,
        row.post,
        values.get("assigned_by_post") or 0,
        values.get("due"),
        values.get("kind") or "dated",
    )


def task(uid: UUID, scope: Scope) -> Task:
    """One task.

    Args:
        uid: Its row.
        scope: Whose.

    Returns:
        The task.

    Raises:
        TaskError: There is none in scope.
    """
    try:
        row = queries.row(uid, scope)
    except LedgerError as error:
        raise TaskError("no_task") from error
    if row.ledger != TASKS or row.withdrawn:
        raise TaskError("no_task")
    return task_of(row)
