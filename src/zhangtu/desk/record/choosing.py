"""What a typed word may mean: rows, units, posts and persons the visitor may enter, found as one types."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Final

from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import separator
from zhangtu.desk.record.controls import PICKED
from zhangtu.kernel.folding import fold
from zhangtu.ledgers import definitions, meant, policies
from zhangtu.ledgers.compiled import InForce
from zhangtu.people import queries as people
from zhangtu.people.posts import PostState
from zhangtu.people.scope import Right

#: So many are shown; who looks for more types more.
MOST: Final = 12
_LONGEST: Final = 100


@dataclass(frozen=True, slots=True)
class Meant:
    """Something that may be meant.

    Attributes:
        value: What is sent for it.
        words: What it is called.
        hint: What tells it from another of that name.
    """

    value: str
    words: str
    hint: str = ""


@require_safe
def choose(request: HttpRequest, name: str, field: str) -> JsonResponse:
    """What may be meant by what was typed: into a field, ``@unit`` (the row's), ``@behalf`` (entered for)."""
    visit = visit_of(request)
    force = definitions.in_force(name)
    policies.check_may(visit.scope, Right.READ, force)
    words = request.GET.get("q", "").strip()[:_LONGEST]
    found = []
    for one in _meant(force, field, words, visit):
        found.append(one)
        if len(found) == MOST:
            break
    return JsonResponse({"found": [asdict(one) for one in found]})


def _meant(force: InForce, field: str, words: str, visit: Visit) -> Iterator[Meant]:
    if field == "@unit":
        return _units(words, visit, own=True)
    if field == "@behalf":
        return _posts(words, visit)
    spec = force.fields.get(field)
    if spec is None or spec.type not in PICKED:
        raise Http404
    if spec.type == "reference":
        return _rows(spec.target, words, visit)
    if spec.type == "unit":
        return _units(words, visit)
    return _posts(words, visit) if spec.type == "post" else _persons(words, visit)


def _rows(ledger: str, words: str, visit: Visit) -> Iterator[Meant]:
    """Rows by a key or the whole of their title; then by a part of it, the newest first."""
    for one in meant.likely(ledger, words, visit.scope, MOST):
        yield Meant(str(one.uid), one.title, people.name_on(one.unit) if one.unit else "")


def _units(words: str, visit: Visit, *, own: bool = False) -> Iterator[Meant]:
    folded = fold(words)
    states = people.units(visit.today)
    scope = visit.scope
    for number, state in sorted(states.items(), key=lambda one: not fold(one[1].name).startswith(folded)):
        if own and not scope.everywhere and number not in scope.units:
            continue
        if folded in fold(f"{state.name} {state.short}"):
            above = states.get(state.parent)
            yield Meant(str(people.unit_uid(number)), state.name, "" if above is None else above.name)


def _posts(words: str, visit: Visit) -> Iterator[Meant]:
    """Posts of the units in scope, with who holds them."""
    folded = fold(words)
    for state, holders, unit in _staff(visit):
        if folded in fold(f"{state.name} {holders} {unit}"):
            yield Meant(str(people.post_uid(state.post)), state.name, f"{unit} {holders}".strip())


def _staff(visit: Visit) -> Iterator[tuple[PostState, str, str]]:
    scope = visit.scope
    for unit in people.units(visit.today) if scope.everywhere else sorted(scope.units):
        for state in people.posts(unit, visit.today):
            held = people.persons(people.holders(state.post, visit.today))
            yield state, separator().join(one.name for one in held.values()), people.name_on(unit)


def _persons(words: str, visit: Visit) -> Iterator[Meant]:
    folded, said = fold(words), set()
    for state, _holders, unit in _staff(visit):
        for person in people.persons(people.holders(state.post, visit.today)).values():
            if person.id not in said and folded in fold(f"{person.name} {unit}"):
                said.add(person.id)
                yield Meant(str(person.uid), person.name, f"{unit} {state.name}")
