"""How a row stands: whose it is and since when, its limits with their lights, what may be done with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.frame.words import moment, separator, titled, tongue
from zhangtu.kernel import clock
from zhangtu.ledgers import clocks
from zhangtu.ledgers.permitted import Permitted, permitted
from zhangtu.ledgers.queries import Moment
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people
from zhangtu.procedures import queries as procedures
from zhangtu.procedures.saying import length

#: So long before its end a limit is near.
_NEAR: Final = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Whose:
    """Who holds a row.

    Attributes:
        unit: What its unit is called; empty for none.
        post: What the post is called that it is assigned to; empty for none.
        holders: Who holds that post today.
        person: The person it is about; empty for none.
        since: When it came there; empty if it was there from the first.
    """

    unit: str
    post: str
    holders: str
    person: str
    since: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A running or ended limit with its light.

    Attributes:
        name: What it is called.
        light: ``good``, ``near``, ``late``, ``still`` or ``over``: each with a word and a shape of its own.
        word: The light's word.
        due: When it ends; empty while it stands still.
        left: What is left of it, or how long it has been over.
        budget: What it may take.
    """

    name: str
    light: str
    word: str
    due: str
    left: str
    budget: str


@dataclass(frozen=True, slots=True)
class May:
    """What may be done, each with the reason why not; empty where it may."""

    amend: str
    withdraw: str
    restore: str
    unmask: str
    enter: str


def whose(row: RowView, history: Sequence[Moment]) -> Whose:
    """Who holds a row.

    Args:
        row: The row.
        history: What became of it.
    """
    states = people.post_states(row.post) if row.post else []
    held = people.persons(people.holders(row.post)) if row.post else {}
    person = people.person(row.person) if row.person else None
    moved = [one for one in history if one.action == "assign"]
    return Whose(
        people.name_on(row.unit) if row.unit else "",
        states[-1].name if states else "",
        separator().join(one.name for one in held.values()),
        "" if person is None else person.name,
        moment(moved[-1].at) if moved else "",
    )


def limits(row: RowView) -> list[Limit]:
    """The limits of a row, those that run first."""
    found = [_titled(_limit(one), row.ledger) for one in clocks.views(row.id)]
    return sorted(found, key=lambda one: one.light == "over")


def _titled(limit: Limit, ledger: str) -> Limit:
    """With the title, the law and the length as its procedure says them, where it is one of a procedure's."""
    spec = procedures.limit_called(ledger, limit.name)
    if spec is None:
        return limit
    law = [spec.authority] if spec.authority else []
    words = " · ".join([length(limit.budget, tongue()), *law])
    return replace(limit, name=titled(spec.title), budget=words)


def _limit(one: clocks.ClockView) -> Limit:
    now = clock.now()
    if one.stopped is not None:
        return Limit(one.name, "over", _("已停止"), moment(one.stopped), "", one.budget)
    if one.due is None:
        return Limit(one.name, "still", _("暂停"), "", "", one.budget)
    light, word = _light(one.due - now)
    return Limit(one.name, light, word, moment(one.due), _left(one.due, now), one.budget)


def _light(left: timedelta) -> tuple[str, str]:
    if left < timedelta(0):
        return "late", _("逾期")
    return ("near", _("临期")) if left <= _NEAR else ("good", _("正常"))


def _left(due: datetime, now: datetime) -> str:
    hours = round(abs(due - now).total_seconds() / 3600)
    days = hours // 24
    said = (
        ngettext("%(n)s 天", "%(n)s 天", days) % {"n": days}
        if days
        else ngettext("%(n)s 小时", "%(n)s 小时", hours) % {"n": hours}
    )
    return (_("已过 %(time)s") if due < now else _("还有 %(time)s")) % {"time": said}


def may(row: RowView, visit: Visit) -> May:
    """What may be done with a row, and why not."""
    found: Permitted = permitted(row.uid, visit.scope)
    deeds = ("amend", "withdraw", "restore", "unmask", "enter")
    said = {deed: getattr(found, deed) for deed in deeds}
    return May(**{deed: "" if why is None else why.say(tongue()) for deed, why in said.items()})
