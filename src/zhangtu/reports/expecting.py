"""Makes the reports that are expected: by definition, period and unit, each once; moves due days."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.kernel import periods
from zhangtu.kernel.calendar import bundled
from zhangtu.kernel.clock import today
from zhangtu.kernel.due_days import due_day, read_rule
from zhangtu.kernel.periods import Period
from zhangtu.kernel.uids import new_uid
from zhangtu.ledgers import definitions
from zhangtu.ledgers.definitions import ReportInForce
from zhangtu.people import queries as people
from zhangtu.reports.filling import kind_of
from zhangtu.reports.keeping import TABLES
from zhangtu.reports.models import Filing
from zhangtu.reports.scheduling import forces
from zhangtu.reports.states import OPEN, State
from zhangtu.schema.specs import Report

MACHINE: Final = Actor(machine="runner")
OUTSIDE: Final = "outside:"
#: No more periods of the past are made up for at once.
_MOST: Final = 36
_POST: Final = "post "


@dataclass(slots=True)
class _Looked:
    """What the store said when everything expected was there."""

    word: tuple[Any, ...] = ()


_LOOKED: Final = _Looked()


def expect() -> int:
    """Make what is expected and not there yet; doing it twice does no harm.

    Returns:
        How many reports of units were made.
    """
    known = definitions.known()
    word = (
        known.mark,
        people.marks(),
        today(),
        Filing.objects.count(),
        Filing.objects.filter(provisional=True).count(),
        forces.mark(),
    )
    if word == _LOOKED.word and all(word[1]):
        return 0
    asked = {**known.reports, **forces.in_use()}
    wanted = [(force, *each) for force in asked.values() for each in _expected(force)]
    there = _there(list(asked))
    new = [one for one in wanted if (one[0].report.name, one[2], str(one[1])) not in there]
    moved = list(_moved(asked))
    if new or moved:
        with act(actor=MACHINE) as now:
            there = _there(list(asked))
            lines = [
                _line(force.report, period, unit, new_uid(now.at + place))
                for place, (force, period, unit) in enumerate(new)
                if (force.report.name, unit, str(period)) not in there
            ]
            TABLES.add_many(now, Filing, lines, action="expect")
            for filing, due, provisional in moved:
                TABLES.amend(now, filing, "move_due", due=due, provisional=provisional)
    _LOOKED.word = word if not new and not moved else ()
    return len(new)


def _there(names: list[str]) -> set[tuple[str, int, str]]:
    return set(Filing.objects.filter(report__in=names).values_list("report", "unit", "period"))


def _line(report: Report, period: Period, unit: int, uid: Any) -> dict[str, Any]:
    due = due_day(period, report.due, bundled())
    outside = report.to.removeprefix(OUTSIDE) if report.to.startswith(OUTSIDE) else ""
    return {
        "uid": uid, "report": report.name, "unit": unit, "period": str(period), "begins": period.begin,
        "ends": period.end, "due": due.day, "provisional": due.provisional,
        "receiver": 0 if outside else _receiver(report, unit), "outside": outside, "state": State.DRAFT.value,
    }  # fmt: skip


def _receiver(report: Report, unit: int) -> int:
    """The unit that receives: the nearest above of the kind that is asked for, or the one right above."""
    there = people.units()
    if report.to.startswith(forces.TO):
        return int(report.to.removeprefix(forces.TO))
    above = [one for one in people.ancestors(unit) if one in there and one != unit]
    if not report.to:
        return there[unit].parent if unit in there else 0
    return next((one for one in above if there[one].kind == report.to), 0)


def _expected(force: ReportInForce) -> Iterator[tuple[Period, int]]:
    """The periods and units of which a report is expected by now."""
    report = force.report
    if not report.sender or report.removed is not None:
        return
    for period in _periods(report):
        day = min(period.end, today())
        for unit in senders(report, day):
            yield period, unit


def _periods(report: Report) -> tuple[Period, ...]:
    """Those from the first that is asked for, or from the newest that was made, to the one that runs."""
    last = min(today(), report.ends or today())
    kind = kind_of(report)
    if report.every == "once":
        fixed = read_rule(report.due).fixed
        return (periods.of(kind, fixed),) if fixed is not None else ()
    newest = (
        Filing.objects.filter(report=report.name).order_by("-begins").values_list("begins", flat=True).first()
    )
    first = newest or report.begins or last
    if report.begins is not None:
        first = max(first, report.begins)
    return periods.between(first, last, kind)[-_MOST:]


def senders(report: Report, day: date) -> tuple[int, ...]:
    """The units that submit a report: those of a kind, those that have a post of a kind, those chosen.

    Args:
        report: The report.
        day: The day whose tree counts.

    Returns:
        Units.
    """
    there = people.units(day)
    if report.sender.startswith(forces.FROM):
        chosen = map(int, report.sender.removeprefix(forces.FROM).split())
        return tuple(unit for unit in chosen if unit in there)
    if not report.sender.startswith(_POST):
        return tuple(unit for unit, state in there.items() if state.kind == report.sender)
    kind = report.sender.removeprefix(_POST)
    return tuple(unit for unit in there if any(one.kind == kind for one in people.posts(unit, day)))


def _moved(reports: Mapping[str, ReportInForce]) -> Iterator[tuple[Filing, date, bool]]:
    """Open ones whose due day was provisional and is another now that the year is arranged."""
    calendar = bundled()
    open_ones = [one.value for one in OPEN]
    for filing in Filing.objects.filter(provisional=True, state__in=open_ones, report__in=list(reports)):
        due = due_day(periods.parse(filing.period), reports[filing.report].report.due, calendar)
        if (due.day, due.provisional) != (filing.due, filing.provisional):
            yield filing, due.day, due.provisional


def before(filing: Filing) -> Filing | None:
    """The report of the same unit for the period before."""
    earlier = str(periods.parse(filing.period).last())
    return Filing.objects.filter(report=filing.report, unit=filing.unit, period=earlier).first()


def days_left(filing: Filing) -> int:
    """How many days are left until it is due; below 0 when it is late."""
    return (filing.due - today()) // timedelta(days=1)
