"""Every statement the mirror is kept by; values are bound, names are made by ``columns`` only."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from zhangtu.mirror.columns import EMPTY, TEXT

#: Another number here, and mirrors of older programs are built anew.
FORMAT: Final = 1

#: What is known of the mirror itself: which store it copies and how far, in the same transaction as the rows.
MAKE: Final = (
    "CREATE TABLE mark (format integer, epoch varchar, entry bigint, digest blob)",
    # ledgers: columns, the numbers of all their fields, how many rows and versions there must be
    "CREATE TABLE kept (register integer, columns varchar, numbers varchar, count bigint, versions bigint)",
    # imports under way: their number, and the entry by which they began
    "CREATE TABLE hidden (import bigint, entry bigint)",
)
TABLES: Final = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main'"
MARK: Final = "SELECT format, epoch, entry, digest FROM mark"
NEW_MARK: Final = "INSERT INTO mark VALUES (?, ?, ?, ?)"
SET_MARK: Final = "UPDATE mark SET entry = ?, digest = ?"
KEPT: Final = "SELECT register, columns, numbers, count, versions FROM kept"
NEW_KEPT: Final = "INSERT INTO kept VALUES (?, ?, ?, 0, 0)"
SET_KEPT: Final = "UPDATE kept SET columns = ?, numbers = ? WHERE register = ?"
COUNT_KEPT: Final = "UPDATE kept SET count = count + ?, versions = versions + ? WHERE register = ?"
HIDDEN: Final = "SELECT import, entry FROM hidden"
#: How far the copy is, and the entries of imports under way: what every question begins with. Two plain
#: statements take a third of the time of one that brings both.
REACHED: Final = "SELECT entry FROM mark"
UNDER_WAY: Final = "SELECT entry FROM hidden"
HIDE: Final = "INSERT INTO hidden VALUES (?, ?)"
SHOW: Final = "DELETE FROM hidden WHERE entry = ?"

#: Rows of each ledger in the store.
ROWS: Final = "SELECT ledger, count(*) FROM ledgers_row GROUP BY ledger"


def size(table: str) -> str:
    """How many rows and versions a ledger's table has."""
    return f"SELECT count(*) FILTER (WHERE _to IS NULL), count(*) FROM {table}"  # noqa: S608  # our own names


def make_table(table: str, types: Mapping[str, str]) -> str:
    """Make the table of a ledger.

    Texts lie there as they are: packed they take a third of the room, but twice to three times as long to be
    searched and sorted.

    Args:
        table: Its name.
        types: Column → type.

    Returns:
        The statement.
    """
    return f"CREATE TABLE {table} ({', '.join(_declared(name, kind) for name, kind in types.items())})"


def _declared(name: str, kind: str) -> str:
    return f"{name} {kind} USING COMPRESSION uncompressed" if kind == TEXT else f"{name} {kind}"


#: What every version says of itself.
ALWAYS: Final = ("_row", "_from", "_to", "_at", "_until")


def widen(table: str, name: str, kind: str) -> str:
    """Add a column to the table of a ledger."""
    return f"ALTER TABLE {table} ADD COLUMN {_declared(name, kind)}"


def _versions(types: Mapping[str, str]) -> str:
    """Versions read from a JSON array, which is bound; taken apart first, which is five times as fast."""
    further = {"_new": "boolean", "_first": "boolean", "_set": "varchar[]"}
    shape = ", ".join(f'"{name}": "{kind}"' for name, kind in {**types, **further}.items())
    parts = """SELECT unnest(from_json(?::json, '["JSON"]')) AS one"""
    return f"SELECT unnest(from_json(one, '{{{shape}}}')) FROM ({parts})"  # noqa: S608  # our own names


def stage(types: Mapping[str, str]) -> str:
    """Read versions, given as a JSON array, into a table of their own.

    Args:
        types: The columns of the ledger's table.

    Returns:
        The statement.
    """
    return f"CREATE OR REPLACE TEMP TABLE stage AS {_versions(types)}"


