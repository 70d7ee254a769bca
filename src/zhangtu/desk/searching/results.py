"""Searches every ledger the visitor may read, and the plans: the best first, what was found marked."""

from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import titled
from zhangtu.desk.searching.hits import Hit, Piece, hits, pieces, words_of
from zhangtu.kernel.folding import fold
from zhangtu.ledgers import definitions
from zhangtu.mirror import lists
from zhangtu.people.scope import Scope
from zhangtu.plans import queries as plans

#: No more words than this are looked for.
LONGEST = 100
#: So many rows of a ledger, and plans, are shown; the rest of a ledger is a link away.
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was found.

    Attributes:
        uid: Its name to the outside.
        title: What it is called, what was looked for marked.
        hits: What else of it holds the words.
    """

    uid: UUID
    title: tuple[Piece, ...]
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a ledger.

    Attributes:
        name: The ledger's name.
        title: What it is called.
        rows: The best rows.
        more: Whether there are more.
    """

    name: str
    title: str
    rows: tuple[Row, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan that was found.

    Attributes:
        uid: Its name to the outside.
        title: What it is called, what was looked for marked.
    """

    uid: UUID
    title: tuple[Piece, ...]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What holds the words, ledger by ledger, and the plans whose titles do."""
    typed = request.GET.get("q", "").strip()[:LONGEST]
    words = words_of(typed)
    visit = visit_of(request)
    found, share = _found(typed, words, visit) if words else ([], 1.0)
    values = {
        "searched": typed,
        "found": found,
        "plans": _plans(words, visit.scope) if words else [],
        "share": share,
    }
    return show(request, "searching/results.html", values)


def _found(typed: str, words: list[str], visit: Visit) -> tuple[list[Found], float]:
    """The ledgers that hold the words, those with a hit in a title first; how much of the mirror is ready."""
    known = definitions.known()
    answer = lists.search(typed, visit.scope, limit=SHOWN + 1)
    found = []
    for name, of_ledger in groupby(answer.rows, key=lambda row: row.ledger):
        force, rows = known.ledger(name), list(of_ledger)
        shown = tuple(Row(row.uid, pieces(row.title, words), hits(force, row, words)) for row in rows[:SHOWN])
        found.append(Found(name, titled(force.ledger.title), shown, len(rows) > SHOWN))
    return sorted(found, key=_rank), answer.share


def _rank(one: Found) -> tuple[bool, int]:
    """A ledger whose first row is called so comes first, then the fullest."""
    return not any(piece.hit for piece in one.rows[0].title), -len(one.rows)


def _plans(words: list[str], scope: Scope) -> list[Plan]:
    """The newest plans to be seen in whose titles all words stand."""
    found = [one for one in plans.documents(scope=scope) if all(word in fold(one.title) for word in words)]
    return [Plan(one.uid, pieces(one.title, words)) for one in found[:SHOWN]]
