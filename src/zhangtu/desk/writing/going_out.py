"""A draft goes out: its form beside the paper as it will be; one press numbers it and keeps Word and PDF."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhangtu.desk.frame.errors import sentence_of
from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import tongue
from zhangtu.desk.writing.asking_out import Form, form_of, outgoing
from zhangtu.desk.writing.dressing import dressed, finished
from zhangtu.desk.writing.showing import shown
from zhangtu.documents.official import Official
from zhangtu.issuing import actions, queries
from zhangtu.issuing.values import LETTERHEADS
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import definitions, serials
from zhangtu.ledgers.permitted import why_not_enter


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft that may go out.

    Attributes:
        paper: The paper.
        sort: Its kind unless said otherwise, as the choices of the register name it.
        title: What such papers are called.
        back: Where it was drafted.
    """

    paper: Official
    sort: str
    title: str
    back: str


def page_of(draft_of: Callable[[HttpRequest, Visit], Draft]) -> Callable[..., HttpResponse]:
    """The page on which papers of a kind go out.

    Args:
        draft_of: Drafts the paper a request asks for.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    def page(request: HttpRequest) -> HttpResponse:
        visit = visit_of(request)
        draft = draft_of(request, visit)
        if request.method != "POST":
            return _page(request, visit, draft)
        try:
            form = form_of(request.POST, visit, _usual(draft))
            out = outgoing(form)
            head = queries.letterhead(out.letterhead, visit.scope)
            row = actions.issue(out, finished(draft.paper, out, head, visit), actor=visit.actor)
        except RefusedError as refusal:
            return _page(request, visit, draft, refusal)
        return redirect(f"{reverse('writing_dispatch', args=(row.uid,))}?done=issued")

    return page


def _usual(draft: Draft) -> dict[str, str]:
    return {"title": draft.paper.title.replace("\n", ""), "sort": draft.sort}


def _page(
    request: HttpRequest, visit: Visit, draft: Draft, refusal: RefusedError | None = None
) -> HttpResponse:
    form = form_of(request.POST, visit, _usual(draft))
    status, trouble = (200, "") if refusal is None else sentence_of(refusal) or (422, "")
    values = {
        "form": form,
        "draft": draft,
        "paper": shown(_as_it_will_be(draft, form, visit)),
        "trouble": trouble,
        "may_not": may_not_add(visit) if not form.letterheads else "",
    }
    return show(request, "writing/issue.html", values, status=status)


def _as_it_will_be(draft: Draft, form: Form, visit: Visit) -> Official:
    """The paper under the letterhead that is chosen, with the number that comes next."""
    try:
        out = outgoing(form)
        head = queries.letterhead(out.letterhead, visit.scope)
    except RefusedError:
        return draft.paper
    return dressed(draft.paper, out, head, serials.upcoming(head.unit, head.code, out.day.year))


def may_not_add(visit: Visit) -> str:
    """Why no letterhead may be added; empty if it may."""
    why = why_not_enter(definitions.in_force(LETTERHEADS), visit.scope)
    return "" if why is None else why.say(tongue())
