"""The page of a ledger: its rows or groups, filtered, sorted, page by page; and the parts scripts swap in."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.page import show, wants_fragment
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.desk.grid import grouping
from zhangtu.desk.grid.asking import ALL, Asked, asked_of, filters
from zhangtu.desk.grid.cells import lines, written
from zhangtu.desk.grid.chips import chips
from zhangtu.desk.grid.columns import Column, columns, every, usual
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import definitions, policies
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.looks import queries as looks
from zhangtu.mirror import lists
from zhangtu.people.scope import Right
from zhangtu.people.steadying import steadily
from zhangtu.stamping import queries as stamping
from zhangtu.stamping.rows import LIST, list_reference
from zhangtu.stamping.states import FormState
from zhangtu.stamping.wording import say as said

#: So many rows come at once; the next come when one has scrolled to them.
ROWS = 50
#: So many of the unit's papers are named beside the list; the others stand in the register of papers.
PAPERS = 2
#: What can be done with a ledger, in the order of the buttons.
DEEDS = {
    "enter": Right.ENTER,
    "amend": Right.AMEND,
    "withdraw": Right.WITHDRAW,
    "import": Right.IMPORT,
    "export": Right.EXPORT,
}


@require_safe
@steadily()
def grid(request: HttpRequest, name: str) -> HttpResponse:
    """A ledger, or, for a script, only its rows; with nothing asked, as the person chose to see it first."""
    visit = visit_of(request)
    force = opened(name, visit)
    asked = asked_of(request.GET, force)
    fragment = wants_fragment(request)
    saved = () if fragment else looks.looks(name, visit.scope, visit.unit)
    first = next((one for one in saved if one.first), None)
    if first is not None and not request.GET:
        return redirect(f"{request.path}?{first.query}&view={first.uid}")
    shown = seen(force, asked, visit)
    values = {
        "ledger": name,
        "asked": asked,
        "columns": shown,
        "fragment": fragment,
        "written": written,
        "chips": chips(force, asked, visit),
        **_body(force, asked, shown, visit),
    }
    if fragment:
        return show(request, "grid/rows.html", values, status=422 if values["trouble"] else 200)
    total = request.GET.get("total") == "1" and values["total"] is None
    return show(
        request,
        "grid/grid.html",
        {
            **values,
            **({"total": _total(force, asked, shown, visit).total} if total else {}),
            "title": titled(force.ledger.title),
            "looks": saved,
            "everything": ALL,
            **may(force, visit),
            **papers(force, visit),
        },
    )


@require_safe
def shape(request: HttpRequest, name: str) -> HttpResponse:
    """Which columns are shown, in what order, in which groups: to be chosen."""
    visit = visit_of(request)
    force = opened(name, visit)
    asked = asked_of(request.GET, force)
    values = {
        "ledger": name,
        "title": titled(force.ledger.title),
        "asked": asked,
        "every": _ordered(every(force, visit), columns(force, visit, asked.columns)),
        "everything": ALL,
    }
    template = "grid/shape_form.html" if wants_fragment(request) else "grid/shape_page.html"
    return show(request, template, values)


@require_safe
def totals(request: HttpRequest, name: str) -> HttpResponse:
    """The line of totals of what an address asks, for a script."""
    visit = visit_of(request)
    force = opened(name, visit)
    asked = asked_of(request.GET, force)
    shown = seen(force, asked, visit)
    found = _total(force, asked, shown, visit)
    values = {"ledger": name, "asked": asked, "columns": shown, "total": found.total, "share": found.share}
    return show(request, "grid/totals.html", values)


def seen(force: InForce, asked: Asked, visit: Visit) -> list[Column]:
    """The columns shown: those asked for; of groups, what they are grouped by and what is added up."""
    if not asked.groups or asked.columns not in ((), tuple(usual(force))):
        return columns(force, visit, asked.columns)
    sums = [spec.name for spec in grouping.summed(force, every(force, visit))]
    return columns(force, visit, [*asked.groups, *(one for one in sums if one not in asked.groups)])


def opened(name: str, visit: Visit) -> InForce:
    """A ledger the visitor may read.

    Raises:
        LedgerError: There is none, or it may not be read.
    """
    force = definitions.known().ledger(name)
    policies.check_may(visit.scope, Right.READ, force)
    return force


def may(force: InForce, visit: Visit) -> dict[str, Any]:
    """Deed → why it can't be done; empty if it can."""
    reasons = {}
    for deed, right in DEEDS.items():
        try:
            policies.check_may(visit.scope, right, force)
        except RefusedError as refused:
            reasons[deed] = refused.say(tongue())
        else:
            reasons[deed] = ""
    return {"may_not": reasons}


