"""A report that an adopted plan asks for: scheduled, how far it is, withdrawn."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.desk.plan_room import due_words
from zhangtu.desk.plan_room.due_words import Parts
from zhangtu.desk.reporting import words as report_words
from zhangtu.kernel import periods
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import definitions
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.plans import hooks
from zhangtu.plans import queries as room
from zhangtu.plans.adopting import queries, units
from zhangtu.plans.adopting.queries import Adopted
from zhangtu.plans.papers.deadlines import day_words, rule_words
from zhangtu.plans.queries import Plan
from zhangtu.reading.model import ReportAsked
from zhangtu.reports import scheduled
from zhangtu.reports.refusals import ReportError
from zhangtu.reports.scheduled import ScheduledView
from zhangtu.reports.scheduling import actions, rules
from zhangtu.reports.scheduling.actions import Wanted
from zhangtu.reports.wording import UNREAD, say

#: A unit less like the plan's word than this is not proposed to receive.
_LIKE = 0.5
#: What of the form is shown again after a refusal.
_FIELDS = (
    "title", "every", "way", "number", "month", "moved", "day", "named", "receiver", "outside", "based",
    "begins", "ends",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A report the plan asks for on the plan's page.

    Attributes:
        key: Which one (``rules.mark_of``).
        what: What is reported.
        to: Who receives it, as the plan says.
        rule: When, as the plan says.
        address: Its page once it is scheduled.
        state: How far it is, in words.
    """

    key: str
    what: str
    to: str
    rule: str
    address: str
    state: str


def shown(plan: UUID, asked: Sequence[ReportAsked], scope: Scope) -> dict[str, object]:
    """What the plan's page shows of reports: those asked for, and those no longer asked for but expected.

    Args:
        plan: The row of the plan.
        asked: What the plan asks for now.
        scope: Of whoever looks.
    """
    known = scheduled.of_plan(plan, scope)
    lines = []
    for one in asked:
        key = rules.mark_of(one)
        state = _state(known[key]) if key in known else ""
        rule = rule_words(one.rule, tongue()) if one.rule else ""
        lines.append(Line(key, one.what, one.to or "", rule, hooks.scheduled(plan, one), state))
    wanted = {line.key for line in lines}
    return {"reports": lines, "gone": [one for key, one in known.items() if key not in wanted]}


def _state(one: ScheduledView) -> str:
    count = len(one.filed)
    words = [_("应报 %(n)s 份，已报 %(done)s 份") % {"n": count, "done": one.done}]
    if one.late:
        words.append(ngettext("逾期 %(n)s 份", "逾期 %(n)s 份", one.late) % {"n": one.late})
    if one.next is not None:
        words.append(_("下一次 %(day)s 前") % {"day": day_words(one.next, tongue())})
    return " · ".join(words)


@dataclass(frozen=True, slots=True)
class About:
    """What the page is about.

    Attributes:
        plan: The plan, opened.
        there: What is in force of it.
        key: Which report.
        asked: It, as the plan asks for it; ``None`` where it is asked for no more.
        now: It, as it is scheduled; ``None`` while it is not.
    """

    plan: Plan
    there: Adopted
    key: str
    asked: ReportAsked | None
    now: ScheduledView | None


def _about(uid: UUID, key: str, visit: Visit) -> About:
    there, plan = queries.adopted(uid, visit.scope), room.plan(uid)
    asked = next((one for one in plan.view.reading.reports if rules.mark_of(one) == key), None)
    now = scheduled.of_plan(there.row.uid, visit.scope).get(key)
    if asked is None and now is None:
        raise ReportError("no_schedule")
    return About(plan, there, key, asked, now)


@require_safe
def page(request: HttpRequest, uid: UUID, key: str) -> HttpResponse:
    """The page of one report: its proposal, or how far it is."""
    visit = visit_of(request)
    about = _about(uid, key, visit)
    return _page(request, visit, about, _proposed(about, visit))


def _page(
    request: HttpRequest, visit: Visit, about: About, typed: Mapping[str, Any], trouble: str = ""
) -> HttpResponse:
    known = definitions.known()
    base = about.there.row.unit
    proposal = rules.proposed(about.asked.rule if about.asked else None)
    raw = (about.asked.rule or "") if about.asked else ""
    facts = {"words": rule_words(raw, tongue())} if raw else {}
    values = {
        "plan": about.plan,
        "key": about.key,
        "asked": about.asked,
        "words": _quote(about),
        "now": about.now,
        "when": "" if about.now is None else due_words.due_words(about.now.every, about.now.due),
        "since": "" if about.now is None else day_words(about.now.begins, tongue()),
        "until": day_words(about.now.ends, tongue()) if about.now and about.now.ends else "",
        "filled": _filled(about.now),
        "filed": [_row(one) for one in about.now.filed] if about.now else [],
        "typed": typed,
        "unread": say(UNREAD[proposal.trouble], tongue(), **facts) if proposal.trouble else "",
        "trouble": trouble,
        "may": actions.may_schedule(visit.scope),
        "every": due_words.every_words(),
        "ways": due_words.way_words(),
        "moves": due_words.moved_words(),
        "receivers": [(unit, people.name_on(unit)) for unit in (base, *people.ancestors(base))],
        "units": sorted(people.name_on(unit) for unit in people.units() if _inside(unit, visit.scope)),
        "based": sorted((titled(one.report.title), name) for name, one in known.reports.items()),
        "measures": sorted((titled(one.measure.title), name) for name, one in known.measures.items()),
    }
    return show(request, "plan_room/report.html", values, status=422 if trouble else 200)


def _inside(unit: int, scope: Scope) -> bool:
    return scope.everywhere or unit in scope.units


