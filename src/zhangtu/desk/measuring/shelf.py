"""The list of measures: what each comes to now in a unit, and what it was; by ledger, to be searched."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import titled
from zhangtu.desk.measuring.asking import period_of, unit_of
from zhangtu.desk.measuring.naming import unit_name
from zhangtu.desk.measuring.page import choices, up
from zhangtu.desk.measuring.sheet import Said, figure_of, said
from zhangtu.kernel.folding import fold
from zhangtu.kernel.periods import Period
from zhangtu.ledgers import definitions, policies
from zhangtu.measures import comparing, defined
from zhangtu.measures.comparing import Beside, Compared
from zhangtu.measures.defined import Defined
from zhangtu.people.scope import Right

#: No longer words are looked for.
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Book:
    """A measure on the list.

    Attributes:
        name: Its name.
        title: What it is called.
        help: What is counted, in a sentence.
        figure: What it comes to; empty where that is not worked out for a list.
        last: What became of it since the period before.
        year: What became of it since the same period of last year.
    """

    name: str
    title: str
    help: str
    figure: str
    last: Said | None
    year: Said | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """Measures of a ledger."""

    title: str
    books: tuple[Book, ...]


@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """All measures somebody may see."""
    visit = visit_of(request)
    unit, period = unit_of(request.GET, visit), period_of(request.GET, visit.today)
    words = request.GET.get("q", "")[:_LONGEST]
    every = _readable(visit)
    found = [one for one in every if _fits(one, words)]
    near = [one.spec.name for one in found if not one.apart]
    compared = comparing.compared(near, visit.scope, units=[unit], periods=[period])
    values = {
        "shelves": _shelves(found, compared, unit, period),
        "any": bool(every),
        "words": words,
        "unit": unit,
        "unit_name": unit_name(unit, visit.today),
        "up": up(unit, visit.today),
        "period": period,
        "choices": choices(period, visit.today),
        "share": compared.figures.share if not compared.figures.fresh else 1.0,
        "fresh": compared.figures.fresh,
    }
    return show(request, "measuring/measures.html", values)


def _readable(visit: Visit) -> list[Defined]:
    known = definitions.known()
    return [
        defined.named(name, known)
        for name, found in known.measures.items()
        if policies.can(visit.scope, Right.READ, known.ledger(found.measure.of))
    ]


def _fits(one: Defined, words: str) -> bool:
    """Whether all words stand in what is said of a measure."""
    spec = one.spec
    texts = [titled(spec.title), spec.title.zh, spec.title.en or "", *spec.synonyms]
    texts += [titled(one.force.ledger.title), titled(spec.help) if spec.help is not None else ""]
    there = fold(" ".join(texts))
    return all(word in there for word in fold(words).split())


def _shelves(found: list[Defined], compared: Compared, unit: int, period: Period) -> list[Shelf]:
    shelves: dict[str, list[Book]] = {}
    for one in found:
        shelves.setdefault(one.spec.of, []).append(_book(one, compared, unit, period))
    known = definitions.known()
    return [Shelf(titled(known.ledger(name).ledger.title), tuple(books)) for name, books in shelves.items()]


def _book(one: Defined, compared: Compared, unit: int, period: Period) -> Book:
    spec = one.spec
    told = titled(spec.help) if spec.help is not None else ""
    cell = compared.figures.get(spec.name, unit, period)
    if cell is None:
        return Book(spec.name, titled(spec.title), told, "", None, None)
    last, year = (said(cell, compared.before(cell, beside), spec) for beside in Beside)
    return Book(spec.name, titled(spec.title), told, figure_of(cell, spec), last, year)
