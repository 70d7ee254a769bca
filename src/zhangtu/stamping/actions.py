"""Changes of forms and scans: number a form, void it, bring scans, file pages, take a scan back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Max

from zhangtu.documents.printing.codes import new_code
from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act, act
from zhangtu.kernel.uids import new_uid
from zhangtu.ledgers import files, filing
from zhangtu.ledgers.budgets import moment
from zhangtu.people import queries as people
from zhangtu.runner import jobs
from zhangtu.stamping import keeping, looking, parts, queries
from zhangtu.stamping.digests import keyed, keyed_paper
from zhangtu.stamping.hooks import Subject
from zhangtu.stamping.keeping import TABLES
from zhangtu.stamping.models import Form, Scan, Upload
from zhangtu.stamping.refusals import StampingError
from zhangtu.stamping.states import FormState, UploadState
from zhangtu.stamping.views import FormView, PartView, UploadView, missing_of

#: The kind of job that reads an upload.
READING = "stamping.read"
#: The kind of job that draws the small pictures of an upload anew.
DRAWING = "stamping.draw"


def issue(subject: tuple[str, str], title: str, pages: int, content: Any, *, actor: Actor) -> FormView:
    """Give a form the next number of its unit and year, and a code; the same print again keeps its own.

    Args:
        subject: Kind and reference of what it is about, as ``hooks.source`` registered it.
        title: What it is called.
        pages: How many pages it has.
        content: Everything printed on it: a frozen value, of which a keyed hash is kept.
        actor: Who prints it.

    Returns:
        The form, with its number and code.

    Raises:
        StampingError: There is no such thing in scope, or it may not be printed to be stamped.
    """
    scope = people.scope(actor)
    about = looking.subject(*subject, scope)
    looking.check_stamps(about)
    hashed = keyed_paper(content)
    with act(actor=actor) as one:
        year, unit = moment(one.at).year, _issuer(actor, about)
        same = Form.objects.filter(
            kind=about.kind, subject=about.reference, content=hashed, unit=unit, year=year, pages=pages
        )
        form = same.filter(state=FormState.PRINTED, person=actor.person, post=actor.post).last()
        if form is None:
            number = _next(unit, year)
            form = _number(one, about, number, title=title[:200], pages=pages, content=hashed)
    return queries.form(form.uid, scope)


def _next(unit: int, year: int) -> dict[str, int]:
    """The next number of a unit's yearly series."""
    last = Form.objects.filter(unit=unit, year=year).aggregate(last=Max("number"))["last"] or 0
    return {"unit": unit, "year": year, "number": last + 1}


def _number(one: Act, about: Subject, number: Mapping[str, int], **printed: Any) -> Form:
    """A new form with its number and code, written with its entry."""
    return TABLES.add(
        one,
        Form,
        action="issue",
        uid=new_uid(one.at),
        code=new_code(),
        kind=about.kind,
        subject=about.reference,
        facts=keyed(about.facts) if about.facts else "",
        state=FormState.PRINTED.value,
        at=one.at,
        person=one.actor.person,
        post=one.actor.post,
        **number,
        **printed,
    )


def _issuer(actor: Actor, about: Subject) -> int:
    """Whose series a number is from: the unit that prints; of a machine, the unit the thing belongs to."""
    post = people.post(actor.post) if actor.post else None
    return about.unit if post is None else post.unit


def repage(uid: UUID, pages: int, *, actor: Actor) -> None:
    """Correct how many pages a form has that was just printed.

    Args:
        uid: The form.
        pages: How many there are.
        actor: Who printed it.

    Raises:
        StampingError: There is no such form in scope.
    """
    with act(actor=actor) as one:
        form, about = looking.of_form(Form.objects.filter(uid=uid).first(), people.scope(actor))
        looking.check_stamps(about)
        TABLES.amend(one, form, "repage", pages=pages)


def void(uid: UUID, *, actor: Actor, reason: str) -> None:
    """Void a form that was printed by mistake; its number stays in the series.

    Args:
        uid: The form.
        actor: Who voids it.
        reason: Why; must be said.

    Raises:
        StampingError: There is none in scope, it came back stamped, or no reason was given.
    """
    with act(actor=actor, reason=reason) as one:
        form, about = looking.of_form(Form.objects.filter(uid=uid).first(), people.scope(actor))
        looking.check_stamps(about)
        if not one.reason.strip():
            raise StampingError("no_reason")
        if form.state in (FormState.STAMPED, FormState.PARTIAL):
            raise StampingError("stamped", number=looking.number_of(form))
        TABLES.amend(one, form, "void", state=FormState.VOIDED.value)


