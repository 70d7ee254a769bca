"""The one holder of ``runner.lock``: of several processes, on one machine or many, one does the work."""

import fcntl
import os
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from django.db import DatabaseError, connection

from zhangtu.runner import sql

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

#: The file in the office's folder.
NAME = "runner.lock"


class Lock(Protocol):
    """What only one process has at a time, and loses with its life."""

    def take(self) -> bool:
        """Take it if it is free, or keep it if it is held; tells whether it is held now."""

    def free(self) -> None:
        """Let another process have it."""


class FileLock:
    """A locked file, for a store on this machine; freed by the system however the process ends."""

    def __init__(self, home: Path) -> None:
        self._path = home / NAME
        self._handle = -1

    def take(self) -> bool:
        """Take the file's lock, or keep it.

        Returns:
            Whether it is held now.
        """
        if self._handle >= 0:
            return True
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            return False
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        self._handle = handle
        return True

    def free(self) -> None:
        """Let another process have it."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


class ServerLock:
    """An advisory lock of PostgreSQL, for a store that several machines share."""

    def __init__(self) -> None:
        self._line: BaseDatabaseWrapper | None = None

    def take(self) -> bool:
        """Take the server's lock, or see that it is still held.

        Returns:
            Whether it is held now.
        """
        try:
            if self._line is not None:
                sql.still_there(self._line)
                return True
            line = connection.copy()
            # Taken by the thread that keeps the schedule, freed by the one that ends the process.
            line.inc_thread_sharing()
            if sql.try_lock(line):
                self._line = line
                return True
            line.close()
        except DatabaseError:
            self.free()
        return False

    def free(self) -> None:
        """Let another process have it."""
        if self._line is not None:
            self._line.close()
            self._line = None


def lock_for(home: Path) -> Lock:
    """The lock that fits the store.

    Args:
        home: The office's folder.

    Returns:
        The lock, not taken yet.
    """
    return ServerLock() if connection.vendor == "postgresql" else FileLock(home)


def holder(home: Path) -> int:
    """The process that holds the file, as far as the file tells.

    Args:
        home: The office's folder.

    Returns:
        Its number; 0 when nobody holds it.
    """
    lock = FileLock(home)
    if not (home / NAME).exists():
        return 0
    written = (home / NAME).read_text("ascii").strip()
    if lock.take():
        lock.free()
        return 0
    return int(written or 0)
