"""Bringing documents and their versions in, and moving them to the bin and back; each is one act."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.kernel import clock
from zhangtu.ledgers import files
from zhangtu.plans import policies, queries, readings, record, storing
from zhangtu.plans.errors import PlanError, Refusal
from zhangtu.plans.state import State, VersionRow


def bring_in(chunks: Iterable[bytes], name: str, *, actor: str, by: Actor | None = None) -> UUID:
    """Bring in a new document.

    Args:
        chunks: The bytes of its file.
        name: What the file is called.
        actor: Who does it, as typed; may be empty, nobody is asked for a name yet.
        by: Who is signed in; ``None`` for nobody.

    Returns:
        The name of the new document.

    Raises:
        UnreadableError: The file cannot be read; nothing was kept.
        PlanError: It is longer, or asks more, than the pages can show, or whoever is signed in may not;
            nothing was kept.
    """
    policies.check_enters(by)
    kept, name = _settled(chunks, name)
    state = State(VersionRow(1, name, kept.size, record.plain_who(actor), clock.now(), kept.sha256))
    face = storing.face_of(state)
    with act(actor=by or record.DESK) as one:
        return storing.create(one, state, face, policies.unit_of(by))


def bring_version(
    uid: UUID, chunks: Iterable[bytes], name: str, *, actor: str, by: Actor | None = None
) -> int:
    """Bring in a newer version of a document; its corrections are tried on it.

    Args:
        uid: The document.
        chunks: The bytes of the new file.
        name: What the file is called.
        actor: Who does it, as typed; may be empty.
        by: Who is signed in; ``None`` for nobody.

    Returns:
        The number of the new version.

    Raises:
        UnreadableError: The file cannot be read; nothing was changed.
        PlanError: There is no such document, the file is the one it has already, or is too long.
    """
    policies.check_changes(by, uid)
    kept, name = _settled(chunks, name)
    return _newer(uid, VersionRow(0, name, kept.size, record.plain_who(actor), clock.now(), kept.sha256), by)


def return_to_version(uid: UUID, number: int, *, actor: str, by: Actor | None = None) -> int:
    """Make the file of an earlier version the newest one again; nothing of the later ones is lost.

    Args:
        uid: The document.
        number: The earlier version.
        actor: Who does it, as typed; may be empty.
        by: Who is signed in; ``None`` for nobody.

    Returns:
        The number of the new version.

    Raises:
        PlanError: There is no such document or version, or it is the one shown now.
    """
    wanted = queries.version(uid, number)
    return _newer(uid, replace(wanted, who=record.plain_who(actor)), by)


def _newer(uid: UUID, file: VersionRow, by: Actor | None) -> int:
    """Make a file the newest version, unless it is already."""

    def step(state: State) -> State:
        if state.version.sha256 == file.sha256:
            raise PlanError(Refusal.SAME_FILE)
        return state.with_version(file)

    return record.change(uid, step, by=by).version.number


def bin_document(uid: UUID, *, actor: str, by: Actor | None = None) -> None:
    """Put a document in the bin; nothing of it is lost."""
    _move(uid, binned=True, who=record.plain_who(actor), by=by)


def restore_document(uid: UUID, *, actor: str, by: Actor | None = None) -> None:
    """Take a document out of the bin."""
    _move(uid, binned=False, who=record.plain_who(actor), by=by)


def _move(uid: UUID, *, binned: bool, who: str, by: Actor | None) -> None:
    with act(actor=by or record.DESK) as one:
        policies.check_changes(by, uid)
        storing.move(one, uid, binned=binned, who=who)


def _settled(chunks: Iterable[bytes], name: str) -> tuple[files.Coming, str]:
    """Take in a file and read it; one that can't be read is not kept."""
    name = files.plain_name(name)
    with files.coming(chunks) as file:
        readings.arriving(file, name)
        file.settle()
    return file, name
