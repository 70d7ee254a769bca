"""Files of rows: brought in once, known by their bytes, opened by whoever may see a row that has them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from zhangtu.journal import queries as journal
from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Change, act
from zhangtu.ledgers import definitions, files, policies, sql, texts
from zhangtu.ledgers.models import Attachment, File
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.people import queries as people
from zhangtu.people.scope import Right, Scope
from zhangtu.schema.types import FileRef

#: The register of files brought in.
REGISTER: Final = "ledgers.file"
_HEAD: Final = 512
#: First bytes → media type; the longer ones first where one begins another.
_SIGNS: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"OggS", "application/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"{\\rtf", "application/rtf"),
)
#: A member that tells one kind of zip from another.
_INSIDE: Final = (
    ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("OFD.xml", "application/ofd"),
)
_BRANDS: Final = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heif",
    b"qt  ": "video/quicktime",
}
#: What a browser may show in place; everything else is handed out to be saved.
SHOWN: Final = frozenset(
    {"application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"}
)


@dataclass(frozen=True, slots=True)
class FileView:
    """A file somebody may open.

    Attributes:
        sha256: Its digest.
        name: What it is called in the row it was opened from.
        media: Its type, by its own bytes.
        size: Its length in bytes.
        path: Where it lies.
        inline: Whether a browser may show it in place.
    """

    sha256: str
    name: str
    media: str
    size: int
    path: Path
    inline: bool


def bring(chunks: Iterable[bytes], name: str, *, actor: Actor) -> FileRef:
    """Take a file in, so that a row can have it; the same bytes are kept once.

    Args:
        chunks: Its bytes, a piece at a time.
        name: What the browser called it.
        actor: Who brings it.

    Returns:
        What a field of a row is given.

    Raises:
        LedgerError: Whoever brings it may enter nothing at all.
    """
    scope = people.scope(actor)
    if not (scope.may(Right.ENTER) or any(Right.ENTER in rights for rights in scope.ledgers.values())):
        raise LedgerError("not_allowed", ledger="", what="上传文件", what_en="bring in files")
    with files.coming(chunks) as file:
        media = sniffed(file.path)
        file.settle()
    with act(actor=actor) as one:
        if not File.objects.filter(sha256=file.sha256).exists():
            File.objects.create(sha256=file.sha256, size=file.size, media=media)
        if not _brought(file.sha256, actor):
            values = {"media": media, "sha256": file.sha256, "size": file.size}
            texts_of = {key: texts.text_of(value) for key, value in values.items()}
            one.write(Change(REGISTER, number_of(file.sha256), "bring", texts_of))
    return FileRef(file.sha256, files.plain_name(name))


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
    return _brought(sha256, scope.actor) or _place(sha256, scope) is not None


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
    """
    place = _place(sha256, scope)
    if place is None:
        raise LedgerError("file_unknown")
    return _view(sha256, place.name)


def _place(sha256: str, scope: Scope) -> Attachment | None:
    """A row in scope that has a file."""
    known = definitions.known()
    for one in Attachment.objects.filter(sha256=sha256).order_by("id"):
        row = sql.row_by_id(one.row)
        force = None if row is None else known.registered.get(row.ledger)
        if row is None or force is None or not policies.sees(scope, force, row):
            continue
        if one.field in force.personal and not policies.can(scope, Right.UNMASK, force):
            continue
        if row.pending and not sql.is_shown(row.pending):
            continue
        return one
    return None


def _view(sha256: str, name: str) -> FileView:
    file = File.objects.get(sha256=sha256)
    path = files.path_of(sha256)
    if not path.exists():
        raise LedgerError("file_damaged")
    return FileView(sha256, name, file.media, file.size, path, file.media in SHOWN)


def sniffed(path: Path) -> str:
    """What a file is, by its bytes; what the browser said does not count.

    Args:
        path: Where it lies.

    Returns:
        A media type; ``application/octet-stream`` for what is not known.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    for sign, media in _SIGNS:
        if head.startswith(sign):
            return media
    if head.startswith(b"PK\x03\x04"):
        return _zipped(path)
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if head.startswith(b"RIFF"):
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(head[8:12], "video/x-msvideo")
    return "text/plain" if _is_text(head) else "application/octet-stream"


def _zipped(path: Path) -> str:
    try:
        with ZipFile(path) as archive:
            names = set(archive.namelist())
    except (BadZipFile, OSError, NotImplementedError):
        return "application/zip"
    return next((media for member, media in _INSIDE if member in names), "application/zip")


def _is_text(head: bytes) -> bool:
    if not head or any(byte < 9 or 13 < byte < 32 for byte in head):
        return False
    try:
        head.decode()
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4  # cut in the middle of a character
    return True
