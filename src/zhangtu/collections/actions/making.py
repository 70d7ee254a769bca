"""Sending a collection out: the form, the units, by when and on what ground; each unit is told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from zhangtu.collections import finding, forms, policies, reusing
from zhangtu.collections.forms import Wanted
from zhangtu.collections.keeping import TABLES
from zhangtu.collections.models import Ask, Collection
from zhangtu.collections.refusals import CollectionError
from zhangtu.collections.states import Shape, State
from zhangtu.collections.telling import tell
from zhangtu.collections.wording import PARTS
from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act, act
from zhangtu.kernel.clock import today
from zhangtu.kernel.uids import new_uid
from zhangtu.people import queries as people
from zhangtu.people import reaching
from zhangtu.people.scope import Scope

#: What is told to people has no more letters than this.
LONGEST: Final = 5_000
#: The same asked again of the same units within this time is a second press: it is the one sent out already.
PAUSE: Final = timedelta(minutes=10)

#: So many of the post's last collections are looked at.
_LOOKED: Final = 20


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be sent out.

    Attributes:
        title: What it is called.
        basis: What it rests on: the number of a paper, or the article of a law.
        due: By when it is to be handed in.
        ends: The last day the form may be used.
        units: The units that are asked.
        columns: What is asked.
        base: The ledger the lines come from; empty for none.
        shape: What the lines are.
        period: What it is about, as people say it.
        note: What respondents are told.
        previous: The collection of the period before; ``None`` for none.
    """

    title: str
    basis: str
    due: datetime | None
    ends: date | None
    units: Sequence[int]
    columns: Sequence[Wanted]
    base: str = ""
    shape: Shape = Shape.ROWS
    period: str = ""
    note: str = ""
    previous: UUID | None = None


def send_out(plan: Plan, *, actor: Actor) -> UUID:
    """Send a collection out; pressed twice, or by two people of the post at once, it is one.

    Args:
        plan: What is asked of whom.
        actor: Who asks; the collection belongs to the post acted for.

    Returns:
        Its name.

    Raises:
        CollectionError: Something is missing or out of reach, the dates can't be, or a column is known
            elsewhere and neither reused nor explained.
        LedgerError: There is no such ledger, or it may not be read.
    """
    scope = people.scope(actor)
    policies.check_make(scope)
    _check(plan)
    reusing.check_readable(plan, scope)
    made = forms.make(plan.title, plan.base, plan.shape, plan.columns)
    reusing.check(plan, scope)
    with act(actor=actor) as now:
        return _once(now, plan, made, scope)


def _check(plan: Plan) -> None:
    given = {
        "title": plan.title.strip(),
        "basis": plan.basis.strip(),
        "due": plan.due,
        "ends": plan.ends,
        "units": plan.units,
    }
    empty = [name for name, value in given.items() if not value]
    missing = [PARTS[name] for name in empty]
    if missing or plan.due is None or plan.ends is None:
        what, what_en = ("、".join(one[0] for one in missing), ", ".join(one[1] for one in missing))
        raise CollectionError("missing", what=what, what_en=what_en, at=empty[0])
    if len(plan.note) > LONGEST:
        raise CollectionError("too_long", most=LONGEST)
    if plan.due.date() < today() or plan.ends < plan.due.date():
        raise CollectionError("bad_dates")


def _once(now: Act, plan: Plan, made: forms.Made, scope: Scope) -> UUID:
    """Send out what was not sent out just now; the collection's name either way."""
    given = _given(now, plan, made, scope)
    for one in Collection.objects.filter(post=now.actor.post, closed=None).order_by("-pk")[:_LOOKED]:
        # the first 48 bits of a name are the millisecond it was made in
        if one.uid.int >> 80 < now.at // 1_000 - PAUSE // timedelta(milliseconds=1):
            break
        asked = set(one.asks.values_list("unit", flat=True))
        if asked == set(plan.units) and all(getattr(one, name) == value for name, value in given.items()):
            return one.uid
    collection = TABLES.add(now, Collection, action="send_out", uid=new_uid(now.at), **given)
    _ask(now, collection, plan.units, scope)
    return collection.uid


def _given(now: Act, plan: Plan, made: forms.Made, scope: Scope) -> dict[str, Any]:
    """What a collection is, besides its name and the units."""
    actor = now.actor
    state = people.post(actor.post) if actor.post else None
    before = 0 if plan.previous is None else finding.collection(plan.previous, scope).pk
    return {
        "title": plan.title.strip()[:200], "basis": plan.basis.strip()[:300], "note": plan.note.strip(),
        "unit": 0 if state is None else state.unit, "post": actor.post, "opened": today(), "due": plan.due,
        "ends": plan.ends, "period": plan.period.strip()[:60], "previous": before, "base": made.base,
        "shape": made.shape.value, "form": made.form, "columns": made.columns, "reasons": made.reasons,
    }  # fmt: skip


def _ask(now: Act, collection: Collection, units: Sequence[int], scope: Scope) -> None:
    """Ask units, and tell them."""
    reach = reaching.reach(scope)
    for place, unit in enumerate(dict.fromkeys(units)):
        if unit not in reach:
            raise CollectionError("unit_out_of_reach", unit=people.name_on(unit) or unit)
        ask = TABLES.add(
            now, Ask, action="ask", uid=new_uid(now.at + place), collection=collection, unit=unit,
            state=State.UNOPENED.value,
        )  # fmt: skip
        tell(ask, "asked", actor=now.actor)


def add_units(uid: UUID, units: Sequence[int], *, actor: Actor) -> int:
    """Ask more units.

    Args:
        uid: The collection.
        units: The units; those asked already are left alone.
        actor: Who asks.

    Returns:
        How many were added.

    Raises:
        CollectionError: The actor does not own it, it is over, or a unit is out of reach.
    """
    with act(actor=actor) as now:
        scope = people.scope(actor)
        collection = finding.collection(uid, scope)
        policies.check_own(scope, collection)
        policies.check_running(collection)
        known = set(collection.asks.values_list("unit", flat=True))
        new = [unit for unit in dict.fromkeys(units) if unit not in known]
        _ask(now, collection, new, scope)
        return len(new)


def send_out_again(uid: UUID, *, due: datetime | None, period: str, actor: Actor) -> UUID:
    """Ask the same of the same units for the next period, within the time the form may be used.

    Args:
        uid: The collection of the period before.
        due: By when it is to be handed in.
        period: What it is about.
        actor: Who asks.

    Returns:
        The new collection's name.

    Raises:
        CollectionError: The actor does not own it, the form has ended, or the dates can't be.
    """
    with act(actor=actor) as now:
        scope = people.scope(actor)
        before = finding.collection(uid, scope)
        policies.check_own(scope, before)
        policies.check_make(scope)
        if before.ends < today():
            raise CollectionError("expired", ends=before.ends.isoformat())
        units = list(before.asks.order_by("pk").values_list("unit", flat=True))
        plan = Plan(before.title, before.basis, due, before.ends, units, (), before.base)
        _check(plan)
        plan = replace(plan, shape=Shape(before.shape), period=period, note=before.note, previous=uid)
        made = forms.Made(before.base, plan.shape, before.form, before.columns, before.reasons)
        there = people.units()
        plan = replace(plan, units=[unit for unit in units if unit in there])
        return _once(now, plan, made, scope)
