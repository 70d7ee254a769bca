"""Makes texts of cells, and finds how wide columns must be so that nothing runs out of its box."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from zhangtu.documents.printing.values import Align, Band, Cell, Column
from zhangtu.documents.text import width_of, writable

#: A column asks for at most so many full-width characters, however long its texts are.
_WIDEST: Final = 22.0
_NARROWEST: Final = 2.0
#: Rows looked at to find how wide a column is.
_LOOKED_AT: Final = 500
#: Words without a place to break them: Latin letters, digits, what stands between.
_WORD: Final = re.compile(r"[!-~]{2,}")
#: A text longer than this may go over to the next page.
LONG: Final = 400


def text(cell: Cell) -> str:
    """A cell's text: days as ISO 8601 writes them, numbers without exponent."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return writable(cell.isoformat() if isinstance(cell, date) else str(cell))


def shown(cell: Cell, width: float) -> str:
    """A cell's text that can be broken into lines of so many full-width characters.

    Args:
        cell: The cell.
        width: What fits on a line.

    Returns:
        The text, with places to break (U+200B) in words that are wider.
    """
    return _WORD.sub(lambda found: _breakable(found[0], width), text(cell))


def _breakable(word: str, width: float) -> str:
    room = max(int(width * 2) - 1, 4)
    return word if len(word) <= room else "\u200b".join(word)


def widths(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> list[float]:
    """How wide columns should be, in full-width characters.

    Args:
        columns: The columns; their own width counts where it is given.
        rows: Rows of cells.

    Returns:
        A width for each.
    """
    looked = [row for row, _ in zip(rows, range(_LOOKED_AT), strict=False)]
    return [
        column.width or _natural(column, [text(row[place]) for row in looked])
        for place, column in enumerate(columns)
    ]


def _natural(column: Column, texts: Sequence[str]) -> float:
    lengths = sorted(max(map(width_of, one.split("\n"))) for one in texts) or [0.0]
    usual = lengths[int(len(lengths) * 0.9)] if len(lengths) > 1 else lengths[0]
    words = max((len(word) / 2 for one in texts for word in _WORD.findall(one)), default=0.0)
    heading = width_of(column.title) / (2 if width_of(column.title) > 6 else 1)
    return min(max(usual, min(words, 12.0), heading, _NARROWEST) + 0.8, _WIDEST)


def columns_of(columns: Sequence[Column], wide: Sequence[float]) -> list[dict[str, Any]]:
    """The columns as the templates take them."""
    return [
        {
            "title": writable(column.title),
            "width": width,
            "align": (Align.RIGHT if column.total and column.align is Align.LEFT else column.align).value,
            "total": column.total,
        }
        for column, width in zip(columns, wide, strict=True)
    ]


def rows_of(rows: Iterable[Sequence[Cell] | Band], wide: Sequence[float]) -> list[dict[str, Any]]:
    """Rows and bands as the templates take them."""
    return [_row(row, wide) for row in rows]


def _row(row: Sequence[Cell] | Band, wide: Sequence[float]) -> dict[str, Any]:
    if isinstance(row, Band):
        cells = [text(cell) for cell in row.cells]
        span = next((place for place, cell in enumerate(cells) if cell), len(wide))
        band = {"text": writable(row.text), "level": row.level, "span": max(span, 1)}
        return {"band": True, **band, "cells": cells[max(span, 1) :]}
    cells = [shown(cell, width) for cell, width in zip(row, wide, strict=True)]
    return {"band": False, "cells": cells, "long": any(len(cell) > LONG for cell in cells)}


def numbers_of(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell] | Band]
) -> dict[str, list[str | None]]:
    """The numbers of the columns that are added up, as text; bands have none."""
    return {
        str(place): [None if isinstance(row, Band) else _number(row[place]) for row in rows]
        for place, column in enumerate(columns)
        if column.total
    }


def _number(cell: Cell) -> str | None:
    return format(Decimal(cell), "f") if isinstance(cell, int | Decimal) else None
