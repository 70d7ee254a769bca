"""The tables of an official paper as an Excel file: a sheet each, numbers as numbers."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from zhangtu.documents import values as sheets
from zhangtu.documents.official.flow import Piece, Role, flow, shown
from zhangtu.documents.official.values import Cell, Column, Grid, Official
from zhangtu.documents.official.wording import say
from zhangtu.documents.printing import tables
from zhangtu.documents.printing.values import Align
from zhangtu.documents.printing.values import Column as Printed
from zhangtu.documents.xlsx import write_workbook

#: Excel holds 15 digits of a number; what has more is kept as text.
_EXACT = 15


def write_book(paper: Official, made: datetime) -> bytes:
    """Write the tables of a paper as an Excel file.

    Args:
        paper: The paper.
        made: The moment written into the file's properties.

    Returns:
        The file: a sheet for each table under the title it stands below; one that says so for none.
    """
    language = paper.language
    found = list(_sheets(paper)) or [
        sheets.Sheet(paper.title, paper.title, (sheets.Column("", 20),), (), empty=say("none", language))
    ]
    return write_workbook(sheets.Workbook(paper.title.replace("\n", ""), tuple(found), language), made)


def _sheets(paper: Official) -> Iterator[sheets.Sheet]:
    title = paper.title
    for piece in flow(paper):
        if piece.role in {Role.ANNEX_TITLE, Role.TABLE_TITLE}:
            title = piece.text
        elif piece.grid is not None:
            yield _sheet(title.replace("\n", ""), piece, piece.grid, paper.language)


def _sheet(title: str, piece: Piece, grid: Grid, language: str) -> sheets.Sheet:
    del piece
    sample = [
        [shown(cell, one) for cell, one in zip(row, grid.columns, strict=True)] for row in grid.rows[:300]
    ]
    wide = tables.widths([Printed(one.title, one.width, one.align) for one in grid.columns], sample)
    columns = tuple(
        sheets.Column(one.title, width, _align(one), _format(one))
        for one, width in zip(grid.columns, wide, strict=True)
    )
    rows = tuple(tuple(map(_value, row)) for row in grid.rows)
    return sheets.Sheet(title, title, columns, rows, empty=grid.empty or say("none", language))


def _align(column: Column) -> sheets.Align:
    return sheets.Align.LEFT if column.align is Align.LEFT else sheets.Align.CENTER


def _format(column: Column) -> str:
    places = 1 if column.share and column.places is None else column.places
    if places is None:
        return ""
    return "0" + ("." + "0" * places if places else "") + ("%" if column.share else "")


def _value(cell: Cell) -> sheets.Value:
    if isinstance(cell, Decimal):
        return float(cell) if len(cell.as_tuple().digits) <= _EXACT else format(cell, "f")
    return cell
