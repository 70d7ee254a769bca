"""Files of rows: brought in once, known by their bytes, opened by whoever may see a row that has them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from zhangtu.journal import queries as journal
from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Change, act, moment
from zhangtu.ledgers import definitions, files, pictures, policies, sql, texts
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.filing import sniffing
from zhangtu.ledgers.filing.kinds import BY_FORM, KINDS, LARGEST, megabytes
from zhangtu.ledgers.filing.naming import fitting
from zhangtu.ledgers.filing.refusals import FileError
from zhangtu.ledgers.models import Attachment, File
from zhangtu.ledgers.pictures import Claims
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.ledgers.sql import Stored
from zhangtu.ledgers.timeline import UNMASKING
from zhangtu.people import queries as people
from zhangtu.people.scope import Right, Scope
from zhangtu.schema.types import FileRef

#: The register of files brought in.
REGISTER: Final = "ledgers.file"
#: So long after a masked field was shown, with a reason, its files can be opened.
UNCOVERED: Final = timedelta(minutes=30)
#: What is known and never taken, by what was sniffed.
_NEVER: Final = {sniffing.EMPTY: "empty", sniffing.WEB: "web", sniffing.PROGRAM: "program"}


@dataclass(frozen=True, slots=True)
class FileView:
    """A file somebody may open.

    Attributes:
        sha256: Its digest.
        name: What it is called in the row it was opened from, with an ending that fits what it is.
        media: Its type, by its own bytes.
        size: Its length in bytes.
        path: Where it lies.
        shown: Whether pages can show a re-encoded copy of it.
        claims: What a photo says of itself: when, where, which camera.
    """

    sha256: str
    name: str
    media: str
    size: int
    path: Path
    shown: bool
    claims: Claims


def check_may_bring(scope: Scope) -> None:
    """Make sure that somebody may bring files in.

    Args:
        scope: Whose.

    Raises:
        LedgerError: Whoever it is may enter and amend nothing at all.
    """
    ways = {Right.ENTER, Right.AMEND}
    if any(scope.may(right) for right in ways) or any(ways & set(own) for own in scope.ledgers.values()):
        return
    raise LedgerError("not_allowed", ledger="", what="上传文件", what_en="bring in files")


def check_form(name: str, size: int) -> None:
    """Make sure that a file may come with a form; larger ones come in pieces.

    Args:
        name: What it is called.
        size: In bytes.

    Raises:
        FileError: ``form_too_large``.
    """
    if size > BY_FORM:
        raise FileError("form_too_large", name=name, size=megabytes(size), most=megabytes(BY_FORM))


def bring(chunks: Iterable[bytes], name: str, *, actor: Actor) -> FileRef:
    """Take a file in, so that a row can have it; the same bytes are kept once.

    Args:
        chunks: Its bytes, a piece at a time.
        name: What the browser called it.
        actor: Who brings it.

    Returns:
        What a field of a row is given; the name's ending fits what the file is.

    Raises:
        LedgerError: Whoever brings it may enter nothing at all.
        FileError: It is empty, too large, or of a kind that is not taken.
    """
    check_may_bring(people.scope(actor))
    with files.coming(_up_to_the_largest(chunks, name)) as file:
        media = check_kind(file.path, file.size, name)
        # A photo's own words are read before anything else is done with it.
        claims = Claims()
        if KINDS[media].shown and not File.objects.filter(sha256=file.sha256).exists():
            claims = pictures.draw(file.sha256, file.path)
        file.settle()
    with act(actor=actor) as one:
        if not File.objects.filter(sha256=file.sha256).exists():
            File.objects.create(sha256=file.sha256, size=file.size, media=media, claims=claims.text)
            personal = {"claims": texts.text_of(claims.text)} if claims else {}
            one.write(_brings(file, media, personal))
        elif not _brought(file.sha256, actor):
            one.write(_brings(file, File.objects.get(sha256=file.sha256).media, {}))
    return FileRef(file.sha256, fitting(name, media))


def _brings(file: files.Coming, media: str, personal: dict[str, str]) -> Change:
    values = {"media": media, "sha256": file.sha256, "size": file.size}
    said = {key: texts.text_of(value) for key, value in values.items()}
    return Change(REGISTER, number_of(file.sha256), "bring", said, personal)


def _up_to_the_largest(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Pieces of a file; no more of it is written down than the largest kind may have."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > LARGEST:
            raise FileError("too_large", name=said_name(name), size=megabytes(size), most=megabytes(LARGEST))
        yield chunk


def check_kind(path: Path, size: int, name: str) -> str:
    """Make sure that a file is of a kind that is taken, and not too large for it.

    Args:
        path: Where it lies.
        size: Its length in bytes.
        name: What it is called, for the sentence.

    Returns:
        Its media type.

    Raises:
        FileError: It is not taken.
    """
    media = sniffing.sniffed(path)
    kind = KINDS.get(media)
    if kind is None:
        raise FileError(_NEVER.get(media, "unknown"), name=said_name(name))
    if size > kind.group.most:
        most = megabytes(kind.group.most)
        raise FileError("too_large", name=said_name(name), size=megabytes(size), most=most)
    return media


def said_name(name: str) -> str:
    """A file's name as it may stand in a sentence."""
    return files.plain_name(name)


