"""What is taken out of a report: Excel, Word, PDF, the form to be stamped, the figures to be copied."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.frame.words import tongue
from zhangtu.desk.reporting import words
from zhangtu.reports import papers, queries, stamped
from zhangtu.reports.refusals import ReportError

#: The end of a file's name → what it is.
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@require_safe
def take(request: HttpRequest, uid: UUID, kind: str) -> HttpResponse:
    """The report as a file.

    Raises:
        Http404: Another kind of file was asked for.
        ReportError: Figures are being brought up to date.
    """
    if kind not in TYPES:
        raise Http404
    scope = visit_of(request).scope
    view, said = queries.one(uid, scope), queries.what_it_says(uid, scope)
    if not said.fresh:
        raise ReportError("updating")
    made = papers.build(said, view.period, kind, tongue())
    name = papers.file_name(view.title, view.called, view.period, kind, tongue())
    answer = HttpResponse(made, content_type=TYPES[kind])
    answer.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or ""
    )
    return answer


@require_POST
def form(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What was submitted as a form with number, code, signature lines and a place for the seal."""
    printed = stamped.print_report(uid, actor=visit_of(request).actor, language=tongue())
    return redirect("form", printed.form.uid)


@require_safe
def copy(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Every figure in order, to be typed into the system of the level above."""
    scope = visit_of(request).scope
    view, said = queries.one(uid, scope), queries.what_it_says(uid, scope)
    values = {"one": view, "figures": papers.in_order(said, tongue()), "said": said, "words": words}
    return show(request, "reporting/copy.html", values)
