"""Whose figures somebody sees who names no unit: his own unit's, or of the nearest above that has any.

A bureau answers for what is counted for villages. Its own figure of that would be nought, whatever happens.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from zhangtu.desk.frame.visit import Visit
from zhangtu.kernel.periods import Period
from zhangtu.measures import asking
from zhangtu.measures.cells import OFFICE, Cell
from zhangtu.measures.defined import Defined
from zhangtu.measures.moments import AsOf, as_of
from zhangtu.people import queries as people

#: Units of the same kind that are looked at, at most.
_PEERS = 200


def units(
    measures: Sequence[Defined], visit: Visit, period: Period, told: AsOf | None = None
) -> Mapping[str, int]:
    """The unit whose figures are shown, ledger by ledger.

    Args:
        measures: The measures; those only the store can say are left out of the look.
        visit: The reader.
        period: The period.
        told: What is known; everything if left out.

    Returns:
        Name of a ledger → unit: the reader's own while anything is counted for it or for another of its kind
        (nought is a figure then), else the nearest above with anything, ``OFFICE`` at last. Its own too where
        nothing is counted at all, and while the mirror is built.
    """
    told = as_of() if told is None else told
    ledgers = dict.fromkeys(one.spec.of for one in measures)
    if not visit.unit:
        return dict.fromkeys(ledgers, OFFICE)
    near = [one for one in measures if not one.apart]
    own = _counted(near, [visit.unit], visit, period, told)
    left = [one for one in near if own is not None and one.spec.of not in own.get(visit.unit, set())]
    if not left:
        return dict.fromkeys(ledgers, visit.unit)
    ways = _ways(visit)
    found = _counted(left, [*ways, *_peers(visit)], visit, period, told) or {}
    like_own = set[str]().union(*(found.get(one, set()) for one in _peers(visit)))
    chosen = dict.fromkeys(ledgers, visit.unit)
    for ledger in {one.spec.of for one in left} - like_own:
        chosen[ledger] = next((one for one in ways if ledger in found.get(one, set())), visit.unit)
    return chosen


def _ways(visit: Visit) -> list[int]:
    """The units above, the nearest first; everything at last."""
    return [*(one for one in people.ancestors(visit.unit, visit.today) if one != visit.unit), OFFICE]


def _peers(visit: Visit) -> list[int]:
    """Other units of the kind of the reader's own."""
    there = people.units(visit.today)
    kind = there[visit.unit].kind if visit.unit in there else ""
    return [one for one, state in sorted(there.items()) if kind and state.kind == kind][:_PEERS]


def _counted(
    measures: Sequence[Defined], wanted: Sequence[int], visit: Visit, period: Period, told: AsOf
) -> dict[int, set[str]] | None:
    """Unit → ledgers of which any row is behind a figure of it; ``None`` while the mirror is built."""
    if not measures:
        return {}
    names = [one.spec.name for one in measures]
    found = asking.figures(names, visit.scope, units=list(dict.fromkeys(wanted)), periods=[period], told=told)
    if not found.fresh:
        return None
    of = {one.spec.name: one.spec.of for one in measures}
    counted: dict[int, set[str]] = {}
    for cell in found.cells:
        if cell.count:
            counted.setdefault(cell.unit, set()).add(of[cell.measure])
    return counted


def worth_showing(cells: Sequence[Cell], day: date) -> list[Cell]:
    """Figures of units side by side, without those of offices and bureaus of which nothing is counted.

    Args:
        cells: The figures.
        day: The day whose tree counts.

    Returns:
        Those with rows behind them, and those of units of the same kind; all of them where none has any.
    """
    there = people.units(day)

    def kind(cell: Cell) -> str:
        return there[cell.unit].kind if cell.unit in there else ""

    kinds = {kind(one) for one in cells if one.count}
    return [one for one in cells if one.count or kind(one) in kinds] if kinds else list(cells)
