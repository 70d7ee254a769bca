"""The page of a ledger: its rows, filtered, sorted and page by page; and the parts of it scripts swap in."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.page import show, wants_fragment
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.desk.grid.asking import Asked, asked_of, filters
from zhangtu.desk.grid.cells import lines
from zhangtu.desk.grid.columns import Column, columns
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import definitions, policies
from zhangtu.ledgers.compiled import InForce
from zhangtu.mirror import lists
from zhangtu.people.scope import Right

#: So many rows come at once; the next come when one has scrolled to them.
ROWS = 50
#: What can be done with a ledger, in the order of the buttons.
DEEDS = {"enter": Right.ENTER, "amend": Right.AMEND, "import": Right.IMPORT, "export": Right.EXPORT}


@require_safe
def grid(request: HttpRequest, name: str) -> HttpResponse:
    """A ledger, or, for a script, only its rows."""
    visit = visit_of(request)
    force = opened(name, visit)
    asked = asked_of(request.GET, force)
    shown = columns(force, visit)
    values = {"ledger": name, "asked": asked, "columns": shown, "fragment": wants_fragment(request)}
    values |= _rows(force, asked, shown, visit)
    if wants_fragment(request):
        return show(request, "grid/rows.html", values, status=422 if values["trouble"] else 200)
    return show(
        request, "grid/grid.html", {**values, "title": titled(force.ledger.title), **_may(force, visit)}
    )


def opened(name: str, visit: Visit) -> InForce:
    """A ledger the visitor may read.

    Raises:
        LedgerError: There is none, or it may not be read.
    """
    force = definitions.known().ledger(name)
    policies.check_may(visit.scope, Right.READ, force)
    return force


def _may(force: InForce, visit: Visit) -> dict[str, Any]:
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


def _rows(force: InForce, asked: Asked, shown: list[Column], visit: Visit) -> Mapping[str, Any]:
    """The rows asked for; what can't be asked is said, and the list shown without it."""
    try:
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
    except RefusedError as refused:
        return {
            "trouble": refused.say(tongue()),
            "lines": [],
            "after": "",
            "count": 0,
            "more": False,
            "page_of": None,
        }
    return {
        "trouble": "",
        "lines": lines(force, page.rows, shown, visit),
        "after": page.after,
        "count": page.count,
        "more": page.more,
        "page_of": page,
    }
