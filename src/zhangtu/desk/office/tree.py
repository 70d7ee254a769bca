"""The tree of units of any day, the units a search finds, and the page of one unit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.finding import both_scripts
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.office import post_deeds, unit_deeds
from zhangtu.desk.office.room import show
from zhangtu.desk.office.words import day_of, names_of, post_kind, role_name, span, unit_kind, why_not
from zhangtu.kernel.folding import fold
from zhangtu.people import queries, rolls
from zhangtu.people.posts import PostState
from zhangtu.people.tree import Forest, Takeover, UnitState

#: So many found units are shown.
FOUND = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A unit a search found.

    Attributes:
        unit: Its number.
        name: What it is called on the day, or was last.
        once: The name it was found by, when it is another.
        above: The units above it, the nearest first.
        there: Whether it is there on the day.
    """

    unit: int
    name: str
    once: str
    above: tuple[str, ...]
    there: bool


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post on the page of its unit.

    Attributes:
        post: Its number.
        name: What it is called.
        role: What its role is called.
        kind: Its kind.
        holders: Who holds it; empty for nobody.
        away: Those of them who are away.
        deputies: Posts that stand in for it.
    """

    post: int
    name: str
    role: str
    kind: str
    holders: str
    away: str
    deputies: tuple[str, ...]


@require_safe
def tree(request: HttpRequest) -> HttpResponse:
    """The tree of a day, or what a search finds."""
    visit = visit_of(request)
    day = day_of(request.GET.get("day", ""), visit.today)
    words = request.GET.get("q", "").strip()
    values = {
        "day": day.isoformat(),
        "today": day == visit.today,
        "words": words,
        "nodes": queries.tree(day),
        "count": len(queries.units(day)),
        "found": list(_found(words, day))[:FOUND] if words else [],
        "own": visit.unit,
        "me": visit.actor.person,
    }
    return show(request, "office/tree.html", values)


def _found(words: str, day: date) -> Iterator[Found]:
    """The units with some letters in a name they have or once had, those of the day first."""
    wanted, woods = fold(words), queries.forest()
    exact = set(woods.find(words, day))
    hits = []
    for unit, states in woods.states.items():
        names = [name for state in states for name in (state.name, state.short) if name]
        hit = next((name for name in names if wanted in both_scripts(name)), "")
        if hit or unit in exact:
            hits.append((unit, hit))
    there = woods.units(day)
    for unit, hit in sorted(hits, key=lambda one: (one[0] not in there, woods.name_on(one[0], day))):
        name = woods.name_on(unit, day)
        above = tuple(woods.name_on(one, day) for one in woods.ancestors(unit, day))
        shown = {name, there[unit].short} if unit in there else {name}
        yield Found(unit, name, hit if hit and hit not in shown else "", above, unit in there)


@require_safe
def unit(request: HttpRequest, unit: int) -> HttpResponse:
    """A unit on a day: its past, what stands below it, its posts, who carries on what it had."""
    visit = visit_of(request)
    woods = queries.forest()
    if unit not in woods.states:
        raise Http404
    day = day_of(request.GET.get("day", ""), visit.today)
    state = woods.unit(unit, day)
    values = {
        "unit": unit,
        "day": day.isoformat(),
        "today": day == visit.today,
        "state": state,
        "name": woods.name_on(unit, day),
        "above": [(one, woods.name_on(one, day)) for one in reversed(woods.ancestors(unit, day))],
        "kind": unit_kind(state.kind, day) if state is not None else "",
        "office": woods.name_on(state.office, day) if state is not None and state.office else "",
        "children": woods.children(unit, day) if state is not None else (),
        "past": list(_past(woods, unit)),
        "heirs": [
            (t.successor, woods.name_on(t.successor, day), t.begins.isoformat()) for t in _over(woods, unit)
        ],
        "forebears": [
            (t.unit, woods.name_on(t.unit, t.begins), t.begins.isoformat()) for t in _into(woods, unit)
        ],
        "posts": list(_posts(queries.posts(unit, day), day)),
        "deeds": [
            (one.name, one.title, why_not(partial(one.check, visit, unit)))
            for one in (*unit_deeds.DEEDS.values(), post_deeds.ESTABLISH)
        ],
        "handover": _reason_of(visit, unit),
    }
    return show(request, "office/unit.html", values)


def _reason_of(visit: Visit, unit: int) -> str:
    """Why somebody may not change a unit; empty when it may."""
    return why_not(lambda: unit_deeds.DEEDS["rename"].check(visit, unit))


def _past(woods: Forest, unit: int) -> Iterator[tuple[str, str, str, str]]:
    """What a unit was from a day to a day, the newest first: days, name, short name, unit above."""
    for state in reversed(woods.states[unit]):
        if state.ends is None or state.ends > state.begins:
            yield span(state.begins, state.ends), state.name, state.short, _above(woods, state)


def _above(woods: Forest, state: UnitState) -> str:
    return woods.name_on(state.parent, state.begins) if state.parent else ""


def _over(woods: Forest, unit: int) -> list[Takeover]:
    return [one for one in woods.takeovers if one.unit == unit]


def _into(woods: Forest, unit: int) -> list[Takeover]:
    return [one for one in woods.takeovers if one.successor == unit]


def _posts(states: Sequence[PostState], day: date) -> Iterator[PostLine]:
    """The posts of a unit with whoever holds them, who is away, and who stands in."""
    numbers = [state.post for state in states]
    held = rolls.holders_on(day, numbers)
    away = rolls.away_on(day, {one for people in held.values() for one in people})
    standing: dict[int, list[str]] = {}
    for _number, post, deputy, begins, ends in rolls.deputies_of(numbers, day):
        if begins <= day and (ends is None or ends > day):
            standing.setdefault(post, []).append(rolls.post_named(deputy, day))
    for state in states:
        people = held.get(state.post, ())
        yield PostLine(
            state.post,
            state.name,
            role_name(state.role, day),
            post_kind(state.kind),
            names_of(people),
            names_of(one for one in people if one in away),
            tuple(standing.get(state.post, ())),
        )
