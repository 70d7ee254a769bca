"""Tells units that had acknowledged tasks of a plan that these are called off."""

from collections import Counter
from collections.abc import Iterable

from zhangtu.journal.actor import Actor
from zhangtu.messages.actions import Words, send
from zhangtu.plans.adopting.wording import TOLD, WITHDRAWN, entered
from zhangtu.plans.doing.states import State
from zhangtu.plans.doing.tasks import Task


def called_off(tasks: Iterable[Task], plan: str, reason: str, actor: Actor) -> int:
    """Tell every unit that had acknowledged one; who has not has nothing to stop.

    Args:
        tasks: The tasks, as they were before.
        plan: What the plan is called.
        reason: Why.
        actor: Who called them off.

    Returns:
        How many had been acknowledged.
    """
    told = Counter(task.lead for task in tasks if task.state not in {State.DRAFT, State.ASSIGNED})
    for unit, count in told.items():
        text = entered(TOLD, plan=plan, count=count, reason=reason)
        send(Words("task", entered(WITHDRAWN), text, "/tasks/"), actor=actor, unit=unit)
    return sum(told.values())
