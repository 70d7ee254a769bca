"""The first page: figures for who keeps them in sight, ledgers, the office; before accounts the plan room."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.visit import visitor
from zhangtu.desk.measuring import keeping
from zhangtu.desk.plan_room import documents
from zhangtu.ledgers import definitions, policies
from zhangtu.people.scope import Right


@require_safe
def first(request: HttpRequest) -> HttpResponse:
    """Where somebody begins."""
    visit = visitor(request)
    if visit is None:
        return documents.documents(request)
    forces = definitions.known().ledgers.values()
    reads = not forces or any(policies.can(visit.scope, Right.READ, force) for force in forces)
    if reads and keeping.begins_here(visit):
        return redirect("measures_mine")
    # Administrators read no ledger: what they have to do stands among units, people and rights.
    return redirect("ledgers" if reads else "office")
