"""Searches every ledger the visitor may read, and the plans."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import titled
from zhangtu.ledgers import definitions, queries
from zhangtu.ledgers.views import RowView
from zhangtu.people.scope import Right

#: No more words than this are looked for.
LONGEST = 100
#: So many rows of a ledger are shown; the rest is a link away.
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a ledger.

    Attributes:
        name: The ledger's name.
        title: What it is called.
        rows: The first rows.
        count: How many there are, ``queries.COUNTED`` at most.
        more: Whether there are more than that.
    """

    name: str
    title: str
    rows: tuple[RowView, ...]
    count: int
    more: bool


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What holds the words, ledger by ledger."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    found = _found(words, visit_of(request)) if words else []
    return show(request, "searching/results.html", {"searched": words, "found": found})


def _found(words: str, visit: Visit) -> list[Found]:
    """The ledgers that hold the words, the fullest first."""
    answers = []
    for name, force in definitions.known().ledgers.items():
        if not visit.scope.may(Right.READ, name, secret=force.ledger.secret):
            continue
        page = queries.rows(name, visit.scope, words=words, limit=SHOWN)
        if page.rows:
            answers.append(Found(name, titled(force.ledger.title), page.rows, page.count, page.more))
    return sorted(answers, key=lambda one: -one.count)
