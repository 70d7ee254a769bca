"""Who may do what to units, posts, people and accounts; each check raises the reason."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import today
from zhangtu.people import queries, timeline
from zhangtu.people.posts import PostState
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.rules import Role, roles
from zhangtu.people.scope import Right
from zhangtu.people.timeline import Span
from zhangtu.people.wording import Pair, pair


def check_right(actor: Actor, right: Right, unit: int = 0, day: date | None = None) -> None:
    """Refuse who lacks a right within some unit.

    Args:
        actor: Who asks.
        right: The right.
        unit: The unit concerned; 0 for the whole office.
        day: The day the change begins, for units that are not there yet.

    Raises:
        PeopleRefusedError: ``not_allowed``.
    """
    scope = queries.scope(actor)
    inside = scope.everywhere or unit in scope.units
    if not inside and unit and queries.unit(unit) is None and day is not None:
        inside = not scope.units.isdisjoint(queries.ancestors(unit, day))
    if right not in scope.rights or not inside:
        raise PeopleRefusedError("not_allowed", right=pair([f"right_{right}"]))


def check_own(actor: Actor, right: Right) -> None:
    """Refuse who lacks a right that is not bound to a unit.

    Raises:
        PeopleRefusedError: ``not_allowed``.
    """
    if right not in queries.scope(actor).rights:
        raise PeopleRefusedError("not_allowed", right=pair([f"right_{right}"]))


def check_ends_samples(actor: Actor, unit: int) -> None:
    """Refuse whoever is neither administrator nor designer of the invented unit at the top.

    Args:
        actor: Who asks.
        unit: That unit.

    Raises:
        PeopleRefusedError: ``not_allowed``.
    """
    held = queries.scope(actor).rights
    check_right(actor, Right.DESIGN if Right.DESIGN in held else Right.ORGANISE, unit)


def can_end_samples(actor: Actor, unit: int) -> bool:
    """Whether somebody may say that the office is its own by now."""
    try:
        check_ends_samples(actor, unit)
    except PeopleRefusedError:
        return False
    return True


def role_named(name: str, day: date) -> Role:
    """The role of a name on a day.

    Raises:
        PeopleRefusedError: ``no_role``.
    """
    known = roles(day)
    if name not in known:
        raise PeopleRefusedError("no_role", role=name, names="、".join(known))
    return known[name]


def check_gives(actor: Actor, name: str, day: date, people: Iterable[int] = ()) -> None:
    """Refuse a role that the actor may not give, or would give to itself.

    Args:
        actor: Who gives.
        name: The role's name; empty for none.
        day: From when.
        people: Who would have it.

    Raises:
        PeopleRefusedError: ``no_role``, ``role_by_grant`` or ``to_itself``.
    """
    if not name:
        return
    role = role_named(name, day)
    if not role.by_grant:
        return
    if Right.GRANT not in queries.scope(actor).rights:
        raise PeopleRefusedError("role_by_grant", role=Pair(role.zh, role.en))
    if actor.person and actor.person in people:
        raise PeopleRefusedError("to_itself")


def check_reach(actor: Actor, unit: int, role: str, day: date, kind: str | None = None) -> None:
    """Refuse to let a post see what stands above its unit, where the actor does not organise there.

    Args:
        actor: Who gives.
        unit: The unit of the post, or the one about to be of another kind.
        role: The role of the post; empty for none.
        day: From when.
        kind: The kind the unit is about to be of; what it is if not given.

    Raises:
        PeopleRefusedError: ``reach``.
    """
    state = queries.unit(unit, day)
    if state is None:
        return
    above = queries.above_stood_for(state if kind is None else replace(state, kind=kind), role, day)
    scope = queries.scope(actor)
    if above and not scope.everywhere and above not in scope.units:
        name = queries.name_on(above, day)
        raise PeopleRefusedError("reach", name=state.name, above=name)


def check_post(actor: Actor, state: PostState, day: date, person: int = 0) -> None:
    """Refuse who may not change a post or who holds it.

    The posts of the three administrators are the security administrator's business, all others that of
    whoever sets up posts there; nobody appoints the own person.

    Args:
        actor: Who asks.
        state: The post.
        day: From when.
        person: Who is to hold it, or held it; 0 when nobody is concerned.

    Raises:
        PeopleRefusedError: ``not_allowed`` or ``to_itself``.
    """
    if actor.person and actor.person == person:
        raise PeopleRefusedError("to_itself")
    role = roles(max(day, today())).get(state.role)
    if role is not None and role.apart:
        check_own(actor, Right.GRANT)
    else:
        check_right(actor, Right.ORGANISE, state.unit, day)


def check_account(actor: Actor, person: int) -> None:
    """Refuse who may not open, reset or close a person's account.

    It takes the right to accounts and every unit where the person has a post now: whoever resets an account
    could come in with it. Those of the three administrators are reset by the security administrator, whose
    own only at the server; nobody resets the own account.

    Raises:
        PeopleRefusedError: ``not_allowed``, ``to_itself`` or ``no_person``.
    """
    if queries.person(person) is None:
        raise PeopleRefusedError("no_person")
    if actor.person and actor.person == person:
        raise PeopleRefusedError("to_itself")
    scope = queries.scope(actor)
    held = [
        pair[0] for pair in queries.spans_of_role(person) if pair[1].ends is None or pair[1].ends > today()
    ]
    if any(is_apart(state) for state in held):
        check_own(actor, Right.GRANT)
        return
    inside = scope.everywhere or (bool(held) and {state.unit for state in held} <= scope.units)
    if Right.ACCOUNTS not in scope.rights or not inside:
        raise PeopleRefusedError("not_allowed", right=pair(["right_accounts"]))


def check_person(actor: Actor, right: Right, person: int, day: date) -> None:
    """Refuse who lacks a right in every unit where a person has, or last had, a post.

    Raises:
        PeopleRefusedError: ``not_allowed``.
    """
    scope = queries.scope(actor)
    if right in scope.rights and (scope.everywhere or not scope.units.isdisjoint(units_of(person, day))):
        return
    raise PeopleRefusedError("not_allowed", right=pair([f"right_{right}"]))


def units_of(person: int, day: date) -> frozenset[int]:
    """The units of the posts a person holds on a day, or else of the last one it held."""
    states = [queries.post(post, day) for post in queries.posts_held(person, day)]
    found = {state.unit for state in states if state is not None}
    if not found:
        past = sorted(queries.spans_of_role(person), key=lambda pair: pair[1].begins)
        found = {past[-1][0].unit} if past else set()
    return frozenset(found)


def check_apart(person: int, states: Iterable[tuple[PostState, Span]]) -> None:
    """Refuse that a person is two of the three administrators on one day.

    Args:
        person: Who.
        states: The states of posts the person is about to hold, with the days.

    Raises:
        PeopleRefusedError: ``apart``.
    """
    added = [(state, span) for state, span in states if _apart(state.role, span.begins)]
    if not added:
        return
    held = queries.spans_of_role(person)
    for state, span in added:
        for other, days in [*held, *added]:
            other_role = other.role
            if other_role != state.role and _apart(other_role, days.begins) and timeline.overlap(span, days):
                raise PeopleRefusedError("apart", day=max(span.begins, days.begins).isoformat())


def _apart(name: str, day: date) -> bool:
    role = roles(max(day, today())).get(name)
    return role is not None and role.apart


def is_apart_role(name: str) -> bool:
    """Whether a role is that of one of the three administrators."""
    return _apart(name, today())


def is_guarded(state: PostState) -> bool:
    """Whether the role of a post is one only the security administrator gives."""
    role = roles(max(state.begins, today())).get(state.role)
    return role is not None and role.by_grant


def is_apart(state: PostState) -> bool:
    """Whether a post is that of one of the three administrators."""
    return _apart(state.role, state.begins)
