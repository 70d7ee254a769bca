"""Every raw statement of imports."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from zhangtu.journal.adding import add_lines
from zhangtu.journal.connecting import store
from zhangtu.ledgers.sql import COLUMNS, INSERT_KEY, INSERT_LINK, INSERT_ROW, Stored, row_of, stored_uid


class Running(NamedTuple):
    """A line of ``ledgers_import``; see ``models.Import``."""

    id: int
    uid: UUID
    ledger: int
    entry: int
    done: int
    total: int
    shown: bool


_IMPORT = "SELECT id, uid, ledger, entry, done, total, shown FROM ledgers_import"


def by_uid(uid: UUID) -> Running | None:
    """The import of a name."""
    found = _select(f"{_IMPORT} WHERE uid = %s", (stored_uid(uid),))
    return _running(found[0]) if found else None


def of_ledger(ledger: int) -> list[Running]:
    """The imports of a ledger, the newest first."""
    return [_running(raw) for raw in _select(f"{_IMPORT} WHERE ledger = %s ORDER BY id DESC", (ledger,))]


def _running(raw: Sequence[Any]) -> Running:
    uid = raw[1] if isinstance(raw[1], UUID) else UUID(raw[1])
    return Running(raw[0], uid, raw[2], raw[3], raw[4], raw[5], bool(raw[6]))


def next_import() -> int:
    """The number of the next import; asked under the writer's lock."""
    return int(_select("SELECT coalesce(max(id), 0) + 1 FROM ledgers_import", ())[0][0])


def add(running: Running) -> None:
    """Note an import that has begun."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledgers_import (id, uid, ledger, entry, done, total, shown)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s)",
            (running.id, stored_uid(running.uid), *running[2:]),
        )


def advance(number: int, done: int) -> None:
    """Note how many rows of an import are in the store."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledgers_import SET done = %s WHERE id = %s", (done, number))


def show(number: int) -> None:
    """Let the rows of an import be seen."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledgers_import SET shown = %s WHERE id = %s", (True, number))


def settle(limit: int) -> int:
    """Take the mark of their import from rows that are shown.

    Args:
        limit: How many at most.

    Returns:
        How many it was.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledgers_row SET pending = 0 WHERE id IN"
            " (SELECT r.id FROM ledgers_row r WHERE r.pending > 0"
            "  AND r.pending IN (SELECT i.id FROM ledgers_import i WHERE i.shown) LIMIT %s)",
            (limit,),
        )
        return int(cursor.rowcount)


def holders(ledger: int, field: int, values: Sequence[str]) -> dict[str, Stored]:
    """The rows, not withdrawn, that have one of these keys.

    Args:
        ledger: The register.
        field: The key's number.
        values: Folded values.

    Returns:
        Folded value → row; the first where several have it.
    """
    found: dict[str, Stored] = {}
    for start in range(0, len(values), 500):
        part = values[start : start + 500]
        marks = ",".join(["%s"] * len(part))
        statement = (
            f'SELECT {COLUMNS}, k.value FROM ledgers_key k JOIN ledgers_row r ON r.id = k."row"'  # noqa: S608  # fixed pieces
            f" WHERE k.ledger = %s AND k.field = %s AND k.value IN ({marks}) AND NOT r.withdrawn"
            " ORDER BY r.id DESC"
        )
        for raw in _select(statement, (ledger, field, *part)):
            found[raw[-1]] = row_of(raw)
    return found


def rows(numbers: Sequence[int]) -> dict[int, Stored]:
    """Rows by number."""
    found: dict[int, Stored] = {}
    for start in range(0, len(numbers), 500):
        part = numbers[start : start + 500]
        marks = ",".join(["%s"] * len(part))
        for raw in _select(f"SELECT {COLUMNS} FROM ledgers_row r WHERE r.id IN ({marks})", part):  # noqa: S608  # fixed pieces
            found[raw[0]] = row_of(raw)
    return found


def keys_there(ledger: int, field: int, values: Sequence[str]) -> set[str]:
    """Which of these keys rows have that are not withdrawn; asked for what there mostly is none of.

    Args:
        ledger: The register.
        field: The key's number.
        values: Folded values.

    Returns:
        The values that are taken.
    """
    found: set[str] = set()
    for start in range(0, len(values), 500):
        part = values[start : start + 500]
        marks = ",".join(["%s"] * len(part))
        statement = f"SELECT value FROM ledgers_key WHERE ledger = %s AND field = %s AND value IN ({marks})"  # noqa: S608  # fixed pieces
        found.update(str(raw[0]) for raw in _select(statement, (ledger, field, *part)))
    return found & holders(ledger, field, list(found)).keys() if found else found


def insert_rows(lines: Iterable[tuple[Any, ...]]) -> None:
    """Add rows: columns of ``ledgers_row`` as ``INSERT_ROW`` names them."""
    add_lines(connection, INSERT_ROW, list(lines))


def insert_keys(lines: Sequence[tuple[Any, ...]]) -> None:
    """Add lines of ``ledgers_key``."""
    add_lines(connection, INSERT_KEY, lines)


def insert_links(lines: Sequence[tuple[Any, ...]]) -> None:
    """Add lines of ``ledgers_link``."""
    add_lines(connection, INSERT_LINK, lines)


def has_uuids() -> bool:
    """Whether this database keeps names as a type of its own, rather than 32 digits."""
    return bool(connection.features.has_native_uuid_field)


def entries_of(batch: int, register: int, after: int, limit: int) -> list[tuple[int, int, str]]:
    """Entries a batch wrote in a register.

    Args:
        batch: The batch.
        register: The register.
        after: The last number already known.
        limit: How many at most.

    Returns:
        Number, row and action, rising.
    """
    return [
        (int(raw[0]), int(raw[1]), str(raw[2]))
        for raw in _select(
            "SELECT number, row, action FROM journal_entry WHERE batch = %s AND register = %s AND number > %s"
            " ORDER BY number LIMIT %s",
            (batch, register, after, limit),
        )
    ]


def referring(targets: Sequence[int]) -> Mapping[int, int]:
    """Rows others refer to, with the number of one that does and is not withdrawn."""
    found: dict[int, int] = {}
    for start in range(0, len(targets), 500):
        part = targets[start : start + 500]
        marks = ",".join(["%s"] * len(part))
        statement = (
            'SELECT l.target, max(l."row") FROM ledgers_link l JOIN ledgers_row r ON r.id = l."row"'  # noqa: S608  # fixed pieces
            f" WHERE l.target IN ({marks}) AND NOT r.withdrawn GROUP BY l.target"
        )
        found.update((int(raw[0]), int(raw[1])) for raw in _select(statement, part))
    return found


def _select(statement: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    return store().ask(statement, params)
