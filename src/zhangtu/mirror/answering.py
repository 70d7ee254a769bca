"""Answers questions in the process that owns the mirror, each from one moment's state of it."""

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from threading import Semaphore
from typing import Any, Final

import duckdb
import msgspec

from zhangtu.ledgers.compiled import InForce
from zhangtu.mirror import printing, sql
from zhangtu.mirror.figures import Figures
from zhangtu.mirror.fronts import Fronts
from zhangtu.mirror.keeping import Mirror
from zhangtu.mirror.memory import Memory
from zhangtu.mirror.predicates import CannotError, Sql
from zhangtu.mirror.questions import (
    Answer,
    Asked,
    Behind,
    Counting,
    Distinct,
    Grouping,
    Lines,
    Listing,
    Measuring,
    NotNow,
    Overlap,
    Rows,
    Search,
)

#: Counts, and answers, remembered as long as nothing is written.
_COUNTS: Final = 2_000
_SAID: Final = 1_000
#: Longer answers are not remembered.
_LONGEST: Final = 200

#: What DuckDB says of a file that can't be read, and of a state it can't go on from.
DAMAGED: Final = (
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.InternalException,
    duckdb.SerializationException,
)

log = logging.getLogger(__name__)
_written = msgspec.msgpack.Encoder().encode


class Answers:
    """Answers questions about a mirror."""

    def __init__(self, mirror: Mirror) -> None:
        self._mirror = mirror
        self._counts: Memory[int] = Memory(_COUNTS)
        self._said: Memory[Answer] = Memory(_SAID)
        self._fronts = Fronts()
        self._figures = Figures()
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
            return self._told(force, asked)
        except CannotError:
            return NotNow(1.0)
        except DAMAGED as error:
            mirror.doubt(type(error).__name__)
            return NotNow(0.0)
        except (duckdb.Error, OSError) as error:
            log.warning("the mirror could not answer: %s", type(error).__name__)
            return NotNow(1.0)

    def _told(self, force: InForce, asked: Asked) -> Answer:
        """Answer, or say again what was answered when the same was asked since something was written."""
        # a question says whose rows it is about, and by which definition; the rest is the moment's state
        place = (self._mirror.file.life, self._mirror.mark, _written(asked.question))
        known = self._said.get(place)
        if known is not None and place[1] >= asked.least:
            return known
        with self._places, self._mirror.file.cursor() as cursor:
            return self._answered(cursor, force, asked, place)

    def prepare(self) -> None:
        """Make what was missed while questions were answered: in the owner's thread, nobody waits for it."""
        if self._mirror.building:
            return
        life, mark = self._mirror.file.life, self._mirror.mark
        try:
            with self._mirror.file.cursor() as cursor:
                self._fronts.renew(cursor, self._mirror.forces, life=life, mark=mark)
        except DAMAGED as error:
            self._mirror.doubt(type(error).__name__)

    def _answered(self, cursor: Any, force: InForce, asked: Asked, place: tuple[int, int, bytes]) -> Answer:
        """Answer from one moment's state; remembered where it is the one that was looked for."""
        cursor.execute("BEGIN")
        try:
            ((mark,),) = cursor.execute(sql.REACHED).fetchall()
            hidden = sorted(entry for (entry,) in cursor.execute(sql.UNDER_WAY).fetchall())
            # it may just have been begun anew
            if mark < asked.least:
                return NotNow(self._mirror.share)
            now = _Moment(cursor, mark, hidden, place[0])
            found = _ANSWERED[type(asked.question)](self, now, force, asked.question)
            if mark == place[1] and _length(found) <= _LONGEST:
                self._said.put(place, found)
            return found
        finally:
            cursor.execute("ROLLBACK")

    def rows(self, now: "_Moment", force: InForce, asked: Listing) -> Rows:
        """A page of a list."""
        if not asked.counted:
            return _page(asked, now.ask(printing.page(force, asked, now.hidden)), 0)
        if asked.after is not None:
            count = self._count(now, force, asked)
            return _page(asked, self._sorted(now, force, asked, count), count)
        key, known = self._counted(now, force, asked)
        if known is None:
            # what is rare is found and counted at one look through the table
            found = now.ask(printing.hits(force, asked, now.hidden))
            known = int(found[0][-1]) if found else 0
            self._counts.put(key, known)
            if known <= asked.counted:
                return _page(asked, [one[:-1] for one in found], known)
        return _page(asked, self._sorted(now, force, asked, known), known)

    def _sorted(self, now: "_Moment", force: InForce, asked: Listing, count: int) -> list[tuple[Any, ...]]:
        """The rows of a page and one more; of a long list from a front, where it has as many."""
        first = None
        if count > asked.counted:
            first = self._fronts.find(force, asked.orders, life=now.life, mark=now.mark)
        if first is not None:
            found = now.ask(printing.front(force, asked, now.hidden, first, now.mark))
            if len(found) > asked.limit:
                return found
        return now.ask(printing.page(force, asked, now.hidden))

    def _counted(self, now: "_Moment", force: InForce, asked: Listing) -> tuple[tuple[Any, ...], int | None]:
        """What a count is remembered by, and the count if it is."""
        statement = printing.count(force, asked, now.hidden)
        key = (now.life, now.mark, statement.text, _written(statement.values))
        return key, self._counts.get(key)

    def _count(self, now: "_Moment", force: InForce, asked: Listing) -> int:
        """How many rows a list has; remembered until something is written."""
        key, known = self._counted(now, force, asked)
        if known is None:
            known = int(now.ask(printing.count(force, asked, now.hidden))[0][0])
            self._counts.put(key, known)
        return known

    def lines(self, now: "_Moment", force: InForce, asked: Grouping | Distinct | Overlap) -> Lines:
        """Lines of values."""
        found = now.ask(printing.lines(force, asked, now.hidden))
        return Lines(tuple(tuple(map(_plain, one)) for one in found))

    def counts(self, now: "_Moment", _: InForce, asked: Counting) -> Lines:
        """How many rows of each ledger."""
        forces = [self._mirror.force(one.ledger) for one in asked.each]
        if any(
            force is None or force.id != one.definition for force, one in zip(forces, asked.each, strict=True)
        ):
            raise CannotError("other definitions")
        return Lines(tuple(now.ask(printing.counts([one for one in forces if one], asked, now.hidden))))

    def search(self, now: "_Moment", force: InForce, asked: Search) -> Rows:
        """The best rows."""
        return Rows(tuple(one[0] for one in now.ask(printing.search(force, asked, now.hidden))))

    def measured(self, now: "_Moment", force: InForce, asked: Measuring) -> Lines:
        """Figures."""
        return self._figures.measured(now, self._mirror.known, force, asked)

    def behind(self, now: "_Moment", force: InForce, asked: Behind) -> Rows:
        """The rows behind a figure."""
        return self._figures.behind(now, self._mirror.known, force, asked)


