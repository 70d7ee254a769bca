"""Figures and how they are taken: each against something else, in turns, and the middle of at least three."""

import json
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the output.

    Attributes:
        name: What was measured.
        value: The figure.
        unit: Its unit.
        against: What it is compared with; None when it stands alone.
        ratio: Our time divided by the other's, for the same work in the same run; None when it stands alone.
        goal: What to reach, with its sign, such as ``>= 200000``; None when there is no goal.
        met: Whether the goal is reached; None when there is no goal.
    """

    name: str
    value: float
    unit: str
    against: str | None = None
    ratio: float | None = None
    goal: str | None = None
    met: bool | None = None

    def line(self) -> str:
        """The figure as one line of JSON, rounded to four significant digits."""
        fields = asdict(self)
        for key in ("value", "ratio"):
            if fields[key] is not None:
                fields[key] = float(f"{fields[key]:.4g}")
        return json.dumps(fields, ensure_ascii=False)


def at_least(figure: Figure, goal: float) -> Figure:
    """The figure with a goal it must reach or pass."""
    return _with_goal(figure, f">= {goal:g}", met=figure.value >= goal)


def at_most(figure: Figure, goal: float) -> Figure:
    """The figure with a goal it must not pass."""
    return _with_goal(figure, f"<= {goal:g}", met=figure.value <= goal)


def _with_goal(figure: Figure, goal: str, *, met: bool) -> Figure:
    return Figure(figure.name, figure.value, figure.unit, figure.against, figure.ratio, goal, met)


def seconds(*works: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Run the works in turns, so that what slows the machine slows all of them alike.

    Counted is the processor's time for this process: others at work on the same machine do not count.

    Args:
        *works: What to time.
        rounds: How often each is timed, after one untimed run.

    Returns:
        The median processor seconds of each work, in the order given.
    """
    for work in works:
        work()
    took: list[list[float]] = [[] for _ in works]
    for _ in range(max(rounds, ROUNDS)):
        for times, work in zip(took, works, strict=True):
            began = time.process_time()
            work()
            times.append(time.process_time() - began)
    return [statistics.median(times) for times in took]


def one_core() -> None:
    """Keep this process on one core, where the system lets it."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
