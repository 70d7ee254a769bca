"""Every raw statement of the ledgers: the hot path of one change, look-ups, and the frames of lists."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db import connection

from zhangtu.journal.connecting import store


class Stored(NamedTuple):
    """A row as it lies in the table ``ledgers_row``; see ``models.Row``."""

    id: int
    uid: UUID
    ledger: int
    unit: int
    post: int
    person: int
    state: str
    withdrawn: bool
    due: int | None
    version: int
    pending: int
    values: str


class KeyRow(NamedTuple):
    """A line of ``ledgers_key``; see ``models.Key``."""

    ledger: int
    field: int
    value: str
    row: int
    only: bool


#: SQL with ``%s`` for each value, and the values: what ``predicates`` makes.
Condition = tuple[str, tuple[Any, ...]]

COLUMNS: Final = (
    "r.id, r.uid, r.ledger, r.unit, r.post, r.person, r.state, r.withdrawn, r.due, r.version, r.pending,"
    ' r."values"'
)
_ROW_BY_UID: Final = f"SELECT {COLUMNS} FROM ledgers_row r WHERE r.uid = %s"  # noqa: S608 - a constant
_ROW_BY_ID: Final = f"SELECT {COLUMNS} FROM ledgers_row r WHERE r.id = %s"  # noqa: S608 - a constant
_ROWS_BY_UIDS: Final = f"SELECT {COLUMNS} FROM ledgers_row r WHERE r.uid IN ({{}})"  # noqa: S608 - a constant
_LAST_ROW: Final = "SELECT coalesce(max(id), 0) FROM ledgers_row"
INSERT_ROW: Final = (
    "INSERT INTO ledgers_row (id, uid, ledger, unit, post, person, state, withdrawn, due, version, pending,"
    ' "values", folded) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)'
)
UPDATE_ROW: Final = (
    "UPDATE ledgers_row SET unit = %s, post = %s, person = %s, state = %s, withdrawn = %s, due = %s,"
    ' version = %s, "values" = %s, folded = %s WHERE id = %s'
)
INSERT_KEY: Final = (
    'INSERT INTO ledgers_key (ledger, field, value, "row", "only") VALUES (%s, %s, %s, %s, %s)'
)
_DROP_KEYS: Final = 'DELETE FROM ledgers_key WHERE "row" = %s AND field = %s'
_ROW_KEYS: Final = (
    'SELECT ledger, field, value, "row", "only" FROM ledgers_key WHERE "row" = %s ORDER BY field'
)
_KEY_HOLDER: Final = (
    'SELECT "row" FROM ledgers_key WHERE ledger = %s AND field = %s AND value = %s AND "only" AND "row" <> %s'
)
_KEY_ROWS: Final = (
    'SELECT k."row" FROM ledgers_key k WHERE k.ledger = %s AND k.field = %s AND k.value = %s ORDER BY k."row"'
)
_MARK_KEYS: Final = 'UPDATE ledgers_key SET "only" = %s WHERE "row" = %s AND field = %s'
INSERT_LINK: Final = 'INSERT INTO ledgers_link ("row", field, target) VALUES (%s, %s, %s)'
_DROP_LINK: Final = 'DELETE FROM ledgers_link WHERE "row" = %s AND field = %s AND target = %s'
_LINKS_TO: Final = (
    'SELECT r.uid FROM ledgers_link l JOIN ledgers_row r ON r.id = l."row"'
    " WHERE l.target = %s AND NOT r.withdrawn ORDER BY r.id"
)
_VALUES: Final = 'SELECT r.id, r."values" FROM ledgers_row r WHERE r.id IN ({})'
_POINTING: Final = (
    'SELECT l.target, r."values" FROM ledgers_link l JOIN ledgers_row r ON r.id = l."row"'
    " WHERE l.target IN ({}) AND l.field = %s AND r.ledger = %s AND NOT r.withdrawn"
    " AND (r.pending = 0 OR r.pending IN (SELECT i.id FROM ledgers_import i WHERE i.shown)) ORDER BY r.id"
)
_FRESH: Final = "SELECT word FROM ledgers_definition ORDER BY id DESC LIMIT 1"
_DEFINITIONS: Final = (
    "SELECT d.id, d.kind, d.name, d.version, d.pack, d.text, d.shipped FROM ledgers_definition d"
    " WHERE d.version ="
    " (SELECT max(o.version) FROM ledgers_definition o"
    "  WHERE o.kind = d.kind AND o.name = d.name)"
    " ORDER BY d.id"
)
_UIDS: Final = "SELECT id, uid FROM ledgers_row WHERE id IN ({})"


def stored_uid(uid: UUID) -> UUID | str:
    """A uid as this database keeps it: 32 digits in SQLite, its own type in PostgreSQL."""
    return uid if store().vendor == "postgresql" else uid.hex


def _uid(raw: Any) -> UUID:
    return raw if isinstance(raw, UUID) else UUID(raw)


def row_of(raw: Sequence[Any], uid: UUID | None = None) -> Stored:
    """A line of a SELECT of ``COLUMNS`` as a row; its name need not be read where it is known."""
    name = _uid(raw[1]) if uid is None else uid
    # a line may go on behind those columns
    return Stored._make((raw[0], name, *raw[2:7], bool(raw[7]), *raw[8:12]))


def row_by_uid(uid: UUID) -> Stored | None:
    """The row of this name."""
    found = select(_ROW_BY_UID, (stored_uid(uid),))
    return row_of(found[0], uid) if found else None


def rows_by_uids(uids: Iterable[UUID]) -> list[Stored]:
    """The rows of these names, in no order."""
    wanted = [stored_uid(uid) for uid in uids]
    found: list[Stored] = []
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        found += map(row_of, select(_ROWS_BY_UIDS.format(",".join(["%s"] * len(part))), part))
    return found


def row_by_id(row: int) -> Stored | None:
    """The row of this number."""
    found = select(_ROW_BY_ID, (row,))
    return row_of(found[0]) if found else None


def uids(rows: Iterable[int]) -> dict[int, UUID]:
    """The names of rows, by number."""
    wanted = sorted(set(rows))
    found: dict[int, UUID] = {}
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            cursor.execute(_UIDS.format(",".join(["%s"] * len(part))), part)
            found.update({raw[0]: _uid(raw[1]) for raw in cursor.fetchall()})
    return found


def values_of(rows: Sequence[int]) -> dict[int, str]:
    """The values of rows, by number."""
    found: dict[int, str] = {}
    with connection.cursor() as cursor:
        for start in range(0, len(rows), 500):
            part = rows[start : start + 500]
            cursor.execute(_VALUES.format(",".join(["%s"] * len(part))), part)
            found.update(cursor.fetchall())
    return found


def values_pointing(ledger: int, field: int, targets: Sequence[int]) -> list[tuple[int, str]]:
    """The values of the rows of a ledger that refer to these rows; neither withdrawn nor hidden ones.

    Args:
        ledger: The register of the ledger looked at.
        field: The number of its reference.
        targets: The rows referred to.

    Returns:
        Target and values.
    """
    found: list[tuple[int, str]] = []
    with connection.cursor() as cursor:
        for start in range(0, len(targets), 500):
            part = targets[start : start + 500]
            cursor.execute(_POINTING.format(",".join(["%s"] * len(part))), [*part, field, ledger])
            found.extend(cursor.fetchall())
    return found


def last_row() -> int:
    """The number of the last row there is; asked under the writer's lock."""
    return int(select(_LAST_ROW, ())[0][0])


