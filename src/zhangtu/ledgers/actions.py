"""Every change of rows: enter, amend, assign, withdraw, restore, and many at once; one act each."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from zhangtu.journal import queries as journal
from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act, Change, act
from zhangtu.kernel.problems import FieldProblem
from zhangtu.ledgers import (
    attachments,
    definitions,
    drafts,
    hooks,
    keys,
    owning,
    policies,
    seen,
    sql,
    storing,
    texts,
)
from zhangtu.ledgers.acting import Desk, desk_of
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.drafts import Around, Draft, Settled
from zhangtu.ledgers.refusals import (
    BatchChangedError,
    BatchInvalidError,
    ChangedError,
    InvalidError,
    LedgerError,
    ReferencedError,
)
from zhangtu.ledgers.sql import Stored
from zhangtu.ledgers.timeline import UNMASKING
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people
from zhangtu.people.scope import Right, Scope

_NEW: Final = Stored(0, UUID(int=0), 0, 0, 0, 0, "", False, None, 0, 0, "{}")


def create(
    ledger: str,
    values: Mapping[str, object],
    *,
    actor: Actor,
    unit: int | None = None,
    post: int = 0,
    behalf: int = 0,
    reason: str = "",
    by: str = "",
) -> RowView:
    """Enter a row.

    Args:
        ledger: The ledger's name.
        values: Field name → what was entered, as typed or as a value.
        actor: Who enters it.
        unit: The unit it belongs to; ``None`` for the one its own field names, else that of the post.
        post: The post it is assigned to; 0 for none.
        behalf: The post it is entered for by somebody else (代录); 0 for none.
        reason: Why, where that is asked for.
        by: The procedure, score or draw that acts; empty for people.

    Returns:
        The row, with what is odd about it.

    Raises:
        LedgerError: It may not be entered there, or not for that post.
        InvalidError: Something is wrong with the values; every problem is listed.
    """
    with act(actor=actor, reason=reason, behalf=behalf) as one:
        desk = desk_of(actor, by, one.behalf)
        return desk.view(*_create(one, desk, Draft(ledger, values, unit, post)))


def _create(one: Act, desk: Desk, draft: Draft) -> tuple[InForce, Stored, Settled]:
    force = desk.known.ledger(draft.ledger)
    policies.check_may(desk.scope, Right.ENTER, force)
    hooks.check_enter(force, desk.by)
    policies.check_post(draft.post)
    around = desk.around(force)
    settled = drafts.read(force, None, draft.values, around)
    unit = draft.unit
    if unit is None:
        unit = owning.said_unit(force, settled, desk.scope) or _own_unit(one.actor)
    policies.check_unit(desk.scope, unit)
    _settle(force, 0, settled, around, desk.scope)
    person = one.actor.person if force.ledger.scope == "person" else 0
    place = _NEW._replace(unit=unit, post=draft.post, person=person)
    return force, hooks.entered(one, force, storing.create(one, force, settled, place)), settled


def _own_unit(actor: Actor) -> int:
    state = people.post(actor.post) if actor.post else None
    if state is None:
        raise LedgerError("no_unit")
    return state.unit


def _settle(force: InForce, row: int, settled: Settled, around: Around, scope: Scope) -> None:
    """Compute and check; refuse with everything that is wrong."""
    if force.attached:
        settled.problems += attachments.unknown(force, settled.before, settled.after, scope)
    drafts.settle(force, row, settled, around)
    if settled.refused:
        raise InvalidError(settled.problems, force.ledger.name)


def amend(
    uid: UUID,
    values: Mapping[str, object],
    *,
    actor: Actor,
    seen: int,
    reason: str = "",
    behalf: int = 0,
    by: str = "",
) -> RowView:
    """Change values of a row.

    Args:
        uid: The row.
        values: Field name → what was entered; fields not named stay.
        actor: Who changes it.
        seen: The number of the last entry looked at.
        reason: Why, where that is asked for.
        behalf: The post it is entered for by somebody else; 0 for none.
        by: The procedure, score or draw that acts; empty for people.

    Returns:
        The row; when nothing differs, as it was and without an entry.

    Raises:
        LedgerError: It may not be changed.
        ChangedError: What the change rests on changed after ``seen``.
        InvalidError: Something is wrong with the values; every problem is listed.
    """
    with act(actor=actor, reason=reason, behalf=behalf) as one:
        desk = desk_of(actor, by, one.behalf)
        return desk.view(*_amend(one, desk, Draft(values=values, uid=uid, seen=seen)))


def _amend(one: Act, desk: Desk, draft: Draft) -> tuple[InForce, Stored, Settled]:
    force, row = _standing(desk, draft.uid, Right.AMEND)
    around = desk.around(force)
    settled = drafts.read(force, row, draft.values, around)
    mine = {str(no): text for no, text in settled.changed.items()}
    seen.check(force, row, mine, seen=draft.seen, masked=force.personal)
    _settle(force, row.id, settled, around, desk.scope)
    if settled.changed:
        row = storing.amend(one, force, row, settled)
    return force, row, settled


def found(uid: UUID | None, known: definitions.Known) -> tuple[InForce, Stored]:
    """A row with its ledger, whoever asks.

    Raises:
        LedgerError: There is none of that name.
    """
    row = None if uid is None else sql.row_by_uid(uid)
    if row is None or row.ledger not in known.registered:
        raise LedgerError("no_row")
    return known.registered[row.ledger], row


def _standing(desk: Desk, uid: UUID | None, right: Right) -> tuple[InForce, Stored]:
    """A row that may be changed and is not withdrawn."""
    force, row = found(uid, desk.known)
    policies.check_change(desk.scope, right, force, row)
    if row.pending and not sql.is_shown(row.pending):
        raise LedgerError("pending")
    if row.withdrawn:
        raise LedgerError("withdrawn")
    return force, row


def assign(
    uid: UUID,
    *,
    actor: Actor,
    seen: int,
    unit: int | None = None,
    post: int | None = None,
    person: int | None = None,
    reason: str = "",
    by: str = "",
) -> RowView:
    """Say whose a row is.

    Args:
        uid: The row.
        actor: Who says so.
        seen: The number of the last entry looked at.
        unit: The unit it belongs to; ``None`` leaves it.
        post: The post it is assigned to, 0 for none; ``None`` leaves it.
        person: The person it is about, 0 for none; ``None`` leaves it.
        reason: Why, where that is asked for.
        by: The room that acts; empty for people.

    Returns:
        The row.

    Raises:
        LedgerError: It may not be changed, the unit is out of scope, or there is no such post or person.
        ChangedError: Whose it is, or its state, changed after ``seen``.
    """
    with act(actor=actor, reason=reason) as one:
        desk = desk_of(actor, by)
        force, row = _standing(desk, uid, Right.AMEND)
        hooks.check_move(force, row, by)
        given = {"unit": unit, "post": post, "person": person}
        columns = {name: no for name, no in given.items() if no is not None and no != getattr(row, name)}
        _check_place(desk, columns)
        _check_seen(force, row, {f"@{name}": str(value) for name, value in columns.items()}, seen)
        moved = storing.move(one, force, row, "assign", **columns) if columns else row
        return desk.view(force, moved)


def _check_place(desk: Desk, columns: Mapping[str, int]) -> None:
    """Make sure that a row goes to a unit in scope, and to a post and a person there are."""
    if "unit" in columns:
        policies.check_unit(desk.scope, columns["unit"])
    policies.check_post(columns.get("post", 0))
    if columns.get("person") and people.person(columns["person"]) is None:
        raise LedgerError("unknown_person", person=columns["person"])


def _check_seen(force: InForce, row: Stored, mine: Mapping[str, str], number: int) -> None:
    seen.check(force, row, mine, seen=number, masked=force.personal)


def withdraw(uid: UUID, *, actor: Actor, seen: int, reason: str, although: bool = False) -> RowView:
    """Take a row out of use; it stays with its history, and its number can be used again.

    Args:
        uid: The row.
        actor: Who withdraws it.
        seen: The number of the last entry looked at.
        reason: Why.
        although: Whether it is to go although other rows refer to it.

    Returns:
        The row.

    Raises:
        LedgerError: It may not, no reason was given, or it is withdrawn already.
        ReferencedError: Other rows refer to it; they are listed.
        ChangedError: Its state changed after ``seen``.
    """
    with act(actor=actor, reason=reason) as one:
        desk = desk_of(actor)
        force, row = _standing(desk, uid, Right.WITHDRAW)
        hooks.check_withdraw(force, row)
        if not one.reason.strip():
            raise LedgerError("no_reason")
        _check_seen(force, row, {}, seen)
        referring = [] if although else sql.referring(row.id)
        if referring:
            seen_here = [str(other) for other in referring[:100] if _is_seen(desk, other)]
            raise ReferencedError(len(referring), seen_here)
        row = storing.move(one, force, row, "withdraw", withdrawn=True)
        for number, _, unique in force.keyed:
            if unique:
                sql.mark_keys(row.id, number, only=False)
        return desk.view(force, row)


def _is_seen(desk: Desk, uid: UUID) -> bool:
    force, row = found(uid, desk.known)
    return policies.sees(desk.scope, force, row)


def restore(uid: UUID, *, actor: Actor, seen: int, reason: str = "") -> RowView:
    """Take a withdrawn row back into use.

    Args:
        uid: The row.
        actor: Who restores it.
        seen: The number of the last entry looked at.
        reason: Why, where that is asked for.

    Returns:
        The row.

    Raises:
        LedgerError: It may not, or it is not withdrawn.
        InvalidError: Another row has taken a value meanwhile that only one may have.
        ChangedError: Its state changed after ``seen``.
    """
    with act(actor=actor, reason=reason) as one:
        desk = desk_of(actor)
        force, row = found(uid, desk.known)
        policies.check_change(desk.scope, Right.WITHDRAW, force, row)
        if not row.withdrawn:
            raise LedgerError("not_withdrawn")
        _check_seen(force, row, {}, seen)
        values = drafts.read(force, row, {}, desk.around(force)).after
        wanted = keys.of_row(force, row.id, values)
        problems = keys.taken(force, wanted)
        if problems:
            raise InvalidError(problems, force.ledger.name)
        row = storing.move(one, force, row, "restore", withdrawn=False)
        for key in wanted:
            if key.only:
                sql.mark_keys(row.id, key.field, only=True)
        return desk.view(force, row)


def unmask(uid: UUID, fields: Sequence[str], *, actor: Actor, reason: str) -> Mapping[str, Any]:
    """See values about a person in the clear; the journal keeps who saw which, and why.

    Args:
        uid: The row.
        fields: The names of the fields.
        actor: Who wants to see them.
        reason: Why.

    Returns:
        Field name → value; empty fields are left out.

    Raises:
        LedgerError: It may not be, no reason was given, or there is no such row or field.
    """
    with act(actor=actor, reason=reason) as one:
        desk = desk_of(actor)
        force, row = found(uid, desk.known)
        if not policies.sees(desk.scope, force, row) or (row.pending and not sql.is_shown(row.pending)):
            raise LedgerError("no_row")
        policies.check_may(desk.scope, Right.UNMASK, force)
        if not one.reason.strip():
            raise LedgerError("no_reason")
        unknown = [name for name in fields if name not in force.fields]
        if unknown:
            raise LedgerError("no_field", ledger=force.ledger.name, fields="、".join(unknown))
        numbers = sorted(force.fields[name].no for name in fields)
        names = {"ledger": texts.text_of(force.ledger.name), "fields": texts.text_of(numbers)}
        one.write(Change(UNMASKING, row.id, "unmask", names, definition=force.id))
        values = force.loaded(texts.objects(row.values))
        return {force.numbered[no].name: values[no] for no in numbers if no in values}


def batch(
    batch: Sequence[Draft], *, actor: Actor, reason: str = "", behalf: int = 0, by: str = ""
) -> list[RowView]:
    """Enter and amend many rows: all of them, or none.

    Args:
        batch: The rows; those with a ``uid`` are amended.
        actor: Who enters them.
        reason: Why, where that is asked for.
        behalf: The post they are entered for by somebody else; 0 for none.
        by: The procedure that enters them, for fields only it sets; empty for people.

    Returns:
        The rows in the same order.

    Raises:
        LedgerError: One may not be entered or changed.
        BatchChangedError: What some changes rest on changed after it was looked at; all of them are listed.
        BatchInvalidError: Something is wrong with some; every problem of every one is listed.
    """
    wrong: dict[int, InvalidError] = {}
    changed: dict[int, ChangedError] = {}
    done: list[RowView] = []
    with act(actor=actor, reason=reason, behalf=behalf) as one:
        one.batch = one.batch or journal.last_number() + 1
        desk = desk_of(actor, by, one.behalf)
        for place, draft in enumerate(batch):
            try:
                stored = _create(one, desk, draft) if draft.uid is None else _amend(one, desk, draft)
            except InvalidError as error:
                wrong[place] = error
            except ChangedError as error:
                changed[place] = error
            else:
                done.append(desk.view(*stored))
        if changed:
            raise BatchChangedError(changed)
        if wrong:
            raise _invalid(wrong)
    return done


def _invalid(wrong: Mapping[int, InvalidError]) -> BatchInvalidError:
    """What is wrong with several rows, as one refusal."""
    problems = {place: error.problems for place, error in wrong.items()}
    return BatchInvalidError(_without_guesses(problems), {place: one.ledger for place, one in wrong.items()})


def _without_guesses(wrong: Mapping[int, Sequence[FieldProblem]]) -> dict[int, Sequence[FieldProblem]]:
    """Leave out which masked values are taken while anything else is wrong; tell one if nothing else is."""
    others = {place: [one for one in said if one.facts != drafts.GUESSED] for place, said in wrong.items()}
    first = min(wrong)
    return {place: said for place, said in others.items() if said} or {first: wrong[first]}
