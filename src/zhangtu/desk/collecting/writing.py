"""What a unit writes into its form: each request answers with the line as it stands, or goes back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from zhangtu.collections import actions, queries, respondents
from zhangtu.collections.refusals import CellChangedError, CollectionError
from zhangtu.collections.views import LineView
from zhangtu.desk.collecting import answering, words
from zhangtu.desk.frame.page import show, wants_fragment
from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.frame.words import tongue
from zhangtu.kernel.refusals import RefusedError

#: What stands before the name of a cell's input.
CELL = "cell-"


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def _cells(request: HttpRequest) -> dict[str, str]:
    """Column → what was typed; several ticked choices become one text."""
    names = [name for name in request.POST if name.startswith(CELL)]
    return {
        name.removeprefix(CELL): "、".join(one for one in request.POST.getlist(name) if one) for name in names
    }


def _line(request: HttpRequest, uid: UUID, line: LineView, was: str = "") -> HttpResponse:
    """The line as it stands; headers tell the page what the whole looks like now, if it was as it knew it."""
    answer = show(request, "collecting/line.html", answering.line_values(request, uid, line))
    return _noted(request, uid, answer, was)


def _noted(request: HttpRequest, uid: UUID, answer: HttpResponse, was: str = "") -> HttpResponse:
    scope = visit_of(request).scope
    now = respondents.mark(uid, scope)
    rows, _point, number = now.rpartition(".")
    # one change of a draft raises the number by one: whoever knew another number has not seen all
    answer.headers["X-Was"] = was or f"{rows}.{int(number) - 1}"
    answer.headers["X-Now"] = now
    return answer


def _back(uid: UUID, done: str, line: str = "") -> HttpResponse:
    place = f"#line-{line}" if line else ""
    return redirect(f"{reverse('ask', args=[uid])}?done={done}{place}")


def _plain(sentence: str, status: int) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")


@require_POST
def type_in(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Keep what was typed, wrong or right."""
    visit = visit_of(request)
    line, seen = request.POST.get("line", ""), _number(request.POST.get("seen", ""))
    try:
        view = actions.type_in(uid, line, _cells(request), actor=visit.actor, seen=seen)
    except CellChangedError as error:
        if not wants_fragment(request):
            return answering.page(request, uid, trouble=error, status=409)
        answer = _plain(words.refusal(error), 409)
        answer.headers["X-Seen"] = str(error.seen)
        return answer
    if wants_fragment(request):
        return _line(request, uid, view)
    return _back(uid, "saved", line)


@require_POST
def confirm(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Confirm a line as it was looked at."""
    visit = visit_of(request)
    line = request.POST.get("line", "")
    actions.confirm(uid, {line: request.POST.get("digest", "")}, actor=visit.actor)
    if wants_fragment(request):
        return _line(request, uid, respondents.line(uid, visit.scope, line, tongue()))
    return _back(uid, "confirmed", line)


@require_http_methods(["GET", "HEAD", "POST"])
def cell(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One prefilled cell: where it comes from, and what is right instead."""
    given = request.POST if request.method == "POST" else request.GET
    line, column = given.get("line", ""), given.get("column", "")
    if request.method != "POST":
        return _cell_page(request, uid, line, column)
    visit = visit_of(request)
    text = _cells(request).get(column, "")
    seen = _number(given.get("seen", ""))
    was = respondents.mark(uid, visit.scope)
    try:
        view = actions.correct(uid, line, column, text, actor=visit.actor, seen=seen)
    except RefusedError as error:
        return _cell_page(request, uid, line, column, trouble=error, typed=text)
    if wants_fragment(request):
        return _line(request, uid, view, was)
    return _back(uid, "corrected", line)


def _cell_page(
    request: HttpRequest,
    uid: UUID,
    line: str,
    column: str,
    *,
    trouble: RefusedError | None = None,
    typed: str | None = None,
) -> HttpResponse:
    visit = visit_of(request)
    view = respondents.line(uid, visit.scope, line, tongue())
    spec = respondents.head(uid, visit.scope).form.column(column)
    if spec is None or column not in view.cells:
        raise CollectionError("no_line")
    found = view.cells[column]
    values: dict[str, Any] = {
        "ask": queries.ask(uid, visit.scope),
        "line": view,
        "column": spec,
        "cell": found,
        "typed": found.given if typed is None else typed,
        "trouble": "" if trouble is None else words.refusal(trouble),
        "words": words,
    }
    status = 200 if trouble is None else (409 if trouble.kind == "changed" else 422)
    name = "collecting/cell.html" if wants_fragment(request) else "collecting/cell_page.html"
    return show(request, name, values, status=status)


@require_POST
def drop(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take a line of the form's own out."""
    visit = visit_of(request)
    line, seen = request.POST.get("line", ""), _number(request.POST.get("seen", ""))
    actions.drop_line(uid, line, actor=visit.actor, seen=seen)
    if wants_fragment(request):
        return _noted(request, uid, HttpResponse(""))
    return _back(uid, "saved")


@require_POST
def submit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Hand in: line by line, nothing to report, or as before."""
    visit = visit_of(request)
    way, seen = request.POST.get("way", "lines"), request.POST.get("digest", "")
    try:
        if way == "zero":
            actions.submit_zero(uid, actor=visit.actor)
        elif way == "same":
            actions.submit_same(uid, actor=visit.actor)
        else:
            rest = request.POST.get("rest") == "1"
            actions.submit(uid, actor=visit.actor, seen=seen, confirm_rest=rest)
    except CollectionError as error:
        if wants_fragment(request):
            raise
        return answering.page(request, uid, trouble=error, status=422)
    return _back(uid, "submitted")
