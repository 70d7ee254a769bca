"""The page of one design: its fields to the left, the form and the sheet's rows they make to the right."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from zhangtu.desk.designing import asked, shown, words
from zhangtu.desk.designing.guarding import guarded
from zhangtu.desk.frame.page import show, wants_fragment
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import titled
from zhangtu.ledgers import definitions, policies
from zhangtu.ledgers.designing import actions, judging, keeping
from zhangtu.ledgers.designing.keeping import Design
from zhangtu.ledgers.designing.refusing import DesignError
from zhangtu.people.scope import Right


def opened(request: HttpRequest, uid: UUID, visit: Visit) -> Design:
    """A design at the version a form was made for.

    Raises:
        DesignError: There is none of theirs, or it was changed since.
    """
    design = actions.open_design(uid, actor=visit.actor)
    if request.method == "POST" and request.POST.get("seen", "") != str(design.draft.version):
        raise DesignError("changed_elsewhere")
    return design


def values(design: Design, visit: Visit, open_: int = 0) -> dict[str, Any]:
    """What the template asks for."""
    ledger = design.ledger
    return {
        "uid": design.draft.uid,
        "seen": design.draft.version,
        "draft": design.draft,
        "ledger": ledger,
        "title": titled(ledger.title),
        "new": design.base is None,
        "cards": shown.cards(design),
        "faults": shown.faults(design),
        "keys": shown.keys(design),
        "panels": shown.panels(ledger),
        "grid": shown.grid(design, visit),
        "types": words.types(),
        "ledgers": _ledgers(design, visit),
        "options": words.options(),
        "origin": words.origins()[design.draft.origin],
        "open": open_,
        "titled": titled,
        "moved_on": judging.moved_on(design),
        "checks": [(at, titled(one.say), one.forbid, one.warn) for at, one in enumerate(ledger.checks)],
    }


def _ledgers(design: Design, visit: Visit) -> list[tuple[str, str]]:
    """Name and title of the ledgers a field may refer to; this one is among them."""
    known = definitions.known().ledgers
    found = {
        name: titled(force.ledger.title)
        for name, force in known.items()
        if policies.can(visit.scope, Right.READ, force)
    }
    found[design.ledger.name] = titled(design.ledger.title)
    return sorted(found.items(), key=lambda pair: pair[1])


@guarded
@require_safe
def design(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A design."""
    visit = visit_of(request)
    opening = request.GET.get("open", "")
    number = int(opening) if opening.isascii() and opening.isdecimal() and len(opening) < 9 else 0
    return show(request, "designing/design.html", values(opened(request, uid, visit), visit, number))


@guarded
@require_POST
def change(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Change a design; a script gets the page's inside, a plain form the page."""
    visit = visit_of(request)
    done = asked.do(opened(request, uid, visit), request.POST, visit.actor)
    if done.design.draft.uid != str(uid):
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = reverse("design", args=(done.design.draft.uid,))
        return answer if wants_fragment(request) else redirect(answer["HX-Redirect"])
    if wants_fragment(request):
        return show(request, "designing/inside.html", values(done.design, visit, done.open))
    at = f"?open={done.open}#field-{done.open}" if done.open else ""
    return redirect(reverse("design", args=(uid,)) + at)


@guarded
@require_POST
def drop(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Throw a design away."""
    visit = visit_of(request)
    keeping.drop(actions.open_design(uid, actor=visit.actor))
    return redirect(reverse("designs"))
