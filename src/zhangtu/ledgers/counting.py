"""How many rows units have: a figure for whoever moves units about, who need not see a single row."""

from collections.abc import Iterable, Mapping

from django.db.models import Count

from zhangtu.ledgers import definitions
from zhangtu.ledgers.models import Row

_SLICE = 500


def rows_of(units: Iterable[int]) -> Mapping[int, int]:
    """Unit → how many rows it has that are not withdrawn; those of secret ledgers are not counted.

    Args:
        units: The units.

    Returns:
        The counts; a unit without rows is left out.
    """
    known = definitions.known()
    open_ones = [one.register for one in map(known.ledger, definitions.names()) if not one.ledger.secret]
    wanted = sorted(set(units))
    found: dict[int, int] = {}
    for at in range(0, len(wanted), _SLICE):
        rows = Row.objects.filter(
            unit__in=wanted[at : at + _SLICE], ledger__in=open_ones, withdrawn=False, pending=0
        )
        found.update(rows.order_by().values_list("unit").annotate(Count("id")))
    return found
