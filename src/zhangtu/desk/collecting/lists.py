"""The page of collections: first what my units have to hand in, then what I asked of others."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhangtu.collections import policies, queries
from zhangtu.desk.collecting import words
from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import visit_of


@require_safe
def collections(request: HttpRequest) -> HttpResponse:
    """What is to be handed in, and what was asked."""
    scope = visit_of(request).scope
    everything = request.GET.get("all") == "1"
    refusal = policies.why_not_make(scope)
    values = {
        "asks": queries.to_answer(scope, everything=everything),
        "made": queries.made(scope),
        "may_not": "" if refusal is None else words.refusal(refusal),
        "everything": everything,
        "words": words,
    }
    return show(request, "collecting/list.html", values)
