"""Running heads, running feet and page numbers: what repeats at the same place from page to page."""

import re
from collections import defaultdict
from collections.abc import Sequence

from zhangtu.reading.sources.paged.lines import Line

#: Share of the page's height, at its top and at its bottom, in which they stand (GB/T 9704 puts the page
#: number 28 mm above the edge of an A4 page).
_TOP, _BOTTOM = 0.095, 0.11
#: Lines looked at, at the top and at the bottom.
_DEPTH = 3
_DIGITS = re.compile(
    r"(?<=第)[0-9０-９一二三四五六七八九十百零〇]+(?=[页頁])|(?<=共)[0-9０-９一二三四五六七八九十百零〇]+(?=[页頁])|(?:[0-9]+[/／])?[0-9]+$|^[0-9]+(?=\D)"
)
_DRESSED_NUMBER = re.compile(
    r"[—–―\-－·•~～\s]+[0-9０-９]{1,4}[—–―\-－·•~～\s]+$"
    r"|第\s*[0-9０-９一二三四五六七八九十百]{1,5}\s*[页頁](?:\s*[，,/／（(]?\s*共\s*[0-9０-９一二三四五六七八九十百]{1,5}\s*[页頁][）)]?)?$"
    r"|(?:page\s*)?[0-9]{1,4}\s*(?:/|／|of)\s*[0-9]{1,4}$|page\s*[0-9]{1,4}$",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"[0-9０-９]{1,4}$")


def drop_running(pages: Sequence[list[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """Leave out what repeats at the edges of the pages.

    Args:
        pages: Lines of each page from top to bottom.
        heights: Height of each page.

    Returns:
        The pages without running heads and feet and page numbers.
    """
    edges = [_edge_lines(lines, height) for lines, height in zip(pages, heights, strict=True)]
    repeated = _repeated(edges, len(pages))
    counting = _counting(edges)
    kept: list[list[Line]] = []
    for lines, edge in zip(pages, edges, strict=True):
        gone = {
            id(line)
            for line in edge
            if _place(line) in repeated or _DRESSED_NUMBER.match(line.text.strip()) or id(line) in counting
        }
        kept.append([line for line in lines if id(line) not in gone])
    return kept


def _edge_lines(lines: list[Line], height: float) -> list[Line]:
    near = [*lines[:_DEPTH], *lines[_DEPTH:][-_DEPTH:]]
    return [line for line in near if line.y > height * (1 - _TOP) or line.y < height * _BOTTOM]


def _place(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text.replace(" ", "")), round(line.y / 6)


def _repeated(edges: list[list[Line]], pages: int) -> set[tuple[str, int]]:
    counts: dict[tuple[str, int], int] = defaultdict(int)
    for edge in edges:
        for place in {_place(line) for line in edge}:
            counts[place] += 1
    enough = max(2, round(pages * 0.4))
    return {
        (text, row)
        for (text, row), count in counts.items()
        if sum(counts.get((text, near), 0) for near in (row - 1, row, row + 1)) >= enough and count
    }


def _counting(edges: list[list[Line]]) -> set[int]:
    """Bare numbers at the edge that count up with the pages."""
    by_shift: dict[int, list[int]] = defaultdict(list)
    for page, edge in enumerate(edges):
        for line in edge:
            text = line.text.strip()
            if _BARE_NUMBER.match(text):
                by_shift[int(text) - page].append(id(line))
    return {
        line
        for shift, lines in by_shift.items()
        for line in lines
        if len(lines) >= 2 or (len(edges) == 1 and shift == 1)
    }
