"""What a leader wrote on a plan or a task (批示) is recorded, and becomes a task assigned at once."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.kernel.clock import today
from zhangtu.ledgers import actions, queries
from zhangtu.ledgers.queries import Filter, Op, Order
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.plans.doing import actions as doing
from zhangtu.plans.doing.actions import name_of
from zhangtu.plans.doing.refusals import TaskError
from zhangtu.plans.doing.tasks import BY, TASKS, task

#: The ledgers of what leaders wrote, and of what it was written on.
INSTRUCTIONS: Final = "instructions"
PLANS: Final = "plans"
#: A task's title is no longer than this; the whole stands in the instruction.
_TITLE: Final = 200


@dataclass(frozen=True, slots=True)
class Written:
    """What a leader wrote.

    Attributes:
        words: The words.
        leader: The number of the person who wrote it; 0 for who records it.
        on: The day; today if ``None``.
        plan: The plan it was written on; ``None`` for none.
        task: The task it was written on; ``None`` for none.
    """

    words: str
    leader: int = 0
    on: date | None = None
    plan: UUID | None = None
    task: UUID | None = None


def instruct(written: Written, *, actor: Actor) -> RowView:
    """Record what a leader wrote.

    Args:
        written: What, by whom, on what.
        actor: Who records it; the leader himself, or a clerk from the paper.

    Returns:
        Its row; that on a task belongs to the unit which carries the task out, so that it is read there.

    Raises:
        TaskError: It says nothing, or there is no such task in scope.
        LedgerError: It may not be entered by this post.
    """
    if not written.words.strip():
        raise TaskError("no_instruction")
    with act(actor=actor):
        scope = people.scope(actor)
        unit = task(written.task, scope).row.unit if written.task else None
        leader = people.person(written.leader or actor.person)
        values: dict[str, object] = {
            "words": written.words.strip(),
            "leader": str(leader.uid) if leader is not None else None,
            "given_on": written.on or today(),
            "plan": name_of(written.plan),
            "task": name_of(written.task),
        }
        given = {name: value for name, value in values.items() if value is not None}
        return actions.create(INSTRUCTIONS, given, actor=actor, unit=unit)


def make_task(uid: UUID, lead: int, due: date, *, actor: Actor, post: int = 0) -> RowView:
    """Make what a leader wrote a task, assigned at once.

    Args:
        uid: The instruction.
        lead: The number of the unit that is to do it.
        due: The last day.
        actor: Who assigns it, for the office.
        post: The post it is to lie with; 0 for the unit.

    Returns:
        The task's row.

    Raises:
        TaskError: There is no such instruction in scope, or the task may not be assigned so.
        LedgerError: No task may be entered by this post, or the unit is out of scope.
    """
    with act(actor=actor):
        try:
            found = queries.row(uid, people.scope(actor))
        except LedgerError as error:
            raise TaskError("no_task") from error
        if found.ledger != INSTRUCTIONS or found.withdrawn:
            raise TaskError("no_task")
        words = str(found.values.get("words", ""))
        values: dict[str, object] = {
            "title": words.splitlines()[0][:_TITLE],
            "lead": name_of(people.unit_uid(lead)),
            "due": due,
            "instruction": str(uid),
            "note": words if len(words) > _TITLE or "\n" in words else None,
            "plan": name_of(found.values.get("plan")),
        }
        given = {name: value for name, value in values.items() if value is not None}
        made = actions.create(TASKS, given, actor=actor, by=BY)
        return doing.assign(made.uid, actor=actor, post=post)


def instructions(scope: Scope, *, plan: UUID | None = None, on: UUID | None = None) -> tuple[RowView, ...]:
    """What leaders wrote, the newest first.

    Args:
        scope: Whose.
        plan: On this plan only; ``None`` for any.
        on: On this task only; ``None`` for any.
    """
    named = {"plan": plan, "task": on}
    where = tuple(Filter(name, Op.IS, str(uid)) for name, uid in named.items() if uid is not None)
    newest = Order(descending=True)
    return queries.rows(INSTRUCTIONS, scope, where=where, order=newest, limit=100, counted=False).rows


def received(scope: Scope, limit: int = 50) -> tuple[RowView, ...]:
    """The plans and papers that came in, the newest first.

    Args:
        scope: Whose.
        limit: How many at most.
    """
    return queries.rows(PLANS, scope, order=Order(descending=True), limit=limit, counted=False).rows
