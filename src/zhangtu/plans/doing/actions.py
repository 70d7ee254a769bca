"""Every act of a task's life: each is one entry of its row, or one act over several rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.kernel.clock import today
from zhangtu.ledgers import actions, queries
from zhangtu.ledgers.queries import Filter, Op, Order
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.plans.doing import alike, policies
from zhangtu.plans.doing.refusals import TaskError
from zhangtu.plans.doing.states import Answer, Deed, Extension, State
from zhangtu.plans.doing.tasks import ANSWERS, BY, EXTENSIONS, Task, task, task_of
from zhangtu.schema.types import FileRef


@dataclass(frozen=True, slots=True)
class Given:
    """What a unit answers.

    Attributes:
        words: What was done.
        files: What proves it, brought in before.
        final: Whether the unit takes the task for done.
        period: The period it counts for, of a continuous task; empty for none.
    """

    words: str
    files: Sequence[FileRef] = ()
    final: bool = True
    period: str = ""


def checked(uid: UUID, deed: Deed, actor: Actor) -> tuple[Task, Scope]:
    """The task as it is under the writer's lock; what somebody looked at may have moved on.

    Raises:
        TaskError: The deed may not be done with it now, or there is none in scope.
    """
    scope = people.scope(actor)
    found = task(uid, scope)
    policies.check(deed, found, scope)
    return found, scope


def _each(uid: UUID, deed: Deed, actor: Actor) -> Iterator[tuple[Task, Scope]]:
    """The task, then every other that asks the same and with which the same person may do the deed now."""
    found, scope = checked(uid, deed, actor)
    others = alike.others(found, scope)
    yield found, scope
    yield from ((one, scope) for one in others if policies.why_not(deed, one, scope) is None)


def _set(found: Task, actor: Actor, values: Mapping[str, object]) -> RowView:
    return actions.amend(found.uid, values, actor=actor, seen=found.row.version, by=BY)


def name_of(uid: UUID | None) -> str | None:
    """What a unit or post is called in a field; ``None`` for none."""
    return None if uid is None else str(uid)


def _person(actor: Actor) -> str | None:
    """Who acts, as a field of a row names people; nobody for a machine."""
    found = people.persons([actor.person]) if actor.person else {}
    return str(found[actor.person].uid) if actor.person in found else None


def _said(reason: str) -> str:
    if not reason.strip():
        raise TaskError("no_reason")
    return reason.strip()


def assign(uid: UUID, *, actor: Actor, post: int = 0) -> RowView:
    """Give a task to the unit that leads it (交办).

    Args:
        uid: The task.
        actor: Who assigns it, for the office.
        post: The post it is to lie with; 0 leaves the one it has.

    Returns:
        The task's row.

    Raises:
        TaskError: It may not be, or names no lead unit or no day.
        LedgerError: The lead unit is out of scope.
    """
    with act(actor=actor):
        found, scope = checked(uid, Deed.ASSIGN, actor)
        to_post = post or found.row.values.get("post") or found.post
        row = found.row
        if (row.unit, row.post) != (found.lead, to_post):
            row = actions.assign(uid, actor=actor, seen=row.version, unit=found.lead, post=to_post, by=BY)
        values = {
            "state": State.ASSIGNED,
            "assigned_on": today(),
            "assigned_by": name_of(people.unit_uid(policies.own_unit(scope))),
            "assigned_by_post": name_of(people.post_uid(actor.post)),
            "post": name_of(people.post_uid(to_post)),
        }
        return actions.amend(uid, values, actor=actor, seen=row.version, by=BY)


def acknowledge(uid: UUID, *, actor: Actor) -> RowView:
    """Say that a task was received (签收).

    Raises:
        TaskError: It may not be by this post, or is acknowledged already.
    """
    with act(actor=actor):
        found, _ = checked(uid, Deed.ACKNOWLEDGE, actor)
        return _set(found, actor, {"state": State.ACKNOWLEDGED, "acknowledged_on": today()})


def respond(uid: UUID, given: Given, *, actor: Actor) -> RowView:
    """Answer what was done, with what proves it (反馈); it counts for every task that asks the same.

    Args:
        uid: The task.
        given: The answer.
        actor: Who answers, for the lead unit.

    Returns:
        The answer's row.

    Raises:
        TaskError: It may not be now or by this post, or says nothing.
        InvalidError: A file is not the actor's to attach.
    """
    if not given.words.strip():
        raise TaskError("no_words")
    with act(actor=actor):
        found, scope = checked(uid, Deed.RESPOND, actor)
        made = _answer(found, given, scope)
        for other in alike.others(found, scope):
            if alike.answered_with(other):
                _also(other, given, made.uid, scope)
        return made


def _also(found: Task, given: Given, first: UUID, scope: Scope) -> None:
    """Answer a task that asks the same with the same words; one that just lay there is taken as received."""
    if found.state is State.ASSIGNED:
        policies.check(Deed.ACKNOWLEDGE, found, scope)
        row = _set(found, scope.actor, {"state": State.ACKNOWLEDGED, "acknowledged_on": today()})
        found = task_of(row)
    policies.check(Deed.RESPOND, found, scope)
    _answer(found, given, scope, first)


def _answer(found: Task, given: Given, scope: Scope, first: UUID | None = None) -> RowView:
    values: dict[str, object] = {
        "task": str(found.uid),
        "words": given.words.strip(),
        "files": list(given.files) or None,
    }
    values |= {"final": given.final, "period": given.period or None, "state": Answer.GIVEN}
    values |= {"given_on": today(), "given_by": _person(scope.actor)}
    values |= {} if first is None else {"same_as": str(first)}
    made = actions.create(ANSWERS, values, actor=scope.actor, unit=_whose(found, scope), by=BY)
    _set(found, scope.actor, {"state": State.RESPONDED, "progress": given.words.strip()})
    return made


def _whose(found: Task, scope: Scope) -> int:
    """The unit what belongs to a task is entered for: the task's, else that of who carries it out."""
    inside = scope.everywhere or found.row.unit in scope.units
    return found.row.unit if inside else policies.own_unit(scope)


