"""What somebody chooses for a notice: measure, whose units are ranked, period, how many are named."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import Http404, QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.frame.words import tongue
from zhangtu.kernel import periods
from zhangtu.kernel.periods import Period, PeriodKind
from zhangtu.measures.cells import OFFICE
from zhangtu.people import queries as people

#: Units praised or criticised at most, and unless said otherwise.
_MOST: Final = 20
_USUAL: Final = 3
_OFFERED: Final = (PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked.

    Attributes:
        measure: The measure's name.
        unit: The unit whose units right below are ranked; ``OFFICE`` for those at the top.
        period: The period.
        best: How many are praised.
        worst: How many are criticised.
    """

    measure: str
    unit: int
    period: Period
    best: int
    worst: int

    @property
    def address(self) -> str:
        """The query that asks this again."""
        said = {"measure": self.measure, "unit": str(self.unit), "period": str(self.period)}
        return "?" + urlencode({**said, "best": str(self.best), "worst": str(self.worst)})


def asked_of(given: QueryDict, visit: Visit) -> Asked:
    """Read an address.

    Raises:
        Http404: It names no measure, or no unit there is.
        PeriodError: There is no such period.
    """
    measure = str(given.get("measure", ""))
    if not measure:
        raise Http404
    text = given.get("period", "")
    period = periods.parse(text) if text else periods.of(PeriodKind.MONTH, visit.today).last()
    unit = _number(given.get("unit", ""), 10**11, unit_shown(visit))
    if unit != OFFICE and unit not in people.forest().states:
        raise Http404
    counts = [_number(given.get(name, ""), _MOST, _USUAL) for name in ("best", "worst")]
    return Asked(measure, unit, period, counts[0], counts[1])


def _number(text: str, most: int, usual: int) -> int:
    return min(int(text), most) if text.isascii() and text.isdecimal() and len(text) < 12 else usual


def unit_shown(visit: Visit) -> int:
    """The unit whose units are ranked unless said otherwise: the nearest with units below it."""
    for unit in (visit.unit, *people.ancestors(visit.unit, visit.today)) if visit.unit else ():
        if people.forest().children(unit, visit.today):
            return unit
    return OFFICE


def units_offered(visit: Visit) -> list[tuple[int, str]]:
    """The units one may choose: all with units below them, and the whole office."""
    forest, day = people.forest(), visit.today
    named = [
        (number, state.name) for number, state in people.units(day).items() if forest.children(number, day)
    ]
    return [(OFFICE, _("全部单位")), *named]


def periods_offered(today: date) -> list[tuple[str, str]]:
    """The periods one may choose, the one that just ended first of each kind."""
    found: list[Period] = []
    for kind in _OFFERED:
        now = periods.of(kind, today)
        found += [now.last(), now]
    month = periods.of(PeriodKind.MONTH, today).last()
    found.sort(key=lambda one: one != month)
    return [(str(one), one.label(tongue())) for one in found]
