"""What a connection to the office's store remembers for the journal, whichever database it is."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import Atomic


class RememberingConnection(BaseDatabaseWrapper):
    """A connection that forgets what a rollback made untrue.

    Attributes:
        rollbacks: How often something was rolled back on it, savepoints included.
        register_numbers: Name of a register → its number, as far as looked up.
    """

    rollbacks: int
    register_numbers: dict[str, int]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rollbacks = 0
        self.register_numbers = {}

    def enter(self, block: Atomic) -> None:
        """Begin a block of ``transaction.atomic``; a database may know a shorter way for an outermost one.

        Args:
            block: The block.

        Raises:
            django.db.Error: The database refuses it.
        """
        block.__enter__()

    def leave(self, block: Atomic) -> None:
        """End a block nothing went wrong in; one an exception leaves is ended by Django itself.

        Args:
            block: The block ``enter`` began.

        Raises:
            django.db.Error: The database refuses it; everything is rolled back then.
        """
        block.__exit__(None, None, None)

    def take_place(self) -> None:
        """Take the one writer's place until the open transaction ends; again is no harm."""

    def ask(self, statement: str, given: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement and fetch every line: with as little around it as the database allows.

        Args:
            statement: One of our own, with ``%s`` for each value.
            given: The values.

        Returns:
            The lines.

        Raises:
            django.db.Error: The database refuses it.
        """
        with self.cursor() as cursor:
            cursor.execute(statement, given)
            return list(cursor.fetchall())

    def tell(self, statement: str, given: Sequence[Any] = ()) -> None:
        """Run one statement that brings no lines back; see ``ask``."""
        with self.cursor() as cursor:
            cursor.execute(statement, given)

    def forget(self) -> None:
        """Forget what was looked up: it may have been made by what is now undone."""
        self.rollbacks += 1
        self.register_numbers.clear()

    def _rollback(self) -> None:
        self.forget()
        super()._rollback()  # type: ignore[misc]  # the stubs leave Django's inner methods out

    def _savepoint_rollback(self, sid: str) -> None:
        self.forget()
        super()._savepoint_rollback(sid)  # type: ignore[misc]  # the stubs leave Django's inner methods out

    def _close(self) -> None:
        self.forget()
        super()._close()  # type: ignore[misc]  # the stubs leave Django's inner methods out
