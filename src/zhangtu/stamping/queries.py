"""Reads of the room: forms, what came back, uploads; always in somebody's scope."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db.models import Q, QuerySet

from zhangtu.documents.scans import ScannedPage
from zhangtu.kernel.clock import today
from zhangtu.kernel.folding import fold
from zhangtu.kernel.scripts import to_traditional
from zhangtu.ledgers import files
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.people.tree import Forest
from zhangtu.stamping import keeping, looking, parts, sql, wording
from zhangtu.stamping.digests import keyed
from zhangtu.stamping.hooks import Subject
from zhangtu.stamping.models import Form, Scan, Upload
from zhangtu.stamping.refusals import StampingError
from zhangtu.stamping.states import FormState, UploadState
from zhangtu.stamping.views import (
    FormView,
    ScanFile,
    SheetView,
    UploadView,
    number_text,
    scan_views,
)

#: The file beside the small pictures that says how far the reading is.
PROGRESS: Final = "progress"
#: How often a list reads on when what it finds may not be seen.
_TURNS: Final = 20


@dataclass(frozen=True, slots=True)
class FormPage:
    """A part of the list of forms.

    Attributes:
        forms: The forms.
        after: What to ask the next page with; 0 behind the last.
    """

    forms: tuple[FormView, ...]
    after: int


def of(subject: tuple[str, str], scope: Scope, *, limit: int = 100) -> tuple[FormView, ...]:
    """The forms that were printed of something, the newest first; with what came back.

    Args:
        subject: Kind and reference, for instance ``("row", str(uid))``.
        scope: Whose.
        limit: How many at most.

    Returns:
        The forms; none when the thing is out of scope.
    """
    kind, reference = subject
    if not sql.printed(kind, reference):
        return ()
    chosen = list(Form.objects.filter(kind=kind, subject=reference).order_by("-id")[:limit])
    return tuple(_views(chosen, scope))


def why_not_print(subject: tuple[str, str], scope: Scope) -> StampingError | None:
    """Why somebody may not print something to be stamped; ``None`` when it may be done."""
    try:
        looking.check_stamps(looking.subject(*subject, scope))
    except StampingError as reason:
        return reason
    return None


def stamped(subject: tuple[str, str], scope: Scope) -> FormView | None:
    """The newest form of something that came back whole: the version that counts; ``None`` for none."""
    return stamped_of(subject[0], [subject[1]], scope).get(subject[1])


def stamped_of(kind: str, references: Sequence[str], scope: Scope) -> dict[str, FormView]:
    """The newest form of each of many things that came back whole, in as many queries as for one.

    Args:
        kind: What kind of things they are.
        references: What names them.
        scope: Whose.

    Returns:
        Reference → form; without those that have none.
    """
    state = FormState.STAMPED.value
    chosen = Form.objects.filter(kind=kind, subject__in=list(references), state=state).order_by("id")
    return {one.reference: one for one in _views(list(chosen), scope)}


def form(uid: UUID, scope: Scope) -> FormView:
    """A form.

    Raises:
        StampingError: There is none of that name in scope.
    """
    found = list(_views(list(Form.objects.filter(uid=uid)), scope))
    if not found:
        raise StampingError("no_form")
    return found[0]


def forms(
    scope: Scope,
    *,
    states: Sequence[FormState] = (),
    kind: str = "",
    words: str = "",
    after: int = 0,
    limit: int = 50,
) -> FormPage:
    """A page of the forms somebody may see, the newest first.

    Args:
        scope: Whose.
        states: How far they have come; all if left out.
        kind: What kind of thing they are about; all if empty.
        words: A number, or words of the title.
        after: Where the page before ended.
        limit: How many at most.

    Returns:
        The page.
    """
    chosen = _chosen(scope, states, kind, words)
    found: list[tuple[int, FormView]] = []
    for _ in range(_TURNS):
        batch = list((chosen.filter(id__lt=after) if after else chosen).order_by("-id")[: limit + 1])
        numbers = {one.uid: one.pk for one in batch}
        found += [(numbers[one.uid], one) for one in _views(batch, scope)]
        if len(found) > limit or len(batch) <= limit:
            break
        after = batch[-1].pk
    shown = found[:limit]
    return FormPage(tuple(one for _, one in shown), shown[-1][0] if len(found) > limit else 0)


def _chosen(scope: Scope, states: Sequence[FormState], kind: str, words: str) -> "QuerySet[Form]":
    """Forms of the units in scope, and those a post of it printed."""
    chosen = Form.objects.all()
    if not scope.everywhere:
        chosen = chosen.filter(Q(unit__in=scope.units) | Q(post__in=scope.posts))
    if states:
        chosen = chosen.filter(state__in=states)
    if kind:
        chosen = chosen.filter(kind=kind)
    for word in words.split():
        # Of 印〔2026〕12号 the last figures are the number.
        figures = re.findall(r"[0-9]{1,9}", word)
        like = Q(code=word.upper())
        for script in {word, fold(word), to_traditional(fold(word))}:
            like |= Q(title__icontains=script)
        chosen = chosen.filter(like | Q(number=int(figures[-1])) if figures else like)
    return chosen


def _views(chosen: Sequence[Form], scope: Scope) -> Iterable[FormView]:
    """Those of some forms that are about what the scope may see."""
    about = looking.subjects([(one.kind, one.subject) for one in chosen], scope)
    scans: dict[int, list[Scan]] = {}
    for scan in Scan.objects.filter(form__in=[one.pk for one in chosen]):
        scans.setdefault(scan.form, []).append(scan)
    woods = people.forest()
    for one in chosen:
        subject = about.get((one.kind, one.subject))
        if subject is not None:
            yield _view(one, subject, scans.get(one.pk, []), woods)


def _view(one: Form, about: Subject, scans: list[Scan], woods: Forest) -> FormView:
    pages = {scan.pk: parts.loaded(scan.parts) for scan in scans}
    changed = keyed(about.facts) != one.facts if one.facts and about.facts else None
    return FormView(
        one.uid,
        number_text(one, woods),
        one.code,
        one.kind,
        one.subject,
        one.title,
        one.unit,
        woods.name_on(one.unit, today()),
        one.year,
        one.pages,
        FormState(one.state),
        one.at,
        one.person,
        one.post,
        changed,
        about.may_stamp,
        scan_views(one, scans, pages),
    )


def scan_file(uid: UUID, scope: Scope) -> ScanFile:
    """The PDF of a scan, for whoever may see what its form is about.

    Raises:
        StampingError: There is none in scope.
        LedgerError: It is gone from the disk.
    """
    scan, one = _scan(uid, scope)
    if not scan.sha256:
        raise StampingError("removed")
    path = files.path_of(scan.sha256)
    if not path.exists():
        raise LedgerError("file_damaged")
    number = looking.number_of(one)
    name = wording.say("scan_name", "zh-hans", number=number, version=scan.version)
    return ScanFile(scan.sha256, name, path.stat().st_size, path)


def scan_picture(uid: UUID, place: int, scope: Scope) -> tuple[UUID, Path | None]:
    """A small picture of a page of a scan: its upload, and ``None`` when it is not there.

    Args:
        uid: The scan.
        place: Which of its pages, 0 for the first.
        scope: Whose.

    Raises:
        StampingError: There is none in scope.
    """
    scan, _ = _scan(uid, scope)
    pages = parts.loaded(scan.parts)
    if not 0 <= place < len(pages):
        raise StampingError("no_scan")
    upload = Upload.objects.get(pk=pages[place].upload)
    return upload.uid, _picture(upload, pages[place].index)


def form_of_scan(uid: UUID, scope: Scope) -> UUID:
    """The form a scan was filed with.

    Raises:
        StampingError: There is none in scope.
    """
    return _scan(uid, scope)[1].uid


def _scan(uid: UUID, scope: Scope) -> tuple[Scan, Form]:
    scan = Scan.objects.filter(uid=uid).first()
    if scan is None:
        raise StampingError("no_scan")
    return scan, looking.of_form(Form.objects.filter(pk=scan.form).first(), scope)[0]


def uploads(scope: Scope, *, open_only: bool = False, limit: int = 50) -> tuple[UploadView, ...]:
    """The uploads of the posts somebody acts for, the newest first.

    Args:
        scope: Whose.
        open_only: Only those with pages a person has still to look at.
        limit: How many at most.

    Returns:
        The uploads, without their pages.
    """
    chosen = _own(scope)
    if open_only:
        chosen = chosen.filter(open__gt=0)
    return tuple(_upload(one, ()) for one in chosen.order_by("-id")[:limit])


def waiting(scope: Scope) -> int:
    """How many pages of somebody's uploads are still to be looked at by a person."""
    return sum(_own(scope).filter(open__gt=0).values_list("open", flat=True))


