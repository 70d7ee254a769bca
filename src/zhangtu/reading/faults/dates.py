"""Times that contradict the plan: later than their heading, or before the plan began."""

import re
from collections.abc import Sequence
from datetime import timedelta

from zhangtu.kernel.problems import Problem, Severity
from zhangtu.reading.deadlines import Years, date_problems, impossible_dates
from zhangtu.reading.faults.kinds import Fault
from zhangtu.reading.model import Deadline, DeadlineKind, Item
from zhangtu.reading.structure.lines import Twin
from zhangtu.reading.tasks.drafts import Harvest

_SEVERAL = 2
_EARLY = timedelta(days=90)


def time_faults(twin: Twin, harvest: Harvest, items: Sequence[Item], years: Years) -> list[Problem]:
    """Faults in the times of a plan.

    Args:
        twin: The text.
        harvest: Tasks in the making and what headings say.
        items: The settled tasks.
        years: What is known of the year, and the day the document was signed.

    Returns:
        Impossible and reversed dates, times outside their heading's, times before the plan.
    """
    own = [
        deadline
        for item in items
        if "deadline" not in item.inherited
        for deadline in (item.deadline, *item.other_deadlines)
    ]
    heads = [deadline for fields in harvest.heads.values() for deadline in fields.times]
    problems = list(date_problems(twin.text, twin.folded, _distinct([*own, *heads])))
    problems += _elsewhere(twin, problems, years)
    problems += _outside(harvest, items)
    problems += _before(twin, items, years)
    return sorted(problems, key=lambda problem: problem.start)


def _elsewhere(twin: Twin, known: Sequence[Problem], years: Years) -> list[Problem]:
    """Impossible days outside the times of tasks: in a signature, an account, a preface."""
    found = impossible_dates(twin.text, twin.folded, 0, len(twin.text), years)
    return [one for one in found if not any(one.start < old.end and old.start < one.end for old in known)]


def _distinct(deadlines: Sequence[Deadline]) -> list[Deadline]:
    places: dict[tuple[int, int], Deadline] = {}
    for deadline in deadlines:
        if deadline.kind is not DeadlineKind.NONE and deadline.place is not None:
            places.setdefault((deadline.place.start, deadline.place.end), deadline)
    return list(places.values())


def _outside(harvest: Harvest, items: Sequence[Item]) -> list[Problem]:
    problems = []
    for draft, item in zip(harvest.drafts, items, strict=True):
        place, end = item.deadline.place, item.deadline.end
        if place is None or end is None or "deadline" in item.inherited:
            continue
        for holder in draft.node.ancestors():
            limits = [
                one
                for one in (harvest.heads[holder].times if holder in harvest.heads else ())
                if one.end is not None
            ]
            if limits and limits[0].end is not None and end > limits[0].end:
                facts = {"end": end.isoformat(), "limit": limits[0].end.isoformat()}
                problems.append(
                    Problem(place.start, place.end, Fault.OUTSIDE_PARENT_DATES, Severity.WARNING, facts)
                )
                break
    return problems


_YEARS = re.compile(r"(20\d\d)年?[-~至到]{1,2}(20\d\d)年")


def _covers(folded: str, year: int) -> bool:
    """Whether the document speaks of several years, this one among them (2023—2025年)."""
    return any(int(span[1]) <= year <= int(span[2]) for span in _YEARS.finditer(folded))


def _before(twin: Twin, items: Sequence[Item], years: Years) -> list[Problem]:
    """Tasks that were to end before the plan began: long before all others, or before it was signed."""
    dated = [item for item in items if item.deadline.end is not None and item.deadline.place is not None]
    issued = years.issued
    ends = sorted(item.deadline.end for item in dated if item.deadline.end is not None)
    if not ends or (len(ends) <= _SEVERAL and issued is None):
        return []
    first, second = ends[0], next((one for one in ends if one != ends[0]), None)
    alone = (
        second is not None
        and len(ends) - ends.count(first) >= _SEVERAL
        and first + _EARLY < second
        and first.year < min(second.year, years.default or second.year)
    )
    alone = alone and not _covers(twin.folded, first.year)
    problems = []
    for item in dated:
        end, place = item.deadline.end, item.deadline.place
        early = alone and end == first
        signed = issued is not None and end is not None and end < issued and "deadline" not in item.inherited
        if place is not None and end is not None and (early or signed):
            begun = issued if signed and issued else second or end
            facts = {"end": end.isoformat(), "begun": begun.isoformat()}
            problems.append(Problem(place.start, place.end, Fault.BEFORE_PLAN, Severity.WARNING, facts))
    return problems
