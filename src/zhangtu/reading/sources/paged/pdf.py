"""PDF files with a text layer, through PDFium."""

import ctypes
import math
import threading
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from zhangtu.reading.source import Source, UnreadableError
from zhangtu.reading.sources.paged.assembly import assemble
from zhangtu.reading.sources.paged.flood import floods
from zhangtu.reading.sources.paged.letters import plain_letter
from zhangtu.reading.sources.paged.marks import CJK, Glyph, Page, Rule
from zhangtu.reading.sources.sentences import Remark, Trouble

#: More pages than any office document has.
MAX_PAGES = 2_000
_MAX_GLYPHS = 60_000
#: Signs and rules of all pages together.
_MAX_MARKS = 3_000_000
#: PDFium must not be used by two threads at a time.
_ONE_AT_A_TIME = threading.Lock()
_MAX_SEGMENTS = 20_000
#: Fewer words a page than this beside pictures are a stamp on a scan.
_FEW = 20
#: Points a rule may lean.
_LEAN = 0.6
#: Points a filled rule may be thick.
_THIN = 3.0
#: Sine of twice the angle from which words stand aslant.
_SLANT = 0.17
_BLANKS = frozenset({0x09, 0x0A, 0x0D, 0x20, 0xA0, 0xAD, 0x3000, 0xFEFF, 0xFFFE})


def read_pdf(data: bytes, name: str) -> Source:
    """Read the text layer of a PDF.

    Lines are joined into paragraphs, ruled tables are found, running heads and page numbers are left out.

    Args:
        data: The file.
        name: Its name, for sentences.

    Returns:
        The source, with the offsets at which pages begin.

    Raises:
        UnreadableError: The file is damaged, protected, unpacks to a flood, or has no text layer.
    """
    if floods(data):
        raise UnreadableError(Trouble.ZIP_BOMB, name=name)
    pages, count = _all_pages(data, name)
    bare = [page for page in pages if not page.glyphs]
    signs = sum(len(page.glyphs) for page in pages)
    garbled = sum(page.garbled for page in pages)
    pictures = sum(1 for page in pages if page.picture)
    if not signs or (signs < _FEW * len(pages) and pictures * 2 > len(pages)):
        raise UnreadableError(Trouble.PDF_GARBLED if garbled > _FEW else Trouble.SCAN, name=name)
    if garbled > signs:
        raise UnreadableError(Trouble.PDF_GARBLED, name=name)
    remarks = [Remark.PAGES_WITHOUT_TEXT] if any(page.picture for page in bare) else []
    if any(page.slanted for page in pages):
        remarks.append(Remark.WATERMARK_DROPPED)
    if len(pages) < count:
        remarks.append(Remark.PAGES_LEFT_OUT)
    return assemble(pages, name, "pdf", remarks)


def _all_pages(data: bytes, name: str) -> tuple[list[Page], int]:
    with _ONE_AT_A_TIME:
        document = _opened(data, name)
        try:
            count = len(document)
            pages: list[Page] = []
            left = _MAX_MARKS
            while len(pages) < min(count, MAX_PAGES) and left > 0:
                pages.append(_page(document, len(pages)))
                left -= len(pages[-1].glyphs) + len(pages[-1].rules)
            return pages, count
        finally:
            document.close()


def _opened(data: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
        if len(document):
            return document
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
        raise UnreadableError(Trouble.ENCRYPTED if locked else Trouble.PDF_BROKEN, name=name) from error
    raise UnreadableError(Trouble.PDF_BROKEN, name=name)


def _page(document: pypdfium2.PdfDocument, number: int) -> Page:
    """One page; a damaged one comes out empty."""
    try:
        page = document[number]
        words = page.get_textpage()
    except pypdfium2.PdfiumError:
        return Page(0.0, 0.0, picture=True)
    turn = _Turn(page)
    found = Page(turn.width, turn.height)
    found.glyphs = list(_glyphs(words.raw, turn, found))
    found.picture = any(
        pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page.raw, at)) == pdfium.FPDF_PAGEOBJ_IMAGE
        for at in range(min(pdfium.FPDFPage_CountObjects(page.raw), _MAX_SEGMENTS))
    )
    found.rules = list(_rules(page.raw, turn))
    words.close()
    page.close()
    return found


