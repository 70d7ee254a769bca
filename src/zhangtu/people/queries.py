"""Reads of the people room: units and posts of a day, who holds what, and what an actor may see and do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Q

from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import today
from zhangtu.kernel.folding import fold
from zhangtu.people import models, narrowing, sql, steadying, timeline
from zhangtu.people.posts import Holds, PostState
from zhangtu.people.rules import acts_for_parent, roles
from zhangtu.people.scope import Right, Scope
from zhangtu.people.tree import Forest, Node, Takeover, UnitState

#: What the office's own machines may do; ledgers marked secret stay closed to them.
MACHINES: Mapping[str, frozenset[Right]] = {
    "console": frozenset(Right),
    "runner": frozenset(Right) - {Right.GRANT, Right.REDACT, Right.UNMASK},
    "sealer": frozenset({Right.AUDIT}),
}


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody.

    Attributes:
        id: The person's number.
        uid: The person's name to the outside.
        name: What the person is called; about a person, so masked where the reader may not see it.
        phone: How to reach the person; likewise.
    """

    id: int
    uid: UUID
    name: str
    phone: str


def marks() -> tuple[str, str]:
    """The words of units and of people as they are now: different after every change."""
    found = dict(steadying.marks())
    return found.get("units", ""), found.get("people", "")


def _forest(word: str) -> Forest:
    """All units, as they were when the mark had this word; asked anew where there is no mark."""
    return _remembered(word) if word else _load()


@lru_cache(maxsize=4)
def _remembered(word: str) -> Forest:
    del word  # the key only
    return _load()


def _load() -> Forest:
    names = ("id", "unit", "begins", "ends", "name", "short", "kind", "parent", "office")
    rows = models.UnitRow.objects.values(*names)
    overs = models.Succession.objects.order_by("id").values("unit", "successor", "begins")
    return Forest((UnitState(**row) for row in rows), (Takeover(**row) for row in overs))


def forest() -> Forest:
    """All units with all their states; one query while nothing changes."""
    return _forest(marks()[0])


def _day(day: date | None) -> date:
    return today() if day is None else day


def tree(day: date | None = None) -> tuple[Node, ...]:
    """The tree of a day (today's if none is given), from the units that stand below none."""
    return forest().tree(_day(day))


def units(day: date | None = None) -> Mapping[int, UnitState]:
    """The units there are on a day (today if none is given), by number."""
    return forest().units(_day(day))


def unit(number: int, day: date | None = None) -> UnitState | None:
    """What a unit is on a day (today if none is given); ``None`` when it is not there then."""
    return forest().unit(number, _day(day))


def below(number: int, day: date | None = None) -> frozenset[int]:
    """A unit and all below it on a day; nothing when it is not there then."""
    return forest().below(number, _day(day))


def ancestors(number: int, day: date | None = None) -> tuple[int, ...]:
    """The units above one on a day, the nearest first."""
    return forest().ancestors(number, _day(day))


def name_on(number: int, day: date | None = None) -> str:
    """The name of a unit on a day; the last (or first) it had when it is not there then."""
    return forest().name_on(number, _day(day))


def successors(number: int, day: date | None = None) -> tuple[int, ...]:
    """The units that one has gone over into by a day and that are still there."""
    return forest().successors(number, _day(day))


def predecessors(numbers: Iterable[int], day: date | None = None) -> frozenset[int]:
    """The units, no more there on a day, that have gone over into some units."""
    return forest().predecessors(numbers, _day(day))


def find(text: str, day: date | None = None) -> tuple[int, ...]:
    """Units of a day by full, short or former name, in either script."""
    return forest().find(text, _day(day))


def office_of(number: int, day: date | None = None) -> int:
    """The unit that acts for a leading group on a day; 0 for none."""
    state = unit(number, day)
    return state.office if state is not None else 0


def unit_uid(number: int) -> UUID | None:
    """A unit's name to the outside."""
    return models.Unit.objects.filter(id=number).values_list("uid", flat=True).first()


def unit_of_uid(uid: UUID) -> int:
    """The number of the unit with a name to the outside; 0 for none."""
    return models.Unit.objects.filter(uid=uid).values_list("id", flat=True).first() or 0


def _there(day: date) -> Q:
    """The condition that a dated row holds on a day."""
    return Q(begins__lte=day) & (Q(ends__isnull=True) | Q(ends__gt=day))


def _post_states(condition: Q) -> list[PostState]:
    names = ("id", "post", "begins", "ends", "unit", "name", "kind", "role")
    return [
        PostState(**row) for row in models.PostRow.objects.filter(condition).values(*names).order_by("id")
    ]


