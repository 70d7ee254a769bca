"""What is to be reached: targets of plans that a person bound to a measure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from zhangtu.journal.actor import Actor
from zhangtu.ledgers import definitions
from zhangtu.ledgers import queries as ledgers
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people

_LEDGER: Final = "targets"
_PERCENT: Final = ("%", "％")
_MOST: Final = 500


def of(measures: Sequence[str], unit: int) -> Mapping[str, Decimal]:
    """What is to be reached of some measures.

    Args:
        measures: Names of measures.
        unit: The unit; a target of no unit in particular counts where there is none of its own.

    Returns:
        Measure → the figure, in the measure's own terms (a share is 0 to 1).
    """
    if _LEDGER not in definitions.known().ledgers or not any(measures):
        return {}
    scope = people.scope(Actor(machine="runner"))
    found: dict[str, tuple[tuple[bool, str], Decimal]] = {}
    for row in ledgers.rows(_LEDGER, scope, limit=_MOST, counted=False).rows:
        name, value = row.values.get("measure"), row.values.get("value")
        if not isinstance(name, str) or name not in measures or not isinstance(value, Decimal):
            continue
        own = _unit(row)
        if row.values.get("state") != "bound" or own not in (0, unit):
            continue
        rank = (own == unit, str(row.values.get("by_day") or ""))
        share = row.values.get("measured_in") in _PERCENT
        if name not in found or rank > found[name][0]:
            found[name] = (rank, value / 100 if share else value)
    return {name: value for name, (_, value) in found.items()}


def _unit(row: RowView) -> int:
    value = row.values.get("of_unit")
    if value is None:
        return 0
    return value if isinstance(value, int) else people.unit_of_uid(value)
