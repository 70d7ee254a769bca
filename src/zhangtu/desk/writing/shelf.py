"""What can be drafted: a notice with a ranking, a week on one page, what an inspection asks for."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.desk.writing.asking import periods_offered, unit_shown, units_offered
from zhangtu.issuing import queries as issuing
from zhangtu.ledgers import definitions, naming, policies, queries
from zhangtu.ledgers.queries import Order
from zhangtu.people.scope import Right


@dataclass(frozen=True, slots=True)
class Named:
    """Something to choose."""

    name: str
    title: str


@require_safe
def writing(request: HttpRequest) -> HttpResponse:
    """The page."""
    visit = visit_of(request)
    values = {
        "measures": measures(visit),
        "units": units_offered(visit),
        "unit": unit_shown(visit),
        "periods": periods_offered(visit.today),
        "plans": plans(visit),
        "tasks": readable("tasks", visit),
        "dispatches": issuing.readable(visit.scope),
    }
    return show(request, "writing/writing.html", values)


def readable(ledger: str, visit: Visit) -> bool:
    """Whether there is a ledger and the reader may see it."""
    known = definitions.known()
    return ledger in known.ledgers and policies.can(visit.scope, Right.READ, known.ledger(ledger))


def measures(visit: Visit) -> list[Named]:
    """The measures units can be ranked by."""
    known = definitions.known()
    return [
        Named(name, titled(found.measure.title))
        for name, found in known.measures.items()
        if policies.can(visit.scope, Right.READ, known.ledger(found.measure.of))
    ]


def plans(visit: Visit) -> list[Named]:
    """The plans whose tasks somebody may come to look at, the newest first."""
    if not readable("plans", visit) or not readable("tasks", visit):
        return []
    page = queries.rows("plans", visit.scope, order=Order(descending=True), limit=100, live=(), counted=False)
    uids = [one.uid for one in page.rows]
    said = naming.titles(uids, visit.scope, tongue())
    return [Named(str(uid), said.get(uid, str(uid))) for uid in uids]
