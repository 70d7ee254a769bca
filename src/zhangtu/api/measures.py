"""Routes of measures: which there are, their figures, and the rows behind one."""

from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from ninja.params.functions import Path

from zhangtu.api import answers
from zhangtu.api.measure_shapes import BehindOut, FiguresOut, Figuring, MeasureOut, Opening
from zhangtu.api.refusals import ApiError, language_of
from zhangtu.api.security import asking
from zhangtu.api.shapes import NAME
from zhangtu.kernel import periods
from zhangtu.ledgers import definitions
from zhangtu.ledgers import policies as ledgers
from zhangtu.ledgers import queries as rows
from zhangtu.measures import defined, policies, queries, reading
from zhangtu.measures.cells import Cell, Plain
from zhangtu.measures.defined import Defined
from zhangtu.people import queries as people
from zhangtu.people.scope import Right
from zhangtu.schema.specs import Measure
from zhangtu.schema.types.choice import title_in

router = Router(tags=["measures"])
MeasureName = Annotated[str, Path(..., pattern=NAME)]


@router.get(
    "measures",
    response=answers.answers(list[MeasureOut]),
    summary="The measures whose figures the asker may see",
)
def every(request: HttpRequest) -> list[dict[str, Any]]:
    """List the measures of the ledgers the asker may read."""
    scope, known = asking(request).scope, definitions.known()
    return [
        _measure(one.measure, one.version, language_of(request))
        for one in known.measures.values()
        if ledgers.can(scope, Right.READ, known.ledger(one.measure.of))
    ]


@router.get("measures/{measure}", response=answers.answers(MeasureOut), summary="One measure")
def one(request: HttpRequest, measure: MeasureName) -> dict[str, Any]:
    """Describe one measure: what it counts, where and when."""
    found = _named(request, measure)
    return _measure(found.spec, definitions.known().measures[measure].version, language_of(request))


@router.get(
    "measures/{measure}/figures",
    response=answers.answers(FiguresOut),
    summary="Its figures by unit, period and one field",
)
def figures(request: HttpRequest, measure: MeasureName, asked: Query[Figuring]) -> dict[str, Any]:
    """Tell figures, equal for all who may see them, everything written before in them."""
    found, scope, language = _named(request, measure), asking(request).scope, language_of(request)
    _check_units(asked.unit)
    told = queries.as_of(asked.day)
    answer = queries.figures(
        [measure],
        scope,
        units=list(dict.fromkeys(asked.unit)),
        periods=list(dict.fromkeys(map(periods.parse, asked.period))),
        by=[asked.by] if asked.by else [],
        told=told,
    )
    return {
        "measure": measure,
        "fresh": answer.fresh,
        "share": answer.share,
        "entry": answer.entry,
        "figures": [_figure(cell, found, language) for cell in answer.cells],
    }


@router.get(
    "measures/{measure}/rows", response=answers.answers(BehindOut), summary="The rows behind one figure"
)
def behind(request: HttpRequest, measure: MeasureName, asked: Query[Opening]) -> HttpResponse:
    """List the rows behind a figure that are in scope, and say how many more there are."""
    found, scope = _named(request, measure), asking(request).scope
    _check_units([asked.unit])
    told, by = queries.as_of(asked.day), [asked.by] if asked.by else []
    period = periods.parse(asked.period)
    if by:
        answer = queries.figures([measure], scope, units=[asked.unit], periods=[period], by=by, told=told)
        if not answer.fresh:
            return answers.written(_behind(queries.Opened(found.spec.of, (), 0, 0, "", False, answer.share)))
        cell = next((each for each in answer.cells if each.keys and _text(each.keys[0]) == asked.key), None)
        if cell is None:
            raise ApiError("unknown", what=asked.key or "")
    else:
        cell = Cell(measure, asked.unit, period)
    opened = queries.rows_behind(
        cell, scope, by=by, kind=asked.kind, after=asked.after, limit=asked.limit, told=told
    )
    views = rows.of_numbers(opened.ledger, scope, opened.rows)
    return answers.written(_behind(opened, answers.listed(views, language_of(request))))


def _behind(opened: queries.Opened, listed: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    return {
        "ledger": opened.ledger,
        "fresh": opened.fresh,
        "share": opened.share,
        "seen": opened.seen,
        "hidden": opened.hidden,
        "rows": listed or [],
        "next": opened.after or None,
    }


def _named(request: HttpRequest, measure: str) -> Defined:
    """A measure whose ledger the asker may read."""
    if measure not in definitions.known().measures:
        raise ApiError("unknown", what=measure)
    found = defined.named(measure)
    policies.check([found], asking(request).scope, ())
    return found


def _check_units(units: list[int]) -> None:
    there = people.forest().states
    for unit in units:
        if unit and unit not in there:
            raise ApiError("unknown", what=str(unit))


def _measure(spec: Measure, version: int, language: str) -> dict[str, Any]:
    return {
        "name": spec.name,
        "title": title_in(spec.title, language),
        "ledger": spec.of,
        "value": spec.value,
        "where": spec.where,
        "at": spec.at,
        "on": spec.on,
        "unit": spec.unit,
        "by": list(spec.by),
        "better": spec.better,
        "shown": spec.shown,
        "measured_in": "" if spec.measured_in is None else title_in(spec.measured_in, language),
        "version": version,
        "pack": spec.pack,
    }


def _figure(cell: Cell, one: Defined, language: str) -> dict[str, Any]:
    return {
        "unit": cell.unit,
        "period": str(cell.period),
        "key": _text(cell.keys[0]) if cell.keys else None,
        "value": _text(cell.value),
        "said": "" if cell.closed else reading.shown(cell.value, one.spec, language),
        "count": cell.count,
        "provisional": cell.provisional,
        "closed": cell.closed,
    }


def _text(value: Plain) -> str | None:
    """A figure or key as text."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
