"""How much waits for a visitor at the places of the bar: counted once, until anything is written.

Everything that can wait is written with an entry; so a count holds for one visitor, one day and one head of
the journal.
"""

from collections import OrderedDict
from threading import Lock
from typing import Final, NamedTuple

from zhangtu.desk.frame import hooks
from zhangtu.desk.frame.visit import Visit
from zhangtu.journal import queries as journal
from zhangtu.people.scope import Scope

#: Visitors whose counts are remembered.
_MOST: Final = 2_000


class _Counted(NamedTuple):
    """What counts rest on, and the counts by the names of the places."""

    head: tuple[int, bytes]
    scope: Scope
    unit: int
    counts: dict[str, int]


_KNOWN: OrderedDict[tuple[object, ...], _Counted] = OrderedDict()
_TURN: Final = Lock()


def counts(visit: Visit) -> dict[str, int]:
    """How much waits.

    Args:
        visit: The visitor.

    Returns:
        Name of a place the visitor finds anything at → how many things wait there.
    """
    head = journal.head()
    key = (visit.actor, visit.today)
    with _TURN:
        known = _KNOWN.get(key)
    if known is not None and known.head == head and (known.scope, known.unit) == (visit.scope, visit.unit):
        return known.counts
    found = {place.name: place.waiting(visit) for place in hooks.PLACES if place.shown(visit)}
    with _TURN:
        _KNOWN[key] = _Counted(head, visit.scope, visit.unit, found)
        _KNOWN.move_to_end(key)
        while len(_KNOWN) > _MOST:
            _KNOWN.popitem(last=False)
    return found
