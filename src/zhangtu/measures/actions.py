"""Every change of pinned measures; each with its entry."""

from typing import Final

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act, act
from zhangtu.measures import defined, pinned, policies
from zhangtu.measures.keeping import TABLES
from zhangtu.measures.models import Pin
from zhangtu.measures.refusals import MeasureError
from zhangtu.people import queries as people

#: So many measures are kept in sight.
MOST: Final = 12


def pin(measure: str, *, actor: Actor) -> None:
    """Keep a measure in sight, for the person at the post acted for; twice is no harm.

    Args:
        measure: The measure's name.
        actor: For whom.

    Raises:
        LedgerError: There is no such measure, or its ledger may not be read.
        MeasureError: There are too many already, or it is no person who asks.
    """
    policies.check([defined.named(measure)], people.scope(actor), ())
    _keep(actor, measure, gone=False)


def unpin(measure: str, *, actor: Actor) -> None:
    """Keep a measure in sight no longer; of what is not pinned nothing is written.

    Args:
        measure: The measure's name.
        actor: For whom.

    Raises:
        MeasureError: It is no person who asks, or not for a post of his.
    """
    _keep(actor, measure, gone=True)


def _keep(actor: Actor, measure: str, *, gone: bool) -> None:
    if not actor.person or (actor.post and actor.post not in people.scope(actor).posts):
        raise MeasureError("no_person")
    deed = "unpin" if gone else "pin"
    with act(actor=actor) as now:
        own = {one.measure: one for one in Pin.objects.filter(person=actor.person, post=actor.post)}
        if gone and measure not in pinned.pinned(actor):
            return
        if not own:
            # what stood there from whoever had the post before becomes one's own with the first change
            own = {name: _add(now, actor, "pin", name) for name in pinned.pinned(actor)}
        there = own.get(measure)
        if not gone and sum(not one.gone for one in own.values() if one is not there) >= MOST:
            raise MeasureError("too_many_pins", most=MOST)
        if there is None:
            _add(now, actor, deed, measure)
        else:
            TABLES.amend(now, there, deed, gone=gone)


def _add(now: Act, actor: Actor, deed: str, measure: str) -> Pin:
    return TABLES.add(now, Pin, action=deed, person=actor.person, post=actor.post, measure=measure)