class _Turn:
    """Turns places of a page that is shown rotated, and moves its corner to the origin."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        left, bottom, right, top = page.get_cropbox()
        self._left, self._bottom = left, bottom
        self._wide, self._high = right - left, top - bottom
        self._quarter = page.get_rotation() // 90 % 4
        self.width, self.height = (
            (self._wide, self._high) if self._quarter % 2 == 0 else (self._high, self._wide)
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The place as shown."""
        x, y = x - self._left, y - self._bottom
        if self._quarter == 1:
            return y, self._wide - x
        if self._quarter == 2:
            return self._wide - x, self._high - y
        return (self._high - y, x) if self._quarter == 3 else (x, y)


def _glyphs(words: object, turn: _Turn, page: Page) -> Iterator[Glyph]:
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(min(pdfium.FPDFText_CountChars(words), _MAX_GLYPHS)):
        code = pdfium.FPDFText_GetUnicode(words, at)
        if code in _BLANKS:
            continue
        if code < 0x20 or 0xD800 <= code <= 0xF8FF or code >= 0xFFFD:
            page.garbled += 1
            continue
        if not pdfium.FPDFText_GetLooseCharBox(words, at, box):
            continue
        if abs(math.sin(2 * pdfium.FPDFText_GetCharAngle(words, at))) > _SLANT:
            page.slanted += 1
            continue
        pdfium.FPDFText_GetCharOrigin(words, at, x, y)
        left, _ = turn.point(box.left, box.bottom)
        right, _ = turn.point(box.right, box.top)
        _, base = turn.point(x.value, y.value)
        char = plain_letter(chr(code))
        width = abs(right - left)
        size = width if CJK.match(char) else pdfium.FPDFText_GetFontSize(words, at)
        yield Glyph(char, min(left, right), max(left, right), base, max(size, 0.6 * width, 1.0))


def _rules(page: object, turn: _Turn) -> Iterator[Rule]:
    left = _MAX_SEGMENTS
    for at in range(min(pdfium.FPDFPage_CountObjects(page), _MAX_SEGMENTS)):
        path = pdfium.FPDFPage_GetObject(page, at)
        if pdfium.FPDFPageObj_GetType(path) != pdfium.FPDF_PAGEOBJ_PATH or _is_shading(path):
            continue
        segments = min(pdfium.FPDFPath_CountSegments(path), left)
        left -= segments
        yield from _straight(path, segments, turn)


def _is_shading(path: object) -> bool:
    """Whether a path is a filled patch without border; thin ones are how many programs draw rules."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, fill, stroke) or stroke.value:
        return False
    edges = [ctypes.c_float() for _ in range(4)]
    if pdfium.FPDFPath_CountSegments(path) > 6 or not pdfium.FPDFPageObj_GetBounds(path, *edges):
        return False
    left, bottom, right, top = (edge.value for edge in edges)
    return right - left > _THIN and top - bottom > _THIN


def _straight(path: object, segments: int, turn: _Turn) -> Iterator[Rule]:
    """The level and upright strokes of a path."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    begun: tuple[float, float] | None = None
    last: tuple[float, float] | None = None
    for at in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = turn.point(
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            begun = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO and last is not None:
            yield from _rule(last, here)
        if pdfium.FPDFPathSegment_GetClose(segment) and begun is not None:
            yield from _rule(here, begun)
        last = here


def _rule(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Rule]:
    (x, y), (to_x, to_y) = one, other
    if abs(y - to_y) <= _LEAN < abs(x - to_x):
        yield Rule(upright=False, at=y, low=min(x, to_x), high=max(x, to_x))
    elif abs(x - to_x) <= _LEAN < abs(y - to_y):
        yield Rule(upright=True, at=x, low=min(y, to_y), high=max(y, to_y))
