"""The machine and the store for the system administrator: looked over, jobs, the copy for lists, backups."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from zhangtu.desk.frame.page import wants_fragment
from zhangtu.desk.frame.words import moment_of, tongue
from zhangtu.desk.office import examining, outcomes
from zhangtu.desk.office.hooks import ASKED
from zhangtu.desk.office.room import admitted, show
from zhangtu.people.scope import Right
from zhangtu.runner import jobs
from zhangtu.runner.jobs import State


@require_safe
def system(request: HttpRequest) -> HttpResponse:
    """How everything stands."""
    admitted(request, Right.OPERATE)
    values = {
        **_examined(),
        "state": ASKED.state(),
        "jobs": jobs.newest(30),
        "given_up": jobs.given_up(),
        "backup": "zhangtu backup office.zip",
    }
    return show(request, "office/system.html", values)


def _examined() -> dict[str, Any]:
    found = outcomes.newest(examining.KEPT)
    running = [
        job for job in jobs.newest(3, examining.EXAMINING) if job.state in (State.WAITING, State.RUNNING)
    ]
    told = None
    if found is not None:
        troubles = [
            (one["said"].get(tongue()) or one["said"]["zh-hans"], one["mends"]) for one in found[1]["found"]
        ]
        told = {"at": moment_of(found[1]["at"]), "troubles": troubles}
    return {"examined": told, "running": running[0] if running else None}


@require_POST
def examine(request: HttpRequest) -> HttpResponse:
    """Have the office looked over; nothing is changed by it."""
    examining.ask(admitted(request, Right.OPERATE).actor)
    return redirect("office_system")


@require_safe
def examined(request: HttpRequest) -> HttpResponse:
    """How far the look is, or what it found, for a script."""
    admitted(request, Right.OPERATE)
    if not wants_fragment(request):
        return redirect("office_system")
    return show(request, "office/examined_part.html", _examined())


@require_POST
def again(request: HttpRequest, job: int) -> HttpResponse:
    """Try a job again that was given up."""
    admitted(request, Right.OPERATE)
    if jobs.view(job) is None:
        raise Http404
    jobs.again(job)
    return redirect("office_system")