def insert_rows(rows: Sequence[Stored], folded: Sequence[str]) -> None:
    """Add rows.

    Args:
        rows: The rows.
        folded: Their folded words, in the same order.
    """
    lines = [(row[0], stored_uid(row[1]), *row[2:], words) for row, words in zip(rows, folded, strict=True)]
    if len(lines) == 1:
        store().tell(INSERT_ROW, lines[0])
        return
    with connection.cursor() as cursor:
        cursor.executemany(INSERT_ROW, lines)


def update_row(row: Stored, folded: str) -> None:
    """Change everything of a row that may change."""
    store().tell(UPDATE_ROW, (*row[3:10], row.values, folded, row.id))


def insert_keys(keys: Sequence[KeyRow]) -> None:
    """Add keys."""
    for key in keys:
        store().tell(INSERT_KEY, key)


def drop_keys(row: int, field: int) -> None:
    """Take a row's key of a field away."""
    store().tell(_DROP_KEYS, (row, field))


def mark_keys(row: int, field: int, *, only: bool) -> None:
    """Say whether a row's key of a field keeps others out."""
    store().tell(_MARK_KEYS, (only, row, field))


def row_keys(row: int) -> list[KeyRow]:
    """The keys of a row, by field."""
    found = store().ask(_ROW_KEYS, (row,))
    return [KeyRow(raw[0], raw[1], raw[2], raw[3], bool(raw[4])) for raw in found]


def key_holder(ledger: int, field: int, value: str, row: int) -> int | None:
    """Which other row keeps this value to itself.

    Args:
        ledger: The register.
        field: The field's number.
        value: The folded value.
        row: The row that asks; 0 for a new one.

    Returns:
        The other row's number.
    """
    found = select(_KEY_HOLDER, (ledger, field, value, row))
    return int(found[0][0]) if found else None


def key_rows(ledger: int, field: int, value: str) -> list[int]:
    """The rows that have this value, withdrawn ones included."""
    return [int(raw[0]) for raw in select(_KEY_ROWS, (ledger, field, value))]


def change_links(gone: Sequence[tuple[int, int, int]], come: Sequence[tuple[int, int, int]]) -> None:
    """Take links away and add others.

    Args:
        gone: Row, field, target.
        come: Row, field, target.
    """
    with connection.cursor() as cursor:
        if gone:
            cursor.executemany(_DROP_LINK, list(gone))
        if come:
            cursor.executemany(INSERT_LINK, list(come))