def post(number: int, day: date | None = None) -> PostState | None:
    """What a post is on a day (today if none is given); ``None`` when it is not there then."""
    word = marks()[1]
    return (_post if word else _post.__wrapped__)(number, _day(day), word)


@lru_cache(maxsize=4000)
def _post(number: int, day: date, people_word: str) -> PostState | None:
    del people_word  # part of the key only, as in a scope
    return next(iter(_post_states(Q(post=number) & _there(day))), None)


def post_states(number: int) -> list[PostState]:
    """All states of a post, rising."""
    return sorted(_post_states(Q(post=number)), key=lambda state: state.begins)


def posts(number: int, day: date | None = None) -> list[PostState]:
    """The posts of a unit on a day."""
    return _post_states(Q(unit=number) & _there(_day(day)))


def posts_from(number: int, day: date) -> list[PostState]:
    """The states of posts that a unit has on some day from a day on."""
    found = _post_states(Q(unit=number) & (Q(ends__isnull=True) | Q(ends__gt=day)))
    return [state for state in found if state.ends is None or state.ends > state.begins]


def post_uid(number: int) -> UUID | None:
    """A post's name to the outside."""
    return models.Post.objects.filter(id=number).values_list("uid", flat=True).first()


def post_of_uid(uid: UUID) -> int:
    """The number of the post with a name to the outside; 0 for none."""
    return models.Post.objects.filter(uid=uid).values_list("id", flat=True).first() or 0


def holdings(*, person: int = 0, post: int = 0) -> list[Holds]:
    """All holdings of a person, or of a post, rising by day."""
    chosen = models.Holding.objects.filter(**({"person": person} if person else {"post": post}))
    return [
        Holds(**row)
        for row in chosen.order_by("begins", "id").values("id", "person", "post", "begins", "ends")
    ]


def holders(number: int, day: date | None = None) -> tuple[int, ...]:
    """The persons who hold a post on a day."""
    there = _there(_day(day))
    return tuple(
        models.Holding.objects.filter(there, post=number).order_by("id").values_list("person", flat=True)
    )


def posts_held(person: int, day: date | None = None) -> tuple[int, ...]:
    """The posts a person holds on a day."""
    there = _there(_day(day))
    return tuple(
        models.Holding.objects.filter(there, person=person).order_by("id").values_list("post", flat=True)
    )


def posts_stood_in(own: Iterable[int], day: date) -> tuple[int, ...]:
    """The posts that the holders of some posts stand in for on a day: everybody holding these is away."""
    asked = models.Deputy.objects.filter(_there(day), deputy__in=list(own)).order_by("id")
    candidates = list(dict.fromkeys(asked.values_list("post", flat=True)))
    if not candidates:
        return ()
    holding = models.Holding.objects.filter(_there(day), post__in=candidates).values_list("post", "person")
    held: dict[int, set[int]] = {}
    for one, person in holding:
        held.setdefault(one, set()).add(person)
    people = set().union(*held.values()) if held else set()
    away = set(models.Absence.objects.filter(_there(day), person__in=people).values_list("person", flat=True))
    return tuple(one for one in candidates if held.get(one, set()) <= away)


def acting_posts(person: int, day: date | None = None) -> list[PostState]:
    """The posts a person may act for on a day: the own ones first, then those it stands in for."""
    when = _day(day)
    own = posts_held(person, when)
    wanted = [*own, *posts_stood_in(own, when)]
    states = {state.post: state for state in _post_states(Q(post__in=wanted) & _there(when))}
    return [states[one] for one in dict.fromkeys(wanted) if one in states]


def has_accounts() -> bool:
    """Whether anybody could sign in: the office has an account."""
    return models.Account.objects.exists()


def person(number: int) -> PersonView | None:
    """Somebody by number."""
    found = sql.person(number)
    return None if found is None else PersonView(*found)


def persons(numbers: Iterable[int]) -> dict[int, PersonView]:
    """Several people at once, by number."""
    found = models.Person.objects.filter(id__in=list(numbers))
    return {one.pk: PersonView(one.pk, one.uid, one.name, one.phone) for one in found}


def person_of_uid(uid: UUID) -> int:
    """The number of the person with a name to the outside; 0 for none."""
    return models.Person.objects.filter(uid=uid).values_list("id", flat=True).first() or 0


def _grants(number: int, day: date) -> dict[str, frozenset[Right]]:
    found = models.Grant.objects.filter(_there(day), post=number).order_by("begins", "id")
    return {
        ledger: frozenset(Right(right) for right in rights.split())
        for ledger, rights in found.values_list("ledger", "rights")
    }


