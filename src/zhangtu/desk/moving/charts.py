"""The procedures there are, and the flow chart of each: to read, to print, to publish."""

from collections.abc import Collection

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.frame.words import separator, titled, tongue
from zhangtu.ledgers import definitions, policies
from zhangtu.ledgers.definitions import ProcedureInForce
from zhangtu.people.scope import Right, Scope
from zhangtu.procedures import holders, queries
from zhangtu.procedures.drawing import svg
from zhangtu.procedures.saying import length


def readable(scope: Scope) -> list[ProcedureInForce]:
    """The procedures whose ledgers somebody may read, by name."""
    known = definitions.known()
    return [
        one
        for _name, one in sorted(known.procedures.items())
        if policies.can(scope, Right.READ, known.ledger(one.procedure.of))
    ]


def drawn(force: ProcedureInForce, *, here: str = "", passed: Collection[str] = ()) -> SafeString:
    """A flow chart as a part of a page; every word in it is escaped where it is drawn."""
    picture = svg(force.procedure, tongue(), here=here, passed=passed)
    return mark_safe(picture)  # noqa: S308 - drawn by procedures.drawing, which escapes


@require_safe
def procedures(request: HttpRequest) -> HttpResponse:
    """The list."""
    visit = visit_of(request)
    known = definitions.known()
    lines = [
        (one, titled(known.ledger(one.procedure.of).ledger.title), _open(one, visit.scope))
        for one in readable(visit.scope)
    ]
    return show(request, "moving/procedures.html", {"lines": lines})


def _open(one: ProcedureInForce, scope: Scope) -> int:
    """How many rows in scope are under way."""
    final = {step.name for step in one.procedure.steps if step.final}
    known = {step.name for step in one.procedure.steps}
    found = queries.counts(one.procedure.name, scope)
    return sum(number for step, number in found.items() if step in known - final)


@require_safe
def procedure(request: HttpRequest, name: str) -> HttpResponse:
    """One procedure: its chart, its steps with who holds them, its moves, its limits."""
    visit = visit_of(request)
    force = _found(name, visit.scope)
    values = {
        "force": force,
        "procedure": force.procedure,
        "ledger": definitions.known().ledger(force.procedure.of).ledger,
        "fields": definitions.known().ledger(force.procedure.of).fields,
        "chart": drawn(force),
        "counts": queries.counts(name, visit.scope),
        "called": lambda kinds: holders.called(kinds).say(tongue()),
        "length": lambda budget: length(budget, tongue()),
        "separator": separator,
    }
    return show(request, "moving/procedure.html", values)


def _found(name: str, scope: Scope) -> ProcedureInForce:
    for one in readable(scope):
        if one.procedure.name == name:
            return one
    raise Http404


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """The chart as a file."""
    force = _found(name, visit_of(request).scope)
    answer = HttpResponse(svg(force.procedure, tongue()), content_type="image/svg+xml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.svg"'
    return answer