def papers(force: InForce, visit: Visit) -> dict[str, Any]:
    """The unit's lists on paper, the newest first; and why no other may be numbered, empty if it may."""
    subject = (LIST, list_reference(force.ledger.name, visit.unit))
    reason = stamping.why_not_print(subject, visit.scope)
    printed = stamping.of(subject, visit.scope, limit=2 * PAPERS)
    standing = [one for one in printed if one.state is not FormState.VOIDED]
    return {
        "papers": [(one, said(f"state_{one.state.value}", tongue())) for one in standing[:PAPERS]],
        "no_stamp": reason.say(tongue()) if reason is not None else "",
    }


def _ordered(all_: Sequence[Column], shown: Sequence[Column]) -> list[tuple[Column, bool]]:
    """All columns, those shown first and in their order, and whether each is shown."""
    names = {one.name for one in shown}
    return [(one, True) for one in shown] + [(one, False) for one in all_ if one.name not in names]


def _total(force: InForce, asked: Asked, shown: Sequence[Column], visit: Visit) -> grouping.Grouped:
    """The total; nothing where the filters can't be asked, which the rows say."""
    try:
        return grouping.grouped(force, asked, shown, visit, by=())
    except RefusedError:
        return grouping.Grouped((), None)


#: What a body shows of which there is nothing.
_EMPTY: Mapping[str, Any] = {
    "trouble": "",
    "lines": [],
    "bands": (),
    "after": "",
    "count": 0,
    "more": False,
    "few": False,
    "total": None,
    "share": 1.0,
}


def _body(force: InForce, asked: Asked, shown: list[Column], visit: Visit) -> Mapping[str, Any]:
    """The rows, or groups, asked for; what can't be asked is said, and the list shown without it."""
    try:
        return _groups(force, asked, shown, visit) if asked.groups else _rows(force, asked, shown, visit)
    except RefusedError as refused:
        return {**_EMPTY, "trouble": refused.say(tongue())}


def _groups(force: InForce, asked: Asked, shown: list[Column], visit: Visit) -> Mapping[str, Any]:
    found = grouping.grouped(force, asked, shown, visit)
    if found.total is None:
        said = _("现在给不出分组。请过一会儿再看，或去掉分组。")
        return {**_EMPTY, "share": found.share, "trouble": said if found.share == 1.0 else ""}
    return {
        **_EMPTY,
        "bands": found.bands,
        "count": found.total.count,
        "few": found.more,
        "total": found.total,
    }


def _rows(force: InForce, asked: Asked, shown: list[Column], visit: Visit) -> Mapping[str, Any]:
    page = lists.rows(
        force.ledger.name,
        visit.scope,
        where=filters(asked, force),
        words=asked.words,
        orders=asked.orders,
        after=asked.after,
        limit=ROWS,
        withdrawn=asked.withdrawn,
        live=[one.name for one in shown],
    )
    return {
        **_EMPTY,
        "lines": lines(force, page.rows, shown, visit),
        "after": page.after,
        "count": page.count,
        "more": page.more,
        "share": page.share,
    }
