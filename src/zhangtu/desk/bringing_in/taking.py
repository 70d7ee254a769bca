"""The page a file is dropped on, and how the imports of the ledger stand."""

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from zhangtu.desk.bringing_in import words
from zhangtu.desk.bringing_in.guarding import guarded, why_not
from zhangtu.desk.frame.page import show, wants_fragment
from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.frame.words import moment_of, titled
from zhangtu.journal.actor import Actor
from zhangtu.ledgers import filing
from zhangtu.ledgers.bringing import handed, listing, previewing
from zhangtu.ledgers.bringing.handed import Handed
from zhangtu.ledgers.bringing.refusing import BringingError
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.filing import uploads
from zhangtu.ledgers.looking import uid_of
from zhangtu.people import queries as people


def post_of(request: HttpRequest, force: InForce, visit: Visit) -> int:
    """The post rows are imported for: the one chosen, else the one acted for, else the first that may.

    Raises:
        BringingError: None may.
    """
    may = [state.post for state in previewing.posts_for(visit.actor.person, force)]
    if not may:
        raise BringingError("no_post", ledger=force.ledger.title.words)
    wished = request.POST.get("post", "")
    number = int(wished) if wished.isascii() and wished.isdecimal() and len(wished) < 18 else visit.actor.post
    return number if number in may else may[0]


def _values(force: InForce, visit: Visit) -> dict[str, Any]:
    found = listing.standings(force, visit.scope)
    names = people.persons([one.who.person for one in found if one.who.person])
    return {
        "name": force.ledger.name,
        "title": titled(force.ledger.title),
        "why_not": why_not(visit, force),
        "posts": previewing.posts_for(visit.actor.person, force),
        "post": visit.actor.post,
        "waiting": [
            (one, moment_of(one.at)) for one in handed.of_ledger(force.ledger.name, visit.actor.person)
        ],
        "imports": [(one, words.stand(one.stand), moment_of(one.at), _who(one, names)) for one in found],
        "most": filing.megabytes(handed.LARGEST),
        "by_form": filing.BY_FORM,
        "moving": any(one.moving for one in found),
    }


def _who(one: listing.Standing, names: dict[int, people.PersonView]) -> str:
    return names[one.who.person].name if one.who.person in names else one.who.machine


@require_safe
@guarded
def page(request: HttpRequest, force: InForce, visit: Visit, uid: UUID | None) -> HttpResponse:
    """Drop a file, go on with one, see how imports stand."""
    del uid
    template = "bringing_in/imports.html" if wants_fragment(request) else "bringing_in/page.html"
    return show(request, template, _values(force, visit))


@require_POST
@guarded
def take(request: HttpRequest, force: InForce, visit: Visit, uid: UUID | None) -> HttpResponse:
    """Take a file and look at it."""
    del uid
    actor = Actor(person=visit.actor.person, post=post_of(request, force, visit))
    one = previewing.look(_handed(request, force.ledger.name, actor))
    return redirect("import_preview", force.ledger.name, one.uid)


def _handed(request: HttpRequest, name: str, actor: Actor) -> Handed:
    """The file of a form, or the one that arrived before it piece by piece."""
    upload = uid_of(request.POST.get("upload", ""))
    if upload is not None:
        with uploads.arrived(upload, request.POST.get("sha256", ""), actor=actor) as (path, called):
            return handed.take(path, called, name, actor=actor)
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise BringingError("empty")
    return handed.take(file, file.name or "", name, actor=actor)
