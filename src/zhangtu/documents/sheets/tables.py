"""Rows of a sheet → its tables: title, heading, rows, and what was left out and why."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum

from zhangtu.documents.sheets.grid import GridRow, address, filled, letters
from zhangtu.documents.sheets.headings import LOOK, Heading, find_heading
from zhangtu.documents.sheets.slices import Cell
from zhangtu.documents.sheets.totals import Adding, number, number_columns
from zhangtu.documents.sheets.words import is_line, is_note, is_numbering, label, shown

#: How many first rows tell which columns hold numbers and how full rows are.
_SAMPLE = 50
#: So many rows are listed singly in what was left out; more of a kind are only counted.
_LISTED = 1_000


class Left(StrEnum):
    """Why something of a sheet is no row of the table."""

    #: A column that only counts rows.
    NUMBERING = "numbering"
    #: A row that adds up others.
    TOTAL = "total"
    #: Rows without anything in them.
    BLANK = "blank"
    #: Words below or between the rows.
    NOTE = "note"
    #: The heading once more, as at the top of a printed page.
    HEADING = "heading"
    #: A line of one cell that groups the rows under it.
    BAND = "band"
    #: A sheet that is hidden.
    HIDDEN = "hidden"
    #: A sheet without a table.
    NO_TABLE = "no_table"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that was left out.

    Attributes:
        kind: Why.
        sheet: The sheet's name.
        first: Its first row, 1 for the top one; 0 when no row is meant.
        last: Its last row.
        words: What stands there, for a person to recognise it.
    """

    kind: Left
    sheet: str
    first: int = 0
    last: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        place: Its place in the sheet, 0 for column A.
        path: The headings over it, the widest first.
    """

    place: int
    path: tuple[str, ...]

    @property
    def title(self) -> str:
        """Its headings as one."""
        return " / ".join(self.path)

    @property
    def letters(self) -> str:
        """What Excel calls it."""
        return letters(self.place)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a table.

    Attributes:
        number: Its number in the sheet, 1 for the top one.
        cells: Its cells, one for each of the table's columns; an empty one is an empty text.
    """

    number: int
    cells: list[Cell]


@dataclass(slots=True)
class Table:
    """A table of a sheet; its rows are read once, in order, before the next table's.

    Attributes:
        sheet: The sheet's name.
        title: What stands over it in one cell; empty when nothing does.
        lines: Other lines over it: unit, period, who filled it in.
        columns: Its columns from left to right, numbering columns left out.
        heading: First and last row of its heading.
        left_out: What was left out; complete once the rows have been read.
        source: What the rows come from; kept, so that it is not closed before they have been read.
        from_1904: Whether bare numbers in it count days from 1904.
    """

    sheet: str
    title: str
    lines: tuple[str, ...]
    columns: tuple[Column, ...]
    heading: tuple[int, int]
    left_out: list[LeftOut]
    _rows: Iterator[SheetRow] = field(default_factory=lambda: iter(()), repr=False)
    source: object = field(default=None, repr=False)
    from_1904: bool = False

    def rows(self) -> Iterator[SheetRow]:
        """Its rows; each is handed out once."""
        return self._rows

    def address(self, row: SheetRow, position: int) -> str:
        """What people call a cell: sheet and address.

        Args:
            row: The row.
            position: Position among the table's columns.

        Returns:
            For instance ``Sheet1!B7``.
        """
        return f"{self.sheet}!{address(row.number, self.columns[position].place)}"


class SheetReader:
    """Goes through one sheet and hands out its tables one after the other."""

    def __init__(self, sheet: str, rows: Iterator[GridRow], known: AbstractSet[str]) -> None:
        """Begin at the top.

        Args:
            sheet: The sheet's name.
            rows: Its rows that hold something.
            known: Headings the office knows, folded.
        """
        self._sheet = sheet
        self._source = rows
        self._known = known
        self._ahead: list[GridRow] = []
        self._previous = 0

    def tables(self) -> Iterator[Table]:
        """Hand out the sheet's tables.

        Yields:
            Each table; those of its rows that were not read are passed over when the next is asked for.
        """
        while True:
            self._look()
            if not self._ahead:
                return
            found = find_heading(self._ahead, self._known)
            if found is None:
                return
            table = self._begin(found)
            yield table
            for _ in table.rows():
                pass

    def _look(self) -> None:
        while len(self._ahead) < LOOK:
            row = next(self._source, None)
            if row is None:
                return
            self._ahead.append(row)

    def _take(self) -> GridRow | None:
        if self._ahead:
            return self._ahead.pop(0)
        return next(self._source, None)

    def _begin(self, found: Heading) -> Table:
        over, heading = self._ahead[: found.first], self._ahead[found.first : found.first + found.rows]
        del self._ahead[: found.first + found.rows]
        title, lines = _over(over)
        left: list[LeftOut] = []
        columns: list[Column] = []
        for place, path in sorted(found.paths.items()):
            if is_numbering(path[-1]) and label(path[-1]) not in self._known:
                left.append(LeftOut(Left.NUMBERING, self._sheet, words=f"{letters(place)} {path[-1]}"))
            else:
                columns.append(Column(place, path))
        self._previous = heading[-1].number
        body = Body(self._sheet, tuple(columns), [_labels(row) for row in heading], left)
        table = Table(
            self._sheet, title, lines, tuple(columns), (heading[0].number, heading[-1].number), left
        )
        table._rows = self._rows(body)  # noqa: SLF001  # the reader alone fills in where rows come from
        return table

    def _rows(self, body: "Body") -> Iterator[SheetRow]:
        self._look()
        body.learn(self._ahead[:_SAMPLE])
        while (row := self._take()) is not None:
            gap = row.number - self._previous - 1
            if gap > 0:
                body.blank(self._previous + 1, row.number - 1)
                if self._new_table(row, body):
                    self._ahead.insert(0, row)
                    return
            self._previous = row.number
            made = body.row(row)
            if made is not None:
                yield made

    def _new_table(self, row: GridRow, body: "Body") -> bool:
        """Whether another table begins here, behind blank rows: a heading of its own, near."""
        self._look()
        ahead = [row, *self._ahead[:7]]
        if body.fits(row):
            return False
        found = find_heading(ahead, self._known)
        if found is None or found.first > 4 or found.first + found.rows >= len(ahead):
            return False
        labels = {label(path[-1]) for path in found.paths.values()}
        return (
            len(found.paths) > 1 and labels != body.labels() and not any(map(body.fits, ahead[: found.first]))
        )


