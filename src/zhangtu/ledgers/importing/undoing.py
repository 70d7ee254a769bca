"""Takes an import back: created rows are withdrawn, amended ones restored; what is in use stays."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final
from uuid import UUID

from zhangtu.journal import queries as journal
from zhangtu.journal.actor import Actor
from zhangtu.journal.queries import EntryView
from zhangtu.journal.writing import Act, Change, act
from zhangtu.kernel.failpoints import here
from zhangtu.ledgers import definitions, drafts, keys, policies, storing, texts
from zhangtu.ledgers import sql as store
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.importing import hooks, spool, sql
from zhangtu.ledgers.importing.applying import REGISTER, UNDOING, Left, Outcome
from zhangtu.ledgers.importing.preparing import folder_of
from zhangtu.ledgers.importing.reading import around_of
from zhangtu.ledgers.importing.refusing import ImportRefusedError
from zhangtu.ledgers.looking import Finder
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.ledgers.sql import Stored
from zhangtu.people import queries as people
from zhangtu.people.scope import Right, Scope

#: Rows taken back in one act.
_SLICE: Final = 200


def undo(uid: UUID, *, actor: Actor, reason: str, tell: Callable[[int], None] | None = None) -> Outcome:
    """Take an import back; what was interrupted is continued.

    Args:
        uid: The import.
        actor: Who does it.
        reason: Why.
        tell: Told after each slice how many entries were gone through.

    Returns:
        How many rows were withdrawn (``created``) and restored (``amended``), and which were left and why:
        ``changed`` or ``linked`` since, or what a room above says.

    Raises:
        LedgerError: It may not be done, or no reason was given.
        ImportRefusedError: There is no such import, it is not finished, or it is undone already.
    """
    running = sql.by_uid(uid)
    if running is None:
        raise _not_begun(uid)
    if not running.shown:
        raise ImportRefusedError("unfinished", uid=uid)
    return _take_back(running, actor, reason, tell)


def drop(uid: UUID, *, actor: Actor, reason: str, tell: Callable[[int], None] | None = None) -> Outcome:
    """Give up an import that was begun and is not finished, such as one whose ledger is defined anew.

    What it brought is taken back as ``undo`` does; then its rows, withdrawn, and what came after it are
    shown: copies were waiting for its end. From the first moment on it can't be continued.

    Args:
        uid: The import.
        actor: Who does it.
        reason: Why.
        tell: Told after each slice how many entries were gone through.

    Returns:
        As for ``undo``.

    Raises:
        LedgerError: It may not be done, or no reason was given.
        ImportRefusedError: There is no such import, or it is finished.
    """
    running = sql.by_uid(uid)
    if running is None:
        raise _not_begun(uid)
    if running.shown:
        raise ImportRefusedError("finished", uid=uid)
    outcome = _take_back(running, actor, reason, tell)
    spool.clear(folder_of(uid))
    return outcome


def _not_begun(uid: UUID) -> ImportRefusedError:
    """Why there is nothing to take back: it was only looked at, or there is no such import at all."""
    try:
        spool.manifest(folder_of(uid))
    except ImportRefusedError as error:
        return error
    return ImportRefusedError("only_shown", uid=uid)


def _take_back(
    running: sql.Running, actor: Actor, reason: str, tell: Callable[[int], None] | None
) -> Outcome:
    """Go through the entries of an import and take each back."""
    force = definitions.of_register(running.ledger)
    with act(actor=actor, reason=reason) as one:
        batch, right = _begin(one, running, force)
    here("undo.begun")
    outcome, after, done = Outcome(running.uid), 0, 0
    while lines := sql.entries_of(running.entry, running.ledger, after, _SLICE):
        with act(actor=actor, reason=reason, batch=batch) as one:
            _slice(one, force, lines, outcome, right)
            here("undo.in_slice")
        here("undo.after_slice")
        after, done = lines[-1][0], done + len(lines)
        if tell is not None:
            tell(done)
    with act(actor=actor, batch=batch) as one:
        _check_not_undone(journal.history(REGISTER, running.id))
        if not running.shown:
            sql.show(running.id)
            one.write(Change(REGISTER, running.id, "show", {"shown": "true"}))
        one.write(Change(REGISTER, running.id, "undo", {"undone": "true"}))
        here("undo.ending")
    return outcome


def _begin(one: Act, running: sql.Running, force: InForce) -> tuple[int, Right]:
    """Check, and note that it began; the number of that entry is the batch, the right rows take."""
    scope = people.scope(one.actor)
    entries = journal.history(REGISTER, running.id)
    right = check_may(scope, force, entries[0].actor)
    if not one.reason.strip():
        raise LedgerError("no_reason")
    if not _in_scope(scope, entries[0].actor):
        raise ImportRefusedError("no_import", uid=running.uid)
    _check_not_undone(entries)
    begun = next((entry.number for entry in entries if entry.action == UNDOING), 0)
    return begun or one.write(Change(REGISTER, running.id, UNDOING, {"undoing": "true"})), right


def _check_not_undone(entries: Sequence[EntryView]) -> None:
    """Refuse what is done already, perhaps by somebody else who went on with it at the same time."""
    if any(entry.action == "undo" for entry in entries):
        raise ImportRefusedError("undone")


def check_may(scope: Scope, force: InForce, importer: Actor) -> Right:
    """Make sure that somebody may take an import back: whoever brought it in, or who may withdraw rows.

    Args:
        scope: Of whoever wants to.
        force: The ledger.
        importer: Who brought it in.

    Returns:
        The right that each row is asked for.

    Raises:
        LedgerError: It may not be done.
    """
    policies.check_may(scope, Right.IMPORT, force)
    if importer.person and importer.person == scope.actor.person:
        return Right.IMPORT
    policies.check_may(scope, Right.WITHDRAW, force)
    return Right.WITHDRAW


def _in_scope(scope: Scope, importer: Actor) -> bool:
    """Whether an import is somebody's own, or one of the units in scope."""
    if scope.everywhere or importer == scope.actor:
        return True
    state = people.post(importer.post) if importer.post else None
    return state is not None and state.unit in scope.units


