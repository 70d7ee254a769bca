"""Who may go on with a handover, and when it can go on; shared by all its actions."""

from collections.abc import Iterable

from zhangtu.journal.actor import Actor
from zhangtu.people import handing, policies, queries
from zhangtu.people.handing import HandoverState, HandoverView, ItemState
from zhangtu.people.naming import tidy
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.scope import Right


def under_way(handover: int) -> HandoverView:
    """A handover that is neither in force nor dropped.

    Raises:
        PeopleRefusedError: ``gone`` or ``handover_over``.
    """
    seen = handing.handover(handover)
    if seen.state is not HandoverState.PREPARED:
        raise PeopleRefusedError("handover_over")
    return seen


def taking_part(handover: int, actor: Actor) -> HandoverView:
    """A handover under way, in which the actor has a part or for which it sets up posts.

    Raises:
        PeopleRefusedError: If it has none.
    """
    seen = readable(handover, actor)
    if seen.state is not HandoverState.PREPARED:
        raise PeopleRefusedError("handover_over")
    return seen


def readable(handover: int, actor: Actor) -> HandoverView:
    """A handover, over or not, in which the actor has a part or for which it sets up posts.

    Raises:
        PeopleRefusedError: If there is none, or the actor has no part in it.
    """
    seen = handing.handover(handover)
    if actor.person and actor.person in _people(seen):
        return seen
    check_organiser(actor, seen)
    return seen


def _people(seen: HandoverView) -> Iterable[int]:
    """The three who sign."""
    return (seen.proxy or seen.giver, seen.receiver, seen.witness)


def check_organiser(actor: Actor, seen: HandoverView) -> None:
    """Refuse who does not set up posts where those handed over are."""
    for post in seen.posts:
        state = queries.post(post, seen.begins) or queries.post_states(post)[-1]
        policies.check_right(actor, Right.ORGANISE, state.unit, seen.begins)


def check_settled(seen: HandoverView) -> None:
    """Refuse while an objection is open."""
    open_ones = [str(item.no) for item in seen.items if item.state is ItemState.OBJECTED]
    if open_ones:
        raise PeopleRefusedError("in_objection", numbers="、".join(open_ones))


def reason_given(text: str) -> str:
    """A reason, tidied; refused when nothing is left of it."""
    reason = tidy(text)[:400]
    if not reason:
        raise PeopleRefusedError("reason_missing")
    return reason
