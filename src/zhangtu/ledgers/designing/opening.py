"""A file somebody keeps → its table, and the ledger proposed for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from zhangtu.documents.sheets.opening import Spreadsheet, open_sheets
from zhangtu.documents.sheets.slices import Cell
from zhangtu.documents.sheets.tables import Table
from zhangtu.ledgers import definitions, policies
from zhangtu.ledgers.designing.refusing import DesignError
from zhangtu.ledgers.looking import Finder
from zhangtu.people.scope import Right, Scope
from zhangtu.schema.guessing import Around, Proposal, Sheet, propose
from zhangtu.schema.types.face import Target

#: Rows looked at; more say nothing new of a column.
_ROWS: Final = 1_000
#: Tables looked at to find the one that is meant.
_TABLES: Final = 20
#: Columns a ledger is made of; a sheet with more is a form somebody printed.
_COLUMNS: Final = 200


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in a file.

    Attributes:
        proposal: The ledger proposed.
        sheet: The sheet it was made from.
        sheets: Names of all sheets that can be seen.
        headings: Title of each column, as an import knows it.
        rows: Its first rows.
        more: Whether there are more.
    """

    proposal: Proposal
    sheet: str
    sheets: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: bool


def look(path: Path, name: str, scope: Scope, *, sheet: str = "") -> Looked:
    """Read a file and propose a ledger for what is in it.

    Args:
        path: Where it lies.
        name: What it is called.
        scope: Of whoever asks: secret ledgers are no hint.
        sheet: Only this sheet; empty for the fullest.

    Returns:
        The proposal with the first rows.

    Raises:
        SheetError: The file can't be read.
        DesignError: No table is in it.
    """
    book = open_sheets(path)
    found = _fullest(book, sheet)
    if found is None:
        raise DesignError("no_table", name=name)
    table, rows = found
    columns = table.columns[:_COLUMNS]
    given = Sheet(
        Path(name).stem,
        table.title,
        tuple(column.path for column in columns),
        [row[: len(columns)] for row in rows],
    )
    seen = tuple(each for each, visible in book.sheets.items() if visible)
    return Looked(
        propose(given, _around(scope)),
        table.sheet,
        seen,
        tuple(column.title for column in columns),
        tuple(tuple(row[: len(columns)]) for row in rows[:50]),
        len(rows) > 50,
    )


def _fullest(book: Spreadsheet, sheet: str) -> tuple[Table, list[list[Cell]]] | None:
    """Of the first tables the one with most cells filled; the first of those alike."""
    best: tuple[Table, list[list[Cell]]] | None = None
    most = -1
    for table, rows in islice(_tables(book, sheet), _TABLES):
        size = sum(sum(cell != "" for cell in row) for row in rows) + len(table.columns)
        if size > most:
            best, most = (table, rows), size
        if len(rows) >= _ROWS:
            break  # to look for another table is to read all the rest of this one
    return best


def _tables(book: Spreadsheet, sheet: str) -> Iterator[tuple[Table, list[list[Cell]]]]:
    for table in book.tables(sheet):
        if table.columns:
            yield table, [row.cells for row in islice(table.rows(), _ROWS)]


def _around(scope: Scope) -> Around:
    known = definitions.known()
    finder = Finder(scope, known.ledgers)
    return Around(
        ledgers={
            name: force.ledger
            for name, force in known.ledgers.items()
            if policies.can(scope, Right.READ, force)
        },
        is_unit=lambda words: len(finder.find(Target.UNIT, "", words)) == 1,
        is_person=lambda words: len(finder.find(Target.PERSON, "", words)) == 1,
        taken=frozenset(known.ledgers) | frozenset(known.tables) | frozenset(known.choices),
    )
