"""A copy of the rows made for one purpose and thrown away: as the mirror, but nobody else's."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from zhangtu.ledgers.definitions import Known
from zhangtu.measures.refusals import MeasureError
from zhangtu.mirror.figures import Figures
from zhangtu.mirror.file import NAME, Allowed
from zhangtu.mirror.keeping import Mirror
from zhangtu.mirror.predicates import Sql
from zhangtu.mirror.questions import Answer, Measuring, NotNow

#: Megabytes of memory for it.
_MEMORY = 512


@dataclass(frozen=True, slots=True)
class Copy:
    """Rows that can be asked for figures.

    Attributes:
        connection: DuckDB's.
        known: The definitions they were copied by.
        mark: The last entry that is in.
        hidden: The entries of imports under way.
        life: Always 0: there is one of them.
    """

    connection: Any
    known: Known
    mark: int
    hidden: Sequence[int] = ()
    life: int = 0

    def ask(self, statement: Sql) -> list[tuple[Any, ...]]:
        """The lines of an answer."""
        return list(self.connection.execute(statement.text, list(statement.values)).fetchall())

    def answer(self, question: Any) -> Answer:
        """Answer a question for figures as the mirror does."""
        if not isinstance(question, Measuring):
            return NotNow(1.0)
        return Figures().measured(self, self.known, self.known.registered[question.which.ledger], question)


@contextmanager
def copied() -> Iterator[Copy]:
    """A copy of everything there is, in a folder of its own that is gone afterwards.

    Yields:
        The copy; its connection may write files.

    Raises:
        MeasureError: It can't be made.
    """
    with tempfile.TemporaryDirectory(prefix="zhangtu-lake-") as folder:
        mirror = Mirror(Path(folder), Allowed(memory=_MEMORY))
        mirror.open()
        while not mirror.advance():
            pass
        known, mark, hidden = mirror.known, mirror.mark, tuple(mirror.hidden)
        mirror.close()
        if known is None:
            raise MeasureError("no_lake")
        connection = duckdb.connect(str(Path(folder) / NAME), config={"memory_limit": f"{_MEMORY}MB"})
        try:
            yield Copy(connection, known, mark, hidden)
        finally:
            connection.close()
