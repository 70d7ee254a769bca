"""What the right pane shows, as plain values in the person's language."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from zhangtu.desk.frame.finding import both_scripts
from zhangtu.desk.frame.words import separator, tongue
from zhangtu.desk.plan_room import words
from zhangtu.plans.papers.deadlines import deadline_words, rule_words
from zhangtu.plans.papers.faults import advice_of
from zhangtu.plans.papers.view import PlanView, one_line, operator_words, target_words
from zhangtu.plans.view import View, ViewItem, ViewProblem
from zhangtu.reading.model import DeadlineKind, Item, ReportAsked
from zhangtu.reading.wording import say_problem

Thing = TypeVar("Thing")
#: A fault is quoted with so many characters around it.
AROUND = 14


@dataclass(frozen=True, slots=True)
class FaultCard:
    """A fault: its key, how bad it is in one word, its sentence, its words, and what its repair would do."""

    key: str
    start: int
    severity: str
    word: str
    say: str
    quote: str
    repair: str | None


@dataclass(frozen=True, slots=True)
class TaskCard:
    """A task as shown; ``heading`` is set on the first of those under the same headings."""

    key: str
    start: int
    heading: str
    label: str
    title: str
    name: str
    time: str
    time_kind: str
    time_note: str
    more_times: tuple[str, ...]
    lead: tuple[str, ...]
    support: tuple[str, ...]
    inherited: tuple[str, ...]
    targets: tuple[str, ...]
    reports: tuple[str, ...]
    faults: tuple[FaultCard, ...]
    changed: str
    find: str

    @property
    def units(self) -> tuple[str, ...]:
        """Everybody concerned."""
        return (*self.lead, *self.support)


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A figure to reach, with the task it stands in."""

    start: int
    end: int
    metric: str
    figure: str
    key: str
    title: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report asked for."""

    start: int
    end: int
    what: str
    sender: str
    to: str
    rule: str


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A correction on the list.

    Attributes:
        what: What it does.
        about: The task it is about, empty if none.
        key: That task's key while it is on the list.
        before: What it found; empty where that says nothing.
        after: What it put there.
        who: Who made it.
        at: When.
        version: The version it was made on.
        gone: Whether it was taken back or replaced.
        note: What became of it, in words.
        undo: What the button beside it does.
        redo: What takes that back.
        undo_number: The entry the button takes back; 0 where there is no button.
    """

    what: str
    about: str
    key: str
    before: str
    after: str
    who: str
    at: datetime
    version: int
    gone: bool
    note: str
    undo: str
    redo: str
    undo_number: int


def fault_card(view: View, paper: PlanView, one: ViewProblem) -> FaultCard:
    """A fault as shown."""
    problem, text, language = one.problem, view.reading.text, tongue()
    start = max(text.rfind("\n", 0, problem.start) + 1, problem.start - AROUND)
    stop = text.find("\n", problem.end)
    end = min(len(text) if stop == -1 else stop, problem.end + AROUND)
    return FaultCard(
        one.key,
        problem.start,
        problem.severity.value,
        _("错误") if problem.severity.value == "error" else _("疑点"),
        say_problem(problem, language),
        one_line(text[start : max(end, problem.end)]).lstrip("，。；、：,;")[:120] or "…",
        None if problem.repair is None else advice_of(paper, problem, language),
    )


class Placed(Generic[Thing]):
    """Things of the text, found by where they begin.

    Args:
        things: The things.
        start: Where one begins.
    """

    def __init__(self, things: Iterable[Thing], start: Callable[[Thing], int]) -> None:
        self._things = sorted(things, key=start)
        self._starts = [start(one) for one in self._things]

    def within(self, start: int, end: int) -> tuple[Thing, ...]:
        """Those that begin at or behind ``start`` and before ``end``."""
        return tuple(self._things[bisect_left(self._starts, start) : bisect_left(self._starts, end)])


