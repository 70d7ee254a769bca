"""The one page every change is made on: its form, what follows from it, and putting it in force."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import tongue
from zhangtu.desk.office import asking, person_deeds, post_deeds, unit_deeds
from zhangtu.desk.office.asking import Kind, Subject
from zhangtu.desk.office.deeds import Deed, Given, begun
from zhangtu.desk.office.following import Follows, try_out
from zhangtu.desk.office.grants import GRANT
from zhangtu.desk.office.refusals import OfficeError
from zhangtu.desk.office.room import show
from zhangtu.kernel.refusals import RefusedError
from zhangtu.people import queries

#: More to choose from than this is typed, with suggestions, instead of picked from a list.
MANY = 400
#: Kind of refusal of the people room → the field it is about.
ABOUT = {"name_taken": "name", "no_name": "name", "bad_kind": "kind", "loop": "parent", "later_change": "day"}


@dataclass(slots=True)
class _Form:
    """A form on its way to the page.

    Attributes:
        deed: The change.
        visit: Who makes it.
        number: What it is about.
        typed: What stands in it.
        refused: Why it was not done; empty when it was not tried.
        at: The field that is about; empty for none.
        follows: What follows; ``None`` before it was looked at.
        looked: What the preview was made of.
    """

    deed: Deed
    visit: Visit
    number: int
    typed: dict[str, list[str]]
    refused: str = ""
    at: str = ""
    follows: Follows | None = None
    looked: str = ""
    status: int = 200
    extra: dict[str, Any] = field(default_factory=dict)


@require_http_methods(["GET", "HEAD", "POST"])
def unit(request: HttpRequest, unit: int, deed: str) -> HttpResponse:
    """A change of a unit, or a post set up in it."""
    if unit not in queries.forest().states or (deed not in unit_deeds.DEEDS and deed != "post"):
        raise Http404
    chosen = post_deeds.ESTABLISH if deed == "post" else unit_deeds.DEEDS[deed]
    return _change(request, chosen, unit, ("office_unit", unit), queries.name_on(unit))


@require_http_methods(["GET", "HEAD", "POST"])
def post(request: HttpRequest, post: int, deed: str) -> HttpResponse:
    """A change of a post, or of who holds it."""
    state = post_deeds.state_of(post, visit_of(request))
    if state is None or (deed not in post_deeds.DEEDS and deed != GRANT.name):
        raise Http404
    chosen = GRANT if deed == GRANT.name else post_deeds.DEEDS[deed]
    name = f"{queries.name_on(state.unit)} · {state.name}"
    return _change(request, chosen, post, ("office_post", post), name)


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, person: int, deed: str) -> HttpResponse:
    """A change of a person."""
    found = queries.person(person)
    if found is None or deed not in person_deeds.DEEDS:
        raise Http404
    return _change(request, person_deeds.DEEDS[deed], person, ("office_person", person), found.name)


@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """Enter a person."""
    return _change(request, person_deeds.ENROL, 0, ("office_people", None), _("人员账号"))


def _change(
    request: HttpRequest, deed: Deed, number: int, back: tuple[str, int | None], name: str
) -> HttpResponse:
    """Show the form, its preview, or what it led to."""
    visit = visit_of(request)
    deed.check(visit, number)
    form = _Form(deed, visit, number, begun(deed, Subject(visit, number, {})))
    address = reverse(back[0], args=[] if back[1] is None else [back[1]])
    if request.method == "POST":
        form.typed = asking.typed_of(request.POST)
        made = _try(form, go=request.POST.get("step") == "go" or not deed.previews)
        if made is not None:
            return redirect(_after(deed, made, address))
    values = {
        "deed": deed,
        "about": name,
        "back": address,
        "fields": [_shown(one, form) for one in deed.asks],
        "refused": "" if form.at else form.refused,
        "follows": form.follows,
        "looked": form.looked,
        "day": (form.typed.get("day") or [""])[0],
        "parts": unit_deeds.part_names("\n".join(form.typed.get("parts", []))),
    }
    return show(request, "office/change.html", values, status=form.status)


def _after(deed: Deed, made: int, address: str) -> str:
    """Where one goes on: to what was made, or back."""
    if not made:
        return address
    names = {"create": "office_unit", "post": "office_post", "enrol": "office_person"}
    return reverse(names[deed.name], args=[made]) if deed.name in names else address


def _try(form: _Form, *, go: bool) -> int | None:
    """Look at what follows, or put it in force; the number of what was made, 0 for nothing, None if not."""
    deed, visit = form.deed, form.visit
    try:
        values = asking.read(deed.asks, form.typed, visit.today)
        given = Given(visit, form.number, values)
        if deed.previews:
            form.looked = _looked(form)
            if not go or form.typed.get("looked") != [form.looked]:
                form.follows = try_out(visit.actor, given.day, deed.units(given), lambda: deed.do(given))
                if go:
                    raise OfficeError("looked")
                return None
        return deed.do(given) or 0
    except RefusedError as error:
        form.refused = error.say(tongue())
        form.at = asking.about(error, deed.asks, ABOUT)
        form.status = 403 if error.kind == "not_allowed" else 409 if error.kind == "looked" else 422
        return None


def _looked(form: _Form) -> str:
    """What a preview rests on, as a few letters: what was typed, and the tree and people as they are."""
    plain = {name: form.typed.get(name, []) for name in sorted(ask.name for ask in form.deed.asks)}
    text = json.dumps([form.deed.name, form.number, plain, queries.marks()])
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def _shown(ask: asking.Ask, form: _Form) -> dict[str, Any]:
    """A field as the page shows it."""
    subject = Subject(form.visit, form.number, form.typed)
    typed = form.typed.get(ask.name, [])
    options = list(ask.options(subject))
    if ask.kind in (Kind.UNIT, Kind.POST, Kind.PERSON) and len(options) > MANY:
        typed = [_said(one, options) for one in typed]
    wrong = form.refused if ask.name == form.at else ""
    return {"ask": ask, "typed": typed, "options": options, "many": len(options) > MANY, "wrong": wrong}


def _said(given: str, options: list[asking.Option]) -> str:
    """What was typed, as the suggestions say it."""
    return next((said(one) for one in options if one[0] == given), given)


def said(option: asking.Option) -> str:
    """How a suggestion says something, so that it can be read back: its words, its group, its number."""
    number, words, group = option
    return f"{words}（{group}）#{number}" if group else f"{words} #{number}"
