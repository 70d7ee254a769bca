"""The list of printed forms, and the page of one: what came back, and whether the facts changed since."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import tongue
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import filing
from zhangtu.ledgers import queries as rows
from zhangtu.people import queries as people
from zhangtu.stamping import actions, fetching, queries
from zhangtu.stamping.states import FormState
from zhangtu.stamping.views import FormView, ScanView
from zhangtu.stamping.wording import say

#: What the list can be narrowed to → how far such forms have come.
SHOWN: Final[dict[str, tuple[FormState, ...]]] = {
    "missing": (FormState.PRINTED, FormState.PARTIAL),
    "stamped": (FormState.STAMPED,),
    "voided": (FormState.VOIDED,),
}
KINDS: Final = ("row", "list", "answer", "handover")


@require_safe
def forms(request: HttpRequest) -> HttpResponse:
    """All forms somebody may see, where to drop scans, and what waits for a person."""
    visit = visit_of(request)
    asked = {name: request.GET.get(name, "") for name in ("shown", "kind", "q")}
    after = request.GET.get("after", "")
    page = queries.forms(
        visit.scope,
        states=SHOWN.get(asked["shown"], ()),
        kind=asked["kind"],
        words=asked["q"],
        after=int(after) if after.isdecimal() and len(after) < 19 else 0,
    )
    values = {
        "asked": asked,
        "forms": page.forms,
        "after": page.after,
        "states": states(),
        "kinds": {kind: say(f"kind_{kind}", tongue()) for kind in KINDS},
        "uploads": queries.uploads(visit.scope, limit=8),
        "by_form": filing.BY_FORM,
    }
    return show(request, "stamping/forms.html", values)


def states() -> dict[str, str]:
    """How far forms have come, said in the language of the answer."""
    return {state.value: say(f"state_{state.value}", tongue()) for state in FormState}


@require_safe
def form(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A form with everything that came back."""
    return _form(request, uid)


def _form(request: HttpRequest, uid: UUID, refused: str = "", status: int = 200) -> HttpResponse:
    visit = visit_of(request)
    one = queries.form(uid, visit.scope)
    values = {
        "form": one,
        "kind": say(f"kind_{one.kind}", tongue()),
        "state": states()[one.state.value],
        "about": address_of(one, visit),
        "names": _names(one, one.scans),
        "kept": fetching.kept(uid, visit.actor) is not None,
        "refused": refused,
        "typed": request.POST.get("reason", ""),
    }
    return show(request, "stamping/form.html", values, status=status)


def _names(one: FormView, scans: tuple[ScanView, ...]) -> dict[int, str]:
    """Who printed and who brought scans; a machine has no name."""
    numbers = {one.person, *(scan.person for scan in scans)} - {0}
    return {number: person.name for number, person in people.persons(numbers).items()}


def address_of(one: FormView, visit: Visit) -> str:
    """Where what a form is about is shown; empty where there is no page for it."""
    if one.kind == "row":
        row = rows.row(UUID(one.reference), visit.scope)
        return reverse("record", args=(row.ledger, row.uid))
    if one.kind == "list":
        return reverse("ledger_grid", args=(one.reference.partition(":")[0],))
    return ""


@require_POST
def void(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Void a form that was printed by mistake."""
    visit = visit_of(request)
    try:
        actions.void(uid, actor=visit.actor, reason=request.POST.get("reason", ""))
    except RefusedError as error:
        return _again(request, uid, error)
    return redirect("form", uid)


@require_POST
def take_back(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take a scan back that was filed with the wrong form."""
    visit = visit_of(request)
    about = queries.form_of_scan(uid, visit.scope)
    try:
        actions.take_back(uid, actor=visit.actor, reason=request.POST.get("reason", ""))
    except RefusedError as error:
        return _again(request, about, error)
    return redirect("form", about)


def _again(request: HttpRequest, uid: UUID, error: RefusedError) -> HttpResponse:
    """The form's page with why it was not done; what nobody may see stays unseen."""
    status: Any = 403 if error.kind == "not_allowed" else 422
    return _form(request, uid, error.say(tongue()), status)
