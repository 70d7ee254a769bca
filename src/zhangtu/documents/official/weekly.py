"""The weekly one-pager of a chief: tasks by their lights, the worst first, and figures with their change."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from zhangtu.documents.official.values import Block, Column, Grid, Heading, Text
from zhangtu.documents.official.wording import say
from zhangtu.documents.printing.values import Align

#: Tasks and figures that fit one A4 page.
MOST_TASKS: Final = 14
MOST_FIGURES: Final = 8


class Light(StrEnum):
    """The light of a task, the worst first."""

    RED = "red"
    YELLOW = "yellow"
    GREY = "grey"
    GREEN = "green"


@dataclass(frozen=True, slots=True)
class Doing:
    """A running task.

    Attributes:
        title: What is to be done.
        unit: Who does it.
        due: By when; ``None`` for no day.
        light: How it stands.
    """

    title: str
    unit: str
    due: date | None
    light: Light


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of the week.

    Attributes:
        measure: What it is called.
        shown: As it is read.
        change: The change to the last period, as it is read.
    """

    measure: str
    shown: str
    change: str = ""


def weekly(
    doing: tuple[Doing, ...], figures: tuple[Counted, ...], language: str = "zh-hans"
) -> tuple[Block, ...]:
    """Lay out a one-pager.

    Args:
        doing: The running tasks, in any order.
        figures: The figures; no more than ``MOST_FIGURES`` are shown.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        Its body: counts by light, the worst ``MOST_TASKS`` tasks, the figures.
    """
    return tuple(_body(doing, figures, language))


def _body(doing: tuple[Doing, ...], figures: tuple[Counted, ...], language: str) -> Iterator[Block]:
    yield Heading(say("weekly_tasks", language))
    if not doing:
        yield Text((say("weekly_none", language),))
    else:
        yield Text((_lights(doing, language),))
        order = list(Light)
        worst = sorted(doing, key=lambda one: (order.index(one.light), one.due or date.max))
        yield _tasks(tuple(worst[:MOST_TASKS]), language)
        if len(worst) > MOST_TASKS:
            yield Text((say("weekly_more", language, count=len(worst) - MOST_TASKS),))
    if figures:
        yield Heading(say("weekly_figures", language))
        columns = (
            Column(say("measure", language), 18),
            Column(say("figure", language), 10, Align.RIGHT),
            Column(say("change", language), 12, Align.CENTER),
        )
        yield Grid(columns, tuple((one.measure, one.shown, one.change) for one in figures[:MOST_FIGURES]))


def _lights(doing: tuple[Doing, ...], language: str) -> str:
    counts = Counter(one.light for one in doing)
    lights = say("comma", language).join(
        say("weekly_light", language, light=say(f"light_{light.value}", language), count=counts[light])
        for light in Light
        if counts[light]
    )
    return say("weekly_count", language, count=len(doing), lights=lights)


def _tasks(doing: tuple[Doing, ...], language: str) -> Grid:
    columns = (
        Column(say("light", language), 6, Align.CENTER),
        Column(say("task", language), 20),
        Column(say("unit", language), 10),
        Column(say("due", language), 6, Align.CENTER),
    )
    rows = tuple((say(f"light_{one.light.value}", language), one.title, one.unit, one.due) for one in doing)
    return Grid(columns, rows)
