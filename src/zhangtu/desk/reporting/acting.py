"""What the unit does with its report: enter, sign, give back inside, restate."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.reporting import one
from zhangtu.reports import actions
from zhangtu.reports.refusals import ReportError

#: Before the names of what is entered, in the form.
FIELD = "enter:"


def typed_in(request: HttpRequest) -> dict[str, str]:
    """What was typed into the form: name, behind a bar the row's key → text."""
    return {
        name.removeprefix(FIELD): str(text) for name, text in request.POST.items() if name.startswith(FIELD)
    }


def _to(uid: UUID, done: str) -> HttpResponse:
    return redirect(reverse("report", args=[uid]) + f"?done={done}")


@require_POST
def fill(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Keep what was entered; or take over what was entered for the period before."""
    actor = visit_of(request).actor
    typed = typed_in(request)
    try:
        actions.enter(uid, typed, actor=actor)
        if request.POST.get("same"):
            actions.as_before(uid, actor=actor)
    except ReportError as error:
        return _refused(request, uid, error, typed)
    return _to(uid, "saved")


@require_POST
def sign(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Sign what was looked at; the last signature submits it."""
    try:
        state = actions.sign(uid, actor=visit_of(request).actor, seen=request.POST.get("seen", ""))
    except ReportError as error:
        return _refused(request, uid, error)
    return _to(uid, state.value)


@require_POST
def unsign(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Give it back inside the unit, with a reason."""
    reason = request.POST.get("reason", "")
    try:
        actions.unsign(uid, actor=visit_of(request).actor, reason=reason)
    except ReportError as error:
        return _refused(request, uid, error, reason=reason)
    return _to(uid, "returned")


@require_POST
def restate(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Submit what the ledgers say now beside what was submitted."""
    reason = request.POST.get("reason", "")
    try:
        actions.restate(uid, actor=visit_of(request).actor, reason=reason)
    except ReportError as error:
        return _refused(request, uid, error, reason=reason)
    return _to(uid, "restated")


def _refused(
    request: HttpRequest, uid: UUID, error: ReportError, typed: dict[str, str] | None = None, reason: str = ""
) -> HttpResponse:
    """The page with the sentence; what there is none of, or is not open, is refused as a page."""
    if error.kind in ("no_report", "may_not_fill", "not_in_use"):
        raise error
    return one.page(request, uid, trouble=error, typed=typed or None, reason=reason)
