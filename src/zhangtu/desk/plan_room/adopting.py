"""Adopting a plan: the page with what is still to be answered, and its acts; each answer is kept at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from zhangtu.desk.frame.page import show, wants_fragment
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import separator, titled, tongue
from zhangtu.people import queries as people
from zhangtu.people.tree import UnitState
from zhangtu.plans.adopting import actions, making, queries, rights
from zhangtu.plans.adopting.queries import Prepared
from zhangtu.plans.adopting.refusals import AdoptionError
from zhangtu.plans.adopting.sheet import FaultAsk, TargetAsk, TaskLine, UnitAsk
from zhangtu.plans.adopting.states import Known, Question, Stage
from zhangtu.plans.adopting.times import PERIODS, When
from zhangtu.plans.papers.deadlines import day_words, deadline_words
from zhangtu.plans.papers.view import one_line, target_words
from zhangtu.reading.wording import say_problem

#: What of an answer a form may send.
_FIELDS = ("units", "due", "period", "reason", "measure", "post", "take")
#: No more names of units than this stand in one answer, each on its own line or behind a comma.
_MOST_NAMED = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer: what it sends, and what it is called."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class NameCard:
    """A name of the plan on the page.

    Attributes:
        one: The question.
        means: Names of the units meant.
        how: How that is known, in words.
        choices: What may be chosen.
    """

    one: UnitAsk
    means: str
    how: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class LineCard:
    """A task on the page: itself, who leads it, by when, in words, and what the plan says."""

    one: TaskLine
    title: str
    path: str
    leads: str
    time: str
    stated: str
    due: str
    open_due: bool
    open_lead: bool


@dataclass(frozen=True, slots=True)
class PostCard:
    """A unit that leads tasks, and the posts they may lie with."""

    question: str
    unit: str
    chosen: str
    choices: tuple[Choice, ...]


def period_words(period: str) -> str:
    """How often, in words."""
    return {
        "month": _("每月"),
        "quarter": _("每季度"),
        "half_year": _("每半年"),
        "year": _("每年"),
    }.get(period, "")


def when_words(when: When | None) -> str:
    """By when or how often, in words; empty while nobody knows."""
    if when is None:
        return ""
    if when.due is not None:
        return _("%(day)s 前") % {"day": day_words(when.due, tongue())}
    every = period_words(when.period)
    words = _("持续推进，%(every)s一次佐证") if when.kind == "standing" else _("定期开展，%(every)s一次佐证")
    return words % {"every": every}


class Cards:
    """Makes what the page shows of an adoption.

    Args:
        ready: The adoption.
    """

    def __init__(self, ready: Prepared) -> None:
        self._ready = ready
        self._units = ready.around.units
        self._text = ready.plan.view.reading.text
        self.called = _called(self._units)

    def _names(self, units: tuple[int, ...]) -> str:
        return separator().join(self.called.get(unit, "") for unit in units)

    def names(self) -> list[NameCard]:
        """The names of units, the open ones first."""
        found = sorted(self._ready.sheet.names, key=lambda one: bool(one.means))
        return [
            NameCard(one, self._names(one.means), _how(one.known), tuple(self._choices(one))) for one in found
        ]

    def _choices(self, one: UnitAsk) -> list[Choice]:
        made = []
        for candidate in one.candidates:
            words = self._names(candidate.units[:4])
            if candidate.group:
                count = len(candidate.units)
                some = ngettext("共 %(n)s 个单位：%(names)s", "共 %(n)s 个单位：%(names)s", count)
                words = some % {"n": count, "names": words + ("…" if count > 4 else "")}
            made.append(Choice(" ".join(map(str, candidate.units)), words))
        return made

    def lines(self) -> list[LineCard]:
        """The tasks."""
        return [self._line(one) for one in self._ready.sheet.tasks]

    def _line(self, one: TaskLine) -> LineCard:
        item = one.one.item
        chosen = self._ready.answers.get(f"{Question.DUE}:{one.key}") or {}
        return LineCard(
            one,
            one_line(item.title) or one_line(self._text[item.start : item.end])[:60],
            " › ".join(one_line(part) for part in item.path),
            self._names(one.leads),
            when_words(one.when),
            deadline_words(item.deadline, tongue()),
            chosen.get("due", ""),
            one.when is None,
            one.nobody and not one.leads,
        )

    def faults(self) -> list[tuple[FaultAsk, str, str]]:
        """The faults in the way: each with its sentence and its words."""
        return [
            (
                one,
                say_problem(one.one.problem, tongue()),
                self._quote(one.one.problem.start, one.one.problem.end),
            )
            for one in self._ready.sheet.faults
        ]

    def _quote(self, start: int, end: int) -> str:
        return one_line(self._text[max(0, start - 12) : end + 12])

    def targets(self) -> list[tuple[TargetAsk, str, list[Choice]]]:
        """The figures to reach: each in words, and the measures that may show it."""
        everything = [Choice(one.name, titled(one.title)) for one in self._ready.around.measures]
        made = []
        for one in self._ready.sheet.targets:
            first = [Choice(fit.measure.name, titled(fit.measure.title)) for fit in one.candidates]
            rest = [choice for choice in everything if choice not in first]
            made.append((one, target_words(one.target, tongue()), [*first, *rest]))
        return made

    def posts(self) -> list[PostCard]:
        """The units that lead tasks and have several posts."""
        leads = sorted({unit for one in self._ready.sheet.tasks for unit in one.leads})
        made = []
        for unit in leads:
            posts = people.posts(unit)
            if posts:
                choices = [Choice("0", _("整个单位")), *(Choice(str(one.post), one.name) for one in posts)]
                chosen = str(making.post_for(unit, self._ready.answers))
                made.append(
                    PostCard(f"{Question.POST}:{unit}", self.called.get(unit, ""), chosen, tuple(choices))
                )
        return made


def _called(units: Mapping[int, UnitState]) -> dict[int, str]:
    """What units are called where names may stand twice: then the unit above stands before."""
    counts: dict[str, int] = {}
    for one in units.values():
        counts[one.name] = counts.get(one.name, 0) + 1
    return {
        number: one.name
        if counts[one.name] == 1 or one.parent not in units
        else f"{units[one.parent].name} {one.name}"
        for number, one in units.items()
    }


def _how(known: Known) -> str:
    return {
        Known.OPEN: _("待确认"),
        Known.EXACT: _("与组织树名称一致"),
        Known.REMEMBERED: _("以前确认过"),
        Known.CHOSEN: _("已确认"),
    }[known]


@require_safe
def adopting(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The page of an adoption; the page of the adopted plan where it is in force."""
    visit = visit_of(request)
    stage = queries.stage_of(uid, visit.actor)
    if stage is Stage.IN_FORCE:
        return redirect("adopted", uid)
    return _shown(request, uid, visit, stage)


