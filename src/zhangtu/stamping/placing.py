"""Finds the forms of an upload's pages: by their codes or as a person picks them; a PDF of each form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from uuid import UUID

from zhangtu.documents.scans import Part, ScannedPage, joined
from zhangtu.journal.actor import Actor
from zhangtu.ledgers import files, filing
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.stamping import actions, looking, parts, queries, wording
from zhangtu.stamping.actions import Filed
from zhangtu.stamping.models import Form, Scan, Upload
from zhangtu.stamping.refusals import StampingError
from zhangtu.stamping.states import FormState, UploadState
from zhangtu.stamping.views import PartView, missing_of

#: So often pages are looked at anew because somebody else has filed something meanwhile.
TURNS: Final = 20

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Choice:
    """A page as a person files it.

    Attributes:
        index: Its place in the upload, 0 for the first.
        form: The form it belongs to.
        page: Which page of the form; 0 for a page besides.
    """

    index: int
    form: UUID
    page: int


def place(upload: int, sheets: Sequence[ScannedPage], *, actor: Actor) -> None:
    """File the pages of an upload with the forms their codes name; the others are left to a person.

    A code nobody gave out, of a voided form, of a form out of scope, or of a page the form has not: such a
    page is left to a person as well, and nothing tells one reason from the other.

    Args:
        upload: The upload's number.
        sheets: What was found on its pages.
        actor: Who brought it.
    """
    # not done: somebody else filed something meanwhile, and what is to be made good is another
    while (row := Upload.objects.get(pk=upload)).state == UploadState.WAITING:
        if _placed(row, sheets, actor):
            return


def _placed(row: Upload, sheets: Sequence[ScannedPage], actor: Actor) -> bool:
    """File the pages as they can be filed now."""
    scope = people.scope(actor)
    wanted = dict(_by_code(row, sheets, scope))
    again = {form for form, pages in wanted.items() if _is_same(row, form, pages)}
    aside = {part.index for form in again for part in wanted[form]}
    filed = _assembled(row, {form: pages for form, pages in wanted.items() if form not in again}, actor)
    return actions.file_pages(
        row.pk,
        filed,
        actor=actor,
        state=UploadState.READ.value,
        sheets=parts.stored_sheets(sheets),
        aside=parts.stored_places(aside),
    )


def _by_code(
    row: Upload, sheets: Sequence[ScannedPage], scope: Scope
) -> Iterator[tuple[int, tuple[PartView, ...]]]:
    """Form → its pages among some sheets."""
    codes = {one.code for sheet in sheets for one in sheet.codes}
    known = {form.code: form for form in Form.objects.filter(code__in=codes)}
    about = looking.subjects([(one.kind, one.subject) for one in known.values()], scope)
    for form in sorted(known.values(), key=lambda one: one.pk):
        subject = about.get((form.kind, form.subject))
        if subject is None or not subject.may_stamp or form.state == FormState.VOIDED:
            continue
        found = tuple(_parts(row, form, sheets))
        if found:
            yield form.pk, parts.merged((), found)


def _parts(row: Upload, form: Form, sheets: Sequence[ScannedPage]) -> Iterator[PartView]:
    for sheet in sheets:
        for one in sheet.codes:
            # Whatever says another number of pages was not printed here.
            if one.code == form.code and one.pages == form.pages:
                yield PartView(row.pk, sheet.index, one.page, sheet.turn)


def _is_same(row: Upload, form: int, pages: Sequence[PartView]) -> bool:
    """Whether the newest scan of a form consists of the very pages of the very file: brought twice."""
    newest = Scan.objects.filter(form=form, withdrawn=False).order_by("-version").first()
    if newest is None:
        return False
    old = parts.loaded(newest.parts)
    digests = dict(Upload.objects.filter(pk__in={part.upload for part in old}).values_list("id", "sha256"))
    return [(digests[part.upload], part.index) for part in old] == [(row.sha256, one.index) for one in pages]


def pick(uid: UUID, choices: Sequence[Choice], *, actor: Actor) -> None:
    """File pages of an upload with the forms a person picked.

    Args:
        uid: The upload.
        choices: The pages and their forms.
        actor: Whose upload it is.

    Raises:
        StampingError: There is no such upload, page or form in scope, or a page was chosen twice.
        ScanError: The file can no longer be read.
    """
    for _turn in range(TURNS):
        # where somebody else filed something meanwhile, the page is taken now, or another is to be made good
        if _picked(uid, choices, actor):
            return
    raise StampingError("no_page", page=choices[0].index + 1)


def _picked(uid: UUID, choices: Sequence[Choice], actor: Actor) -> bool:
    """File the pages as they can be filed now."""
    scope = people.scope(actor)
    seen = queries.upload(uid, scope)
    if seen.state is not UploadState.READ:
        raise StampingError("not_read")
    row = queries.own_upload(uid, scope)
    open_pages = {sheet.index: sheet for sheet in seen.sheets if not sheet.forms}
    wanted: dict[int, list[PartView]] = {}
    for one in choices:
        if one.index not in open_pages:
            raise StampingError("no_page", page=one.index + 1)
        form = actions.scope_form(_number(one.form), scope)
        _check(form, one.page, wanted.get(form.pk, []))
        part = PartView(row.pk, one.index, one.page, open_pages[one.index].turn)
        wanted.setdefault(form.pk, []).append(part)
    pages = {form: parts.merged((), found) for form, found in wanted.items()}
    filed = _assembled(row, pages, actor, picked=True)
    return actions.file_pages(row.pk, filed, actor=actor)


def _number(uid: UUID) -> int:
    return Form.objects.filter(uid=uid).values_list("id", flat=True).first() or 0


def _check(form: Form, page: int, chosen: Sequence[PartView]) -> None:
    number = looking.number_of(form)
    if not 0 <= page <= form.pages:
        raise StampingError("bad_page", number=number, pages=form.pages, page=page)
    if page and page in {part.page for part in chosen}:
        raise StampingError("twice", number=number, page=page)


def _assembled(
    row: Upload, wanted: Mapping[int, tuple[PartView, ...]], actor: Actor, *, picked: bool = False
) -> list[Filed]:
    """A PDF for each form, brought into the store; missing pages of an earlier scan are made good."""
    if not wanted:
        return []
    forms = {form.pk: form for form in Form.objects.filter(pk__in=list(wanted))}
    before = {number: actions.newest_scan(number) for number in wanted}
    whole = {number: _completed(forms[number], pages) for number, pages in wanted.items()}
    uploads = {part.upload for pages in whole.values() for part in pages} | {row.pk}
    digests = dict(Upload.objects.filter(pk__in=uploads).values_list("id", "sha256"))
    if not all(digests.values()):
        raise StampingError("removed")
    paths = {upload: files.path_of(sha256) for upload, sha256 in digests.items()}
    with TemporaryDirectory(prefix="zhangtu-scan-") as name:
        made = {Path(name) / f"{number}.pdf": number for number in whole}
        joined({path: _sources(whole[number], paths) for path, number in made.items()})
        return [
            Filed(number, whole[number], _brought(path, forms[number], actor), picked, before[number])
            for path, number in made.items()
        ]


def _completed(form: Form, pages: tuple[PartView, ...]) -> tuple[PartView, ...]:
    """The pages of an earlier scan that lacked just these, and these; else these."""
    if not missing_of(form.pages, pages):
        return pages
    newest = Scan.objects.filter(form=form.pk, withdrawn=False).order_by("-version").first()
    old = () if newest is None else parts.loaded(newest.parts)
    lacked = set(missing_of(form.pages, old)) if newest is not None else set()
    fits = all(part.page in lacked or not part.page for part in pages)
    return parts.merged(old, pages) if lacked and fits else pages


def _sources(pages: Sequence[PartView], paths: Mapping[int, Path]) -> list[Part]:
    return [Part(paths[one.upload], one.index, one.turn) for one in pages]


def _brought(path: Path, form: Form, actor: Actor) -> str:
    """Bring a PDF into the store of files, with its entry."""
    name = wording.say("scan_name", "zh-hans", number=looking.number_of(form), version="")
    with path.open("rb") as file:
        return filing.bring(iter(lambda: file.read(_CHUNK), b""), name, actor=actor).sha256
