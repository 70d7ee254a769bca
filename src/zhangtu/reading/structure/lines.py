"""The text cut into lines, each with its numbering mark."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from zhangtu.kernel.folding import fold
from zhangtu.reading.source import Table
from zhangtu.reading.structure.lexicon import MOMENT
from zhangtu.reading.structure.marks import Mark, Style, find_mark

_LONGEST_MOMENT = 20


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
    return [_line(twin.folded, start, end) for start, end in _spans(twin.folded, tables)]


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
    mark = find_mark(folded, first, last)
    if mark is None and last - first <= _LONGEST_MOMENT and MOMENT.fullmatch(folded, first, last):
        mark = Mark(Style.MOMENT, 0, first, first)
    return Line(first, last, mark.end if mark else first, mark)
