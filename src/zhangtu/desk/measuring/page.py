"""The page of one measure: its figure, what it was, its parts, and what it is in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.desk.measuring import targets
from zhangtu.desk.measuring.asking import HEAT, KINDS, TILES, Asked, asked_of, back, offered
from zhangtu.desk.measuring.explaining import explained
from zhangtu.desk.measuring.naming import title_of, unit_name
from zhangtu.desk.measuring.shading import shaded
from zhangtu.desk.measuring.sheet import Said, figure_of, heading, opens, said, sheet
from zhangtu.kernel import periods
from zhangtu.kernel.periods import Period
from zhangtu.measures import comparing
from zhangtu.measures.cells import OFFICE, Cell
from zhangtu.measures.comparing import Beside
from zhangtu.measures.pinned import pinned
from zhangtu.people import queries as people
from zhangtu.people.scope import Right

#: Periods one chooses among.
_CHOICES = 24


@dataclass(frozen=True, slots=True)
class Whole:
    """The figure of a page.

    Attributes:
        cell: The figure; ``None`` while there is none.
        figure: As it is read.
        last: What became of it since the period before.
        year: What became of it since the same period of last year.
        opens: Where its rows are.
        share: How much of the mirror is built.
    """

    cell: Cell | None
    figure: str = ""
    last: Said | None = None
    year: Said | None = None
    opens: str = ""
    share: float = 1.0


@require_safe
def measure(request: HttpRequest, name: str) -> HttpResponse:
    """One measure."""
    visit = visit_of(request)
    asked = asked_of(request.GET, name, visit)
    whole = whole_of(asked, visit)
    values = {
        "asked": asked,
        "name": name,
        "title": titled(asked.one.spec.title),
        "ledger": asked.one.spec.of,
        "unit_name": unit_name(asked.unit, asked.tree_day),
        "up": up(asked.unit, asked.tree_day),
        "whole": whole,
        "held": targets.held(whole.cell, targets.bound(visit, [name]).get(name, ()), asked.one.spec),
        "pinned": name in pinned(visit.actor),
        "ways": [(one, title_of(asked.one, one)) for one in offered(asked.one, visit)],
        "choices": choices(asked.period, asked.told.today),
        "explained": explained(asked.one),
        "changes": not asked.one.spec.pack and visit.scope.may(Right.DESIGN),
        **_parts(asked, whole, visit),
    }
    return show(request, "measuring/measure.html", values)


def _parts(asked: Asked, whole: Whole, visit: Visit) -> dict[str, Any]:
    """The parts, drawn one way or the other; none while the mirror is built."""
    nothing = {"sheet": None, "shaded": None, "text": ""}
    if whole.cell is None:
        return nothing
    if asked.by in {HEAT, TILES}:
        return {**nothing, "shaded": shaded(asked, visit)}
    made = sheet(asked, whole.cell, visit)
    text = "\n".join(
        [f"【{heading(asked)}】{whole.figure}", *(f"{one.words}  {one.figure}" for one in made.lines)]
    )
    return {**nothing, "sheet": made, "text": text}


def whole_of(asked: Asked, visit: Visit) -> Whole:
    """The figure itself, beside earlier ones."""
    spec = asked.one.spec
    found = comparing.compared(
        [spec.name], visit.scope, units=[asked.unit], periods=[asked.period], told=asked.told
    )
    if not found.figures.fresh or not found.cells:
        return Whole(None, share=found.figures.share)
    cell = found.cells[0]
    last, year = (said(cell, found.before(cell, beside), spec) for beside in Beside)
    return Whole(cell, figure_of(cell, spec), last, year, opens(asked, cell))


def up(unit: int, day: date) -> list[tuple[int, str]]:
    """The units above one, the highest first; everything above them all."""
    if unit == OFFICE:
        return []
    above = [one for one in people.ancestors(unit, day) if one != unit]
    found = [(one, unit_name(one, day)) for one in above]
    return [(OFFICE, unit_name(OFFICE, day)), *reversed(found)]


def choices(period: Period, day: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """The periods one chooses among: those of the same length, and this one of every other."""
    newest = max(period, periods.of(period.kind, day))
    same = [(str(one), one.label(tongue())) for one in reversed(back(newest, _CHOICES))]
    if str(period) not in dict(same):
        same.append((str(period), period.label(tongue())))
    others = [periods.of(kind, min(period.end, day)) for kind in KINDS if kind is not period.kind]
    return [
        (_("这样长的"), same),
        (_("换一种长短"), [(str(one), one.label(tongue())) for one in others]),
    ]
