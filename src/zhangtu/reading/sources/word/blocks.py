"""Paragraphs and tables of a Word story (body, cell, note, text box), with their automatic numbers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from zhangtu.reading.source import UnreadableError
from zhangtu.reading.sources.layout import (
    MAX_CHARACTERS,
    AnchorKind,
    Block,
    Grid,
    GridCell,
    Paragraph,
    Words,
    flatten,
    join_words,
)
from zhangtu.reading.sources.sentences import Remark, Trouble
from zhangtu.reading.sources.word.inline import InlineReader, choose
from zhangtu.reading.sources.word.names import VAL, W, is_on, number_of, text_of
from zhangtu.reading.sources.word.numbering import Numbering
from zhangtu.reading.sources.word.styles import Styles, number_place
from zhangtu.reading.sources.xmlparts import local_name

_DELETED: Final = frozenset({"del", "moveFrom"})
#: Containers that change nothing about what is in them.
_THROUGH: Final = frozenset({"ins", "moveTo", "customXml", "smartTag", "sdt", "sdtContent", "dir", "bdo"})
_MAX_COLUMNS = 1_000


@dataclass(frozen=True, slots=True)
class NoteParts:
    """Content of footnotes and endnotes by kind and number."""

    contents: dict[tuple[AnchorKind, str], etree._Element]


class BlockReader:
    """Reads the stories of one document in their order, so that numbers count on."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: NoteParts, name: str) -> None:
        self._styles = styles
        self._numbering = numbering
        self._notes = dict(notes.contents)
        self._name = name
        self._produced = 0
        self._inline = InlineReader(styles, self._note, lambda box: tuple(self.read(box)))
        self.remarks = self._inline.remarks

    def read(self, story: etree._Element) -> Iterator[Block]:
        """Read a container of paragraphs and tables.

        Args:
            story: ``w:body``, ``w:tc``, ``w:footnote``, ``w:txbxContent`` …

        Yields:
            Its paragraphs and tables. A table of a single cell is a frame drawn around text: what is in it
            is given as if the frame were not there.
        """
        waiting: list[Words] = []
        for element in self._flat(story):
            if local_name(element) == "tbl":
                yield from _flushed(waiting)
                yield from self._table(element)
                continue
            paragraph = self._paragraph(element, waiting)
            if paragraph is not None:
                self._guard(paragraph)
                yield paragraph
        yield from _flushed(waiting)

    def _flat(self, story: Iterable[etree._Element]) -> Iterator[etree._Element]:
        """Paragraphs and tables, wrappers seen through, deleted ones left out."""
        for child in story:
            name = local_name(child)
            if name in {"p", "tbl"}:
                yield child
            elif name in _DELETED:
                self.remarks.add(Remark.TRACKED_CHANGES_ACCEPTED)
            elif name == "altChunk":
                self.remarks.add(Remark.PART_LEFT_OUT)
            elif name == "sdt" and _is_contents(child):
                self.remarks.add(Remark.CONTENTS_LIST_DROPPED)
            else:
                yield from self._flat(_inside(child, name))

    def _paragraph(self, element: etree._Element, waiting: list[Words]) -> Paragraph | None:
        """One paragraph; None when its end is deleted or it is not shown."""
        properties = element.find(W + "pPr")
        style = text_of(properties.find(W + "pStyle"), VAL) if properties is not None else None
        style = style if style is not None else self._styles.default
        words = self._inline.read(element)
        if self._styles.lists_contents(style):
            self.remarks.add(Remark.CONTENTS_LIST_DROPPED)
            return None
        mark = properties.find(W + "rPr") if properties is not None else None
        if mark is not None and any(mark.find(W + name) is not None for name in _DELETED):
            self.remarks.add(Remark.TRACKED_CHANGES_ACCEPTED)
            waiting.append(words)
            return None
        if is_on(mark, "vanish") and not words.text and not words.anchors:
            return None
        label = Words(self._numbering.label(number_place(properties), style))
        whole = join_words([label, *waiting, words], "")
        waiting.clear()
        return Paragraph(whole, self._level(properties, style))

    def _level(self, properties: etree._Element | None, style: str | None) -> int | None:
        own = number_of(properties.find(W + "outlineLvl")) if properties is not None else None
        if own is not None:
            return own + 1 if own < 9 else None
        return self._styles.outline(style)

    def _guard(self, paragraph: Paragraph) -> None:
        self._produced += len(paragraph.words.text) + 1
        if self._produced > MAX_CHARACTERS:
            raise UnreadableError(Trouble.ZIP_BOMB, name=self._name)

    def _note(self, kind: AnchorKind, number: str) -> tuple[Block, ...]:
        """A note's content; taken out so that a note that refers to itself is read once."""
        element = self._notes.pop((kind, number), None)
        return tuple(self.read(element)) if element is not None else ()

    def _table(self, table: etree._Element) -> Iterator[Block]:
        rows = [row for row in self._parts(table, "tr") if self._row_is_shown(row)]
        cells = [list(self._parts(row, "tc")) for row in rows]
        if len(cells) == 1 and len(cells[0]) == 1:
            yield from self.read(cells[0][0])
            return
        builder = _GridBuilder()
        for row, row_cells in zip(rows, cells, strict=True):
            before = number_of(row.find(f"{W}trPr/{W}gridBefore")) or 0
            builder.begin_row(before)
            for cell in row_cells:
                builder.add(cell, flatten(self.read(cell)))
        if builder.rows:
            yield builder.grid(_head_rows(rows))

    def _parts(self, parent: Iterable[etree._Element], wanted: str) -> Iterator[etree._Element]:
        for child in parent:
            name = local_name(child)
            if name == wanted:
                yield child
            else:
                yield from self._parts(_inside(child, name), wanted)

    def _row_is_shown(self, row: etree._Element) -> bool:
        properties = row.find(W + "trPr")
        if properties is None:
            return True
        if properties.find(W + "del") is not None:
            self.remarks.add(Remark.TRACKED_CHANGES_ACCEPTED)
            return False
        if is_on(properties, "hidden"):
            self.remarks.add(Remark.HIDDEN_TEXT_DROPPED)
            return False
        return True


