"""The rows behind a figure: those in the reader's scope page by page, and how many more there are."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.desk.measuring.asking import HEAT, TILES, TIME, UNITS, Asked, asked_of
from zhangtu.desk.measuring.naming import called, text_of, title_of, unit_name
from zhangtu.desk.measuring.sheet import figure_of
from zhangtu.ledgers import queries as ledgers
from zhangtu.ledgers.naming import Names
from zhangtu.ledgers.views import RowView
from zhangtu.measures import asking, queries
from zhangtu.measures.cells import Cell

#: Rows on a page.
ROWS = 50
#: Columns shown of each.
_COLUMNS = 5
_WHOLE = {UNITS, TIME, HEAT, TILES}


@dataclass(frozen=True, slots=True)
class Behind:
    """A row behind a figure.

    Attributes:
        uid: Its name to the outside.
        title: What it is called.
        unit: The unit it belongs to.
        words: Its columns.
    """

    uid: UUID
    title: str
    unit: str
    words: tuple[str, ...]


@require_safe
def rows(request: HttpRequest, name: str) -> HttpResponse:
    """The rows behind a figure.

    Raises:
        Http404: There is no such part.
    """
    visit = visit_of(request)
    asked = asked_of(request.GET, name, visit)
    by = () if asked.by in _WHOLE else (asked.by,)
    found = asking.figures(
        [name], visit.scope, units=[asked.unit], periods=[asked.period], by=by, told=asked.told
    )
    kind = request.GET.get("kind", "") if request.GET.get("kind") in {"yes", "no"} else ""
    values = {
        "asked": asked,
        "name": name,
        "title": titled(asked.one.spec.title),
        "unit_name": unit_name(asked.unit, asked.tree_day),
        "share": found.share if not found.fresh else 1.0,
        "fresh": found.fresh,
        "kind": kind,
        "key": request.GET.get("key", ""),
        "of_share": asked.one.spec.value.strip().startswith("share("),
    }
    if found.fresh:
        cell = _part(found.cells, request.GET.get("key", "") if by else None)
        values |= _opened(asked, cell, by, kind, request.GET.get("after", ""), visit)
    return show(request, "measuring/rows.html", values)


def _part(cells: tuple[Cell, ...], key: str | None) -> Cell:
    found = [one for one in cells if key is None or (one.keys and text_of(one.keys[0]) == key)]
    if not found:
        raise Http404
    return found[0]


def _opened(  # noqa: PLR0917 - what a page of rows is asked by
    asked: Asked, cell: Cell, by: tuple[str, ...], kind: str, after: str, visit: Visit
) -> dict[str, object]:
    """A page of the rows and what is said about them."""
    opened = queries.rows_behind(
        cell, visit.scope, by=by, kind=kind, after=after, limit=ROWS, told=asked.told
    )
    part = ""
    if by:
        part = f"{title_of(asked.one, by[0])} {called(asked.one, by[0], cell.keys, visit)[cell.keys[0]]}"
    views = ledgers.of_numbers(opened.ledger, visit.scope, opened.rows, live=())
    columns = _columns(asked)
    return {
        "figure": figure_of(cell, asked.one.spec),
        "part": part,
        "opened": opened,
        "ledger": opened.ledger,
        "heads": [titled(asked.one.force.fields[one].title) for one in columns],
        "rows": _said(asked, views, columns, visit),
        "fresh": opened.fresh,
        "share": opened.share,
    }


def _columns(asked: Asked) -> list[str]:
    """The columns of the ledger's list that are stored and open."""
    force = asked.one.force
    fields = [force.fields[one] for one in force.ledger.pages.columns if one in force.fields]
    return [one.name for one in fields if not one.live and one.no not in force.personal][:_COLUMNS]


def _said(asked: Asked, views: tuple[RowView, ...], columns: list[str], visit: Visit) -> list[Behind]:
    force = asked.one.force
    names = Names(force, views, visit.scope, tongue())
    return [
        Behind(
            view.uid,
            view.title,
            names.unit(view.unit),
            tuple(
                "" if one in view.masked else names.say(force.fields[one], view.values.get(one))
                for one in columns
            ),
        )
        for view in views
    ]
