"""Signs of a page → its lines, from top to bottom, with blanks where there are gaps."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from zhangtu.reading.sources.paged.marks import CJK, Glyph

#: Gap, in ems, from which two signs are apart.
_GAP = 0.45
_GAP_LATIN = 0.2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words.

    Attributes:
        text: Its words.
        left: Its left edge.
        right: Its right edge.
        y: Its base line.
        size: One em.
        page: Number of its page from 0.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    page: int


def to_lines(glyphs: Iterable[Glyph], page: int) -> list[Line]:
    """Put signs into lines.

    Args:
        glyphs: Signs of one page or cell.
        page: Number of the page from 0.

    Returns:
        Its lines from top to bottom.
    """
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        if rows and abs(rows[-1][0].y - glyph.y) <= 0.4 * max(rows[-1][0].size, glyph.size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [_line(sorted(row, key=lambda glyph: glyph.left), page) for row in rows]


def _line(glyphs: list[Glyph], page: int) -> Line:
    glyphs = _without_shadows(glyphs)
    size = median(glyph.size for glyph in glyphs)
    gaps = [after.left - before.right for before, after in pairwise(glyphs)]
    # Widely set titles are apart everywhere; only what is wider still is a blank.
    usual = median(gaps) if len(gaps) > 2 else 0.0
    wide = max(_GAP * size, 1.6 * usual + 0.1 * size)
    pieces = [glyphs[0].char]
    for before, after, gap in zip(glyphs, glyphs[1:], gaps, strict=False):
        latin = CJK.match(before.char) is None and CJK.match(after.char) is None
        if gap > (max(_GAP_LATIN * size, 1.6 * usual) if latin else wide):
            pieces.append(" ")
        pieces.append(after.char)
    top = max(glyph.y for glyph in glyphs)
    return Line("".join(pieces), glyphs[0].left, max(glyph.right for glyph in glyphs), top, size, page)


def _without_shadows(glyphs: list[Glyph]) -> list[Glyph]:
    """Bold print is often the same sign drawn twice at nearly the same place."""
    kept: list[Glyph] = []
    for glyph in glyphs:
        if (
            kept
            and kept[-1].char == glyph.char
            and glyph.left - kept[-1].left < 0.25 * (glyph.right - glyph.left)
        ):
            continue
        kept.append(glyph)
    return kept
