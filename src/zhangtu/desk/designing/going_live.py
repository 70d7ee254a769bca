"""What a design would change, read before it holds; then the reason, and the sheet's rows with it."""

import re
from dataclasses import dataclass, replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zhangtu.desk.designing import shown, words
from zhangtu.desk.designing.drawing import opened
from zhangtu.desk.designing.guarding import guarded
from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.journal.actor import Actor
from zhangtu.ledgers import definitions
from zhangtu.ledgers.bringing import carrying, handed, previewing
from zhangtu.ledgers.bringing.refusing import BringingError
from zhangtu.ledgers.designing import actions, copying, judging, keeping
from zhangtu.ledgers.designing.keeping import Design
from zhangtu.people import queries as people
from zhangtu.people.posts import PostState
from zhangtu.people.scope import Right
from zhangtu.schema.change_wording import say_change, say_conflict
from zhangtu.schema.difference import Change, Deed, Part

#: Values of a definition that name fields by number.
_NUMBERED = frozenset({"columns", "filters", "panels", "key", "row"})
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that would change.

    Attributes:
        deed: ``added``, ``removed`` or ``changed``.
        mark: The word for it.
        words: What would change.
    """

    deed: str
    mark: str
    words: str


def _changes(design: Design) -> list[Said]:
    marks = {Deed.ADDED: _("新增"), Deed.REMOVED: _("停用"), Deed.CHANGED: _("修改")}
    return [Said(one.deed, marks[one.deed], _sentence(design, one)) for one in judging.changes(design)]


def _sentence(design: Design, change: Change) -> str:
    """What changes, as a sentence; fields are called by their titles, and choices stand under theirs."""
    fields = {
        str(one.no): one for one in (*(design.base.fields if design.base else ()), *design.ledger.fields)
    }
    titles = {no: titled(one.title) for no, one in fields.items()}
    if change.part is Part.CHOICE:
        return f"{titles.get(str(change.path[1]), '')}：{say_change(change, tongue())}"
    if str(change.path[-1]) not in _NUMBERED:
        return say_change(change, tongue())
    before, after = (
        _NUMBER.sub(lambda no: titles.get(no[0], no[0]), each) for each in (change.before, change.after)
    )
    return say_change(replace(change, before=before, after=after), tongue())


def _posts(person: int) -> list[PostState]:
    """The posts somebody could import rows for, into a ledger that is no secret."""
    found = []
    for state in people.acting_posts(person):
        scope = people.scope(Actor(person=person, post=state.post))
        if scope.may(Right.IMPORT) and scope.may(Right.ENTER):
            found.append(state)
    return found


@guarded
@require_safe
def difference(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What would change."""
    return _page(request, opened(request, uid, visit_of(request)), visit_of(request))


def _page(
    request: HttpRequest, design: Design, visit: Visit, conflicts: list[str] | None = None
) -> HttpResponse:
    cards = shown.cards(design)
    faults = [*shown.faults(design), *(f"{card.title}：{each}" for card in cards for each in card.wrong)]
    values = {
        "uid": design.draft.uid,
        "seen": design.draft.version,
        "title": titled(design.ledger.title),
        "new": design.base is None,
        "changes": _changes(design),
        "removes": any(one.deed is Deed.REMOVED for one in judging.changes(design)),
        "copies": bool(copying.pairs(design.ledger.fields, design.draft.replaced)),
        "cards": cards,
        "type_name": words.type_name,
        "faults": faults,
        "grid": shown.grid(design, visit),
        "file": design.draft.file if design.path.exists() else "",
        "rows": design.draft.counted,
        "posts": _posts(visit.actor.person),
        "post": visit.actor.post,
        "moved_on": judging.moved_on(design),
        "conflicts": conflicts or [],
    }
    return show(request, "designing/difference.html", values)


@guarded
@require_POST
def take_in(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Bring the design up to the version in force; what both changed is shown."""
    visit = visit_of(request)
    design, conflicts = actions.take_in(opened(request, uid, visit), actor=visit.actor)
    return _page(request, design, visit, [say_conflict(one, tongue()) for one in conflicts])


@guarded
@require_POST
def live(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Put the design in force; then, where asked for, import the very rows it was made from."""
    visit = visit_of(request)
    design = opened(request, uid, visit)
    name = actions.put_in_force(design, actor=visit.actor, reason=request.POST.get("reason", ""))
    place = reverse("ledger_grid", args=(name,))
    try:
        if "import" in request.POST and design.path.exists():
            place = _import(design, name, visit, request.POST.get("post", ""), request.POST.get("reason", ""))
    finally:
        # it holds now: put in force once more it would be a second ledger
        keeping.drop(design)
    return redirect(place)


def _import(design: Design, name: str, visit: Visit, post: str, reason: str) -> str:
    """Hand the sheet in; where nothing is wrong with it put it in force at once.

    Returns:
        Where to look next: at the import under way, or at its preview with what is wrong.
    """
    may = [state.post for state in previewing.posts_for(visit.actor.person, definitions.in_force(name))]
    wished = int(post) if post.isascii() and post.isdecimal() and len(post) < 18 else 0
    if not may:
        return reverse("ledger_grid", args=(name,))
    actor = Actor(person=visit.actor.person, post=wished if wished in may else may[0])
    one = handed.take(design.path, design.draft.file, name, actor=actor)
    one.sheet = design.draft.sheet
    one.match = dict(actions.matches(design))
    one = previewing.look(one)
    if one.state == "ready" and not one.excerpt:
        try:
            return reverse("import_standing", args=(name, carrying.go(one, reason=reason)))
        except BringingError:
            pass  # the preview says why
    return reverse("import_preview", args=(name, one.uid))
