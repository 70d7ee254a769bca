"""Moves an office to another database while nobody writes; the old one is left as it was."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from zhangtu.journal.remembering import RememberingConnection
from zhangtu.kernel import clock
from zhangtu.kernel.failpoints import here
from zhangtu.project.carrying import filling, sql, tables
from zhangtu.project.carrying.refusals import CarryingError
from zhangtu.project.carrying.streams import Progress, Sum, Summing, lines_of
from zhangtu.project.carrying.tables import Table

#: The connection to the store that is left; the new one is the default.
SOURCE = "source"


def name_source(about: dict[str, Any]) -> None:
    """Name the store that is left; before any connection was used.

    Args:
        about: What Django wants to know of it.
    """
    connections.databases[SOURCE] = connections.configure_settings({"default": {}, SOURCE: about})[SOURCE]


class _Store:
    """A store as an origin of tables.

    Args (of the class):
        line: A connection that sees one moment of it.
    """

    def __init__(self, line: BaseDatabaseWrapper) -> None:
        self._line = line
        self._sums: dict[str, Sum] = {}

    def tables(self) -> Iterable[Table]:
        """The tables, in the order in which they are filled."""
        return tables.tables()

    def lines(self, table: Table) -> Iterator[bytes]:
        """The rows of one, as lines."""
        summing = Summing()
        yield from summing.passing(lines_of(self._line, table))
        self._sums[table.name] = summing.total()

    def sums(self) -> Mapping[str, Sum]:
        """Table → what it is compared by."""
        return self._sums

    def counters(self) -> Mapping[str, int]:
        """Table → the last number it gave a row."""
        return sql.counters(self._line, tables.numbered())


def move(shown: str, progress: Progress) -> tuple[int, int]:
    """Fill the default store, which is empty, from the source.

    Args:
        shown: The new store's address without its password.
        progress: Told now and then.

    Returns:
        Rows of all tables, and how many of them are entries.

    Raises:
        CarryingError: The new store is not empty, the old one is behind, or the two are not equal after it.
    """
    if tables.behind(SOURCE):
        raise CarryingError("behind")
    filling.claim(shown)
    with _held() as line:
        origin = _Store(line)
        filled = filling.fill_store(origin, tables.migrations(SOURCE), progress)
    filling.finish()
    connections.close_all()
    return filled.rows, origin.sums()["journal_entry"].rows


@contextmanager
def _held() -> Iterator[BaseDatabaseWrapper]:
    """Hold the writer's place of the source; nobody writes until the end, everybody may read."""
    source: Any = connections[SOURCE]
    with ExitStack() as held:
        line = held.enter_context(closing(source.copy()))
        held.enter_context(transaction.atomic(using=SOURCE))
        if isinstance(source, RememberingConnection):
            source.take_place()
        held.enter_context(sql.snapshot(line))
        yield line


def switch(home: Path, address_file: Path, address: str, left: Path | None) -> Path | None:
    """Name the new store in the office's folder, and put an old SQLite file aside.

    Args:
        home: The office's folder.
        address_file: Where the address is named.
        address: The new store's address; empty for the SQLite file in the folder.
        left: The SQLite file that was left; None when it was another database.

    Returns:
        Where the old file is now.
    """
    here("move.filled")
    if address:
        draft = address_file.with_suffix(".new")
        draft.write_text(f"{address}\n", "utf-8")
        with draft.open("rb+") as written:
            os.fsync(written.fileno())
        draft.replace(address_file)
    else:
        address_file.unlink(missing_ok=True)
    _sync(home)
    here("move.named")
    if left is None or not left.exists():
        return None
    # A process that was not stopped must not go on writing where nobody reads any more.
    aside = left.with_name(f"{left.name}.left-{clock.now():%Y%m%d-%H%M%S}")
    left.replace(aside)
    for ending in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            left.with_name(left.name + ending).replace(aside.with_name(aside.name + ending))
    return aside


def _sync(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
