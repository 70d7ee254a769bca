"""Pieces of an official paper as WordprocessingML text: paragraphs, tables, the imprint."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape

from zhangtu.documents import word
from zhangtu.documents.fonts import Fonts
from zhangtu.documents.official import dimensions as d
from zhangtu.documents.official.fitting import fitted, room_of, texts_of
from zhangtu.documents.official.flow import Piece, Role
from zhangtu.documents.official.manners import (
    BLACK,
    MANNERS,
    RED,
    Manner,
    gap_of,
    hangs,
    lead_of,
    line_of,
    size_of,
)
from zhangtu.documents.official.values import Figure
from zhangtu.documents.official.word_styles import Styles, twips
from zhangtu.documents.printing.values import Align
from zhangtu.documents.text import lines_of, writable

#: Word measures rules in eighths of a point.
_EIGHTHS: Final = 8
_MILLIMETRE: Final = 72 / 25.4
#: Characters of size 4 that fit on a line of the imprint behind the word before it; a little less than fit.
_IMPRINT_CHARS: Final = 25
_OFF: Final = '<w:snapToGrid w:val="0"/>'
#: Lines of one table; what stands between it and the one that goes on, no higher than a rule.
LINES: Final = 400
_BETWEEN: Final = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
)
_COLON: Final = re.compile(r"^[^：:]*[：:]")


def paragraph_xml(piece: Piece, fonts: Fonts, above: float, *, new_page: bool) -> str:
    """A line or paragraph.

    Args:
        piece: It.
        fonts: The paper's fonts.
        above: What stands above it on the first page, in points.
        new_page: Whether it opens a page.

    Returns:
        The ``w:p`` element.
    """
    manner = MANNERS[piece.role]
    size = size_of(piece)
    runs = "".join(_run(part, manner, fonts, size) for part in piece.parts)
    if piece.other:
        tab = f"<w:r>{_letters(manner, fonts, size)}<w:tab/></w:r>"
        # The red line hangs on this paragraph: its words stay in by a tab, so that the line does not.
        runs = (tab if piece.role is Role.NUMBER else "") + runs + tab + _other(piece, manner, fonts, size)
    return f"<w:p>{_properties(piece, manner, gap_of(piece, above), new_page=new_page)}{runs}</w:p>"


def _other(piece: Piece, manner: Manner, fonts: Fonts, size: float) -> str:
    """What stands at the right end; of 签发人 the names are in 楷体 (7.2.6)."""
    lead = _COLON.match(piece.other)
    if piece.role is not Role.NUMBER or lead is None:
        return _run(piece.other, manner, fonts, size)
    named = Manner("band", manner.size)
    return _run(lead[0], manner, fonts, size) + _run(piece.other[lead.end() :], named, fonts, size)


def _properties(piece: Piece, manner: Manner, gap: float, *, new_page: bool) -> str:
    heading = piece.role.startswith("heading") or piece.role is Role.TABLE_TITLE
    line = twips(line_of(piece))
    align = "left" if piece.other else manner.align
    return (
        f"<w:pPr>{'<w:keepNext/>' if heading else ''}{'<w:pageBreakBefore/>' if new_page else ''}"
        f"{_rule(piece)}{_tab(piece)}"
        f'<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>{"" if _on_grid(piece) else _OFF}'
        f'<w:spacing w:before="{twips(gap)}" w:after="0" w:line="{line}" w:lineRule="exact"/>'
        f'{_indents(piece, manner)}<w:jc w:val="{align}"/></w:pPr>'
    )


def _on_grid(piece: Piece) -> bool:
    """Whether letters keep to the grid, which is that of size 3."""
    return size_of(piece) == d.of("body_size")


def _rule(piece: Piece) -> str:
    """The red line below the number (7.2.7)."""
    if piece.role is not Role.NUMBER:
        return ""
    eighths, room = round(d.of("rule_width") * _EIGHTHS), round(d.points("rule_gap"))
    return f'<w:pBdr><w:bottom w:val="single" w:sz="{eighths}" w:space="{room}" w:color="{RED}"/></w:pBdr>'


def _tab(piece: Piece) -> str:
    if not piece.other:
        return ""
    indent = "number_indent" if piece.role is Role.NUMBER else "imprint_indent"
    left, right = twips(d.points(indent)), twips(d.points("text_width") - d.points(indent))
    first = f'<w:tab w:val="left" w:pos="{left}"/>' if piece.role is Role.NUMBER else ""
    return f'<w:tabs>{first}<w:tab w:val="right" w:pos="{right}"/></w:tabs>'


def _indents(piece: Piece, manner: Manner) -> str:
    """Indents in characters for Word, and as widths for programs that know only those."""
    named = {"left": manner.left, "right": manner.right, "firstLine": manner.first}
    wanted = {side: d.of(name) for side, name in named.items() if name}
    if piece.indent:
        wanted["right"] = piece.indent
    lead = lead_of(piece)
    if lead:
        wanted["left"] += lead
        wanted |= {"hanging": lead} if hangs(piece) else {}
    size = d.of("body_size")
    inside = (
        f'w:{side}Chars="{round(value * 100)}" w:{side}="{twips(value * size)}"'
        for side, value in wanted.items()
    )
    return f"<w:ind {' '.join(inside)}/>" if wanted else ""


def _run(part: str | Figure, manner: Manner, fonts: Fonts, size: float) -> str:
    letters = _letters(manner, fonts, size)
    if isinstance(part, str):
        return f"<w:r>{letters}{_words(part)}</w:r>"
    text = f"<w:r>{letters}{_words(part.text)}</w:r>"
    if not part.source:
        return text
    raised = letters.replace("</w:rPr>", '<w:vertAlign w:val="superscript"/></w:rPr>')
    mark = f"<w:r>{raised}{_words(f'[{part.source}]')}</w:r>"
    return f'{text}<w:hyperlink w:anchor="source{part.source}">{mark}</w:hyperlink>'


def _letters(manner: Manner, fonts: Fonts, size: float) -> str:
    font, half = getattr(fonts, manner.font), round(size * 2)
    off = "" if size == d.of("body_size") else _OFF
    apart = "" if size == d.of("body_size") else '<w:spacing w:val="0"/>'
    colour = "" if manner.colour == BLACK else f'<w:color w:val="{manner.colour}"/>'
    return (
        f'<w:rPr><w:rFonts w:ascii="{fonts.latin}" w:hAnsi="{fonts.latin}" w:eastAsia="{font}" '
        f'w:cs="{fonts.latin}"/>{off}{colour}{apart}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
    )


def _words(text: str) -> str:
    lines = escape(writable(text)).split("\n")
    return "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)


def table_xml(piece: Piece, styles: Styles) -> str:
    """A table with a head row repeated on every page.

    A long one is cut into several that stand close below one another: laying out one table of some thousand
    lines takes a word processor minutes, ten of some hundred seconds.

    Args:
        piece: It.
        styles: The styles of the document.

    Returns:
        The ``w:tbl`` elements.
    """
    grid = piece.grid
    assert grid is not None  # asked by the only caller
    texts = texts_of(grid)
    room = room_of(piece)
    size, wide = fitted(grid.columns, texts, room)
    widths = word.shares(wide, twips(room))
    heads = [_opening(width, styles.cell(size, Align.CENTER, head=True, font="黑体")) for width in widths]
    cells = [
        _opening(width, styles.cell(size, column.align))
        for width, column in zip(widths, grid.columns, strict=True)
    ]
    head = "".join(_cell(opening, one.title) for opening, one in zip(heads, grid.columns, strict=True))
    rows = list(_rows(cells, texts, grid.red, anchor=piece.anchor))
    if not texts:
        style = styles.cell(size, Align.CENTER)
        rows = [f"<w:tr>{_cell(_opening(sum(widths), style, len(widths)), grid.empty)}</w:tr>"]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    opening = (
        f"<w:tbl>{_table_properties(sum(widths))}<w:tblGrid>{columns}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
    )
    cuts = (rows[first : first + LINES] for first in range(0, len(rows), LINES))
    return _BETWEEN.join(f"{opening}{''.join(some)}</w:tbl>" for some in cuts)


def _rows(
    openings: Sequence[str],
    texts: Sequence[Sequence[str]],
    red: Collection[tuple[int, int]],
    *,
    anchor: bool,
) -> Iterator[str]:
    redden = {row for row, _ in red}
    for number, row in enumerate(texts, start=1):
        cells = "".join([_cell(opening, text) for opening, text in zip(openings, row, strict=True)])
        if number - 1 in redden:
            cells = "".join(
                _cell(opening, text, red=(number - 1, place) in red)
                for place, (opening, text) in enumerate(zip(openings, row, strict=True))
            )
        if anchor:
            mark = (
                f'<w:bookmarkStart w:id="{number}" w:name="source{number}"/><w:bookmarkEnd w:id="{number}"/>'
            )
            cells = cells.replace("</w:pPr>", f"</w:pPr>{mark}", 1)
        yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _opening(width: int, style: str, span: int = 1) -> str:
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    )


def _cell(opening: str, text: str, *, red: bool = False) -> str:
    letters = f'<w:rPr><w:color w:val="{RED}"/></w:rPr>' if red else ""
    words = f"<w:r>{letters}{_words(text)}</w:r>" if text else ""
    return f"{opening}{words}</w:p></w:tc>"


def _table_properties(width: int) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    margins = "".join(f'<w:{side} w:w="40" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    return (
        f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}'
        f'</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
    )


def imprint_xml(pieces: Sequence[Piece], fonts: Fonts) -> str:
    """The imprint: a table that lies on the last line of the page, ruled thick, thin, thick (7.4.1).

    Args:
        pieces: Its lines.
        fonts: The paper's fonts.

    Returns:
        The ``w:tbl`` element.
    """
    width = twips(d.points("text_width"))
    thick, thin = (round(d.of(name) * _MILLIMETRE * _EIGHTHS) for name in ("imprint_thick", "imprint_thin"))
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{BLACK}"/>'
        for side, size in (("top", thick), ("bottom", thick), ("insideH", thin))
    )
    # Where it lies is said in numbers: not every program knows what "at the bottom" means.
    lines = sum(lines_of(piece.text + piece.other, _IMPRINT_CHARS) for piece in pieces)
    top = d.points("page_height") - d.points("bottom") - lines * d.of("line")
    rows = "".join(
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{paragraph_xml(piece, fonts, 0, new_page=False)}</w:tc></w:tr>"
        for piece in pieces
    )
    margins = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    return (
        '<w:tbl><w:tblPr><w:tblpPr w:horzAnchor="margin" w:vertAnchor="page" w:tblpXSpec="left" '
        f'w:tblpY="{twips(top)}"/><w:tblOverlap w:val="never"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}'
        f'</w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>{rows}</w:tbl>'
    )
