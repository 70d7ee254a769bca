"""Reports of any period and unit, asked for by name: as submitted where that was, else as of now."""

from collections.abc import Sequence

from zhangtu.kernel.calendar import bundled
from zhangtu.kernel.due_days import due_day
from zhangtu.kernel.periods import Period
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.reports import filling, queries
from zhangtu.reports.content import Content
from zhangtu.reports.refusals import ReportError


def built(names: Sequence[str], period: Period, unit: int, scope: Scope) -> list[tuple[Content, Period]]:
    """What some reports say of a unit and a period, whether or not they are asked for then.

    Args:
        names: The reports.
        period: Any period, also of another length than the report's own.
        unit: The unit.
        scope: Whose.

    Returns:
        Each with its period: as submitted where it was, else as of now.

    Raises:
        ReportError: There is no such report, or figures are being brought up to date.
        LedgerError: A ledger it rests on is not open for the reader.
    """
    found = []
    for name in names:
        force = filling.in_force(name)
        view = queries.find(name, period, unit, scope)
        if view is not None:
            said = queries.what_it_says(view.uid, scope)
        else:
            due = due_day(period, force.report.due, bundled()).day
            said = filling.filled(filling.Wanted(force, unit, period, due, {}), scope)
        if not said.fresh:
            raise ReportError("updating")
        found.append((said, period))
    return found


def unit_named(text: str, scope: Scope) -> int:
    """A unit in scope by name.

    Raises:
        ReportError: There is none, or several.
    """
    found = [one for one in people.find(text) if scope.everywhere or one in scope.units]
    if len(found) != 1:
        raise ReportError("no_unit", unit=text[:40])
    return found[0]
