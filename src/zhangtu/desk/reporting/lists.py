"""The page of reports: what my unit submits, how far the units below are, how punctual they are."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.reporting import words
from zhangtu.reports import overview, queries

#: Over how long punctuality is told.
_LOOKED_BACK = timedelta(days=365)


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """What is due, what is asked of the units below, who is punctual."""
    visit = visit_of(request)
    everything = request.GET.get("all") == "1"
    below = overview.to_receive(visit.scope)
    values = {
        "mine": queries.mine(visit.scope, everything=everything),
        "everything": everything,
        "below": below,
        "punctual": overview.punctual(visit.scope, visit.today - _LOOKED_BACK, visit.today) if below else [],
        "words": words,
    }
    return show(request, "reporting/reports.html", values)
