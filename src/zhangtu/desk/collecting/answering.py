"""One unit's form: prefilled, confirmed by a tap, corrected where the value comes from, handed in."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhangtu.collections import actions, merging, queries, respondents
from zhangtu.collections.actions.submitting import WrongLinesError
from zhangtu.collections.merging import Answered
from zhangtu.collections.refusals import CollectionError
from zhangtu.collections.states import Mark
from zhangtu.collections.views import LineView, Sheet
from zhangtu.desk.collecting import papers, words
from zhangtu.desk.frame.page import show, wants_fragment
from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.frame.words import tongue

#: Rows of the ledger on a page; more follow below.
LINES = 50


@require_safe
def answering(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The form under way, or the answer as it was handed in."""
    if not wants_fragment(request):
        actions.open_ask(uid, actor=visit_of(request).actor)
    return page(request, uid)


def page(
    request: HttpRequest,
    uid: UUID,
    *,
    trouble: CollectionError | None = None,
    reason: str = "",
    lines: tuple[Answered, ...] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with what was just refused, if anything."""
    scope = visit_of(request).scope
    head = respondents.head(uid, scope)
    values: dict[str, Any] = {
        "ask": queries.ask(uid, scope),
        "one": head,
        "form": head.form,
        "trouble": "" if trouble is None else words.refusal(trouble),
        "wrong": trouble.lines if isinstance(trouble, WrongLinesError) else (),
        "reason": reason,
        "words": words,
    }
    if head.fills:
        return show(request, *_filling(request, uid, values), status=status, say=_said(request))
    number = request.GET.get("round", "")
    wanted = int(number) if number.isdecimal() and len(number) < 6 else 0
    values["lines"] = merging.answer(uid, scope, wanted) if lines is None else lines
    values["stamped"] = papers.stamped([uid], scope)
    return show(request, "collecting/answer.html", values, status=status, say=_said(request))


def _filling(request: HttpRequest, uid: UUID, values: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The template and values of a form under way."""
    scope = visit_of(request).scope
    after = request.GET.get("after", "")
    part = respondents.sheet(uid, scope, after=after, limit=LINES, language=tongue())
    values |= {
        "sheet": part,
        "lines": part.lines,
        "digest": respondents.mark(uid, scope),
        "progress": progress(part),
        "nil": not part.count and not part.typed,
        "fresh": fresh_key(part),
    }
    return ("collecting/lines.html" if wants_fragment(request) else "collecting/fill.html"), values


def progress(sheet: Sheet) -> dict[str, int]:
    """How far a form, or the part on the page, is."""
    cells = [cell for line in sheet.lines for cell in line.cells.values()]
    return {
        "lines": len(sheet.lines),
        "cells": len(cells),
        "filled": sum(1 for one in cells if one.text),
        "prefilled": sum(1 for one in cells if one.source is not None),
        "corrected": sum(1 for one in cells if one.mark is Mark.CORRECTED),
        "open": sum(1 for one in sheet.lines if one.open),
        "wrong": sum(len(one.problems) for one in sheet.lines),
    }


def fresh_key(sheet: Sheet) -> str:
    """A name for a line nobody has begun."""
    used = {one.key for one in sheet.lines}
    number = sheet.seen + 1
    while f"n{number}" in used:
        number += 1
    return f"n{number}"


def line_values(request: HttpRequest, uid: UUID, line: LineView) -> dict[str, Any]:
    """What the template of one line needs."""
    scope = visit_of(request).scope
    ask = queries.ask(uid, scope)
    return {"ask": ask, "form": respondents.head(uid, scope).form, "line": line, "words": words}


def _said(request: HttpRequest) -> str:
    done = request.GET.get("done", "")
    said = {
        "submitted": _("已报送。发起单位接收后会告知；需要修改的，请他们退回。"),
        "confirmed": _("已确认。"),
        "corrected": _("已更正，来源台账同时改好。"),
        "saved": _("已保存。"),
    }
    return said.get(done, "")