def bring(chunks: Iterable[bytes], name: str, *, actor: Actor) -> UploadView:
    """Take a file with scans in; it is read by a job right after.

    Args:
        chunks: Its bytes, a piece at a time.
        name: What the browser called it.
        actor: Who brings it.

    Returns:
        The upload.

    Raises:
        LedgerError: Whoever brings it may enter nothing at all.
        FileError: It is empty, too large, or of a kind that is not taken.
    """
    brought = filing.bring(chunks, name, actor=actor)
    return _enter(brought.sha256, brought.name, actor)


def bring_stored(sha256: str, name: str, *, actor: Actor) -> UploadView:
    """Take a file with scans in that came piece by piece and lies in the store already.

    Args:
        sha256: The digest of its bytes.
        name: What it is called.
        actor: Who brought it.

    Returns:
        The upload.

    Raises:
        LedgerError: Whoever brings it may enter nothing at all.
        StampingError: Nobody brought such a file, or somebody else did.
    """
    scope = people.scope(actor)
    filing.check_may_bring(scope)
    if not filing.may_attach(sha256, scope):
        raise StampingError("no_upload")
    return _enter(sha256, files.plain_name(name), actor)


def _enter(sha256: str, name: str, actor: Actor) -> UploadView:
    post = people.post(actor.post) if actor.post else None
    with act(actor=actor) as one:
        upload = TABLES.add(
            one,
            Upload,
            action="bring",
            uid=new_uid(one.at),
            sha256=sha256,
            name=name,
            state=UploadState.WAITING.value,
            at=one.at,
            person=actor.person,
            post=actor.post,
            unit=post.unit if post is not None else 0,
        )
        jobs.enqueue(READING, {"upload": upload.pk}, key=str(upload.pk))
    return queries.upload(upload.uid, people.scope(actor))


@dataclass(frozen=True, slots=True)
class Filed:
    """Pages of one form, put together.

    Attributes:
        form: The form's number in its table.
        parts: Its pages in order.
        sha256: The digest of their PDF, which was brought in already.
        picked: Whether a person picked the form.
        before: The newest scan of the form that stood when they were put together; 0 for none.
    """

    form: int
    parts: tuple[PartView, ...]
    sha256: str
    picked: bool = False
    before: int = 0


def file_pages(upload: int, filed: Sequence[Filed], *, actor: Actor, **found: Any) -> bool:
    """File pages of an upload with their forms, and note what was found on it: one act.

    Args:
        upload: The upload's number.
        filed: The forms with their pages.
        actor: Who brought the upload.
        **found: What else is to be noted of the upload: ``state``, ``sheets``, ``trouble``, ``facts``,
            ``aside``.

    Returns:
        Whether it was done; not when somebody filed a page of it or stamped one of the forms meanwhile: then
        it has to be looked at anew.

    Raises:
        StampingError: A form may not be stamped by this actor, or was voided.
    """
    scope = people.scope(actor)
    with act(actor=actor) as one:
        row = Upload.objects.get(pk=upload)
        if not _is_as_seen(row, filed, found):
            return False
        for each in filed:
            _add(one, each, upload, scope_form(each.form, scope))
        changes = {**found, "open": open_count(row, found)}
        TABLES.amend(one, row, "file" if filed else "read", **changes)
        return True


def _is_as_seen(row: Upload, filed: Sequence[Filed], found: Mapping[str, Any]) -> bool:
    """Whether, under the writer's lock, an upload and the forms are still as they were looked at."""
    if "state" in found and row.state != UploadState.WAITING:
        return False
    done = _done_pages(row)
    # a scan that is made good keeps the pages it had
    coming = {part.index for each in filed for part in each.parts if part.upload == row.pk} - {
        part.index for each in filed for part in _parts_of(each.before) if part.upload == row.pk
    }
    return not coming & done and all(newest_scan(each.form) == each.before for each in filed)


def _parts_of(scan: int) -> tuple[PartView, ...]:
    """The pages a scan consists of; none of no scan."""
    found = Scan.objects.filter(pk=scan).first()
    return parts.loaded(found.parts) if found is not None else ()


def newest_scan(form: int) -> int:
    """The newest scan of a form that stands; 0 for none."""
    standing = Scan.objects.filter(form=form, withdrawn=False).order_by("-version")
    return standing.values_list("id", flat=True).first() or 0


def scope_form(number: int, scope: Any) -> Form:
    """A form that may be stamped in a scope.

    Raises:
        StampingError: It may not, or was voided.
    """
    form, about = looking.of_form(Form.objects.filter(pk=number).first(), scope)
    looking.check_stamps(about)
    if form.state == FormState.VOIDED:
        raise StampingError("voided", number=looking.number_of(form))
    return form


