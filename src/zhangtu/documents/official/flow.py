"""An official paper as one stream of lines and tables: the Word file and the PDF set the same stream."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from zhangtu.documents.official import dimensions as d
from zhangtu.documents.official.titles import shaped
from zhangtu.documents.official.values import (
    Annex,
    Block,
    Cell,
    Column,
    Figure,
    Grid,
    Heading,
    Official,
    Sort,
    Text,
)
from zhangtu.documents.official.wording import day, say
from zhangtu.documents.printing import tables
from zhangtu.documents.text import width_of, writable
from zhangtu.kernel.numerals import to_chinese


class Role(StrEnum):
    """What a line is; each has its own place and letters."""

    COPY = "copy"
    GRADE = "grade"
    HEAD = "head"
    NUMBER = "number"
    TITLE = "title"
    TO = "to"
    HEADING_1 = "heading_1"
    HEADING_2 = "heading_2"
    HEADING_3 = "heading_3"
    HEADING_4 = "heading_4"
    TEXT = "text"
    TABLE_TITLE = "table_title"
    TABLE = "table"
    ANNEXES = "annexes"
    SIGNED = "signed"
    DAY = "day"
    NOTE = "note"
    ANNEX_MARK = "annex_mark"
    ANNEX_TITLE = "annex_title"
    COPIES = "copies"
    PRINTED = "printed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, a paragraph or a table.

    Attributes:
        role: What it is.
        parts: Its words and figures.
        other: What stands at the right end of the same line.
        grid: The table.
        first: Whether it is the first of its role here, so that the gap goes above it.
        landscape: Whether it stands on a turned page.
        new_page: Whether it opens a page.
        indent: How far it stays from the right in characters, where that depends on its words.
        anchor: Whether the rows of the table are what figures point to.
    """

    role: Role
    parts: tuple[str | Figure, ...] = ()
    other: str = ""
    grid: Grid | None = None
    first: bool = False
    landscape: bool = False
    new_page: bool = False
    indent: float = 0
    anchor: bool = False

    @property
    def text(self) -> str:
        """Its words without the marks of figures."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)


_HEADINGS: Final = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4)


def flow(paper: Official) -> Iterator[Piece]:
    """The stream of a paper, from its first line to the imprint.

    Args:
        paper: The paper.

    Yields:
        Its pieces in reading order; a figure whose source is not among the paper's points nowhere.
    """
    for piece in _stream(paper):
        known = tuple(_pointing(part, len(paper.sources)) for part in piece.parts)
        yield piece if known == piece.parts else replace(piece, parts=known)


def _pointing(part: str | Figure, sources: int) -> str | Figure:
    if isinstance(part, str) or 0 <= part.source <= sources:
        return part
    return Figure(part.text)


def _stream(paper: Official) -> Iterator[Piece]:
    yield from _top(paper)
    yield from _titled(Role.TITLE, paper.title, d.points("text_width"), gap=bool(paper.head))
    if paper.to:
        yield Piece(Role.TO, (f"{'，'.join(paper.to)}：",), first=True)
    yield from _blocks(paper.blocks, paper.language, landscape=False)
    yield from _listed(paper)
    yield from _signature(paper)
    for number, annex in enumerate(paper.annexes, start=1):
        mark = say("annex", paper.language) + (str(number) if len(paper.annexes) > 1 else "")
        yield from _annex(annex, mark, paper.language, anchor=False)
    if paper.sources:
        yield from _annex(
            _source_sheet(paper), say("source_mark", paper.language), paper.language, anchor=True
        )
    yield from _imprint(paper)


def _top(paper: Official) -> Iterator[Piece]:
    if paper.copy:
        yield Piece(Role.COPY, (paper.copy,))
    for grade in (paper.secrecy, paper.urgency):
        if grade:
            yield Piece(Role.GRADE, (grade,))
    if not paper.head:
        return
    yield Piece(Role.HEAD, (paper.head,))
    signer = ""
    if paper.sort is Sort.UP and paper.signers:
        signer = say("signer", paper.language) + "　".join(paper.signers)
    yield Piece(Role.NUMBER, (paper.number,), other=signer)


def _titled(
    role: Role, title: str, width: float, *, gap: bool = True, landscape: bool = False
) -> Iterator[Piece]:
    lines = "\n".join(shaped(writable(title), width / d.of("title_size") - 2))
    yield Piece(role, (lines,), first=gap, landscape=landscape)


def _blocks(blocks: Sequence[Block], language: str, *, landscape: bool) -> Iterator[Piece]:
    counts = [0, 0, 0, 0]
    for block in blocks:
        if isinstance(block, Heading):
            level = min(max(block.level, 1), 4)
            counts[level - 1] += 1
            counts[level:] = [0] * (4 - level)
            words = _number(level, counts[level - 1], language) + block.text
            yield Piece(_HEADINGS[level - 1], (words,), landscape=landscape)
        elif isinstance(block, Text):
            yield Piece(Role.TEXT, block.parts, landscape=landscape)
        else:
            if block.title:
                yield Piece(Role.TABLE_TITLE, (block.title,), landscape=landscape)
            yield Piece(Role.TABLE, grid=block, landscape=landscape)


def _number(level: int, count: int, language: str) -> str:
    """The number of a heading (7.3.3); one full stop behind an Arabic one (GB/T 15834)."""
    if language == "en":
        return (f"{count}. ", f"({count}) ", f"{count}) ", f"[{count}] ")[level - 1]
    chinese = to_chinese(count)
    return (f"{chinese}、", f"（{chinese}）", f"{count}.", f"（{count}）")[level - 1]


def _listed(paper: Official) -> Iterator[Piece]:
    """The annexes by name; no end mark behind them (7.3.4)."""
    alone = len(paper.annexes) == 1
    for number, annex in enumerate(paper.annexes, start=1):
        lead = say("annexes", paper.language) if number == 1 else ""
        name = annex.title.replace("\n", "")
        yield Piece(
            Role.ANNEXES, (f"{lead}{name}" if alone else f"{lead}{number}.{name}",), first=number == 1
        )


def _signature(paper: Official) -> Iterator[Piece]:
    """The unit centred over the day, the day four characters from the right (7.3.5)."""
    words = day(paper.day, paper.language) if paper.day is not None else ""
    widest = max((width_of(one) for one in paper.signed), default=0.0)
    room = d.of("day_indent")
    # A unit so long that it would run out of the text area pushes the day to the left instead.
    indent = max(room, (widest - width_of(words)) / 2) if words else room
    for number, unit in enumerate(paper.signed):
        middle = indent + (width_of(words) - width_of(unit)) / 2 if words else room
        yield Piece(Role.SIGNED, (unit,), first=number == 0 and paper.seal, indent=max(middle, 0.0))
    if words:
        alone = not paper.signed and paper.seal
        yield Piece(Role.DAY, (words,), indent=indent, first=alone)
    if paper.note:
        yield Piece(Role.NOTE, (f"（{paper.note}）",))


def _annex(annex: Annex, mark: str, language: str, *, anchor: bool) -> Iterator[Piece]:
    yield Piece(Role.ANNEX_MARK, (mark,), landscape=annex.landscape, new_page=True)
    width = d.points("text_height" if annex.landscape else "text_width")
    yield from _titled(Role.ANNEX_TITLE, annex.title, width, landscape=annex.landscape)
    for piece in _blocks(annex.blocks, language, landscape=annex.landscape):
        yield replace(piece, anchor=anchor)


def _source_sheet(paper: Official) -> Annex:
    names = ("number", "figure", "measure", "definition", "period", "moment", "head")
    widths = (3.0, 6.0, 8.0, 18.0, 8.0, 8.0, 6.0)
    columns = tuple(
        Column(say(f"source_{name}", paper.language), width)
        for name, width in zip(names, widths, strict=True)
    )
    rows = tuple(
        (number, one.figure, one.measure, one.definition, one.period, one.moment, one.head or "")
        for number, one in enumerate(paper.sources, start=1)
    )
    return Annex(say("source_title", paper.language), (Grid(columns, rows),), landscape=True)


def _imprint(paper: Official) -> Iterator[Piece]:
    if paper.copies:
        lead, end = say("copies", paper.language), "." if paper.language == "en" else "。"
        yield Piece(Role.COPIES, (f"{lead}{'，'.join(paper.copies)}{end}",), first=True)
    if paper.printer or paper.printed is not None:
        when = day(paper.printed, paper.language) if paper.printed is not None else ""
        other = say("printed", paper.language, day=when) if when else ""
        yield Piece(Role.PRINTED, (paper.printer,), other=other, first=not paper.copies)


def shown(cell: Cell, column: Column) -> str:
    """A cell as it is read: a share in percent, a number with its digits.

    Args:
        cell: What it holds.
        column: Its column.

    Returns:
        Its text.
    """
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        number = Decimal(cell) * 100 if column.share else Decimal(cell)
        places = 1 if column.share and column.places is None else column.places
        text = format(number, "f") if places is None else f"{number:.{places}f}"
        return f"{text}%" if column.share else text
    return tables.text(cell)


def lines_of(paper: Official) -> list[str]:
    """Everything a reader reads, in order: lines without the marks of figures, tables cell by cell.

    Args:
        paper: The paper.

    Returns:
        Its texts; what stands at the right end of a line follows it.
    """
    found: list[str] = []
    for piece in flow(paper):
        if piece.grid is not None:
            found.extend(column.title for column in piece.grid.columns)
            for row in piece.grid.rows:
                found.extend(shown(cell, one) for cell, one in zip(row, piece.grid.columns, strict=True))
        else:
            found.extend(piece.text.split("\n"))
            found.append(piece.other)
    return [line for line in found if line]
