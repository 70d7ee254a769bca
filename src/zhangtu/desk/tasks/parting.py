"""Splitting a task: lines, each with what is to be done, by which unit below or own post, and by when."""

from datetime import date
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhangtu.desk.frame.errors import sentence_of
from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.tasks import showing
from zhangtu.kernel.refusals import RefusedError
from zhangtu.people import queries as people
from zhangtu.plans.doing import passing, policies, queries
from zhangtu.plans.doing.passing import Part
from zhangtu.plans.doing.refusals import TaskError
from zhangtu.plans.doing.states import Deed
from zhangtu.plans.doing.tasks import task as found_task

#: So many lines are offered at once.
_LINES: Final = 6
_LONGEST: Final = 1_000


@require_http_methods(["GET", "HEAD", "POST"])
def split(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show the lines; assign what they say, all or none."""
    visit = visit_of(request)
    if request.method != "POST":
        return _page(request, uid, visit)
    try:
        parts = [part for at in range(_LINES) if (part := _part(request.POST, at)) is not None]
        if not parts:
            raise TaskError("part_no_title")
        passing.split(uid, parts, actor=visit.actor)
    except RefusedError as refusal:
        if refusal.kind == "no_task":
            raise
        return _page(request, uid, visit, refusal)
    return redirect(f"{reverse('task_page', args=(uid,))}?done=split")


def _part(sent: QueryDict, at: int) -> Part | None:
    """A line; ``None`` where it is empty. Its ``to`` names a unit, or a post of the own unit."""
    title, to = sent.get(f"title-{at}", "").strip()[:_LONGEST], sent.get(f"to-{at}", "")
    if not title and not to:
        return None
    unit, _colon, post = to.partition(":")
    return Part(title, _number(unit), _day(sent.get(f"due-{at}", "")), _number(post))


def _number(said: str) -> int:
    return int(said) if said.isdecimal() and len(said) < 19 else 0


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError as error:
        raise TaskError("no_day") from error


def _page(request: HttpRequest, uid: UUID, visit: Visit, refusal: RefusedError | None = None) -> HttpResponse:
    task = found_task(uid, visit.scope)
    if refusal is None:
        policies.check(Deed.SPLIT, task, visit.scope)
    status, trouble = (200, "") if refusal is None else sentence_of(refusal) or (422, "")
    below = people.below(visit.unit) - {visit.unit}
    names = [(unit, state.name) for unit, state in people.units().items() if unit in below]
    typed = [
        {name: request.POST.get(f"{name}-{at}", "") for name in ("title", "to", "due")}
        for at in range(_LINES)
    ]
    parts = queries.parts(uid, visit.scope)
    given = {one.lead for one in parts}
    values = {
        "one": showing.shown([task], visit)[0],
        "typed": typed,
        "units": names,
        "own": visit.unit,
        "own_name": visit.unit_name,
        "posts": queries.posts_of(visit.unit, visit.today),
        "left": [name for unit, name in names if unit not in given],
        "trouble": trouble,
    }
    return show(request, "tasks/split.html", values, status=status)
