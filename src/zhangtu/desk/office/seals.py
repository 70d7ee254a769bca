"""Verification and heads: verify as a job, the list of seals, a head to keep outside, one brought back."""

from itertools import islice
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from zhangtu.desk.frame.page import wants_fragment
from zhangtu.desk.frame.words import moment_of, tongue
from zhangtu.desk.office import outcomes, verifying
from zhangtu.desk.office.refusals import OfficeError
from zhangtu.desk.office.room import admitted, show
from zhangtu.journal import heads, queries, sealing
from zhangtu.journal.heads import Head, NotAHeadError
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import filing
from zhangtu.people import queries as people
from zhangtu.people.scope import Right
from zhangtu.runner import jobs
from zhangtu.runner.jobs import State

#: So many seals are listed; so many heads are taken from a file.
LISTED, TAKEN = 50, 5000
#: A file of heads is no longer than this, in bytes.
_LARGEST = 4_000_000


@require_safe
def seals(request: HttpRequest) -> HttpResponse:
    """The newest verdict, the heads, and what can be done with both."""
    return _page(request)


def _page(request: HttpRequest, refused: str = "", status: int = 200) -> HttpResponse:
    admitted(request, Right.AUDIT)
    found = outcomes.newest(verifying.KEPT)
    last = queries.last_number()
    newest = sealing.newest()
    running = [
        job for job in jobs.newest(5, verifying.VERIFYING) if job.state in (State.WAITING, State.RUNNING)
    ]
    values = {
        "verdict": _told(found[1]) if found is not None else None,
        "running": running[0] if running else None,
        "heads": [(one, moment_of(one.at)) for one in islice(sealing.newest_first(), LISTED)],
        "last": last,
        "unsealed": last - (newest.size if newest is not None else 0),
        "refused": refused,
    }
    return show(request, "office/seals.html", values, status=status)


def _told(outcome: dict[str, Any]) -> dict[str, Any]:
    """A verdict as the page shows it."""
    person = people.person(outcome["person"]) if outcome["person"] else None
    lines = outcome["said"].get(tongue()) or outcome["said"]["zh-hans"]
    return {
        **outcome,
        "at": moment_of(outcome["at"]),
        "who": person.name if person is not None else "",
        "first": lines[0],
        "lines": lines[1:],
    }


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a verification; it goes on when the page is left."""
    visit = admitted(request, Right.AUDIT)
    job = verifying.ask(visit.actor, since=bool(request.POST.get("since")), outside=[])
    return redirect("office_verdict", job)


@require_POST
def compare(request: HttpRequest) -> HttpResponse:
    """Verify everything against heads that were kept outside."""
    visit = admitted(request, Right.AUDIT)
    try:
        outside = _brought(request)
    except RefusedError as error:
        return _page(request, error.say(tongue()), 422)
    job = verifying.ask(visit.actor, since=False, outside=[one.line for one in outside])
    return redirect("office_verdict", job)


def _brought(request: HttpRequest) -> list[Head]:
    """The heads in the file that was brought."""
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise OfficeError("no_file")
    if (file.size or 0) > _LARGEST:
        raise OfficeError("not_a_head")
    try:
        lines = [line for line in file.read().decode("utf-8-sig").splitlines() if line.strip()]
        found = [heads.parse(line) for line in lines[-TAKEN:]]
    except (UnicodeDecodeError, NotAHeadError) as error:
        raise OfficeError("not_a_head") from error
    if not found:
        raise OfficeError("not_a_head")
    return found


@require_safe
def verdict(request: HttpRequest, job: int) -> HttpResponse:
    """How far a verification is, then what it found; for a script, only that part."""
    admitted(request, Right.AUDIT)
    seen = jobs.view(job)
    if seen is None or seen.kind != verifying.VERIFYING:
        raise Http404
    outcome = outcomes.of_job(verifying.KEPT, job)
    values = {"job": seen, "verdict": _told(outcome) if outcome is not None else None}
    part = "office/verdict_part.html" if wants_fragment(request) else "office/verdict.html"
    return show(request, part, values)


@require_POST
def seal(request: HttpRequest) -> HttpResponse:
    """Seal what is new now; the runner does it every minute anyway."""
    admitted(request, Right.AUDIT)
    sealing.seal()
    return redirect("office_seals")


@require_safe
def head(request: HttpRequest, size: int) -> HttpResponse:
    """A head as a file, to be kept outside."""
    admitted(request, Right.AUDIT)
    found = next((one for one, _edge in sealing.heads_after(size - 1)), None) if size > 0 else None
    if found is None or found.size != size:
        raise Http404
    answer = HttpResponse(f"{found.line}\n", content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = filing.disposition(f"zhangtu-head-{size}.txt")
    return answer
