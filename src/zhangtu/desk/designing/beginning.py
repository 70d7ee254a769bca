"""Where designs are begun and gone on with: drafts, a sheet, ready ledgers, a blank one, one in force."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zhangtu.desk.designing import shown, words
from zhangtu.desk.designing.guarding import guarded
from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import moment_of, titled
from zhangtu.journal.actor import Actor
from zhangtu.ledgers import definitions, policies
from zhangtu.ledgers.designing import actions, gallery, keeping
from zhangtu.ledgers.designing.keeping import Design
from zhangtu.ledgers.designing.refusing import DesignError
from zhangtu.people import queries as people
from zhangtu.people.scope import Right


def why_not(visit: Visit) -> str:
    """Why the visitor may not design; empty for whoever may."""
    if actions.may_design(visit.scope):
        return ""
    for state in people.acting_posts(visit.actor.person):
        if actions.may_design(people.scope(Actor(person=visit.actor.person, post=state.post))):
            return _("您现在的岗位不能设计台账。请换到岗位“%(post)s”再来。") % {"post": state.name}
    return _("您的岗位不能设计台账。请安全管理员给您的岗位“台账设计员”角色，或请有权限的同事来做。")


@require_safe
def designs(request: HttpRequest) -> HttpResponse:
    """The designs somebody is at, and how to begin one."""
    visit = visit_of(request)
    known = definitions.known().ledgers
    readable = [force.ledger for force in known.values() if policies.can(visit.scope, Right.READ, force)]
    values = {
        "drafts": [(one, moment_of(one.at)) for one in keeping.of_person(visit.actor.person)],
        "origins": words.origins(),
        "ledgers": sorted((titled(one.title), one.name) for one in readable),
        "why_not": why_not(visit),
        "count": len(gallery.ready()),
    }
    return show(request, "designing/designs.html", values)


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """All ready ledgers."""
    known = definitions.known().ledgers
    values = {
        "ready": [
            (one.ledger.name, titled(one.ledger.title), _first(one), one.ledger.name in known)
            for one in gallery.ready()
        ],
    }
    return show(request, "designing/ready.html", values)


def _first(one: gallery.Ready) -> list[str]:
    fields = {field.name: field for field in one.ledger.fields}
    return [titled(fields[name].title) for name in one.ledger.pages.columns[:6]]


@guarded
@require_safe
def one_ready(request: HttpRequest, name: str) -> HttpResponse:
    """One ready ledger: its form, its list with an invented row."""
    found = gallery.named(name)
    values = {
        "name": name,
        "title": titled(found.ledger.title),
        "panels": shown.panels(found.ledger),
        "example": found.example,
        "grid": shown.example(found.ledger, found.example),
        "titled": titled,
        "checks": [titled(one.say) for one in found.ledger.checks],
        "there": name in definitions.known().ledgers,
        "type_name": words.type_name,
        "why_not": why_not(visit_of(request)),
    }
    return show(request, "designing/one_ready.html", values)


@guarded
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a design; goes to its page."""
    visit = visit_of(request)
    if not actions.may_design(visit.scope):
        raise DesignError("not_allowed")
    return _opened(_begun(request, visit))


def _begun(request: HttpRequest, visit: Visit) -> Design:
    kind = request.POST.get("kind", "")
    if kind == "ready":
        return actions.from_ready(request.POST.get("name", ""), actor=visit.actor)
    if kind == "ledger":
        return actions.from_ledger(request.POST.get("name", ""), actor=visit.actor)
    if kind == "empty":
        return actions.from_nothing(request.POST.get("title", ""), actor=visit.actor)
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile) or not file.name:
        raise DesignError("no_chosen")
    with _lying(file) as path:
        return actions.from_sheet(path, file.name, actor=visit.actor)


@contextmanager
def _lying(file: "UploadedFile[bytes]") -> Iterator[Path]:
    """A file that was sent, lying on the disk for a moment."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sheet"
        with path.open("wb") as out:
            for piece in file.chunks():
                out.write(piece)
        yield path


def _opened(design: Design) -> HttpResponseRedirectBase:
    return redirect("design", design.draft.uid)
