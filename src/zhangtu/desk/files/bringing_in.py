"""Files put into a row with a form: brought in, captioned, taken out; works without scripts."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhangtu.desk.frame.page import wants_fragment
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.ledgers import attaching, filing, queries
from zhangtu.ledgers.filing import FileError
from zhangtu.ledgers.refusals import LedgerError

_LONGEST = 500


def _visit(request: HttpRequest, name: str, uid: UUID) -> Visit:
    """Who asks; the row is one of that ledger, and in scope."""
    visit = visit_of(request)
    if queries.row(uid, visit.scope).ledger != name:
        raise LedgerError("no_row")
    return visit


def _words(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").strip()[:_LONGEST]


def _back(request: HttpRequest, name: str, uid: UUID) -> HttpResponse:
    to = f"{reverse('record', args=(name, uid))}#field-{_words(request, 'field')}"
    return JsonResponse({"to": to}) if wants_fragment(request) else redirect(to, permanent=False)


@require_POST
def upload(request: HttpRequest, name: str, uid: UUID) -> HttpResponse:
    """Put the files of a form into a field of a row, one after the other; what is refused stops the rest."""
    visit = _visit(request, name, uid)
    several = request.FILES.getlist("file")
    if not several:
        raise FileError("empty", name="")
    for file in several:
        called = file.name or ""
        filing.check_form(called, file.size or 0)
        ref = filing.bring(file.chunks(), called, actor=visit.actor)
        field, reason = _words(request, "field"), _words(request, "reason")
        said = replace(ref, caption=_words(request, "caption"))
        attaching.attach(uid, field, said, actor=visit.actor, reason=reason)
    return _back(request, name, uid)


@require_POST
def caption(request: HttpRequest, name: str, uid: UUID) -> HttpResponse:
    """Say what a file shows."""
    visit = _visit(request, name, uid)
    field, sha256 = _words(request, "field"), _words(request, "sha256")
    attaching.caption(uid, field, sha256, _words(request, "caption"), actor=visit.actor)
    return _back(request, name, uid)


@require_POST
def withdraw(request: HttpRequest, name: str, uid: UUID) -> HttpResponse:
    """Take a file out of a row; its history keeps that it was there."""
    visit = _visit(request, name, uid)
    field, sha256 = _words(request, "field"), _words(request, "sha256")
    attaching.detach(uid, field, sha256, actor=visit.actor, reason=_words(request, "reason"))
    return _back(request, name, uid)
