"""A week on one page for a chief: running tasks in scope by light, figures with their change."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.desk.writing.asking import unit_shown
from zhangtu.desk.writing.sending import sent
from zhangtu.desk.writing.shelf import measures, readable
from zhangtu.documents.official import Official
from zhangtu.documents.official.weekly import MOST_FIGURES, Counted, Doing, Light, weekly
from zhangtu.kernel import periods
from zhangtu.kernel.periods import PeriodKind
from zhangtu.ledgers import naming, queries
from zhangtu.ledgers.queries import Filter, Op, Order
from zhangtu.measures import comparing, defined, reading
from zhangtu.measures.comparing import Beside
from zhangtu.people import queries as people
from zhangtu.plans.doing.states import HELD, State
from zhangtu.plans.doing.tasks import TASKS, task_of
from zhangtu.plans.standing import standing


@require_safe
def take(request: HttpRequest, kind: str) -> HttpResponse:
    """The page as a file."""
    return sent(paper_of(visit_of(request)), kind)


def paper_of(visit: Visit) -> Official:
    """Lay out the page of a week.

    Args:
        visit: Whose.

    Returns:
        The paper: running tasks in scope and the first measures of the unit.
    """
    week = periods.of(PeriodKind.WEEK, visit.today)
    title = _("%(unit)s一周工作一页纸（%(week)s）") % {"unit": visit.unit_name, "week": week.label(tongue())}
    return Official(
        title,
        weekly(_doing(visit), _figures(visit), tongue()),
        signed=(visit.unit_name,) if visit.unit_name else (),
        day=visit.today,
        seal=False,
        language=tongue(),
    )


def _doing(visit: Visit) -> tuple[Doing, ...]:
    if not readable(TASKS, visit):
        return ()
    running = (*HELD, State.COMPLETED)
    where = (Filter("state", Op.IN, tuple(str(one) for one in running)),)
    page = queries.rows(
        TASKS, visit.scope, where=where, order=Order("due"), limit=queries.MOST, live=(), counted=False
    )
    found = [task_of(row) for row in page.rows]
    lit = standing(found, visit.scope, visit.today)
    said = naming.titles([one.uid for one in found], visit.scope, tongue())
    return tuple(
        Doing(
            said.get(one.uid, ""),
            people.name_on(one.lead, visit.today) if one.lead else "",
            one.due,
            Light(lit[one.uid].value),
        )
        for one in found
    )


def _figures(visit: Visit) -> tuple[Counted, ...]:
    """The first measures whose figures are there; none while the mirror is built."""
    names = [one.name for one in measures(visit) if not defined.named(one.name).apart][:MOST_FIGURES]
    if not names:
        return ()
    month = periods.of(PeriodKind.MONTH, visit.today)
    found = comparing.compared(
        names, visit.scope, units=[unit_shown(visit)], periods=[month], beside=[Beside.LAST_PERIOD]
    )
    made = []
    for cell in found.cells:
        spec = defined.named(cell.measure).spec
        before = found.before(cell, Beside.LAST_PERIOD)
        change = None if before is None else comparing.change(cell.value, before.value, spec)
        if cell.value is not None and not cell.closed:
            told = "" if change is None else comparing.say(change, spec, tongue())
            made.append(Counted(titled(spec.title), reading.shown(cell.value, spec, tongue()), told))
    return tuple(made)
