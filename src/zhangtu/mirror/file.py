"""The DuckDB file: opened once by its owner, a cursor for each thread, thrown away in doubt."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from zhangtu.mirror import sql

#: The file in the office's folder.
NAME: Final = "mirror.duckdb"


@dataclass(frozen=True, slots=True)
class Allowed:
    """What DuckDB may take.

    Attributes:
        memory: Megabytes of memory.
        threads: Threads for one question besides those of other questions at the same time.
    """

    memory: int = 256
    threads: int = 1


class File:
    """The file and its connections. Questions share it; throwing it away waits until none is being asked."""

    def __init__(self, home: Path, allowed: Allowed) -> None:
        self.path = home / NAME
        self._allowed = allowed
        self._root: Any = None
        self._local = threading.local()
        self._turn = threading.Condition()
        self._asking = 0
        self._life = 0

    @property
    def life(self) -> int:
        """Another number whenever the file was opened or begun anew."""
        return self._life

    def open(self, *, renewing: bool = True) -> None:
        """Open the file.

        Args:
            renewing: Whether one that can't be opened is thrown away and an empty one made.

        Raises:
            duckdb.Error: It can't be opened.
        """
        try:
            self._connect()
        except duckdb.Error:
            if not renewing:
                raise
            self.renew()

    def renew(self) -> None:
        """Throw the file away, with every byte that was in it, and begin an empty one."""
        with self._turn:
            self._turn.wait_for(lambda: self._asking == 0)
            self._shut()
            self.remove()
            self._connect()

    def remove(self) -> None:
        """Take the file away, which is not open."""
        for path in (self.path, self.path.with_name(NAME + ".wal")):
            path.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file."""
        with self._turn:
            self._turn.wait_for(lambda: self._asking == 0, timeout=10)
            self._shut()

    @contextmanager
    def cursor(self) -> Iterator[Any]:
        """This thread's connection, for as long as it is needed.

        Yields:
            The connection.

        Raises:
            duckdb.ConnectionException: The file is closed.
        """
        with self._turn:
            if self._root is None:
                raise duckdb.ConnectionException("closed")
            self._asking += 1
            if getattr(self._local, "life", None) != self._life:
                self._local.cursor, self._local.life = self._root.cursor(), self._life
        try:
            yield self._local.cursor
        finally:
            with self._turn:
                self._asking -= 1
                self._turn.notify_all()

    def _connect(self) -> None:
        self._root = duckdb.connect(
            str(self.path),
            config={
                "memory_limit": f"{self._allowed.memory}MB",
                "threads": self._allowed.threads,
                "enable_external_access": False,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            },
        )
        self.path.chmod(0o600)
        self._root.execute(sql.FRONTS)
        self._life += 1

    def _shut(self) -> None:
        if self._root is not None:
            self._root.close()
            self._root = None
            self._local = threading.local()