def _waiting(ledger: str, state: str, found: Task, scope: Scope) -> RowView | None:
    """The newest row about a task that waits to be decided on."""
    where = (Filter("task", Op.IS, str(found.uid)), Filter("state", Op.IS, state))
    page = queries.rows(ledger, scope, where=where, order=Order(descending=True), limit=1, counted=False)
    return next(iter(page.rows), None)


def _decided(found: Task, answer: RowView, scope: Scope, state: Answer, reason: str | None) -> RowView:
    """The task, once its answer is decided on."""
    person, given = _person(scope.actor), answer.values
    values = {"state": state, "decided_on": today(), "decided_by": person, "reason": reason}
    actions.amend(answer.uid, values, actor=scope.actor, seen=answer.version, by=BY)
    if state is Answer.RETURNED:
        return _set(found, scope.actor, {"state": State.RETURNED, "returned_reason": reason})
    if not given.get("final"):
        return _set(found, scope.actor, {"state": State.ACKNOWLEDGED})
    done = {"completed_on": given.get("given_on"), "result": given.get("words")}
    return _set(found, scope.actor, {"state": State.COMPLETED, **done})


def _decide(uid: UUID, deed: Deed, state: Answer, actor: Actor, reason: str | None = None) -> RowView:
    """Decide on the answer of a task, and on the same one where it was given to others."""
    each = _each(uid, deed, actor)
    found, scope = next(each)
    answer = _waiting(ANSWERS, Answer.GIVEN, found, scope)
    if answer is None:
        raise TaskError("no_answer")
    decided = _decided(found, answer, scope, state, reason)
    for other, _ in each:
        given = _waiting(ANSWERS, Answer.GIVEN, other, scope)
        if given is not None and alike.first_of(given) == alike.first_of(answer):
            _decided(other, given, scope, state, reason)
    return decided


def accept(uid: UUID, *, actor: Actor) -> RowView:
    """Accept the answer; one that asked for it completes the task, on the day it was given.

    Raises:
        TaskError: It may not be by this post, or no answer waits.
    """
    with act(actor=actor):
        return _decide(uid, Deed.ACCEPT, Answer.ACCEPTED, actor)


