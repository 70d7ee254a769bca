"""What measures would say of the office as it is, before they are put in force."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhangtu.kernel.clock import today
from zhangtu.kernel.periods import Period, PeriodKind, of
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import definitions
from zhangtu.measures.asking import figures
from zhangtu.measures.cells import Cell
from zhangtu.people.scope import Scope
from zhangtu.schema.specs import Measure


@dataclass(frozen=True, slots=True)
class Preview:
    """What a measure would say.

    Attributes:
        measure: The measure.
        cells: The whole office's figures, earliest period first; empty where there are none yet.
        why: Why there are none; ``None`` where its ledger is not in force yet, or the mirror is being built.
    """

    measure: Measure
    cells: tuple[Cell, ...] = ()
    why: RefusedError | None = None


def preview(
    measures: Sequence[Measure], scope: Scope, *, periods: Sequence[Period] = ()
) -> tuple[Preview, ...]:
    """What measures of a pack would say of the office as it is.

    Args:
        measures: The measures, expressions by name.
        scope: Whose.
        periods: The periods; the month before this one, and this one, if none are given.

    Returns:
        A preview of each. One that can't be asked says why and spoils no other.
    """
    now = of(PeriodKind.MONTH, today())
    asked = tuple(periods) or (now.last(), now)
    known = definitions.known()
    return tuple(_one(one, scope, asked) if one.of in known.ledgers else Preview(one) for one in measures)


def _one(measure: Measure, scope: Scope, periods: Sequence[Period]) -> Preview:
    try:
        return Preview(measure, figures([measure], scope, periods=periods).cells)
    except RefusedError as error:
        return Preview(measure, why=error)
