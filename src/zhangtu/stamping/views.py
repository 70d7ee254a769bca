"""Forms, scans and uploads as somebody may see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from zhangtu.documents.printing.codes import PageCode
from zhangtu.ledgers.budgets import moment
from zhangtu.people.tree import Forest
from zhangtu.stamping.models import Form, Scan
from zhangtu.stamping.states import FormState, UploadState

#: The series all forms are numbered in, unit by unit and year by year.
SERIES = "印"


@dataclass(frozen=True, slots=True)
class PartView:
    """A page of a scan.

    Attributes:
        upload: The number of the upload it came in.
        index: Its place there, 0 for the first.
        page: Which page of the form it is; 0 for a page besides.
        turn: By how many degrees it was turned clockwise.
    """

    upload: int
    index: int
    page: int
    turn: int


@dataclass(frozen=True, slots=True)
class ScanView:
    """A stamped form that came back.

    Attributes:
        uid: Its name to the outside.
        version: 1 for the first of its form.
        sha256: The digest of its PDF.
        parts: Its pages in order.
        missing: Pages of the form that are not on it.
        picked: Whether a person picked the form; else its code did.
        withdrawn: Whether it was taken back as wrong.
        counts: Whether it is the one that counts.
        at: When it was brought, microseconds since 1970 in UTC.
        person: Who brought it.
        post: For which post.
    """

    uid: UUID
    version: int
    sha256: str
    parts: tuple[PartView, ...]
    missing: tuple[int, ...]
    picked: bool
    withdrawn: bool
    counts: bool
    at: int
    person: int
    post: int


@dataclass(frozen=True, slots=True)
class FormView:
    """A form that was printed.

    Attributes:
        uid: Its name to the outside.
        number: As people read it, ``青溪镇印〔2026〕12号``.
        code: What its QR codes carry.
        kind: What kind of thing it is about.
        reference: Which one, as the room it belongs to knows it.
        title: What it is called.
        unit: The unit in whose series it is numbered.
        unit_name: What that unit is called today.
        year: Of the series.
        pages: How many pages were printed.
        state: How far it has come.
        at: When it was printed, microseconds since 1970 in UTC.
        person: Who printed it; 0 for a machine.
        post: For which post.
        changed: Whether the facts it rests on changed since; ``None`` when nobody knows.
        may_stamp: Whether this reader may bring its scan, void it, take scans back.
        scans: What came back, the newest first.
    """

    uid: UUID
    number: str
    code: str
    kind: str
    reference: str
    title: str
    unit: int
    unit_name: str
    year: int
    pages: int
    state: FormState
    at: int
    person: int
    post: int
    changed: bool | None
    may_stamp: bool
    scans: tuple[ScanView, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetView:
    """A page of an upload, and where it went.

    Attributes:
        index: Its place, 0 for the first.
        codes: What its codes say.
        foreign: Whether it bears only codes that are not ours.
        turn: By how many degrees it must be turned to stand upright.
        forms: Numbers and uids of the forms it was filed with, as far as the reader may see them.
        aside: Whether a person set it aside, or it was filed from the same file before.
    """

    index: int
    codes: tuple[PageCode, ...]
    foreign: bool
    turn: int
    forms: tuple[tuple[str, UUID], ...] = ()
    aside: bool = False

    @property
    def open(self) -> bool:
        """Whether a person has still to look at it."""
        return not self.forms and not self.aside


@dataclass(frozen=True, slots=True)
class UploadView:
    """A file with scans.

    Attributes:
        id: Its number, for the rooms of this house only.
        uid: Its name to the outside.
        name: What it was called.
        sha256: Its digest.
        state: How far it has come.
        trouble: Why it could not be read, one word.
        facts: What fills the sentence.
        sheets: Its pages.
        open: How many pages a person has still to look at.
        at: When it was brought, microseconds since 1970 in UTC.
        person: Who brought it.
        job: The job that reads it, 0 when that is over.
    """

    id: int
    uid: UUID
    name: str
    sha256: str
    state: UploadState
    trouble: str
    facts: Mapping[str, Any]
    sheets: tuple[SheetView, ...]
    open: int
    at: int
    person: int
    job: int = 0


@dataclass(frozen=True, slots=True)
class ScanFile:
    """The PDF of a scan.

    Attributes:
        sha256: Its digest.
        name: What it is called when it is saved.
        size: Its length in bytes.
        path: Where it lies.
    """

    sha256: str
    name: str
    size: int
    path: Path


def number_text(form: Form, woods: Forest) -> str:
    """A form's number as it was printed (GB/T 9704-2012 7.2.5): the unit's name of that day before it.

    Args:
        form: The form.
        woods: All units; asked for once, however many forms there are.

    Returns:
        The number.
    """
    day = moment(form.at).date()
    unit = woods.unit(form.unit, day)
    name = woods.name_on(form.unit, day) if unit is None or not unit.short else unit.short
    return f"{name}{SERIES}〔{form.year}〕{form.number}号"


def scan_views(
    form: Form, scans: list[Scan], parts: Mapping[int, tuple[PartView, ...]]
) -> tuple[ScanView, ...]:
    """The scans of a form, the newest first.

    Args:
        form: The form.
        scans: Its scans, whatever their order.
        parts: Number of a scan → its pages.

    Returns:
        The views.
    """
    ordered = sorted(scans, key=lambda one: -one.version)
    newest = next((one.pk for one in ordered if not one.withdrawn), 0)
    return tuple(
        ScanView(
            one.uid,
            one.version,
            one.sha256,
            parts[one.pk],
            missing_of(form.pages, parts[one.pk]),
            one.picked,
            one.withdrawn,
            one.pk == newest,
            one.at,
            one.person,
            one.post,
        )
        for one in ordered
    )


def missing_of(pages: int, parts: tuple[PartView, ...]) -> tuple[int, ...]:
    """The pages of a form that are not among some parts."""
    there = {part.page for part in parts}
    return tuple(page for page in range(1, pages + 1) if page not in there)