def _add(one: Act, filed: Filed, upload: int, form: Form) -> None:
    last = Scan.objects.filter(form=form.pk).aggregate(last=Max("version"))["last"] or 0
    TABLES.add(
        one,
        Scan,
        action="stamp",
        uid=new_uid(one.at),
        form=form.pk,
        upload=upload,
        version=last + 1,
        sha256=filed.sha256,
        parts=parts.stored(filed.parts),
        picked=filed.picked,
        at=one.at,
        person=one.actor.person,
        post=one.actor.post,
    )
    _renew(one, form)


def _renew(one: Act, form: Form) -> None:
    """A form's state follows from the newest of its scans that stands."""
    newest = Scan.objects.filter(form=form.pk, withdrawn=False).order_by("-version").first()
    state = FormState.PRINTED
    if newest is not None:
        state = FormState.PARTIAL if missing_of(form.pages, parts.loaded(newest.parts)) else FormState.STAMPED
    TABLES.amend(one, form, "stamp", state=state.value)


def open_count(upload: Upload, found: Mapping[str, Any] | None = None) -> int:
    """How many pages of an upload a person has still to look at."""
    given = found or {}
    sheets = parts.loaded_sheets(given.get("sheets", upload.sheets))
    aside = parts.loaded_places(given.get("aside", upload.aside))
    done = _done_pages(upload)
    return sum(1 for sheet in sheets if sheet.index not in done and sheet.index not in aside)


def _done_pages(upload: Upload) -> set[int]:
    """The pages of an upload that are filed with a form."""
    standing = Scan.objects.filter(upload=upload.pk, withdrawn=False)
    return {part.index for scan in standing for part in parts.loaded(scan.parts) if part.upload == upload.pk}


def set_aside(uid: UUID, places: Iterable[int], *, actor: Actor) -> None:
    """Set pages of an upload aside that belong to no form: covers, backs, blank ones.

    Args:
        uid: The upload.
        places: The pages, 0 for the first.
        actor: Whose upload it is.

    Raises:
        StampingError: There is no such upload of this post.
    """
    with act(actor=actor) as one:
        row = queries.own_upload(uid, people.scope(actor))
        chosen = parts.loaded_places(row.aside) | set(places)
        aside = parts.stored_places(chosen)
        TABLES.amend(one, row, "aside", aside=aside, open=open_count(row, {"aside": aside}))


def take_back(uid: UUID, *, actor: Actor, reason: str) -> None:
    """Take a scan back that was filed with the wrong form; its pages are open again.

    Args:
        uid: The scan.
        actor: Who takes it back.
        reason: Why; must be said.

    Raises:
        StampingError: There is none in scope that stands, or no reason was given.
    """
    with act(actor=actor, reason=reason) as one:
        scan = Scan.objects.filter(uid=uid, withdrawn=False).first()
        if scan is None:
            raise StampingError("no_scan")
        form, about = looking.of_form(Form.objects.filter(pk=scan.form).first(), people.scope(actor))
        looking.check_stamps(about)
        if not one.reason.strip():
            raise StampingError("no_reason")
        TABLES.amend(one, scan, "take_back", withdrawn=True)
        _renew(one, form)
        row = Upload.objects.get(pk=scan.upload)
        TABLES.amend(one, row, "take_back", open=open_count(row))


def draw_again(uid: UUID, *, actor: Actor) -> None:
    """Have the small pictures of an upload drawn anew: a restored or moved office comes without them.

    Args:
        uid: The upload.
        actor: Who wants to see them; nothing of the office's data changes.

    Raises:
        StampingError: There is no such upload.
    """
    del actor
    row = Upload.objects.filter(uid=uid).first()
    if row is None:
        raise StampingError("no_upload")
    if row.state == UploadState.READ and row.sha256 and not keeping.pictures_of(row.uid).exists():
        jobs.enqueue(DRAWING, {"upload": row.pk}, key=str(row.pk))


def note_trouble(upload: int, kind: str, facts: Mapping[str, Any], *, actor: Actor) -> None:
    """Note that an upload can't be read as a scan.

    Args:
        upload: Its number.
        kind: Why, one word of ``documents.scans``.
        facts: What fills the sentence.
        actor: Who brought it.
    """
    with act(actor=actor) as one:
        row = Upload.objects.get(pk=upload)
        words = msgspec.json.encode({name: str(value) for name, value in facts.items()}).decode()
        TABLES.amend(one, row, "refuse", state=UploadState.REFUSED.value, trouble=kind, facts=words)
