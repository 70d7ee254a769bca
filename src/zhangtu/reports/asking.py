"""Asks for the figures of a report: its period, earlier ones and the year so far, by unit and by field."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from zhangtu.kernel import periods
from zhangtu.kernel.periods import Period, PeriodKind
from zhangtu.measures import queries as measures
from zhangtu.measures.cells import Cell, Figures, Plain
from zhangtu.measures.moments import AsOf
from zhangtu.people.scope import Scope
from zhangtu.reports.content import Figure, Head
from zhangtu.schema.specs import Report

#: Figures of flows whose parts in time may be added: a plain count or sum.
_ADDED: Final = re.compile(r"(count|sum)\((?!.*\bdistinct\b)[^()]*\)")
YEAR_TO_DATE: Final = "year_to_date"
LAST: Final = "last_period"
YEAR: Final = "same_period_last_year"
#: Unit, and the key of a row; ``...`` for the unit itself.
_At = tuple[int, object]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked.

    Attributes:
        report: The report.
        heads: Its columns.
        unit: Whose.
        units: Units that have rows of their own.
        period: About what.
        told: What is known.
        merged: Whether rows are of the units given, whatever the report says.
    """

    report: Report
    heads: tuple[Head, ...]
    unit: int
    units: tuple[int, ...]
    period: Period
    told: AsOf
    merged: bool = False

    @property
    def by(self) -> Mapping[str, str]:
        """Ledger → field its rows are values of; empty where they are of units."""
        return self.report.rows_by if self.report.rows == "by" and not self.merged else {}


@dataclass(slots=True)
class Answered:
    """The figures.

    Attributes:
        found: Unit and key → column → figure.
        keys: The keys of rows, rising.
        fresh: Whether they are there.
        share: How much of the mirror is built.
    """

    found: dict[_At, dict[str, Figure]] = field(default_factory=dict)
    keys: tuple[Plain, ...] = ()
    fresh: bool = True
    share: float = 1.0

    def figures(self, unit: int, key: object = ...) -> Mapping[str, Figure]:
        """The figures of a unit, or of a row of it."""
        return self.found.get((unit, key), {})


def answered(asked: Asked, scope: Scope) -> Answered:
    """Ask.

    Args:
        asked: What.
        scope: Whose.

    Returns:
        The figures, those they are compared with beside them.
    """
    answer = Answered()
    keys: set[Plain] = set()
    for over in dict.fromkeys(one.over for one in asked.heads if one.measure):
        heads = [one for one in asked.heads if one.measure and one.over == over]
        _fill(answer, keys, asked, heads, scope, "")
        for of in asked.by:
            parted = [one for one in heads if one.spec.of == of]
            if parted:
                _fill(answer, keys, asked, parted, scope, asked.by[of])
        if not answer.fresh:
            return answer
    answer.keys = tuple(sorted(keys, key=lambda one: (one is None, str(one))))
    _zeroes(answer, asked)
    return answer


def _zeroes(answer: Answered, asked: Asked) -> None:
    """A count of which there is nothing is 0."""
    for key in answer.keys:
        line = answer.found.setdefault((asked.unit, key), {})
        for head in asked.heads:
            if head.measure and head.spec.value.startswith("count(") and head.name not in line:
                line[head.name] = Figure(Decimal(0))


def _fill(  # noqa: PLR0917 - what is asked for, and where it goes
    answer: Answered, keys: set[Plain], asked: Asked, heads: Sequence[Head], scope: Scope, by: str
) -> None:
    """Put the figures of columns that are asked over the same periods in their places."""
    over = heads[0].over
    wanted = {"": over_periods(asked.period, over)}
    for beside in (LAST, YEAR):
        if beside in asked.report.compare:
            earlier = asked.period.last() if beside == LAST else asked.period.same_last_year()
            wanted[beside] = over_periods(earlier, over)
    every = tuple(dict.fromkeys(one for some in wanted.values() for one in some))
    told = measures.figures(
        [one.measure for one in heads], scope, units=(asked.unit, *asked.units), periods=every,
        by=(by,) if by else (), told=asked.told,
    )  # fmt: skip
    if not told.fresh:
        answer.fresh, answer.share = False, told.share
        return
    places: set[tuple[int, tuple[Plain, ...]]] = {(one.unit, one.keys) for one in told.cells}
    if by:
        keys |= {one[0] for _, one in places}
    for unit, key in places:
        line = answer.found.setdefault((unit, key[0] if by else ...), {})
        for head in heads:
            figure = _figure(head, told, unit, key, wanted)
            if figure is not None:
                line[head.name] = figure


def over_periods(period: Period, over: str) -> tuple[Period, ...]:
    """The periods a column is asked over."""
    if over == LAST:
        return (period.last(),)
    if over == YEAR:
        return (period.same_last_year(),)
    if over != YEAR_TO_DATE:
        return (period,)
    kind = PeriodKind.DAY if period.kind is PeriodKind.WEEK else period.kind
    return periods.between(date(period.end.year, 1, 1), period.end, kind)


def _figure(
    head: Head,
    told: Figures,
    unit: int,
    key: tuple[Plain, ...],
    wanted: Mapping[str, tuple[Period, ...]],
) -> Figure | None:
    cells = {
        name: _together(head, [told.get(head.measure, unit, one, key) for one in some])
        for name, some in wanted.items()
    }
    now = cells[""]
    if all(one is None for one in cells.values()):
        return None
    day = now.value.isoformat() if now is not None and isinstance(now.value, date) else ""
    return Figure(
        _decimal(now), day, 0 if now is None else now.count, _decimal(cells.get(LAST)),
        _decimal(cells.get(YEAR)),
        None, now is not None and now.provisional, now is not None and now.closed,
    )  # fmt: skip


def _together(head: Head, cells: Sequence[Cell | None]) -> Cell | None:
    """Cells of periods that follow one another as one: added where they may be, of a stock the last."""
    there = [one for one in cells if one is not None]
    if not there:
        return None
    if len(cells) == 1 or head.spec.at:
        return there[-1]
    last = there[-1]
    if not _ADDED.fullmatch(head.spec.value.strip()):
        return Cell(last.measure, last.unit, last.period, last.keys, None, 0, last.provisional, last.closed)
    total = sum((one.value for one in there if isinstance(one.value, Decimal)), Decimal(0))
    count = sum(one.count for one in there)
    return Cell(last.measure, last.unit, last.period, last.keys, total, count, last.provisional, last.closed)


def _decimal(cell: Cell | None) -> Decimal | None:
    return cell.value if cell is not None and isinstance(cell.value, Decimal) else None
