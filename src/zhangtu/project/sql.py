"""What the project asks the store directly, to look an office over; reads only."""

from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper


def journal_mode(connection: BaseDatabaseWrapper) -> str:
    """How SQLite keeps what it was given; ``wal`` where it is as it should be.

    Args:
        connection: The store.

    Returns:
        SQLite's word.
    """
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        return str(cursor.fetchone()[0]).lower()


def durability(connection: BaseDatabaseWrapper) -> tuple[str, str]:
    """Whether PostgreSQL writes through to the disk, and waits for it at every commit.

    Args:
        connection: The store.

    Returns:
        Its settings ``fsync`` and ``synchronous_commit``; ``on`` where they are as they should be.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('fsync'), current_setting('synchronous_commit')")
        fsync, commit = cursor.fetchone()
        return str(fsync), str(commit)


def known_files(connection: BaseDatabaseWrapper) -> set[str]:
    """The files the store knows: those brought into plans, those that stand in rows, scans of forms.

    Args:
        connection: The store.

    Returns:
        Their SHA-256.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sha256 FROM plans_version UNION SELECT sha256 FROM ledgers_attachment "
            "UNION SELECT sha256 FROM stamping_upload UNION SELECT sha256 FROM stamping_scan"
        )
        return {digest for (digest,) in cursor.fetchall() if digest}


def unfinished_imports(connection: BaseDatabaseWrapper) -> dict[str, int]:
    """The imports that were put in force and not carried to their end.

    Args:
        connection: The store.

    Returns:
        Their names to the outside → how many of their rows are in the store.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT uid, done FROM ledgers_import WHERE NOT shown ORDER BY id")
        return {str(UUID(str(uid))): int(done) for uid, done in cursor.fetchall()}
