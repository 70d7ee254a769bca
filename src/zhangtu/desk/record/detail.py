"""The page of one row: what it says now or said on a past day, and everything that belongs to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.page import show, wants_fragment
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.desk.record import facts, finding, past, standing
from zhangtu.ledgers import definitions, filing, linked, queries
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.permitted import why_not_number
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.ledgers.views import RowView
from zhangtu.procedures import queries as procedures
from zhangtu.stamping import queries as stamping


@dataclass(frozen=True, slots=True)
class Refused:
    """What was asked for and not done.

    Attributes:
        deed: What; empty for nothing.
        reason: The reason that was given for it.
        trouble: Why it was not done.
    """

    deed: str = ""
    reason: str = ""
    trouble: str = ""


#: So many moments stand on the page; all of them are a link away.
RECENT = 10


@require_safe
def record(request: HttpRequest, name: str, uid: UUID) -> HttpResponse:
    """The page of a row."""
    visit, _force, row = finding.opened(request, name, uid)
    day = past.day_of(request.GET.get("day", ""), visit)
    return page(request, row) if day is None else _past(request, row, day, visit)


def page(
    request: HttpRequest,
    row: RowView,
    *,
    status: int = 200,
    shown: Mapping[str, Any] | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    """The page of a row as it is now.

    Args:
        request: The request.
        row: The row.
        status: The HTTP status.
        shown: Values about persons that were just asked for: field name → value.
        refused: What was asked for and not done.
    """
    visit = visit_of(request)
    force = definitions.in_force(row.ledger)
    panels = facts.panels(force, row, visit, shown)
    everything = [fact for panel in panels for fact in panel.facts]
    values = {
        **_head(force, row, visit),
        "panels": panels,
        "masked": [fact for fact in everything if fact.masked],
        "numbers": _numbers(everything, row, visit),
        "has_files": any(fact.type in facts.FILES for fact in everything),
        "shown": bool(shown),
        "past": None,
    }
    if shown is not None and wants_fragment(request):
        return show(request, "record/facts.html", values)
    values |= {"refused": refused or Refused(), "share": _share(request, force, row, panels)}
    return show(
        request, "record/record.html", {**values, **_beside(request, force, row, visit)}, status=status
    )


def _numbers(shown: list[facts.Fact], row: RowView, visit: Visit) -> list[tuple[facts.Fact, str]]:
    """The fields of type serial, each with why it can't be given a number here; empty if it can."""
    found = [fact for fact in shown if fact.type == "serial"]
    whys = [why_not_number(row.uid, fact.name, visit.scope) for fact in found]
    return [(fact, "" if why is None else why.say(tongue())) for fact, why in zip(found, whys, strict=True)]


def _beside(request: HttpRequest, force: InForce, row: RowView, visit: Visit) -> dict[str, Any]:
    """What stands beside the values: whose it is, what became of it, what may be done."""
    history = queries.history(row.uid, visit.scope, tongue())
    said, undo = finding.left_to_say(request, row.uid)
    return {
        "whose": standing.whose(row, history),
        "limits": standing.limits(row),
        "may": standing.may(row, visit),
        "pointing": linked.pointing(row.uid, visit.scope),
        "steps": past.steps(force, history[-RECENT:]),
        "moments": len(history),
        "forms": stamping.of(("row", str(row.uid)), visit.scope),
        "file_limits": filing.limits(tongue()),
        "by_form": filing.megabytes(filing.BY_FORM),
        "by_form_bytes": filing.BY_FORM,
        "said": said,
        "undo": undo,
    }


def _head(force: InForce, row: RowView, visit: Visit) -> dict[str, Any]:
    return {
        "row": row,
        "title": row.title or str(row.uid),
        "ledger": row.ledger,
        "ledger_title": titled(force.ledger.title),
        "today": visit.today,
        "sizes": filing.megabytes,
        "step": _step(row),
        "goes": bool(procedures.of_ledger(row.ledger)),
    }


def _step(row: RowView) -> str:
    """What the step is called that a row is at."""
    step = procedures.step_called(row.ledger, row.state) if row.state else None
    return row.state if step is None else titled(step.title)


def _share(request: HttpRequest, force: InForce, row: RowView, panels: list[facts.Panel]) -> str:
    """The row as text for a chat: what is masked stays masked, the address last."""
    lines = [f"【{titled(force.ledger.title)}】{row.title}"]
    lines += [
        f"{fact.title}：{fact.text}"
        for panel in panels
        for fact in panel.facts
        if fact.text and not fact.files and not fact.personal
    ]
    lines.append(request.build_absolute_uri(request.path))
    return "\n".join(lines)


def _past(request: HttpRequest, row: RowView, day: date, visit: Visit) -> HttpResponse:
    """The page of a row as it was at the end of a day, and what differs from another day."""
    force = definitions.in_force(row.ledger)
    then = queries.as_of(row.uid, day, visit.scope)
    other = past.day_of(request.GET.get("with", ""), visit) or visit.today
    values = {
        **_head(force, row, visit),
        "title": (row if then is None else then).title or str(row.uid),
        "panels": [] if then is None else facts.panels(force, then, visit),
        "shown": False,
        "past": day,
        "other": other,
        "there": then is not None,
        "withdrawn_then": then is not None and then.withdrawn,
        "changes": past.between(force, row, (day, other), visit),
    }
    return show(request, "record/past.html", values)


@require_safe
def batch(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """The rows that were changed together."""
    visit = visit_of(request)
    rows, more = linked.of_batch(name, number, visit.scope)
    if not rows:
        raise LedgerError("no_row")
    title = titled(definitions.in_force(name).ledger.title)
    values = {"ledger": name, "ledger_title": title, "number": number, "rows": rows, "more": more}
    return show(request, "record/batch.html", values)


@require_safe
def history(request: HttpRequest, name: str, uid: UUID) -> HttpResponse:
    """Everything that became of a row."""
    visit, force, row = finding.opened(request, name, uid)
    moments = queries.history(uid, visit.scope, tongue())
    values = {**_head(force, row, visit), "steps": past.steps(force, moments)}
    return show(request, "record/history.html", values)
