"""Makes a measure in the browser: put together in a form, tried on the office as it is, put in force."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.desk.measuring import wishing
from zhangtu.desk.measuring.naming import unit_name
from zhangtu.desk.measuring.wishing import LINES, Line, Wish
from zhangtu.kernel import periods
from zhangtu.kernel.expressions import Kind
from zhangtu.kernel.periods import PeriodKind
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import definitions, policies
from zhangtu.ledgers.compiled import InForce
from zhangtu.measures import asking, defined, reading
from zhangtu.measures.cells import OFFICE
from zhangtu.people import queries as people
from zhangtu.people.scope import Right
from zhangtu.schema.change_wording import say_change
from zhangtu.schema.specs import Measure

#: Units of a preview.
_UNITS = 40
_MOST_UNITS = 1_000


@dataclass(frozen=True, slots=True)
class Tried:
    """What a measure says of the office as it is.

    Attributes:
        whole: The whole office's figure, and the month's before.
        units: What units with any rows are called, and their figures.
        more: Units left out.
        changes: What would be different from what is in force.
        share: How much of the mirror is built; below 1 there are no figures.
    """

    whole: tuple[str, str] = ("", "")
    units: tuple[tuple[str, str, int], ...] = ()
    more: int = 0
    changes: tuple[str, ...] = ()
    share: float = 1.0


def _designer(request: HttpRequest) -> Visit:
    visit = visit_of(request)
    if not visit.scope.may(Right.DESIGN):
        raise PermissionDenied
    return visit


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new measure; the ledger is chosen first."""
    visit = _designer(request)
    ledger = request.POST.get("of") or request.GET.get("of", "")
    force = definitions.known().ledgers.get(ledger)
    if force is None or force.ledger.secret:
        return show(request, "measuring/draft.html", {"ledgers": _ledgers(visit), "force": None})
    return _answer(request, visit, force, "")


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, name: str) -> HttpResponse:
    """A measure of the office's own, to be changed.

    Raises:
        Http404: There is none of the name, or it came with a pack.
    """
    visit = _designer(request)
    known = definitions.known()
    found = known.measures.get(name)
    if found is None or found.measure.pack:
        raise Http404
    return _answer(request, visit, known.ledger(found.measure.of), name)


def _answer(request: HttpRequest, visit: Visit, force: InForce, name: str) -> HttpResponse:
    if request.method != "POST":
        there = definitions.known().measures.get(name)
        wish = wishing.wish_like(there.measure) if there else Wish(force.ledger.name)
        return _page(request, force, name, wish)
    wish = wishing.wish_of(request.POST, force.ledger.name)
    reason = request.POST.get("reason", "").strip()
    try:
        spec = wishing.made(wish, name)
        if not wish.title:
            return _page(request, force, name, wish, why=_("请给指标起个名字。"))
        defined.made(spec)
        if "live" in request.POST and reason:
            definitions.put_in_force(spec, actor=visit.actor, reason=reason)
            return redirect("measure", spec.name)
        why = _("请写明启用的理由。") if "live" in request.POST else ""
        return _page(request, force, name, wish, tried=_try(spec, visit), why=why)
    except RefusedError as error:
        return _page(request, force, name, wish, why=error.say(tongue()))


def _page(  # noqa: PLR0917 - what the form is made of
    request: HttpRequest,
    force: InForce,
    name: str,
    wish: Wish,
    tried: Tried | None = None,
    why: str = "",
) -> HttpResponse:
    kinds = wishing.kinds(force)
    titles = {one: titled(force.fields[one].title) for one in kinds}
    values = {
        "force": force,
        "ledger": titled(force.ledger.title),
        "name": name,
        "wish": wish,
        "lines": [*wish.lines, *[Line()] * LINES][:LINES],
        "titles": titles,
        "sums": [one for one, kind in kinds.items() if kind is Kind.NUMBER],
        "days": [one for one, kind in kinds.items() if kind in (Kind.DATE, Kind.TIME)],
        "units": [one for one in kinds if force.fields[one].type == "unit"],
        "parts": [one for one, kind in kinds.items() if kind in _PARTS],
        "hows": _hows(),
        "ops": _ops(),
        "tried": tried,
        "why": why,
    }
    return show(request, "measuring/draft.html", values, status=422 if why else 200)


#: What figures are usefully parted by.
_PARTS = (Kind.CHOICE, Kind.SET, Kind.YES_NO, Kind.ROW)


def _hows() -> list[tuple[str, str]]:
    return [
        ("count", _("条数")),
        ("share", _("占比")),
        ("sum", _("合计")),
        ("average", _("平均")),
        ("distinct", _("不同的个数")),
    ]


def _ops() -> list[tuple[str, str]]:
    return [
        ("is", _("等于")),
        ("not", _("不等于")),
        ("more", _("大于（晚于）")),
        ("at_least", _("不小于（不早于）")),
        ("less", _("小于（早于）")),
        ("at_most", _("不大于（不晚于）")),
        ("filled", _("已填")),
        ("empty", _("没填")),
    ]


def _ledgers(visit: Visit) -> list[tuple[str, str]]:
    """The ledgers a measure may count."""
    return [
        (name, titled(force.ledger.title))
        for name, force in definitions.known().ledgers.items()
        if not force.ledger.secret and policies.can(visit.scope, Right.READ, force)
    ]


def _try(spec: Measure, visit: Visit) -> Tried:
    """What a measure says now, and what it would change."""
    month = periods.of(PeriodKind.MONTH, visit.today)
    planned = definitions.plan(spec)
    new_ = spec.name not in definitions.known().measures
    changes = () if new_ else tuple(say_change(each, tongue()) for one in planned for each in one.changes)
    every = sorted(people.units(visit.today))[:_MOST_UNITS]
    whole = asking.figures([spec], visit.scope, units=[OFFICE], periods=[month.last(), month])
    parts = asking.figures([spec], visit.scope, units=every, periods=[month])
    if not whole.fresh or not parts.fresh:
        return Tried(changes=changes, share=min(whole.share, parts.share))
    before, now = (reading.shown(one.value, spec, tongue()) for one in whole.cells)
    told = [
        (unit_name(one.unit, visit.today), reading.shown(one.value, spec, tongue()), one.count)
        for one in sorted(parts.cells, key=lambda cell: -cell.count)
        if one.count and not one.closed
    ]
    return Tried((now, before), tuple(told[:_UNITS]), max(len(told) - _UNITS, 0), changes)
