"""A roster dropped in: what it says is shown with its faults, put in force, and slips are printed."""

import tempfile
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.frame.words import tongue
from zhangtu.desk.office.accounts import slips
from zhangtu.desk.office.refusals import OfficeError
from zhangtu.desk.office.room import admitted, show
from zhangtu.desk.office.words import day_of, names_of, role_name
from zhangtu.documents.sheets.places import spoken
from zhangtu.documents.sheets.refusing import SheetError
from zhangtu.kernel.refusals import RefusedError
from zhangtu.people import actions, rolls
from zhangtu.people.roster import Line, Roster, Way, occupied, read_roster, same_person, say_fault
from zhangtu.people.scope import Right

_SALT = "zhangtu.office.roster"
#: A preview can be put in force for so many seconds.
_GOOD = 24 * 3600


@require_http_methods(["GET", "HEAD", "POST"])
def roster(request: HttpRequest) -> HttpResponse:
    """Where a roster is dropped, and what it says."""
    visit = admitted(request, Right.ACCOUNTS)
    if request.method != "POST":
        return _page(request, visit, {})
    day = day_of(request.POST.get("day", ""), visit.today)
    try:
        read = _read(request, visit, day)
    except (RefusedError, SheetError) as error:
        return _page(request, visit, {"refused": error.say(tongue())}, status=422)
    return _page(request, visit, _preview(read, visit, day), status=422 if read.problems else 200)


def _read(request: HttpRequest, visit: Visit, day: date) -> Roster:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise OfficeError("no_file")
    with tempfile.TemporaryDirectory() as folder:
        # only the ending tells a reader anything; the name is people's own and goes nowhere
        path = Path(folder) / f"roster{Path(file.name or '').suffix.lower()[:6]}"
        with path.open("wb") as target:
            for chunk in file.chunks():
                target.write(chunk)
        return read_roster(path, visit.scope, day)


def _preview(read: Roster, visit: Visit, day: date) -> dict[str, Any]:
    """What the page shows of a roster that was read."""
    known = same_person(read.lines)
    accounts = rolls.accounts(known.values())
    lines = []
    taken = occupied(read.lines, day)
    for at, line in enumerate(read.lines):
        person = known.get((line.name, line.phone), 0)
        account = accounts.get(person)
        lines.append(
            {
                "at": at,
                "holders": names_of(taken.get(at, ())),
                "way": line.way,
                "place": spoken(line.place, tongue()),
                "unit": rolls.unit_named(line.unit, day),
                "name": line.name,
                "post": line.post,
                "role": role_name(line.role, day),
                "login": account.login if account is not None else line.login,
                "known": bool(person),
                "slip": account is None or not account.chosen,
            }
        )
    plain = [asdict(line) for line in read.lines]
    given = {"who": visit.actor.person, "day": day.isoformat(), "lines": plain}
    return {
        "lines": lines,
        "faults": [say_fault(problem, tongue()) for problem in read.problems],
        "carried": "" if read.problems else signing.dumps(given, salt=_SALT, compress=True),
        "day": day.isoformat(),
    }


def _page(request: HttpRequest, visit: Visit, values: dict[str, Any], *, status: int = 200) -> HttpResponse:
    start = {"lines": [], "faults": [], "carried": "", "day": visit.today.isoformat(), "refused": ""}
    return show(request, "office/roster.html", {**start, **values}, status=status)


@require_POST
def take_in(request: HttpRequest) -> HttpResponse:
    """Put a roster in force that was looked at; the slips are shown at once, and this once only."""
    visit = admitted(request, Right.ACCOUNTS)
    try:
        given = _carried(request, visit)
        day = date.fromisoformat(given["day"])
        lines = tuple(
            replace(Line(**line), way=request.POST.get(f"way-{at}", ""))
            for at, line in enumerate(given["lines"])
        )
        if any(lines[at].way not in set(Way) for at in occupied(lines, day)):
            again = {
                **_preview(Roster(lines, ()), visit, day),
                "refused": OfficeError("who_stays").say(tongue()),
            }
            return _page(request, visit, again, status=422)
        made = actions.import_roster(
            Roster(lines, ()),
            actor=visit.actor,
            day=day,
            reason=request.POST.get("reason", ""),
        )
    except RefusedError as error:
        status = 403 if error.kind in ("not_allowed", "role_by_grant") else 422
        return _page(request, visit, {"refused": error.say(tongue())}, status=status)
    return slips(request, made, len(lines))


def _carried(request: HttpRequest, visit: Visit) -> dict[str, Any]:
    """What the page carried from the preview: ours, of today, and of the same person."""
    try:
        given: dict[str, Any] = signing.loads(request.POST.get("carried", ""), salt=_SALT, max_age=_GOOD)
    except signing.BadSignature as error:
        raise OfficeError("old_roster") from error
    if given["who"] != visit.actor.person:
        raise OfficeError("old_roster")
    return given
