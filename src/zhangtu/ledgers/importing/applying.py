"""Puts a prepared import in force: one act, slices a killed process continues, one last act to show it."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice, repeat
from pathlib import Path
from time import monotonic
from typing import Any, Final
from uuid import UUID

import msgspec

from zhangtu.journal import queries as journal
from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act, Change, act
from zhangtu.kernel.failpoints import here
from zhangtu.ledgers import definitions, drafts, policies, seen, storing
from zhangtu.ledgers import sql as store
from zhangtu.ledgers.budgets import moment
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.importing import remembering, spool, sql
from zhangtu.ledgers.importing.composer import Amended, Plan, Ready, without
from zhangtu.ledgers.importing.preparing import already, folder_of
from zhangtu.ledgers.importing.reading import around_of
from zhangtu.ledgers.importing.refusing import ImportRefusedError
from zhangtu.ledgers.importing.spool import Manifest
from zhangtu.ledgers.importing.spooling import ready
from zhangtu.ledgers.looking import Finder
from zhangtu.ledgers.refusals import ChangedError, LedgerError
from zhangtu.people import queries as people
from zhangtu.people.scope import Right, Scope

#: The register whose rows are imports.
REGISTER: Final = "ledgers.import"
#: What the entry says by which an import begins to be taken back, or given up.
UNDOING: Final = "undoing"
_CONFLICTS: Final = "conflicts.json"
#: Seconds a frame may take for a slice to hold two of them: both and their commit stay well under 0.1.
_HOLD: Final = 0.02


class Left(msgspec.Struct, array_like=True):
    """A row an import left for a person.

    Attributes:
        sheet_row: Its row in the sheet; 0 when an import is undone.
        row: Its number in the store; 0 when it was to be new.
        why: ``changed``, ``invalid``, ``taken``, ``gone`` …
        fields: Names of the fields concerned.
    """

    sheet_row: int
    row: int
    why: str
    fields: list[str]


@dataclass(slots=True)
class Outcome:
    """What became of an import.

    Attributes:
        uid: The import.
        created: Rows created.
        amended: Rows amended.
        left: Rows left for a person.
    """

    uid: UUID
    created: int = 0
    amended: int = 0
    left: list[Left] = field(default_factory=list)


def apply(
    uid: UUID,
    *,
    actor: Actor,
    reason: str = "",
    again: bool = False,
    tell: Callable[[int], None] | None = None,
) -> Outcome:
    """Put a prepared import in force, or continue one that was interrupted.

    Repeating it is safe: what is in the store already is passed over.

    Args:
        uid: The import.
        actor: Who does it: whoever prepared it.
        reason: Why, where that is asked for.
        again: Whether the very file may be imported once more.
        tell: Told after each slice how many rows are done.

    Returns:
        What became of it.

    Raises:
        LedgerError: It may not be done.
        ImportRefusedError: It is damaged, somebody else's, was made for another definition, or is in already.
    """
    folder = folder_of(uid)
    made = spool.manifest(folder)
    if made.actor != (actor.person, actor.post, actor.machine):
        raise ImportRefusedError("not_yours")
    with act(actor=actor, reason=reason) as one:
        running = sql.by_uid(uid) or _begin(one, uid, made, again=again)
    here("import.begun")
    outcome = Outcome(uid, left=_conflicts(folder))
    if running.shown:
        return outcome
    _carry_out(made, running, outcome, lambda: act(actor=actor, reason=reason, batch=running.entry), tell)
    _show(actor, running)
    spool.clear(folder)
    return outcome


def _carry_out(
    made: Manifest,
    running: sql.Running,
    outcome: Outcome,
    open_act: Callable[[], AbstractContextManager[Act]],
    tell: Callable[[int], None] | None,
) -> None:
    """Slice after slice, each an act of its own."""
    folder, done, together = folder_of(made.uid), running.done, 1
    force = definitions.in_force(made.ledger)
    person = made.actor[0] if force.ledger.scope == "person" else 0
    with closing(ready(folder, spool.coming(made, done), Plan(force.personal, person))) as pieces:
        # they are composed before the writer's place is taken
        while batch := list(islice(pieces, together)):
            here("import.before_slice")
            with open_act() as one:
                began = monotonic()
                _check_kept(running)
                for piece in batch:
                    done = _slice(one, made, done, piece, outcome)
                    here("import.in_slice")
            together = 2 if monotonic() - began < together * _HOLD else 1
            _keep(folder, outcome.left)
            here("import.after_slice")
            if tell is not None:
                tell(done)


def _check_kept(running: sql.Running) -> None:
    """Make sure, under the writer's lock, that nobody gave the import up meanwhile."""
    if any(entry.action == UNDOING for entry in journal.history(REGISTER, running.id)):
        raise ImportRefusedError("given_up", uid=running.uid)


def _show(actor: Actor, running: sql.Running) -> None:
    """Let the new rows be seen, all at once."""
    here("import.before_showing")
    with act(actor=actor, batch=running.entry) as one:
        now = sql.by_uid(running.uid)
        if now is not None and not now.shown:
            _check_kept(now)
            sql.show(running.id)
            one.write(Change(REGISTER, running.id, "show", {"shown": "true"}))
        here("import.showing")
    here("import.after_showing")


