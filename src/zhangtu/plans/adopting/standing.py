"""How targets stand: the figure of the measure each is bound to, and a light; unbound is never green."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from zhangtu.kernel import periods
from zhangtu.kernel.calendar import bundled
from zhangtu.kernel.periods import Period, PeriodKind
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import definitions
from zhangtu.ledgers.views import RowView
from zhangtu.measures import asking, comparing
from zhangtu.measures.cells import OFFICE, Cell
from zhangtu.people.scope import Scope
from zhangtu.plans.lights import Light, near
from zhangtu.schema.specs import Measure

SIGNS: Final = {"at_least": ">=", "at_most": "<=", "equal": "=", "more": ">", "less": "<"}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a target stands.

    Attributes:
        light: Grey while it is unbound or nothing is told; green once it is reached.
        measure: The measure it is bound to; ``None`` while it is unbound.
        cell: Its figure; ``None`` while there is none.
        reached: Whether it is reached; ``None`` where nothing is told.
    """

    light: Light
    measure: Measure | None = None
    cell: Cell | None = None
    reached: bool | None = None


def standing(targets: Sequence[RowView], scope: Scope, today: date) -> Mapping[UUID, Standing]:
    """How targets stand on a day, told for its year.

    Args:
        targets: Rows of the ledger of targets.
        scope: Of whoever looks.
        today: The day.

    Returns:
        Target → how it stands.
    """
    known = definitions.known().measures
    bound = {row.uid: known.get(row.values.get("measure") or "") for row in targets}
    year, days = periods.of(PeriodKind.YEAR, today), near(today)
    told: dict[str, dict[int, Cell]] = {}
    for name in {one.measure.name for one in bound.values() if one is not None}:
        units = {row.values.get("of_unit") or OFFICE for row in targets if row.values.get("measure") == name}
        told[name] = _cells(name, sorted(units), year, scope)
    found = {}
    for row in targets:
        one = bound[row.uid]
        if one is None:
            found[row.uid] = Standing(Light.GREY)
            continue
        cell = told[one.measure.name].get(row.values.get("of_unit") or OFFICE)
        found[row.uid] = _held(row, one.measure, cell, today, days)
    return found


def _cells(name: str, units: Sequence[int], year: Period, scope: Scope) -> dict[int, Cell]:
    """The figures of a measure; none where it may not be seen or can't be told now."""
    try:
        told = asking.figures([name], scope, units=units, periods=[year])
    except RefusedError:
        return {}
    return {cell.unit: cell for cell in told.cells}


def _held(row: RowView, spec: Measure, cell: Cell | None, today: date, days: int) -> Standing:
    if cell is None or cell.closed:
        return Standing(Light.GREY, spec, None)
    value = row.values["value"]
    per_cent = "%" in (row.values.get("measured_in") or "").replace("％", "%")
    wanted = value / 100 if spec.shown == "share" and (per_cent or value > 1) else value
    reached = comparing.reached(cell.value, SIGNS[row.values["op"]], wanted)
    return Standing(_light(reached, row.values.get("by_day"), today, days), spec, cell, reached)


def _light(reached: bool | None, by_day: date | None, today: date, days: int) -> Light:
    """Green once reached; else red behind its day, yellow near it, and grey while neither can be said."""
    if reached:
        return Light.GREEN
    if reached is None or by_day is None:
        return Light.GREY
    if by_day < today:
        return Light.RED
    return Light.YELLOW if bundled().working_between(today, by_day) <= days else Light.GREY
