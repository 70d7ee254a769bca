"""Reminding a unit and ordering it: the words are shown first, changed as one likes, copied or sent."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhangtu.desk.frame.errors import sentence_of
from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.frame.words import tongue
from zhangtu.desk.tasks import showing
from zhangtu.kernel.refusals import RefusedError
from zhangtu.plans.doing import policies, reminding
from zhangtu.plans.doing.refusals import TaskError
from zhangtu.plans.doing.states import Deed
from zhangtu.plans.doing.tasks import task as found_task

#: So many days an order leaves to answer, until somebody says otherwise.
_DAYS: Final = 5


@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show the words of a reminder; send them."""

    def send(said: str, _day: date | None) -> object:
        return reminding.remind(
            uid, said, actor=visit_of(request).actor, link=reverse("task_page", args=(uid,))
        )

    return _go(request, uid, Deed.REMIND, send)


@require_http_methods(["GET", "HEAD", "POST"])
def supervise(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show the words of an order; give it its number and send it."""

    def send(said: str, day: date | None) -> object:
        if day is None:
            raise TaskError("no_day")
        link = reverse("task_page", args=(uid,))
        return reminding.supervise(uid, said, day, actor=visit_of(request).actor, link=link)

    return _go(request, uid, Deed.SUPERVISE, send)


def _go(
    request: HttpRequest, uid: UUID, deed: Deed, send: Callable[[str, date | None], object]
) -> HttpResponse:
    if request.method != "POST":
        return _page(request, uid, deed)
    said = request.POST.get("words", "")[:10_000]
    try:
        send(said, _day(request))
    except RefusedError as refusal:
        if refusal.kind == "no_task":
            raise
        return _page(request, uid, deed, said=said, refusal=refusal)
    return redirect(f"{reverse('task_page', args=(uid,))}?done={deed}")


def _day(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        return None


def _page(
    request: HttpRequest, uid: UUID, deed: Deed, *, said: str = "", refusal: RefusedError | None = None
) -> HttpResponse:
    visit = visit_of(request)
    task = found_task(uid, visit.scope)
    if refusal is None:
        policies.check(deed, task, visit.scope)
    order = deed is Deed.SUPERVISE
    day = _day(request) or visit.today + timedelta(days=_DAYS)
    status, trouble = (200, "") if refusal is None else sentence_of(refusal) or (422, "")
    values = {
        "one": showing.shown([task], visit)[0],
        "title": showing.deed_words(deed),
        "order": order,
        "day": day,
        "text": said or reminding.words(task, visit.scope, tongue(), day if order else None),
        "trouble": trouble,
    }
    return show(request, "tasks/send.html", values, status=status)
