"""What an address asks of a measure: unit, period, what it is parted by, as of which day; and back."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.http import Http404, QueryDict
from django.utils.http import urlencode

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.measuring import fitting
from zhangtu.kernel import periods
from zhangtu.kernel.periods import Period, PeriodKind
from zhangtu.measures import defined, moments, policies
from zhangtu.measures.cells import OFFICE
from zhangtu.measures.defined import Defined
from zhangtu.measures.moments import AsOf
from zhangtu.people import queries as people

#: Ways to part a figure besides fields.
UNITS: Final = "@unit"
TIME: Final = "@time"
HEAT: Final = "@heat"
TILES: Final = "@tiles"
#: The periods one chooses among.
KINDS: Final = (
    PeriodKind.WEEK,
    PeriodKind.MONTH,
    PeriodKind.QUARTER,
    PeriodKind.HALF_YEAR,
    PeriodKind.YEAR,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked.

    Attributes:
        one: The measure.
        unit: The unit; ``OFFICE`` for everything.
        period: The period.
        by: What it is parted by: ``@unit``, ``@time``, ``@heat``, ``@tiles`` or a field.
        day: As of which past day; ``None`` for now.
        told: The same as the measures know it.
    """

    one: Defined
    unit: int
    period: Period
    by: str
    day: date | None
    told: AsOf

    @property
    def tree_day(self) -> date:
        """The day whose tree counts."""
        return moments.day_of(self.period, self.one.spec.at, self.told) or self.told.today

    def address(self, **changes: Any) -> str:
        """The query that asks this with some things changed; words it does not know are added."""
        more = {
            name: changes.pop(name) for name in list(changes) if name not in {"unit", "period", "by", "day"}
        }
        one = replace(self, **changes)
        said = {"unit": str(one.unit), "period": str(one.period), "by": one.by}
        said |= {} if one.day is None else {"day": one.day.isoformat()}
        return "?" + urlencode({**said, **more})


def asked_of(given: QueryDict, name: str, visit: Visit) -> Asked:
    """Read an address.

    Args:
        given: What stands behind the question mark.
        name: The measure's name.
        visit: Who asks.

    Returns:
        What is asked; what is left out is the unit ``fitting`` finds, this month, and by unit where there
        are any below.

    Raises:
        Http404: There is no such unit.
        LedgerError: There is no such measure, or its ledger may not be read.
        MeasureError: It is not parted so.
        PeriodError: There is no such period.
    """
    one = defined.named(name)
    policies.check([one], visit.scope, ())
    day = _day(given.get("day", ""), visit.today)
    period, told = period_of(given, day or visit.today), moments.as_of(day)
    unit = unit_of(given)
    unit = fitting.units([one], visit, period, told)[one.spec.of] if unit is None else unit
    made = Asked(one, unit, period, "", day, told)
    by = given.get("by", "")
    if by not in offered(one, visit):
        below = people.forest().children(made.unit, made.tree_day)
        by = UNITS if below else TIME
    return replace(made, by=by)


def unit_of(given: QueryDict) -> int | None:
    """The unit an address asks for; ``None`` if it names none.

    Raises:
        Http404: There never was such a unit.
    """
    text = given.get("unit", "")
    if not text:
        return None
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else -1  # of any number
    if number != OFFICE and number not in people.forest().states:
        raise Http404
    return number


def period_of(given: QueryDict, day: date) -> Period:
    """The period an address asks for; the month of a day if it names none."""
    text = given.get("period", "")
    return periods.parse(text) if text else periods.of(PeriodKind.MONTH, day)


def offered(one: Defined, visit: Visit) -> tuple[str, ...]:
    """What a measure may be parted by, for a visitor."""
    del visit
    open_ = one.force.ledger.secret
    fields = (name for name in one.spec.by if open_ or name not in one.masked)
    return (UNITS, TIME, HEAT, TILES, *fields)


def _day(text: str, today: date) -> date | None:
    """A past day; ``None`` for anything else."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found < today and found.year >= periods.FIRST_YEAR else None


def back(period: Period, many: int) -> tuple[Period, ...]:
    """A period and those before it, the earliest first."""
    found = [period]
    while len(found) < many:
        found.append(found[-1].last())
    return tuple(reversed(found))
