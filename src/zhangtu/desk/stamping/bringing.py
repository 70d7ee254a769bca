"""Scans are dropped here, many at once; each tells how far it is read and where its pages went."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zhangtu.desk.frame.page import show, wants_fragment
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import tongue
from zhangtu.documents.scans import Reason, ScanError
from zhangtu.kernel.refusals import RefusedError
from zhangtu.stamping import actions, queries
from zhangtu.stamping.states import FormState, UploadState
from zhangtu.stamping.views import FormView, SheetView, UploadView

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

#: So many forms are offered to pick from; more are found by their number.
OFFERED = 200
#: So many pages are shown to be picked at once.
AT_ONCE = 24


@dataclass(frozen=True, slots=True)
class Guess:
    """Which form and page an unreadable page may be, by the pages around it.

    Attributes:
        form: The uid of the form as text; empty for no guess.
        page: Which page of it.
    """

    form: str = ""
    page: int = 1


@require_POST
def bring(request: HttpRequest) -> HttpResponse:
    """Take files in; a script gets a card for each, a form goes on to the list."""
    visit = visit_of(request)
    files = request.FILES.getlist("files")
    brought = [_take(file, visit) for file in files]
    if sha256 := request.POST.get("sha256"):
        # It came piece by piece and lies in the store already.
        brought.append(actions.bring_stored(sha256, request.POST.get("name", ""), actor=visit.actor))
    if wants_fragment(request):
        if not brought:
            return HttpResponse(_("没有选文件。"), status=422, content_type="text/plain; charset=utf-8")
        return show(request, "stamping/card.html", card_of(brought[0]))
    return redirect("scans_upload", brought[0].uid) if len(brought) == 1 else redirect("forms")


def _take(file: "UploadedFile[bytes]", visit: Visit) -> UploadView:
    return actions.bring(file.chunks(), file.name or "", actor=visit.actor)


@require_safe
def upload(request: HttpRequest, uid: UUID) -> HttpResponse:
    """An upload: how far it is read, its pages, what a person has to pick; or, for a script, its card."""
    visit = visit_of(request)
    one = queries.upload(uid, visit.scope)
    if wants_fragment(request):
        return show(request, "stamping/card.html", card_of(one))
    return pages(request, one, visit)


def pages(
    request: HttpRequest, one: UploadView, visit: Visit, error: RefusedError | None = None
) -> HttpResponse:
    """The page of an upload.

    Args:
        request: The request; what was picked before is kept.
        one: The upload.
        visit: Who looks.
        error: Why what was picked was not done; ``None`` when nothing was refused.

    Returns:
        The page.
    """
    words = request.GET.get("q", "")
    missing = (FormState.PRINTED, FormState.PARTIAL)
    offered = queries.forms(visit.scope, states=missing, words=words, limit=OFFERED)
    chosen = [form for form in offered.forms if form.may_stamp]
    guesses = _guesses(one, chosen)
    chosen += _besides(guesses, chosen, visit)
    values = {
        **card_of(one),
        "offered": chosen,
        "more": bool(offered.after),
        "words": words,
        "guesses": guesses,
        "picks": [sheet for sheet in one.sheets if sheet.open][:AT_ONCE],
        "typed": request.POST,
        "refused": error.say(tongue()) if error is not None else "",
    }
    return show(request, "stamping/upload.html", values, status=200 if error is None else 422)


def _besides(guesses: dict[int, Guess], chosen: list[FormView], visit: Visit) -> list[FormView]:
    """Forms that were guessed and are not among those offered."""
    there = {str(form.uid) for form in chosen}
    wanted = {guess.form for guess in guesses.values() if guess.form} - there
    return [queries.form(UUID(uid), visit.scope) for uid in sorted(wanted)]


def _guesses(one: UploadView, chosen: list[FormView]) -> dict[int, Guess]:
    """An unreadable page behind page 2 of a form is likely its page 3; a lone form's only page is page 1."""
    found: dict[int, Guess] = {}
    before = Guess()
    for sheet in one.sheets:
        if sheet.open:
            found[sheet.index] = before if before.form else _only(chosen)
            before = Guess(before.form, before.page + 1)
        else:
            before = _behind(sheet)
    return found


def _only(chosen: list[FormView]) -> Guess:
    return Guess(str(chosen[0].uid)) if len(chosen) == 1 else Guess()


def _behind(sheet: SheetView) -> Guess:
    """What is likely to come behind a page: nothing behind a form's last one."""
    if not sheet.forms or not sheet.codes or sheet.codes[0].page == sheet.codes[0].pages:
        return Guess()
    return Guess(str(sheet.forms[0][1]), sheet.codes[0].page + 1)


def card_of(one: UploadView) -> dict[str, Any]:
    """What a card shows of an upload.

    Args:
        one: The upload.

    Returns:
        Values by name.
    """
    done, total = queries.progress(one.uid) if one.state is UploadState.WAITING else (0, 0)
    found = {uid for sheet in one.sheets for _number, uid in sheet.forms}
    trouble = ""
    if one.trouble:
        facts: dict[str, Any] = dict(one.facts)
        trouble = ScanError(Reason(one.trouble), **facts).say(tongue())
    return {
        "upload": one,
        "waiting": one.state is UploadState.WAITING,
        "done": done,
        "total": total,
        "found": len(found),
        "trouble": trouble,
    }