def referring(row: int) -> list[UUID]:
    """The rows, not withdrawn, that refer to this one."""
    return list(dict.fromkeys(_uid(raw[0]) for raw in select(_LINKS_TO, (row,))))


def definitions_mark() -> str:
    """The word of the newest definition: another one after every change, empty before the first."""
    found = select(_FRESH, ())
    return str(found[0][0]) if found else ""


def drop_all_keys(ledger: int, field: int) -> None:
    """Take the keys of a field away from all rows."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledgers_key WHERE ledger = %s AND field = %s", (ledger, field))


def rows_after(ledger: int, last: int, limit: int) -> list[Stored]:
    """Rows of a ledger by number, a slice at a time; withdrawn and hidden ones too.

    Args:
        ledger: The register.
        last: The number of the last row already known; 0 to begin.
        limit: How many at most.

    Returns:
        The rows.
    """
    statement = (
        f"SELECT {COLUMNS} FROM ledgers_row r WHERE r.ledger = %s AND r.id > %s ORDER BY r.id LIMIT %s"  # noqa: S608 - a constant
    )
    return [row_of(raw) for raw in select(statement, (ledger, last, limit))]


def numbers(ledger: int) -> "array[int]":
    """The numbers of all rows of a ledger: no index leads to its rows in order, eight bytes a row do."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM ledgers_row WHERE ledger = %s ORDER BY id", [ledger])
        return array("q", (row for (row,) in cursor))


def stretch(ledger: int, first: int, last: int) -> list[tuple[int, bool, str]]:
    """Number, whether withdrawn, and values of the rows of a ledger from one number to another."""
    # the plus keeps SQLite from sorting the whole ledger for every stretch
    statement = (
        'SELECT r.id, r.withdrawn, r."values" FROM ledgers_row r'
        " WHERE r.id BETWEEN %s AND %s AND +r.ledger = %s ORDER BY r.id"
    )
    found = select(statement, (first, last, ledger))
    return [(int(row), bool(withdrawn), str(values)) for row, withdrawn, values in found]


def set_folded(lines: Sequence[tuple[str, int]]) -> None:
    """Set the folded words of rows.

    Args:
        lines: Words and row number.
    """
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE ledgers_row SET folded = %s WHERE id = %s", list(lines))


def definition_lines() -> list[tuple[Any, ...]]:
    """Number, kind, name, version, pack, text and shipped text of every definition, rising."""
    return select(_DEFINITIONS, ())


def database_name() -> str:
    """Which store this is, for what is remembered about it."""
    return str(store().settings_dict["NAME"])


def row_ids(where: str, values: Sequence[object]) -> list[int]:
    """The numbers of the rows, not withdrawn, that meet a condition of ``predicates``."""
    statement = f"SELECT r.id FROM ledgers_row r WHERE {where} AND NOT r.withdrawn ORDER BY r.id"  # noqa: S608 - fixed pieces
    return [int(raw[0]) for raw in select(statement, values)]


def is_shown(pending: int) -> bool:
    """Whether the rows of an import are shown by now."""
    found = select("SELECT shown FROM ledgers_import WHERE id = %s", (pending,))
    return bool(found) and bool(found[0][0])


def page(columns: tuple[str, str], where: Condition, order: str, limit: int) -> list[tuple[Any, ...]]:
    """Lines of a list.

    Args:
        columns: SQL of the two columns the list is sorted by before the row's number.
        where: Which rows.
        order: The ORDER BY.
        limit: How many at most.

    Returns:
        The two columns, then those of ``COLUMNS``.
    """
    statement = (
        f"SELECT {columns[0]}, {columns[1]}, {COLUMNS} FROM ledgers_row r"  # noqa: S608 - fixed pieces
        f" WHERE {where[0]} ORDER BY {order} LIMIT %s"
    )
    return select(statement, (*where[1], limit))


def count(where: Condition, most: int) -> int:
    """How many rows meet a condition, counted up to a number."""
    statement = f"SELECT count(*) FROM (SELECT 1 AS one FROM ledgers_row r WHERE {where[0]} LIMIT %s) q"  # noqa: S608 - fixed pieces
    return int(select(statement, (*where[1], most))[0][0])


def select(statement: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Run a SELECT put together by ``predicates`` out of fixed pieces; every value is bound.

    Args:
        statement: The text, with ``%s`` for each value.
        params: The values.

    Returns:
        The lines.
    """
    return store().ask(statement, params)


_LOOKS: Final = (
    "SELECT k.id, k.uid, k.title, k.query, k.person, k.unit, coalesce((SELECT f.look "
    "FROM ledgers_firstlook f WHERE f.ledger = k.ledger AND f.person = %s), 0) "
    "FROM ledgers_look k WHERE k.ledger = %s AND NOT k.gone ORDER BY k.id"
)


def looks(ledger: str, person: int) -> list[tuple[Any, ...]]:
    """Number, uid, title, query, person and unit of a ledger's looks, and which opens first for somebody."""
    found = store().ask(_LOOKS, (person, ledger))
    return [(number, _uid(uid), *rest) for number, uid, *rest in found]
