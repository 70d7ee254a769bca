"""Computes stored values anew after their expression changed: in short acts, an entry a row."""

from collections.abc import Callable
from typing import Final, NamedTuple

from zhangtu.journal import queries as journal
from zhangtu.journal import registers
from zhangtu.journal.actor import Actor
from zhangtu.journal.queries import EntryView
from zhangtu.journal.writing import Act, Change, act
from zhangtu.kernel.failpoints import here
from zhangtu.ledgers import definitions, drafts, sql, storing
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.definitions.indexing import RECOMPUTING
from zhangtu.ledgers.drafts import Around
from zhangtu.ledgers.looking import Finder
from zhangtu.people import queries as people

#: The register in which it stands how far each ledger is; putting a definition in force begins it.
REGISTER: Final = RECOMPUTING
#: Rows computed in one act: others wait for the writer's place less than a tenth of a second.
_SLICE: Final = 100


class Place(NamedTuple):
    """How far it is: the definition it is done for, and the last row looked at."""

    definition: int
    row: int


def unfinished() -> list[str]:
    """The ledgers some of whose stored values may still be those of an earlier definition."""
    return [name for name in definitions.names() if _open(definitions.in_force(name)) is not None]


def go_on(tell: Callable[[int], None] | None = None) -> int:
    """Compute anew what is still to be computed, to the end; safe to repeat, and after a kill.

    Args:
        tell: Told after each slice how many rows were changed.

    Returns:
        How many rows were changed.
    """
    changed = 0
    for name in unfinished():
        place: Place | None = Place(0, 0)
        while place is not None:
            place, count = _slice(name, place)
            changed += count
            if tell is not None:
                tell(changed)
    return changed


def _open(force: InForce) -> EntryView | None:
    """The last entry about a ledger that is not through: who changed the definition, how far it is."""
    if registers.known(REGISTER) is None:
        return None
    entries = journal.history(REGISTER, force.register)
    return entries[-1] if entries and entries[-1].action != "end" else None


def _slice(name: str, place: Place) -> tuple[Place | None, int]:
    """Compute some rows anew, for whoever changed the definition.

    Args:
        name: The ledger.
        place: How far this process has come; rows that did not change are told in no entry.

    Returns:
        How far it has come now, ``None`` at the end; how many rows changed.
    """
    begun = _open(definitions.in_force(name))
    if begun is None:
        return None, 0
    with act(actor=begun.actor) as one:
        force = definitions.in_force(name)
        last = _open(force)
        if last is None:
            return None, 0
        told = int(last.values["after"])
        start = max(told, place.row) if place.definition == last.definition else told
        rows = sql.rows_after(force.register, start, _SLICE)
        around = _around(one.actor)
        count = sum(_renew(one, force, row, around) for row in rows)
        here("recompute.in_slice")
        done = rows[-1].id if rows else start
        if count or not rows:
            facts = {"after": str(done)}
            action = "go_on" if rows else "end"
            one.write(Change(REGISTER, force.register, action, facts, definition=last.definition))
    here("recompute.after_slice")
    return (Place(last.definition, done) if rows else None), count


def _around(actor: Actor) -> Around:
    known = definitions.known()
    return Around(known.ledgers, known.tables, Finder(people.scope(actor), known.ledgers))


def _renew(one: Act, force: InForce, row: sql.Stored, around: Around) -> bool:
    settled = drafts.recompute(force, row, around)
    if settled.changed:
        storing.amend(one, force, row, settled, "recompute")
    return bool(settled.changed)
