"""The light of a task: computed from its day, its state and the calendar when it is asked; never stored."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from zhangtu.kernel.calendar import Calendar, bundled
from zhangtu.ledgers import definitions
from zhangtu.plans.doing.states import State
from zhangtu.plans.doing.tasks import Task
from zhangtu.schema.compiling import looking_up

#: The dated table that says how many working days before the last one a task is near its end.
_TABLE: Final = "light_days"
_DONE: Final = frozenset({State.COMPLETED, State.STRUCK_OFF})


class Light(StrEnum):
    """How a task stands."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"


def near(day: date) -> int:
    """How many working days before its last one a task is near it, on a day.

    Args:
        day: The day.

    Returns:
        What the office's table says; 0 where it says nothing, so that only the last day itself is near.
    """
    tables = definitions.known().tables
    if _TABLE not in tables:
        return 0
    found = looking_up([tables[_TABLE]])(_TABLE, ("task",), day, "near")
    return int(found) if isinstance(found, Decimal) else 0


def light(task: Task, day: date, calendar: Calendar | None = None, days: int | None = None) -> Light:
    """The light of a task on a day.

    Args:
        task: The task.
        day: The day.
        calendar: Which days are worked; the bundled one if left out.
        days: How many working days before its last one it is near it; what ``near`` says if left out.

    Returns:
        Grey before it is assigned, when it was called off, and while nothing says how it stands; red behind
        its day; yellow within so many working days of it; else green. What was completed is judged by the
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
    return Light.YELLOW if left <= (near(day) if days is None else days) else Light.GREEN


def roll_up(lights: Iterable[Light]) -> Counter[Light]:
    """How many of each light, for a unit, a plan, or the parts of a task."""
    return Counter(lights)
