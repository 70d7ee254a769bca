"""Who may do what with a task; ``check`` raises the reason, ``why_not`` says it to a greyed button."""

from typing import Any

from zhangtu.people import queries as people
from zhangtu.people.scope import Right, Scope
from zhangtu.plans.doing.refusals import TaskError
from zhangtu.plans.doing.states import OF_THE_UNIT, WHEN, Deed, State
from zhangtu.plans.doing.tasks import TASKS, Task
from zhangtu.plans.doing.wording import DEEDS, STATES


def own_unit(scope: Scope) -> int:
    """The unit of the post somebody acts for; 0 for none."""
    state = people.post(scope.actor.post) if scope.actor.post else None
    return 0 if state is None else state.unit


def _is(scope: Scope, unit: int) -> bool:
    """Whether somebody acts for a unit, or for the one it has gone over into."""
    own = own_unit(scope)
    return bool(unit and own) and (unit == own or unit in people.predecessors([own]))


def for_unit(scope: Scope, task: Task) -> bool:
    """Whether somebody acts for who carries a task out."""
    return bool(task.post and task.post in scope.posts) or _is(scope, task.lead)


def for_office(scope: Scope, task: Task) -> bool:
    """Whether somebody acts for who assigned a task, and not for who carries it out."""
    if not task.office:
        return True
    if not _is(scope, task.office):
        return False
    # a unit that assigns to itself: who assigned it decides, never the post it lies with
    return task.lead != task.office or bool(task.post and task.post not in scope.posts)


def check(deed: Deed, task: Task, scope: Scope) -> None:
    """Make sure that something may be done with a task now, by somebody.

    Args:
        deed: What.
        task: The task, known to be in scope.
        scope: Who wants to.

    Raises:
        TaskError: It may not; the sentence says who may, or what would have to come first.
    """
    words, words_en = DEEDS[deed]
    said: dict[str, Any] = {"deed": words, "deed_en": words_en}
    if not scope.may(Right.AMEND, TASKS):
        raise TaskError("not_allowed", **said)
    unit = deed in OF_THE_UNIT
    if task.state not in WHEN[deed]:
        state, state_en = STATES[task.state]
        raise TaskError("wrong_state", state=state, state_en=state_en, **said)
    if unit and not for_unit(scope, task):
        raise TaskError("not_the_unit", unit=_called(task.lead), **said)
    if not unit and not for_office(scope, task):
        raise TaskError("not_the_office", unit=_called(task.office), **said)
    if deed is Deed.ASSIGN:
        _check_ready(task)


def _check_ready(task: Task) -> None:
    if not task.lead:
        raise TaskError("no_lead")
    if task.kind == "dated" and task.due is None and task.state is State.DRAFT:
        raise TaskError("no_due")


def _called(unit: int) -> str:
    return people.name_on(unit) if unit else "—"


def why_not(deed: Deed, task: Task, scope: Scope) -> TaskError | None:
    """The reason something can't be done; ``None`` where it can."""
    try:
        check(deed, task, scope)
    except TaskError as reason:
        return reason
    return None
