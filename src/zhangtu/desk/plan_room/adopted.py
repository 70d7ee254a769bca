"""An adopted plan: its tasks by unit with their lights, its targets, its reports; and withdrawing it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.desk.plan_room import scheduling
from zhangtu.desk.plan_room.adopting import period_words
from zhangtu.ledgers import definitions
from zhangtu.ledgers.views import RowView
from zhangtu.measures import reading
from zhangtu.people import queries as people
from zhangtu.plans import lights
from zhangtu.plans import queries as room
from zhangtu.plans.adopting import actions, queries, rights
from zhangtu.plans.adopting.standing import Standing, standing
from zhangtu.plans.adopting.states import Stage
from zhangtu.plans.doing.states import State
from zhangtu.plans.doing.tasks import Task
from zhangtu.plans.doing.wording import STATES, say
from zhangtu.plans.lights import URGENCY, Light, counted
from zhangtu.plans.papers.deadlines import day_words
from zhangtu.plans.standing import standing as tasks_standing

_SIGNS = {"at_least": "≥", "at_most": "≤", "equal": "=", "more": ">", "less": "<"}


@dataclass(frozen=True, slots=True)
class Line:
    """A task on the page: itself, its light with its word, how far it is, by when or how often."""

    task: Task
    title: str
    light: Light
    light_words: str
    state: str
    time: str


@dataclass(frozen=True, slots=True)
class Of:
    """The tasks of one unit."""

    name: str
    counts: list[tuple[Light, str, int]]
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A target on the page.

    Attributes:
        uid: Its row.
        words: What is to be reached.
        wanted: How much of it.
        by_day: By when, in words.
        measure: The name of the measure; empty while it is unbound.
        title: What the measure is called.
        unit: The number of the unit it is about; 0 for the whole.
        light: How it stands; grey while it is unbound.
        light_words: That in a word.
        figure: The measure's figure this year; empty while there is none.
        said: Whether it is reached, in words.
    """

    uid: UUID
    words: str
    wanted: str
    by_day: str
    measure: str
    title: str
    unit: int
    light: Light
    light_words: str
    figure: str
    said: str


def _line(task: Task, light: Light) -> Line:
    values = task.row.values
    time = day_words(task.due, tongue()) if task.due else period_words(values.get("period", ""))
    state = say(STATES[task.state], tongue())
    return Line(task, str(values.get("title", "")), light, lights.word(light, tongue()), state, time)


def _by_unit(tasks: Iterable[Task], lit: Mapping[UUID, Light]) -> list[Of]:
    found: dict[int, list[Line]] = {}
    for task in tasks:
        found.setdefault(task.lead, []).append(_line(task, lit[task.uid]))
    made = []
    for unit, lines in found.items():
        lines.sort(key=lambda one: (URGENCY.index(one.light), one.task.due or date.max))
        made.append(Of(people.name_on(unit) or "—", counted((one.light for one in lines), tongue()), lines))
    return sorted(made, key=lambda one: (URGENCY.index(one.counts[0][0]), one.name))


def _target(row: RowView, stands: Standing) -> Wanted:
    values = row.values
    spec, cell = stands.measure, stands.cell
    by_day = values.get("by_day")
    figure = format(values["value"], "f")
    figure = figure.rstrip("0").rstrip(".") if "." in figure else figure
    return Wanted(
        row.uid,
        str(values.get("words", "")),
        f"{_SIGNS.get(values['op'], '')} {figure}{values.get('measured_in') or ''}",
        day_words(by_day, tongue()) if by_day else "",
        "" if spec is None else spec.name,
        "" if spec is None else titled(spec.title),
        values.get("of_unit") or 0,
        stands.light,
        _("未挂接") if spec is None else lights.word(stands.light, tongue()),
        "" if spec is None or cell is None else reading.shown(cell.value, spec, tongue()),
        {True: _("已达到"), False: _("未达到"), None: "" if spec is None else _("还没有数")}[stands.reached],
    )


@require_safe
def adopted(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The page of an adopted plan."""
    visit = visit_of(request)
    there = queries.adopted(uid, visit.scope)
    opened = room.plan(uid)
    live = [task for task in there.tasks if task.state is not State.CALLED_OFF]
    stands = standing(there.targets, visit.scope, visit.today)
    lit = tasks_standing(live, visit.scope, visit.today)
    values = {
        "plan": opened,
        "row": there.row,
        "units": _by_unit(live, lit),
        "counts": counted(lit.values(), tongue()),
        "all": len(live),
        "targets": [_target(row, stands[row.uid]) for row in there.targets],
        "measures": sorted(
            (titled(one.measure.title), name) for name, one in definitions.known().measures.items()
        ),
        **scheduling.shown(there.row.uid, opened.view.reading.reports, visit.scope),
        "newer": room.mark(room.document(uid)) != (there.version, there.entry),
        "may_withdraw": rights.may_adopt(visit.scope)
        and queries.stage_of(uid, visit.actor) is Stage.IN_FORCE,
        "acknowledged": sum(task.state not in {State.DRAFT, State.ASSIGNED} for task in live),
    }
    return show(request, "plan_room/adopted.html", values)


@require_POST
def bind(request: HttpRequest, uid: UUID, target: UUID) -> HttpResponse:
    """Bind a target to a measure, or to none again."""
    actions.bind(uid, target, request.POST.get("measure", ""), actor=visit_of(request).actor)
    return redirect("adopted", uid)


@require_POST
def withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Withdraw the plan as a whole."""
    actions.withdraw(uid, request.POST.get("reason", ""), actor=visit_of(request).actor)
    return redirect("plan", uid)
