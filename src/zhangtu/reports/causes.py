"""Which entries made the ledgers say something else than what was submitted."""

from collections.abc import Iterator
from typing import Final

from zhangtu.journal import queries as journal
from zhangtu.journal.actor import Actor
from zhangtu.journal.queries import EntryView
from zhangtu.kernel import periods
from zhangtu.kernel.periods import Period
from zhangtu.ledgers import definitions
from zhangtu.measures import queries as measures
from zhangtu.measures.cells import Cell
from zhangtu.measures.moments import AsOf
from zhangtu.measures.refusals import MeasureError
from zhangtu.people import queries as people
from zhangtu.reports.asking import over_periods
from zhangtu.reports.content import Content, Head, Line, differences
from zhangtu.reports.models import Filing

#: Entries looked through, and named.
_LOOKED: Final = 100_000
MOST: Final = 200
_SLICE: Final = 2_000


def of(filing: Filing, old: Content, new: Content) -> tuple[EntryView, ...]:
    """The entries behind a difference: those since, of rows behind a figure that differs.

    Args:
        filing: The report.
        old: What was submitted.
        new: What the ledgers say now.

    Returns:
        Rising; two hundred at most. Of ledgers a figure only looks into, all entries count.
    """
    period = periods.parse(filing.period)
    behind: dict[str, set[int]] = {}
    beside: set[str] = set()
    for line, head, _, _ in differences(old, new):
        if not head.measure:
            continue
        behind.setdefault(head.spec.of, set()).update(
            _rows(line, head, period, old), _rows(line, head, period, new)
        )
        beside |= _looked_into(head)
    found = []
    for entry in _since(old.entry):
        ledger = entry.register
        if (ledger in behind and entry.row in behind[ledger]) or (ledger in beside - behind.keys()):
            found.append(entry)
    return tuple(found[:MOST])


def _rows(line: Line, head: Head, period: Period, content: Content) -> Iterator[int]:
    """The rows behind a figure of a unit, as of the moment of a content."""
    scope = people.scope(Actor(machine="runner"))
    for one in over_periods(period, head.over):
        cell, after = Cell(head.measure, line.unit, one), ""
        while True:
            told = AsOf(content.entry, content.today)
            try:
                opened = measures.rows_behind(cell, scope, after=after, limit=1_000, told=told)
            except MeasureError:
                return  # it rests on values about persons: its rows are not named
            yield from opened.rows
            after = opened.after
            if not after:
                break


def _looked_into(head: Head) -> set[str]:
    """The other ledgers a measure's figures rest on through the fields it reads."""
    known = definitions.known()
    force = known.ledger(head.spec.of)
    texts = [head.spec.value, head.spec.where, *(one.value or "" for one in force.ledger.fields)]
    words = " ".join(texts)
    return {name for name in known.ledgers if name != head.spec.of and f"{name} where" in words}


def _since(number: int) -> Iterator[EntryView]:
    """The entries after a number, no more than are looked through."""
    last = min(journal.last_number(), number + _LOOKED)
    while number < last:
        entries = journal.entries_after(number, _SLICE)
        if not entries:
            return
        yield from entries
        number = entries[-1].number
