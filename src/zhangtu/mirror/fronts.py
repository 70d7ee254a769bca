"""Fronts: the first rows of a long ledger by this column and that, kept in memory beside its table.

The first page of a million rows by name needs a look at every name. But whoever asks for it wants fifty of
the first, whatever the filters; so the first few thousand in that order are kept as they were at one entry,
those by all columns people sort by in one table. What was written since comes from the ledger's own table,
which has it at its end. Where a front has too few rows for a page, that table is asked: a front can make an
answer sooner, never another.
"""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from zhangtu.ledgers.compiled import InForce
from zhangtu.mirror import paging, sql
from zhangtu.mirror.columns import table
from zhangtu.mirror.predicates import OWN, Sql

#: So many fronts of a ledger are kept, those that were used last; together they take about forty megabytes.
MOST: Final = 18
#: About so many rows each.
SIZE: Final = 5_000
#: One row of so many says where a front ends.
SAMPLE: Final = 64
#: Shorter tables have no fronts.
LEAST: Final = 100_000
#: When so many entries were written since, fronts are to be made anew; behind twice as many none is used.
FAR: Final = 5_000

#: A column and whether it is descending.
Way = tuple[str, bool]


class Front(NamedTuple):
    """The first rows of a ledger by a column.

    Attributes:
        table: Where they are, among others.
        mark: The last entry when they were copied.
        value: The column of the last of them.
        row: Its number.
    """

    table: str
    mark: int
    value: Any
    row: int


class _Shelf:
    """The fronts of a ledger as one version of its definition has it, in one life of the file."""

    def __init__(self) -> None:
        self.table = ""
        self.mark = 0
        #: Where each front ends; ``None`` for a column that has none.
        self.ends: Mapping[Way, tuple[Any, int] | None] = {}
        #: What lists were sorted by, the last behind all others, and how often in vain.
        self.used: OrderedDict[Way, int] = OrderedDict()

    def late(self, mark: int) -> bool:
        """Whether something that was asked for more than once is missing, or too old."""
        asked = [way for way, times in self.used.items() if times > 1]
        return any(way not in self.ends for way in asked) or (bool(asked) and mark - self.mark > FAR)


class Fronts:
    """The fronts of one file; any thread may ask, one makes them."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        #: By the life of the file, the ledger, and its definition.
        self._shelves: dict[tuple[int, int, int], _Shelf] = {}
        self._gone: list[tuple[int, str]] = []
        self._last = 0

    def find(
        self, force: InForce, orders: tuple[tuple[str, bool], ...], *, life: int, mark: int
    ) -> Front | None:
        """The front a list is the beginning of.

        Args:
            force: The ledger.
            orders: How the list is sorted.
            life: The life of the file.
            mark: The last entry of the moment that is asked about.

        Returns:
            The front; ``None`` where there is none, which is noted.
        """
        if not orders or not orders[0][0] or orders[0][0] in OWN:
            return None
        way = orders[0]
        with self._turn:
            shelf = self._shelves.setdefault((life, force.register, force.id), _Shelf())
            shelf.used[way] = shelf.used.get(way, 0) + 1
            shelf.used.move_to_end(way)
            while len(shelf.used) > MOST:
                shelf.used.popitem(last=False)
            end = shelf.ends.get(way)
            if end is None or not shelf.mark <= mark <= shelf.mark + 2 * FAR:
                return None
            return Front(shelf.table, shelf.mark, *end)

    def renew(self, cursor: Any, forces: Mapping[int, InForce], *, life: int, mark: int) -> None:
        """Make fronts that were missed, or have become too old; it takes up to a second a ledger.

        Args:
            cursor: This thread's connection, in no transaction.
            forces: The ledgers as they are now, by register.
            life: The life of the file.
            mark: The last entry taken over.
        """
        with self._turn:
            for key in list(self._shelves):
                if key[0] != life:
                    del self._shelves[key]
            gone, self._gone = self._gone, []
            late = [(key, shelf) for key, shelf in self._shelves.items() if shelf.late(mark)]
        # what was replaced the turn before; nobody reads it any more
        for one, name in gone:
            if one == life:
                cursor.execute(sql.drop_front(name))
        for key, shelf in late:
            force = forces.get(key[1])
            if force is not None and force.id == key[2]:
                self._renew(cursor, force, shelf, life)

    def _renew(self, cursor: Any, force: InForce, shelf: _Shelf, life: int) -> None:
        with self._turn:
            ways = [way for way, times in shelf.used.items() if times > 1]
        self._last += 1
        name = f"f{self._last:d}"
        cursor.execute("BEGIN")
        try:
            ((mark,),) = cursor.execute(sql.REACHED).fetchall()
            ends = _copied(cursor, force, name, ways)
        except BaseException:
            cursor.execute("ROLLBACK")
            raise
        cursor.execute("COMMIT")
        with self._turn:
            if shelf.table:
                self._gone.append((life, shelf.table))
            made = any(end is not None for end in ends.values())
            shelf.table, shelf.mark, shelf.ends = name if made else "", mark, ends


def _copied(cursor: Any, force: InForce, name: str, ways: list[Way]) -> Mapping[Way, tuple[Any, int] | None]:
    """Copy the first rows in each of some orders, as they are at one entry; where each front ends."""
    count = cursor.execute(sql.size(table(force))).fetchall()[0][0]
    if count < LEAST:
        return dict.fromkeys(ways)
    ends: dict[Way, tuple[Any, int] | None] = {}
    bounds = []
    for way in ways:
        ends[way] = end = _end(cursor, force, way)
        if end is not None:
            bounds.append(_until(force, way, *end))
    if bounds:
        texts = [one.text for one in bounds]
        values = [value for one in bounds for value in one.values]
        cursor.execute(sql.make_front(name, table(force), texts), values)
    return ends


def _until(force: InForce, way: Way, value: Any, row: int) -> Sql:
    (one,), _ = paging.sorted_by(force, [way])
    return paging.until(one, value, row)


def _end(cursor: Any, force: InForce, way: Way) -> tuple[Any, int] | None:
    """Where a front ends, as a sample says; ``None`` where most rows are empty, or the sample was no good."""
    (one,), last = paging.sorted_by(force, [way])
    asked = sql.sampled(table(force), one.text, paging.sorting([one], last=last))
    found = cursor.execute(asked, [SAMPLE, SIZE // SAMPLE]).fetchall()
    if not found or found[0][0] is None:
        return None
    end: tuple[Any, int] = found[0]
    bound = paging.until(one, *end)
    ((count,),) = cursor.execute(sql.before(table(force), bound.text), list(bound.values)).fetchall()
    return end if count <= 4 * SIZE else None
