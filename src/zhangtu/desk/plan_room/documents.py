"""The first page: bring a document in, open a sample, find an earlier one, bin and restore."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zhangtu.desk.frame.errors import sentence_of
from zhangtu.desk.frame.page import show, wants_fragment
from zhangtu.desk.frame.visit import signed
from zhangtu.desk.plan_room.seeing import may, scope_of
from zhangtu.people.scope import Right
from zhangtu.plans import actions, queries
from zhangtu.plans.errors import PlanError, Refusal
from zhangtu.reading import UnreadableError, read

#: Endings of files offered as samples.
SAMPLES = {".txt", ".docx", ".pdf", ".md", ".html"}


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample document.

    Attributes:
        name: Its file name.
        title: What it is, in a few words.
    """

    name: str
    title: str


def _samples() -> list[Path]:
    folder = Path(settings.ZHANGTU_SAMPLES)
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in SAMPLES and path.is_file())


@lru_cache(maxsize=64)
def _title(path: Path) -> str:
    """What a sample calls itself; its name where it calls itself nothing or cannot be read."""
    try:
        title = read(path.read_bytes(), path.name).document.title
    except UnreadableError:
        title = None
    return title or path.stem


def _list(request: HttpRequest, *, status: int = 200, trouble: str = "", pasted: str = "") -> HttpResponse:
    values = {
        "rows": queries.documents(scope=scope_of(request)),
        "bin": queries.documents(binned=True, scope=scope_of(request)),
        "may_enter": may(request, Right.ENTER),
        "may_amend": may(request, Right.AMEND),
        "samples": [Sample(path.name, _title(path)) for path in _samples()],
        "trouble": trouble,
        "binned": _just_binned(request),
        "pasted": pasted,
        "limit": settings.ZHANGTU_UPLOAD_LIMIT,
    }
    return show(request, "plan_room/documents.html", values, status=status)


def _just_binned(request: HttpRequest) -> queries.DocumentRow | None:
    """The document that was put in the bin a moment ago, to offer it back."""
    wanted = request.GET.get("binned", "")
    return next(
        (row for row in queries.documents(binned=True, scope=scope_of(request)) if str(row.uid) == wanted),
        None,
    )


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """The first page."""
    return _list(request)


def given(request: HttpRequest) -> tuple[Iterable[bytes], str]:
    """The file or text a person sent.

    Returns:
        Its bytes in pieces, and its name.

    Raises:
        PlanError: Neither.
    """
    file = request.FILES.get("file")
    if file is not None and not isinstance(file, list):
        return file.chunks(), file.name or "document"
    text = request.POST.get("text", "")
    if not text.strip():
        raise PlanError(Refusal.NO_TEXT)
    return [text.replace("\r\n", "\n").encode("utf-8", "replace")], _("粘贴的文字") + ".txt"


@require_POST
def bring_in(request: HttpRequest) -> HttpResponse:
    """Read a new document and open it; what can't be read is said on the first page."""
    try:
        chunks, name = given(request)
        uid = actions.bring_in(chunks, name, **signed(request))
    except (UnreadableError, PlanError) as error:
        said = sentence_of(error)
        if said is None or wants_fragment(request):
            raise
        return _list(request, status=said[0], trouble=said[1], pasted=request.POST.get("text", ""))
    return _opened(request, uid)


@require_POST
def open_sample(request: HttpRequest) -> HttpResponse:
    """Read one of the samples and open it."""
    wanted = request.POST.get("sample", "")
    path = next((path for path in _samples() if path.name == wanted), None)
    if path is None:
        raise PlanError(Refusal.NO_DOCUMENT)
    return _opened(request, actions.bring_in([path.read_bytes()], path.name, **signed(request)))


def _opened(request: HttpRequest, uid: UUID) -> HttpResponse:
    answer = redirect("plan", uid)
    if wants_fragment(request):
        return HttpResponse(answer.headers["Location"], content_type="text/plain; charset=utf-8")
    return answer


@require_POST
def bin_document(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Put a document in the bin."""
    actions.bin_document(uid, **signed(request))
    return redirect(f"{reverse('documents')}?binned={uid}")


@require_POST
def restore_document(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take a document out of the bin."""
    actions.restore_document(uid, **signed(request))
    return redirect("documents")
