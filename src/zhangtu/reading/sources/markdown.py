"""Headings and pipe tables of a Markdown file; the text stays the file's own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from zhangtu.reading.source import Cell, Heading, Table
from zhangtu.reading.sources.levels import settle_levels

_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+\S|[^#\s\d!])")
_SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE_SIGNS = frozenset("|:- \t")
_DASHES = re.compile(r":?-+:?")
_BLOCK_START = re.compile(r" {0,3}(?:[-*+>][ \t]|\||#)|\s*$")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def end(self) -> int:
        """One behind the last character."""
        return self.start + len(self.text)


def mark_up(text: str) -> tuple[tuple[Heading, ...], tuple[Table, ...]]:
    """Find what a Markdown text marks as headings and tables.

    Args:
        text: The text; line ends are line feeds.

    Returns:
        The headings, marks included in their spans, and the pipe tables. The row of dashes under a table's
        head is no row of the table.
    """
    lines = list(_lines_outside_code(text))
    headings: list[Heading] = []
    tables: list[Table] = []
    at = 0
    while at < len(lines):
        count = _table_rows(text, lines, at)
        if count:
            tables.append(_table(lines[at : at + count], len(text)))
            at += count
            continue
        heading = _heading(lines, at)
        if heading is not None:
            headings.append(heading)
        at += 1
    return settle_levels(headings), tuple(tables)


def _lines_outside_code(text: str) -> Iterator[_Line]:
    fence: str | None = None
    start = 0
    for raw in text.split("\n"):
        mark = _FENCE.match(raw)
        if fence is None and mark is None:
            yield _Line(start, raw)
        elif fence is None and mark is not None:
            fence = mark[1]
            yield _Line(start, "")
        elif fence is not None and mark is not None and mark[1].startswith(fence):
            fence = None
        start += len(raw) + 1


def _heading(lines: list[_Line], at: int) -> Heading | None:
    line = lines[at]
    atx = _ATX.match(line.text)
    if atx is not None:
        return Heading(line.start, line.end, len(atx[1]))
    if _BLOCK_START.match(line.text) is not None or at + 1 >= len(lines):
        return None
    below = lines[at + 1]
    under = _SETEXT.match(below.text)
    if under is None or below.start != line.end + 1 or (at and lines[at - 1].text.strip()):
        return None
    return Heading(line.start, line.end, 1 if under[1][0] == "=" else 2)


def _table_rows(text: str, lines: list[_Line], at: int) -> int:
    """How many lines from here on are a pipe table; 0 if none begins here."""
    if at + 1 >= len(lines) or "|" not in lines[at].text or "|" not in lines[at + 1].text:
        return 0
    dashes = _pieces(lines[at + 1]) if set(lines[at + 1].text) <= _RULE_SIGNS else []
    if not dashes or len(_pieces(lines[at])) != len(dashes):
        return 0
    if not all(_DASHES.fullmatch(text[start:end]) for start, end in dashes):
        return 0
    count = 2
    while at + count < len(lines) and "|" in lines[at + count].text and lines[at + count].text.strip():
        count += 1
    return count


def _table(lines: list[_Line], length: int) -> Table:
    cells: list[Cell] = []
    rows = [lines[0], *lines[2:]]
    for row, line in enumerate(rows):
        for column, (start, end) in enumerate(_pieces(line)):
            cells.append(Cell(start, end, row, column))
    return Table(lines[0].start, min(lines[-1].end + 1, length), tuple(cells), head_rows=1)


def _pieces(line: _Line) -> list[tuple[int, int]]:
    """Spans of the cells of one line, blanks around them left out."""
    text = line.text
    bars = [m.start() for m in re.finditer(r"(?<!\\)\|", text)]
    edges = [-1, *bars, len(text)]
    spans = [(left + 1, right) for left, right in pairwise(edges)]
    if text.lstrip().startswith("|"):
        spans = spans[1:]
    if len(spans) > 1 and not text[spans[-1][0] :].strip():
        spans = spans[:-1]
    return [_trimmed(line, start, end) for start, end in spans]


def _trimmed(line: _Line, start: int, end: int) -> tuple[int, int]:
    piece = line.text[start:end]
    bare = piece.strip()
    first = start + (len(piece) - len(piece.lstrip()) if bare else 0)
    return line.start + first, line.start + first + len(bare)
