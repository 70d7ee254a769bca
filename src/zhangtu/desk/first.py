"""The first page: the ledgers for whoever has signed in; before the first account, the plan room to try."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.visit import visitor
from zhangtu.desk.plan_room import documents


@require_safe
def first(request: HttpRequest) -> HttpResponse:
    """Where somebody begins."""
    if visitor(request) is None:
        return documents.documents(request)
    return redirect("ledgers")
