"""What is asked of tasks: what lies with me and why, the office's board, what belongs to one task."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from zhangtu.ledgers import queries
from zhangtu.ledgers.queries import Filter, Op, Order
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.plans.doing import policies
from zhangtu.plans.doing.refusals import TaskError
from zhangtu.plans.doing.states import HELD, WHEN, Deed, Extension, State
from zhangtu.plans.doing.tasks import ANSWERS, EXTENSIONS, REMINDERS, TASKS, Task, task_of

#: No list of tasks is longer; what is behind it is found in the ledger.
MOST: Final = queries.MOST
_OPEN: Final = (State.DRAFT, *HELD, State.COMPLETED)
#: The acts somebody waits for, by the state a task is in; the first permitted one is the next.
_NEXT: Final = {
    State.ASSIGNED: Deed.ACKNOWLEDGE,
    State.ACKNOWLEDGED: Deed.RESPOND,
    State.RETURNED: Deed.RESPOND,
    State.RESPONDED: Deed.ACCEPT,
    State.COMPLETED: Deed.STRIKE_OFF,
    State.DRAFT: Deed.ASSIGN,
}


@dataclass(frozen=True, slots=True)
class Mine:
    """A task that waits for somebody.

    Attributes:
        task: The task.
        deed: What is to be done next.
        unit: Whether it is done for the unit that carries it out; else for the office that assigned it.
    """

    task: Task
    deed: Deed
    unit: bool


def _live(scope: Scope, where: Iterable[Filter], limit: int = MOST) -> list[Task]:
    page = queries.rows(
        TASKS, scope, where=tuple(where), order=Order("due"), limit=limit, live=(), counted=False
    )
    return [task_of(row) for row in page.rows]


def _in_states(states: Iterable[State]) -> Filter:
    return Filter("state", Op.IN, tuple(str(one) for one in states))


def mine(scope: Scope) -> list[Mine]:
    """The tasks that wait for somebody, in no order but their day's.

    Args:
        scope: Whose.

    Returns:
        What is to be done, for the unit that carries them out or for the office that assigned them.
    """
    own = policies.own_unit(scope)
    if not own:
        return []
    asked = {one.values["task"] for one in waiting_extensions(scope)}
    found: list[Mine] = []
    for task in _live(scope, [_in_states(_OPEN)]):
        deed = Deed.DECIDE_EXTENSION if task.uid in asked else _NEXT[task.state]
        if task.uid in asked and policies.why_not(deed, task, scope) is not None:
            deed = _NEXT[task.state]
        if (task.office or own in (task.row.unit, task.lead)) and policies.why_not(deed, task, scope) is None:
            found.append(Mine(task, deed, policies.for_unit(scope, task)))
    return found


def waiting(scope: Scope) -> int:
    """How many tasks wait for somebody; drafts wait for nobody yet.

    Args:
        scope: Whose.
    """
    return sum(1 for one in mine(scope) if one.task.state is not State.DRAFT)


def board(scope: Scope) -> list[Task]:
    """The running tasks the office of somebody assigned, and those it carries out itself.

    Args:
        scope: Whose.
    """
    own = policies.own_unit(scope)
    return [
        one for one in _live(scope, [_in_states((*HELD, State.COMPLETED))]) if own in (one.office, one.lead)
    ]


def _of(ledger: str, uid: UUID, scope: Scope) -> tuple[RowView, ...]:
    where = (Filter("task", Op.IS, str(uid)),)
    return queries.rows(
        ledger, scope, where=where, order=Order(descending=True), limit=MOST, counted=False
    ).rows


def answers(uid: UUID, scope: Scope) -> tuple[RowView, ...]:
    """What was answered to a task, the newest first."""
    return _of(ANSWERS, uid, scope)


def extensions(uid: UUID, scope: Scope) -> tuple[RowView, ...]:
    """The wishes for more time, the newest first."""
    return _of(EXTENSIONS, uid, scope)


def reminders(uid: UUID, scope: Scope) -> tuple[RowView, ...]:
    """Who was reminded of a task, the newest first."""
    return _of(REMINDERS, uid, scope)


def waiting_extensions(scope: Scope) -> tuple[RowView, ...]:
    """The wishes for more time that wait to be decided on."""
    where = (Filter("state", Op.IS, str(Extension.ASKED)),)
    return queries.rows(EXTENSIONS, scope, where=where, limit=MOST, counted=False).rows


def parts(uid: UUID, scope: Scope) -> list[Task]:
    """The tasks a task was split into, by their days."""
    return _live(scope, [Filter("part_of", Op.IS, str(uid))])


def deeds(task: Task, scope: Scope) -> Sequence[tuple[Deed, TaskError | None]]:
    """What may be done with a task, and what not with the reason, for somebody's pages.

    Args:
        task: The task.
        scope: Whose.

    Returns:
        Deeds that make sense now, what is waited for first, with why one may not be done; ``None`` where
        it may.
    """
    asked = any(one.values.get("state") == Extension.ASKED for one in extensions(task.uid, scope))
    first = [Deed.DECIDE_EXTENSION] if asked else []
    rest = [one for one, when in WHEN.items() if task.state in when and one is not Deed.DECIDE_EXTENSION]
    return [(deed, policies.why_not(deed, task, scope)) for deed in (*first, *rest)]


def posts_of(unit: int, day: date) -> list[tuple[int, str]]:
    """The posts of a unit with who holds them, to choose one from.

    Args:
        unit: The unit.
        day: The day.
    """
    found = []
    for post in people.posts(unit, day):
        held = people.persons(people.holders(post.post, day))
        names = "、".join(one.name for one in held.values())
        found.append((post.post, f"{post.name}（{names}）" if names else post.name))
    return found