def upload(uid: UUID, scope: Scope) -> UploadView:
    """An upload with its pages, and where each went.

    Raises:
        StampingError: There is none of that name of a post of this scope.
    """
    row = own_upload(uid, scope)
    went = _went(row, scope)
    aside = parts.loaded_places(row.aside)
    found = parts.loaded_sheets(row.sheets)
    before = _before([one for one in found if one.index in aside and one.codes], scope)
    sheets = tuple(
        SheetView(
            one.index,
            one.codes,
            one.foreign,
            one.turn,
            tuple(went.get(one.index) or before.get(one.index) or ()),
            one.index in aside,
        )
        for one in found
    )
    return _upload(row, sheets)


def _went(row: Upload, scope: Scope) -> Mapping[int, list[tuple[str, UUID]]]:
    """Page → the forms it was filed with."""
    scans = list(Scan.objects.filter(upload=row.pk, withdrawn=False))
    seen = {one.pk: one for one in Form.objects.filter(pk__in={scan.form for scan in scans})}
    about = looking.subjects([(one.kind, one.subject) for one in seen.values()], scope)
    went: dict[int, list[tuple[str, UUID]]] = {}
    woods = people.forest()
    for scan in scans:
        one = seen[scan.form]
        if (one.kind, one.subject) not in about:
            continue
        for part in parts.loaded(scan.parts):
            named = (number_text(one, woods), one.uid)
            if part.upload == row.pk and named not in went.setdefault(part.index, []):
                went[part.index].append(named)
    return went


