"""Takes what is seen out as a workbook, a text file or in somebody else's template; each time an entry."""

import tempfile
from pathlib import Path
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.safety import SANDBOX
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import separator, titled, tongue
from zhangtu.desk.grid import carrying
from zhangtu.desk.grid.listing import opened, seen
from zhangtu.desk.grid.taking import Taken, rows_of, taken_of
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import permitted, policies
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.exporting.cells import check_personal, select
from zhangtu.people.scope import Right
from zhangtu.runner.jobs import State

#: More rows than this are written by a job.
AT_ONCE = 2_000
_KINDS = {"xlsx": ".xlsx", "csv": ".csv", "template": ".xlsx"}


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, name: str) -> HttpResponse:
    """What will be taken out, and what will be left out; then the file."""
    visit = visit_of(request)
    force = opened(name, visit)
    policies.check_may(visit.scope, Right.EXPORT, force)
    taken = taken_of(request, force, visit)
    if request.method != "POST":
        return _page(request, force, taken, visit)
    try:
        return _made(request, force, taken, visit)
    except RefusedError as refused:
        return _page(request, force, taken, visit, trouble=refused.say(tongue()))


def _page(
    request: HttpRequest, force: InForce, taken: Taken, visit: Visit, trouble: str = ""
) -> HttpResponse:
    """The page that says what is taken out."""
    _rows, count = rows_of(force, taken, (), visit, 1)
    shown = [one.name for one in seen(force, taken.asked, visit)]
    left_out = select(force.ledger.name, visit.scope).left_out
    closed = permitted.why_not(Right.UNMASK, force, visit.scope)
    values = {
        "ledger": force.ledger.name,
        "title": titled(force.ledger.title),
        "asked": taken.asked,
        "address": taken.address,
        "count": count,
        "left_out": separator().join(titled(force.fields[one].title) for one in left_out),
        "shown": len(shown),
        "every": len(force.fields) - len(left_out),
        "no_personal": closed.say(tongue()) if closed is not None else "",
        "personal": request.POST.get("personal") == "1",
        "reason": request.POST.get("reason", ""),
        "trouble": trouble,
        "kind": request.POST.get("kind", "xlsx"),
        "which": request.POST.get("which", "seen"),
    }
    return show(request, "grid/export.html", values, status=422 if trouble else 200)


def _made(request: HttpRequest, force: InForce, taken: Taken, visit: Visit) -> HttpResponse:
    """The file, or where one waits for it."""
    kind = request.POST.get("kind", "xlsx")
    if kind not in _KINDS:
        raise Http404
    name = f"{titled(force.ledger.title)}-{visit.today}{_KINDS[kind]}"
    chosen = request.POST.get("which", "seen") == "seen" and kind != "template"
    shown = [one.name for one in seen(force, taken.asked, visit)] if chosen else None
    wish = carrying.wish_of(taken, force.ledger.name, visit, name=name, names=shown, language=tongue())
    if request.POST.get("personal") == "1":
        wish.personal = request.POST.get("reason", "")[:500]
        check_personal(force.ledger.name, visit.scope, wish.personal)
    _rows, count = rows_of(force, taken, (), visit, 1)
    with tempfile.TemporaryDirectory(prefix="zhangtu-export-") as folder:
        template = _template(request, Path(folder)) if kind == "template" else None
        if count > AT_ONCE:
            return redirect("grid_exported", force.ledger.name, carrying.begin(wish, template))
        out = Path(folder) / f"out{_KINDS[kind]}"
        carrying.carry(wish, out, template)
        return _file(out.read_bytes(), name)


def _template(request: HttpRequest, folder: Path) -> Path:
    """The template that was sent.

    Raises:
        LedgerError: None was sent.
    """
    sent = request.FILES.get("template")
    place = folder / "template.xlsx"
    if isinstance(sent, UploadedFile):
        with place.open("wb") as file:
            for chunk in sent.chunks():
                file.write(chunk)
    else:
        place.write_bytes(b"")
    return place


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=name))
    answer["Content-Security-Policy"] = SANDBOX
    return answer


@require_safe
def exported(request: HttpRequest, name: str, uid: UUID) -> HttpResponse:
    """How far a large export is; where it is fetched.

    Raises:
        Http404: There is none, or it is somebody else's.
    """
    visit = visit_of(request)
    force = opened(name, visit)
    wish = _own(uid, name, visit)
    job = carrying.standing(wish)
    values = {
        "ledger": name,
        "title": titled(force.ledger.title),
        "uid": uid,
        "wish": wish,
        "ready": carrying.file_of(uid, wish) is not None,
        "done": job.done if job is not None else 0,
        "failed": job is not None and (job.state is State.FAILED or bool(job.trouble)),
        "left_out": separator().join(
            titled(force.fields[one].title) for one in wish.left_out if one in force.fields
        ),
    }
    return show(request, "grid/exported.html", values)


@require_safe
def fetch(request: HttpRequest, name: str, uid: UUID) -> HttpResponseBase:
    """The file of a large export.

    Raises:
        Http404: It is not there, or somebody else's.
    """
    visit = visit_of(request)
    force = opened(name, visit)
    policies.check_may(visit.scope, Right.EXPORT, force)
    wish = _own(uid, name, visit)
    file = carrying.file_of(uid, wish)
    if file is None:
        raise Http404
    answer = FileResponse(file.open("rb"), as_attachment=True, filename=wish.name)
    answer["Content-Type"] = "application/octet-stream"
    answer["Content-Security-Policy"] = SANDBOX
    return answer


def _own(uid: UUID, name: str, visit: Visit) -> carrying.Wish:
    """An export of this person, for this post."""
    wish = carrying.read(uid)
    if wish is None or (wish.person, wish.post, wish.ledger) != (visit.actor.person, visit.actor.post, name):
        raise Http404(_("没有这次导出，可能已经过期。"))
    return wish
