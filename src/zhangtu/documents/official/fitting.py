"""How large the letters of a table may be, and how wide its columns, so that it fits the text area."""

from collections.abc import Sequence
from typing import Final

from zhangtu.documents.official import dimensions as d
from zhangtu.documents.official.flow import Piece, shown
from zhangtu.documents.official.values import Column, Grid
from zhangtu.documents.printing import tables
from zhangtu.documents.printing.values import Align
from zhangtu.documents.printing.values import Column as Printed
from zhangtu.documents.text import lines_of

#: Point sizes tried, the largest first; words are broken into lines where even the smallest is too large.
_SIZES: Final = (d.of("table_size"), 10.5, 9.0, d.of("wide_size"), 6.5, 5.5, 5.0)
#: What a cell takes beside its words, in full-width characters.
_AROUND: Final = 0.8
_LOOKED_AT: Final = 300


def room_of(piece: Piece) -> float:
    """The width a piece has, in points."""
    return d.points("text_height" if piece.landscape else "text_width")


def texts_of(grid: Grid) -> list[list[str]]:
    """The cells of a table as they are read."""
    return [[shown(cell, one) for cell, one in zip(row, grid.columns, strict=True)] for row in grid.rows]


def fitted(
    columns: Sequence[Column], texts: Sequence[Sequence[str]], room: float
) -> tuple[float, list[float]]:
    """The size of a table's letters and the widths of its columns.

    Args:
        columns: The columns.
        texts: Its cells as they are read.
        room: The width there is, in points.

    Returns:
        Points of the letters; widths in points, together ``room``.
    """
    printed = [Printed(column.title, column.width, column.align) for column in columns]
    wide = tables.widths(printed, texts[:_LOOKED_AT])
    whole = sum(wide) + len(wide) * _AROUND
    size = next((one for one in _SIZES if whole * one <= room), _SIZES[-1])
    return size, [room * (width + _AROUND) / whole for width in wide]


def heights(texts: Sequence[Sequence[str]], widths: Sequence[float], size: float) -> list[float]:
    """How high the rows of a table are, in points; rather too high than too low.

    Args:
        texts: Its cells as they are read, which may be broken where there is room for it.
        widths: The widths of its columns in points.
        size: Points of its letters.

    Returns:
        A height for each row.
    """
    room = [(width - _AROUND * size) / size * 0.92 for width in widths]
    return [
        max(lines_of(cell, most) if len(cell) > most else 1 for cell, most in zip(row, room, strict=True))
        * size
        * 1.3
        + size * 0.8
        for row in texts
    ]


def align_of(column: Column) -> Align:
    """How the words of a column stand."""
    return column.align
