"""How many rows of each ledger somebody sees, counted once until anything is written."""

from dataclasses import dataclass
from typing import Final

from zhangtu.journal import queries as journal
from zhangtu.ledgers import definitions, policies
from zhangtu.ledgers import queries as ledgers
from zhangtu.ledgers.compiled import InForce
from zhangtu.mirror import client
from zhangtu.mirror.columns import mirrored
from zhangtu.mirror.memory import Memory
from zhangtu.mirror.predicates import area
from zhangtu.mirror.questions import Counting, Lines, Which
from zhangtu.people.scope import Right, Scope

#: Remembered for so many people.
_MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of a ledger somebody sees.

    Attributes:
        count: So many; where the store counted, ``ledgers.queries.COUNTED`` at most.
        more: Whether there are more than that.
        fresh: Whether the mirror answered; if not, the store did, and more slowly.
    """

    count: int
    more: bool = False
    fresh: bool = True


#: What was counted, by the head of the journal, the ledgers and the areas seen of them.
_KNOWN: Final[Memory[dict[str, Count]]] = Memory(_MOST)


def counts(scope: Scope) -> dict[str, Count]:
    """How many rows of each ledger somebody sees, those withdrawn left out.

    Args:
        scope: Whose.

    Returns:
        Name of each ledger that may be read → how many; all of them counted at one moment by the mirror,
        and by the store those the mirror can't say.
    """
    known = definitions.known().ledgers
    forces = [force for _, force in sorted(known.items()) if policies.can(scope, Right.READ, force)]
    asked = {force.ledger.name: Which(force.register, force.id, area(scope, force)) for force in forces}
    key = (journal.head(), tuple(asked.values()))
    found = _KNOWN.get(key)
    if found is not None and all(one.fresh or not mirrored(known[name]) for name, one in found.items()):
        return found
    said = _said({force.ledger.name: asked[force.ledger.name] for force in forces if mirrored(force)})
    # what the store counted holds as long; but the mirror, once it is built, says it to the last row
    before = found or {}
    found = {force.ledger.name: _one(force, scope, said, before) for force in forces}
    _KNOWN.put(key, found)
    return found


def _said(asked: dict[str, Which]) -> dict[str, int]:
    """What the mirror says, by name; nothing when it can't."""
    answer = client.ask(Counting(next(iter(asked.values())), tuple(asked.values()))) if asked else None
    if not isinstance(answer, Lines):
        return {}
    return {name: int(count) for name, (count,) in zip(asked, answer.lines, strict=True)}


def _one(force: InForce, scope: Scope, said: dict[str, int], before: dict[str, Count]) -> Count:
    """How many rows a ledger has: as the mirror says, as was counted before, or as the store counts now."""
    name = force.ledger.name
    if name in said:
        return Count(said[name])
    if name in before:
        return before[name]
    page = ledgers.rows(name, scope, limit=1, live=())
    return Count(page.count, page.more, fresh=False)
