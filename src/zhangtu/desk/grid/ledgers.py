"""The page of all ledgers the visitor may read: where most days begin."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import titled
from zhangtu.ledgers import definitions, policies
from zhangtu.mirror import counting
from zhangtu.people.scope import Right


@dataclass(frozen=True, slots=True)
class Shelf:
    """A ledger on the page.

    Attributes:
        name: Its name.
        title: What it is called.
        count: How many rows the visitor sees.
        more: Whether there are more than could be counted.
        enters: Whether the visitor may enter rows.
    """

    name: str
    title: str
    count: int
    more: bool
    enters: bool


@require_safe
def ledgers(request: HttpRequest) -> HttpResponse:
    """All ledgers."""
    visit = visit_of(request)
    values = {
        "shelves": _shelves(visit),
        "designs": visit.scope.may(Right.DESIGN),
    }
    return show(request, "grid/ledgers.html", values)


def _shelves(visit: Visit) -> list[Shelf]:
    known, found = definitions.known(), []
    for name, seen in counting.counts(visit.scope).items():
        force = known.ledger(name)
        enters = policies.can(visit.scope, Right.ENTER, force)
        found.append(Shelf(name, titled(force.ledger.title), seen.count, seen.more, enters))
    return sorted(found, key=lambda one: (-one.count, one.title))
