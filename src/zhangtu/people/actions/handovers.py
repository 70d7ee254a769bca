"""Handover of a post or of a person: prepared, looked through, signed by three, put in force by one act."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act, act
from zhangtu.kernel.uids import new_uid
from zhangtu.people import handing, hooks, models, policies, queries
from zhangtu.people.actions.handover_items import list_open
from zhangtu.people.actions.posts import hold, release
from zhangtu.people.actions.taking_part import (
    check_organiser,
    check_settled,
    reason_given,
    taking_part,
    under_way,
)
from zhangtu.people.handing import HandoverState, HandoverView, ItemState, Side
from zhangtu.people.naming import tidy
from zhangtu.people.recording import Register, add, amend
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.wording import pair

#: The role whose holder signs for a giver that is gone.
HEAD_ROLE = "chief"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Who hands over what to whom.

    Attributes:
        giver: Who hands over.
        receiver: Who takes over.
        witness: Who watches.
        posts: The posts; empty for all the giver holds the day before.
        begins: From this day the receiver answers for it.
        into: A post of the receiver the work goes to; 0 when the receiver takes the posts themselves.
        proxy: The unit's head, who signs for a giver that is gone; 0 when the giver signs.
        mentor: Who helps the receiver to begin with; 0 for nobody.
        mentor_until: The mentor's last day.
    """

    giver: int
    receiver: int
    witness: int
    begins: date
    posts: tuple[int, ...] = ()
    into: int = 0
    proxy: int = 0
    mentor: int = 0
    mentor_until: date | None = None


def prepare_handover(plan: Plan, *, actor: Actor, reason: str = "") -> int:
    """List everything open of the posts, to be looked through and signed; nothing moves yet.

    Args:
        plan: Who hands over what to whom.
        actor: Who prepares it: the giver, or whoever sets up posts there.
        reason: Why.

    Returns:
        The handover's number.

    Raises:
        PeopleRefusedError: If it may not be, or the people or posts are not right.
    """
    with act(actor=actor, reason=reason) as now:
        posts = _posts(plan)
        _check_people(plan, posts)
        _check_preparer(actor, plan, posts)
        made = add(
            now,
            Register.HANDOVER,
            models.Handover,
            action="prepare",
            uid=new_uid(now.at),
            giver=plan.giver,
            receiver=plan.receiver,
            witness=plan.witness,
            proxy=plan.proxy,
            mentor=plan.mentor,
            mentor_until=plan.mentor_until,
            posts=" ".join(map(str, posts)),
            into=plan.into,
            begins=plan.begins,
            state=HandoverState.PREPARED.value,
        )
        list_open(now, made.pk, posts, plan.begins, 1)
        return made.pk


def _posts(plan: Plan) -> tuple[int, ...]:
    """The posts to be handed over: the giver holds each, if only in the past when it is gone."""
    held = queries.holdings(person=plan.giver)
    mine = {
        one.post
        for one in held
        if one.begins <= plan.begins and (one.ends is None or one.ends >= plan.begins)
    }
    if plan.proxy:
        # of somebody who is gone, a post counts that nobody took since
        past = {one.post for one in held if one.begins <= plan.begins}
        mine |= {post for post in past if not queries.holders(post, plan.begins)}
    posts = tuple(sorted(set(plan.posts or mine)))
    if not posts or not set(posts) <= mine:
        raise PeopleRefusedError("nothing_held", day=plan.begins.isoformat())
    other = handing.under_way(posts)
    if other is not None:
        raise PeopleRefusedError("handed_already", code=handing.view(other).code)
    return posts


def _check_people(plan: Plan, posts: Sequence[int]) -> None:
    people = [plan.proxy or plan.giver, plan.receiver, plan.witness]
    if len(set(people)) < 3 or plan.giver in (plan.proxy, plan.receiver, plan.witness):
        raise PeopleRefusedError("three_people")
    wanted = {*people, plan.giver, *([plan.mentor] if plan.mentor else [])}
    if set(queries.persons(wanted)) != wanted:
        raise PeopleRefusedError("no_person")
    if plan.into and plan.into not in queries.posts_held(plan.receiver, plan.begins):
        raise PeopleRefusedError("not_receivers", day=plan.begins.isoformat())
    if plan.proxy and not _is_head(plan.proxy, posts, plan.begins):
        raise PeopleRefusedError("not_head")


def _is_head(person: int, posts: Sequence[int], day: date) -> bool:
    """Whether a person is head of the unit of every post, or of one above it."""
    states = [queries.post(post, day) or queries.post_states(post)[-1] for post in posts]
    held = [queries.post(post, day) for post in queries.posts_held(person, day)]
    led = {state.unit for state in held if state is not None and state.role == HEAD_ROLE}
    return all(not led.isdisjoint((state.unit, *queries.ancestors(state.unit, day))) for state in states)


def _check_preparer(actor: Actor, plan: Plan, posts: Sequence[int]) -> None:
    """The giver or the unit's head prepares it, or whoever may change the post.

    A post whose role only the security administrator gives is not handed on by its holder alone.
    """
    own = (
        bool(actor.person) and actor.person in (plan.giver, plan.proxy) and bool(queries.scope(actor).rights)
    )
    for post in posts:
        state = queries.post(post, plan.begins) or queries.post_states(post)[-1]
        if not own or policies.is_guarded(state):
            policies.check_post(actor, state, plan.begins)


