"""Answers questions for figures, and for the rows behind them, from one moment's state of the mirror."""

from collections.abc import Sequence
from typing import Any, Final, Protocol

import msgspec

from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.definitions import Known
from zhangtu.mirror import behind
from zhangtu.mirror.measuring import Batch
from zhangtu.mirror.memory import Memory
from zhangtu.mirror.predicates import CannotError, Sql
from zhangtu.mirror.questions import Behind, Lines, Measuring, Rows
from zhangtu.mirror.relating import Standing
from zhangtu.mirror.wanted import batches

#: Answers remembered as long as nothing is written, and how many values one may have.
_SAID: Final = 60
_LONGEST: Final = 50_000

_written = msgspec.msgpack.Encoder().encode


class Now(Protocol):
    """One moment's state of the mirror."""

    @property
    def mark(self) -> int:
        """The last entry that is in."""

    @property
    def hidden(self) -> Sequence[int]:
        """The entries of imports under way."""

    @property
    def life(self) -> int:
        """Another number for another file."""

    def ask(self, statement: Sql) -> list[tuple[Any, ...]]:
        """The lines of an answer."""


class Figures:
    """Answers questions for figures."""

    def __init__(self) -> None:
        self._said: Memory[Lines] = Memory(_SAID)

    def measured(self, now: Now, known: Known | None, force: InForce, asked: Measuring) -> Lines:
        """Figures: the place of their batch, unit, period, keys, then rows behind and value of each.

        Args:
            now: The moment's state.
            known: The definitions the mirror's tables were made by.
            force: The ledger.
            asked: What is asked.

        Returns:
            The lines; where there are no rows at all for a unit and period, there is none.

        Raises:
            CannotError: The mirror does not keep what a figure rests on.
        """
        standing = _standing(now, known, asked)
        key = (now.life, now.mark, tuple(now.hidden), _written(asked))
        said = self._said.get(key)
        if said is None:
            lines: list[tuple[Any, ...]] = []
            for place, batch in enumerate(batches(asked.measures)):
                found = now.ask(Batch(force, asked, batch, standing).sql())
                lines += [(place, *one) for one in found]
            said = Lines(tuple(lines))
            if sum(map(len, lines)) <= _LONGEST:
                self._said.put(key, said)
        return said

    def behind(self, now: Now, known: Known | None, force: InForce, asked: Behind) -> Rows:
        """A page of the rows behind a figure.

        Args:
            now: The moment's state.
            known: The definitions the mirror's tables were made by.
            force: The ledger.
            asked: What is asked.

        Returns:
            The rows seen; ``last`` how many there are in all, and the row to go on behind (0 for none).

        Raises:
            CannotError: The mirror does not keep what the figure rests on.
        """
        standing = _standing(now, known, asked)
        whole, seen = now.ask(behind.counts(force, asked, standing))[0]
        rows = [one[0] for one in now.ask(behind.page(force, asked, standing))]
        kept = tuple(rows[: asked.limit])
        return Rows(kept, (whole, kept[-1] if len(rows) > asked.limit else 0), seen)


def _standing(now: Now, known: Known | None, asked: Measuring | Behind) -> Standing:
    if known is None or known.mark != asked.word:
        raise CannotError("other definitions")
    return Standing(known, now.mark, now.hidden, asked.entry)
