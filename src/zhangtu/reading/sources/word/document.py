"""A docx package → its text with tables, headings and notes."""

from lxml import etree

from zhangtu.reading.source import Source, UnreadableError
from zhangtu.reading.sources.archive import Archive
from zhangtu.reading.sources.layout import AnchorKind, Writer
from zhangtu.reading.sources.sentences import Remark, Trouble
from zhangtu.reading.sources.word.blocks import BlockReader, NoteParts
from zhangtu.reading.sources.word.names import W
from zhangtu.reading.sources.word.numbering import Numbering
from zhangtu.reading.sources.word.package import Package
from zhangtu.reading.sources.word.styles import Styles


def read_docx(archive: Archive, path: str) -> Source:
    """Read a Word document as its pages show it.

    Headers, footers and comments are not read. A footnote's place is where its mark would stand; the mark
    itself is not put into the words.

    Args:
        archive: The package.
        path: Path of its document part.

    Returns:
        The source; its ``text`` shows automatic numbers in front of their paragraphs (a space between number
        and words unless the number ends with a full-width sign or the list says nothing is between them).

    Raises:
        UnreadableError: The package is damaged, dangerous, or holds no words.
    """
    package = Package(archive, path)
    body = package.document().find(W + "body")
    if body is None:
        raise UnreadableError(Trouble.DOCX_WITHOUT_DOCUMENT, name=archive.name)
    styles = Styles(package.side_part("styles"))
    numbering = Numbering(package.side_part("numbering"), styles)
    reader = BlockReader(styles, numbering, NoteParts(_notes(package)), archive.name)
    writer = Writer(archive.name)
    try:
        writer.write(reader.read(body))
    except RecursionError as error:
        raise UnreadableError(Trouble.XML_BROKEN, name=archive.name) from error
    remarks = reader.remarks | package.remarks
    source = writer.finish("docx", remarks=sorted(remarks))
    if not source.text.strip():
        pictures = Remark.PICTURES_NOT_READ in remarks
        raise UnreadableError(Trouble.SCAN if pictures else Trouble.NO_TEXT, name=archive.name)
    return source


def _notes(package: Package) -> dict[tuple[AnchorKind, str], etree._Element]:
    found: dict[tuple[AnchorKind, str], etree._Element] = {}
    for kind, part in ((AnchorKind.FOOTNOTE, "footnotes"), (AnchorKind.ENDNOTE, "endnotes")):
        root = package.side_part(part)
        for element in root.iterfind(W + kind.value) if root is not None else ():
            if element.get(W + "type") in {None, "normal"}:
                found[kind, element.get(W + "id") or ""] = element
    return found
