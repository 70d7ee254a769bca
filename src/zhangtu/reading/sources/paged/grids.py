"""Ruled tables: rules that cross make a grid, signs inside fall into its cells."""

from collections.abc import Iterable
from dataclasses import dataclass

from zhangtu.reading.sources.layout import Grid, GridCell, Words
from zhangtu.reading.sources.paged.lines import Line, to_lines
from zhangtu.reading.sources.paged.marks import Glyph, Rule
from zhangtu.reading.sources.paged.paragraphs import joined_cell

#: Points within which rules count as one, and ends as meeting.
_NEAR = 3.0
_MAX_RULES = 4_000
_MAX_PLACES = 20_000
_MAX_LOOKS = 3_000_000


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table found on a page.

    Attributes:
        grid: Its cells.
        columns: x of its column borders.
        top: y of its upper edge.
        bottom: y of its lower edge.
    """

    grid: Grid
    columns: tuple[float, ...]
    top: float
    bottom: float


def find_tables(
    rules: Iterable[Rule], glyphs: list[Glyph], page: int
) -> tuple[list[RuledTable], list[Glyph]]:
    """Find the ruled tables of a page.

    Args:
        rules: Its rules.
        glyphs: Its signs.
        page: Its number from 0.

    Returns:
        The tables from top to bottom, and the signs that stand outside them. A box of one cell is no table.
    """
    tables: list[RuledTable] = []
    rest = glyphs
    for component in _components(_merged(rules)):
        frame = _Frame.of(component)
        if frame is None:
            continue
        inside = [glyph for glyph in rest if frame.holds(glyph)]
        if inside:
            taken = set(map(id, inside))
            rest = [glyph for glyph in rest if id(glyph) not in taken]
            tables.append(RuledTable(frame.grid(inside, page), tuple(frame.xs), frame.ys[0], frame.ys[-1]))
    return sorted(tables, key=lambda table: -table.top), rest


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules on one line that touch or overlap become one; double strokes collapse."""
    merged: list[Rule] = []
    for rule in sorted(rules)[:_MAX_RULES]:
        near = [
            at
            for at in range(len(merged) - 1, max(-1, len(merged) - 40), -1)
            if merged[at].upright == rule.upright
            and abs(merged[at].at - rule.at) <= _NEAR
            and rule.low <= merged[at].high + _NEAR
            and rule.high >= merged[at].low - _NEAR
        ]
        if near:
            old = merged[near[0]]
            merged[near[0]] = Rule(old.upright, old.at, min(old.low, rule.low), max(old.high, rule.high))
        else:
            merged.append(rule)
    return [rule for rule in merged if rule.high - rule.low > 2 * _NEAR]


def _components(rules: list[Rule]) -> list[list[Rule]]:
    """Sets of rules that hang together by crossing."""
    upright = [rule for rule in rules if rule.upright]
    level = [rule for rule in rules if not rule.upright]
    parent = {id(rule): id(rule) for rule in rules}

    def root(key: int) -> int:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for one in upright[:400]:
        for other in level[:400]:
            if _cross(one, other):
                parent[root(id(one))] = root(id(other))
    groups: dict[int, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(root(id(rule)), []).append(rule)
    return list(groups.values())


def _cross(upright: Rule, level: Rule) -> bool:
    across = level.low - _NEAR <= upright.at <= level.high + _NEAR
    return across and upright.low - _NEAR <= level.at <= upright.high + _NEAR


@dataclass(slots=True)
class _Frame:
    """The lattice a set of rules spans; rows count from the top."""

    xs: list[float]
    ys: list[float]
    upright: list[Rule]
    level: list[Rule]

    @classmethod
    def of(cls, rules: list[Rule]) -> "_Frame | None":
        """The lattice, or None when the rules make no more than one cell."""
        upright = [rule for rule in rules if rule.upright]
        level = [rule for rule in rules if not rule.upright]
        xs = _distinct(rule.at for rule in upright)
        ys = _distinct(rule.at for rule in level)[::-1]
        places = (len(xs) - 1) * (len(ys) - 1)
        if len(xs) < 2 or len(ys) < 2 or not 2 <= places <= _MAX_PLACES or places * len(rules) > _MAX_LOOKS:
            return None
        return cls(xs, ys, upright, level)

    def holds(self, glyph: Glyph) -> bool:
        """Whether a sign stands inside."""
        middle, y = (glyph.left + glyph.right) / 2, glyph.y + 0.3 * glyph.size
        return self.xs[0] <= middle <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]

    def grid(self, glyphs: list[Glyph], page: int) -> Grid:
        """The cells with their words."""
        owners = self._owners()
        held: dict[tuple[int, int], list[Glyph]] = {}
        for glyph in glyphs:
            middle, y = (glyph.left + glyph.right) / 2, glyph.y + 0.3 * glyph.size
            column = max(at for at, x in enumerate(self.xs[:-1]) if x <= middle)
            row = max(at for at, top in enumerate(self.ys[:-1]) if top >= y)
            held.setdefault(owners[row, column], []).append(glyph)
        return Grid(tuple(self._row(row, owners, held, page) for row in range(len(self.ys) - 1)))

    def _row(
        self,
        row: int,
        owners: dict[tuple[int, int], tuple[int, int]],
        held: dict[tuple[int, int], list[Glyph]],
        page: int,
    ) -> tuple[GridCell | None, ...]:
        cells: list[GridCell | None] = []
        for column in range(len(self.xs) - 1):
            owner = owners[row, column]
            if owner[1] != column:
                continue
            if owner[0] != row:
                cells.append(None)
                continue
            rows = sum(1 for down in range(row, len(self.ys) - 1) if owners[down, column] == owner)
            columns = sum(1 for right in range(column, len(self.xs) - 1) if owners[row, right] == owner)
            lines: list[Line] = to_lines(held.get(owner, ()), page)
            border = self.xs[min(column + columns, len(self.xs) - 1)]
            cells.append(GridCell(Words(joined_cell(lines, border)), column, rows, columns))
        return tuple(cells)

    def _owners(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Place of the lattice → the first place of the cell it belongs to."""
        owners: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(len(self.ys) - 1):
            for column in range(len(self.xs) - 1):
                owners[row, column] = self._owner(row, column, owners)
        return owners

    def _owner(
        self, row: int, column: int, owners: dict[tuple[int, int], tuple[int, int]]
    ) -> tuple[int, int]:
        if row and not self._parted(self.level, self.ys[row], self.xs[column], self.xs[column + 1]):
            return owners[row - 1, column]
        if column and not self._parted(self.upright, self.xs[column], self.ys[row + 1], self.ys[row]):
            left = owners[row, column - 1]
            return left if left[0] == row else (row, column)
        return row, column

    @staticmethod
    def _parted(rules: list[Rule], at: float, low: float, high: float) -> bool:
        middle = (low + high) / 2
        return any(abs(rule.at - at) <= _NEAR and rule.low <= middle <= rule.high for rule in rules)


def _distinct(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found