def _slice(
    one: Act, force: InForce, lines: Sequence[tuple[int, int, str]], outcome: Outcome, right: Right
) -> None:
    rows = sql.rows([row for _, row, _ in lines])
    created = [row for _, row, action in lines if action == "create"]
    pointing = sql.referring(created)
    held = hooks.held([row for _, row, _ in lines])
    for number, row, action in lines:
        stored = rows[row]
        if stored.version != number and _is_ours(force, stored, number):
            continue
        linked = row in pointing and pointing[row] not in rows
        why = held.get(row, "") or _why(stored, number, linked=linked)
        why = why or _refused(people.scope(one.actor), right, force, stored)
        if why:
            outcome.left.append(Left(0, row, why, []))
        elif action == "create":
            _withdraw(one, force, stored)
            outcome.created += 1
        elif action == "amend":
            if not _restore(one, force, stored, number):
                outcome.left.append(Left(0, row, "taken", []))
                continue
            outcome.amended += 1


def _why(stored: Stored, number: int, *, linked: bool) -> str:
    if stored.version != number:
        return "changed"
    return "linked" if linked else ""


def _refused(scope: Scope, right: Right, force: InForce, stored: Stored) -> str:
    """Whether a row has meanwhile come to where it may not be changed by whoever undoes."""
    try:
        policies.check_change(scope, right, force, stored)
    except LedgerError:
        return "not_allowed"
    return ""


def _is_ours(force: InForce, stored: Stored, number: int) -> bool:
    """Whether all that changed since is this undoing, begun before and interrupted."""
    later = [entry for entry in journal.history(force.ledger.name, stored.id) if entry.number > number]
    return bool(later) and all(entry.action in {"undo", "withdraw"} and entry.batch for entry in later)


def _withdraw(one: Act, force: InForce, stored: Stored) -> None:
    storing.move(one, force, stored, "withdraw", withdrawn=True)
    for number, _, unique in force.keyed:
        if unique:
            store.mark_keys(stored.id, number, only=False)


def _restore(one: Act, force: InForce, stored: Stored, number: int) -> bool:
    """Put the values back that an entry changed; not if another row took one only one may have."""
    before = _before(journal.history(force.ledger.name, stored.id), number)
    scope, known = people.scope(one.actor), definitions.known()
    around = around_of(force, known, Finder(scope, known.ledgers), scope)
    settled = drafts.read(force, stored, {}, around)
    for no, text in before.items():
        settled.changed[no] = text
        settled.whole.pop(no, None)
        settled.after.pop(no, None)
        if text != texts.EMPTIED:
            settled.whole[no] = text
            settled.after.update(force.loaded({no: texts.value_of(text)}))
    settled.keys = [] if not force.keyed else keys.of_row(force, stored.id, settled.after)
    if keys.taken(force, settled.keys):
        return False
    storing.amend(one, force, stored, settled, "undo")
    return True


def _before(entries: Sequence[EntryView], number: int) -> Mapping[int, str]:
    """The texts, before an entry, of the fields it changed."""
    changed = next(entry for entry in entries if entry.number == number)
    found = {int(key): texts.EMPTIED for key in changed.values if key.isdecimal()}
    for entry in entries:
        if entry.number < number:
            found.update(
                (int(key), text)
                for key, text in entry.values.items()
                if key.isdecimal() and int(key) in found
            )
    return found
