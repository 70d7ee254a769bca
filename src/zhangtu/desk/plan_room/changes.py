"""A later version of an adopted plan: only what is different is asked, and taken over in one act."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.frame.words import tongue
from zhangtu.desk.plan_room.adopting import Cards, NameCard, period_words, seen_in, when_words
from zhangtu.people import queries as people
from zhangtu.plans.adopting import renewing, rights
from zhangtu.plans.adopting.comparing import Difference, Kind
from zhangtu.plans.adopting.renewing import Renewal
from zhangtu.plans.papers.deadlines import day_words


@dataclass(frozen=True, slots=True)
class Change:
    """A difference on the page: itself, in words, and whether it was decided on."""

    one: Difference
    kind: str
    unit: str
    before: str
    after: str
    taken: bool | None


def _kind(kind: Kind) -> str:
    return {Kind.ADDED: _("新增任务"), Kind.REMOVED: _("不再要求"), Kind.TIME: _("时限改变")}[kind]


def _before(one: Difference) -> str:
    if one.kind is not Kind.TIME or one.task is None:
        return ""
    if one.before is not None:
        return day_words(one.before, tongue())
    return period_words(one.task.row.values.get("period") or "")


def _change(it: Renewal, one: Difference) -> Change:
    unit = people.name_on(one.unit) if one.unit else ""
    return Change(one, _kind(one.kind), unit, _before(one), when_words(one.after), it.taken.get(one.name))


def _names(it: Renewal) -> list[NameCard]:
    """The names still to be confirmed among those that lead what is new."""
    asked = {name for one in it.differences if one.line is not None for name in one.line.missing}
    return [card for card in Cards(it.ready).names() if card.one.name in asked and not card.one.means]


@require_safe
def changes(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What is different."""
    visit = visit_of(request)
    it = renewing.renewal(uid, visit.scope)
    corrections = it.ready.plan.view.corrections
    values = {
        "plan": it.ready.plan,
        "changes": [_change(it, one) for one in it.differences],
        "names": _names(it),
        "units": sorted(Cards(it.ready).called.values()),
        "open": it.open,
        "may_adopt": rights.may_adopt(visit.scope),
        "seen": (it.ready.plan.version.number, corrections[-1].number if corrections else 0),
    }
    return show(request, "plan_room/changes.html", values)


@require_POST
def renew(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take what was decided on into the tasks."""
    renewing.renew(uid, actor=visit_of(request).actor, seen=seen_in(request))
    return redirect("adopted", uid)