class Cards:
    """Makes the cards of a view.

    Args:
        view: The view.
        paper: The same as its papers see it.
    """

    def __init__(self, view: View, paper: PlanView) -> None:
        self._view = view
        self._paper = paper
        self.faults = [fault_card(view, paper, one) for one in view.problems]
        self._faults = Placed(self.faults, lambda one: one.start)
        self._targets = Placed(view.reading.targets, lambda one: one.start)
        self._reports = Placed(view.reading.reports, lambda one: one.start)
        self._starts = [one.item.start for one in view.items]

    def tasks(self) -> list[TaskCard]:
        """Every task; headings are said once a group."""
        made, above = [], ""
        for one in self._view.items:
            path = " › ".join(one_line(part) for part in one.item.path)
            made.append(self._task(one, path if path != above else ""))
            above = path
        return made

    def _task(self, one: ViewItem, heading: str) -> TaskCard:
        item, language = one.item, tongue()
        title = one_line(item.title) or one_line(self._view.reading.text[item.start : item.end])[:60]
        label = one_line(item.label)
        time = deadline_words(item.deadline, language)
        return TaskCard(
            one.key,
            item.start,
            heading,
            label,
            title,
            f"{label} {title}".strip(),
            time,
            item.deadline.kind.value,
            self._time_note(item),
            tuple(deadline_words(more, language) for more in item.other_deadlines),
            item.lead_units,
            item.support_units,
            item.inherited,
            tuple(target_words(target, language) for target in self._targets.within(item.start, item.end)),
            tuple(report_words(report) for report in self._reports.within(item.start, item.end)),
            self._faults.within(item.start, item.end),
            changed_words(one),
            both_scripts(" ".join((*item.path, label, title, time, *item.lead_units, *item.support_units))),
        )

    def _time_note(self, item: Item) -> str:
        notes = [_("随上级")] if "deadline" in item.inherited else []
        if item.deadline.guessed_year and item.deadline.kind is not DeadlineKind.NONE:
            notes.append(_("年份按上下文推定"))
        return separator().join(notes)

    def targets(self) -> list[TargetRow]:
        """Every figure to reach."""
        language = tongue()
        rows = []
        for one in self._view.reading.targets:
            home = self._home(one.start)
            sign = operator_words(one, language)
            figure = f"{sign} {one.value:g}{'' if one.unit == '%' else ' '}{one.unit}".strip()
            title = one_line(home.item.title)[:40] if home else ""
            rows.append(
                TargetRow(one.start, one.end, one_line(one.metric), figure, home.key if home else "", title)
            )
        return rows

    def reports(self) -> list[ReportRow]:
        """Every report asked for."""
        return [
            ReportRow(
                one.start,
                one.end,
                one_line(one.what),
                one.sender or "",
                one.to or "",
                when_words(one.rule),
            )
            for one in self._view.reading.reports
        ]

    def _home(self, offset: int) -> ViewItem | None:
        """The task a place belongs to; tasks are in the order of the text."""
        items = self._view.items
        last = bisect_right(self._starts, offset) - 1
        near = range(last, max(-1, last - 3), -1)
        return next((items[at] for at in near if items[at].item.start <= offset < items[at].item.end), None)

    def units(self) -> list[tuple[str, int]]:
        """Every unit with the number of its tasks, the busiest first."""
        count: Counter[str] = Counter()
        for one in self._view.items:
            count.update(dict.fromkeys((*one.item.lead_units, *one.item.support_units), 1))
        return count.most_common()

    def times(self) -> list[tuple[str, str, int]]:
        """Every kind of time that occurs, with its name and count."""
        count = Counter(one.item.deadline.kind for one in self._view.items)
        return [(kind.value, words.time_kind(kind), count[kind]) for kind in DeadlineKind if count[kind]]


def report_words(report: ReportAsked) -> str:
    """A report asked for, in one line."""
    rule = when_words(report.rule)
    to = f"→ {report.to}" if report.to else ""
    return " ".join(part for part in (one_line(report.what), to, rule) if part)


def when_words(rule: str | None) -> str:
    """When a report is due."""
    return rule_words(rule, tongue()) if rule else ""


def changed_words(one: ViewItem) -> str:
    """Which values of a task a person set."""
    names = {
        "title": _("名称"),
        "units": _("责任单位"),
        "deadline": _("时限"),
        "extent": _("范围"),
    }
    if one.made_by is not None:
        names["extent"] = _("新加的任务")
    found = [name for key, name in names.items() if key in one.changed]
    return _("已更正：%(fields)s") % {"fields": separator().join(found)} if found else ""
