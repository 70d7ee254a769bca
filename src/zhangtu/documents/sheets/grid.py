"""A sheet's rows as they lie, with merged cells filled down and right."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from zhangtu.documents.sheets.slices import Block, Cell

#: Letters Excel names columns by.
_LETTERS = 26
#: A merged block taller than this is no list entry spanning rows but a formatting accident.
_TALLEST = 5_000


@dataclass(slots=True)
class GridRow:
    """One row that holds something.

    Attributes:
        number: Its number in the sheet, 1 for the top one.
        cells: Its cells from column A on; an empty one is an empty text.
        spread: Columns filled from the left by a merged cell, with the first column of that cell.
        down: Columns filled from above by a merged cell.
    """

    number: int
    cells: list[Cell]
    spread: dict[int, int] = field(default_factory=dict)
    down: frozenset[int] = frozenset()

    def own(self) -> list[int]:
        """Columns that hold something of their own: not filled from the left or from above."""
        return [
            column
            for column, cell in enumerate(self.cells)
            if filled(cell) and column not in self.spread and column not in self.down
        ]


def filled(cell: Cell) -> bool:
    """Whether a cell holds something that can be seen."""
    return not (type(cell) is str and (not cell or not cell.strip()))


def address(row: int, column: int) -> str:
    """What Excel calls a cell.

    Args:
        row: 1 for the top row.
        column: 0 for column A.

    Returns:
        For instance ``B7``.
    """
    return f"{letters(column)}{row}"


def letters(column: int) -> str:
    """What Excel calls a column, 0 for ``A``."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        name = chr(65 + rest) + name
    return name


def grid(chunks: Iterable[tuple[int, Sequence[list[Cell]]]], merged: Sequence[Block]) -> Iterator[GridRow]:
    """Go through the rows of a sheet that hold something.

    Args:
        chunks: The number of a first row (0 for the top one) with the rows that follow from there.
        merged: The merged cells.

    Yields:
        The rows in order; merged cells are filled down and right.
    """
    blocks = sorted(merged, key=lambda block: block.top)
    waiting, open_blocks = 0, list[tuple[Block, Cell]]()
    for first, rows in chunks:
        for at, cells in enumerate(rows, first):
            while waiting < len(blocks) and blocks[waiting].top <= at:
                block = blocks[waiting]
                waiting += 1
                if block.bottom - block.top <= _TALLEST and block.top == at:
                    value = cells[block.left] if block.left < len(cells) else ""
                    open_blocks.append((block, value))
            row = _filled_in(at, cells, open_blocks) if open_blocks else GridRow(at + 1, cells)
            open_blocks = (
                [entry for entry in open_blocks if entry[0].bottom > at] if open_blocks else open_blocks
            )
            if any(map(filled, cells)):
                yield row


def _filled_in(at: int, cells: list[Cell], blocks: Sequence[tuple[Block, Cell]]) -> GridRow:
    spread: dict[int, int] = {}
    down: set[int] = set()
    for block, value in blocks:
        if block.bottom < at or not filled(value):
            continue
        if len(cells) <= block.right:
            cells.extend([""] * (block.right + 1 - len(cells)))
        for column in range(block.left, block.right + 1):
            cells[column] = value
            if column > block.left:
                spread[column] = block.left
            if at > block.top:
                down.add(column)
    return GridRow(at + 1, cells, spread, frozenset(down))
