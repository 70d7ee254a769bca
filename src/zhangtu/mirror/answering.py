"""Answers questions in the process that owns the mirror, each from one moment's state of it."""

import logging
import os
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from threading import Lock, Semaphore
from typing import Any, Final

import duckdb
import msgspec

from zhangtu.ledgers.compiled import InForce
from zhangtu.mirror import printing, sql
from zhangtu.mirror.keeping import Mirror
from zhangtu.mirror.predicates import CannotError, Sql
from zhangtu.mirror.questions import (
    Answer,
    Asked,
    Distinct,
    Grouping,
    Lines,
    Listing,
    NotNow,
    Overlap,
    Rows,
    Search,
)

#: Counts remembered as long as nothing is written.
_COUNTS: Final = 2_000

#: What DuckDB says of a file that can't be read, and of a state it can't go on from.
DAMAGED: Final = (
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.InternalException,
    duckdb.SerializationException,
)

log = logging.getLogger(__name__)


class Answers:
    """Answers questions about a mirror."""

    def __init__(self, mirror: Mirror) -> None:
        self._mirror = mirror
        self._counts: OrderedDict[tuple[Any, ...], int] = OrderedDict()
        self._turn = Lock()
        # of a hundred questions at once each would wait for all the others; so it waits for those before it
        self._places = Semaphore(max(4, 2 * (os.cpu_count() or 1)))

    def answer(self, asked: Asked) -> Answer:
        """Answer a question.

        Args:
            asked: The question, and what the answer must include.

        Returns:
            The answer; ``NotNow`` when the mirror is behind, is being built, or does not keep what is asked.
        """
        mirror, question = self._mirror, asked.question
        try:
            if not mirror.reach(asked.least):
                return NotNow(mirror.share)
            force = mirror.force(question.which.ledger)
            if force is None or force.id != question.which.definition:
                return NotNow(1.0)
            with self._places, mirror.file.cursor() as cursor:
                return self._answered(cursor, force, asked)
        except CannotError:
            return NotNow(1.0)
        except DAMAGED as error:
            mirror.doubt(type(error).__name__)
            return NotNow(0.0)
        except (duckdb.Error, OSError) as error:
            log.warning("the mirror could not answer: %s", type(error).__name__)
            return NotNow(1.0)

    def _answered(self, cursor: Any, force: InForce, asked: Asked) -> Answer:
        """Answer from one moment's state."""
        cursor.execute("BEGIN")
        try:
            mark, hidden = cursor.execute(sql.MOMENT).fetchall()[0]
            # it may just have been begun anew
            if mark < asked.least:
                return NotNow(self._mirror.share)
            now = _Moment(cursor, mark, hidden or ())
            return _ANSWERED[type(asked.question)](self, now, force, asked.question)
        finally:
            cursor.execute("ROLLBACK")

    def rows(self, now: "_Moment", force: InForce, asked: Listing) -> Rows:
        """A page of a list."""
        found = now.ask(printing.page(force, asked, now.hidden))
        kept = found[: asked.limit]
        last = tuple(map(_plain, (*kept[-1][1:], kept[-1][0]))) if len(found) > asked.limit else None
        if not asked.counted:
            count = 0
        elif asked.after is None and last is None:
            count = len(found)
        else:
            count = self._count(now, force, asked)
        return Rows(tuple(one[0] for one in kept), last, count)

    def _count(self, now: "_Moment", force: InForce, asked: Listing) -> int:
        """How many rows a list has; remembered until something is written."""
        statement = printing.count(force, asked, now.hidden)
        key = (now.mark, statement.text, msgspec.msgpack.encode(statement.values))
        with self._turn:
            known = self._counts.get(key)
        if known is None:
            known = int(now.ask(statement)[0][0])
            with self._turn:
                self._counts[key] = known
                while len(self._counts) > _COUNTS:
                    self._counts.popitem(last=False)
        return known

    def lines(self, now: "_Moment", force: InForce, asked: Grouping | Distinct | Overlap) -> Lines:
        """Lines of values."""
        found = now.ask(printing.lines(force, asked, now.hidden))
        return Lines(tuple(tuple(map(_plain, one)) for one in found))

    def search(self, now: "_Moment", force: InForce, asked: Search) -> Rows:
        """The best rows."""
        return Rows(tuple(one[0] for one in now.ask(printing.search(force, asked, now.hidden))))


@dataclass(frozen=True, slots=True)
class _Moment:
    """One moment's state: a connection in a transaction, its last entry, those of imports under way."""

    cursor: Any
    mark: int
    hidden: Sequence[int]

    def ask(self, statement: Sql) -> list[tuple[Any, ...]]:
        """The lines of an answer."""
        return list(self.cursor.execute(statement.text, list(statement.values)).fetchall())


def _plain(value: Any) -> Any:
    """A value as it goes over the wire, the same for who asks from here."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


_ANSWERED: Final[Mapping[type, Callable[[Answers, _Moment, InForce, Any], Answer]]] = {
    Listing: Answers.rows,
    Grouping: Answers.lines,
    Distinct: Answers.lines,
    Overlap: Answers.lines,
    Search: Answers.search,
}