def _quote(about: About) -> str:
    """The sentence of the plan that asks for it."""
    if about.asked is None:
        return ""
    text, ends = about.plan.view.reading.text, "。；;！!\n"
    first = max(text.rfind(end, 0, about.asked.start) for end in ends) + 1
    last = min((at for end in ends if (at := text.find(end, about.asked.end)) >= 0), default=len(text))
    return text[first:last].strip()


def _filled(now: ScheduledView | None) -> str:
    if now is None:
        return ""
    known = definitions.known()
    if now.based in known.reports:
        return titled(known.reports[now.based].report.title)
    names = [titled(known.measures[name].measure.title) for name in now.measures if name in known.measures]
    return "、".join(names) if names else _("只填文字")


def _row(one: scheduled.Filed) -> tuple[UUID, str, str, str, str, bool]:
    period = report_words.period_words(periods.parse(one.period))
    state = report_words.state_words(one.state)
    return one.uid, one.unit, period, day_words(one.due, tongue()), state, one.late


def _proposed(about: About, visit: Visit) -> dict[str, Any]:
    """What the form shows first: as read from the plan."""
    asked = about.asked
    if asked is None:
        return {}
    rule = rules.proposed(asked.rule)
    senders = _senders(about, visit.scope)
    receiver, outside = _receiver(about, senders)
    parts = due_words.parts_of(rule.due)
    ends = about.there.row.values.get("ends")
    return {
        "title": f"{asked.what}"[:100], "every": rule.every or "month", "way": parts.way,
        "number": parts.number, "month": parts.month, "moved": parts.moved, "day": parts.day,
        "named": "、".join(map(people.name_on, senders)), "receiver": str(receiver or ""), "outside": outside,
        "based": "", "measures": [], "begins": visit.today.isoformat(),
        "ends": ends.isoformat() if isinstance(ends, date) and ends >= visit.today else "",
    }  # fmt: skip


def _senders(about: About, scope: Scope) -> list[int]:
    """The units meant by who reports; those that lead the task the words stand in where nobody is named."""
    asked, within = about.asked, queries.around(scope, about.there.row.unit)
    found: list[int] = []
    for name in (asked.sender or "").split("、") if asked and asked.sender else []:
        means = within.variants.get(units.folded(name)) or units.exact(name, within.units)
        groups = (one.units for one in units.candidates(name, within.units, within.base) if one.group)
        found += means or next(groups, ())
    if not found and asked is not None:
        keys = {one.key for one in about.plan.view.items if one.item.start <= asked.start < one.item.end}
        found = [task.lead for task in about.there.tasks if task.row.values.get("plan_item") in keys]
    return list(dict.fromkeys(unit for unit in found if unit in within.units))


def _receiver(about: About, senders: Iterable[int]) -> tuple[int, str]:
    """Who receives: the unit above all that submit most like the plan's word, else the word itself."""
    above = [set(people.ancestors(unit)) for unit in senders]
    shared = set.intersection(*above) if above else set()
    there = {unit: state for unit, state in people.units().items() if unit in shared}
    wanted = about.asked.to if about.asked and about.asked.to else ""
    if not wanted:
        return (about.there.row.unit if about.there.row.unit in shared else 0), ""
    best = next(iter(units.candidates(wanted, there, about.there.row.unit)), None)
    if best is not None and best.likeness >= _LIKE:
        return best.units[0], ""
    return (about.there.row.unit, "") if about.there.row.unit in shared else (0, wanted[:60])


@require_POST
def schedule(request: HttpRequest, uid: UUID, key: str) -> HttpResponse:
    """Schedule it; what was typed is shown again with the reason where that can't be done."""
    visit = visit_of(request)
    if not actions.may_schedule(visit.scope):
        raise ReportError("may_not_schedule")
    about = _about(uid, key, visit)
    typed = {name: request.POST.get(name, "").strip() for name in _FIELDS}
    chosen = request.POST.getlist("measures")
    try:
        actions.schedule(_wanted(about, typed, chosen, visit.scope), actor=visit.actor)
    except RefusedError as refusal:
        return _page(request, visit, about, {**typed, "measures": chosen}, refusal.say(tongue()))
    return redirect("plan_report", uid, key)


def _wanted(about: About, typed: Mapping[str, str], measures: Sequence[str], scope: Scope) -> Wanted:
    parts = Parts(typed["way"], typed["number"], typed["month"], typed["moved"], typed["day"])
    receiver = typed["receiver"]
    return Wanted(
        about.there.row.uid, about.key, typed["title"], typed["every"],
        due_words.rule_of(typed["every"], parts), _named(typed["named"], scope), _day(typed["begins"]),
        _day(typed["ends"]) if typed["ends"] else None,
        int(receiver) if receiver.isascii() and receiver.isdigit() and len(receiver) < 16 else 0,
        typed["outside"], typed["based"], measures,
    )  # fmt: skip


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ReportError("bad_days") from None


def _named(text: str, scope: Scope) -> list[int]:
    for mark in "，,；;\n":
        text = text.replace(mark, "、")
    found = []
    for name in [one.strip() for one in text.split("、") if one.strip()]:
        numbers = [unit for unit in people.find(name) if _inside(unit, scope)]
        if len(numbers) != 1:
            raise ReportError("no_unit", unit=name[:40])
        found.append(numbers[0])
    return found


@require_POST
def stop(request: HttpRequest, uid: UUID, key: str) -> HttpResponse:
    """Withdraw the schedule."""
    visit = visit_of(request)
    if not actions.may_schedule(visit.scope):
        raise ReportError("may_not_schedule")
    about = _about(uid, key, visit)
    if about.now is None:
        raise ReportError("no_schedule")
    actions.stop(about.now.uid, request.POST.get("reason", ""), actor=visit.actor)
    return redirect("adopted", uid)