def _shown(request: HttpRequest, uid: UUID, visit: Visit, stage: Stage | None, say: str = "") -> HttpResponse:
    ready = queries.prepared(uid, visit.scope)
    cards = Cards(ready)
    names = cards.names()
    corrections = ready.plan.view.corrections
    values: dict[str, Any] = {
        "plan": ready.plan,
        "sheet": ready.sheet,
        "begun": stage is not None,
        "may_adopt": rights.may_adopt(visit.scope),
        "names": names,
        "lines": cards.lines(),
        "faults": cards.faults(),
        "targets": cards.targets(),
        "posts": cards.posts(),
        "units": sorted(cards.called.values()),
        "periods": [Choice(one, period_words(one)) for one in PERIODS],
        "seen": (ready.plan.version.number, corrections[-1].number if corrections else 0),
    }
    template = "plan_room/adopting_sheet.html" if wants_fragment(request) else "plan_room/adopting.html"
    return show(request, template, values, say=say)


@require_POST
def begin(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Begin to adopt; an adoption is kept until it is put in force."""
    actions.begin(uid, actor=visit_of(request).actor)
    return redirect("adopting", uid)


@require_POST
def answer(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Keep an answer."""
    visit = visit_of(request)
    given = {name: request.POST.get(name, "").strip() for name in _FIELDS if name in request.POST}
    typed = request.POST.get("named", "").strip()
    if typed:
        given["units"] = _numbers(typed, visit)
    actions.answer(uid, {request.POST.get("question", ""): given}, actor=visit.actor)
    if wants_fragment(request):
        return _shown(request, uid, visit, Stage.PREPARED, say=_("已记下。"))
    in_force = queries.stage_of(uid, visit.actor) is Stage.IN_FORCE
    return redirect("adopted_changes" if in_force else "adopting", uid)


def _numbers(typed: str, visit: Visit) -> str:
    """The numbers of units typed by name; each has to be one there is, and only one.

    Raises:
        AdoptionError: One is none.
    """
    for mark in "，,；;\n":
        typed = typed.replace(mark, "、")
    found = []
    for name in [one.strip() for one in typed.split("、") if one.strip()][:_MOST_NAMED]:
        units = [unit for unit in people.find(name) if visit.scope.everywhere or unit in visit.scope.units]
        if len(units) != 1:
            raise AdoptionError("no_such_unit", name=name[:40])
        found.append(str(units[0]))
    return " ".join(found)


@require_POST
def confirm(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Put the plan in force."""
    actions.put_in_force(uid, actor=visit_of(request).actor, seen=seen_in(request))
    return redirect("adopted", uid)


def seen_in(request: HttpRequest) -> tuple[int, int]:
    """Number of the version and of the last correction that a page showed.

    Raises:
        AdoptionError: The form does not say.
    """
    parts = request.POST.get("seen", "").split(",")
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() and len(part) < 10 for part in parts):
        raise AdoptionError("bad_answer")
    return int(parts[0]), int(parts[1])