def add_only_new(table: str, types: Mapping[str, str]) -> str:
    """Take over versions, given as a JSON array, all of them of rows the mirror did not have."""
    return f"INSERT INTO {table} SELECT {_new(types)} FROM ({_versions(types)}) s"  # noqa: S608  # our own names


def add_new(table: str, types: Iterable[str]) -> str:
    """Take over those of the versions read that are of rows the mirror did not have."""
    return f"INSERT INTO {table} SELECT {_new(types)} FROM stage s WHERE s._new"  # noqa: S608  # our own names


def _new(types: Iterable[str]) -> str:
    return ", ".join(f"coalesce(s.{name}, {EMPTY[name]})" if name in EMPTY else f"s.{name}" for name in types)


def add_changed(table: str, types: Iterable[str], names: Collection[str], *, alike: bool) -> str:
    """Take over further versions of rows: what an entry did not set is as it was.

    Args:
        table: The ledger's table.
        types: Its columns.
        names: Those that any of the entries set: the fewer, the sooner.
        alike: Whether each of the entries set all of them.

    Returns:
        The statement.
    """
    chosen = ", ".join(_changed(name, set_=name in names, always=alike) for name in types)
    return (
        f"INSERT INTO {table} SELECT {chosen} FROM stage s"  # noqa: S608  # our own names
        f" JOIN {table} o ON o._row = s._row AND o._to IS NULL WHERE NOT s._new"
    )


def _changed(name: str, *, set_: bool, always: bool) -> str:
    if name in ALWAYS:
        return f"s.{name}"
    if name in ("_uid", "_pending") or not set_:
        return f"o.{name}"
    value = f"coalesce(s.{name}, {EMPTY[name]})" if name in EMPTY else f"s.{name}"
    if always:
        return value
    return f"CASE WHEN list_contains(s._set, '{name}') THEN {value} ELSE o.{name} END"


def close(table: str) -> str:
    """End the versions that were the last of their rows."""
    return (
        f"UPDATE {table} SET _to = s._from, _until = s._at FROM stage s"  # noqa: S608  # our own names
        f" WHERE NOT s._new AND s._first AND {table}._row = s._row AND {table}._to IS NULL"
        f" AND {table}._from < s._from"
    )


#: Where fronts are: in memory, gone with the connection.
FRONTS: Final = "ATTACH ':memory:' AS fronts"


def sampled(table: str, column: str, order: str) -> str:
    """A value and a row in the order of a column, of one row in so many, so many of them further on."""
    return (
        f"SELECT {column}, _row FROM {table} WHERE _to IS NULL AND hash(_row) % ? = 0"  # noqa: S608  # our own names
        f" ORDER BY {order} LIMIT 1 OFFSET ?"
    )


def before(table: str, bound: str) -> str:
    """How many rows stand before a place."""
    return f"SELECT count(*) FROM {table} WHERE _to IS NULL AND {bound}"  # noqa: S608  # our own names


def make_front(front: str, table: str, bounds: Iterable[str]) -> str:
    """Copy the rows before each of some places, each row once; found first, which is three times as fast."""
    found = " UNION ".join(
        f"SELECT rowid FROM {table} WHERE _to IS NULL AND {bound}"  # noqa: S608  # our own names
        for bound in bounds
    )
    return f"CREATE TABLE fronts.{front} AS SELECT * FROM {table} WHERE rowid IN ({found})"  # noqa: S608  # our own names


def drop_front(front: str) -> str:
    """Take a front away."""
    return f"DROP TABLE fronts.{front}"


def front_since(front: str, table: str, bound: str) -> str:
    """A front with what was written since an entry: bound are the bound, twice the entry, the bound."""
    return (
        f"(SELECT * FROM fronts.{front} WHERE {bound}"  # noqa: S608  # our own names
        f" AND _row NOT IN (SELECT _row FROM {table} WHERE _from > ?)"
        f" UNION ALL SELECT * FROM {table} WHERE _from > ? AND _to IS NULL AND {bound})"
    )
