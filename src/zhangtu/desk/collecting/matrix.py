"""How far each unit is: one look, the late ones first to hand for a reminder."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhangtu.collections import queries
from zhangtu.collections.states import State
from zhangtu.desk.collecting import papers, words
from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.frame.words import tongue
from zhangtu.messages.wording import say_channel

#: The states in the order of the head of the matrix.
ORDER = (State.UNOPENED, State.OPENED, State.FILLING, State.RETURNED, State.SUBMITTED, State.ACCEPTED)


@require_safe
def matrix(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The matrix of a collection."""
    scope = visit_of(request).scope
    collection = queries.collection(uid, scope)
    asks = queries.matrix(uid, scope)
    chosen = request.GET.get("show", "")
    shown = [one for one in asks if _fits(one, chosen)]
    values = {
        "one": collection,
        "asks": shown,
        "order": ORDER,
        "chosen": chosen,
        "late": [one for one in asks if one.late and one.open],
        "waiting": [one for one in asks if one.state is State.SUBMITTED],
        "chases": queries.chases(uid, scope)[:20],
        "form": queries.form(uid, scope),
        "channel": lambda name: say_channel(name, tongue()),
        "text": papers.progress_text(collection, asks),
        "stamped": papers.stamped([one.uid for one in asks if not one.open], scope),
        "words": words,
    }
    return show(request, "collecting/matrix.html", values, say=_said(request))


def _fits(ask: queries.AskView, chosen: str) -> bool:
    if chosen == "late":
        return ask.late
    return not chosen or ask.state == chosen


def _said(request: HttpRequest) -> str:
    """What was just done, as the address says it."""
    done = request.GET.get("done", "")
    if done == "sent":
        return _("已发出，各单位已收到站内消息。")
    if done == "accepted":
        return _("已接收。")
    if done == "returned":
        return _("已退回，原因已告知填报单位。")
    if done.startswith("chased-") and done[7:].isdecimal():
        return _("已催报 %(count)s 个单位，时间、内容和催报人已留存。") % {"count": done[7:]}
    return ""