def _flushed(waiting: list[Words]) -> Iterator[Paragraph]:
    """Words whose paragraph end is deleted, where no paragraph follows that could take them in."""
    words = join_words(waiting, "")
    waiting.clear()
    if words.text or words.anchors:
        yield Paragraph(words)


class _GridBuilder:
    """Places cells in grid columns and lets those merged downward grow."""

    def __init__(self) -> None:
        self.rows: list[list[GridCell | None]] = []
        self._column = 0
        #: Grid column → place of the cell that reaches down there.
        self._open: dict[int, tuple[int, int]] = {}

    def begin_row(self, before: int) -> None:
        """Start a row that leaves so many columns free at its beginning."""
        self.rows.append([])
        self._column = min(max(before, 0), _MAX_COLUMNS)

    def add(self, cell: etree._Element, words: Words) -> None:
        """Place a cell behind the last one of the row, or let the one it is merged with grow."""
        properties = cell.find(W + "tcPr")
        columns = number_of(properties.find(W + "gridSpan")) if properties is not None else None
        columns = min(max(columns or 1, 1), _MAX_COLUMNS)
        down = _merge(properties, "vMerge")
        column, self._column = self._column, self._column + columns
        if down == "continue" and column in self._open:
            self._grow(column, words)
            return
        if _merge(properties, "hMerge") == "continue" and self.rows[-1] and self.rows[-1][-1] is not None:
            self._widen(self.rows[-1][-1], columns, words)
            return
        self.rows[-1].append(GridCell(words, column, 1, columns))
        if down == "restart":
            self._open[column] = (len(self.rows) - 1, len(self.rows[-1]) - 1)
        else:
            self._open.pop(column, None)

    def grid(self, head_rows: int) -> Grid:
        """The finished table."""
        return Grid(tuple(tuple(row) for row in self.rows), head_rows)

    def _grow(self, column: int, words: Words) -> None:
        row, place = self._open[column]
        cell = self.rows[row][place]
        if cell is not None:
            together = join_words([cell.words, words], " ")
            self.rows[row][place] = GridCell(together, cell.column, len(self.rows) - row, cell.columns)
        self.rows[-1].append(None)

    def _widen(self, cell: GridCell, columns: int, words: Words) -> None:
        together = join_words([cell.words, words], " ")
        self.rows[-1][-1] = GridCell(together, cell.column, cell.rows, cell.columns + columns)


def _inside(element: etree._Element, name: str) -> Iterable[etree._Element]:
    """What a wrapper holds; nothing for anything else."""
    if name == "AlternateContent":
        chosen = choose(element)
        return chosen if chosen is not None else ()
    return element if name in _THROUGH else ()


def _merge(properties: etree._Element | None, name: str) -> str | None:
    """``restart``, ``continue`` or None."""
    element = properties.find(W + name) if properties is not None else None
    if element is None:
        return None
    return "restart" if element.get(VAL) == "restart" else "continue"


def _head_rows(rows: list[etree._Element]) -> int:
    count = 0
    for row in rows:
        if not is_on(row.find(W + "trPr"), "tblHeader"):
            break
        count += 1
    return count


def _is_contents(control: etree._Element) -> bool:
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return (text_of(gallery) or "").lower() in {"table of contents", "目录", "目錄"}
