"""Writes an official paper as a Word file: page, grid, red head, headings, tables, imprint, page numbers."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Final

from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from zhangtu.documents import word
from zhangtu.documents.fonts import Fonts, fonts_for
from zhangtu.documents.official import dimensions as d
from zhangtu.documents.official.flow import Piece, Role, flow
from zhangtu.documents.official.manners import MANNERS
from zhangtu.documents.official.values import Official
from zhangtu.documents.official.word_pieces import imprint_xml, paragraph_xml, table_xml
from zhangtu.documents.official.word_styles import Styles, twips
from zhangtu.documents.text import writable

_IMPRINT: Final = frozenset({Role.COPIES, Role.PRINTED})
#: Twentieths of a point letters of size 3 stand closer, so that 28 of them fit 156 mm.
_CLOSER: Final = -5


def write_word(paper: Official, made: datetime) -> bytes:
    """Write an official paper as a Word file.

    Fonts are named, not carried: a machine without them takes its nearest. The imprint lies at the foot of
    the last page; whether that is an even one is for whoever prints to see, the PDF minds it.

    Args:
        paper: The paper.
        made: The moment written into the file's properties; the same paper and moment give the same bytes.

    Returns:
        The file.
    """
    fonts = fonts_for(paper.language)
    margins = tuple(round(d.of(side)) for side in ("top", "right", "bottom", "left"))
    document = word.new_document(
        writable(paper.title).replace("\n", ""),
        paper.language,
        (margins[0], margins[1], margins[2], margins[3]),
        landscape=False,
    )
    word.number_pages(document, fonts)
    styles = Styles(document)
    _set_up(document, fonts)
    body = "".join(_body(paper, fonts, styles, _sections(document)))
    return word.finish(document, made, body.encode("utf-8"))


def _set_up(document: Document, fonts: Fonts) -> None:
    """Letters of the body, margins that change sides, the grid of 22 lines by 28 characters."""
    normal = document.styles["Normal"]
    normal.font.size = round(d.of("body_size") * 12_700)
    normal.font.name = fonts.latin
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), fonts.body)
    # Word draws letters together to keep 28 on a line; other programs would give each two places of the grid.
    normal.element.rPr.find(qn("w:sz")).addprevious(word.build("spacing", val=_CLOSER))
    for size in document.styles.element.find(qn("w:docDefaults")).iter(qn("w:sz"), qn("w:szCs")):
        # Programs differ in which size the grid of characters starts from: both say the same.
        size.set(qn("w:val"), str(round(d.of("body_size") * 2)))
    settings = document.settings.element
    settings.insert(1, word.build("mirrorMargins"))
    section = document.sections[0]
    # The dash beside the number, half way up its line, stands that far below the text area (7.5).
    below = d.points("bottom") - d.points("page_number_gap") - d.of("small_size") / 2
    section.footer_distance = round(below * 12_700)
    document.element.body[-1].append(word.build("docGrid", **document_grid()))


def document_grid() -> dict[str, object]:
    """The grid as Word says it: twentieths of a point a line, 4,096ths of a point a character."""
    each = d.points("text_width") / d.of("chars") - d.of("body_size")
    return {"type": "linesAndChars", "linePitch": twips(d.of("line")), "charSpace": round(each * 4096)}


def _sections(document: Document) -> tuple[str, str]:
    """The section of upright and of turned pages, as XML."""
    element = document.element.body[-1]
    for old in element.findall(qn("w:docGrid"))[:-1]:
        element.remove(old)
    upright = etree.tostring(element, encoding="unicode")
    turned = etree.fromstring(upright)
    size, margin = turned.find(qn("w:pgSz")), turned.find(qn("w:pgMar"))
    assert size is not None
    assert margin is not None
    width, height = size.get(qn("w:w"), ""), size.get(qn("w:h"), "")
    size.attrib.update({qn("w:w"): height, qn("w:h"): width, qn("w:orient"): "landscape"})
    # The head of a table on a turned page lies at the binding edge.
    sides = {"top": "left", "right": "top", "bottom": "right", "left": "bottom"}
    old = dict(margin.attrib)
    for side, other in sides.items():
        margin.set(qn(f"w:{side}"), old[qn(f"w:{other}")])
    for one in turned.findall(qn("w:docGrid")):
        turned.remove(one)
    return upright, etree.tostring(turned, encoding="unicode")


def _body(paper: Official, fonts: Fonts, styles: Styles, sections: tuple[str, str]) -> Iterator[str]:
    pieces = list(flow(paper))
    text = [piece for piece in pieces if piece.role not in _IMPRINT]
    imprint = [piece for piece in pieces if piece.role in _IMPRINT]
    groups = [(turned, list(group)) for turned, group in groupby(text, key=lambda piece: piece.landscape)]
    if imprint and groups[-1][0]:
        groups.append((False, []))
    for place, (turned, group) in enumerate(groups):
        yield from _group(group, fonts, styles, opens=place > 0)
        if place + 1 < len(groups):
            yield f'<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/>{sections[turned]}</w:pPr></w:p>'
    if imprint:
        yield imprint_xml(imprint, fonts)
    if imprint or text[-1].grid is not None:
        yield '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'


def _group(pieces: Sequence[Piece], fonts: Fonts, styles: Styles, *, opens: bool) -> Iterator[str]:
    """The pieces of one section; a section opens a page by itself."""
    above = 0.0
    for place, piece in enumerate(pieces):
        if piece.grid is not None:
            yield table_xml(piece, styles)
            continue
        yield paragraph_xml(piece, fonts, above, new_page=piece.new_page and not (opens and place == 0))
        above += d.points(MANNERS[piece.role].line)
