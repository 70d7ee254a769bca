"""The register of papers sent out: the list, one paper with its files, numbering one written elsewhere."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhangtu.desk.frame.errors import sentence_of
from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import separator, titled, tongue
from zhangtu.desk.writing.asking_out import form_of, outgoing
from zhangtu.desk.writing.going_out import may_not_add
from zhangtu.desk.writing.uploading import brought, finished
from zhangtu.issuing import actions, queries
from zhangtu.issuing.marks import MARKS
from zhangtu.issuing.refusals import IssuingError
from zhangtu.issuing.values import DISPATCHES, State
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import definitions, filing
from zhangtu.ledgers.naming import Names
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people
from zhangtu.people.scope import Right

#: What is said of a paper on its page, besides its number and files.
_FACTS: Final = (
    "sort", "day", "signer", "recipients", "copies", "urgency", "openness", "registered_on", "registered_by",
    "voided_on", "voided_reason", "note",
)  # fmt: skip


@require_safe
def dispatches(request: HttpRequest) -> HttpResponse:
    """The register.

    Raises:
        Http404: There is none, or it may not be read.
    """
    visit = _reader(request)
    words, year = request.GET.get("q", "").strip()[:100], request.GET.get("year", "")
    head, after = request.GET.get("letterhead", ""), request.GET.get("after", "")
    heads = queries.letterheads(visit.scope, visit.unit)
    chosen = next((one.uid for one in heads if str(one.uid) == head), None)
    number = int(year) if year.isdecimal() and len(year) == 4 else 0
    listed = queries.dispatches(visit.scope, letterhead=chosen, year=number, words=words, after=after)
    books = queries.books(visit.scope)
    values = {
        "rows": listed.rows,
        "after": listed.after,
        "state": State,
        "words": words,
        "year": year,
        "letterhead": str(chosen or ""),
        "letterheads": heads,
        "years": sorted({one.year for one in books}, reverse=True),
        "books": [
            {
                "unit": people.name_on(one.unit, visit.today),
                "series": f"{one.name}〔{one.year}〕",
                "given": one.series.given,
                "voided": separator().join(map(str, one.series.voided)),
                "gaps": separator().join(map(str, one.series.gaps)),
            }
            for one in books
        ],
        "may_not": _may_not(visit, Right.ENTER),
        "may_not_add": may_not_add(visit),
    }
    return show(request, "writing/dispatches.html", values)


def _may_not(visit: Visit, right: Right) -> str:
    """Why this post may neither number papers nor add to them; empty if it may."""
    if visit.scope.may(right, DISPATCHES):
        return ""
    return _("您的岗位不能登记发文。请由本单位的经办或负责人岗位办理。")


def _reader(request: HttpRequest) -> Visit:
    visit = visit_of(request)
    if not queries.readable(visit.scope):
        raise Http404
    return visit


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Number a paper that was written elsewhere; its file may carry marks that are filled."""
    visit = _reader(request)
    if request.method != "POST":
        return _new(request, visit)
    try:
        out = outgoing(form_of(request.POST, visit, {}))
        head = queries.letterhead(out.letterhead, visit.scope)
        row = actions.issue(out, finished(request.FILES.get("file"), out, head, visit), actor=visit.actor)
    except RefusedError as refusal:
        return _new(request, visit, refusal)
    return redirect(f"{reverse('writing_dispatch', args=(row.uid,))}?done=issued")


def _new(request: HttpRequest, visit: Visit, refusal: RefusedError | None = None) -> HttpResponse:
    form = form_of(request.POST, visit, {"sort": "notice"})
    status, trouble = (200, "") if refusal is None else sentence_of(refusal) or (422, "")
    why = may_not_add(visit) if not form.letterheads else ""
    values = {"form": form, "trouble": trouble, "may_not": why, "marks": MARKS}
    return show(request, "writing/dispatch_new.html", values, status=status)


@require_safe
def dispatch(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One paper."""
    return _page(request, _reader(request), uid)


def _page(request: HttpRequest, visit: Visit, uid: UUID, refusal: RefusedError | None = None) -> HttpResponse:
    row = queries.dispatch(uid, visit.scope)
    status, trouble = (200, "") if refusal is None else sentence_of(refusal) or (422, "")
    refs = tuple(row.values.get("files") or ())
    said = {
        "issued": _("已编号登记，定稿已存入登记簿。")
        if refs
        else _("已编号登记。定稿写好、盖章后请在下面补充。"),
        "void": _("已作废，字号保留在登记簿里，不再使用。"),
        "kept": _("文件已补充。"),
    }
    values = {
        "row": row,
        "number": row.values.get("number", ""),
        "void": row.values.get("state") == State.VOID,
        "facts": _facts(row, visit),
        "files": filing.of_names(refs) if refs else (),
        "typed": request.POST.get("reason", "")[:500],
        "trouble": trouble,
        "may_not": _may_not(visit, Right.AMEND),
        "said": said.get(request.GET.get("done", ""), ""),
    }
    return show(request, "writing/dispatch.html", values, status=status)


def _facts(row: RowView, visit: Visit) -> Sequence[tuple[str, Any]]:
    force = definitions.in_force(DISPATCHES)
    names = Names(force, [row], visit.scope, tongue())
    found = ((force.fields[name], row.values.get(name)) for name in _FACTS if name in force.fields)
    return [(titled(spec.title), names.say(spec, value)) for spec, value in found if value is not None]


@require_POST
def void(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Void a paper."""
    visit = _reader(request)
    try:
        actions.void(uid, actor=visit.actor, reason=request.POST.get("reason", "")[:500])
    except IssuingError as refusal:
        if refusal.kind == "no_dispatch":
            raise
        return _page(request, visit, uid, refusal)
    return redirect(f"{reverse('writing_dispatch', args=(uid,))}?done=void")


@require_POST
def keep(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Keep one more file of a paper."""
    visit = _reader(request)
    queries.dispatch(uid, visit.scope)
    try:
        file = brought(request.FILES.get("file"), visit.actor)
        if file is None:
            raise IssuingError("no_file")
        actions.keep(uid, file, actor=visit.actor)
    except RefusedError as refusal:
        if refusal.kind == "not_allowed":
            raise
        return _page(request, visit, uid, refusal)
    return redirect(f"{reverse('writing_dispatch', args=(uid,))}?done=kept")
