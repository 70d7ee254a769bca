"""The page of one report: figures that open, text, what only people know, signing, what was submitted."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.frame.words import tongue
from zhangtu.desk.reporting import words
from zhangtu.kernel.refusals import RefusedError
from zhangtu.measures import reading
from zhangtu.people.scope import Scope
from zhangtu.reports import content, queries, stamped
from zhangtu.reports.content import Content


@require_safe
def report(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One report."""
    return page(request, uid)


def page(
    request: HttpRequest,
    uid: UUID,
    *,
    trouble: RefusedError | None = None,
    typed: Mapping[str, str] | None = None,
    reason: str = "",
) -> HttpResponse:
    """One report, with what was typed and why it was refused.

    Args:
        request: The request.
        uid: The report of a unit.
        trouble: Why something was refused.
        typed: What was typed into the form; what is kept if left out.
        reason: What was written as a reason.
    """
    scope = visit_of(request).scope
    view, said = queries.one(uid, scope), queries.what_it_says(uid, scope)
    spec = queries.spec_of(view.report)
    values = {
        "one": view,
        "said": said,
        "mark": said.mark(),
        "asked": () if spec is None else spec.enter,
        "typed": queries.entered(uid, scope) if typed is None else typed,
        "earlier": queries.earlier(uid, scope) if view.open else {},
        "may_not_sign": queries.why_not_sign(uid, scope) if view.open and spec is not None else None,
        "ahead": queries.ahead(uid, scope) if view.open and spec is not None else (),
        "history": queries.history(uid, scope),
        "chases": queries.chases(uid, scope),
        "stamped": stamped.stamped([uid], scope).get(uid, ""),
        "updating": "" if said.fresh else reading.updating(said.share, tongue()),
        "trouble": "" if trouble is None else words.refusal(trouble),
        "reason": reason,
        "words": words,
        **_changed(uid, scope, view, said),
    }
    return show(request, "reporting/report.html", values, status=422 if trouble else 200)


def _changed(uid: UUID, scope: Scope, view: queries.FilingView, said: Content) -> dict[str, Any]:
    """What the ledgers say otherwise by now, and the entries that made the difference."""
    spec = queries.spec_of(view.report)
    found = queries.restatement(uid, scope) if not view.open and spec is not None else None
    if found is None:
        return {"changes": [], "causes": ()}
    changes = [
        (words.called(line, said), words.heading(head), *(content.shown(one, head, tongue()) for one in pair))
        for line, head, *pair in content.differences(said, found[0])
    ]
    return {"changes": changes, "causes": found[1]}
