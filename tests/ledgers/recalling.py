"""An office is built once: the next test has its lines put back instead of its acts done again."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from zhangtu.kernel import clock
from zhangtu.ledgers import definitions

Made = TypeVar("Made")
Lines = list[tuple[str, int, list[tuple[Any, ...]]]]
#: What was built, where and when → what it was called, and every line it left in the store.
_remembered: dict[tuple[str, ...], tuple[Any, Lines]] = {}


def recalled(name: str, build: Callable[[], Made]) -> Made:
    """Build something in an empty store; from the second time on put its lines there instead.

    Args:
        name: What is built; the same name is the same acts with the same names in them.
        build: The acts. Nothing but the store may come of them.

    Returns:
        What ``build`` returned the first time; it is nothing that changes.
    """
    if _acted():
        return build()  # numbers would be others
    key = (name, connection.vendor, clock.now().isoformat(), settings.SECRET_KEY)
    if key in _remembered:
        made, lines = _remembered[key]
        _put(lines)
        return made
    before = {table: lines for table, _, lines in _lines()}
    made = build()
    # Every store has what migrations put there; only what came with the acts is put back.
    _remembered[key] = (
        made,
        [
            (table, width, [line for line in lines if line not in before.get(table, [])])
            for table, width, lines in _lines()
        ],
    )
    return made


def _acted() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM journal_entry)")
        return bool(cursor.fetchone()[0])


def _lines() -> Lines:
    """Every line of every table that has any."""
    found: Lines = []
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table == MigrationRecorder.Migration._meta.db_table:
                continue
            cursor.execute(f"SELECT * FROM {quote(table)}")  # noqa: S608  # names are our own
            lines = cursor.fetchall()
            if lines:
                found.append((table, len(lines[0]), lines))
    return found


def _put(lines: Lines) -> None:
    quote = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        for table, width, them in lines:
            holes = ", ".join(["%s"] * width)
            cursor.executemany(f"INSERT INTO {quote(table)} VALUES ({holes})", them)  # noqa: S608
    # Nothing told the connection that registers were added.
    connection.forget()
    definitions.forget()