def above_stood_for(unit: UnitState, role: str, day: date) -> int:
    """The unit above that a post of a unit looks after too, as its unit acts for it; 0 for none.

    One step only: an office of an office acts for that office, not for the town.

    Args:
        unit: The post's unit as it is on the day.
        role: The post's role; empty for whatever role there may be.
        day: The day.
    """
    known = roles(day).get(role)
    reaches = known.for_parent if known is not None else not role
    return unit.parent if reaches and acts_for_parent(unit.kind, day) else 0


def _stood_for(state: PostState, day: date, woods: Forest) -> list[UnitState]:
    """The units a post stands for: its own, then the one its unit acts for."""
    own = woods.unit(state.unit, day)
    if own is None or not state.role:
        return [] if own is None else [own]
    above = woods.unit(above_stood_for(own, state.role, day), day)
    return [own] if above is None else [own, above]


def _units_of(state: PostState, day: date, woods: Forest) -> frozenset[int]:
    """The units a post looks after.

    Its own, the one its unit acts for, groups its unit is the office of, all below these, and predecessors.
    """
    stood = [one.unit for one in _stood_for(state, day, woods)]
    tops = [*stood, *(one.unit for one in woods.units(day).values() if one.office == state.unit)]
    found = frozenset[int]().union(*(woods.below(top, day) for top in tops))
    return found | woods.predecessors(found, day)


def scope(actor: Actor, day: date | None = None) -> Scope:
    """What an actor may see and do: the only place that works it out.

    Whoever acts for a post must hold it on the day, or stand in for it: hold the deputy post while everybody
    who holds the post is away. A person that acts for an own post also has the posts it stands in for, so
    that their work is seen; to do more there it acts for that post.

    Args:
        actor: The person and post, or the machine.
        day: The day whose tree, holdings and rights count; today if none is given.

    Returns:
        The scope; an empty one for an actor that has no right to act.
    """
    units_word, people_word = marks()
    if units_word and people_word:
        found = _scope(actor, _day(day), units_word, people_word)
    else:
        found = _scope.__wrapped__(actor, _day(day), units_word, people_word)
    return narrowing.narrowed(found) if actor.machine and actor.post else found


@lru_cache(maxsize=2000)
def _scope(actor: Actor, day: date, units_word: str, people_word: str) -> Scope:
    del people_word  # part of the key only: what people changed makes old answers unreachable
    if not actor.post:
        known = MACHINES.get(actor.machine, frozenset()) if not actor.person else frozenset[Right]()
        return Scope(actor, rights=known, everywhere=bool(known))
    state = post(actor.post, day)
    if state is None:
        return Scope(actor)
    stood_in: tuple[int, ...] = ()
    grants = _grants(actor.post, day)
    if actor.person:
        own = posts_held(actor.person, day)
        stood_in = posts_stood_in(own, day)
        if actor.post in own:
            pass
        elif actor.post in stood_in:
            # what one post alone was let into stays closed to whoever stands in for it
            stood_in, grants = (), dict.fromkeys(grants, frozenset())
        else:
            return Scope(actor)
    woods = _forest(units_word)
    role = roles(day).get(state.role)
    if role is not None and role.apart:
        # a post that became an administrator's has left its ledgers behind
        grants = dict.fromkeys(grants, frozenset())
    stood = _stood_for(state, day, woods)
    return Scope(
        actor,
        units=_units_of(state, day, woods),
        posts=frozenset({actor.post, *stood_in}),
        kinds=frozenset(at.kind for at in stood if at.kind),
        rights=role.rights if role is not None else frozenset(),
        ledgers=grants,
    )


def spans_of_role(person: int) -> list[tuple[PostState, timeline.Span]]:
    """What a person holds, state by state of each post: the state, and the days both last."""
    found = []
    for held in holdings(person=person):
        for state in post_states(held.post):
            if timeline.overlap(held, state):
                begins = max(held.begins, state.begins)
                ends = min((end for end in (held.ends, state.ends) if end is not None), default=None)
                found.append((state, timeline.Span(begins=begins, ends=ends)))
    return found


def actor_named(login: str, right: Right, day: date | None = None) -> Actor:
    """Whoever has a login name, for the first of the person's posts that has a right: for the command line.

    Args:
        login: The login name, as typed.
        right: What is to be done.
        day: The day that counts; today if none is given.

    Returns:
        The actor; with a post that lacks the right if all do, and with nobody if there is no such account.
    """
    found = models.Account.objects.filter(login=fold(login.strip()), open=True).values_list(
        "person", flat=True
    )
    owner = found.first()
    if owner is None:
        return Actor()
    actors = [Actor(person=owner, post=state.post) for state in acting_posts(owner, day)]
    allowed = (one for one in actors if right in scope(one, day).rights)
    return next(allowed, actors[0] if actors else Actor(person=owner))
