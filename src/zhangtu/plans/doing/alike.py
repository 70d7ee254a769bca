"""One demand in several plans (一事多报): recognised, confirmed by a person, then answered once.

The rule: tasks of one group are led by one unit. An answer given to one is given to every other that waits
for one; what an office decides about it – accepts, returns, completes, strikes off – it decides in the same
act for every task of the group that it assigned itself. A task another unit assigned shows the answer to that
unit, which accepts and strikes off by its own act.
"""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.ledgers import actions, queries
from zhangtu.ledgers.queries import Filter, Op
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people
from zhangtu.people.scope import Right, Scope
from zhangtu.plans.doing import policies
from zhangtu.plans.doing.refusals import TaskError
from zhangtu.plans.doing.states import State
from zhangtu.plans.doing.tasks import BY, TASKS, Task, task, task_of
from zhangtu.plans.matching import alike, own_words

#: At least so alike two tasks' words must be to be proposed.
ENOUGH: Final = 0.6
#: Days between the ends of two dated tasks that may still be one demand.
_DAYS: Final = 366
#: No more than this are in one group, or proposed for one task.
MOST: Final = 50
#: Who sees a group as a whole.
_MACHINE: Final = Actor(machine="console")
#: In which states an answer is still to be given.
OPEN: Final = (State.ASSIGNED, State.ACKNOWLEDGED, State.RETURNED)


def head(one: Task) -> UUID:
    """The task a group is named by: the one others point to, or the task itself."""
    found = one.row.values.get("same_as")
    return found if isinstance(found, UUID) else one.uid


def first_of(answer: RowView) -> UUID:
    """The answer that was given once, of which others are the same."""
    found = answer.values.get("same_as")
    return found if isinstance(found, UUID) else answer.uid


def answered_with(one: Task) -> bool:
    """Whether a task waits for an answer, so that one given to another of its group counts for it."""
    return one.state in OPEN


def others(one: Task, scope: Scope) -> list[Task]:
    """The other tasks that ask the same, as confirmed.

    Args:
        one: The task.
        scope: Of whoever looks; those out of it are left out.
    """
    first = head(one)
    where = (Filter("same_as", Op.IS, str(first)),)
    rows = queries.rows(TASKS, scope, where=where, limit=MOST, live=(), counted=False).rows
    found = [task_of(row) for row in rows if not row.withdrawn and row.uid != one.uid]
    if first != one.uid:
        try:
            found.insert(0, task(first, scope))
        except TaskError:
            return found
    return found


def proposed(tasks: Iterable[Task], scope: Scope) -> list[tuple[Task, Task, float]]:
    """Pairs that may ask the same: led by one unit, of different plans, alike in words and in their time.

    Args:
        tasks: The tasks to find others for.
        scope: Of whoever looks.

    Returns:
        Task, the other one, how alike they are; the most alike first, those confirmed already left out.
    """
    wanted = [one for one in tasks if one.state in OPEN and one.lead]
    found = []
    for unit in dict.fromkeys(one.lead for one in wanted):
        there = _led_by(unit, scope)
        found += [
            (one, other, likeness)
            for one in wanted
            if one.lead == unit
            for other in there
            if _may_be(one, other) and (likeness := _like(one, other)) >= ENOUGH
        ]
    return sorted(found, key=lambda each: -each[2])


def _led_by(unit: int, scope: Scope) -> list[Task]:
    """The open tasks a unit leads."""
    states = Filter("state", Op.IN, tuple(str(one) for one in OPEN))
    lead = Filter("lead", Op.IS, str(people.unit_uid(unit)))
    after, found = "", list[Task]()
    while True:
        page = queries.rows(
            TASKS, scope, where=(states, lead), after=after, limit=500, live=(), counted=False
        )
        found += [task_of(row) for row in page.rows]
        after = page.after
        if not after:
            return found


def _may_be(one: Task, other: Task) -> bool:
    plan = one.row.values.get("plan")
    if one.uid == other.uid or head(one) == head(other):
        return False
    if plan is None or other.row.values.get("plan") in (None, plan):
        return False
    if one.kind != other.kind:
        return False
    if one.due is None or other.due is None:
        return one.due is other.due and one.row.values.get("period") == other.row.values.get("period")
    return abs((one.due - other.due).days) <= _DAYS


def _like(one: Task, other: Task) -> float:
    return alike(_words(one), _words(other))


def _words(one: Task) -> str:
    said = str(one.row.values.get("title", ""))
    return own_words(said, 0, len(said))


def why_not(one: Task, other: Task, scope: Scope) -> TaskError | None:
    """The reason somebody can't say that two tasks ask the same; ``None`` where it can be said."""
    if not scope.may(Right.AMEND, TASKS):
        return TaskError("same_not_allowed")
    if one.uid == other.uid or not one.lead or one.lead != other.lead:
        return TaskError("same_other_unit")
    if not all(_stands_for(each, scope) for each in (one, other)):
        return TaskError("same_other_office")
    if one.state not in OPEN or other.state not in OPEN:
        return TaskError("same_not_open")
    return None


def _stands_for(one: Task, scope: Scope) -> bool:
    assigned = bool(one.office) and policies.for_office(scope, one)
    return assigned or policies.for_unit(scope, one)


def join(uid: UUID, with_uid: UUID, *, actor: Actor) -> None:
    """Say that two tasks ask the same: from now on one answer counts for both, and for all that ask the same.

    Args:
        uid: The one.
        with_uid: The other.
        actor: Who says so, for the unit that leads both or for the one that assigned both.

    Raises:
        TaskError: It may not be by this post, they are led by different units, or one is answered or over.
    """
    with act(actor=actor):
        scope = people.scope(actor)
        one, other = task(uid, scope), task(with_uid, scope)
        refused = why_not(one, other, scope)
        if refused is not None:
            raise refused
        if head(one) == head(other):
            return
        first = head(other)
        for each in (one, *_whole(one, scope)):
            _point(each, first, actor)


def part(uid: UUID, *, actor: Actor) -> None:
    """Take a task out of its group again; what was answered and decided stays.

    Args:
        uid: The task.
        actor: Who does, for the unit that leads it or for the one that assigned it.

    Raises:
        TaskError: It may not be by this post, or not every task of the group is open to it.
    """
    with act(actor=actor):
        scope = people.scope(actor)
        one = task(uid, scope)
        if not scope.may(Right.AMEND, TASKS) or not _stands_for(one, scope):
            raise TaskError("same_not_allowed")
        left = _whole(one, scope)
        if one.row.values.get("same_as"):
            _point(one, None, actor)
        elif left:
            for each in left:
                _point(each, left[0].uid, actor)


def _whole(one: Task, scope: Scope) -> list[Task]:
    """The other tasks of a group, which is changed as a whole or not at all."""
    found = others(one, scope)
    if len(found) != len(others(one, people.scope(_MACHINE))):
        raise TaskError("same_other_office")
    return found


def _point(one: Task, first: UUID | None, actor: Actor) -> None:
    """Let a task point to the one its group is named by; that one points nowhere."""
    said = None if first is None or first == one.uid else str(first)
    actions.amend(one.uid, {"same_as": said}, actor=actor, seen=one.row.version, by=BY)
