"""Adds many lines to a table at once, the quickest way the database has."""

from collections.abc import Sequence
from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper

#: From so many lines on PostgreSQL's COPY is quicker than a statement for each.
_MANY: Final = 20


def add_lines(connection: BaseDatabaseWrapper, insert: str, lines: Sequence[Sequence[Any]]) -> None:
    """Add lines to a table; its triggers and constraints are asked as ever.

    Args:
        connection: The store.
        insert: ``INSERT INTO table (columns) VALUES (…)``, one of our own statements.
        lines: The values of each line.

    Raises:
        django.db.Error: The database refuses them.
    """
    if not lines:
        return
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql" or len(lines) < _MANY:
            cursor.executemany(insert, lines)
            return
        place = insert.removeprefix("INSERT INTO ").partition(" VALUES")[0]
        with connection.wrap_database_errors, cursor.copy(f"COPY {place} FROM STDIN") as copy:
            for line in lines:
                copy.write_row(line)
