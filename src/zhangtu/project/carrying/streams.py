"""Tables as streams of lines, out of a store and into one, and the digest by which two are compared."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from zhangtu.project.carrying import sql
from zhangtu.project.carrying.lines import Reader, Writer
from zhangtu.project.carrying.tables import Kind, Table

#: Rows read or written at a time; what keeps the memory flat.
SLICE = 2000

#: Told of the table and of the rows done in it.
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Sum:
    """What a table is compared by.

    Attributes:
        rows: How many rows it has.
        sha256: Digest of its lines, in the order of the key.
    """

    rows: int
    sha256: str


class Summing:
    """Counts and digests lines that pass."""

    def __init__(self) -> None:
        self.rows = 0
        self._digest = hashlib.sha256()

    def passing(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """Hand lines on.

        Args:
            lines: The lines.

        Yields:
            The same lines.
        """
        for line in lines:
            self.rows += 1
            self._digest.update(line)
            yield line

    def total(self) -> Sum:
        """What has passed."""
        return Sum(self.rows, self._digest.hexdigest())


def lines_of(connection: BaseDatabaseWrapper, table: Table) -> Iterator[bytes]:
    """Read a table.

    Args:
        connection: The store.
        table: Which table.

    Yields:
        Its rows in the order of the key, as lines of JSON.
    """
    columns = list(table.columns)
    texts = {column for column, kind in table.columns.items() if kind is Kind.TEXT}
    writer, keys = Writer(list(table.columns.values())), columns[: table.keys]
    for rows in sql.rows_after(connection, table.name, columns, keys, texts=texts, slice_size=SLICE):
        yield from map(writer.line, rows)


def sum_of(connection: BaseDatabaseWrapper, table: Table, progress: Progress) -> Sum:
    """Count and digest a table.

    Args:
        connection: The store.
        table: Which table.
        progress: Told now and then.

    Returns:
        Its sum.
    """
    summing = Summing()
    for _ in summing.passing(lines_of(connection, table)):
        if summing.rows % SLICE == 0:
            progress(table.name, summing.rows)
    return summing.total()


def fill(
    connection: BaseDatabaseWrapper,
    name: str,
    columns: dict[str, Kind],
    lines: Iterable[bytes],
    progress: Progress,
) -> None:
    """Write lines into an empty table.

    Args:
        connection: The store; its guards are off.
        name: The table.
        columns: Column → how its values are written down, in the order of the lines.
        lines: The lines.
        progress: Told after each slice.
    """
    reader, coming, done = Reader(list(columns.values()), connection), iter(lines), 0
    with transaction.atomic(using=connection.alias):
        while piece := list(islice(coming, SLICE)):
            sql.put(connection, name, list(columns), map(reader.row, piece))
            done += len(piece)
            progress(name, done)


def unlike(ours: dict[str, Sum], theirs: dict[str, Sum]) -> Sequence[str]:
    """The tables that are not the same in two stores.

    Args:
        ours: Table → sum in one.
        theirs: Table → sum in the other.

    Returns:
        Their names; empty when the stores are equal.
    """
    return sorted(name for name in {*ours, *theirs} if ours.get(name) != theirs.get(name))
