"""The connection to the office's store, as the journal uses it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import connections

from zhangtu.journal.remembering import RememberingConnection

#: The database the office's facts are kept in.
STORE: Final = "default"


class WrongBackendError(RuntimeError):
    """The settings name a database backend that knows no writer's place."""


class _Here(threading.local):
    """What holds for this thread.

    Attributes:
        connection: Its connection while an act is open on it: to find it among Django's takes longer than
            many a statement, and an act asks for it again and again.
    """

    connection: RememberingConnection | None = None


HERE: Final = _Here()


def store() -> RememberingConnection:
    """This thread's connection to the store.

    Returns:
        The connection.

    Raises:
        WrongBackendError: The settings name another ENGINE than ``zhangtu.journal.sqlite`` or
            ``zhangtu.journal.postgresql``.
    """
    if HERE.connection is not None:
        return HERE.connection
    connection: Any = connections[STORE]
    if not isinstance(connection, RememberingConnection):
        raise WrongBackendError(
            f"ENGINE must be zhangtu.journal.sqlite or .postgresql, not {connection.vendor}"
        )
    return connection


#: A transaction that only reads and sees one moment's state; it queues for nothing.
_READING: Final = {"sqlite": "BEGIN", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}


@contextmanager
def snapshot() -> Iterator[None]:
    """Read one moment's state while others go on writing.

    Yields:
        Nothing; inside a transaction that is open already nothing changes.
    """
    connection = store()
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(_READING[connection.vendor])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
