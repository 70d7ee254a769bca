"""What the office does with answers: accept, give back with a reason, close."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhangtu.collections import actions, queries
from zhangtu.collections.refusals import CollectionError
from zhangtu.desk.collecting import answering
from zhangtu.desk.frame.visit import visit_of


def chosen(request: HttpRequest) -> list[UUID]:
    """The asks that were ticked; what is no name is left out."""
    found = []
    for text in request.POST.getlist("ask"):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


@require_POST
def accept(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Accept the answers that were ticked, or all that wait."""
    visit = visit_of(request)
    asks = chosen(request)
    if request.POST.get("all") == "1":
        asks = [one.uid for one in queries.matrix(uid, visit.scope) if one.state == "submitted"]
    actions.accept(asks, actor=visit.actor)
    return redirect(reverse("collection", args=[uid]) + "?done=accepted")


@require_POST
def give_back(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Give an answer back with a reason; without one the page says so and keeps what was typed."""
    visit = visit_of(request)
    reason = request.POST.get("reason", "")
    try:
        actions.give_back(uid, actor=visit.actor, reason=reason)
    except CollectionError as error:
        return answering.page(request, uid, trouble=error, reason=reason, status=422)
    collection = queries.ask(uid, visit.scope).collection
    return redirect(reverse("collection", args=[collection]) + "?done=returned")


@require_POST
def close(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Close a collection."""
    actions.close(uid, actor=visit_of(request).actor, reason=request.POST.get("reason", ""))
    return redirect("collection", uid)


@require_POST
def reveal(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show in the clear what a unit entered about persons; who saw it and why is kept."""
    reason = request.POST.get("why", "")
    try:
        lines = actions.reveal(uid, actor=visit_of(request).actor, reason=reason)
    except CollectionError as error:
        if error.kind != "no_reason_to_see":
            raise
        return answering.page(request, uid, trouble=error, status=422)
    return answering.page(request, uid, lines=lines)
