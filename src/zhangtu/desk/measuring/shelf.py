"""The list of measures: what each comes to now in a unit, and what it was; by ledger, to be searched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import titled
from zhangtu.desk.measuring import fitting, targets
from zhangtu.desk.measuring.asking import period_of, unit_of
from zhangtu.desk.measuring.naming import unit_name
from zhangtu.desk.measuring.page import choices, up
from zhangtu.desk.measuring.sheet import Said, figure_of, said
from zhangtu.desk.measuring.targets import Held, Target
from zhangtu.kernel.folding import fold
from zhangtu.kernel.periods import Period
from zhangtu.ledgers import definitions, policies
from zhangtu.ledgers.designing.actions import may_design
from zhangtu.measures import comparing, defined
from zhangtu.measures.comparing import Beside, Compared
from zhangtu.measures.defined import Defined
from zhangtu.people.scope import Right

#: No longer words are looked for.
_LONGEST = 100
#: Measure → targets bound to it.
Aims = Mapping[str, tuple[Target, ...]]


@dataclass(frozen=True, slots=True)
class Book:
    """A measure on the list.

    Attributes:
        name: Its name.
        title: What it is called.
        help: What is counted, in a sentence.
        unit: The unit it is told of.
        figure: What it comes to; empty where that is not worked out for a list.
        last: What became of it since the period before.
        year: What became of it since the same period of last year.
        held: It against what is to be reached.
        count: How many rows are behind it.
    """

    name: str
    title: str
    help: str
    unit: int
    figure: str = ""
    last: Said | None = None
    year: Said | None = None
    held: tuple[Held, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Shelf:
    """Measures of a ledger, and the unit they are told of."""

    title: str
    unit_name: str
    books: tuple[Book, ...]


@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """All measures somebody may see."""
    visit = visit_of(request)
    unit, period = unit_of(request.GET), period_of(request.GET, visit.today)
    words = request.GET.get("q", "")[:_LONGEST]
    every = readable(visit)
    found = [one for one in every if _fits(one, words)]
    shelves, share = shelves_of(found, visit, unit, period)
    values = {
        "shelves": shelves,
        "any": bool(every),
        "words": words,
        "unit": unit,
        "unit_name": "" if unit is None else unit_name(unit, visit.today),
        "up": [] if unit is None else up(unit, visit.today),
        "period": period,
        "choices": choices(period, visit.today),
        "share": share,
        "fresh": share >= 1.0,
        "designs": may_design(visit.scope),
    }
    return show(request, "measuring/measures.html", values)


def readable(visit: Visit) -> list[Defined]:
    """The measures somebody may see."""
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


def shelves_of(
    found: Sequence[Defined], visit: Visit, unit: int | None, period: Period
) -> tuple[list[Shelf], float]:
    """Measures by ledger with their figures.

    Args:
        found: The measures.
        visit: The reader.
        unit: The unit; ``None`` for the one that fits each ledger.
        period: The period.

    Returns:
        The shelves, and how much of the mirror is built; below 1 there are no figures.
    """
    fits = fitting.units(found, visit, period) if unit is None else {one.spec.of: unit for one in found}
    near: dict[int, list[str]] = {}
    for one in found:
        if not one.apart:
            near.setdefault(fits[one.spec.of], []).append(one.spec.name)
    compared = {
        each: comparing.compared(names, visit.scope, units=[each], periods=[period])
        for each, names in near.items()
    }
    shares = [one.figures.share for one in compared.values() if not one.figures.fresh]
    aims = targets.bound(visit, [one.spec.name for one in found])
    books: dict[str, list[Book]] = {}
    for one in found:
        of = fits[one.spec.of]
        books.setdefault(one.spec.of, []).append(_book(one, compared.get(of), of, period, aims))
    known = definitions.known()
    shelves = [
        Shelf(titled(known.ledger(name).ledger.title), unit_name(fits[name], visit.today), tuple(those))
        for name, those in books.items()
    ]
    return shelves, min(shares, default=1.0)


def _book(one: Defined, compared: Compared | None, unit: int, period: Period, aims: Aims) -> Book:
    spec = one.spec
    told = titled(spec.help) if spec.help is not None else ""
    cell = None if compared is None else compared.figures.get(spec.name, unit, period)
    if cell is None or compared is None:
        return Book(spec.name, titled(spec.title), told, unit)
    last, year = (said(cell, compared.before(cell, beside), spec) for beside in Beside)
    held = targets.held(cell, aims.get(spec.name, ()), spec)
    return Book(
        spec.name, titled(spec.title), told, unit, figure_of(cell, spec), last, year, tuple(held), cell.count
    )
