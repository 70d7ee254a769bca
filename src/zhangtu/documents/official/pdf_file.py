"""Sets an official paper as PDF in open letters, with the same words in the same order as the Word file."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from zhangtu.documents.official import dimensions as d
from zhangtu.documents.official.fitting import fitted, heights, room_of, texts_of
from zhangtu.documents.official.flow import Piece, Role, flow
from zhangtu.documents.official.manners import MANNERS, gap_of, hangs, lead_of, line_of, size_of
from zhangtu.documents.official.values import Figure, Grid, Official
from zhangtu.documents.printing import tables
from zhangtu.documents.printing.typesetting import PrintError, typeset
from zhangtu.documents.text import writable

#: More cells than this are not set at once; a workbook takes them.
MOST_CELLS: Final = 240_000
#: Tables longer than this are cut into pages beforehand: their pages are set side by side.
_LONG: Final = 120


def write_pdf(paper: Official) -> bytes:
    """Set an official paper as PDF.

    黑体 is Noto Sans, all else Noto Serif: the official letters may not be passed on. The imprint lies at the
    foot of an even page (7.4.1).

    Args:
        paper: The paper.

    Returns:
        The file; the same paper gives the same bytes.

    Raises:
        PrintError: Its tables have more than ``MOST_CELLS`` cells, or it could not be set.
    """
    pieces = list(flow(paper))
    cells = sum(len(piece.grid.rows) * len(piece.grid.columns) for piece in pieces if piece.grid is not None)
    if cells > MOST_CELLS:
        raise PrintError("too_long", count=cells, most=MOST_CELLS)
    data: dict[str, Any] = {
        "mark": None,
        "title": writable(paper.title).replace("\n", ""),
        "unit": "，".join(paper.signed),
        "language": paper.language,
        "d": {name: d.points(name) for name in d.DIMENSIONS},
        "pieces": list(_pieces(pieces)),
        "words": {"total": "", "running": "", "none": "", "seal": ""},
        "signatures": (),
        "seal": False,
        "once": True,
    }
    return typeset("official.typ", data, room=Path(__file__).parent)


def _pieces(pieces: Sequence[Piece]) -> Iterator[dict[str, Any]]:
    above, behind = 0.0, Role.TITLE
    for piece in pieces:
        manner = MANNERS.get(piece.role)
        if manner is None:
            yield from _table(piece, opened=behind is Role.ANNEX_TITLE)
        else:
            lead = lead_of(piece) * size_of(piece)
            yield {
                "role": piece.role.value,
                "parts": [_part(part) for part in piece.parts],
                "other": writable(piece.other),
                "sans": manner.font == "head",
                "size": size_of(piece),
                "line": line_of(piece),
                "gap": gap_of(piece, above),
                "align": manner.align,
                "first": d.points(manner.first) if manner.first else 0,
                "left": (d.points(manner.left) if manner.left else 0) + (0 if hangs(piece) else lead),
                "hanging": lead if hangs(piece) else 0,
                "right": piece.indent * d.of("body_size") or (d.points(manner.right) if manner.right else 0),
                "colour": manner.colour,
                "turned": piece.landscape,
                "new_page": piece.new_page,
            }
            above += d.points(manner.line)
        behind = piece.role


def _part(part: str | Figure) -> dict[str, Any]:
    if isinstance(part, str):
        return {"text": writable(part), "source": 0}
    return {"text": writable(part.text), "source": part.source}


def _table(piece: Piece, *, opened: bool) -> Iterator[dict[str, Any]]:
    """A table; a long one as a table a page, with heights known beforehand."""
    grid = piece.grid
    assert grid is not None  # only tables have no manner
    texts = texts_of(grid)
    room = room_of(piece)
    size, wide = fitted(grid.columns, texts, room)
    rows = [
        [tables.shown(cell, width / size - 0.8) for cell, width in zip(row, wide, strict=True)]
        for row in texts
    ]
    common = {
        "role": "table",
        "heads": [writable(one.title) for one in grid.columns],
        "widths": wide,
        "aligns": [one.align.value for one in grid.columns],
        "size": size,
        "turned": piece.landscape,
        "anchor": piece.anchor,
        "empty": writable(grid.empty) if not rows else "",
    }
    for first, last, high in _pages(piece, grid, rows, wide, size, opened=opened):
        red = [f"{row - first}.{column}" for row, column in grid.red]
        yield {**common, "rows": rows[first:last], "heights": high, "from": first, "red": red}


def _pages(
    piece: Piece,
    grid: Grid,
    rows: Sequence[Sequence[str]],
    wide: Sequence[float],
    size: float,
    *,
    opened: bool,
) -> list[tuple[int, int, list[float]]]:
    """Which rows stand on which page, and how high head and rows are; no heights where typst finds them."""
    if len(rows) <= _LONG:
        return [(0, len(rows), [])]
    head, *high = heights([[one.title for one in grid.columns], *rows], wide, size)
    whole = d.points("text_width" if piece.landscape else "text_height") - head - 1
    if max(high) > whole:
        return [(0, len(rows), [])]
    # Above the first stands what opens the annex; a table elsewhere opens a page.
    left = whole - 5 * d.of("title_line") if opened else whole
    found, first = [], 0
    for place, height in enumerate(high):
        if height > left and place > first:
            found.append((first, place, [head, *high[first:place]]))
            first, left = place, whole
        left -= height
    return [*found, (first, len(rows), [head, *high[first:]])]
