"""Writes the task table and the orders as Word files laid out after GB/T 9704."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from docx.oxml.xmlchemy import BaseOxmlElement

from zhangtu.documents import word
from zhangtu.documents.fonts import Fonts, fonts_for
from zhangtu.documents.text import broken, lines_of
from zhangtu.documents.values import Band, Field, NoticePaper, TablePaper
from zhangtu.documents.word import Look, Set

#: Points: title and its line, annex mark, table and its line, text of an order and its line.
_TITLE, _TITLE_LINE, _MARK, _CELL, _CELL_LINE, _BODY, _BODY_LINE = 22, 35, 16, 12, 18, 14, 26
#: Widths of label and box, twice, in the form of an order; in millimetres of the 156 there are.
_FORM = (28.0, 50.0, 28.0, 50.0)
_ALONE, _PAIR = 1, 2
#: Characters on a line of a box across the page, of one of two, of the opening; a little less than fit.
_WIDE, _NARROW, _OPENING = 28, 10.5, 29
#: Points of the text area of a form's page, with a line of it in reserve for a machine with wider fonts.
_PAGE = (297 - 25 - 20) / 25.4 * 72 - 60


def write_table(paper: TablePaper, made: datetime) -> bytes:
    """Write a table on landscape A4: annex mark, title, head row on each page, page numbers.

    Args:
        paper: What stands in it.
        made: The moment written into the file's properties.

    Returns:
        The file.
    """
    fonts = fonts_for(paper.language)
    document = word.new_document(paper.title, paper.language, word.TURNED, landscape=True)
    word.number_pages(document, fonts)
    word.fill(document, _table_content(paper, fonts))
    return word.finish(document, made)


def _table_content(paper: TablePaper, fonts: Fonts) -> Iterator[BaseOxmlElement]:
    """Set mark, title, notes, table and footer one below the other."""
    small = Look(fonts.body, fonts.latin, _CELL)
    if paper.mark:
        yield word.paragraph(paper.mark, Look(fonts.head, fonts.latin, _MARK), Set(line=_BODY_LINE))
    title = broken(paper.title, word.LANDSCAPE_WIDTH / 20 / _TITLE)
    look = Look(fonts.title, fonts.latin, _TITLE)
    yield word.paragraph(title, look, Set("center", line=_TITLE_LINE, before=4, after=8))
    for note in paper.notes:
        yield word.paragraph(note, small, Set(line=20, after=4))
    widths = word.shares([column.width for column in paper.columns], word.LANDSCAPE_WIDTH)
    yield word.table(widths, _table_rows(paper, fonts, widths))
    for number, line in enumerate(paper.footer or ("",)):
        yield word.paragraph(line, small, Set(line=18, before=0 if number else 6))


def _table_rows(paper: TablePaper, fonts: Fonts, widths: Sequence[int]) -> Iterator[BaseOxmlElement]:
    """Set the head row, then the rows and bands."""
    head, band, body = (Look(font, fonts.latin, _CELL) for font in (fonts.head, fonts.band, fonts.body))
    bands = {1: head, 2: band}
    heading = Set("center", line=_CELL_LINE)
    yield word.row(
        [
            word.cell(word.paragraph(column.heading, head, heading), width)
            for column, width in zip(paper.columns, widths, strict=True)
        ],
        head=True,
        height=28,
    )
    whole, span = sum(widths), len(widths)
    if not paper.rows:
        yield word.row([word.cell(word.paragraph(paper.empty, body, heading), whole, span=span)], height=28)
    for entry in paper.rows:
        if isinstance(entry, Band):
            words = word.paragraph(entry.text, bands[entry.level], Set("left", line=_CELL_LINE, keep=True))
            yield word.row([word.cell(words, whole, span=span)])
        else:
            yield word.row(
                word.cell(word.paragraph(text, body, Set(column.align, line=_CELL_LINE)), width)
                for text, column, width in zip(entry, paper.columns, widths, strict=True)
            )


def write_notices(papers: Sequence[NoticePaper], made: datetime) -> bytes:
    """Write orders on portrait A4, each opening a page.

    Args:
        papers: The orders; none gives an empty page.
        made: The moment written into the file's properties.

    Returns:
        The file.
    """
    language = papers[0].language if papers else "zh-hans"
    document = word.new_document(papers[0].title if papers else "", language, word.FORM, landscape=False)
    for number, paper in enumerate(papers):
        word.fill(document, _notice_content(paper, fonts_for(paper.language), opens_page=number > 0))
    return word.finish(document, made)


def _notice_content(paper: NoticePaper, fonts: Fonts, *, opens_page: bool) -> Iterator[BaseOxmlElement]:
    """Set title, number, addressee, boxes and signature one below the other."""
    title = Set("center", line=_TITLE_LINE, after=6, new_page=opens_page)
    yield word.paragraph(paper.title, Look(fonts.title, fonts.latin, _TITLE), title)
    body, small = Look(fonts.body, fonts.latin, _BODY), Look(fonts.body, fonts.latin, _CELL)
    yield word.paragraph(paper.number, body, Set("right", line=_BODY_LINE, after=4))
    if paper.addressee:
        yield word.paragraph(f"{paper.addressee}：", body, Set(line=_BODY_LINE))
    if paper.opening:
        yield word.paragraph(paper.opening, body, Set("both", line=_BODY_LINE, first=2, after=8))
    widths = word.shares(_FORM, word.PORTRAIT_WIDTH)
    room = _room_left(paper)
    yield word.table(widths, (_form_row(fields, fonts, widths, room) for fields in paper.rows))
    for number, line in enumerate(paper.closing):
        yield word.paragraph(line, small, Set(line=20, before=0 if number else 6))
    for number, line in enumerate(paper.signature):
        # The date stands four characters in from the right (7.3.5.4); the unit is centred over it in use.
        yield word.paragraph(line, body, Set("right", line=_BODY_LINE, right=4, before=0 if number else 10))
    if not paper.closing and not paper.signature:
        yield word.paragraph("", small, Set(line=1))


def _room_left(paper: NoticePaper) -> float:
    """Estimate how many points of the page its words leave to the boxes that take the rest."""
    opening = lines_of(paper.opening, _OPENING) if paper.opening else 0
    around = _BODY_LINE * (1 + bool(paper.addressee) + opening + len(paper.signature)) + 20 * len(
        paper.closing
    )
    boxes = sum(map(_box_height, paper.rows))
    filling = sum(any(field.fills for field in fields) for fields in paper.rows)
    return max(0.0, _PAGE - _TITLE_LINE - around - boxes) / max(filling, 1)


def _box_height(fields: tuple[Field, ...]) -> float:
    """Estimate the height of a row of boxes in points."""
    width = _WIDE if len(fields) == _ALONE else _NARROW
    return _CELL_LINE * max(max(field.lines, lines_of(field.text, width)) for field in fields) + 10


def _form_row(fields: tuple[Field, ...], fonts: Fonts, widths: Sequence[int], room: float) -> BaseOxmlElement:
    """Set one box across the page, or two side by side; ``room`` goes to one that takes the rest."""
    head, body = Look(fonts.head, fonts.latin, _CELL), Look(fonts.body, fonts.latin, _CELL)
    cells: list[BaseOxmlElement] = []
    span = 3 if len(fields) == _ALONE else 1
    for number, field in enumerate(fields[:_PAIR]):
        label, box = widths[2 * number], sum(widths[2 * number + 1 : 2 * number + 1 + span])
        cells.append(word.cell(word.paragraph(field.label, head, Set("center", line=_CELL_LINE)), label))
        cells.append(word.cell(word.paragraph(field.text, body, Set(line=_CELL_LINE)), box, span=span))
    height = _CELL_LINE * max(field.lines for field in fields) + 10
    return word.row(cells, height=height + (room if any(field.fills for field in fields) else 0))
