"""Changes of posts and of who holds them: from establishing to abolishing, deputies and absences included."""

from dataclasses import replace
from datetime import date

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act, act
from zhangtu.kernel.uids import new_uid
from zhangtu.people import models, policies, queries, timeline
from zhangtu.people.naming import kind_of, name_of
from zhangtu.people.posts import PostState
from zhangtu.people.recording import Register, add, amend
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.scope import Right
from zhangtu.people.storing import store_posts
from zhangtu.people.timeline import Span


def establish_post(
    unit: int,
    name: str,
    *,
    actor: Actor,
    day: date,
    kind: str = "",
    role: str = "",
    reason: str = "",
) -> int:
    """Set up a post from a day.

    Args:
        unit: The unit it belongs to.
        name: What it is called.
        actor: Who does it.
        day: Its first day.
        kind: What procedures know it by.
        role: What it may do; some roles only the security administrator gives (``give_role``).
        reason: Why.

    Returns:
        Its number.

    Raises:
        PeopleRefusedError: If it may not be, or there is no such unit or role.
    """
    with act(actor=actor, reason=reason) as now:
        policies.check_right(actor, Right.ORGANISE, unit, day)
        policies.check_gives(actor, role, day)
        if role:
            policies.check_reach(actor, unit, role, day)
        if queries.unit(unit, day) is None:
            raise PeopleRefusedError("no_unit", day=day.isoformat())
        post = add(now, Register.POST, models.Post, uid=new_uid(now.at)).pk
        state = PostState(post=post, unit=unit, begins=day, name=name_of(name), kind=kind_of(kind), role=role)
        store_posts(now, "create", [], [state])
        return post


def alter_post(
    post: int,
    *,
    actor: Actor,
    day: date,
    name: str | None = None,
    kind: str | None = None,
    reason: str = "",
) -> None:
    """Call a post differently from a day, or count it as another kind; what is not given stays.

    Raises:
        PeopleRefusedError: If it may not be, or the post is not there.
    """
    with act(actor=actor, reason=reason) as now:
        policies.check_post(actor, _there(post, day), day)
        values: dict[str, str] = {}
        if name is not None:
            values["name"] = name_of(name)
        if kind is not None:
            values["kind"] = kind_of(kind)
        _change(now, post, day, "amend", **values)


def move_post(post: int, unit: int, *, actor: Actor, day: date, reason: str = "") -> None:
    """Let a post belong to another unit from a day, with whoever holds it and its work.

    Raises:
        PeopleRefusedError: If it may not be, or one of the two is not there.
    """
    with act(actor=actor, reason=reason) as now:
        state = _there(post, day)
        policies.check_post(actor, state, day)
        policies.check_right(actor, Right.ORGANISE, unit, day)
        if state.role:
            policies.check_reach(actor, unit, state.role, day)
        if queries.unit(unit, day) is None:
            raise PeopleRefusedError("no_unit", day=day.isoformat())
        _change(now, post, day, "move", unit=unit)


def abolish_post(post: int, *, actor: Actor, day: date, reason: str = "") -> None:
    """End a post from a day; nobody may hold it any more then.

    Raises:
        PeopleRefusedError: If it may not be, somebody holds it, or a later change is written down.
    """
    with act(actor=actor, reason=reason) as now:
        state = _there(post, day)
        policies.check_post(actor, state, day)
        held = queries.holdings(post=post)
        if any(span.ends is None or span.ends > max(day, span.begins) for span in held):
            raise PeopleRefusedError("has_holders", name=state.name, day=day.isoformat())
        states = queries.post_states(post)
        try:
            store_posts(now, "close", states, timeline.closed(states, day))
        except timeline.LaterChangeError as error:
            raise PeopleRefusedError(
                "later_change", later=error.day.isoformat(), day=day.isoformat()
            ) from error


