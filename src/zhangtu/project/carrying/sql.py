"""All SQL by which an office is carried: read in one snapshot, written table by table, on both databases."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

#: A table that stands in a store as long as it is not whole; whoever finds it may empty the store.
MARK = "zhangtu_incomplete"


@contextmanager
def snapshot(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """See the store as it was at one moment, however long the reading takes; nobody waits for it.

    Args:
        connection: A connection used for nothing else meanwhile.

    Yields:
        Nothing; the moment is past when the block begins.
    """
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        # Not Django's transaction: that would take the writer's place on SQLite.
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if postgresql else "BEGIN DEFERRED")
        # SQLite and PostgreSQL both choose the moment at the first reading.
        cursor.execute("SELECT COUNT(*) FROM django_migrations")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def rows_after(
    connection: BaseDatabaseWrapper,
    table: str,
    columns: Sequence[str],
    keys: Sequence[str],
    *,
    texts: Container[str],
    slice_size: int,
) -> Iterator[list[tuple[Any, ...]]]:
    """Read a table in the order of its key, a slice at a time.

    Args:
        connection: Where.
        table: The table.
        columns: What to read; begins with the key's columns.
        keys: The primary key's columns.
        texts: Those of them that hold text.
        slice_size: Rows in a slice.

    Yields:
        Slices of rows.
    """
    quote = connection.ops.quote_name
    named, key = ", ".join(map(quote, columns)), ", ".join(_by_bytes(connection, one, texts) for one in keys)
    holes = ", ".join(["%s"] * len(keys))
    start = f"SELECT {named} FROM {quote(table)}"  # noqa: S608  # names are our own
    end = f"ORDER BY {key} LIMIT {int(slice_size)}"
    with connection.cursor() as cursor:
        cursor.execute(f"{start} {end}")
        rows = cursor.fetchall()
        while rows:
            yield rows
            cursor.execute(f"{start} WHERE ({key}) > ({holes}) {end}", rows[-1][: len(keys)])
            rows = cursor.fetchall()


def _by_bytes(connection: BaseDatabaseWrapper, column: str, texts: Container[str]) -> str:
    """A column as it is ordered on both databases alike: PostgreSQL would order text by its own language."""
    name = connection.ops.quote_name(column)
    return f'{name} COLLATE "C"' if connection.vendor == "postgresql" and column in texts else name


def put(
    connection: BaseDatabaseWrapper, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Write rows as they are.

    Args:
        connection: Where; a transaction is open.
        table: The table.
        columns: Names of the columns.
        rows: Their values in this order, as the driver takes them.
    """
    quote = connection.ops.quote_name
    named, holes = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quote(table)} ({named}) VALUES ({holes})", list(rows))  # noqa: S608


def empty(connection: BaseDatabaseWrapper, tables: Iterable[str]) -> None:
    """Take out what a new store is born with.

    Args:
        connection: Where; its guards are off.
        tables: The tables, those that refer to others first.
    """
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608  # names are our own


def counters(connection: BaseDatabaseWrapper, columns: Mapping[str, str]) -> dict[str, int]:
    """The last number each table gave a row, also where that row is gone: a number is never given twice.

    Args:
        connection: The store.
        columns: Table → the column the database numbers.

    Returns:
        Table → number; tables that never had a row are left out.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            # A table that was rebuilt may have a line that says 0: it never gave a number.
            return {name: number for name, number in cursor.fetchall() if name in columns and number > 0}
        found = {}
        for table, column in columns.items():
            cursor.execute(
                "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s)::regclass)", [table, column]
            )
            (number,) = cursor.fetchone()
            if number is not None:
                found[table] = int(number)
        return found


def count_on(connection: BaseDatabaseWrapper, columns: Mapping[str, str], last: Mapping[str, int]) -> None:
    """Have the database number new rows behind the last number given.

    Args:
        connection: The store.
        columns: Table → the column the database numbers.
        last: Table → number.
    """
    with connection.cursor() as cursor:
        for table, number in last.items():
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
            else:
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table, columns[table], number]
                )


def unguard(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers off a store that is being filled or, in tests, emptied; a migrate puts them back.

    Args:
        connection: Where.
    """
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"ALTER TABLE {quote(table)} DISABLE TRIGGER USER")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {quote(name)}")


def is_marked(connection: BaseDatabaseWrapper) -> bool:
    """Whether a store is not whole.

    Args:
        connection: Where.

    Returns:
        Whether the mark stands there.
    """
    return MARK in connection.introspection.table_names()


def mark(connection: BaseDatabaseWrapper) -> None:
    """Say of an empty database that what is now put into it is not whole.

    Args:
        connection: Where.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {MARK} (since integer)")


def unmark(connection: BaseDatabaseWrapper) -> None:
    """Say of a store that it is whole.

    Args:
        connection: Where.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {MARK}")


def drop_all(connection: BaseDatabaseWrapper) -> None:
    """Take every table out of a database whose filling was broken off; the mark goes last.

    Args:
        connection: Where; a database that bears the mark.
    """
    quote = connection.ops.quote_name
    cascade = " CASCADE" if connection.vendor == "postgresql" else ""
    # SQLite knows no cascade; it drops tables in any order while it does not look at what refers to them.
    connection.disable_constraint_checking()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table != MARK:
                cursor.execute(f"DROP TABLE {quote(table)}{cascade}")
        cursor.execute(f"DROP TABLE {MARK}")
    connection.enable_constraint_checking()
