"""Django's SQLite backend with the one writer's place: taken before a transaction, given back at its end."""

import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.backends.sqlite3 import base
from django.db.transaction import Atomic

from zhangtu.journal.remembering import RememberingConnection
from zhangtu.journal.sqlite.place import FilePlace, MemoryPlace

#: Readers never wait for the writer; what was acknowledged survives a power cut; what is removed is gone.
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
)


@lru_cache(maxsize=512)
def _marked(statement: str) -> str:
    """A statement with SQLite's marks for values."""
    return base.FORMAT_QMARK_REGEX.sub("?", statement).replace("%%", "%")


class DatabaseWrapper(RememberingConnection, base.DatabaseWrapper):
    """A connection whose transactions queue for the writer's place, across threads and processes.

    A write outside a transaction does not queue; it waits as long as SQLite's own ``timeout`` says.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._place: FilePlace | MemoryPlace | None = None
        #: The setting when the database was opened: to look it up takes as long as a short statement.
        self._is_debugged = False

    def ask(self, statement: str, given: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement past Django's cursor, which takes three times as long as SQLite itself.

        Args:
            statement: One of our own, with ``%s`` for each value.
            given: The values.

        Returns:
            The lines.

        Raises:
            django.db.Error: The database refuses it.
        """
        if self._is_watched():
            return super().ask(statement, given)
        try:
            return list(self.connection.execute(_marked(statement), given))
        except sqlite3.Error:
            with self.wrap_database_errors:
                raise

    def tell(self, statement: str, given: Sequence[Any] = ()) -> None:
        """Run one statement that brings no lines back; see ``ask``."""
        if self._is_watched():
            super().tell(statement, given)
            return
        try:
            self.connection.execute(_marked(statement), given)
        except sqlite3.Error:
            with self.wrap_database_errors:
                raise

    def enter(self, block: Atomic) -> None:
        """Begin a block; of an outermost one only what SQLite needs is done, and all that Django notes.

        Args:
            block: The block.

        Raises:
            django.db.Error: The database refuses it.
        """
        is_plain = (
            self.autocommit and not self.in_atomic_block and not self.settings_dict["CONN_HEALTH_CHECKS"]
        )
        if not is_plain or self._is_watched():
            block.__enter__()
            return
        self._start_transaction_under_autocommit()
        self.autocommit = False
        self.commit_on_exit = True
        self.in_atomic_block = True
        self.atomic_blocks.append(block)

    def leave(self, block: Atomic) -> None:
        """End a block nothing went wrong in; see ``enter``.

        Args:
            block: The block.

        Raises:
            django.db.Error: The database refuses it; everything is rolled back then.
        """
        if self.atomic_blocks != [block] or self.savepoint_ids or self._is_watched():
            block.__exit__(None, None, None)
            return
        try:
            self.connection.commit()
        except sqlite3.Error as error:
            block.__exit__(type(error), error, error.__traceback__)
            with self.wrap_database_errors:
                raise
        self._give_back()
        self.atomic_blocks.pop()
        self.in_atomic_block = False
        self.autocommit = True
        self.errors_occurred = False
        if self.run_on_commit:
            self.run_and_clear_commit_hooks()

    def _is_watched(self) -> bool:
        """Whether Django has to look at a statement: it is logged, or there is no connection to run it on."""
        return bool(
            self.connection is None
            or self.needs_rollback
            or self.closed_in_transaction
            or self.execute_wrappers
            or self.force_debug_cursor
            or self._is_debugged
        )

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the database.

        Args:
            conn_params: What Django made of the settings.

        Returns:
            The driver's connection.
        """
        connection = super().get_new_connection(conn_params)
        self._is_debugged = settings.DEBUG
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        return connection

    def _writers_place(self) -> FilePlace | MemoryPlace:
        """The place of this connection's database; the name may change once, when tests set up theirs."""
        if self._place is None:
            name = str(self.settings_dict["NAME"])
            if self.is_in_memory_db():
                patience = float(self.settings_dict.get("OPTIONS", {}).get("timeout", 20))
                self._place = MemoryPlace(name, patience)
            else:
                self._place = FilePlace(name)
        return self._place

    def _start_transaction_under_autocommit(self) -> None:
        place = self._writers_place()
        place.take()
        try:
            self.tell("BEGIN IMMEDIATE")
        except BaseException:
            place.give_back()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]  # the stubs leave Django's inner methods out
        self._give_back()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._give_back()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            if self._place is not None:
                self._place.close()
                self._place = None

    def _give_back(self) -> None:
        if self._place is not None:
            self._place.give_back()
