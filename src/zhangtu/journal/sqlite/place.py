"""The one writer's place of a SQLite file: a lock the system gives back when its holder dies."""

import fcntl
import os
import threading
from typing import Final, Protocol

from django.db import OperationalError


class Place(Protocol):
    """A place one connection may hold at a time."""

    def take(self) -> None:
        """Wait for the place and take it; nothing happens if it is held already."""

    def give_back(self) -> None:
        """Let the next one have it; nothing happens if it is not held."""


class FilePlace:
    """A place all processes and threads queue for, as a lock on a file beside the database.

    Each holder opens the files for itself, so that threads of one process exclude each other too. Whoever
    gives the place back and wants it again at once would be quicker than those just being woken; so one
    queues for the queue first, and the place goes round.
    """

    def __init__(self, database: str) -> None:
        """Name the place; nothing is opened yet.

        Args:
            database: Path of the database file.
        """
        self._paths: Final = (f"{database}.queue", f"{database}.lock")
        self._files: list[int] = []
        self._process = 0
        self._held = False

    def take(self) -> None:
        """Wait, without asking again and again, until the place is free, and take it."""
        if self._held and self._process == os.getpid():
            return
        queue, lock = self._open()
        try:
            fcntl.flock(queue, fcntl.LOCK_EX)
            fcntl.flock(lock, fcntl.LOCK_EX)
        except BaseException:
            fcntl.flock(lock, fcntl.LOCK_UN)
            raise
        finally:
            fcntl.flock(queue, fcntl.LOCK_UN)
        self._held = True

    def give_back(self) -> None:
        """Let the next one have the place."""
        if self._held and self._process == os.getpid():
            fcntl.flock(self._files[1], fcntl.LOCK_UN)
        self._held = False

    def close(self) -> None:
        """Give the place back and close the files."""
        self.give_back()
        for file in self._files:
            os.close(file)
        self._files = []

    def _open(self) -> list[int]:
        """The open files; opened anew in a forked process, and where somebody removed them."""
        files = self._files
        if files and (
            self._process != os.getpid()
            or os.fstat(files[0]).st_nlink == 0
            or os.fstat(files[1]).st_nlink == 0
        ):
            for file in files:
                os.close(file)
            self._files, self._held = [], False
        if not self._files:
            self._process = os.getpid()
            try:
                for path in self._paths:
                    self._files.append(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660))
            except OSError as error:
                self.close()
                raise OperationalError(f"no place to write: {error}") from error
        return self._files


_MEMORY: dict[str, threading.Lock] = {}
_MEMORY_GUARD = threading.Lock()


class MemoryPlace:
    """The place of a database in memory, which only threads of this process can want (tests)."""

    def __init__(self, database: str, patience: float) -> None:
        """Name the place.

        Args:
            database: Name of the database.
            patience: Seconds to wait before giving up: there is nobody to kill a test that hangs.
        """
        with _MEMORY_GUARD:
            self._lock: Final = _MEMORY.setdefault(database, threading.Lock())
        self._patience: Final = patience
        self._held = False

    def take(self) -> None:
        """Wait for the place and take it.

        Raises:
            OperationalError: It did not become free.
        """
        if self._held:
            return
        if not self._lock.acquire(timeout=self._patience):
            raise OperationalError("database is locked: the writer's place is held by another thread")
        self._held = True

    def give_back(self) -> None:
        """Let the next one have the place."""
        if self._held:
            self._held = False
            self._lock.release()

    def close(self) -> None:
        """Give the place back."""
        self.give_back()
