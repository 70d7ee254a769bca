"""The light of a task: computed from its day, its state and the calendar when it is asked; never stored."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from zhangtu.kernel.calendar import Calendar, bundled
from zhangtu.kernel.scripts import in_language
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


#: The late first, then the near, then what has time; grey is last.
URGENCY: Final = (Light.RED, Light.YELLOW, Light.GREEN, Light.GREY)
_WORDS: Final[Mapping[Light, tuple[str, str]]] = MappingProxyType(
    {
        Light.RED: ("逾期", "Overdue"),
        Light.YELLOW: ("临期", "Due soon"),
        Light.GREEN: ("正常", "On time"),
        Light.GREY: ("未亮灯", "No light"),
    }
)


def word(light: Light, language: str) -> str:
    """The word of a light, in a language; its colour is never alone."""
    return in_language(*_WORDS[light], language)


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


def counted(found: Iterable[Light], language: str) -> list[tuple[Light, str, int]]:
    """How many there are of each light, with its word, the worst first; none of what there is none of."""
    counts = Counter(found)
    return [(one, word(one, language), counts[one]) for one in URGENCY if counts[one]]
