"""One document: the page with both panes, the form to correct a task, the form to add one."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.page import show, wants_fragment
from zhangtu.desk.frame.visit import visitor
from zhangtu.desk.frame.words import tongue
from zhangtu.desk.plan_room import papers, words
from zhangtu.desk.plan_room.blocks import Block, shape
from zhangtu.desk.plan_room.cards import Cards, FaultCard, HistoryRow, ReportRow, TargetRow, TaskCard
from zhangtu.desk.plan_room.history import ConflictCard, conflicts, history
from zhangtu.desk.plan_room.seeing import may
from zhangtu.people.scope import Right
from zhangtu.plans import queries
from zhangtu.plans.adopting import queries as adopting
from zhangtu.plans.adopting.states import Stage
from zhangtu.plans.corrections import issued_of
from zhangtu.plans.errors import PlanError, Refusal
from zhangtu.plans.papers.deadlines import day_words
from zhangtu.plans.queries import Plan
from zhangtu.plans.view import ViewItem
from zhangtu.reading.model import DeadlineKind, Duration, Period, Recurrence
from zhangtu.reading.wording import say_remark

#: Clauses end at these; a task may be split behind one.
CLAUSE_ENDS = "。；;！!？?，,\n\t"


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of the right pane."""

    name: str
    title: str
    count: int


class Labels:
    """Words the document's text needs that are not its own."""

    def __init__(self) -> None:
        self.table = _("文中的表格")

    def page(self, number: int) -> str:
        """The mark where a page begins."""
        return _("第 %(n)s 页") % {"n": number}

    def note(self, number: int) -> str:
        """The link to a note."""
        return _("注 %(n)s") % {"n": number}


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything both panes show.

    Attributes:
        facts: What the document says of itself, in words.
        remarks: What was done to its file while reading.
        blocks: The document's shape.
        labels: Words around its text.
        tabs: The tabs of the right pane.
        cards: The tasks.
        faults: The faults.
        targets: The figures to reach.
        reports: The reports asked for.
        history: The corrections, newest first.
        conflicts: Those that no longer fit.
        units: Units to filter by, with counts.
        times: Kinds of time to filter by, with names and counts.
        papers: The forms to take away.
        issued: The signing day as an ISO date, empty if open.
        script: The document's script as a language tag.
    """

    facts: list[str]
    remarks: list[str]
    blocks: tuple[Block, ...]
    labels: Labels
    tabs: list[Tab]
    cards: list[TaskCard]
    faults: list[FaultCard]
    targets: list[TargetRow]
    reports: list[ReportRow]
    history: list[HistoryRow]
    conflicts: list[ConflictCard]
    units: list[tuple[str, int]]
    times: list[tuple[str, str, int]]
    papers: list[tuple[str, str]]
    issued: str
    script: str


def desk_of(plan: Plan) -> Desk:
    """Everything the page of a document shows.

    Args:
        plan: The document, opened.

    Returns:
        The values, in the person's language.
    """
    view = plan.view
    cards = Cards(view, papers.paper_view(view, plan.version.name))
    rows = history(view)
    tasks, targets, reports = cards.tasks(), cards.targets(), cards.reports()
    issued = issued_of(view.corrections) or view.reading.document.issued
    return Desk(
        facts=_facts(plan),
        remarks=[say_remark(code, tongue()) for code in view.reading.source.remarks],
        blocks=shape(view),
        labels=Labels(),
        tabs=[
            Tab("tasks", _("任务"), len(tasks)),
            Tab("faults", _("问题"), len(cards.faults)),
            Tab("targets", _("目标"), len(targets)),
            Tab("reports", _("报送"), len(reports)),
            Tab("history", _("修改记录"), sum(not row.gone for row in rows)),
        ],
        cards=tasks,
        faults=cards.faults,
        targets=targets,
        reports=reports,
        history=rows,
        conflicts=conflicts(view),
        units=cards.units(),
        times=cards.times(),
        papers=papers.names(),
        issued="" if issued is None else issued.isoformat(),
        script="zh-Hant" if view.reading.script == "hant" else "zh-Hans",
    )


def _facts(plan: Plan) -> list[str]:
    document = plan.view.reading.document
    issued = issued_of(plan.view.corrections) or document.issued
    said = [
        document.issuer,
        document.number,
        day_words(issued, tongue()) if issued else None,
        None if issued or plan.view.reading.year is None else _("%(n)s 年") % {"n": plan.view.reading.year},
        _("第 %(n)s 稿") % {"n": plan.version.number} if len(plan.versions) > 1 else None,
        plan.version.name,
    ]
    return [one for one in said if one]


@require_safe
def plan(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The page of a document; only its panes where a script asks."""
    return workspace(request, uid)