def _begin(one: Act, uid: UUID, made: Manifest, *, again: bool) -> sql.Running:
    """The act that puts it in force; from here on it is only continued."""
    force = definitions.in_force(made.ledger)
    scope = people.scope(one.actor)
    policies.check_may(scope, Right.IMPORT, force)
    policies.check_may(scope, Right.ENTER, force)
    if made.amended:
        policies.check_may(scope, Right.AMEND, force)
    if force.id != made.definition or made.format != spool.FORMAT:
        raise ImportRefusedError("definition_changed", ledger=force.ledger.title.words)
    before = already(force, made.sha256)
    if before is not None and not again:
        raise ImportRefusedError("already", uid=before, when=f"{_moment(before):%Y-%m-%d %H:%M}")
    number = sql.next_import()
    facts = {
        "uid": str(uid), "ledger": made.ledger, "file": made.sha256, "name": made.name, "sheet": made.sheet,
        "created": made.created, "amended": made.amended, "same": made.same, "faulty": made.faulty,
    }  # fmt: skip
    texts = {key: msgspec.json.encode(value).decode() for key, value in facts.items()}
    entry = one.write(Change(REGISTER, number, "import", texts, definition=force.id))
    remembering.save(one, made.ledger, made.match)
    running = sql.Running(number, uid, force.register, entry, 0, made.created + made.amended, shown=False)
    sql.add(running)
    return running


def _moment(uid: UUID) -> datetime:
    """When an import was prepared: its name begins with the milliseconds since 1970 (RFC 9562)."""
    return moment((uid.int >> 80) * 1000)


def _slice(one: Act, made: Manifest, start: int, frame: Ready, outcome: Outcome) -> int:
    """Put one frame into the store; what another process put there meanwhile is passed over."""
    running = sql.by_uid(UUID(made.uid))
    if running is None:
        raise ImportRefusedError("no_import", uid=made.uid)
    done = start + frame.rows
    if running.done > start:
        return done
    force = definitions.in_force(made.ledger)
    if force.id != made.definition:
        raise ImportRefusedError("definition_changed_since", ledger=force.ledger.title.words, uid=made.uid)
    if frame.uids:
        outcome.created += _create(one, running.id, force, frame, outcome)
    if frame.amended:
        _amend(one, force, frame.amended, outcome, from_1904=made.from_1904)
    sql.advance(running.id, done)
    return done


def _create(one: Act, number: int, force: InForce, frame: Ready, outcome: Outcome) -> int:
    taken = _taken(force, frame)
    if taken:
        outcome.left += [Left(frame.sheet_rows[at], 0, "taken", names) for at, names in sorted(taken.items())]
        frame = without(frame, taken.keys())
    count = len(frame.uids)
    if not count:
        return 0
    first, register = store.last_row() + 1, force.register
    numbers = range(first, first + count)
    versions = one.write_composed(force.ledger.name, "create", force.id, numbers, frame.entries)
    uids: Sequence[Any] = frame.uids
    if sql.has_uuids():
        uids = list(map(UUID, uids))
    person = one.actor.person if force.ledger.scope == "person" else 0
    sql.insert_rows(
        zip(
            numbers, uids, repeat(register), frame.units, repeat(0), repeat(person), repeat(""),
            repeat(False), repeat(None), versions, repeat(number), frame.values, frame.folded or repeat(""),
        )
    )  # fmt: skip
    for key, only, values in frame.keys:
        lines = zip(repeat(register), repeat(key), values, numbers, repeat(only))  # endless ones
        sql.insert_keys([line for line in lines if line[2] is not None] if None in values else list(lines))
    sql.insert_links([(first + place, no, target) for place, no, target in frame.links])
    return count


def _taken(force: InForce, frame: Ready) -> dict[int, list[str]]:
    """Rows whose keys another row has taken since they were prepared: place → names of the fields."""
    found: dict[int, list[str]] = {}
    own = {force.fields[name].no for name in force.ledger.key}
    fields = {number: fields for number, fields, _ in force.keyed}
    for number, only, values in frame.keys:
        if not (only or set(fields[number]) == own):
            continue
        there = sql.keys_there(force.register, number, [value for value in values if value is not None])
        if there:
            name = force.numbered[fields[number][0]].name
            for at, value in enumerate(values):
                if value in there:
                    found.setdefault(at, []).append(name)
    return found


def _amend(one: Act, force: InForce, rows: Sequence[Amended], outcome: Outcome, *, from_1904: bool) -> None:
    known, scope = definitions.known(), people.scope(one.actor)
    around = around_of(force, known, Finder(scope, known.ledgers, from_1904=from_1904), scope)
    there = sql.rows([row.row for row in rows])
    for row in rows:
        stored = there.get(row.row)
        if stored is None or stored.withdrawn:
            outcome.left.append(Left(row.sheet_row, row.row, "gone", []))
            continue
        left = _amend_one(one, force, scope, around, (row, stored))
        if left is None:
            outcome.amended += 1
        else:
            outcome.left.append(left)


def _amend_one(
    one: Act, force: InForce, scope: Scope, around: drafts.Around, pair: tuple[Amended, store.Stored]
) -> Left | None:
    row, stored = pair
    try:
        policies.check_change(scope, Right.AMEND, force, stored)
        settled = drafts.read(force, stored, row.given, around)
        mine = {str(no): text for no, text in settled.changed.items()}
        seen.check(force, stored, mine, seen=row.seen, masked=policies.masked(scope, force))
        drafts.settle(force, stored.id, settled, around)
    except ChangedError as error:
        return Left(row.sheet_row, row.row, "changed", [one.name for one in error.conflicts])
    except LedgerError:
        return Left(row.sheet_row, row.row, "not_allowed", [])
    if settled.refused:
        return Left(row.sheet_row, row.row, "invalid", [problem.name for problem in settled.problems])
    if settled.changed:
        storing.amend(one, force, stored, settled)
    return None


def _conflicts(folder: Path) -> list[Left]:
    path = folder / _CONFLICTS
    return msgspec.json.decode(path.read_bytes(), type=list[Left]) if path.exists() else []


def _keep(folder: Path, left: Sequence[Left]) -> None:
    if left:
        (folder / _CONFLICTS).write_bytes(msgspec.json.encode(list(left)))
