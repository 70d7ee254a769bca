"""The door: bytes of a file in, text with its layout out, whatever the file is called."""

from dataclasses import replace

from zhangtu.reading.source import Source, UnreadableError
from zhangtu.reading.sources import markdown
from zhangtu.reading.sources.archive import Archive
from zhangtu.reading.sources.conversion import Target, convert
from zhangtu.reading.sources.decoding import Decoded, decode
from zhangtu.reading.sources.kinds import Foreign, Kind, foreign_package, kind_of
from zhangtu.reading.sources.paged import looks_like_ofd, read_ofd, read_pdf
from zhangtu.reading.sources.sentences import Remark, Trouble
from zhangtu.reading.sources.web import (
    claimed_encoding,
    html_inside,
    looks_like_html,
    looks_like_mhtml,
    read_html,
)
from zhangtu.reading.sources.word import main_part, read_docx

#: Larger files are refused unread.
MAX_BYTES = 50 * 1024 * 1024

_MARKDOWN_ENDINGS = (".md", ".markdown", ".mdown", ".mkd")


def open_source(data: bytes, name: str) -> Source:
    """Read a file into text.

    What the file is, is decided by its content; the name only tells Markdown from other plain text.

    Args:
        data: The whole file.
        name: Its name, with or without a path.

    Returns:
        Its text (line ends are line feeds; plain text and Markdown are otherwise the file's own characters),
        with the tables, headings, pages and notes the file itself marks, and codes of remarks
        (``REMARK_SENTENCES``).

    Raises:
        UnreadableError: It cannot be read; its code is in ``UNREADABLE_SENTENCES``.
    """
    shown = name.replace("\\", "/").rpartition("/")[2] or name
    if not data:
        raise UnreadableError(Trouble.EMPTY, name=shown)
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 1024 / 1024:.1f}"
        raise UnreadableError(Trouble.TOO_LARGE, name=shown, size=size, limit=str(MAX_BYTES // 1024 // 1024))
    kind = kind_of(data, shown)
    if isinstance(kind, Foreign):
        return _read_foreign(data, kind, shown)
    return _READERS[kind](data, shown)


def _read_package(data: bytes, name: str) -> Source:
    archive = Archive(data, name)
    if looks_like_ofd(archive):
        return read_ofd(archive)
    path = main_part(archive)
    if path is not None and path.startswith("word/"):
        return read_docx(archive, path)
    foreign = foreign_package(archive, path)
    if foreign is not None:
        return _read_foreign(data, foreign, name)
    office = archive.has("[Content_Types].xml")
    raise UnreadableError(Trouble.DOCX_WITHOUT_DOCUMENT if office else Trouble.ARCHIVE, name=name)


def _read_foreign(data: bytes, foreign: Foreign, name: str) -> Source:
    made = convert(data, foreign.ending, foreign.target, name)
    if foreign.target is Target.HTML:
        source = read_html(decode(made, name, hint="utf-8"), name)
    else:
        archive = Archive(made, name)
        source = read_docx(archive, main_part(archive) or "word/document.xml")
    return replace(source, remarks=(Remark.CONVERTED, *source.remarks))


def _read_text(data: bytes, name: str) -> Source:
    page = html_inside(data) if looks_like_mhtml(data) else None
    data = data if page is None else page
    decoded = decode(data, name, hint=claimed_encoding(data))
    if not decoded.text.strip():
        raise UnreadableError(Trouble.EMPTY, name=name)
    if page is not None or looks_like_html(decoded.text):
        return read_html(decoded, name)
    return _plain(decoded, name)


def _plain(decoded: Decoded, name: str) -> Source:
    remarks = (Remark.BYTES_REPLACED,) if decoded.replaced else ()
    source = Source(decoded.text, encoding=decoded.encoding, remarks=remarks)
    if not name.lower().endswith(_MARKDOWN_ENDINGS):
        return source
    headings, tables = markdown.mark_up(decoded.text)
    return replace(source, form="md", tables=tables, headings=headings)


_READERS = {Kind.PDF: read_pdf, Kind.PACKAGE: _read_package, Kind.TEXT: _read_text}
