"""Reads of scheduled reports: which of a plan's are, how far each is, where its page is."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhangtu.kernel.clock import today
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.reading.model import ReportAsked
from zhangtu.reports import expecting
from zhangtu.reports.models import Filing, Scheduled
from zhangtu.reports.queries import within
from zhangtu.reports.scheduling import forces
from zhangtu.reports.scheduling.rules import mark_of
from zhangtu.reports.states import DONE, OPEN, State


@dataclass(frozen=True, slots=True)
class Filed:
    """What is expected of one unit for one period: its page, unit, state, last day, whether it is late."""

    uid: UUID
    unit: str
    period: str
    state: State
    due: date
    late: bool


@dataclass(frozen=True, slots=True)
class ScheduledView:
    """A scheduled report.

    Attributes:
        uid: Its name to the outside.
        name: The name units submit it under.
        asked: Which of the plan's reports it is.
        title: What it is called.
        every: The kind of its periods, or ``once``.
        due: When it is due, as a rule.
        units: What the units that submit are called.
        receives: What the receiver is called; empty for the system of the level above.
        based: The report it is filled like; empty for none.
        measures: Measures that are its columns.
        begins: The first day it is asked for.
        ends: The last day.
        by: Who scheduled it.
        filed: What is expected of units, as far as the reader may see it; the newest first.
    """

    uid: UUID
    name: str
    asked: str
    title: str
    every: str
    due: str
    units: tuple[str, ...]
    receives: str
    based: str
    measures: tuple[str, ...]
    begins: date
    ends: date | None
    by: str
    filed: tuple[Filed, ...]

    @property
    def done(self) -> int:
        """How many have been submitted."""
        return sum(one.state in DONE for one in self.filed)

    @property
    def late(self) -> int:
        """How many are late."""
        return sum(one.late for one in self.filed)

    @property
    def next(self) -> date | None:
        """The next day something is due; ``None`` while nothing is open."""
        return min((one.due for one in self.filed if one.state in OPEN), default=None)


def address(plan: UUID, asked: ReportAsked) -> str:
    """Where a report is that a plan asks for; empty while it is not scheduled.

    Args:
        plan: The row of the plan.
        asked: The report, as the plan asks for it.
    """
    mark = mark_of(asked)
    one = Scheduled.objects.filter(plan=plan, asked=mark, stopped=None).first()
    return "" if one is None else f"/plans/{one.document}/adopted/reports/{mark}/"


def of_plan(plan: UUID, scope: Scope) -> dict[str, ScheduledView]:
    """The reports of a plan that are scheduled, by what the plan's report is called (``rules.mark_of``).

    Args:
        plan: The row of the plan.
        scope: Whose: reports of units out of reach are not counted.
    """
    expecting.expect()
    found = list(Scheduled.objects.filter(plan=plan, stopped=None).order_by("pk"))
    names = [forces.name_of(one) for one in found]
    filed: dict[str, list[Filed]] = {}
    lines = Filing.objects.filter(within(scope), report__in=names).exclude(state=State.WITHDRAWN)
    for one in lines.order_by("-due", "unit"):
        late = State(one.state) in OPEN and one.due < today()
        view = Filed(one.uid, people.name_on(one.unit), one.period, State(one.state), one.due, late)
        filed.setdefault(one.report, []).append(view)
    persons = people.persons({one.person for one in found})
    return {
        one.asked: ScheduledView(
            one.uid, name, one.asked, one.title, one.every, one.due, tuple(map(people.name_on, one.units)),
            people.name_on(one.receiver) if one.receiver else one.outside, one.based, tuple(one.measures),
            one.begins, one.ends, persons[one.person].name if one.person in persons else "",
            tuple(filed.get(name, ())),
        )
        for one, name in zip(found, names, strict=True)
    }  # fmt: skip
