"""Large files piece by piece, for the script that sends them: begin, go on, finish, give up."""

import re
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from zhangtu.desk.frame.visit import visit_of
from zhangtu.ledgers import attaching, queries
from zhangtu.ledgers.filing import FileError, uploads
from zhangtu.ledgers.filing.uploads import Upload
from zhangtu.ledgers.refusals import LedgerError

#: RFC 9110 section 14.4: where a piece begins and ends, and how long the whole is.
_RANGE = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18})")
_CHUNK = 256 * 1024
_LONGEST = 500
_SHA = re.compile(r"[0-9a-f]{64}")


def _said(one: Upload, status: int = 200) -> JsonResponse:
    said = {
        "uid": str(one.uid),
        "name": one.name,
        "size": one.size,
        "received": one.received,
        "piece": uploads.PIECE,
        "until": one.until.isoformat(),
    }
    return JsonResponse(said, status=status)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin to bring a file in."""
    size = request.POST.get("size", "")
    if not size.isdecimal() or len(size) > 18:
        raise FileError("bad_range")
    name = request.POST.get("name", "")
    return _said(uploads.begin(name, int(size), actor=visit_of(request).actor), status=201)


@require_http_methods(["GET", "PUT"])
def piece(request: HttpRequest, uid: UUID) -> HttpResponse:
    """How far an upload is, or its next piece."""
    actor = visit_of(request).actor
    if request.method == "GET":
        return _said(uploads.view(uid, actor=actor))
    place = _RANGE.fullmatch(request.headers.get("Content-Range", ""))
    if place is None:
        raise FileError("bad_range")
    try:
        return _said(uploads.go_on(uid, int(place[1]), _pieces(request), actor=actor))
    except FileError as refusal:
        return _gap(refusal)


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    while chunk := request.read(_CHUNK):
        yield chunk


def _gap(refusal: FileError) -> HttpResponse:
    """Where to go on, when what was sent does not follow."""
    if refusal.kind != "gap":
        raise refusal
    return JsonResponse({"received": refusal.facts["received"]}, status=409)


@require_POST
def finish(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Bring in what has arrived; into a field of a row, where one is named."""
    visit = visit_of(request)
    sha256 = request.POST.get("sha256", "")
    if _SHA.fullmatch(sha256) is None:
        raise FileError("bad_range")
    ledger, row, field = (request.POST.get(name, "") for name in ("ledger", "row", "field"))
    if row and queries.row(_uid(row), visit.scope).ledger != ledger:
        raise LedgerError("no_row")
    try:
        ref = uploads.finish(uid, sha256, actor=visit.actor)
    except FileError as refusal:
        return _gap(refusal)
    to = ""
    if row:
        said = replace(ref, caption=request.POST.get("caption", "").strip()[:_LONGEST])
        attaching.attach(_uid(row), field, said, actor=visit.actor)
        to = f"{reverse('record', args=(ledger, row))}#field-{field}"
    return JsonResponse({"sha256": ref.sha256, "name": ref.name, "to": to})


def _uid(words: str) -> UUID:
    try:
        return UUID(words)
    except ValueError:
        raise LedgerError("no_row") from None


@require_POST
def give_up(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Clear away what has arrived."""
    uploads.give_up(uid, actor=visit_of(request).actor)
    return HttpResponse(status=204)
