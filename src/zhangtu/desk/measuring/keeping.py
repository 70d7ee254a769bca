"""The measures somebody keeps in sight: a chief's first page; and the button that puts one there."""

from collections.abc import Sequence
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import tongue
from zhangtu.desk.measuring.asking import period_of
from zhangtu.desk.measuring.page import choices
from zhangtu.desk.measuring.shelf import readable, shelves_of
from zhangtu.measures import actions
from zhangtu.measures.defined import Defined
from zhangtu.measures.pinned import pinned
from zhangtu.people.scope import Right

#: So many stand there before anybody has chosen.
_BEFORE: Final = 6
#: Among so many.
_AMONG: Final = 40


def begins_here(visit: Visit) -> bool:
    """Whether somebody's first page are the figures: chiefs, and who keeps any in sight."""
    if not readable(visit):
        return False
    # of those who work with rows only chiefs take them back
    return visit.scope.may(Right.WITHDRAW) or bool(pinned(visit.actor))


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The measures kept in sight."""
    visit = visit_of(request)
    period = period_of(request.GET, visit.today)
    found, chosen = _wanted(visit)
    shelves, share = shelves_of(found, visit, None, period)
    told = {one.name: (one, shelf) for shelf in shelves for one in shelf.books}
    books = [told[one.spec.name] for one in found]
    if not chosen:
        # those with anything behind them first
        books = sorted(books, key=lambda pair: not pair[0].count)[:_BEFORE]
    values = {
        "books": books,
        "chosen": chosen,
        "period": period,
        "label": period.label(tongue()),
        "choices": choices(period, visit.today),
        "share": share,
        "fresh": share >= 1.0,
    }
    return show(request, "measuring/mine.html", values)


def _wanted(visit: Visit) -> tuple[Sequence[Defined], bool]:
    """The measures, and whether somebody chose them; else the first that say which way is better."""
    there = {one.spec.name: one for one in readable(visit)}
    names = [name for name in pinned(visit.actor) if name in there]
    if names:
        return [there[name] for name in names], True
    judged = [one for one in there.values() if one.spec.better and not one.apart]
    return (judged or list(there.values()))[:_AMONG], False


@require_POST
def pin(request: HttpRequest, name: str) -> HttpResponse:
    """Keep a measure in sight, or no longer; back to where one was."""
    visit = visit_of(request)
    deed = actions.unpin if request.POST.get("pinned") == "no" else actions.pin
    deed(name, actor=visit.actor)
    if request.POST.get("back") == "mine":
        return redirect("measures_mine")
    asked = request.POST.get("asked", "").removeprefix("?")
    return redirect(reverse("measure", args=(name,)) + (f"?{asked}" if asked else ""))
