"""Papers that came in (收文), what leaders wrote on them (批示), and the tasks that became of it."""

from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from zhangtu.desk.frame.errors import sentence_of
from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import tongue
from zhangtu.desk.tasks import mine
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import definitions
from zhangtu.ledgers.naming import titles
from zhangtu.ledgers.permitted import why_not_enter
from zhangtu.people import queries as people
from zhangtu.plans.doing import instructing
from zhangtu.plans.doing.instructing import INSTRUCTIONS, PLANS, Written
from zhangtu.plans.doing.refusals import TaskError

#: So many days a task made of an instruction has, until somebody says otherwise.
_DAYS: Final = 7


@require_safe
def received(request: HttpRequest) -> HttpResponse:
    """The list of papers, with what was written on each."""
    return _page(request, visit_of(request))


@require_POST
def instruct(request: HttpRequest) -> HttpResponse:
    """Record what was written on a paper or a task; go back to where it was written."""
    visit = visit_of(request)
    plan, task = _uid(request, "plan"), _uid(request, "task")
    leader, words = request.POST.get("leader", ""), request.POST.get("words", "")[:10_000]
    number = int(leader) if leader.isdecimal() and len(leader) < 19 else 0
    try:
        instructing.instruct(Written(words, number, plan=plan, task=task), actor=visit.actor)
    except RefusedError as refusal:
        if refusal.kind in ("no_task", "no_ledger", "not_allowed"):
            raise
        return _page(request, visit, refusal)
    return redirect(reverse("task_page", args=(task,)) if task else reverse("tasks_received"))


@require_POST
def make_task(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Make what was written a task, assigned at once; go to its page."""
    visit = visit_of(request)
    unit = request.POST.get("unit", "")
    try:
        due = date.fromisoformat(request.POST.get("day", ""))
        lead = int(unit) if unit.isdecimal() and len(unit) < 19 else 0
        made = instructing.make_task(uid, lead, due, actor=visit.actor)
    except ValueError:
        return _page(request, visit, TaskError("no_day"))
    except RefusedError as refusal:
        if refusal.kind in ("no_task", "not_allowed"):
            raise
        return _page(request, visit, refusal)
    return redirect(f"{reverse('task_page', args=(made.uid,))}?done=assign")


def _uid(request: HttpRequest, name: str) -> UUID | None:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        return None


def _page(request: HttpRequest, visit: Visit, refusal: RefusedError | None = None) -> HttpResponse:
    mine.check_read(visit)
    papers = instructing.received(visit.scope)
    written = instructing.instructions(visit.scope)
    there = {paper.uid for paper in papers}
    on_tasks = {one.values["task"] for one in written if one.values.get("task")}
    status, trouble = (200, "") if refusal is None else sentence_of(refusal) or (422, "")
    values: dict[str, Any] = {
        "papers": [
            (paper, [one for one in written if one.values.get("plan") == paper.uid]) for paper in papers
        ],
        "others": [one for one in written if one.values.get("plan") not in there],
        "titles": titles(on_tasks, visit.scope, tongue()),
        "leaders": leaders(visit),
        "me": visit.actor.person,
        "units": units(visit),
        "day": visit.today + timedelta(days=_DAYS),
        "person": lambda number: person.name if (person := people.person(number)) is not None else "",
        "may_not_register": why_not(PLANS, visit),
        "may_not": why_not(INSTRUCTIONS, visit),
        "may_not_assign": why_not("tasks", visit),
        "typed": request.POST.get("words", "") if refusal is not None else "",
        "typed_on": request.POST.get("plan", "") if refusal is not None else "",
        "trouble": trouble,
    }
    return show(request, "tasks/received.html", values, status=status)


def why_not(ledger: str, visit: Visit) -> str:
    """Why somebody may not enter rows of a ledger, as a greyed button says it; empty where he may."""
    found = why_not_enter(definitions.in_force(ledger), visit.scope)
    return "" if found is None else found.say(tongue())


def leaders(visit: Visit) -> list[tuple[int, str]]:
    """Who may have written it: whoever holds a post in the visitor's own unit, with the post's name."""
    found: dict[int, str] = {}
    for post in people.posts(visit.unit, visit.today):
        for number, person in people.persons(people.holders(post.post, visit.today)).items():
            found.setdefault(number, f"{person.name}（{post.name}）")
    return sorted(found.items(), key=lambda one: (one[0] != visit.actor.person, one[1]))


def units(visit: Visit) -> list[tuple[int, str]]:
    """The units a task may be given to: those below, and the own one."""
    there = people.units(visit.today)
    below = people.below(visit.unit, visit.today) - {visit.unit}
    chosen = [number for number in there if number in below]
    return [(number, there[number].name) for number in (*chosen, visit.unit) if number in there]
