"""Charts of what is seen: bars by a column, a line by month; drawn here, with the table one click away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.drawing import Drawing, Mark, bars, line
from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import titled
from zhangtu.desk.grid.asking import Asked, asked_of, filters
from zhangtu.desk.grid.columns import Column, every
from zhangtu.desk.grid.grouping import Keys, summed
from zhangtu.desk.grid.listing import opened
from zhangtu.documents.printing.typesetting import typeset
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.predicates import Filter, Op
from zhangtu.mirror import lists
from zhangtu.mirror.queries import MOST

#: So many bars; what is left is one bar more.
BARS: Final = 20
#: Years a line by month reaches back where there are more days than are given at once.
_YEARS: Final = 20


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart.

    Attributes:
        title: What it shows.
        by: The column it is drawn by.
        of: The column added up; empty for counting rows.
        drawing: The drawing; ``None`` when there is nothing to draw, or nobody can say now.
        lines: The table: words and figure.
        share: How much of what adds up is ready, 0 to 1.
    """

    title: str
    by: str
    of: str
    drawing: Drawing | None
    lines: tuple[tuple[str, str], ...]
    share: float = 1.0


@require_safe
def chart(request: HttpRequest, name: str) -> HttpResponse:
    """The chart of what an address asks."""
    visit = visit_of(request)
    force = opened(name, visit)
    asked = asked_of(request.GET, force)
    drawn = _drawn(request, force, asked, visit)
    values = {
        "ledger": name,
        "title": titled(force.ledger.title),
        "asked": asked,
        "chart": drawn,
        "columns": _usable(force, visit),
        "figures": [(spec.name, titled(spec.title)) for spec in summed(force, every(force, visit))],
    }
    return show(request, "grid/chart.html", values)


@require_safe
def picture(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """The chart as a file: SVG or PNG.

    Raises:
        Http404: Another kind of file was asked for.
    """
    if kind not in ("svg", "png"):
        raise Http404
    visit = visit_of(request)
    force = opened(name, visit)
    drawn = _drawn(request, force, asked_of(request.GET, force), visit)
    text = render_to_string("frame/chart.svg", {"chart": drawn, "alone": True})
    content: Any = text
    if kind == "png":
        content = typeset(
            "chart.typ", {"mark": None}, pictures={"chart.svg": text.encode()}, kind="png", points=144
        )
    answer = HttpResponse(content, content_type="image/png" if kind == "png" else "image/svg+xml")
    answer["Content-Disposition"] = str(
        content_disposition_header(
            as_attachment=True, filename=f"{titled(force.ledger.title)}-{drawn.title}.{kind}"
        )
    )
    return answer


def _usable(force: InForce, visit: Visit) -> list[Column]:
    """The columns a chart may be drawn by."""
    return [one for one in every(force, visit) if one.groups]


def _drawn(request: HttpRequest, force: InForce, asked: Asked, visit: Visit) -> Chart:
    columns = {one.name: one for one in _usable(force, visit)}
    sums = {spec.name: spec for spec in summed(force, every(force, visit))}
    of = request.GET.get("of", "")
    of = of if of in sums else ""
    wanted = [
        request.GET.get("by", ""),
        *asked.groups,
        *(one.name for one in columns.values() if one.type == "choice"),
    ]
    by = next((one for one in [*wanted, *columns] if one in columns), "")
    if not by:
        return Chart(_("没有可画的栏目"), "", "", None, ())
    title = _by(columns[by].title, titled(sums[of].title) if of else "")
    found = (
        _monthly(force, asked, by, of, visit)
        if columns[by].type == "date"
        else _parts(force, asked, by, of, visit)
    )
    if isinstance(found, float):
        return Chart(title, by, of, None, (), found)
    draw = line if columns[by].type == "date" else bars
    marks = [Mark(words, value, _plain(value)) for words, value in found]
    drawing = draw(title, marks) if marks else None
    return Chart(title, by, of, drawing, tuple((one.words, one.figure) for one in marks))


def _by(column: str, of: str) -> str:
    if of:
        return _("按%(column)s合计%(of)s") % {"column": column, "of": of}
    return _("按%(column)s计数") % {"column": column}


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}" if value else "0"


def _parts(force: InForce, asked: Asked, by: str, of: str, visit: Visit) -> list[tuple[str, Decimal]] | float:
    """Words and figure of each value of a column, the largest first; how much is ready if nobody can say."""
    found = _groups(force, asked, by, of, visit)
    if not found.fresh:
        return found.share
    keys = Keys(force, [by], found.groups, visit)
    parts = [(keys.say(0, one.keys[0]), _value(one.count, one.sums, of)) for one in found.groups if one.keys]
    parts.sort(key=lambda one: -one[1])
    rest = sum((value for _words, value in parts[BARS:]), Decimal())
    return [*parts[:BARS], *([(_("其余"), rest)] if len(parts) > BARS else [])]


def _value(count: int, sums: Sequence[Decimal | None], of: str) -> Decimal:
    return (sums[0] or Decimal()) if of else Decimal(count)


def _groups(force: InForce, asked: Asked, by: str, of: str, visit: Visit, *besides: Filter) -> lists.Groups:
    return lists.groups(
        force.ledger.name,
        visit.scope,
        by=[by],
        sums=[of] if of else [],
        where=[*filters(asked, force), *besides],
        words=asked.words,
        withdrawn=asked.withdrawn,
        limit=MOST,
    )


def _monthly(
    force: InForce, asked: Asked, by: str, of: str, visit: Visit
) -> list[tuple[str, Decimal]] | float:
    """Month and figure, months without rows in between as nothing; how much is ready if nobody can say."""
    found = _groups(force, asked, by, of, visit)
    if not found.fresh:
        return found.share
    groups = list(found.groups)
    if found.more:
        groups = []
        for year in range(visit.today.year - _YEARS + 1, visit.today.year + 2):
            first, last = date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat()
            within = [Filter(by, Op.AT_LEAST, first), Filter(by, Op.AT_MOST, last)]
            groups += _groups(force, asked, by, of, visit, *within).groups
    months: dict[str, Decimal] = {}
    for one in groups:
        if one.keys and isinstance(one.keys[0], date):
            month = f"{one.keys[0]:%Y-%m}"
            months[month] = months.get(month, Decimal()) + _value(one.count, one.sums, of)
    return [(month, months.get(month, Decimal())) for month in _months(sorted(months))]


def _months(known: Sequence[str]) -> list[str]:
    """All months from the first to the last."""
    if not known:
        return []
    found = [known[0]]
    while found[-1] < known[-1]:
        day = date.fromisoformat(f"{found[-1]}-28") + timedelta(days=4)
        found.append(f"{day:%Y-%m}")
    return found
