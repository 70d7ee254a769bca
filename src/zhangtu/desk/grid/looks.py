"""The pages of saved looks (视图): save, rename, share, open with, take away."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.desk.grid.asking import asked_of
from zhangtu.desk.grid.listing import opened
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.looks import actions, queries
from zhangtu.ledgers.looks.refusals import LookError


@require_safe
def looks(request: HttpRequest, name: str) -> HttpResponse:
    """All looks of a ledger, to be changed."""
    return _page(request, name)


@require_POST
def save(request: HttpRequest, name: str) -> HttpResponse:
    """Save what an address asks under a name, or anew under the name it has."""
    visit = visit_of(request)
    force = opened(name, visit)
    query = _query(request.POST.get("query", ""), force)
    shared = request.POST.get("shared") == "1"
    anew = request.POST.get("view", "")
    try:
        if anew:
            made = actions.amend(_uid(anew), actor=visit.actor, query=query)
        else:
            title = request.POST.get("title", "")
            made = actions.save(name, title, query, actor=visit.actor, shared=shared)
        if request.POST.get("first") == "1":
            actions.open_with(name, made.uid, actor=visit.actor)
    except LookError as refused:
        if refused.kind == "no_look":
            raise
        kept = {"title": request.POST.get("title", ""), "query": query, "shared": shared}
        return _page(request, name, trouble=refused.say(tongue()), kept=kept, status=422)
    return redirect(address(name, made))


@require_POST
def amend(request: HttpRequest, name: str, uid: UUID) -> HttpResponse:
    """Rename a look, share it or no longer, open the ledger with it, or take it away."""
    visit = visit_of(request)
    opened(name, visit)
    deed = request.POST.get("deed", "")
    try:
        if deed == "remove":
            actions.remove(uid, actor=visit.actor)
        elif deed in ("first", "not_first"):
            actions.open_with(name, uid if deed == "first" else None, actor=visit.actor)
        else:
            shared = {"share": True, "unshare": False}.get(deed)
            title = request.POST.get("title") if deed == "rename" else None
            actions.amend(uid, actor=visit.actor, title=title, shared=shared)
    except LookError as refused:
        if refused.kind == "no_look":
            raise
        return _page(request, name, trouble=refused.say(tongue()), status=422)
    return redirect("grid_looks", name)


def address(name: str, look: queries.LookView) -> str:
    """Where a ledger is shown with a look."""
    return f"{reverse('ledger_grid', args=[name])}?{look.query}&{urlencode({'view': look.uid})}"


def _page(
    request: HttpRequest,
    name: str,
    *,
    trouble: str = "",
    kept: dict[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of looks; what was typed and refused is kept."""
    visit = visit_of(request)
    force = opened(name, visit)
    values = {
        "ledger": name,
        "title": titled(force.ledger.title),
        "looks": queries.looks(name, visit.scope),
        "trouble": trouble,
        "kept": kept,
    }
    return show(request, "grid/looks.html", values, status=status)


def _query(text: str, force: InForce) -> str:
    """What an address asks, written as we write it: nothing a ledger does not know is kept."""
    return asked_of(QueryDict(text.removeprefix("?")), force).address(view="").removeprefix("?")


def _uid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise LookError("no_look") from error
