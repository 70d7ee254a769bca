"""Every raw statement with which rows and what follows from them are read for verification."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.db import connection

from zhangtu.ledgers.sql import numbers, select

#: Rows looked at together; numbers named in one statement.
_PART: Final = 2000
_NAMED: Final = 500
#: Lines fetched together.
_FEW: Final = 48
#: Rows that lie this much apart, on the average, are asked for one by one.
_APART: Final = 4
#: Table → its columns, and the places of row and field among them.
LINES: Final = {
    "key": ('ledger, field, value, "row", "only"', 3, 1),
    "link": ('"row", field, target', 0, 1),
    "attachment": ('"row", field, sha256, name', 0, 1),
}
#: A row's name as 32 digits; a text as bytes, so that nothing is decoded on the way.
_UID: Final = {"sqlite": "r.uid", "postgresql": "replace(CAST(r.uid AS text), '-', '')"}
_BYTES: Final = {"sqlite": 'CAST(r."values" AS BLOB)', "postgresql": "convert_to(r.\"values\", 'UTF8')"}


def parts(register: int, ids: Sequence[int] | None) -> Iterator[Sequence[int]]:
    """Numbers of rows, rising, some at a time.

    Args:
        register: The ledger's number.
        ids: The rows asked for; ``None`` for all of the ledger.

    Yields:
        Some of them.
    """
    wanted: Sequence[int] = numbers(register) if ids is None else sorted(set(ids))
    for start in range(0, len(wanted), _PART):
        yield wanted[start : start + _PART]


def kept(register: int, rows: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    """Rows of a ledger with all that stands in entries.

    Args:
        register: The ledger's number.
        rows: Numbers of rows, rising.

    Yields:
        Number, name as 32 digits, unit, post, person, state, whether withdrawn, due, values as bytes.
    """
    vendor = connection.vendor
    columns = f"r.id, {_UID[vendor]}, r.unit, r.post, r.person, r.state, r.withdrawn, r.due, {_BYTES[vendor]}"
    return _among(f"{columns} FROM ledgers_row r", "r.id", rows, register)


def followed(register: int, rows: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    """Rows of a ledger with what other tables follow from, and what follows from them in the row itself.

    Args:
        register: The ledger's number.
        rows: Numbers of rows, rising.

    Yields:
        Number, due, whether withdrawn, folded words, values.
    """
    return _among('r.id, r.due, r.withdrawn, r.folded, r."values" FROM ledgers_row r', "r.id", rows, register)


def lines(table: str, rows: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    """The lines of a table about some rows.

    Args:
        table: One of ``LINES``.
        rows: Numbers of rows, rising.

    Yields:
        The columns of ``LINES``.
    """
    columns, at_row, _ = LINES[table]
    wanted = set(rows)
    for line in _among(f"{columns} FROM ledgers_{table}", '"row"', rows):
        if line[at_row] in wanted:
            yield line


def dues(rows: Sequence[int]) -> dict[int, int]:
    """The earliest end of the clocks that run, by row.

    Args:
        rows: Numbers of rows, rising.

    Returns:
        Row → microseconds since 1970.
    """
    found: dict[int, int] = {}
    for row, due, stopped in _among('"row", due, stopped FROM ledgers_clock', '"row"', rows):
        if stopped is None and due is not None:
            found[row] = min(due, found.get(row, due))
    return found


def _among(
    what: str, number: str, rows: Sequence[int], register: int | None = None
) -> Iterator[tuple[Any, ...]]:
    """Lines about some rows: of the whole stretch where these lie close together, else of each."""
    # the plus keeps SQLite from sorting the whole ledger for every stretch
    ledger, more = ("", ()) if register is None else (" AND +r.ledger = %s", (register,))
    if rows and rows[-1] - rows[0] < _APART * len(rows):
        yield from _lines(
            f"SELECT {what} WHERE {number} BETWEEN %s AND %s{ledger} ORDER BY {number}",
            (rows[0], rows[-1], *more),
        )
        return
    for start in range(0, len(rows), _NAMED):
        some = rows[start : start + _NAMED]
        marks = ", ".join(["%s"] * len(some))
        yield from _lines(
            f"SELECT {what} WHERE {number} IN ({marks}){ledger} ORDER BY {number}",
            (*some, *more),
        )


def _lines(statement: str, given: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    """The lines of a statement, few at a time: all at once do not fit into a processor's nearest memory."""
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        # each alone would pass through Django's cursor, which takes longer than to fetch it
        while few := cursor.fetchmany(_FEW):
            yield from few


def strays(table: str) -> list[int]:
    """Rows that lines of a table speak of and that are not there.

    Args:
        table: ``key``, ``link``, ``clock`` or ``attachment``.

    Returns:
        Their numbers, a hundred at most.
    """
    statement = (
        f'SELECT DISTINCT t."row" FROM ledgers_{table} t LEFT JOIN ledgers_row r ON r.id = t."row"'  # noqa: S608 - our own word
        ' WHERE r.id IS NULL ORDER BY t."row" LIMIT 100'
    )
    return [int(raw[0]) for raw in select(statement, ())]


def versions() -> list[tuple[int, int]]:
    """Register and number of rows whose version is not the number of their last entry."""
    last = 'SELECT max(e.number) FROM journal_entry e WHERE e.register = r.ledger AND e."row" = r.id'
    quiet = "e.action NOT IN ('redact', 'prove', 'unmask', 'export')"
    statement = (
        f"SELECT r.ledger, r.id FROM ledgers_row r WHERE r.version <> coalesce(({last}), 0)"  # noqa: S608
        f" AND r.version <> coalesce(({last} AND {quiet}), 0) ORDER BY r.id"
    )
    return [(int(raw[0]), int(raw[1])) for raw in select(statement, ())]


def hidden() -> list[tuple[int, int]]:
    """Register and number of rows that wait for an import to be shown which did not bring them."""
    statement = (
        "SELECT r.ledger, r.id FROM ledgers_row r WHERE r.pending <> 0 AND NOT EXISTS"
        " (SELECT 1 FROM ledgers_import i JOIN journal_entry e ON e.batch = i.entry"
        "  WHERE i.id = r.pending AND e.register = r.ledger AND e.\"row\" = r.id AND e.action = 'create')"
        " ORDER BY r.id"
    )
    return [(int(raw[0]), int(raw[1])) for raw in select(statement, ())]


def imports(register: int) -> list[tuple[int, int, str, str]]:
    """Every entry about an import: its row, number, action and text, in order.

    Args:
        register: The number of the register of imports.
    """
    statement = (
        'SELECT e."row", e.number, e.action, e.changes FROM journal_entry e WHERE e.register = %s'
        " ORDER BY e.number"
    )
    found = select(statement, (register,))
    return [(int(row), int(number), str(action), str(text)) for row, number, action, text in found]
