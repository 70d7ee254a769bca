"""The shape of the document on the page: headings, paragraphs, real tables, in the text's order. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from zhangtu.desk.plan_room.segments import Piece, Pieces
from zhangtu.plans.view import View
from zhangtu.reading.model import LeafKind
from zhangtu.reading.source import Cell, Source, Table


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, heading or blank line.

    Attributes:
        kind: ``title``, ``heading``, ``text``, ``note`` or ``blank``.
        level: Heading level on the page, 2 to 6; 0 for anything else.
        pieces: Its text.
        leaf: What the reader took it for.
        note: The number of the note that begins here, else 0.
    """

    kind: str
    level: int
    pieces: tuple[Piece, ...]
    leaf: str = ""
    note: int = 0


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with what stands in it.

    Attributes:
        head: Whether it belongs to the table's head.
        rows: How many rows it covers.
        columns: How many columns it covers.
        blocks: Its lines, and tables within it.
    """

    head: bool
    rows: int
    columns: int
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, row by row."""

    rows: tuple[tuple[GridCell, ...], ...]
    kind: str = "table"


Block = Line | Grid


class _Shaper:
    def __init__(self, view: View) -> None:
        self._source: Source = view.reading.source
        self._text = view.reading.text
        self._pieces = Pieces(view)
        self._levels = {head.start: head.level for head in self._source.headings}
        self._notes = {note.start: number for number, note in enumerate(self._source.notes, start=1)}
        self._leaves = view.reading.leaves
        self._leaf = 0

    def blocks(self, start: int, end: int, tables: tuple[Table, ...]) -> Iterator[Block]:
        """The lines and tables between two places; tables inside another one belong to its cells."""
        outer = [
            table
            for table in tables
            if start <= table.start < table.end <= end
            and not any(other is not table and _holds(other, table) for other in tables)
        ]
        for table in sorted(outer, key=lambda one: one.start):
            if table.start < start:
                continue
            yield from self._lines(start, table.start)
            yield self._grid(table, tuple(other for other in tables if other is not table))
            start = table.end
        yield from self._lines(start, end)

    def _grid(self, table: Table, others: tuple[Table, ...]) -> Grid:
        rows: dict[int, list[Cell]] = {}
        for cell in table.cells:
            rows.setdefault(cell.row, []).append(cell)
        inner = tuple(one for one in others if _holds(table, one))
        return Grid(
            tuple(
                tuple(
                    GridCell(
                        row < table.head_rows,
                        cell.rows,
                        cell.columns,
                        tuple(self.blocks(cell.start, cell.end, inner)),
                    )
                    for cell in sorted(cells, key=lambda one: one.column)
                )
                for row, cells in sorted(rows.items())
            )
        )

    def _lines(self, start: int, end: int) -> Iterator[Line]:
        while start < end:
            stop = self._text.find("\n", start, end)
            stop = end if stop == -1 else stop
            yield self._line(start, stop)
            start = stop + 1

    def _line(self, start: int, end: int) -> Line:
        if not self._text[start:end].strip():
            return Line("blank", 0, tuple(self._pieces.within(start, end)))
        # A leaf may run on over the indentation of the next line: its first letter says what a line is.
        leaf = self._leaf_at(end - len(self._text[start:end].lstrip()))
        note = self._notes.get(start, 0)
        kind, level = self._kind(start, leaf)
        return Line("note" if note else kind, level, tuple(self._pieces.within(start, end)), leaf, note)

    def _kind(self, start: int, leaf: str) -> tuple[str, int]:
        level = self._levels.get(start)
        if leaf == LeafKind.TITLE or level == 0:
            return "title", 2
        if level is not None:
            return "heading", min(level + 2, 6)
        return ("heading", 3) if leaf == LeafKind.HEADING else ("text", 0)

    def _leaf_at(self, offset: int) -> str:
        """What the reader took the character for; lines are asked for in order."""
        if self._leaf >= len(self._leaves) or self._leaves[self._leaf].start > offset:
            self._leaf = 0
        while self._leaf < len(self._leaves) and self._leaves[self._leaf].end <= offset:
            self._leaf += 1
        return self._leaves[self._leaf].kind.value if self._leaf < len(self._leaves) else ""


def _holds(outer: Table, inner: Table) -> bool:
    return (
        outer.start <= inner.start
        and inner.end <= outer.end
        and (outer.end - outer.start) > (inner.end - inner.start)
    )


def shape(view: View) -> tuple[Block, ...]:
    """The document's shape on the page.

    Args:
        view: What is shown.

    Returns:
        Its blocks in the order of the text; every character but line ends and cell separators is in one.
    """
    reading = view.reading
    return tuple(_Shaper(view).blocks(0, len(reading.text), reading.source.tables))
