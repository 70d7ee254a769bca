"""The light of a task: computed from its day, its state and the calendar when it is asked; never stored."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final

from zhangtu.kernel.calendar import Calendar, bundled
from zhangtu.plans.doing.states import State
from zhangtu.plans.doing.tasks import Task

#: So many working days before the last one a task is near its end; the office's custom, to be confirmed.
NEAR: Final = 3
_DONE: Final = frozenset({State.COMPLETED, State.STRUCK_OFF})


class Light(StrEnum):
    """How a task stands."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"


def light(task: Task, day: date, calendar: Calendar | None = None) -> Light:
    """The light of a task on a day.

    Args:
        task: The task.
        day: The day.
        calendar: Which days are worked; the bundled one if left out.

    Returns:
        Grey before it is assigned, when it was called off, and while nothing says how it stands; red behind
        its day; yellow within ``NEAR`` working days of it; else green. What was completed is judged by the
        day it was completed on.
    """
    if task.state in (State.DRAFT, State.CALLED_OFF):
        return Light.GREY
    if task.state in _DONE:
        done = task.row.values.get("completed_on")
        return Light.RED if task.due and done and done > task.due else Light.GREEN
    if task.due is None:
        return Light.GREY
    if task.due < day:
        return Light.RED
    left = (calendar or bundled()).working_between(day, task.due)
    return Light.YELLOW if left <= NEAR else Light.GREEN


def roll_up(lights: Iterable[Light]) -> Counter[Light]:
    """How many of each light, for a unit, a plan, or the parts of a task."""
    return Counter(lights)