def _before(sheets: Sequence[ScannedPage], scope: Scope) -> Mapping[int, list[tuple[str, UUID]]]:
    """Pages that were set aside because the same file had been filed → their forms."""
    codes = {one.codes[0].code for one in sheets}
    known = list(Form.objects.filter(code__in=codes).exclude(state=FormState.VOIDED))
    about = looking.subjects([(one.kind, one.subject) for one in known], scope)
    woods = people.forest()
    seen = {one.code: (number_text(one, woods), one.uid) for one in known if (one.kind, one.subject) in about}
    return {one.index: [seen[one.codes[0].code]] for one in sheets if one.codes[0].code in seen}


def own_upload(uid: UUID, scope: Scope) -> Upload:
    """An upload of a post of a scope.

    Raises:
        StampingError: There is none.
    """
    row = _own(scope).filter(uid=uid).first()
    if row is None:
        raise StampingError("no_upload")
    return row


def upload_picture(uid: UUID, index: int, scope: Scope) -> Path | None:
    """A small picture of a page of an upload; ``None`` when it was never drawn.

    Raises:
        StampingError: There is no such upload in scope.
    """
    return _picture(own_upload(uid, scope), index)


def progress(uid: UUID) -> tuple[int, int]:
    """How many pages of an upload are read, and of how many; twice 0 before the first."""
    try:
        done, total = (keeping.pictures_of(uid) / PROGRESS).read_text("ascii").split()
    except (FileNotFoundError, ValueError):
        return 0, 0
    return int(done), int(total)


def _picture(row: Upload, index: int) -> Path | None:
    path = keeping.pictures_of(row.uid) / f"{index}.jpg"
    return path if path.exists() else None


def _own(scope: Scope) -> "QuerySet[Upload]":
    """Uploads hold whatever lay in the scanner: only the post that brought them sees them whole."""
    chosen = Upload.objects.all()
    return chosen if scope.everywhere else chosen.filter(post__in=scope.posts)


def _upload(row: Upload, sheets: tuple[SheetView, ...]) -> UploadView:
    facts: dict[str, Any] = msgspec.json.decode(row.facts)
    return UploadView(
        row.pk,
        row.uid,
        row.name,
        row.sha256,
        UploadState(row.state),
        row.trouble,
        facts,
        sheets,
        row.open,
        row.at,
        row.person,
    )
