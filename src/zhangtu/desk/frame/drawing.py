"""Bars and lines worked out: where everything of a chart stands. Values in, places out; nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

#: Dots across; a browser makes them as wide as there is room.
WIDE = 960
_ROW = 32
_BAR = 20
_TOP = 16
_NAME = 200
_FIGURE = 110
_TALL = 380
_LEFT = 80
_BELOW = 40
#: Letters that fit before a bar.
_LETTERS = 13
#: Months that have their name below.
_NAMED = 12
_STEPS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A value to be drawn.

    Attributes:
        words: What it is of.
        value: The value; ``None`` where there is none, so that nothing stands there but its words.
        figure: The value as it is written.
    """

    words: str
    value: Decimal | None
    figure: str


@dataclass(frozen=True, slots=True)
class Box:
    """A bar: where it stands and how large it is, in dots."""

    x: float
    y: float
    wide: float
    tall: float


@dataclass(frozen=True, slots=True)
class Words:
    """Words: where they stand, and which end is there (``start``, ``middle``, ``end``)."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart, worked out.

    Attributes:
        title: What it shows.
        says: The same in a sentence or two, for whoever does not see it.
        tall: Dots high.
        boxes: Bars.
        words: Words.
        rules: Thin lines across, by their height, from and to.
        path: The points of a line; empty for none.
        dots: The points to be marked.
    """

    title: str
    says: str
    tall: int
    boxes: tuple[Box, ...] = ()
    words: tuple[Words, ...] = ()
    rules: tuple[tuple[float, float, float], ...] = ()
    path: str = ""
    dots: tuple[tuple[float, float], ...] = ()


def _says(marks: Sequence[Mark]) -> str:
    return "；".join(f"{one.words} {one.figure}" for one in marks)


def _short(words: str) -> str:
    return words if len(words) <= _LETTERS else words[: _LETTERS - 1] + "…"


def bars(title: str, marks: Sequence[Mark]) -> Drawing:
    """Bars below one another, their names before and their figures behind.

    Args:
        title: What is shown.
        marks: The values.
    """
    least, most = _ends(marks)
    room = WIDE - _NAME - _FIGURE
    scale = room / float(most - least or 1)
    zero = _NAME - float(least) * scale
    boxes, words = [], []
    for place, one in enumerate(marks):
        y = _TOP + place * _ROW
        wide = abs(float(one.value or 0)) * scale
        x = zero if one.value is None or one.value >= 0 else zero - wide
        if one.value is not None:
            boxes.append(Box(round(x, 1), y, round(max(wide, 1.0), 1), _BAR))
        words.append(Words(_NAME - 10, y + 15, _short(one.words), "end"))
        words.append(Words(round(x + max(wide, 1.0) + 6, 1), y + 15, one.figure, soft=True))
    return Drawing(title, _says(marks), 2 * _TOP + len(marks) * _ROW - 8, tuple(boxes), tuple(words))


def line(title: str, marks: Sequence[Mark]) -> Drawing:
    """A line from left to right, with months below and figures at the side.

    Args:
        title: What is shown.
        marks: The values, in order.
    """
    levels = _levels(*_ends(marks))
    least, span = levels[0], levels[-1] - levels[0]
    room, tall = WIDE - _LEFT - 24, _TALL - _BELOW - _TOP
    step = room / max(len(marks) - 1, 1)

    def high(value: Decimal) -> float:
        return round(_TOP + tall * (1 - float((value - least) / span)), 1)

    across = [round(_LEFT + place * step, 1) for place in range(len(marks))]
    points = [(x, high(one.value)) for x, one in zip(across, marks, strict=True) if one.value is not None]
    words = [Words(_LEFT - 8, high(value) + 4, _rounded(value), "end", soft=True) for value in levels]
    every = max(1, -(-len(marks) // _NAMED))
    words += [
        Words(across[place], _TALL - 14, one.words, "middle", soft=True)
        for place, one in enumerate(marks)
        if place % every == 0
    ]
    return Drawing(
        title,
        _says(marks),
        _TALL,
        words=tuple(words),
        rules=tuple((high(value), _LEFT, WIDE - 24) for value in levels),
        path=" ".join(f"{x},{y}" for x, y in points),
        dots=tuple(points) if len(points) <= 4 * _NAMED else (),
    )


def _ends(marks: Sequence[Mark]) -> tuple[Decimal, Decimal]:
    """The least and the largest value, nought among them."""
    values = [Decimal(), *(one.value for one in marks if one.value is not None)]
    return min(values), max(values)


def _levels(least: Decimal, most: Decimal) -> list[Decimal]:
    """Round figures from below the least to above the most."""
    rough = max(most - least, Decimal(_STEPS)) / _STEPS
    ten = Decimal(10) ** rough.adjusted()
    step = next(ten * one for one in (1, 2, 5, 10) if ten * one >= rough)
    first = (least / step).to_integral_value(ROUND_FLOOR) * step
    found = [first]
    while found[-1] < most or len(found) == 1:
        found.append(found[-1] + step)
    return found


def _rounded(value: Decimal) -> str:
    return f"{value:f}" if value else "0"