def give_role(post: int, role: str, *, actor: Actor, day: date, reason: str = "") -> None:
    """Say what the holders of a post may do from a day.

    Ordinary roles are given by whoever sets up posts there, the others by the security administrator only,
    and never to a post of its own.

    Args:
        post: The post.
        role: A name in the table of roles; empty takes the role away.
        actor: Who gives it.
        day: From when.
        reason: Why.

    Raises:
        PeopleRefusedError: If it may not be, or somebody would be two of the three administrators.
    """
    with act(actor=actor, reason=reason) as now:
        state = _there(post, day)
        people = {held.person for held in queries.holdings(post=post) if held.ends is None or held.ends > day}
        if actor.person and actor.person in people:
            raise PeopleRefusedError("to_itself")
        if Right.GRANT not in queries.scope(actor).rights:
            policies.check_right(actor, Right.ORGANISE, state.unit, day)
            # taking a guarded role away needs the same hand that gives it
            policies.check_gives(actor, state.role, day, people)
            if role:
                policies.check_reach(actor, state.unit, role, day)
        policies.check_gives(actor, role, day, people)
        _change(now, post, day, "role", role=role)
        for held in queries.holdings(post=post):
            _check_apart(held.person, post, held)


def _check_apart(person: int, post: int, span: Span) -> None:
    """Refuse that a holding makes somebody two of the three administrators."""
    states = [state for state in queries.post_states(post) if timeline.overlap(state, span)]
    joint = [
        (state, replace(_bare(span), begins=max(state.begins, span.begins), ends=_sooner(state, span)))
        for state in states
    ]
    policies.check_apart(person, joint)


def _bare(span: Span) -> Span:
    return Span(begins=span.begins, ends=span.ends)


def _sooner(one: Span, other: Span) -> date | None:
    return min((end for end in (one.ends, other.ends) if end is not None), default=None)


def appoint(
    person: int,
    post: int,
    *,
    actor: Actor,
    day: date,
    ends: date | None = None,
    reason: str = "",
) -> int:
    """Let a person hold a post from a day.

    Args:
        person: Who.
        post: Which.
        actor: Who does it.
        day: The first day.
        ends: The first day no more; ``None`` while nobody knows.
        reason: Why.

    Returns:
        The number of the holding.

    Raises:
        PeopleRefusedError: If it may not be, or is so already, or would be two of the three administrators.
    """
    with act(actor=actor, reason=reason) as now:
        state = _there(post, day)
        policies.check_post(actor, state, day, person)
        return hold(now, person, post, day, ends)


def hold(now: Act, person: int, post: int, day: date, ends: date | None = None) -> int:
    """Write a holding, within an act, after what must hold for every holding is checked.

    Returns:
        The number of the holding.

    Raises:
        PeopleRefusedError: For what ``appoint`` says, but rights.
    """
    _there(post, day)
    span = _span(day, ends)
    if queries.person(person) is None:
        raise PeopleRefusedError("no_person")
    if any(one.post == post and timeline.overlap(one, span) for one in queries.holdings(person=person)):
        raise PeopleRefusedError("holds_already")
    _check_apart(person, post, span)
    made = add(
        now,
        Register.HOLDING,
        models.Holding,
        action="appoint",
        person=person,
        post=post,
        begins=day,
        ends=ends,
    )
    return made.pk


def relieve(person: int, post: int, *, actor: Actor, day: date, reason: str = "") -> None:
    """End a holding from a day (a handover does it together with everything open).

    Raises:
        PeopleRefusedError: If it may not be, or the person does not hold the post.
    """
    with act(actor=actor, reason=reason) as now:
        state = _there(post, day)
        policies.check_post(actor, state, day)
        release(now, person, post, day)


def release(now: Act, person: int, post: int, day: date) -> None:
    """End a holding within an act.

    Raises:
        PeopleRefusedError: ``no_holding``.
    """
    held = [
        one
        for one in queries.holdings(post=post)
        if one.person == person and one.begins <= day and (one.ends is None or one.ends > day)
    ]
    if not held:
        raise PeopleRefusedError("no_holding", day=day.isoformat())
    for one in held:
        amend(now, Register.HOLDING, models.Holding.objects.get(pk=one.id), "relieve", ends=day)


