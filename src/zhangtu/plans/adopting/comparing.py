"""What a later version of an adopted plan asks differently, task by task. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhangtu.plans.adopting.sheet import TaskLine
from zhangtu.plans.adopting.times import When
from zhangtu.plans.doing.states import HELD, State
from zhangtu.plans.doing.tasks import Task
from zhangtu.plans.matching import ENOUGH, best
from zhangtu.plans.view import View, anchor_of


class Kind(StrEnum):
    """What is different."""

    #: A task, or a unit that leads one, that was not there.
    ADDED = "added"
    #: A task, or a unit that leads one, that is no longer there.
    REMOVED = "removed"
    #: Another day, or another period.
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is different, to be taken over or left.

    Attributes:
        name: What it is called among the differences.
        kind: What is different.
        title: What is to be done.
        unit: The unit concerned; 0 while nobody said which.
        line: The task as the later version asks it; ``None`` for one that is gone.
        task: The task as it stands; ``None`` for one that is new.
        before: The day it is due now.
        after: By when or how often from now on.
    """

    name: str
    kind: Kind
    title: str
    unit: int
    line: TaskLine | None = None
    task: Task | None = None
    before: date | None = None
    after: When | None = None


def pairs(old: View, new: View) -> dict[str, str]:
    """Which task of a later version is which of an earlier one.

    Args:
        old: The plan as it was adopted.
        new: The plan as it is now.

    Returns:
        Name in the earlier → name in the later view; each at most once, those most alike first.
    """
    wanted = {one.key: anchor_of(old.reading.text, one) for one in old.items}
    free = {one.key: anchor_of(new.reading.text, one) for one in new.items}
    found = {key: key for key in wanted if key in free}
    left = [anchor for key, anchor in wanted.items() if key not in found]
    there = [anchor for key, anchor in free.items() if key not in found]
    scored = []
    for anchor in left:
        ranked = best(anchor, there)
        if ranked is not None and ranked[1] >= ENOUGH:
            scored.append((ranked[1], anchor.key, there[ranked[0]].key))
    for _, before, after in sorted(scored, reverse=True):
        if after not in found.values():
            found[before] = after
    return found


def differences(
    tasks: Sequence[Task], same: Mapping[str, str], lines: Sequence[TaskLine]
) -> list[Difference]:
    """What is different between tasks as they stand and what a later version asks.

    Args:
        tasks: The plan's tasks.
        same: Name of a task in the view it was adopted with → its name in the later view.
        lines: The tasks of the later version.

    Returns:
        The differences, in the order of the later text, what is gone last.
    """
    standing: dict[str, dict[int, Task]] = {}
    # what the office called off itself is not asked for again; a live one of the same unit goes before it
    for task in sorted(tasks, key=lambda one: one.state is not State.CALLED_OFF):
        key = same.get(str(task.row.values.get("plan_item", "")), "")
        standing.setdefault(key, {})[task.lead] = task
    found = [one for line in lines for one in _of_line(line, standing.get(line.key, {}))]
    return found + [
        Difference(f"removed-{task.row.id}", Kind.REMOVED, _title(task), task.lead, task=task)
        for task in standing.get("", {}).values()
        if task.state in (State.DRAFT, *HELD)
    ]


def _of_line(line: TaskLine, there: Mapping[int, Task]) -> list[Difference]:
    title = " ".join(line.one.item.title.split())
    if not line.leads and not there:
        return [Difference(f"added-{line.key}-0", Kind.ADDED, title, 0, line)]
    found = [
        Difference(f"added-{line.key}-{unit}", Kind.ADDED, title, unit, line, after=line.when)
        for unit in line.leads
        if unit not in there
    ]
    for unit, task in there.items():
        if task.state not in (State.DRAFT, *HELD):
            continue
        # where nobody is named, or not everybody is known yet, nobody is taken off
        if unit not in line.leads and line.leads and not line.missing:
            name = f"removed-{task.row.id}"
            found.append(Difference(name, Kind.REMOVED, title, unit, line, task))
        elif line.when is not None and _moved(task, line.when):
            name = f"time-{task.row.id}-{line.when.due or line.when.period}"
            found.append(Difference(name, Kind.TIME, title, unit, line, task, task.due, line.when))
    return found


def _moved(task: Task, when: When) -> bool:
    """Whether a plan asks another time; a day the office itself granted is not taken back by the old one."""
    first = task.row.values.get("extended_from")
    if when.due is not None:
        return when.due not in (task.due, first)
    return when.kind != task.kind or when.period != (task.row.values.get("period") or "")


def _title(task: Task) -> str:
    return str(task.row.values.get("title", ""))
