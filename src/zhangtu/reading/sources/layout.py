"""Paragraphs and tables on their way into one text: shared by Word and HTML files.

A table becomes one line per row, its cells separated by a tab. Line breaks and tabs inside a cell become a
space, so that a row stays one line; a table inside a cell stands in that cell, its cells separated by spaces.
A cell merged downward leaves an empty place in the rows below. Footnotes, endnotes and text boxes follow at
the end of the text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zhangtu.reading.source import Cell, Heading, Note, Source, Table, UnreadableError
from zhangtu.reading.sources.sentences import Trouble

#: More characters than any office document has; protects against files made to grow when read.
MAX_CHARACTERS = 25_000_000

_ONE_LINE = str.maketrans("\n\t\v\f", "    ")


class AnchorKind(StrEnum):
    """What is attached to a place; all but a page stand at the end of the text."""

    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    TEXTBOX = "textbox"
    #: A page begins here; nothing is put at the end.
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a paragraph or cell.

    Attributes:
        text: The words.
        anchors: What is attached to them.
    """

    text: str
    anchors: "tuple[Anchor, ...]" = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A note attached to words, or the beginning of a page.

    Attributes:
        at: Character of the words it is attached before.
        kind: What it is.
        blocks: Its content; empty for a page.
    """

    at: int
    kind: AnchorKind
    blocks: "tuple[Block, ...]" = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph.

    Attributes:
        words: What it says, its number included.
        level: Heading level, 0 for the title; None if it is no heading.
    """

    words: Words
    level: int | None = None


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid.

    Attributes:
        words: What it says.
        column: First grid column it covers.
        rows: How many rows it covers.
        columns: How many columns it covers.
    """

    words: Words
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Attributes:
        rows: Its rows; None stands where a cell from above reaches down.
        head_rows: How many rows at the top the file marks as head.
    """

    rows: tuple[tuple[GridCell | None, ...], ...]
    head_rows: int = 0


Block = Paragraph | Grid


def join_words(parts: Iterable[Words], separator: str) -> Words:
    """Join words, keeping what is attached to them.

    Args:
        parts: The words; those that are blank and carry nothing are left out when there is a separator.
        separator: What to put between them.

    Returns:
        One value.
    """
    pieces: list[str] = []
    anchors: list[Anchor] = []
    length = 0
    for part in parts:
        if separator and not part.text.strip() and not part.anchors:
            continue
        if pieces:
            length += len(separator)
        anchors += [Anchor(anchor.at + length, anchor.kind, anchor.blocks) for anchor in part.anchors]
        pieces.append(part.text)
        length += len(part.text)
    return Words(separator.join(pieces), tuple(anchors))


def flatten(blocks: Iterable[Block]) -> Words:
    """The words of blocks as one line, for a table cell.

    Args:
        blocks: Paragraphs and tables.

    Returns:
        Their words separated by single spaces.
    """
    parts: list[Words] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            parts.append(block.words)
        else:
            parts += [cell.words for row in block.rows for cell in row if cell is not None]
    joined = join_words(parts, " ")
    return Words(joined.text.translate(_ONE_LINE), joined.anchors)


class Writer:
    """Puts blocks one under the other into one text and remembers where they stand."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._pieces: list[str] = []
        self._length = 0
        self._headings: list[Heading] = []
        self._tables: list[Table] = []
        self._notes: list[Note] = []
        self._pages: list[int] = []
        self._waiting: list[tuple[int, Anchor]] = []

    def write(self, blocks: Iterable[Block]) -> None:
        """Append blocks.

        Args:
            blocks: Paragraphs and tables in order.

        Raises:
            UnreadableError: The text outgrows ``MAX_CHARACTERS``.
        """
        for block in blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block)
            else:
                self._grid(block)
            if self._length > MAX_CHARACTERS:
                raise UnreadableError(Trouble.ZIP_BOMB, name=self._name)

    def finish(self, form: str, *, encoding: str = "", remarks: Sequence[str] = ()) -> Source:
        """Append the notes and hand over the text.

        Args:
            form: Kind of file for ``Source.form``.
            encoding: What it was decoded from, if it was text.
            remarks: Codes for ``Source.remarks``.

        Returns:
            The source.
        """
        while self._waiting:
            waiting, self._waiting = self._waiting, []
            for at, anchor in waiting:
                start = self._length
                self.write(anchor.blocks)
                if self._length > start:
                    self._notes.append(Note(start, self._length - 1, at, anchor.kind.value))
        return Source(
            "".join(self._pieces),
            form=form,
            encoding=encoding,
            tables=tuple(self._tables),
            pages=tuple(self._pages),
            headings=tuple(self._headings),
            notes=tuple(self._notes),
            remarks=tuple(remarks),
        )

    def _append(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def _attach(self, words: Words) -> None:
        for anchor in words.anchors:
            if anchor.kind is AnchorKind.PAGE:
                self._pages.append(self._length + anchor.at)
            else:
                self._waiting.append((self._length + anchor.at, anchor))

    def _paragraph(self, block: Paragraph) -> None:
        start = self._length
        self._attach(block.words)
        self._append(block.words.text)
        if block.level is not None and block.words.text.strip():
            self._headings.append(Heading(start, self._length, block.level))
        self._append("\n")

    def _grid(self, grid: Grid) -> None:
        start = self._length
        cells: list[Cell] = []
        for number, row in enumerate(grid.rows):
            for place, cell in enumerate(row):
                if place:
                    self._append("\t")
                if cell is not None:
                    cells.append(self._cell(cell, number))
            self._append("\n")
        self._tables.append(Table(start, self._length, tuple(cells), grid.head_rows))

    def _cell(self, cell: GridCell, row: int) -> Cell:
        self._attach(cell.words)
        text = cell.words.text.translate(_ONE_LINE)
        bare = text.strip()
        start = self._length + (len(text) - len(text.lstrip()) if bare else 0)
        self._append(text)
        return Cell(start, start + len(bare), row, cell.column, cell.rows, cell.columns)