class Body:
    """Tells the rows of one table from what else stands among them."""

    def __init__(
        self, sheet: str, columns: tuple[Column, ...], heading: list[frozenset[str]], left: list[LeftOut]
    ) -> None:
        self._sheet = sheet
        self._places = [column.place for column in columns]
        self._columns = columns
        self._heading = heading
        self._left = left
        self._counts: dict[Left, int] = {}
        self._usual = len(columns)
        self._numbers: frozenset[int] = frozenset()
        self._adding = Adding(())
        # Columns that follow each other are cut out of a row in one piece.
        gapless = (
            self._places == list(range(self._places[0], self._places[0] + len(columns))) if columns else False
        )
        self._cut = slice(self._places[0], self._places[-1] + 1) if gapless else None

    def labels(self) -> set[str]:
        """The last headings of the columns, folded."""
        return {label(column.path[-1]) for column in self._columns}

    def learn(self, rows: Sequence[GridRow]) -> None:
        """See how full rows are and which columns hold numbers.

        Args:
            rows: The first rows.
        """
        cells = [self._cells(row) for row in rows]
        counts = sorted(sum(map(filled, row)) for row in cells)
        self._usual = counts[len(counts) // 2] if counts else len(self._columns)
        columns = number_columns(cells, len(self._columns))
        self._numbers = frozenset(columns)
        self._adding = Adding(columns)

    def fits(self, row: GridRow) -> bool:
        """Whether a row looks like one of this table: full enough, with numbers where they belong."""
        cells = self._cells(row)
        if sum(map(filled, cells)) * 2 < self._usual:
            return False
        numbers = [cells[at] for at in self._numbers if filled(cells[at])]
        if self._numbers:
            return bool(numbers) and all(number(cell) is not None for cell in numbers)
        return not self._is_heading(row)

    def blank(self, first: int, last: int) -> None:
        """Note rows without anything in them."""
        self._leave(LeftOut(Left.BLANK, self._sheet, first, last))

    def row(self, row: GridRow) -> SheetRow | None:
        """Make a row of what stands there, or note why it is none.

        Args:
            row: What stands there.

        Returns:
            The row; ``None`` when it is none of the table's.
        """
        cells = self._cells(row)
        count = len(cells) - cells.count("")
        if row.spread or count * 2 <= self._usual or type(cells[0]) is not str or len(cells[0]) < 12:
            kind = self._no_row(row, cells, count)
            if kind is not None:
                words = " ".join(shown(cell) for cell in row.cells if filled(cell))[:80]
                self._leave(LeftOut(kind, self._sheet, row.number, row.number, words))
                return None
        self._adding.add(cells)
        return SheetRow(row.number, cells)

    def _no_row(self, row: GridRow, cells: list[Cell], count: int) -> Left | None:
        own = row.own()
        if not own and not row.down:
            return Left.BLANK
        if self._adding.is_total(row.cells if count < len(own) else cells, self._usual):
            return Left.TOTAL
        if own and is_note(row.cells[own[0]]) and len(own) * 2 <= max(self._usual, 2) + 2:
            return Left.NOTE
        if len(own) == 1 and not row.down and self._usual > 2 and type(row.cells[own[0]]) is str:
            return Left.BAND
        return Left.HEADING if self._is_heading(row) else None

    def _is_heading(self, row: GridRow) -> bool:
        first = next((label(cell) for cell in row.cells if filled(cell)), "")
        if not any(first in heading for heading in self._heading):
            return False  # nearly every row; to fold all of its cells takes ten times as long
        labels = _labels(row)
        return len(labels) > 1 and any(labels == heading for heading in self._heading)

    def _cells(self, row: GridRow) -> list[Cell]:
        cells = row.cells
        if self._cut is not None:
            piece = cells[self._cut]
            missing = len(self._places) - len(piece)
            return piece + [""] * missing if missing else piece
        width = len(cells)
        return [cells[place] if place < width else "" for place in self._places]

    def _leave(self, left: LeftOut) -> None:
        self._counts[left.kind] = self._counts.get(left.kind, 0) + 1
        if self._counts[left.kind] <= _LISTED:
            self._left.append(left)


def _labels(row: GridRow) -> frozenset[str]:
    return frozenset(label(cell) for cell in row.cells if filled(cell))


def _over(rows: Sequence[GridRow]) -> tuple[str, tuple[str, ...]]:
    """The title and the other lines over a table."""
    title, lines = "", list[str]()
    for row in rows:
        for column in row.own():
            cell = row.cells[column]
            if not title and type(cell) is str and not is_line(cell):
                title = shown(cell)
            else:
                lines.append(shown(cell))
    return title, tuple(lines)
