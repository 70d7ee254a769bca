"""The whole text cut into leaves: every character belongs to exactly one."""

from collections.abc import Mapping, Sequence

from zhangtu.reading.model import Item, Leaf, LeafKind
from zhangtu.reading.structure.lines import Line
from zhangtu.reading.structure.tables import Grid


def cut_leaves(
    size: int,
    lines: Sequence[Line],
    kinds: Mapping[int, LeafKind],
    grids: Sequence[tuple[int, int, Grid | None]],
    items: Sequence[Item],
) -> tuple[Leaf, ...]:
    """The leaves of a text.

    Args:
        size: How many characters the text has.
        lines: Its lines outside tables.
        kinds: The kind of each line, by its first character.
        grids: Start, end and meaning of each table.
        items: The tasks; a line that begins inside one is part of it.

    Returns:
        Leaves from 0 to ``size`` without gap or overlap; blanks and line ends belong to the leaf before them.
    """
    starts = [(line.start, _kind(line, kinds)) for line in lines if not line.empty]
    for start, _, grid in grids:
        starts += _of_table(start, grid)
    starts.sort()
    inside = _Inside(items)
    leaves: list[Leaf] = []
    for place, (start, kind) in enumerate(starts):
        end = starts[place + 1][0] if place + 1 < len(starts) else size
        settled = LeafKind.TASK if kind is LeafKind.PROSE and inside.holds(start) else kind
        if end > start:
            leaves.append(Leaf(start, end, settled))
    if size and (not leaves or leaves[0].start > 0):
        leaves.insert(0, Leaf(0, leaves[0].start if leaves else size, LeafKind.BLANK))
    return tuple(leaves)


class _Inside:
    """Whether places, asked in order, lie inside a task."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = sorted(items, key=lambda item: item.start)
        self.at = 0

    def holds(self, place: int) -> bool:
        while self.at < len(self.items) and self.items[self.at].end <= place:
            self.at += 1
        return self.at < len(self.items) and self.items[self.at].start <= place


def _kind(line: Line, kinds: Mapping[int, LeafKind]) -> LeafKind:
    return kinds.get(line.start, LeafKind.PROSE)


def _of_table(start: int, grid: Grid | None) -> list[tuple[int, LeafKind]]:
    """The cells of a table; the first takes what stands before it."""
    if grid is None:
        return [(start, LeafKind.TABLE_CELL)]
    places = []
    for cell in grid.table.cells:
        kind = LeafKind.TABLE_HEAD if cell.row < grid.head_rows else LeafKind.TABLE_CELL
        if cell.end > cell.start:
            places.append((cell.start, kind))
    return places or [(start, LeafKind.TABLE_CELL)]
