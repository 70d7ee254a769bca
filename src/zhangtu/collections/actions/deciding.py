"""What the office does with answers: give them back with a reason, accept them, close the collection."""

from collections.abc import Sequence
from uuid import UUID

from zhangtu.collections import finding, merging, policies
from zhangtu.collections.keeping import TABLES
from zhangtu.collections.merging import Answered
from zhangtu.collections.refusals import CollectionError
from zhangtu.collections.states import State
from zhangtu.collections.telling import tell
from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Change, act
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


def reveal(uid: UUID, *, actor: Actor, reason: str) -> tuple[Answered, ...]:
    """See what a unit entered about persons in the clear; the journal keeps who saw it, and why.

    Args:
        uid: The ask.
        actor: Who wants to see it: somebody who sees the collection and may unmask.
        reason: Why.

    Returns:
        The answer handed in last.

    Raises:
        CollectionError: The actor may not, or no reason is given.
    """
    with act(actor=actor, reason=reason) as now:
        scope = people.scope(actor)
        ask = finding.ask(uid, scope)
        policies.check_reveal(scope, ask)
        if not reason.strip():
            raise CollectionError("no_reason_to_see")
        now.write(Change("collections.ask", ask.pk, "unmask", {"round": str(ask.round)}))
        return merging.revealed(ask, scope)
