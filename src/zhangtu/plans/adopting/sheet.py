"""What adopting a plan would make, and what has to be answered before it can be. Pure."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from zhangtu.kernel.problems import Severity
from zhangtu.people.tree import UnitState
from zhangtu.plans import binding
from zhangtu.plans.adopting import units
from zhangtu.plans.adopting.answers import Answers, question, units_of, when_of
from zhangtu.plans.adopting.states import Known, Question
from zhangtu.plans.adopting.times import When, when
from zhangtu.plans.adopting.units import Candidate
from zhangtu.plans.binding import Fitting
from zhangtu.plans.matching import quote
from zhangtu.plans.view import View, ViewItem, ViewProblem
from zhangtu.reading.model import ReportAsked, Target
from zhangtu.schema.specs import Measure

#: Faults that are answered at their task, by choosing by when.
_OF_DAYS: Final = frozenset({"invalid_date", "reversed_range"})
#: And by choosing who leads.
_OF_LEADS: Final = frozenset({"no_lead"})


@dataclass(frozen=True, slots=True)
class Around:
    """What a plan is adopted into.

    Attributes:
        base: The unit that adopts it.
        units: The units tasks may be given to, by number.
        variants: Folded names and the units they were confirmed to mean.
        measures: The measures in use.
    """

    base: int
    units: Mapping[int, UnitState]
    variants: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitAsk:
    """A name of the plan, and which units it means.

    Attributes:
        question: What the question is called.
        name: The name as the plan writes it first.
        leads: How many tasks it leads.
        means: The numbers of the units; none while nobody said.
        known: How that is known.
        candidates: What it may mean, the likeliest first.
    """

    question: str
    name: str
    leads: int
    means: tuple[int, ...]
    known: Known
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task of the plan as it would be entered.

    Attributes:
        key: Its name in the view.
        one: The task.
        leads: The numbers of the units that lead it; each answers for itself.
        missing: Names among its leads that mean nobody yet.
        when: By when or how often; ``None`` while that can't be said.
        nobody: Whether the plan names nobody who leads it.
        badly: Whether the day the plan names can't be.
    """

    key: str
    one: ViewItem
    leads: tuple[int, ...]
    missing: tuple[str, ...]
    when: When | None
    nobody: bool
    badly: bool


@dataclass(frozen=True, slots=True)
class FaultAsk:
    """A fault that keeps the plan from being adopted until it is mended or waived.

    Attributes:
        question: What the question is called.
        one: The fault.
        reason: Why it does not matter; empty while nobody said.
    """

    question: str
    one: ViewProblem
    reason: str


