"""How many rows units have or entered: figures for those who need not see a single row."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Q

from zhangtu.kernel.clock import SHANGHAI
from zhangtu.ledgers import definitions
from zhangtu.ledgers.models import Import, Row

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


def entered(ledger: str, units: Iterable[int], first: date, last: date) -> int:
    """How many rows units entered in a stretch of days: a figure, so it is the same for whoever asks.

    Args:
        ledger: The ledger's name.
        units: The units.
        first: The first day, in the office's time.
        last: The last day.

    Returns:
        The rows that are not withdrawn; 0 for a secret ledger, of which nothing is told.

    Raises:
        LedgerError: There is no such ledger.
    """
    force = definitions.in_force(ledger)
    if force.ledger.secret:
        return 0
    shown = Q(pending=0) | Q(pending__in=Import.objects.filter(shown=True).values("id"))
    wanted = Row.objects.filter(shown, ledger=force.register, unit__in=sorted(set(units)), withdrawn=False)
    # the name of a row begins with the moment it was entered
    return wanted.filter(uid__gte=_name_at(first), uid__lt=_name_at(last + timedelta(days=1))).count()


def _name_at(day: date) -> UUID:
    """The least name a row entered on a day may have."""
    begin = datetime.combine(day, time(), SHANGHAI)
    return UUID(int=int(begin.timestamp() * 1000) << 80)