def give_back(uid: UUID, reason: str, *, actor: Actor) -> RowView:
    """Return the answer with the reason (退回重办).

    Raises:
        TaskError: It may not be by this post, no answer waits, or no reason is said.
    """
    said = _said(reason)
    with act(actor=actor, reason=said):
        return _decide(uid, Deed.GIVE_BACK, Answer.RETURNED, actor, said)


def complete(uid: UUID, reason: str, *, actor: Actor) -> RowView:
    """Complete a task without an answer (办结), saying why.

    Raises:
        TaskError: It may not be by this post or now, or no reason is said.
    """
    said = _said(reason)
    with act(actor=actor, reason=said):
        done = {"state": State.COMPLETED, "completed_on": today(), "result": said}
        rows = [_set(one, actor, done) for one, _ in _each(uid, Deed.COMPLETE, actor)]
        return rows[0]


def strike_off(uid: UUID, *, actor: Actor) -> RowView:
    """Strike a completed task off (销号): the office that assigned it, never who carried it out.

    Raises:
        TaskError: It may not be by this post, or is not completed.
    """
    with act(actor=actor):
        off = {"state": State.STRUCK_OFF, "struck_off_on": today()}
        rows = [_set(one, actor, off) for one, _ in _each(uid, Deed.STRIKE_OFF, actor)]
        return rows[0]


def call_off(uid: UUID, reason: str, *, actor: Actor) -> RowView:
    """Call a task off, saying why.

    Raises:
        TaskError: It may not be by this post or now, or no reason is said.
    """
    said = _said(reason)
    with act(actor=actor, reason=said):
        found, _ = checked(uid, Deed.CALL_OFF, actor)
        off = {"called_off_on": today(), "called_off_reason": said}
        return _set(found, actor, {"state": State.CALLED_OFF, **off})


def ask_extension(uid: UUID, until: date, reason: str, *, actor: Actor) -> RowView:
    """Ask for more time (申请延期).

    Args:
        uid: The task.
        until: The last day asked for.
        reason: Why.
        actor: Who asks, for the lead unit.

    Returns:
        The row of the wish.

    Raises:
        TaskError: It may not be, one waits already, the day is not later, or no reason is said.
    """
    said = _said(reason)
    with act(actor=actor, reason=said):
        found, scope = checked(uid, Deed.ASK_EXTENSION, actor)
        if found.due is None:
            raise TaskError("no_day_at_all")
        if until <= found.due or until < today():
            raise TaskError("not_later", due=found.due.isoformat())
        if _waiting(EXTENSIONS, Extension.ASKED, found, scope) is not None:
            raise TaskError("asked_already")
        values: dict[str, object] = {
            "task": str(uid),
            "due_before": found.due,
            "due_after": until,
            "reason": said,
        }
        values |= {"asked_on": today(), "asked_by": _person(actor), "state": Extension.ASKED}
        return actions.create(EXTENSIONS, values, actor=actor, unit=_whose(found, scope), by=BY)


def decide_extension(uid: UUID, *, approve: bool, actor: Actor, words: str = "") -> RowView:
    """Grant more time, the first day kept, or refuse it.

    Args:
        uid: The task.
        approve: Whether it is granted.
        actor: Who decides, for the office.
        words: What is said with it; must be for a refusal.

    Returns:
        The task's row.

    Raises:
        TaskError: It may not be by this post, none waits, or a refusal says no reason.
    """
    said = words.strip() if approve else _said(words)
    with act(actor=actor, reason=said):
        found, scope = checked(uid, Deed.DECIDE_EXTENSION, actor)
        asked = _waiting(EXTENSIONS, Extension.ASKED, found, scope)
        if asked is None:
            raise TaskError("no_extension")
        state = Extension.APPROVED if approve else Extension.REFUSED
        values = {"state": state, "decided_on": today(), "decided_by": _person(actor)}
        actions.amend(asked.uid, {**values, "decision": said or None}, actor=actor, seen=asked.version, by=BY)
        if not approve:
            return found.row
        first = found.row.values.get("extended_from") or found.due
        more = {"extended_from": first, "extension_reason": asked.values.get("reason")}
        return _set(found, actor, {"due": asked.values["due_after"], **more})