def workspace(request: HttpRequest, uid: UUID, *, say: str = "") -> HttpResponse:
    """Both panes, as a page or as a fragment."""
    opened = queries.plan(uid)
    values = {
        "plan": opened,
        "desk": desk_of(opened),
        "limit": settings.ZHANGTU_UPLOAD_LIMIT,
        "may_amend": may(request, Right.AMEND),
        "adoption": _adoption(request, uid),
    }
    template = "plan_room/workspace.html" if wants_fragment(request) else "plan_room/plan.html"
    return show(request, template, values, say=say)


def _adoption(request: HttpRequest, uid: UUID) -> tuple[str, str] | None:
    """Where a plan is adopted, and what the way there is called; ``None`` where nobody is in."""
    visit = visitor(request)
    if visit is None:
        return None
    stage = adopting.stage_of(uid, visit.actor)
    words = {None: _("采用方案"), Stage.PREPARED: _("继续采用"), Stage.IN_FORCE: _("看任务进展")}[stage]
    return ("adopted" if stage is Stage.IN_FORCE else "adopting", words)


@require_safe
def task(request: HttpRequest, uid: UUID, key: str) -> HttpResponse:
    """The form to correct a task; a page of its own where no script asks."""
    opened = queries.plan(uid)
    one = opened.view.item(key)
    if one is None:
        raise PlanError(Refusal.GONE)
    return show(
        request,
        "plan_room/edit.html" if wants_fragment(request) else "plan_room/task.html",
        task_values(opened, one),
    )


def task_values(opened: Plan, one: ViewItem) -> dict[str, Any]:
    """What the form to correct a task shows."""
    index = opened.view.items.index(one)
    rule = one.item.deadline.rule
    return {
        "plan": opened,
        "one": one,
        "item": one.item,
        "rule": rule if isinstance(rule, Recurrence) else None,
        "lasting": rule if isinstance(rule, Duration) else None,
        "stated": _stated(opened, one),
        "kinds": [
            (kind.value, words.time_kind(kind)) for kind in DeadlineKind if kind is not DeadlineKind.INVALID
        ],
        "periods": [(period.value, words.period(period)) for period in Period],
        "units_of_time": [(unit, words.duration_unit(unit)) for unit in words.DURATION_UNITS],
        "units": Cards(opened.view, papers.paper_view(opened.view, "")).units(),
        "has_next": index + 1 < len(opened.view.items),
        "has_before": index > 0,
        "splits": _splits(opened, one),
    }


def _stated(opened: Plan, one: ViewItem) -> str:
    """The document's own words for a task's time; empty where it has none."""
    place = one.item.deadline.place
    words_there = "" if place is None else opened.view.reading.text[place.start : place.end]
    return " ".join((words_there or one.item.deadline.raw or "").split())


def _splits(opened: Plan, one: ViewItem) -> list[tuple[int, str]]:
    """Where a task may be split, counted from its beginning: behind each clause, with what follows."""
    text, item = opened.view.reading.text, one.item
    places = [
        at + 1
        for at in range(item.start, item.end - 1)
        if text[at] in CLAUSE_ENDS and text[item.start : at].strip() and text[at + 1 : item.end].strip()
    ]
    return [(at - item.start, " ".join(text[at : at + 24].split())) for at in places[:60]]


@require_safe
def adding(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The form to add a task by choosing words with the keyboard."""
    opened = queries.plan(uid)
    template = "plan_room/add.html" if wants_fragment(request) else "plan_room/adding.html"
    return show(request, template, {"plan": opened})
