"""Starting a collection: a ledger or a new form, what is asked, of whom, by when, on what ground."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhangtu.collections import actions, forms, policies, queries, reusing
from zhangtu.collections.reusing import Match
from zhangtu.collections.states import Shape
from zhangtu.desk.collecting import asked, words
from zhangtu.desk.collecting.asked import Asked
from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.frame.words import titled
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import definitions
from zhangtu.ledgers import policies as ledgers
from zhangtu.people import queries as people
from zhangtu.people import reaching
from zhangtu.people.scope import Right, Scope
from zhangtu.people.tree import Node


@dataclass(frozen=True, slots=True)
class Choice:
    """A field that can be asked.

    Attributes:
        source: What a form is prefilled from by it.
        title: What it is called.
        personal: Whether it is about persons.
        ticked: Whether it is chosen.
    """

    source: str
    title: str
    personal: bool
    ticked: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Fields of one ledger.

    Attributes:
        title: What the ledger is called.
        choices: Its fields.
        open: Whether they are shown at once.
    """

    title: str
    choices: tuple[Choice, ...]
    open: bool


#: What is missing, or the kind of refusal → the input it is about.
INPUTS: Mapping[str, str] = {
    "title": "title",
    "basis": "basis",
    "due": "due_day",
    "ends": "ends",
    "units": "unit",
    "bad_dates": "due_day",
    "too_long": "note",
}


@require_http_methods(["GET", "HEAD", "POST"])
def making(request: HttpRequest) -> HttpResponse:
    """The form by which a collection is started."""
    visit = visit_of(request)
    policies.check_make(visit.scope)
    if request.method != "POST":
        return _page(request, _begun(request.GET.get("base", ""), visit.scope))
    given = asked.read(request.POST)
    do = request.POST.get("do", "send")
    if do == "send":
        return _send(request, given)
    if do == "add":
        given = replace(given, own=(*given.own, forms.Wanted()))
    elif do == "paste":
        given = given.with_pasted(request.POST.get("pasted", ""))
    elif do.startswith("reuse-"):
        given = _reused(given, do.removeprefix("reuse-"))
    elif do.startswith("drop-") and do[5:].isdecimal():
        given = replace(given, own=tuple(one for at, one in enumerate(given.own) if str(at) != do[5:]))
    elif do == "base":
        begun = _begun(given.base, visit.scope)
        given = replace(given, ticked=begun.ticked, title=given.title or begun.title)
    return _page(request, given)


def _begun(base: str, scope: Scope) -> Asked:
    """An empty form; of a ledger all columns of its list are ticked."""
    force = definitions.known().ledgers.get(base)
    if force is None or not ledgers.can(scope, Right.READ, force):
        return replace(asked.fresh(), shape=Shape.ONE)
    listed = set(force.ledger.pages.columns)
    names = [one.name for one in forms.askable(force) if one.name in listed or one.required]
    title = titled(force.ledger.title)
    return replace(asked.fresh(base), ticked=tuple(names), title=_("%(ledger)s核对") % {"ledger": title})


def _reused(given: Asked, words_: str) -> Asked:
    """The form with an own column replaced by what is known: ``place:ledger:field``."""
    place, _colon, rest = words_.partition(":")
    ledger, _colon, source = rest.partition(":")
    if not place.isdecimal() or int(place) >= len(given.own) or not source:
        return given
    own = tuple(one for at, one in enumerate(given.own) if at != int(place))
    base = given.base or ledger
    return replace(given, own=own, base=base, shape=Shape.ROWS, ticked=(*given.ticked, source))


def _send(request: HttpRequest, given: Asked) -> HttpResponse:
    try:
        uid = actions.send_out(given.plan(), actor=visit_of(request).actor)
    except RefusedError as error:
        at = INPUTS.get(str(error.facts.get("at", error.kind)), "")
        return _page(request, given, trouble=words.refusal(error), at=at, status=422)
    return redirect(reverse("collection", args=[uid]) + "?done=sent")


def _page(
    request: HttpRequest, given: Asked, *, trouble: str = "", at: str = "", status: int = 200
) -> HttpResponse:
    scope = visit_of(request).scope
    reach = reaching.reach(scope)
    values: dict[str, Any] = {
        "given": given,
        "trouble": trouble,
        "at": at,
        "ledgers": _ledgers(scope),
        "groups": _groups(given, scope),
        "matches": [_matches(one, given.base, scope) for one in given.own],
        "tree": _pruned(people.tree(), reach),
        "reach": reach,
        "shapes": (Shape.ONE, Shape.MANY),
        "types": words.TYPES,
        "words": words,
    }
    return show(request, "collecting/new.html", values, status=status)


def _pruned(nodes: tuple[Node, ...], reach: frozenset[int]) -> tuple[Node, ...]:
    """The units that may be asked, and those above them."""
    found = [Node(node.state, _pruned(node.below, reach)) for node in nodes]
    return tuple(node for node in found if node.below or node.state.unit in reach)


def _ledgers(scope: Scope) -> dict[str, str]:
    known = definitions.known().ledgers.values()
    found = {
        one.ledger.name: titled(one.ledger.title) for one in known if ledgers.can(scope, Right.READ, one)
    }
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def _groups(given: Asked, scope: Scope) -> list[Group]:
    """The fields of the ledger, and of those its rows refer to."""
    known = definitions.known()
    force = known.ledgers.get(given.base)
    if force is None or not ledgers.can(scope, Right.READ, force):
        return []
    ticked = set(given.ticked)
    found = [Group(titled(force.ledger.title), _choices(forms.askable(force), "", ticked), open=True)]
    for spec in force.fields.values():
        target = known.ledgers.get(spec.target) if spec.type == "reference" else None
        if target is None or spec.options.get("many") or not ledgers.can(scope, Right.READ, target):
            continue
        choices = _choices(forms.askable(target), f"{spec.name}.", ticked)
        shown = any(one.ticked for one in choices)
        found.append(Group(f"{titled(spec.title)} · {titled(target.ledger.title)}", choices, shown))
    return found


def _choices(fields: Any, before: str, ticked: set[str]) -> tuple[Choice, ...]:
    return tuple(
        Choice(f"{before}{one.name}", titled(one.title), one.personal, f"{before}{one.name}" in ticked)
        for one in fields
    )


def _matches(wanted: forms.Wanted, base: str, scope: Scope) -> list[tuple[Match, str]]:
    """Where a column is known already, each with what it would be prefilled from."""
    if not wanted.title:
        return []
    found = reusing.known(wanted, base, scope)[:3]
    return [(one, one.source or ("" if base else one.field.name)) for one in found]


@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask the same for the next period."""
    visit = visit_of(request)
    one = queries.collection(uid, visit.scope)
    if request.method != "POST":
        return _again(request, one, asked.fresh())
    given = asked.read(request.POST)
    try:
        new = actions.send_out_again(uid, due=given.plan().due, period=given.period, actor=visit.actor)
    except RefusedError as error:
        return _again(request, one, given, trouble=words.refusal(error), status=422)
    return redirect(reverse("collection", args=[new]) + "?done=sent")


def _again(
    request: HttpRequest, one: queries.CollectionView, given: Asked, *, trouble: str = "", status: int = 200
) -> HttpResponse:
    values = {"one": one, "given": given, "trouble": trouble, "words": words}
    return show(request, "collecting/again.html", values, status=status)
