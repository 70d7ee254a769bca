"""How the imports of a ledger stand: prepared, under way, interrupted, done, taken back."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

import msgspec

from zhangtu.journal import queries as journal
from zhangtu.journal.actor import Actor
from zhangtu.journal.queries import EntryView
from zhangtu.ledgers import policies
from zhangtu.ledgers.bringing import carrying
from zhangtu.ledgers.bringing.carrying import Left, Note
from zhangtu.ledgers.bringing.refusing import BringingError
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.importing import preparing, spool, sql, undoing
from zhangtu.ledgers.importing.applying import REGISTER, UNDOING
from zhangtu.ledgers.importing.refusing import ImportRefusedError
from zhangtu.ledgers.importing.sql import Running
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope

#: Imports listed; older ones stand in the journal.
_MOST = 50


class Stand(StrEnum):
    """How an import stands."""

    RUNNING = "running"
    #: It was not begun: the job was refused.
    REFUSED = "refused"
    INTERRUPTED = "interrupted"
    DONE = "done"
    TAKING_BACK = "taking_back"
    HALF_BACK = "half_back"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Standing:
    """An import of a ledger.

    Attributes:
        uid: Its name.
        name: What the file was called.
        stand: How it stands.
        created: Rows it was to create.
        amended: Rows it was to amend.
        faulty: Rows left out because of faults.
        done: Rows in the store, or entries gone back over.
        total: Rows in all.
        at: When it was put in force, microseconds since 1970 in UTC.
        who: Who did it.
        reason: Why.
        note: What is known of its jobs.
        mine: Whether it is the asker's own.
    """

    uid: UUID
    name: str
    stand: Stand
    created: int
    amended: int
    faulty: int
    done: int
    total: int
    at: int
    who: Actor
    reason: str
    note: Note
    mine: bool

    @property
    def moving(self) -> bool:
        """Whether something is under way."""
        return self.stand in (Stand.RUNNING, Stand.TAKING_BACK)

    @property
    def percent(self) -> int:
        """How far it is, 0 to 100."""
        return min(100, self.done * 100 // self.total) if self.total else 0


def standings(force: InForce, scope: Scope) -> list[Standing]:
    """The imports of a ledger whoever asks may know of, the latest first.

    Args:
        force: The ledger.
        scope: Of whoever asks.
    """
    found = [_standing(one, scope) for one in sql.of_ledger(force.register)[:_MOST]]
    return [one for one in found if one is not None]


def standing(uid: UUID, force: InForce, scope: Scope) -> Standing:
    """One import.

    Raises:
        BringingError: There is none whoever asks may know of.
    """
    running = sql.by_uid(uid)
    if running is None:
        return _not_begun(uid, force, scope)
    found = _standing(running, scope) if running.ledger == force.register else None
    if found is None:
        raise BringingError("no_import")
    return found


def _not_begun(uid: UUID, force: InForce, scope: Scope) -> Standing:
    """An import that was asked for and waits for its job."""
    note = carrying.note_of(uid)
    try:
        made = spool.manifest(preparing.folder_of(uid))
    except ImportRefusedError as error:
        raise BringingError("no_import") from error
    person, post, machine = made.actor
    if not note.job or made.ledger != force.ledger.name or person != scope.actor.person:
        raise BringingError("no_import")
    waits = carrying.under_way(uid) is not None
    return Standing(
        uid, made.name, Stand.RUNNING if waits else Stand.REFUSED, made.created, made.amended, made.faulty,
        0, made.created + made.amended, made.at, Actor(person=person, post=post, machine=machine), "", note,
        mine=True,
    )  # fmt: skip


def _standing(running: Running, scope: Scope) -> Standing | None:
    entries = journal.history(REGISTER, running.id)
    if not entries or not _known(scope, entries[0].actor):
        return None
    first, note = entries[0], carrying.note_of(running.uid)
    job = carrying.under_way(running.uid)
    stand = _stand(running, entries, moving=job is not None)
    going_back = job is not None and stand is Stand.TAKING_BACK
    return Standing(
        running.uid, str(_value(first, "name")), stand, _count(first, "created"), _count(first, "amended"),
        _count(first, "faulty"), job.done if going_back and job is not None else running.done, running.total,
        first.at, first.actor, str(_value(first, "@reason")), note,
        first.actor.person == scope.actor.person,
    )  # fmt: skip


def _known(scope: Scope, importer: Actor) -> bool:
    """Whether an import is somebody's own, or one of the units in scope."""
    if scope.everywhere or importer.person == scope.actor.person:
        return True
    state = people.post(importer.post) if importer.post else None
    return state is not None and state.unit in scope.units


def _stand(running: Running, entries: list[EntryView], *, moving: bool) -> Stand:
    actions = {entry.action for entry in entries}
    if "undo" in actions:
        return Stand.BACK
    if UNDOING in actions:
        return Stand.TAKING_BACK if moving else Stand.HALF_BACK
    if running.shown:
        return Stand.TAKING_BACK if moving else Stand.DONE
    return Stand.RUNNING if moving else Stand.INTERRUPTED


def _value(entry: EntryView, key: str) -> object:
    text = entry.values.get(key)
    return "" if text is None else msgspec.json.decode(text)


def _count(entry: EntryView, key: str) -> int:
    value = _value(entry, key)
    return value if isinstance(value, int) else 0


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A row left for a person, as it may be shown.

    Attributes:
        left: What is known of it.
        uid: Its name to the outside; ``None`` for new rows and rows out of scope.
    """

    left: Left
    uid: UUID | None


def left_rows(one: Standing, force: InForce, scope: Scope) -> list[LeftRow]:
    """The rows an import, or taking it back, left for a person.

    Args:
        one: The import.
        force: Its ledger.
        scope: Of whoever asks.
    """
    there = sql.rows([each.row for each in one.note.left if each.row])
    return [
        LeftRow(each, row.uid if (row := there.get(each.row)) and policies.sees(scope, force, row) else None)
        for each in one.note.left
    ]


def may_take_back(scope: Scope, force: InForce, who: Actor) -> bool:
    """Whether somebody may take an import back: one they brought in themselves, or as who may withdraw rows.

    Args:
        scope: Of whoever asks.
        force: The ledger.
        who: Who brought it in.
    """
    try:
        undoing.check_may(scope, force, who)
    except LedgerError:
        return False
    return True
