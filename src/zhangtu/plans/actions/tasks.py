"""Corrections of a document's text and tasks, and their taking back; each is one act."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.plans import readings, record
from zhangtu.plans.board import title_of
from zhangtu.plans.changes import (
    AddChange,
    Change,
    DeadlineChange,
    DropChange,
    IgnoreChange,
    IssuedChange,
    MendChange,
    MergeChange,
    SplitChange,
    TitleChange,
    UnitsChange,
    WithdrawChange,
    standing,
)
from zhangtu.plans.errors import PlanError, Refusal
from zhangtu.plans.matching import Anchor, quote
from zhangtu.plans.record import Shown
from zhangtu.plans.state import State
from zhangtu.plans.view import View, ViewItem, anchor_of
from zhangtu.reading.model import NO_DEADLINE, Deadline


def mend_text(uid: UUID, place: Shown, new: str, *, seen: int, actor: str, by: Actor | None = None) -> None:
    """Replace words of the text; the whole is read again.

    Args:
        uid: The document.
        place: The words to replace, as shown.
        new: What to put there.
        seen: The version looked at.
        actor: Who does it, as typed.
        by: Who is signed in; ``None`` for nobody.

    Raises:
        PlanError: Nobody, no such place, nothing changed, or too long.
    """

    def change(view: View) -> Change:
        text = view.reading.text
        record.must_stand(text, place)
        if text[place.start : place.end] == new:
            raise PlanError(Refusal.EMPTY)
        return MendChange(quote(text, place.start, place.end), record.words(new, empty=True))

    record.add(uid, change, seen=seen, actor=actor, by=by)


def accept_repair(uid: UUID, key: str, *, seen: int, actor: str, by: Actor | None = None) -> None:
    """Mend the text as a fault proposes."""

    def change(view: View) -> Change:
        found = view.problem(key)
        if found is None or found.problem.repair is None:
            raise PlanError(Refusal.GONE)
        repair = found.problem.repair
        place = quote(view.reading.text, repair.start, repair.end)
        return MendChange(place, repair.text, found.problem.kind)

    record.add(uid, change, seen=seen, actor=actor, by=by)


def ignore_fault(uid: UUID, key: str, *, seen: int, actor: str, by: Actor | None = None) -> None:
    """Take a fault for none."""

    def change(view: View) -> Change:
        found = view.problem(key)
        if found is None:
            raise PlanError(Refusal.GONE)
        place = quote(view.reading.text, found.problem.start, found.problem.end)
        return IgnoreChange(found.problem.kind, place)

    record.add(uid, change, seen=seen, actor=actor, by=by)


def state_issued(uid: UUID, issued: date | None, *, seen: int, actor: str, by: Actor | None = None) -> None:
    """State the day the document was signed; dates without a year follow it."""

    def change(view: View) -> Change:
        return IssuedChange(issued, view.reading.document.issued)

    record.add(uid, change, seen=seen, actor=actor, by=by)


def retitle_task(uid: UUID, key: str, title: str, *, seen: int, actor: str, by: Actor | None = None) -> None:
    """Call a task so."""

    def change(view: View) -> Change:
        one = record.item(view, key)
        return TitleChange(anchor_of(view.reading.text, one), record.words(title), one.item.title)

    record.add(uid, change, seen=seen, actor=actor, by=by)


def assign_task(
    uid: UUID,
    key: str,
    lead: Iterable[str],
    support: Iterable[str],
    *,
    seen: int,
    actor: str,
    by: Actor | None = None,
) -> None:
    """Give a task to these units; the first are those who answer for it."""

    def change(view: View) -> Change:
        one, first = record.item(view, key), record.names(lead)
        return UnitsChange(
            anchor_of(view.reading.text, one),
            first,
            tuple(name for name in record.names(support) if name not in first),
            one.item.lead_units,
            one.item.support_units,
        )

    record.add(uid, change, seen=seen, actor=actor, by=by)


def time_task(
    uid: UUID, key: str, deadline: Deadline, *, seen: int, actor: str, by: Actor | None = None
) -> None:
    """Give a task this time."""
    if deadline.start is not None and deadline.end is not None and deadline.end < deadline.start:
        raise PlanError(Refusal.BAD_DATE)

    def change(view: View) -> Change:
        one = record.item(view, key)
        return DeadlineChange(anchor_of(view.reading.text, one), deadline, one.item.deadline)

    record.add(uid, change, seen=seen, actor=actor, by=by)


def split_task(uid: UUID, key: str, offset: int, *, seen: int, actor: str, by: Actor | None = None) -> None:
    """Cut a task in two so many characters behind its beginning."""

    def change(view: View) -> Change:
        one, text = record.item(view, key), view.reading.text
        at = one.item.start + offset
        inside = one.item.start < at < one.item.end
        if not inside or not text[one.item.start : at].strip() or not text[at : one.item.end].strip():
            raise PlanError(Refusal.BAD_SPLIT)
        return SplitChange(anchor_of(text, one), quote(text, at, at))

    record.add(uid, change, seen=seen, actor=actor, by=by)


def merge_tasks(
    uid: UUID, key: str, *, with_next: bool, seen: int, actor: str, by: Actor | None = None
) -> None:
    """Make one task of a task and its neighbour behind, or before."""

    def change(view: View) -> Change:
        index = view.items.index(record.item(view, key)) - (0 if with_next else 1)
        if not 0 <= index < len(view.items) - 1:
            raise PlanError(Refusal.NO_NEIGHBOUR)
        one, two = view.items[index], view.items[index + 1]
        text = view.reading.text
        return MergeChange(anchor_of(text, one), anchor_of(text, two))

    record.add(uid, change, seen=seen, actor=actor, by=by)


def drop_task(uid: UUID, key: str, *, seen: int, actor: str, by: Actor | None = None) -> None:
    """Take off the list what is no task."""

    def change(view: View) -> Change:
        one = record.item(view, key)
        return DropChange(anchor_of(view.reading.text, one), one.item.title)

    record.add(uid, change, seen=seen, actor=actor, by=by)


def add_task(uid: UUID, place: Shown, *, seen: int, actor: str, by: Actor | None = None) -> None:
    """Put a stretch of the text on the list; its own time and units are read from it.

    Args:
        uid: The document.
        place: The words, as shown.
        seen: The version looked at.
        actor: Who does it, as typed.
        by: Who is signed in; ``None`` for nobody.

    Raises:
        PlanError: Nobody, or no such words there.
    """

    def change(view: View) -> Change:
        text = view.reading.text
        record.must_stand(text, place)
        words = text[place.start : place.end]
        if not words.strip():
            raise PlanError(Refusal.EMPTY)
        first = place.start + len(words) - len(words.lstrip())
        last = place.end - (len(words) - len(words.rstrip()))
        return _added(view, first, last)

    record.add(uid, change, seen=seen, actor=actor, by=by)


def _added(view: View, start: int, end: int) -> AddChange:
    """What the reader makes of a stretch by itself, under the headings of the task before it."""
    text = view.reading.text
    alone = readings.reading_of(replace(view.reading.source, text=text[start:end], tables=(), headings=(),
                                        pages=(), notes=()), view.reading.document.issued)  # fmt: skip
    above = [one.item.path for one in view.items if one.item.start <= start]
    found = alone.items[0] if alone.items else None
    return AddChange(
        quote(text, start, end),
        title_of(text[start:end]),
        above[-1] if above else (),
        found.lead_units if found else (),
        found.support_units if found else (),
        replace(found.deadline, place=None) if found else NO_DEADLINE,
    )


def withdraw_corrections(uid: UUID, numbers: Iterable[int], *, actor: str, by: Actor | None = None) -> None:
    """Take back corrections, or withdrawals, all or none; the entries stay on the list.

    Args:
        uid: The document.
        numbers: The entries to take back.
        actor: Who does it, as typed.
        by: Who is signed in; ``None`` for nobody.

    Raises:
        PlanError: Nobody, no such entry, or one that is taken back already.
    """
    once = tuple(dict.fromkeys(numbers))

    def step(state: State) -> State:
        for number in once:
            if not 1 <= number <= len(state.corrections):
                raise PlanError(Refusal.GONE)
            if number not in standing(state.corrections):
                raise PlanError(Refusal.ALREADY_WITHDRAWN)
            state = state.with_correction(WithdrawChange(), record.named(actor), number)
        return state

    record.change(uid, step, by=by)


def reapply_correction(
    uid: UUID, number: int, key: str, *, seen: int, actor: str, by: Actor | None = None
) -> None:
    """Apply a correction that no longer fits to a task a person chose; replaces the earlier entry."""

    def change(view: View) -> Change:
        conflict = next((one for one in view.conflicts if one.correction.number == number), None)
        if conflict is None:
            raise PlanError(Refusal.GONE)
        one = record.item(view, key)
        anchor = anchor_of(view.reading.text, one)
        return _fitted(conflict.correction.change, anchor, one)

    record.add(uid, change, seen=seen, actor=actor, by=by, withdraws=number)


def _fitted(change: Change, anchor: Anchor, one: ViewItem) -> Change:
    """A correction of a task's values turned to another task."""
    match change:
        case TitleChange():
            return replace(change, anchor=anchor, was=one.item.title)
        case UnitsChange():
            return replace(
                change, anchor=anchor, was_lead=one.item.lead_units, was_support=one.item.support_units
            )
        case DeadlineChange():
            return replace(change, anchor=anchor, was=one.item.deadline)
        case DropChange():
            return replace(change, anchor=anchor)
        case _:
            raise PlanError(Refusal.BAD_REQUEST)
