"""Django's PostgreSQL backend with the one writer's place: an advisory lock held to the transaction's end."""

from typing import Final

from django.db.backends.postgresql import base

from zhangtu.journal.remembering import RememberingConnection

#: Any number will do that nobody else in the same database uses: "zhangtu" in bytes.
PLACE: Final = int.from_bytes(b"zhangtu", "big")


class DatabaseWrapper(RememberingConnection, base.DatabaseWrapper):
    """A connection that can queue for the writer's place."""

    def take_place(self) -> None:
        """Wait for the place and keep it until the transaction ends; again is no harm."""
        with self.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PLACE])
