"""Asks for figures: of the mirror where it keeps what they rest on, in Python where it does not."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, Final

from zhangtu.journal import queries as journal
from zhangtu.kernel.expressions import Kind, Type
from zhangtu.kernel.expressions.arithmetic import plain
from zhangtu.kernel.periods import Period
from zhangtu.ledgers import definitions
from zhangtu.ledgers.definitions import Known
from zhangtu.measures import defined, moments, policies, reference, trees
from zhangtu.measures.cells import OFFICE, Cell, Figures, Plain
from zhangtu.measures.defined import Defined
from zhangtu.measures.moments import AsOf, as_of
from zhangtu.measures.past import Past
from zhangtu.mirror import client
from zhangtu.mirror.behind import key_of
from zhangtu.mirror.questions import Answer, Area, Lines, Measuring, NotNow, Question, Which
from zhangtu.mirror.wanted import batches
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.schema.specs import Measure

#: Where there is no mirror to ask, an office with no more entries than this is counted in Python.
SMALL: Final = 20_000

#: Unit, place of the period, keys → figure and rows behind it.
_Told = reference.Found


def figures(
    names: Sequence[str | Measure],
    scope: Scope,
    *,
    units: Sequence[int] = (OFFICE,),
    periods: Sequence[Period],
    by: Sequence[str] = (),
    told: AsOf | None = None,
    ask: Callable[[Question], Answer] | None = None,
) -> Figures:
    """Figures of measures by unit, period and fields; everything written before is in them.

    Args:
        names: The measures: names of those in force, or ones that are only tried.
        scope: Whose; figures are the same for everybody who may see them.
        units: Units by number, each with all below it on the day; ``OFFICE`` for everything.
        periods: The periods.
        by: Names of fields that every measure names in its ``by``.
        told: What is known (``moments.as_of``); everything if left out.
        ask: Who is asked; the mirror if left out.

    Returns:
        The figures; no cells while the mirror is being built.

    Raises:
        LedgerError: There is no such measure or ledger in scope.
        MeasureError: A measure can't be parted so, or too many are asked for.
    """
    known, told = definitions.known(), told or as_of()
    wanted = [defined.of(one, known) for one in names]
    policies.check(wanted, scope, by, count=len(units) * len(periods))
    asked = _Asked(known, tuple(units), tuple(periods), tuple(by), told, ask or client.ask)
    found: dict[int, _Told] = {}
    for places in _together(wanted):
        answer = _told(asked, [wanted[place] for place in places])
        if isinstance(answer, NotNow):
            return Figures((), told.entry, told.today, fresh=False, share=answer.share)
        found.update(zip(places, answer, strict=True))
    return Figures(tuple(_cells(asked, wanted, found, scope)), told.entry, told.today)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of every measure."""

    known: Known
    units: tuple[int, ...]
    periods: tuple[Period, ...]
    by: tuple[str, ...]
    told: AsOf
    ask: Callable[[Question], Answer]


def _together(wanted: Sequence[Defined]) -> list[list[int]]:
    """The places of measures that one question answers: of one ledger and moment, in the mirror or not."""
    found: dict[tuple[str, str, bool], list[int]] = {}
    for place, one in enumerate(wanted):
        found.setdefault((one.spec.of, one.spec.at, one.apart), []).append(place)
    return list(found.values())


def _told(asked: _Asked, together: Sequence[Defined]) -> list[_Told] | NotNow:
    """The figures of measures of one ledger and moment."""
    at = together[0].spec.at
    if all(moments.span(one, at, asked.told) is None for one in asked.periods):
        return [{} for _ in together]
    if together[0].apart:
        return _in_python(asked, together)
    question = _question(asked, together)
    if not question.tree and not question.office:
        return [{} for _ in together]
    answer = asked.ask(question)
    if isinstance(answer, Lines):
        return _read(asked, together, answer)
    share = answer.share if isinstance(answer, NotNow) else 1.0
    if share < 1.0 or too_many_entries():
        return NotNow(share)
    return _in_python(asked, together)


def too_many_entries() -> bool:
    """Whether the journal is too long to be gone through for a figure."""
    return journal.last_number() > SMALL


def _in_python(asked: _Asked, together: Sequence[Defined]) -> list[_Told]:
    past = Past(asked.known, asked.told.entry)
    spans = [moments.span(one, together[0].spec.at, asked.told) for one in asked.periods]
    days = moments.days_of(asked.periods, together[0].spec.at, asked.told)
    whole = [trees.members(day) if day is not None else {} for day in days]
    return [
        reference.figures(past, one, spans, whole, asked.units, today=asked.told.today, by=asked.by)
        for one in together
    ]


def _question(asked: _Asked, together: Sequence[Defined]) -> Measuring:
    """The question put to the mirror; periods of which nothing can be told are left out."""
    force, at = together[0].force, together[0].spec.at
    spans, days = [], []
    for period in asked.periods:
        span = moments.span(period, at, asked.told)
        if span is not None:
            spans.append(span)
            days.append(date.fromisoformat(span.day))
    return Measuring(
        Which(force.register, force.id, Area(whole=True)),
        asked.known.mark,
        asked.told.entry,
        asked.told.today.isoformat(),
        tuple(one.measured() for one in together),
        tuple(spans),
        trees.lines([one for one in asked.units if one != OFFICE], days),
        OFFICE in asked.units,
        tuple(together[0].key(name) for name in asked.by),
    )


