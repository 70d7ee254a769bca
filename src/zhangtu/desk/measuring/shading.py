"""Figures as shaded cells: units by periods, and the villages as a grid in the order of the tree."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.measuring import fitting
from zhangtu.desk.measuring.asking import HEAT, Asked, back
from zhangtu.desk.measuring.naming import unit_name
from zhangtu.desk.measuring.sheet import figure_of, opens
from zhangtu.measures import asking
from zhangtu.measures.cells import Cell
from zhangtu.people import queries as people
from zhangtu.people.tree import Forest

#: Shades, each with a pattern of its own.
SHADES: Final = 5
#: Periods across, and units at most.
_ACROSS: Final = 12
MOST: Final = 1_000


@dataclass(frozen=True, slots=True)
class Shade:
    """A cell.

    Attributes:
        words: What it is of.
        figure: The figure as it is read.
        level: How dark, 1 to 5; 0 where there is no figure.
        opens: Where its rows are; empty for none.
        value: The figure.
    """

    words: str
    figure: str
    level: int
    opens: str
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of one unit, or of the units right below one.

    Attributes:
        words: What the unit is called.
        deeper: The address of the unit.
        cells: The cells.
    """

    words: str
    deeper: str
    cells: tuple[Shade, ...]


@dataclass(frozen=True, slots=True)
class Shaded:
    """Shaded cells.

    Attributes:
        heads: What stands above the cells; empty for a grid of units.
        rows: The rows.
        more: Units that were left out because there are too many.
        share: How much of the mirror is built.
    """

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    more: int = 0
    share: float = 1.0


def shaded(asked: Asked, visit: Visit) -> Shaded:
    """The cells that are asked for."""
    return _heat(asked, visit) if asked.by == HEAT else _tiles(asked, visit)


def _heat(asked: Asked, visit: Visit) -> Shaded:
    spec, day = asked.one.spec, asked.tree_day
    units = [state.unit for state in people.forest().children(asked.unit, day)] or [asked.unit]
    wanted = back(asked.period, _ACROSS)
    found = asking.figures([spec.name], visit.scope, units=units[:MOST], periods=wanted, told=asked.told)
    if not found.fresh:
        return Shaded((), (), share=found.share)
    levels = _levels(found.cells)
    rows = [
        Row(
            unit_name(unit, day),
            asked.address(unit=unit),
            tuple(_cell(asked, one, str(one.period), levels) for one in found.cells if one.unit == unit),
        )
        for unit in units[:MOST]
    ]
    heads = tuple(str(one) for one in wanted)
    return Shaded(heads, tuple(rows), max(len(units) - MOST, 0))


def _tiles(asked: Asked, visit: Visit) -> Shaded:
    spec, day, forest = asked.one.spec, asked.tree_day, people.forest()
    groups = _groups(forest, asked)
    units = [unit for _above, those in groups for unit in those]
    found = asking.figures(
        [spec.name], visit.scope, units=units[:MOST], periods=[asked.period], told=asked.told
    )
    if not found.fresh:
        return Shaded((), (), share=found.share)
    levels = _levels(found.cells)
    cells = {one.unit: one for one in fitting.worth_showing(found.cells, day)}
    rows = [
        Row(
            unit_name(above, day),
            asked.address(unit=above),
            tuple(_cell(asked, cells[one], unit_name(one, day), levels) for one in those if one in cells),
        )
        for above, those in groups
        if any(one in cells for one in those)
    ]
    return Shaded((), tuple(rows), max(len(units) - MOST, 0))


def _groups(forest: Forest, asked: Asked) -> list[tuple[int, list[int]]]:
    """Units with none below, by the unit right above them, in the order of the tree."""
    day, found, ahead = asked.tree_day, [], [asked.unit]
    while ahead:
        unit = ahead.pop(0)
        below = [state.unit for state in forest.children(unit, day)]
        parents = [one for one in below if forest.children(one, day)]
        leaves = [one for one in below if one not in parents]
        found += [(unit, leaves)] if leaves else []
        ahead = parents + ahead
    return found or [(asked.unit, [asked.unit])]


def _levels(cells: Iterable[Cell]) -> dict[Decimal, int]:
    """How dark each value is, from the least to the largest."""
    values = {one.value for one in cells if isinstance(one.value, Decimal) and not one.closed}
    if not values:
        return {}
    least, span = min(values), max(values) - min(values)
    return {one: 1 + int((one - least) * (SHADES - 1) / span) if span else 3 for one in values}


def _cell(asked: Asked, cell: Cell, words: str, levels: dict[Decimal, int]) -> Shade:
    value = cell.value if isinstance(cell.value, Decimal) and not cell.closed else None
    figure = figure_of(cell, asked.one.spec, unit=False)
    return Shade(words, figure, 0 if value is None else levels[value], opens(asked, cell), value)
