"""What a file is, by its own bytes: what the browser said and what its name ends in do not count."""

import re
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from zhangtu.kernel.zipped import BROKEN

_HEAD: Final = 4096
#: Web pages, drawings with scripts, programs: known, so that it can be said what they are, and never taken.
WEB: Final = "text/html"
PROGRAM: Final = "application/x-executable"
UNKNOWN: Final = "application/octet-stream"
EMPTY: Final = "application/x-empty"
#: First bytes → media type; the longer ones first where one begins another.
_SIGNS: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"OggS", "application/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"#!AMR", "audio/amr"),
    (b"{\\rtf", "application/rtf"),
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"#!", PROGRAM),
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
    b"M4A ": "audio/mp4",
}
_RIFF: Final = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_MPEG: Final = (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")
#: What makes a browser take a text for a page or a drawing that may hold scripts.
_MARKUP: Final = re.compile(
    r"<\s*(?:!doctype\s+html|html|head|body|script|svg|iframe|object|embed|meta|link|style|math|"
    r"\?xml-stylesheet|xsl:|[a-z]+:(?:html|svg|script|stylesheet))\b",
    re.IGNORECASE,
)
_UNICODE: Final = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def sniffed(path: Path) -> str:
    """What a file is.

    Args:
        path: Where it lies.

    Returns:
        A media type; ``application/octet-stream`` for what is not known.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        return EMPTY
    for sign, media in _SIGNS:
        if head.startswith(sign):
            return media
    if head.startswith(b"PK\x03\x04"):
        return _zipped(path)
    return _boxed(head) or _written(head)


def _boxed(head: bytes) -> str:
    """The kinds whose sign stands a little behind the beginning."""
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12], UNKNOWN)
    if head.startswith(b"BM") and head[6:10] == b"\0\0\0\0":
        return "image/bmp"
    return "audio/mpeg" if head.startswith(_MPEG) else ""


def _zipped(path: Path) -> str:
    try:
        with ZipFile(path) as archive:
            names = set(archive.namelist())
    except BROKEN:
        return "application/zip"
    return next((media for member, media in _INSIDE if member in names), "application/zip")


def _written(head: bytes) -> str:
    """What a text is; not known unless it is one."""
    text = _text_of(head)
    if text is None:
        return UNKNOWN
    start = text.lstrip("\ufeff \t\r\n\f")
    if start.startswith("<") and _MARKUP.search(text):
        return WEB
    return "application/xml" if start.startswith("<?xml") else "text/plain"


def _text_of(head: bytes) -> str | None:
    """The words of a text, whatever it is written in: UTF-8, UTF-16 with its mark, or GB 18030."""
    marked = next((coding for mark, coding in _UNICODE if head.startswith(mark)), "")
    for coding in [marked] if marked else ["utf-8", "gb18030"]:
        text = _decoded(head, coding)
        if text is not None and not any(ord(letter) < 9 or 13 < ord(letter) < 32 for letter in text):
            return text
    return None


def _decoded(head: bytes, coding: str) -> str | None:
    try:
        return head.decode(coding)
    except UnicodeDecodeError as error:
        # What was read may end in the middle of a character.
        if len(head) == _HEAD and error.start > len(head) - 4:
            return head[: error.start].decode(coding)
        return None