def sign(handover: int, side: Side, *, actor: Actor) -> None:
    """Sign the list as it stands, by click: each side with the own account.

    Raises:
        PeopleRefusedError: If somebody else clicks, or an objection is open.
    """
    with act(actor=actor) as now:
        seen = under_way(handover)
        if not actor.person or actor.person != seen.signer(side):
            raise PeopleRefusedError("not_signer", side=pair([side]))
        check_settled(seen)
        _sign(now, seen, side)


def _sign(now: Act, seen: HandoverView, side: Side) -> None:
    values = {"person": seen.signer(side), "listed": seen.digest, "at": now.at}
    old = models.HandoverSignature.objects.filter(handover=seen.id, side=side.value).first()
    if old is None:
        add(
            now,
            Register.SIGNATURE,
            models.HandoverSignature,
            action="sign",
            handover=seen.id,
            side=side.value,
            **values,
        )
    else:
        amend(now, Register.SIGNATURE, old, "sign", **values)


def sign_by_scan(handover: int, digest: str, code: str, *, actor: Actor) -> None:
    """Take the signed and stamped scan for the signatures of all three.

    Args:
        handover: The handover's number.
        digest: SHA-256 of the scan in hexadecimal digits.
        code: The code that stands on the scan; it must be that of the list as it is.
        actor: Who brings it: whoever sets up posts there, never the receiver.

    Raises:
        PeopleRefusedError: If it may not be, or the scan is of another list.
    """
    if re.fullmatch(r"[0-9a-f]{64}", digest) is None:
        raise PeopleRefusedError("bad_digest")
    with act(actor=actor) as now:
        seen = under_way(handover)
        check_organiser(actor, seen)
        if actor.person and actor.person == seen.receiver:
            raise PeopleRefusedError("to_itself")
        if tidy(code).upper() != seen.code:
            raise PeopleRefusedError("wrong_code", given=tidy(code)[:40], code=seen.code)
        check_settled(seen)
        for side in Side:
            _sign(now, seen, side)
        row = models.Handover.objects.get(pk=handover)
        amend(now, Register.HANDOVER, row, "scan", scan=digest)


def put_in_force(handover: int, *, actor: Actor, reason: str = "") -> None:
    """Hand over, all or nothing: the receiver holds the posts, or the work goes to the receiver's post.

    Args:
        handover: The handover's number.
        actor: Who does it: somebody with a part in it, or whoever sets up posts there.
        reason: Why.

    Raises:
        PeopleRefusedError: If a signature is missing, an objection is open, more became open meanwhile, or
            no head watches and the actor does not set up posts there.
    """
    with act(actor=actor, reason=reason) as now:
        seen = taking_part(handover, actor)
        check_settled(seen)
        missing = [side for side in Side if side not in seen.signed]
        if missing:
            raise PeopleRefusedError("unsigned", sides=pair(missing))
        _check_complete(seen)
        _check_watched(actor, seen)
        for post in seen.posts:
            _move(now, seen, post)
        row = models.Handover.objects.get(pk=handover)
        amend(now, Register.HANDOVER, row, "force", state=HandoverState.IN_FORCE.value)


def _check_watched(actor: Actor, seen: HandoverView) -> None:
    """Refuse that three pass a post on among themselves: a head watches, or an administrator does it."""
    if seen.proxy or _is_head(seen.witness, seen.posts, seen.begins):
        return
    try:
        check_organiser(actor, seen)
    except PeopleRefusedError as error:
        raise PeopleRefusedError("no_head_watches") from error


def _check_complete(seen: HandoverView) -> None:
    # a row may have gone from one of the posts to another since it was listed
    listed = {(item.post, item.reference) for item in seen.items}
    there = handing.collected(seen.posts, seen.begins)
    more = sum((post, reference) not in listed for post, reference, _ in there)
    if more:
        raise PeopleRefusedError("more_open", count=more)


def _move(now: Act, seen: HandoverView, post: int) -> None:
    """End the giver's holding and begin the receiver's, or put what is listed on the receiver's post."""
    if seen.giver in queries.holders(post, seen.begins):
        release(now, seen.giver, post, seen.begins)
    if not seen.into:
        if seen.receiver not in queries.holders(post, seen.begins):
            hold(now, seen.receiver, post, seen.begins)
        return
    for name, source in hooks.SOURCES.items():
        prefix = f"{name}:"
        references = [
            item.reference.removeprefix(prefix)
            for item in seen.items
            if item.post == post and item.state is ItemState.LISTED and item.reference.startswith(prefix)
        ]
        if references:
            source.hand(now, post, seen.into, references)


def drop_handover(handover: int, *, actor: Actor, reason: str) -> None:
    """Give a handover up; everything stays as it was.

    Raises:
        PeopleRefusedError: If it may not be, or no reason is given.
    """
    with act(actor=actor, reason=reason_given(reason)) as now:
        seen = taking_part(handover, actor)
        row = models.Handover.objects.get(pk=seen.id)
        amend(now, Register.HANDOVER, row, "drop", state=HandoverState.DROPPED.value)