def _brought(sha256: str, actor: Actor) -> bool:
    """Whether somebody brought a file in; each who does has an entry, though the bytes are kept once."""
    entries = journal.history(REGISTER, number_of(sha256))
    if actor.person:
        return any(entry.actor.person == actor.person for entry in entries)
    return any(entry.actor == actor for entry in entries)


def may_attach(sha256: str, scope: Scope) -> bool:
    """Whether a file may be put into a row: by whoever brought it in, or may open it in another row."""
    if not File.objects.filter(sha256=sha256).exists():
        return False
    return _brought(sha256, scope.actor) or _place(sha256, scope)[0] is not None


def number_of(sha256: str) -> int:
    """The number of a file in the journal: the first 60 bits of its digest."""
    return int(sha256[:15], 16)


def opened(sha256: str, scope: Scope) -> FileView:
    """A file for whoever may see a row that has it.

    Args:
        sha256: Its digest.
        scope: Who asks.

    Returns:
        The file.

    Raises:
        LedgerError: There is none, or no row that has it is in scope, or it is gone from the disk.
        FileError: It stands in masked fields only, and whoever asks has not had them shown.
    """
    place, covered = _place(sha256, scope)
    if place is None:
        raise FileError("covered") if covered else LedgerError("file_unknown")
    return _view(File.objects.get(sha256=sha256), place.name)


def of_names(names: Sequence[FileRef]) -> tuple[FileView, ...]:
    """What is known of files that stand in a field somebody may see.

    Args:
        names: The files of the field.

    Returns:
        The files in the same order; those gone from the disk too, so that they are missed.
    """
    known = {one.sha256: one for one in File.objects.filter(sha256__in={ref.sha256 for ref in names})}
    return tuple(
        _seen(known[ref.sha256], ref.name, files.path_of(ref.sha256)) for ref in names if ref.sha256 in known
    )


def _place(sha256: str, scope: Scope) -> tuple[Attachment | None, bool]:
    """A row in scope that has a file, and else whether one has it in a field that can be shown."""
    known = definitions.known()
    covered = False
    for one in Attachment.objects.filter(sha256=sha256).order_by("id"):
        row = sql.row_by_id(one.row)
        force = None if row is None else known.registered.get(row.ledger)
        if row is None or force is None or not policies.sees(scope, force, row):
            continue
        if row.pending and not sql.is_shown(row.pending):
            continue
        if one.field not in force.personal or _uncovered(scope, force, row, one.field):
            return one, False
        covered = covered or policies.can(scope, Right.UNMASK, force)
    return None, covered


def _uncovered(scope: Scope, force: InForce, row: Stored, field: int) -> bool:
    """Whether whoever asks had a masked field shown a little while ago, and the journal knows why."""
    if not policies.can(scope, Right.UNMASK, force):
        return False
    since = moment() - round(UNCOVERED.total_seconds() * 1_000_000)
    return any(
        entry.actor == scope.actor
        and entry.at >= since
        and field in texts.value_of(entry.values.get("fields", "[]"))
        for entry in journal.history(UNMASKING, row.id)
    )


def _view(file: File, name: str) -> FileView:
    path = files.path_of(file.sha256)
    if not path.exists():
        raise LedgerError("file_damaged")
    return _seen(file, name, path)


def _seen(file: File, name: str, path: Path) -> FileView:
    kind = KINDS.get(file.media)
    shown = kind is not None and kind.shown
    said = pictures.claims_of(file.claims)
    return FileView(file.sha256, fitting(name, file.media), file.media, file.size, path, shown, said)
