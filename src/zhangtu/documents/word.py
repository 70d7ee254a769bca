"""The pieces Word files are made of: runs, paragraphs, tables, page numbers, reproducible bytes."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from zhangtu.documents.fonts import Fonts
from zhangtu.documents.text import writable

#: GB/T 9704-2012 5.2.1: A4, head margin 37 mm, binding margin 28 mm, text area 156 mm × 225 mm. A table
#: on the turned page has its head at the binding edge (7.4): top, right, bottom, left in millimetres.
TURNED = (28, 37, 26, 35)
#: A form keeps the width of the text area but fills the page, so that it stays on one.
FORM = (25, 26, 20, 28)
#: Width of the text area in twentieths of a point: portrait, and the same page turned.
PORTRAIT_WIDTH, LANDSCAPE_WIDTH = round(156 * 1440 / 25.4), round(225 * 1440 / 25.4)
_BODY = "word/document.xml"
#: The earliest day a zip archive can carry.
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Look:
    """How characters look.

    Attributes:
        font: Font of Chinese characters.
        latin: Font of letters and digits.
        size: Points.
        bold: Whether they are bold.
    """

    font: str
    latin: str
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Set:
    """How a paragraph is set.

    Attributes:
        align: ``left``, ``center``, ``right`` or ``both``.
        line: Exact height of a line in points.
        before: Space above in points.
        after: Space below in points.
        first: Indent of the first line in characters.
        right: Indent from the right in characters.
        left: Indent from the left in characters.
        keep: Whether it stays on the page of the next paragraph or row.
        new_page: Whether it opens a page.
    """

    align: str = "left"
    line: float = 20
    before: float = 0
    after: float = 0
    first: int = 0
    right: int = 0
    left: int = 0
    keep: bool = False
    new_page: bool = False


def build(tag: str, *children: BaseOxmlElement, **attributes: object) -> BaseOxmlElement:
    """Make an element of WordprocessingML.

    Args:
        tag: Its name without prefix.
        children: What stands in it.
        attributes: Its attributes, names without prefix.

    Returns:
        The element.
    """
    element: BaseOxmlElement = OxmlElement(f"w:{tag}")  # type: ignore[assignment]  # its stub says less
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(children)
    return element


def _run(look: Look, *content: BaseOxmlElement) -> BaseOxmlElement:
    """Make a run of characters that look alike."""
    half_points = round(look.size * 2)
    properties = build(
        "rPr",
        build("rFonts", ascii=look.latin, hAnsi=look.latin, eastAsia=look.font, cs=look.latin),
        *([build("b")] if look.bold else []),
        build("sz", val=half_points),
        build("szCs", val=half_points),
    )
    return build("r", properties, *content)


def _words(text: str) -> list[BaseOxmlElement]:
    """Make the content of a run: text, and a break for every line end."""
    content: list[BaseOxmlElement] = []
    for number, line in enumerate(writable(text).split("\n")):
        if number:
            content.append(build("br"))
        words = build("t")
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        content.append(words)
    return content


def paragraph(text: str, look: Look, how: Set) -> BaseOxmlElement:
    """Make a paragraph.

    Args:
        text: Its words; line ends become breaks.
        look: How they look.
        how: How it is set.

    Returns:
        The ``w:p`` element.
    """
    return build("p", _paragraph_properties(how, look.size), _run(look, *_words(text)))


def _paragraph_properties(how: Set, size: float) -> BaseOxmlElement:
    """Write how a paragraph is set, in the order the schema demands."""
    spacing: dict[str, object] = {
        "before": _twips(how.before),
        "after": _twips(how.after),
        "line": _twips(how.line),
    }
    indent: dict[str, int] = {}
    for side, characters in (("left", how.left), ("right", how.right), ("firstLine", how.first)):
        # Word goes by characters; other programs know only the absolute width.
        indent |= {f"{side}Chars": characters * 100, side: _twips(characters * size)}
    return build(
        "pPr",
        *([build("keepNext")] if how.keep else []),
        *([build("pageBreakBefore")] if how.new_page else []),
        # No gaps between Chinese characters and digits: dates stay on one line, as offices print them.
        build("autoSpaceDE", val=0),
        build("autoSpaceDN", val=0),
        build("spacing", **spacing, lineRule="exact"),
        build("ind", **indent),
        build("jc", val=how.align),
    )


def _twips(points: float) -> int:
    """Turn points into twentieths of a point."""
    return round(points * 20)


def cell(content: BaseOxmlElement, width: int, *, span: int = 1) -> BaseOxmlElement:
    """Make a cell whose words stand in the middle of its height.

    Args:
        content: Its paragraph.
        width: Its width in twentieths of a point.
        span: How many grid columns it covers.

    Returns:
        The ``w:tc`` element.
    """
    properties = build(
        "tcPr",
        build("tcW", w=width, type="dxa"),
        *([build("gridSpan", val=span)] if span > 1 else []),
        build("vAlign", val="center"),
    )
    return build("tc", properties, content)


def row(cells: Iterable[BaseOxmlElement], *, head: bool = False, height: float = 0) -> BaseOxmlElement:
    """Make a row that no page break cuts.

    Args:
        cells: Its cells.
        head: Whether it is repeated on every page.
        height: Its least height in points.

    Returns:
        The ``w:tr`` element.
    """
    properties = build(
        "trPr",
        build("cantSplit"),
        *([build("trHeight", val=_twips(height), hRule="atLeast")] if height else []),
        *([build("tblHeader")] if head else []),
    )
    return build("tr", properties, *cells)


def table(widths: Sequence[int], rows: Iterable[BaseOxmlElement]) -> BaseOxmlElement:
    """Make a table with thin borders and columns that keep their width.

    Args:
        widths: Widths of the grid columns in twentieths of a point.
        rows: Its rows.

    Returns:
        The ``w:tbl`` element.
    """
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    margins = {"top": 50, "left": 85, "bottom": 50, "right": 85}
    properties = build(
        "tblPr",
        build("tblW", w=sum(widths), type="dxa"),
        build("jc", val="center"),
        build("tblBorders", *(build(side, val="single", sz=4, space=0, color="000000") for side in sides)),
        build("tblLayout", type="fixed"),
        build("tblCellMar", *(build(side, w=room, type="dxa") for side, room in margins.items())),
    )
    return build("tbl", properties, build("tblGrid", *(build("gridCol", w=width) for width in widths)), *rows)


def shares(parts: Sequence[float], total: int) -> list[int]:
    """Divide a width among columns in proportion, without losing or adding a twip."""
    edges = [round(total * sum(parts[:count]) / sum(parts)) for count in range(len(parts) + 1)]
    return [right - left for left, right in pairwise(edges)]


def new_document(
    title: str, language: str, margins: tuple[int, int, int, int], *, landscape: bool
) -> Document:
    """Open an empty document on A4.

    Args:
        title: Its title in the file's properties.
        language: ``zh-hans``, ``zh-hant`` or ``en``: tells Word how to break lines.
        margins: Top, right, bottom and left in millimetres.
        landscape: Whether the page is turned.

    Returns:
        The document, its body empty but for the section.
    """
    document = docx.Document()
    document.core_properties.title = writable(title).replace("\n", "")[:255]
    section = document.sections[0]
    long, short = Mm(297), Mm(210)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Mm, margins)
    # The number stands 7 mm below the text area (7.5); the rest of the margin lies below its line.
    section.footer_distance = Mm(margins[2] - 12)
    tongue = "zh-TW" if language == "zh-hant" else "zh-CN"
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:eastAsia"), tongue)
    return document


def number_pages(document: Document, fonts: Fonts) -> None:
    """Put ``— 1 —`` below each page: at the right on odd pages, at the left on even ones (GB/T 9704 7.5)."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    look = Look(fonts.sheet, fonts.sheet, 14)
    sides = ((section.footer, Set("right", right=1)), (section.even_page_footer, Set("left", left=1)))
    for footer, how in sides:
        footer.is_linked_to_previous = False
        element = footer.paragraphs[0]._p  # noqa: SLF001  # python-docx has no other door to the element
        field = build("fldSimple", _run(look, *_words("1")), instr=" PAGE ")
        new = build(
            "p",
            _paragraph_properties(how, look.size),
            _run(look, *_words("— ")),
            field,
            _run(look, *_words(" —")),
        )
        element.getparent().replace(element, new)


def fill(document: Document, content: Iterable[BaseOxmlElement]) -> None:
    """Put paragraphs and tables into the body, before the section's own element."""
    section = document.element.body[-1]
    for element in content:
        section.addprevious(element)


def finish(document: Document, made: datetime, body: bytes = b"") -> bytes:
    """Write a document; the same content and moment give the same bytes.

    Args:
        document: The document.
        made: The moment written into its properties.
        body: More content as XML, put before the last section's own element: long tables are written so.

    Returns:
        The file.
    """
    properties = document.core_properties
    properties.author, properties.comments, properties.last_modified_by = "", "", ""
    properties.created = properties.modified = made.replace(tzinfo=None, microsecond=0)
    draft = io.BytesIO()
    document.save(draft)
    target = io.BytesIO()
    with zipfile.ZipFile(draft) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            name = zipfile.ZipInfo(entry.filename, _ZIP_EPOCH)
            name.compress_type = zipfile.ZIP_DEFLATED
            part = old.read(entry)
            if body and entry.filename == _BODY:
                place = part.rindex(b"<w:sectPr")
                part = part[:place] + body + part[place:]
            new.writestr(name, part)
    return target.getvalue()
