"""A notice with a ranking of units by a measure: drafted, looked at, taken as Word or PDF."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import moment, titled, tongue
from zhangtu.desk.writing.asking import Asked, asked_of
from zhangtu.desk.writing.going_out import Draft, page_of
from zhangtu.desk.writing.sending import sent
from zhangtu.desk.writing.showing import shown
from zhangtu.documents.official import Official, Source
from zhangtu.documents.official.bulletins import Ranking, Standing, bulletin
from zhangtu.kernel import clock
from zhangtu.measures import comparing, defined, moments, reading
from zhangtu.measures.cells import Cell
from zhangtu.measures.comparing import Beside, Compared
from zhangtu.measures.defined import Defined
from zhangtu.measures.refusals import MeasureError
from zhangtu.people import queries as people


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The draft, to be read over."""
    visit = visit_of(request)
    asked = asked_of(request.GET, visit)
    values = {"paper": shown(paper_of(asked, visit)), "again": asked.address}
    return show(request, "writing/bulletin.html", values)


@require_safe
def take(request: HttpRequest, kind: str) -> HttpResponse:
    """The draft as a file."""
    visit = visit_of(request)
    return sent(paper_of(asked_of(request.GET, visit), visit), kind)


def _draft(request: HttpRequest, visit: Visit) -> Draft:
    asked = asked_of(request.GET, visit)
    back = reverse("writing_bulletin") + asked.address
    return Draft(paper_of(asked, visit), "bulletin", _("通报"), back)


#: The draft goes out with its number.
issue = page_of(_draft)


def paper_of(asked: Asked, visit: Visit) -> Official:
    """Draft the notice.

    Args:
        asked: What is asked.
        visit: Who asks, whose unit signs.

    Returns:
        The paper, without its number and red head: those it gets when it is issued.

    Raises:
        LedgerError: There is no such measure, or its ledger may not be read.
        MeasureError: The mirror is being built.
    """
    one = defined.named(asked.measure)
    ranking, entry = _ranking(one, asked, visit)
    title = _("关于%(period)s%(measure)s情况的通报") % {"period": ranking.period, "measure": ranking.measure}
    now = moment(clock.now())
    source = Source(ranking.whole, ranking.measure, _definition(one), ranking.period, now, entry)
    return Official(
        title,
        bulletin(ranking),
        signed=(visit.unit_name,) if visit.unit_name else (),
        day=visit.today,
        sources=(source,) if ranking.whole else (),
        language=tongue(),
    )


def _ranking(one: Defined, asked: Asked, visit: Visit) -> tuple[Ranking, int]:
    """What the notice is drafted from, and the last entry in its figures."""
    told = moments.as_of()
    day = moments.day_of(asked.period, one.spec.at, told) or visit.today
    below = {state.unit: state for state in people.forest().children(asked.unit, day)}
    units = [*below, asked.unit]
    found = comparing.compared(
        [asked.measure],
        visit.scope,
        units=units,
        periods=[asked.period],
        beside=[Beside.LAST_PERIOD],
        told=told,
    )
    if not found.figures.fresh:
        raise MeasureError("not_now", percent=int(found.figures.share * 100))
    cells = {cell.unit: cell for cell in found.cells}
    counted = {below[unit].kind for unit in below if unit in cells and cells[unit].value is not None}
    # A bureau is no town that lacks figures: kinds of units nothing is counted for are not spoken of.
    named = {unit: state.name for unit, state in below.items() if unit in cells and state.kind in counted}
    whole = cells.get(asked.unit)
    ranking = Ranking(
        titled(one.spec.title),
        asked.period.label(tongue()),
        tuple(_standing(cells[unit], name, one, found) for unit, name in named.items()),
        more_is_better=one.spec.better != "down",
        best=asked.best,
        worst=asked.worst,
        whole=_figure(whole, one),
        language=tongue(),
    )
    return ranking, found.figures.entry


def _standing(cell: Cell, name: str, one: Defined, found: Compared) -> Standing:
    value = None if cell.closed or not isinstance(cell.value, Decimal | int) else Decimal(cell.value)
    before = found.before(cell, Beside.LAST_PERIOD)
    change = None if before is None else comparing.change(cell.value, before.value, one.spec)
    told = "" if change is None else comparing.say(change, one.spec, tongue())
    return Standing(name, value, _figure(cell, one), told)


def _figure(cell: Cell | None, one: Defined) -> str:
    if cell is None or cell.closed or cell.value is None:
        return ""
    return reading.shown(cell.value, one.spec, tongue())


def _definition(one: Defined) -> str:
    """How it is counted: what the definition says of itself, else its own words."""
    if one.spec.help is not None:
        return titled(one.spec.help)
    words = " · ".join(filter(None, (one.spec.value, one.spec.where)))
    return f"{titled(one.force.ledger.title)}：{words}"
