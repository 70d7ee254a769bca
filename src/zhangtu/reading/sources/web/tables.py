"""HTML tables: cells placed in grid columns, spans kept; tables that only arrange a page seen through."""

import re
from dataclasses import dataclass, field
from itertools import takewhile

from lxml import etree

from zhangtu.reading.source import UnreadableError
from zhangtu.reading.sources.layout import Block, Grid, GridCell, Paragraph, flatten
from zhangtu.reading.sources.sentences import Trouble

_SPAN = re.compile(r"\s*(\d{1,5})")
_MAX_COLUMNS = 1_000
#: More places than any table has; protects against cells made to span a million rows.
_MAX_PLACES = 1_000_000


@dataclass(frozen=True, slots=True)
class _Placed:
    blocks: tuple[Block, ...]
    column: int
    rows: int
    columns: int


@dataclass(slots=True)
class RunningTable:
    """A table being read.

    Attributes:
        name: The file's name, for sentences.
        presentation: The page says that it only arranges.
    """

    name: str
    presentation: bool = False
    _rows: list[list[_Placed | None]] = field(default_factory=list)
    _head: list[bool] = field(default_factory=list)
    _column: int = 0
    _places: int = 0
    #: Cells from above, as (first column, one behind the last, first row they no longer reach), by column.
    _above: list[tuple[int, int, int]] = field(default_factory=list)
    _next_above: int = 0
    _spanning: list[tuple[int, int, int]] = field(default_factory=list)

    def begin_row(self, *, head: bool) -> None:
        """Start a row.

        Args:
            head: Whether it stands in the table's head.
        """
        row = len(self._rows)
        self._above = sorted(span for span in (*self._above, *self._spanning) if span[2] > row)
        self._spanning = []
        self._next_above = 0
        self._column = 0
        self._rows.append([])
        self._head.append(head)

    def add(self, cell: etree._Element, blocks: list[Block]) -> None:
        """Place a cell.

        Args:
            cell: ``td`` or ``th``.
            blocks: Its content.

        Raises:
            UnreadableError: The table claims more places than any table has.
        """
        if not self._rows:
            self.begin_row(head=False)
        self._pass_above()
        rows, columns = _span(cell, "rowspan"), min(_span(cell, "colspan"), _MAX_COLUMNS)
        row = len(self._rows) - 1
        self._rows[-1].append(_Placed(tuple(blocks), self._column, rows, columns))
        if rows > 1:
            self._spanning.append((self._column, self._column + columns, row + rows))
        self._column += columns
        self._head[-1] = self._head[-1] or (cell.tag == "th" and row == 0)
        self._take_place()

    def end_row(self) -> None:
        """Finish a row: places behind the last cell that are reached from above.

        Raises:
            UnreadableError: The table claims more places than any table has.
        """
        while self._next_above < len(self._above):
            self._column = max(self._column, self._above[self._next_above][0])
            self._pass_above()

    def _pass_above(self) -> None:
        while self._next_above < len(self._above) and self._above[self._next_above][0] <= self._column:
            self._column = max(self._column, self._above[self._next_above][1])
            self._next_above += 1
            self._rows[-1].append(None)
            self._take_place()

    def _take_place(self) -> None:
        self._places += 1
        if self._places > _MAX_PLACES:
            raise UnreadableError(Trouble.ZIP_BOMB, name=self.name)

    def blocks(self) -> list[Block]:
        """The table as it goes into the text.

        Returns:
            One grid; for a table that only arranges the page (a single cell, headings inside cells, or most
            of its words in inner tables) the content of its cells.
        """
        placed = [cell for row in self._rows for cell in row if cell is not None]
        if self.presentation or _only_arranges(placed):
            return [block for cell in placed for block in cell.blocks]
        shown = [number for number, row in enumerate(self._rows) if row]
        head = sum(1 for _ in takewhile(lambda number: self._head[number], shown))
        rows = tuple(
            tuple(_finished(cell, len(self._rows) - number) for cell in self._rows[number])
            for number in shown
        )
        return [Grid(rows, head)] if rows else []


def _finished(cell: _Placed | None, rows_left: int) -> GridCell | None:
    if cell is None:
        return None
    return GridCell(flatten(cell.blocks), cell.column, min(cell.rows, rows_left), cell.columns)


def _span(cell: etree._Element, name: str) -> int:
    found = _SPAN.match(cell.get(name) or "")
    return max(1, int(found[1])) if found is not None else 1


def _only_arranges(cells: list[_Placed]) -> bool:
    if len(cells) <= 1:
        return True
    blocks = [block for cell in cells for block in cell.blocks]
    if any(isinstance(block, Paragraph) and block.level is not None for block in blocks):
        return True
    inner = sum(_length(block) for block in blocks if isinstance(block, Grid))
    return inner * 2 > sum(_length(block) for block in blocks)


def _length(block: Block) -> int:
    if isinstance(block, Paragraph):
        return len(block.words.text)
    return sum(len(cell.words.text) for row in block.rows for cell in row if cell is not None)
