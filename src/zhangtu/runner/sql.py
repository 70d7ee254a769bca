"""The lock PostgreSQL keeps for the runner among several machines: all SQL of this room."""

from django.db.backends.base.base import BaseDatabaseWrapper

#: Two numbers that name the runner's lock among PostgreSQL's advisory locks: "zt" and 1.
NAME = (0x7A74, 1)


def try_lock(connection: BaseDatabaseWrapper) -> bool:
    """Take the lock for as long as the connection lives.

    Args:
        connection: A connection used for nothing else.

    Returns:
        Whether it was free.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", NAME)
        return bool(cursor.fetchone()[0])


def still_there(connection: BaseDatabaseWrapper) -> None:
    """Ask the server for a sign of life.

    Args:
        connection: The connection that holds the lock.

    Raises:
        django.db.DatabaseError: The connection is gone, and the lock with it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
