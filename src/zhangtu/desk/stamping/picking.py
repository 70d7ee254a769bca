"""A person files pages that no code was read on: with a form picked from the list, or aside."""

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.stamping.bringing import pages
from zhangtu.kernel.refusals import RefusedError
from zhangtu.stamping import actions, placing, queries
from zhangtu.stamping.placing import Choice

#: What is picked for a page that belongs to no form.
ASIDE = "aside"


@require_POST
def pick(request: HttpRequest, uid: UUID) -> HttpResponse:
    """File the pages for which something was picked; the others stay for later."""
    visit = visit_of(request)
    one = queries.upload(uid, visit.scope)
    open_pages = [sheet.index for sheet in one.sheets if sheet.open]
    try:
        choices = list(_choices(request.POST, open_pages))
        if choices:
            placing.pick(uid, choices, actor=visit.actor)
        aside = [index for index in open_pages if request.POST.get(f"form-{index}") == ASIDE]
        if aside:
            actions.set_aside(uid, aside, actor=visit.actor)
    except RefusedError as error:
        return pages(request, queries.upload(uid, visit.scope), visit, error)
    return redirect("scans_upload", uid)


def _choices(sent: QueryDict, open_pages: list[int]) -> Iterator[Choice]:
    for index in open_pages:
        form, page = sent.get(f"form-{index}", ""), sent.get(f"page-{index}", "")
        try:
            picked = UUID(form)
        except ValueError:
            continue
        yield Choice(index, picked, int(page) if page.isdecimal() and len(page) < 5 else 1)
