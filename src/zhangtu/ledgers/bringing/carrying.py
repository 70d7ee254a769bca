"""The jobs that put imports in force, continue them, take them back or give them up; and what came of it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from threading import get_native_id
from typing import Any, Final
from uuid import UUID

import msgspec
from django.conf import settings

from zhangtu.journal.actor import Actor
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers.bringing import handed
from zhangtu.ledgers.bringing.handed import Handed
from zhangtu.ledgers.bringing.refusing import BringingError
from zhangtu.ledgers.importing import applying, preparing, spool, sql, undoing
from zhangtu.ledgers.importing.applying import Outcome
from zhangtu.runner import jobs
from zhangtu.runner.jobs import Work

#: Kinds of jobs.
APPLYING: Final = "ledgers.import"
TAKING_BACK: Final = "ledgers.undo_import"
_LANGUAGES: Final = ("zh-hans", "zh-hant", "en")


class Left(msgspec.Struct):
    """A row that was left for a person.

    Attributes:
        sheet_row: Its row in the sheet; 0 when an import is undone.
        row: Its number in the store; 0 when it was to be new.
        why: A word of ``applying`` or ``undoing``, or of the room that holds it.
        fields: Names of the fields concerned.
    """

    sheet_row: int
    row: int
    why: str
    fields: list[str]


class Note(msgspec.Struct):
    """What is known of the jobs of an import.

    Attributes:
        job: The last job asked for.
        what: ``apply``, ``undo`` or ``drop``.
        file: The file handed in it came from; empty for none.
        trouble: Why the last one was refused, in each language.
        created: Rows created, or withdrawn.
        amended: Rows amended, or restored.
        left: Rows left for a person.
    """

    job: int = 0
    what: str = "apply"
    file: str = ""
    trouble: dict[str, str] = msgspec.field(default_factory=dict)
    created: int = 0
    amended: int = 0
    left: list[Left] = msgspec.field(default_factory=list)


def _path(uid: UUID | str) -> Path:
    return Path(settings.ZHANGTU_HOME) / "imports" / f"{UUID(str(uid))}.note"


def note_of(uid: UUID | str) -> Note:
    """What is known of the jobs of an import; an empty note where none was ever asked for."""
    try:
        return msgspec.json.decode(_path(uid).read_bytes(), type=Note)
    except (FileNotFoundError, msgspec.MsgspecError):
        return Note()


def _keep(uid: UUID | str, note: Note) -> None:
    path = _path(uid)
    path.parent.mkdir(parents=True, exist_ok=True)
    coming = path.with_suffix(f".{get_native_id()}")
    coming.write_bytes(msgspec.json.encode(note))
    coming.replace(path)


def go(one: Handed, *, reason: str, again: bool = False) -> UUID:
    """Put in force what was prepared from a file, as a job.

    Args:
        one: The file.
        reason: Why.
        again: Whether the very file may be imported once more.

    Returns:
        The import.

    Raises:
        BringingError: It is not ready, nothing would come of it, it is in already, or no reason was given.
    """
    if one.state != "ready":
        raise BringingError("not_ready")
    if not reason.strip():
        raise BringingError("no_reason")
    if one.already and not again:
        raise BringingError("already")
    made = spool.manifest(preparing.folder_of(one.prepared))
    if not made.created + made.amended:
        raise BringingError("nothing")
    uid = UUID(one.prepared)
    _ask(uid, "apply", one.actor, reason, {"again": again, "file": one.uid})
    return uid


def resume(uid: UUID, actor: Actor) -> None:
    """Go on with an import that was interrupted; it is carried out as whoever began it.

    Raises:
        ImportRefusedError: What was prepared is gone.
        BringingError: It is under way.
    """
    made = spool.manifest(preparing.folder_of(uid))
    if made.actor != (actor.person, actor.post, actor.machine) and actor.person != made.actor[0]:
        raise BringingError("no_import")
    person, post, machine = made.actor
    _ask(uid, "apply", Actor(person=person, post=post, machine=machine), "", {})


def take_back(uid: UUID, *, actor: Actor, reason: str) -> None:
    """Take an import back, or give up one that was interrupted, as a job.

    Args:
        uid: The import.
        actor: Who does it.
        reason: Why.

    Raises:
        BringingError: There is none, it is under way, or no reason was given.
    """
    if not reason.strip():
        raise BringingError("no_reason")
    running = sql.by_uid(uid)
    if running is None:
        raise BringingError("no_import")
    _ask(uid, "undo" if running.shown else "drop", actor, reason, {})


def under_way(uid: UUID | str) -> jobs.JobView | None:
    """The open job of an import; none when nothing is under way."""
    note = note_of(uid)
    view = jobs.view(note.job) if note.job else None
    return view if view is not None and view.state in (jobs.State.WAITING, jobs.State.RUNNING) else None


def _ask(uid: UUID, what: str, actor: Actor, reason: str, more: Mapping[str, Any]) -> None:
    if under_way(uid) is not None:
        raise BringingError("under_way")
    kind = APPLYING if what == "apply" else TAKING_BACK
    arguments = {
        "import": str(uid), "what": what, "reason": reason,
        "person": actor.person, "post": actor.post, "machine": actor.machine, **more,
    }  # fmt: skip
    job = jobs.enqueue(kind, arguments, key=f"import {uid}")
    old = note_of(uid)
    _keep(uid, Note(job=job, what=what, file=str(more.get("file", old.file))))


def work(work: Work) -> None:
    """Do a job of an import; ``project.wiring`` hands it in for both kinds.

    Args:
        work: Names the import, who asked, and why.
    """
    uid = UUID(work.arguments["import"])
    actor = Actor(
        person=work.arguments["person"], post=work.arguments["post"], machine=work.arguments["machine"]
    )
    running = sql.by_uid(uid)
    note = note_of(uid)
    note.job, note.what = work.job, work.arguments["what"]
    try:
        outcome = _do(uid, actor, work, running.total if running is not None else _total(uid))
    except RefusedError as error:
        # trying again would end the same: a person must see it
        note.trouble = {language: error.say(language) for language in _LANGUAGES}
    else:
        note.trouble, note.created, note.amended = {}, outcome.created, outcome.amended
        note.left = [Left(one.sheet_row, one.row, one.why, one.fields) for one in outcome.left]
        _clear(note)
    _keep(uid, note)


def _total(uid: UUID) -> int:
    made = spool.manifest(preparing.folder_of(uid))
    return made.created + made.amended


def _do(uid: UUID, actor: Actor, work: Work, total: int) -> Outcome:
    reason, tell = str(work.arguments["reason"]), _teller(work, total)
    if work.arguments["what"] == "apply":
        again = bool(work.arguments.get("again", False))
        return applying.apply(uid, actor=actor, reason=reason, again=again, tell=tell)
    take = undoing.undo if work.arguments["what"] == "undo" else undoing.drop
    return take(uid, actor=actor, reason=reason, tell=tell)


def _teller(work: Work, total: int) -> Callable[[int], None]:
    return lambda done: work.tell(done, total)


def _clear(note: Note) -> None:
    """The file is not needed any more once its rows are in; with faults it stays to be mended."""
    if note.what != "apply" or not note.file:
        return
    try:
        one = handed.get(note.file, 0)
    except BringingError:
        return
    if not one.excerpt:
        handed.drop(one)