def set_deputy(
    post: int, deputy: int, *, actor: Actor, day: date, ends: date | None = None, reason: str = ""
) -> int:
    """Let the holders of one post stand in for those of another while these are away.

    Args:
        post: The post stood in for.
        deputy: The post whose holders do.
        actor: Who says so.
        day: From when.
        ends: Until when; ``None`` while nobody knows.
        reason: Why.

    Returns:
        The number of the arrangement.

    Raises:
        PeopleRefusedError: If it may not be, or one of the posts is that of an administrator.
    """
    if post == deputy:
        raise PeopleRefusedError("deputy_itself")
    with act(actor=actor, reason=reason) as now:
        for state in (_there(post, day), _there(deputy, day)):
            policies.check_right(actor, Right.ORGANISE, state.unit, day)
        if any(policies.is_apart(state) for one in (post, deputy) for state in queries.post_states(one)):
            raise PeopleRefusedError("deputy_apart")
        span = _span(day, ends)
        return add(
            now,
            Register.DEPUTY,
            models.Deputy,
            post=post,
            deputy=deputy,
            begins=span.begins,
            ends=span.ends,
        ).pk


def end_deputy(number: int, *, actor: Actor, day: date, reason: str = "") -> None:
    """End an arrangement of standing in from a day.

    Raises:
        PeopleRefusedError: If it may not be, or is gone.
    """
    with act(actor=actor, reason=reason) as now:
        found = models.Deputy.objects.filter(pk=number).first()
        if found is None:
            raise PeopleRefusedError("gone")
        policies.check_right(actor, Right.ORGANISE, _there(found.post, found.begins).unit, day)
        amend(now, Register.DEPUTY, found, "close", ends=max(day, found.begins))


def be_absent(person: int, *, actor: Actor, day: date, ends: date | None = None, reason: str = "") -> int:
    """Write down that a person is away; the deputies of the person's posts stand in.

    Everybody may say it of themselves; of others, whoever sets up posts there.

    Returns:
        The number of the absence.

    Raises:
        PeopleRefusedError: If it may not be, or there is no such person.
    """
    with act(actor=actor, reason=reason) as now:
        _check_away(actor, person, day)
        span = _span(day, ends)
        return add(
            now, Register.ABSENCE, models.Absence, person=person, begins=span.begins, ends=span.ends
        ).pk


def be_back(number: int, *, actor: Actor, day: date, reason: str = "") -> None:
    """Write down that a person is back from a day.

    Raises:
        PeopleRefusedError: If it may not be, or there is no such absence.
    """
    with act(actor=actor, reason=reason) as now:
        found = models.Absence.objects.filter(pk=number).first()
        if found is None:
            raise PeopleRefusedError("gone")
        _check_away(actor, found.person, day)
        amend(now, Register.ABSENCE, found, "close", ends=max(day, found.begins))


def _check_away(actor: Actor, person: int, day: date) -> None:
    if queries.person(person) is None:
        raise PeopleRefusedError("no_person")
    if actor.person != person:
        policies.check_person(actor, Right.ORGANISE, person, day)


def _there(post: int, day: date) -> PostState:
    state = queries.post(post, day)
    if state is None:
        raise PeopleRefusedError("no_post", day=day.isoformat())
    return state


def _span(begins: date, ends: date | None) -> Span:
    if ends is not None and ends < begins:
        raise PeopleRefusedError("bad_days", begins=begins.isoformat(), ends=ends.isoformat())
    return Span(begins=begins, ends=ends)


def _change(now: Act, post: int, day: date, action: str, **values: str | int) -> None:
    states = queries.post_states(post)
    store_posts(now, action, states, timeline.changed(states, day, **values))
