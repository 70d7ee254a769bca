"""Reads of the reports of many units: by period, merged into one, how punctual each unit is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhangtu.kernel import periods
from zhangtu.kernel.clock import SHANGHAI, today
from zhangtu.kernel.periods import Period
from zhangtu.people import queries as people
from zhangtu.people.reaching import own_units
from zhangtu.people.scope import Right, Scope
from zhangtu.reports import expecting, filling
from zhangtu.reports.content import Content
from zhangtu.reports.models import Filing
from zhangtu.reports.queries import MOST, FilingView, matrix, title_of, within
from zhangtu.reports.refusals import ReportError
from zhangtu.reports.states import DONE, OPEN, State
from zhangtu.schema.specs import Title


@dataclass(frozen=True, slots=True)
class Asked:
    """A report of one period, of all units below.

    Attributes:
        report: The report's name.
        title: What it is called.
        period: What it is about.
        count: How many units are asked.
        done: How many have submitted.
        late: How many are late now.
    """

    report: str
    title: Title
    period: Period
    count: int
    done: int
    late: int


@dataclass(frozen=True, slots=True)
class Punctual:
    """How punctual and complete a unit is with its reports.

    Attributes:
        unit: The unit.
        called: What it is called.
        due: How many reports were due.
        submitted: How many of them were submitted.
        in_time: How many in time.
    """

    unit: int
    called: str
    due: int
    submitted: int
    in_time: int


def to_receive(scope: Scope) -> list[Asked]:
    """The reports of units below by report and period, the newest first: expected, submitted, late.

    Args:
        scope: Whose.

    Returns:
        Five hundred at most.
    """
    if Right.READ not in scope.rights:
        return []
    expecting.expect()
    own = own_units(scope)
    found: dict[tuple[str, str], list[int]] = {}
    lines = Filing.objects.filter(within(scope)).exclude(state=State.WITHDRAWN)
    lines = lines.exclude(unit__in=list(own)).order_by("-begins", "report")
    for name, period, state, due in lines.values_list("report", "period", "state", "due"):
        counts = found.setdefault((name, period), [0, 0, 0])
        counts[0] += 1
        counts[1] += State(state) in DONE
        counts[2] += State(state) in OPEN and due < today()
    return [
        Asked(name, title_of(name), periods.parse(period), *counts)
        for (name, period), counts in list(found.items())[:MOST]
    ]


def merged(name: str, period: Period, scope: Scope) -> tuple[list[FilingView], Content]:
    """A report of many units in one: a row each, and all together reckoned from the rows of ledgers.

    Args:
        name: The report.
        period: About what.
        scope: Whose.

    Returns:
        The units' reports, and what they say together as of now: shares are worked out anew, never added.

    Raises:
        ReportError: None is in scope, or it is not in use any more.
        LedgerError: A ledger it rests on is not open for the reader.
    """
    views = matrix(name, period, scope)
    units = below(views, scope)
    if not units:
        raise ReportError("no_report")
    head = _above(units)
    wanted = filling.Wanted(filling.in_force(name), head, period, views[0].due, {}, units)
    return views, filling.filled(wanted, scope)


def below(views: Sequence[FilingView], scope: Scope) -> tuple[int, ...]:
    """The units besides one's own that reports are from: those a merged report has a row for."""
    own = own_units(scope)
    return tuple(each.unit for each in views if each.unit not in own)


def _above(units: Sequence[int]) -> int:
    """The nearest unit that stands above all."""
    if len(units) == 1:
        return units[0]
    lines = [[*people.ancestors(unit)] for unit in units]
    shared = set(lines[0]).intersection(*lines[1:])
    return next((one for one in lines[0] if one in shared), 0)


def punctual(scope: Scope, first: date, last: date) -> list[Punctual]:
    """How punctual and complete units are with what was due between two days, the least punctual first.

    Args:
        scope: Whose.
        first: The first due day.
        last: The last due day.
    """
    found: dict[int, list[int]] = {}
    last = min(last, today())
    asked = Filing.objects.filter(within(scope), due__gte=first, due__lte=last)
    for filing in asked.exclude(state=State.WITHDRAWN):
        done = State(filing.state) in DONE and filing.submitted is not None
        when = filing.submitted.astimezone(SHANGHAI).date() if filing.submitted else None
        if filing.due == today() and not done:
            continue
        counts = found.setdefault(filing.unit, [0, 0, 0])
        counts[0] += 1
        counts[1] += done
        counts[2] += done and when is not None and when <= filing.due
    listed = [Punctual(unit, people.name_on(unit), *counts) for unit, counts in found.items()]
    return sorted(listed, key=lambda one: (one.in_time / one.due, one.submitted / one.due, one.called))
