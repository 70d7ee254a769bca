"""The text cut into lines, each with its numbering mark."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from zhangtu.kernel.folding import fold
from zhangtu.reading.source import Table
from zhangtu.reading.structure.lexicon import MOMENT
from zhangtu.reading.structure.marks import Mark, Style, find_mark

_LONGEST_MOMENT = 20
#: Where a number may begin inside a line: behind the end of a sentence, or behind a heading without one.
_STOP = re.compile(
    r"(?:[。;!?]\s{0,4}|(?<=[一-鿿])(?=\([一1]\)))(?=[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、])"
)
_HEADING = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))[^,。;:]{2,24}")
_CHAINS = frozenset({Style.HAN, Style.HAN_BRACKET, Style.ARABIC, Style.ARABIC_BRACKET})
#: Signs of Markdown before a heading's own words.
_MARKUP = re.compile(r"#{1,6}\s+")


@dataclass(frozen=True, slots=True)
class Twin:
    """A text beside its folded twin; both have the same length.

    Attributes:
        text: The text as written.
        folded: Simplified, half-width, lower case.
    """

    text: str
    folded: str

    @classmethod
    def of(cls, text: str) -> "Twin":
        """The twin of a text."""
        return cls(text, fold(text))


@dataclass(frozen=True, slots=True)
class Line:
    """A line outside tables.

    Attributes:
        start: First character that is not blank.
        end: One behind the last character that is not blank; equals ``start`` for an empty line.
        body: First character behind the mark and its blanks.
        mark: Its numbering mark, if any.
    """

    start: int
    end: int
    body: int
    mark: Mark | None

    @property
    def empty(self) -> bool:
        """True when nothing stands on it."""
        return self.start >= self.end


def cut_lines(twin: Twin, tables: tuple[Table, ...]) -> list[Line]:
    """All lines that belong to no table, in order.

    Args:
        twin: The text.
        tables: Tables, in order, not overlapping; the lines they cover are left out.

    Returns:
        One entry a line, empty ones included.
    """
    last: dict[int, int] = {}
    lines: list[Line] = []
    for start, end in _spans(twin.folded, tables):
        for first, stop in _pieces(twin.folded, start, end, last):
            lines.append(_line(twin.folded, first, stop))
            mark = lines[-1].mark
            if mark is not None:
                last[mark.level] = mark.number
    return lines


def _pieces(folded: str, start: int, end: int, last: dict[int, int]) -> Iterator[tuple[int, int]]:
    """A line cut where a line end was lost: …落实。(二)… behind (一), 三、工作要求(一)….

    Only a number that goes on with the chain cuts, or the first one behind a short heading, so that
    numbers inside a sentence stay in it.
    """
    at, known = start, dict(last)
    first = find_mark(folded, start + len(folded[start:end]) - len(folded[start:end].lstrip()), end)
    if first is not None:
        known[first.level] = first.number
    for stop in _STOP.finditer(folded, start, end):
        mark = find_mark(folded, stop.end(), end)
        if mark is None or mark.level not in _CHAINS:
            continue
        goes_on = stop[0].strip() and mark.number == known.get(mark.level, 0) + 1 and mark.number > 1
        opens = mark.number == 1 and mark.level > Style.HAN and _HEADING.fullmatch(folded, at, stop.start())
        if goes_on or opens:
            yield at, stop.end()
            at = stop.end()
            known[mark.level] = mark.number
    yield at, end


def _spans(folded: str, tables: tuple[Table, ...]) -> Iterator[tuple[int, int]]:
    starts = [table.start for table in tables]
    at, size = 0, len(folded)
    while at <= size:
        end = folded.find("\n", at)
        end = size if end < 0 else end
        place = bisect_right(starts, at) - 1
        if place >= 0 and at < tables[place].end:
            at = max(tables[place].end, end + 1) if tables[place].end <= end else tables[place].end
            continue
        yield at, end
        at = end + 1


def _line(folded: str, start: int, end: int) -> Line:
    body = folded[start:end]
    first = start + len(body) - len(body.lstrip())
    last = start + len(body.rstrip())
    if first >= last:
        return Line(start, start, start, None)
    markup = _MARKUP.match(folded, first, last)
    words = markup.end() if markup is not None else first
    mark = find_mark(folded, words, last)
    if mark is None and last - first <= _LONGEST_MOMENT and MOMENT.fullmatch(folded, first, last):
        mark = Mark(Style.MOMENT, 0, words, words)
    return Line(first, last, mark.end if mark else words, mark)
