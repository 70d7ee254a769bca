"""What can be chosen in forms: units with the ones above them, posts by unit, people with their posts."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import gettext as _

from zhangtu.desk.frame.words import separator
from zhangtu.desk.office.asking import Option, Subject
from zhangtu.desk.office.words import post_kind, role_name, unit_kind
from zhangtu.people import policies, queries, rolls, rules
from zhangtu.people.actions.handovers import HEAD_ROLE
from zhangtu.people.posts import PostState
from zhangtu.people.rules import roles
from zhangtu.people.scope import Right


def units(subject: Subject) -> Iterator[Option]:
    """The units in somebody's scope, by the tree, each with the unit above."""
    yield from _units(subject, frozenset())


def other_units(subject: Subject) -> Iterator[Option]:
    """The same without the one the form is about."""
    yield from _units(subject, frozenset({subject.number}))


def _units(subject: Subject, without: frozenset[int]) -> Iterator[Option]:
    visit = subject.visit
    there = queries.units(visit.today)
    for number in in_order(visit.today):
        if number not in without and (visit.scope.everywhere or number in visit.scope.units):
            above = there.get(there[number].parent)
            yield str(number), there[number].name, above.name if above is not None else ""


def in_order(day: date) -> list[int]:
    """The units of a day as the tree lists them."""
    found: list[int] = []
    ahead = list(reversed(queries.tree(day)))
    while ahead:
        node = ahead.pop()
        found.append(node.state.unit)
        ahead.extend(reversed(node.below))
    return found


def posts(subject: Subject) -> Iterator[Option]:
    """The posts of the units in somebody's scope."""
    visit = subject.visit
    chosen = None if visit.scope.everywhere else visit.scope.units
    found = rolls.posts_on(visit.today, chosen)
    held = rolls.holders_on(visit.today, [state.post for state in found])
    people = queries.persons({one for holders in held.values() for one in holders})
    order = {number: place for place, number in enumerate(in_order(visit.today))}
    for state in sorted(found, key=lambda one: (order.get(one.unit, 0), one.post)):
        names = separator().join(people[one].name for one in held.get(state.post, ()))
        words = f"{state.name} · {names}" if names else state.name
        yield str(state.post), words, rolls.unit_named(state.unit, visit.today)


def people(subject: Subject) -> Iterator[Option]:
    """The people of the units in somebody's scope and above, and those without any post yet."""
    visit = subject.visit
    if visit.scope.everywhere or Right.GRANT in visit.scope.rights:
        yield from named(rolls.people_like("", 5000), visit.today)
        return
    above = {one for unit in (visit.unit,) for one in queries.ancestors(unit, visit.today)}
    yield from named(rolls.people_of({*visit.scope.units, *above}, visit.today), visit.today)
    yield from named(rolls.without_posts(visit.today), visit.today)


def givers(subject: Subject) -> Iterator[Option]:
    """The people somebody may hand over for: itself, those it leads, and those whose posts it sets up."""
    visit, day = subject.visit, subject.today
    rights, grants = visit.scope.rights, Right.GRANT in visit.scope.rights
    organised = frozenset(queries.units(day)) if visit.scope.everywhere or grants else visit.scope.units
    organised = organised if Right.ORGANISE in rights or grants else frozenset()
    own = queries.post(visit.actor.post, day)
    led = queries.below(own.unit, day) if own is not None and own.role == HEAD_ROLE else frozenset()
    wanted = [visit.actor.person, *rolls.people_of(organised | led, day)]
    held = rolls.posts_of(wanted, day)
    may = [
        one
        for one in dict.fromkeys(wanted)
        if any(_may_hand(subject, one, state, led, organised) for state in held.get(one, ()))
    ]
    yield from named(may, day)


def _may_hand(
    subject: Subject, person: int, state: PostState, led: frozenset[int], organised: frozenset[int]
) -> bool:
    """Whether somebody may hand over a post of a person, as the action will say."""
    rights = subject.visit.scope.rights
    if policies.is_apart(state):
        return Right.GRANT in rights and person != subject.visit.actor.person
    mine = person == subject.visit.actor.person or state.unit in led
    organises = Right.ORGANISE in rights and state.unit in organised
    return organises or (mine and bool(rights) and not policies.is_guarded(state))


def named(numbers: Iterable[int], day: date) -> Iterator[Option]:
    """People with one of their posts, grouped by its unit."""
    wanted = list(numbers)
    found = queries.persons(wanted)
    first = rolls.first_posts(wanted, day)
    for number in wanted:
        state = first.get(number)
        words = found[number].name if state is None else f"{found[number].name} · {state.name}"
        yield str(number), words, _("还没有岗位") if state is None else rolls.unit_named(state.unit, day)


def unit_kinds(subject: Subject) -> Iterator[Option]:
    """The kinds of units that have words, and those the office uses besides."""
    own = {state.kind for state in queries.units(subject.today).values() if state.kind}
    for name in dict.fromkeys([*rules.unit_kinds(subject.today), *sorted(own)]):
        yield name, unit_kind(name, subject.today), ""


def post_kinds(subject: Subject) -> Iterator[Option]:
    """The kinds of posts that have words, and those the office uses besides."""
    own = {state.kind for state in rolls.posts_on(subject.today) if state.kind}
    for name in dict.fromkeys([*rules.post_kinds(), *sorted(own)]):
        yield name, post_kind(name), ""


def role_choices(subject: Subject) -> Iterable[Option]:
    """The roles of today, those given by the security administrator marked by their group."""
    for role in roles(subject.today).values():
        if not role.by_grant or Right.GRANT in subject.visit.scope.rights:
            yield role.name, role_name(role.name, subject.today), ""
