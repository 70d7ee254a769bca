"""How one import stands: under way, interrupted, done, taken back; what may be done about it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zhangtu.desk.bringing_in import words
from zhangtu.desk.bringing_in.guarding import guarded
from zhangtu.desk.frame.page import show, wants_fragment
from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.frame.words import moment_of, titled, tongue
from zhangtu.ledgers.bringing import carrying, handed, listing
from zhangtu.ledgers.bringing.listing import Stand, Standing
from zhangtu.ledgers.bringing.refusing import BringingError
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.importing import undoing
from zhangtu.people import queries as people


def _found(force: InForce, visit: Visit, uid: UUID | None) -> Standing:
    return listing.standing(uid or UUID(int=0), force, visit.scope)


def why_not_back(visit: Visit, force: InForce, found: Standing) -> str:
    """Why the visitor may not take an import back; empty for whoever may."""
    if listing.may_take_back(visit.scope, force, found.who):
        return ""
    return _("别人导入的，要有“作废记录”的权限才能撤回。请由导入的人，或本单位负责人的岗位来撤回。")


@require_safe
@guarded
def one(request: HttpRequest, force: InForce, visit: Visit, uid: UUID | None) -> HttpResponse:
    """An import; a script gets its inside, to look again and again while it moves."""
    template = "bringing_in/inside.html" if wants_fragment(request) else "bringing_in/standing.html"
    return show(request, template, _values(force, visit, _found(force, visit, uid)))


def _values(force: InForce, visit: Visit, found: Standing) -> dict[str, Any]:
    person = people.person(found.who.person) if found.who.person else None
    return {
        "name": force.ledger.name,
        "title": titled(force.ledger.title),
        "found": found,
        "stand": words.stand(found.stand),
        "at": moment_of(found.at),
        "who": person.name if person is not None else found.who.machine,
        "left": [(each, words.why_left(each.left)) for each in listing.left_rows(found, force, visit.scope)],
        "trouble": found.note.trouble.get(tongue(), ""),
        "may_resume": found.stand is Stand.INTERRUPTED and found.mine,
        "may_back": found.stand in (Stand.DONE, Stand.INTERRUPTED, Stand.HALF_BACK),
        "why_not_back": why_not_back(visit, force, found),
        "file": _file(found, visit),
        "field_title": lambda name: titled(force.fields[name].title) if name in force.fields else name,
    }


def _file(found: Standing, visit: Visit) -> str:
    """The file it came from, where its faults are still to be mended."""
    try:
        return handed.get(found.note.file, visit.actor.person).uid if found.note.file else ""
    except BringingError:
        return ""


@require_POST
@guarded
def resume(request: HttpRequest, force: InForce, visit: Visit, uid: UUID | None) -> HttpResponse:
    """Go on with an import that was interrupted."""
    del request
    found = _found(force, visit, uid)
    carrying.resume(found.uid, visit.actor)
    return redirect("import_standing", force.ledger.name, found.uid)


@require_POST
@guarded
def back(request: HttpRequest, force: InForce, visit: Visit, uid: UUID | None) -> HttpResponse:
    """Take an import back, or give up one that was interrupted."""
    found = _found(force, visit, uid)
    undoing.check_may(visit.scope, force, found.who)
    carrying.take_back(found.uid, actor=visit.actor, reason=request.POST.get("reason", ""))
    return redirect("import_standing", force.ledger.name, found.uid)
