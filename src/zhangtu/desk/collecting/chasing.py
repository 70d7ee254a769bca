"""Reminding: whom, through what, and the words, shown first and changed as one likes."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhangtu.collections import actions, queries
from zhangtu.collections.refusals import CollectionError
from zhangtu.collections.wording import CHASE
from zhangtu.desk.collecting import words
from zhangtu.desk.collecting.deciding import chosen
from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.frame.words import tongue
from zhangtu.messages import reminding
from zhangtu.messages.refusals import MessageError
from zhangtu.messages.wording import say_channel


@require_http_methods(["GET", "HEAD", "POST"])
def chase(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show the words; send them."""
    visit = visit_of(request)
    if request.method != "POST":
        return _page(request, uid)
    channels = [name for name in request.POST.getlist("channel") if name]
    text = request.POST.get("text", "")
    try:
        done = actions.chase(uid, chosen(request), text, actor=visit.actor, channels=channels)
    except (CollectionError, MessageError) as error:
        return _page(request, uid, text=text, trouble=words.refusal(error), status=422)
    return redirect(reverse("collection", args=[uid]) + f"?done=chased-{len(done.reminded)}")


def _page(
    request: HttpRequest, uid: UUID, *, text: str = "", trouble: str = "", status: int = 200
) -> HttpResponse:
    """The units that have not handed in, the late ones ticked, and the words."""
    scope = visit_of(request).scope
    collection = queries.collection(uid, scope)
    open_ones = [one for one in queries.matrix(uid, scope) if one.open]
    late = [one for one in open_ones if one.late] or open_ones
    ticked = set(chosen(request)) or {one.uid for one in late}
    names = [one.called for one in open_ones if one.uid in ticked]
    facts = {
        "title": collection.title,
        "basis": collection.basis,
        "due": words.due_words(collection.due),
        "owner": visit_of(request).unit_name,
    }
    values = {
        "one": collection,
        "asks": open_ones,
        "ticked": ticked,
        "channels": sorted({name for one in open_ones for name in one.channels} - {"page"}),
        "channel": lambda name: say_channel(name, tongue()),
        "text": text or reminding.draft(CHASE, tongue(), names, **facts),
        "trouble": trouble,
        "words": words,
    }
    return show(request, "collecting/chase.html", values, status=status)
