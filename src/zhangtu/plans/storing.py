"""Writes the room's tables and their journal entries in the act that is open: the only place that does."""

from dataclasses import dataclass
from uuid import UUID

from zhangtu.journal.writing import Act
from zhangtu.kernel import clock
from zhangtu.plans import queries
from zhangtu.plans.changes import Correction, in_force, to_json
from zhangtu.plans.errors import PlanError, Refusal
from zhangtu.plans.keeping import written
from zhangtu.plans.models import Document, Entry, Version
from zhangtu.plans.state import State, VersionRow


@dataclass(frozen=True, slots=True)
class Face:
    """What the list of documents shows of one.

    Attributes:
        title: Its title, or the name of its file.
        tasks: How many tasks it asks.
        faults: How many faults are open.
        corrected: How many corrections are in force.
    """

    title: str
    tasks: int
    faults: int
    corrected: int


def face_of(state: State) -> Face:
    """What the list is to show; reads the document, so it is asked before the act.

    Args:
        state: The document.

    Returns:
        Its title and counts.
    """
    view = state.view
    return Face(
        view.reading.document.title or state.version.name,
        len(view.items),
        len(view.problems),
        len(in_force(view.corrections)),
    )


def create(one: Act, state: State, face: Face, unit: int | None) -> UUID:
    """Store a new document with its first version.

    Args:
        one: The act it belongs to.
        state: The document.
        face: What the list is to show.
        unit: The unit it belongs to; ``None`` for none.

    Returns:
        The name of the new document.
    """
    first = state.version
    made = Document.objects.create(
        title=face.title,
        made_by=first.who,
        made_at=first.at,
        changed_at=first.at,
        tasks=face.tasks,
        faults=face.faults,
        corrected=face.corrected,
        unit=unit,
    )
    one.write_many((written(made, "create"), written(_version(made, first), "create")))
    return made.uid


def go_on(one: Act, uid: UUID, before: State, after: State, face: Face) -> bool:
    """Store what a document has in one state and did not have in another.

    Args:
        one: The act it belongs to.
        uid: The document.
        before: What it was when it was looked at.
        after: What it is to be: a newer version and more corrections, nothing less.
        face: What the list is to show.

    Returns:
        Whether it was still as it was when it was looked at; nothing is stored otherwise.

    Raises:
        PlanError: There is no such document, or it lies in the bin.
    """
    of = queries.document(uid)
    if queries.mark(of) != before.mark:
        return False
    new: list[Entry | Version] = [
        _entry(of, correction) for correction in after.corrections[len(before.corrections) :]
    ]
    if after.version != before.version:
        new.insert(0, _version(of, after.version))
    values = {
        "title": face.title,
        "tasks": face.tasks,
        "faults": face.faults,
        "corrected": face.corrected,
        "changed_at": clock.now(),
    }
    different = _set(of, values)
    one.write_many((*(written(thing, "create") for thing in new), written(of, "amend", different)))
    return True


def move(one: Act, uid: UUID, *, binned: bool, who: str) -> None:
    """Store that a document was put in the bin or taken out; nothing if it is there already.

    Args:
        one: The act it belongs to.
        uid: The document.
        binned: Whether it is put in.
        who: Who does it; may be empty.

    Raises:
        PlanError: There is no such document.
    """
    of = Document.objects.filter(uid=uid).first()
    if of is None:
        raise PlanError(Refusal.NO_DOCUMENT)
    if (of.binned_at is not None) == binned:
        return
    names = _set(of, {"binned_at": clock.now() if binned else None, "moved_by": who})
    one.write(written(of, "bin" if binned else "unbin", names))


def _set(of: Document, values: dict[str, object]) -> tuple[str, ...]:
    """Store the columns that are different; says which."""
    different = {name: value for name, value in values.items() if getattr(of, name) != value}
    for name, value in different.items():
        setattr(of, name, value)
    of.save(update_fields=list(different))
    return tuple(different)


def _version(of: Document, row: VersionRow) -> Version:
    return Version.objects.create(
        document=of,
        number=row.number,
        sha256=row.sha256,
        name=row.name,
        size=row.size,
        who=row.who,
        at=row.at,
    )


def _entry(of: Document, correction: Correction) -> Entry:
    return Entry.objects.create(
        document=of,
        number=correction.number,
        version=correction.version,
        kind=correction.kind.value,
        payload=to_json(correction.change),
        withdraws=correction.withdraws,
        who=correction.who,
        at=correction.at,
    )
