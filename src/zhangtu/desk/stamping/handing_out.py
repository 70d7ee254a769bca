"""Scans handed out to be saved, and the small pictures of their pages, which we drew ourselves."""

from pathlib import Path
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.safety import SANDBOX
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.ledgers import filing
from zhangtu.stamping import actions, fetching, queries


@require_safe
def scan(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """Hand the PDF of a scan out to be saved, never shown in place."""
    found = queries.scan_file(uid, visit_of(request).scope)
    response = FileResponse(found.path.open("rb"), content_type="application/octet-stream")
    response["Content-Disposition"] = filing.disposition(found.name)
    response["Content-Length"] = str(found.size)
    _guard(response)
    return response


@require_safe
def paper(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """Hand a form out to whoever printed it, for a day; a plain link, as a phone's browser needs it."""
    visit = visit_of(request)
    form = queries.form(uid, visit.scope)
    path = fetching.kept(uid, visit.actor)
    if path is None:
        return redirect("form", uid)
    response = FileResponse(path.open("rb"), content_type="application/pdf")
    response["Content-Disposition"] = filing.disposition(f"{form.title}-{form.number}.pdf")
    _guard(response)
    return response


@require_safe
def scan_page(request: HttpRequest, uid: UUID, place: int) -> HttpResponseBase:
    """The small picture of a page of a scan."""
    visit = visit_of(request)
    return _picture(*queries.scan_picture(uid, place, visit.scope), visit)


@require_safe
def upload_page(request: HttpRequest, uid: UUID, index: int) -> HttpResponseBase:
    """The small picture of a page of an upload."""
    visit = visit_of(request)
    return _picture(uid, queries.upload_picture(uid, index, visit.scope), visit)


def _picture(upload: UUID, path: Path | None, visit: Visit) -> HttpResponseBase:
    """The picture; one that got lost on a move from machine to machine is drawn anew for the next time."""
    if path is None:
        actions.draw_again(upload, actor=visit.actor)
        raise Http404
    response = FileResponse(path.open("rb"), content_type="image/jpeg")
    _guard(response)
    return response


def _guard(response: HttpResponseBase) -> None:
    """Rights may be gone tomorrow, so nothing is kept; and nothing in the file may act."""
    response["Content-Security-Policy"] = SANDBOX
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
