"""What the office does with answers: give them back with a reason, accept them, close the collection."""

from collections.abc import Sequence
from uuid import UUID

from zhangtu.collections import finding, policies
from zhangtu.collections.keeping import TABLES
from zhangtu.collections.models import Ask
from zhangtu.collections.refusals import CollectionError
from zhangtu.collections.states import State
from zhangtu.collections.telling import tell
from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.kernel import clock
from zhangtu.people import queries as people


def give_back(uid: UUID, *, actor: Actor, reason: str) -> None:
    """Give an answer back; it stays as it was handed in, the unit goes on from it.

    Args:
        uid: The ask.
        actor: Who gives it back.
        reason: Why; the unit sees it.

    Raises:
        CollectionError: The actor does not own it, no reason is given, it was not handed in, or it is over.
    """
    if not reason.strip():
        raise CollectionError("no_reason")
    with act(actor=actor, reason=reason) as now:
        scope = people.scope(actor)
        ask = finding.ask(uid, scope)
        policies.check_own(scope, ask.collection)
        policies.check_running(ask.collection)
        policies.check_submitted(ask, "退回", "returned")
        TABLES.amend(
            now, ask, "give_back", state=State.RETURNED.value, round=ask.round + 1, returned=reason.strip(),
            accepted=None,
        )  # fmt: skip
        tell(ask, "returned", actor=actor, reason=reason.strip())


def accept(uids: Sequence[UUID], *, actor: Actor) -> int:
    """Accept answers, all or none.

    Args:
        uids: The asks.
        actor: Who accepts.

    Returns:
        How many were accepted now.

    Raises:
        CollectionError: The actor does not own one, or one was not handed in.
    """
    with act(actor=actor) as now:
        scope = people.scope(actor)
        done = 0
        for uid in uids:
            ask = finding.ask(uid, scope)
            policies.check_own(scope, ask.collection)
            policies.check_submitted(ask, "接收", "accepted")
            if ask.state == State.SUBMITTED:
                TABLES.amend(now, ask, "accept", state=State.ACCEPTED.value, accepted=clock.now())
                tell(ask, "accepted", actor=actor, channels=())
                done += 1
        return done


def close(uid: UUID, *, actor: Actor, reason: str = "") -> None:
    """Close a collection: nothing is handed in any more, everything stays.

    Args:
        uid: The collection.
        actor: Who closes it.
        reason: Why, where there is something to say.

    Raises:
        CollectionError: The actor does not own it, or it is closed.
    """
    with act(actor=actor, reason=reason) as now:
        scope = people.scope(actor)
        collection = finding.collection(uid, scope)
        policies.check_own(scope, collection)
        if collection.closed is not None:
            raise CollectionError("closed")
        TABLES.amend(now, collection, "close", closed=clock.today())


def waiting(asks: Sequence[Ask]) -> list[Ask]:
    """Those of some asks that were handed in and not accepted."""
    return [one for one in asks if one.state == State.SUBMITTED]
