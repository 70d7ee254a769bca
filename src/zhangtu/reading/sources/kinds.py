"""What a file is, told by its first bytes and inner names."""

import re
from dataclasses import dataclass
from enum import StrEnum

from zhangtu.reading.source import UnreadableError
from zhangtu.reading.sources.archive import Archive
from zhangtu.reading.sources.conversion import Target
from zhangtu.reading.sources.sentences import Trouble

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_PICTURES = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"II*\x00",
    b"MM\x00*",
    b"\x00\x00\x01\x00",
)
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00", *_ZIP[1:])
_OFFICE_XML = re.compile(
    rb"<\?mso-application\s+progid=\"Word\.Document\"|<w:wordDocument\b|<office:document\b"
)
#: First bytes of the main stream of a Word 97 file, and where its flags and the encryption flag stand.
_FIB, _FIB_FLAGS, _FIB_ENCRYPTED = b"\xec\xa5", 10, 0x0100


@dataclass(frozen=True, slots=True)
class Foreign:
    """A file that must be converted first.

    Attributes:
        ending: The usual ending of its kind, without dot.
        target: What to turn it into.
    """

    ending: str
    target: Target


class Kind(StrEnum):
    """Kinds read directly."""

    PDF = "pdf"
    PACKAGE = "package"
    TEXT = "text"


def kind_of(data: bytes, name: str) -> Kind | Foreign:
    """Tell what a file is.

    Args:
        data: The file.
        name: Its name, for sentences and to choose among kinds that share a container.

    Returns:
        How to read it.

    Raises:
        UnreadableError: It is of a kind that cannot be read: a picture, an archive, slides, encrypted.
    """
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith(_ZIP[0]):
        return Kind.PACKAGE
    if data.startswith(_OLE):
        return _compound(data, name)
    if data.startswith(b"{\\rtf"):
        return Foreign("rtf", Target.DOCX)
    _refuse(data, name)
    if _OFFICE_XML.search(data[:2048]) is not None:
        return Foreign("fodt" if b"<office:document" in data[:2048] else "xml", Target.DOCX)
    return Kind.TEXT


def _refuse(data: bytes, name: str) -> None:
    bitmap = data.startswith(b"BM") and data[6:10] == bytes(4)
    webp = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    if data.startswith(_PICTURES) or bitmap or webp:
        raise UnreadableError(Trouble.IMAGE, name=name)
    if data.startswith(_ARCHIVES):
        raise UnreadableError(Trouble.ARCHIVE, name=name)
    if b"<pkg:package" in data[:2048]:
        raise UnreadableError(Trouble.BINARY, name=name)


def _compound(data: bytes, name: str) -> Foreign:
    """Word 97 and its kin; they keep names of streams as UTF-16."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise UnreadableError(Trouble.ENCRYPTED, name=name)
    if holds("WordDocument"):
        if _word_is_encrypted(data):
            raise UnreadableError(Trouble.ENCRYPTED, name=name)
        return Foreign("doc", Target.DOCX)
    if holds("PowerPoint Document"):
        raise UnreadableError(Trouble.SLIDES, name=name)
    if holds("Workbook") or holds("Book"):
        return Foreign("xls", Target.HTML)
    raise UnreadableError(Trouble.BINARY, name=name)


def _word_is_encrypted(data: bytes) -> bool:
    for at in range(512, min(len(data) - 12, 1 << 20), 512):
        if data[at : at + 2] == _FIB:
            flags = int.from_bytes(data[at + _FIB_FLAGS : at + _FIB_FLAGS + 2], "little")
            return bool(flags & _FIB_ENCRYPTED)
    return False


def foreign_package(archive: Archive, main: str | None) -> Foreign | None:
    """What to do with a zip container that is neither docx nor OFD.

    Args:
        archive: The container.
        main: Path of its Office Open XML main part, if it has one.

    Returns:
        How to convert it; None if it is no office file.

    Raises:
        UnreadableError: It is a slide show.
    """
    kind = archive.read("mimetype")[:200].decode("ascii", "replace") if archive.has("mimetype") else ""
    if kind.endswith("opendocument.presentation") or (main or "").startswith("ppt/"):
        raise UnreadableError(Trouble.SLIDES, name=archive.name)
    if kind.endswith(("opendocument.text", "opendocument.text-template")):
        return Foreign("odt", Target.DOCX)
    if kind.endswith("opendocument.spreadsheet"):
        return Foreign("ods", Target.HTML)
    return Foreign("xlsx", Target.HTML) if (main or "").startswith("xl/") else None
