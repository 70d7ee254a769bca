"""What measures that are only tried come to in the office now: for ``zhangtu pack check --preview``."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from zhangtu.journal.actor import Actor
from zhangtu.kernel import periods
from zhangtu.kernel.clock import today
from zhangtu.kernel.periods import PeriodKind
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers.definitions import Preview
from zhangtu.measures.cells import OFFICE, Cell
from zhangtu.measures.queries import figures
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.schema.specs import Measure

#: Units named in a preview.
_MOST: Final = 5
_BUILDING: Final = ("正在更新，请稍后再看。", "It is being brought up to date; look again later.")


def previews(measures: Sequence[Measure]) -> tuple[Preview, ...]:
    """What measures come to: stocks as of today, flows so far this year.

    Args:
        measures: The measures, in force or not, fields by name.

    Returns:
        A preview of each, with the units that have the most rows behind it, among those right below the top.
    """
    scope = people.scope(Actor(machine="console"))
    return tuple(_preview(one, scope) for one in measures)


def _preview(measure: Measure, scope: Scope) -> Preview:
    kind = PeriodKind.YEAR if measure.on else PeriodKind.DAY
    names = _units()
    try:
        found = figures([measure], scope, units=[OFFICE, *names], periods=[periods.of(kind, today())])
    except RefusedError as refusal:
        return Preview(measure, why=(refusal.say("zh-hans"), refusal.say("en")))
    if not found.fresh:
        return Preview(measure, why=_BUILDING)
    whole = next((one for one in found.cells if one.unit == OFFICE), None)
    below = sorted((one for one in found.cells if one.unit != OFFICE and one.count), key=_most_rows)
    units = tuple((names[one.unit], _number(one)) for one in below[:_MOST])
    return Preview(measure, None if whole is None else _number(whole), units)


def _most_rows(cell: Cell) -> tuple[int, int]:
    return -cell.count, cell.unit


def _number(cell: Cell) -> Decimal | None:
    return cell.value if isinstance(cell.value, Decimal) else None


def _units() -> dict[int, str]:
    """The units right below the top, by number; the top where there is nothing below."""
    tree, day = people.forest(), today()
    tops = tree.children(0, day)
    below = [state for top in tops for state in tree.children(top.unit, day)]
    return {state.unit: state.name for state in below or tops}