def _read(asked: _Asked, together: Sequence[Defined], answer: Lines) -> list[_Told]:
    """The figures of the lines of an answer, measure by measure."""
    at = together[0].spec.at
    places = [
        place for place, one in enumerate(asked.periods) if moments.span(one, at, asked.told) is not None
    ]
    shared = batches([one.measured() for one in together])
    found: list[_Told] = [{} for _ in together]
    width = len(asked.by)
    readers = [_reader(one.value.type) for one in together]
    for line in answer.lines:
        batch, told = shared[line[0]], line[3 : 3 + width]
        unit, period = line[1], places[line[2]]
        keys = (
            {
                place: tuple(
                    _reader(_kind(together[place], name))(text)
                    for name, text in zip(asked.by, told, strict=True)
                )
                for place in batch
            }
            if width
            else {}
        )
        for place, count, value in zip(batch, line[3 + width :: 2], line[4 + width :: 2], strict=True):
            found[place][unit, period, keys.get(place, ())] = (readers[place](value), count)
    return found


def _kind(one: Defined, name: str) -> Type:
    """What a key is a value of."""
    found = one.by[name]
    if found is None:
        return Type(Kind.ROW if name == "@post" else Kind.TEXT)
    return (found.type.item or found.type) if found.type.kind is Kind.SET else found.type


def _reader(kind: Type) -> Callable[[str | None], Any]:
    """What makes of the mirror's words a figure or key as expressions see it, numbers the shortest way."""
    return _number if kind.kind is Kind.NUMBER else partial(key_of, kind)


def _number(text: str | None) -> Decimal | None:
    if text is None:
        return None
    # what most figures are: plain counts
    return Decimal(text[:-7]) if text.endswith(".000000") else plain(Decimal(text))


def _cells(
    asked: _Asked, wanted: Sequence[Defined], found: Mapping[int, _Told], scope: Scope
) -> Iterator[Cell]:
    """The cells of all measures; when a ledger was first written in is asked for once."""
    begun = {name: moments.begun(name) for name in {one.spec.of for one in wanted if one.spec.at}}
    for place, one in enumerate(wanted):
        yield from _Filling(asked, one, found[place], begun.get(one.spec.of)).all(scope)


class _Filling:
    """Makes the cells of a measure of what was told of it; where there is no row, the figure of none."""

    def __init__(self, asked: _Asked, one: Defined, found: _Told, begun: date | None) -> None:
        self._asked, self._one, self._found = asked, one, found
        self._days = moments.days_of(asked.periods, one.spec.at, asked.told)
        forest = people.forest()
        self._trees = [trees.members(day, forest) if day is not None else {} for day in self._days]
        self._blank = [
            day is None or (not one.flow and moments.unknown(begun, day, one.spec.at, asked.told))
            for day in self._days
        ]
        self._soon = [moments.provisional(period, one.spec.at, asked.told) for period in asked.periods]
        self._nothing: dict[date, Any] = {}
        self._keys: dict[tuple[int, int], list[tuple[Plain, ...]]] = {}
        for (unit, place, keys), (_, count) in found.items() if asked.by else ():
            if count:
                self._keys.setdefault((unit, place), []).append(keys)

    def all(self, scope: Scope) -> list[Cell]:
        """All cells, by unit and period."""
        return [
            cell
            for unit in self._asked.units
            for place in range(len(self._asked.periods))
            for cell in self.cells(unit, place, closed=not policies.open_for(self._one, unit, scope))
        ]

    def cells(self, unit: int, place: int, *, closed: bool) -> list[Cell]:
        """The cells of a unit in a period."""
        asked, day = self._asked, self._days[place]
        period = asked.periods[place]
        head = (self._one.spec.name, unit, period)
        soon = self._soon[place]
        if asked.by and self._blank[place]:
            return []
        if closed or day is None or self._blank[place] or (unit != OFFICE and unit not in self._trees[place]):
            return [Cell(*head, provisional=soon, closed=closed)]
        if asked.by:
            keys = sorted(self._keys.get((unit, place), ()), key=_rank)
            return [Cell(*head, one, *self._found[unit, place, one], soon) for one in keys]
        value, count = self._found.get((unit, place, ())) or (self._of_nothing(day), 0)
        return [Cell(*head, (), value, count, soon)]

    def _of_nothing(self, day: date) -> Any:
        """The figure of no rows at all."""
        when = self._asked.told.today if self._one.flow else day
        if when not in self._nothing:
            around = reference.around(self._asked.known, when)
            self._nothing[when] = reference.figure(self._one, (), around)
        return self._nothing[when]


def _rank(keys: tuple[Plain, ...]) -> list[tuple[bool, str, Any]]:
    """Sorts keys, nothing last."""
    return [(one is None, type(one).__name__, 0 if one is None else one) for one in keys]