@dataclass(frozen=True, slots=True)
class _Moment:
    """One moment's state: a connection in a transaction, its last entry, imports under way, and the file."""

    cursor: Any
    mark: int
    hidden: Sequence[int]
    life: int

    def ask(self, statement: Sql) -> list[tuple[Any, ...]]:
        """The lines of an answer."""
        return list(self.cursor.execute(statement.text, list(statement.values)).fetchall())


def _page(asked: Listing, found: Sequence[tuple[Any, ...]], count: int) -> Rows:
    """A page of one row more than was asked for."""
    kept = found[: asked.limit]
    last = tuple(map(_plain, (*kept[-1][1:], kept[-1][0]))) if len(found) > asked.limit else None
    return Rows(tuple(one[0] for one in kept), last, count)


def _length(answer: Answer) -> int:
    """How many rows or lines an answer has."""
    if isinstance(answer, NotNow):
        return _LONGEST + 1
    return len(answer.rows) if isinstance(answer, Rows) else len(answer.lines)


def _plain(value: Any) -> Any:
    """A value as it goes over the wire, the same for who asks from here."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


_ANSWERED: Final[Mapping[type, Callable[[Answers, _Moment, InForce, Any], Answer]]] = {
    Listing: Answers.rows,
    Grouping: Answers.lines,
    Counting: Answers.counts,
    Distinct: Answers.lines,
    Overlap: Answers.lines,
    Search: Answers.search,
    Measuring: Answers.measured,
    Behind: Answers.behind,
}
