"""What the plan room knows: documents, their versions, their views, their corrections."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from zhangtu.people.scope import Scope
from zhangtu.plans import policies, readings
from zhangtu.plans.changes import Correction, Kind, from_json
from zhangtu.plans.errors import PlanError, Refusal
from zhangtu.plans.models import Document, Entry, Version
from zhangtu.plans.state import State, VersionRow
from zhangtu.plans.view import View


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in the list.

    Attributes:
        uid: Its name.
        title: Its title.
        tasks: How many tasks it asks.
        faults: How many faults are open.
        corrected: How many corrections are in force.
        versions: How many versions came in.
        changed_at: When it was last changed, UTC.
    """

    uid: UUID
    title: str
    tasks: int
    faults: int
    corrected: int
    versions: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """A document, opened.

    Attributes:
        uid: Its name.
        title: Its title.
        versions: Its versions, oldest first.
        view: What its newest version asks, corrections applied.
    """

    uid: UUID
    title: str
    versions: tuple[VersionRow, ...]
    view: View

    @property
    def version(self) -> VersionRow:
        """The newest version."""
        return self.versions[-1]


def documents(*, binned: bool = False, limit: int = 200, scope: Scope | None = None) -> list[DocumentRow]:
    """The documents, last changed first.

    Args:
        scope: Of whoever looks; ``None`` for an office without accounts, where everything is seen.
        binned: Those in the bin instead of those outside.
        limit: No more than these.

    Returns:
        The rows.
    """
    found = Document.objects.filter(policies.seen(scope), binned_at__isnull=not binned).prefetch_related(
        "versions"
    )[:limit]
    return [
        DocumentRow(
            one.uid, one.title, one.tasks, one.faults, one.corrected, len(one.versions.all()), one.changed_at
        )
        for one in found
    ]


def document(uid: UUID) -> Document:
    """The document of this name.

    Raises:
        PlanError: There is none, or it lies in the bin.
    """
    found = Document.objects.filter(uid=uid, binned_at__isnull=True).first()
    if found is None:
        raise PlanError(Refusal.NO_DOCUMENT)
    return found


def corrections(of: Document) -> tuple[Correction, ...]:
    """A document's whole list of corrections, oldest first."""
    return tuple(
        Correction(one.number, from_json(one.payload), one.who, one.at, one.version, one.withdraws)
        for one in Entry.objects.filter(document=of).order_by("number")
    )


def last_entry(uid: UUID) -> int:
    """The number of a document's newest correction; 0 where there is none."""
    found = Entry.objects.filter(document__uid=uid).order_by("-number").values_list("number", flat=True)
    return found.first() or 0


def kinds(uid: UUID, numbers: Iterable[int]) -> frozenset[Kind]:
    """What sorts of entries these numbers are; those that do not exist are left out."""
    found = Entry.objects.filter(document__uid=uid, number__in=list(numbers))
    return frozenset(Kind(kind) for kind in found.values_list("kind", flat=True))


def written_by(uid: UUID, who: str, *, after: int) -> tuple[int, ...]:
    """The numbers of the corrections a person has written since a certain one.

    Args:
        uid: The document.
        who: The person's name.
        after: The number of the last one before.

    Returns:
        The numbers, the newest first.
    """
    found = Entry.objects.filter(document__uid=uid, who=who, number__gt=after).order_by("-number")
    return tuple(found.values_list("number", flat=True))


def newest(of: Document) -> VersionRow:
    """A document's newest version."""
    return _row(Version.objects.filter(document=of).latest("number"))


def _row(one: Version) -> VersionRow:
    return VersionRow(one.number, one.name, one.size, one.who, one.at, one.sha256)


def mark(of: Document) -> tuple[int, int]:
    """Number of a document's newest version and of its last correction, as ``State.mark`` gives them."""
    versions = Version.objects.filter(document=of).order_by("-number").values_list("number", flat=True)
    entries = Entry.objects.filter(document=of).order_by("-number").values_list("number", flat=True)
    return versions.first() or 0, entries.first() or 0


def version(uid: UUID, number: int) -> VersionRow:
    """A version of a document.

    Raises:
        PlanError: There is no such document or version.
    """
    found = Version.objects.filter(document=document(uid), number=number).first()
    if found is None:
        raise PlanError(Refusal.NO_DOCUMENT)
    return _row(found)


def state(uid: UUID) -> State:
    """What a document is now.

    Raises:
        PlanError: There is none, or it lies in the bin.
    """
    found = document(uid)
    return State(newest(found), corrections(found))


def view_after(uid: UUID, entry: int) -> View:
    """What the newest version of a document asked when this was its newest correction.

    Args:
        uid: The document.
        entry: The number of the correction; 0 for none.

    Returns:
        The view with the corrections up to that one.

    Raises:
        PlanError: There is no such document.
    """
    now = state(uid)
    return replace(now, corrections=now.corrections[:entry]).view


def plan(uid: UUID) -> Plan:
    """Open a document.

    Args:
        uid: Its name.

    Returns:
        The document with its versions and its view.

    Raises:
        PlanError: There is none, or it lies in the bin.
    """
    found = document(uid)
    versions = tuple(_row(one) for one in Version.objects.filter(document=found).order_by("number"))
    return Plan(uid, found.title, versions, State(versions[-1], corrections(found)).view)


def original(uid: UUID, number: int) -> tuple[str, bytes]:
    """The file of a version, exactly as it came in.

    Args:
        uid: The document.
        number: The version.

    Returns:
        Its name and its bytes.

    Raises:
        PlanError: There is no such document or version.
    """
    found = version(uid, number)
    return found.name, readings.kept(found.sha256)