@dataclass(frozen=True, slots=True)
class TargetAsk:
    """A figure to reach, and the measure that shows it.

    Attributes:
        question: What the question is called.
        target: It.
        key: The task it stands in; empty for none.
        candidates: Measures that may show it, the best first.
        measure: The one a person chose; empty while it is unbound.
    """

    question: str
    target: Target
    key: str
    candidates: tuple[Fitting, ...]
    measure: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the page of an adoption shows.

    Attributes:
        names: The names of units among those that lead.
        tasks: The tasks, in the order of the text.
        faults: The faults in the way.
        targets: The figures to reach.
        reports: The reports asked for, to be scheduled.
    """

    names: tuple[UnitAsk, ...]
    tasks: tuple[TaskLine, ...]
    faults: tuple[FaultAsk, ...]
    targets: tuple[TargetAsk, ...]
    reports: tuple[ReportAsked, ...]

    @property
    def asked(self) -> int:
        """How many questions have to be answered, those answered included."""
        bad = sum(one.nobody for one in self.tasks) + sum(one.badly for one in self.tasks)
        return len(self.names) + bad + len(self.faults)

    @property
    def open(self) -> int:
        """How many of them are open."""
        names = sum(not one.means for one in self.names)
        bare = sum(one.nobody and not one.leads for one in self.tasks)
        undated = sum(one.when is None for one in self.tasks)
        return names + bare + undated + sum(not one.reason for one in self.faults)

    @property
    def rows(self) -> int:
        """How many tasks would be entered: one for each unit that leads one."""
        return sum(len(one.leads) for one in self.tasks)


def sheet(view: View, answers: Answers, around: Around) -> Sheet:
    """What adopting a plan would make.

    Args:
        view: The plan, corrections applied.
        answers: What was answered so far.
        around: What it is adopted into.

    Returns:
        The sheet.
    """
    names = tuple(_names(view, answers, around))
    means = {one.question: one.means for one in names}
    tasks = tuple(_task(one, answers, means, around) for one in view.items)
    return Sheet(
        names,
        tasks,
        tuple(_faults(view, answers, tasks)),
        tuple(_targets(view, answers, around)),
        view.reading.reports,
    )


def _names(view: View, answers: Answers, around: Around) -> Iterator[UnitAsk]:
    counted: Counter[str] = Counter()
    written: dict[str, str] = {}
    for one in view.items:
        if units_of(answers, question(Question.LEAD, one.key)):
            continue
        for name in dict.fromkeys(one.item.lead_units):
            asked = question(Question.UNIT, name)
            counted[asked] += 1
            written.setdefault(asked, name)
    for asked, name in written.items():
        means, known = _means(asked, name, answers, around)
        offered = tuple(units.candidates(name, around.units, around.base))
        yield UnitAsk(asked, name, counted[asked], means, known, offered)


def _means(asked: str, name: str, answers: Answers, around: Around) -> tuple[tuple[int, ...], Known]:
    """Which units a name means: as somebody said, as confirmed earlier, or as the tree has just one so."""
    chosen = tuple(one for one in units_of(answers, asked) if one in around.units)
    if chosen:
        return chosen, Known.CHOSEN
    remembered = around.variants.get(units.folded(name), ())
    if remembered and all(one in around.units for one in remembered):
        return remembered, Known.REMEMBERED
    named = units.exact(name, around.units)
    return (named, Known.EXACT) if len(named) == 1 else ((), Known.OPEN)


def _task(one: ViewItem, answers: Answers, means: Mapping[str, tuple[int, ...]], around: Around) -> TaskLine:
    wanted = units_of(answers, question(Question.LEAD, one.key))
    chosen = tuple(unit for unit in wanted if unit in around.units)
    asked = {name: question(Question.UNIT, name) for name in dict.fromkeys(one.item.lead_units)}
    found = (unit for name in asked.values() for unit in means.get(name, ()))
    leads = chosen or tuple(dict.fromkeys(found))
    missing = () if chosen else tuple(name for name, about in asked.items() if not means.get(about))
    said, read = when_of(answers, question(Question.DUE, one.key)), when(one.item.deadline)
    return TaskLine(one.key, one, leads, missing, said or read, not asked, read is None)


def _faults(view: View, answers: Answers, tasks: tuple[TaskLine, ...]) -> Iterator[FaultAsk]:
    """The errors of the reading; those about a day or a lead are answered at their task."""
    for one in view.problems:
        if one.problem.severity is not Severity.ERROR or _at_a_task(one, tasks):
            continue
        asked = question(Question.FAULT, one.key)
        yield FaultAsk(asked, one, (answers.get(asked) or {}).get("reason", ""))


def _at_a_task(one: ViewProblem, tasks: tuple[TaskLine, ...]) -> bool:
    kind = one.problem.kind
    for line in tasks:
        item = line.one.item
        there = item.start <= one.problem.start < item.end
        if there and ((kind in _OF_DAYS and line.badly) or (kind in _OF_LEADS and line.nobody)):
            return True
    return False


def _targets(view: View, answers: Answers, around: Around) -> Iterator[TargetAsk]:
    text = view.reading.text
    seen: Counter[str] = Counter()
    known = {one.name for one in around.measures}
    for target in view.reading.targets:
        place = quote(text, target.start, target.end)
        mark = hashlib.sha256(f"{place.before}\n{place.words}\n{place.after}".encode()).hexdigest()[:10]
        seen[mark] += 1
        asked = question(Question.TARGET, f"{mark}-{seen[mark]}")
        inside = (one for one in view.items if one.item.start <= target.start < one.item.end)
        item = next(inside, None)
        words = text[item.item.start : item.item.end] if item is not None else place.words
        chosen = (answers.get(asked) or {}).get("measure", "")
        yield TargetAsk(
            asked,
            target,
            "" if item is None else item.key,
            tuple(binding.fitting(target, words, around.measures)),
            chosen if chosen in known else "",
        )
