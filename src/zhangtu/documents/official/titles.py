"""Breaks a title into lines shaped like a trapezoid or a diamond (GB/T 9704-2012 7.3.1)."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import ceil
from typing import Final

from zhangtu.documents.text import width_of

#: Where a title may be broken: not inside a number or word, nor before what closes.
_BREAK: Final = re.compile(
    r"(?<![（《〔“])(?![）》〕”、，。：；的之和与及等])(?!(?<=[0-9A-Za-z])[0-9A-Za-z年月日号])"
)
#: Shares of the whole by number of lines: the lines of a title are never all alike.
_SHAPES: Final[dict[int, tuple[float, ...]]] = {
    2: (0.54, 0.46),
    3: (0.31, 0.38, 0.31),
    4: (0.22, 0.28, 0.28, 0.22),
}


def shaped(title: str, width: float) -> tuple[str, ...]:
    """Break a title into lines.

    Args:
        title: The title; where it has line ends they are kept if all of its lines fit.
        width: Full-width characters that fit on a line.

    Returns:
        Its lines; one if it fits.
    """
    whole = title.replace("\n", "")
    given = tuple(line for line in title.split("\n") if line)
    if width_of(whole) <= width:
        return (whole,)
    if len(given) > 1 and all(width_of(line) <= width for line in given):
        return given
    count = ceil(width_of(whole) / (width * 0.92))
    places = [found.start() for found in _BREAK.finditer(whole) if 0 < found.start() < len(whole)]
    wished = _wished(count)
    goals = [width_of(whole) * sum(wished[: number + 1]) for number in range(count - 1)]
    cuts = _cuts(whole, places, goals)
    return tuple(whole[left:right] for left, right in pairwise((0, *cuts, len(whole))) if left < right)


def _wished(count: int) -> tuple[float, ...]:
    return _SHAPES.get(count, tuple(1 / count for _ in range(count)))


def _cuts(whole: str, places: Sequence[int], goals: Sequence[float]) -> list[int]:
    """The place nearest to each goal, rising; none is taken twice."""
    width = cache(lambda end: width_of(whole[:end]))
    cuts: list[int] = []
    for goal in goals:
        left = [place for place in places if not cuts or place > cuts[-1]]
        if left:
            cuts.append(min(left, key=lambda place: abs(width(place) - goal)))
    return cuts
