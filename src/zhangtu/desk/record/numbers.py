"""The series a ledger's rows are numbered in: how many were given, which were voided, which are missing."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.frame.words import separator, titled
from zhangtu.ledgers import definitions, serials
from zhangtu.people import queries as people


@require_safe
def numbers(request: HttpRequest, name: str) -> HttpResponse:
    """The series of the units in scope, the newest year first."""
    visit = visit_of(request)
    found = serials.books(name, visit.scope)
    written = serials.written
    values = {
        "ledger": name,
        "title": titled(definitions.in_force(name).ledger.title),
        "books": [
            {
                "unit": people.name_on(one.unit, visit.today),
                "series": f"{one.name}〔{one.year}〕",
                "given": one.series.given,
                "last": written(one.name, one.year, one.series.given),
                "voided": separator().join(map(str, one.series.voided)),
                "gaps": separator().join(map(str, one.series.gaps)),
            }
            for one in found
        ],
    }
    return show(request, "record/numbers.html", values)
