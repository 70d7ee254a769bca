"""What the receiver does: receive, return with a reason; and the tick that it was copied."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.reporting import one
from zhangtu.reports import actions
from zhangtu.reports.refusals import ReportError


@require_POST
def receive(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Receive what was submitted."""
    actions.receive(uid, actor=visit_of(request).actor)
    return redirect(reverse("report", args=[uid]) + "?done=received")


@require_POST
def give_back(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return it with a reason; without one the page says so."""
    reason = request.POST.get("reason", "")
    try:
        actions.give_back(uid, actor=visit_of(request).actor, reason=reason)
    except ReportError as error:
        if error.kind != "no_reason":
            raise
        return one.page(request, uid, trouble=error)
    return redirect(reverse("report", args=[uid]) + "?done=returned")


@require_POST
def tick(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Note that it stands in the system of the level above, or not."""
    actions.tick(uid, actor=visit_of(request).actor, done=request.POST.get("copied") == "1")
    return redirect("report_copy", uid)
