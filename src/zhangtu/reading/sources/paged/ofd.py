"""OFD files (GB/T 33190): the text objects of their pages."""

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from zhangtu.reading.source import Source, UnreadableError
from zhangtu.reading.sources.archive import Archive
from zhangtu.reading.sources.paged.assembly import assemble
from zhangtu.reading.sources.paged.letters import plain_letter
from zhangtu.reading.sources.paged.marks import Glyph, Page, Rule
from zhangtu.reading.sources.sentences import Remark, Trouble
from zhangtu.reading.sources.xmlparts import local_name, parse_xml

_MAX_PAGES = 2_000
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE]-?\d{1,2})?")
#: A4, for files that do not say.
_A4 = (0.0, 0.0, 210.0, 297.0)


def looks_like_ofd(archive: Archive) -> bool:
    """Whether a container is an OFD file."""
    return archive.has("OFD.xml")


def read_ofd(archive: Archive) -> Source:
    """Read the text of an OFD file.

    Args:
        archive: The container.

    Returns:
        The source; its form is ``ofd``.

    Raises:
        UnreadableError: It is damaged or holds no text.
    """
    root = _part(archive, "OFD.xml")
    body = next((element.text for element in root.iter() if local_name(element) == "DocRoot"), None)
    if not body or not archive.has(_path("", body)):
        raise UnreadableError(Trouble.OFD_BROKEN, name=archive.name)
    document_path = _path("", body)
    document = _part(archive, document_path)
    folder = posixpath.dirname(document_path)
    area = _area(document) or _A4
    pages: list[Page] = []
    missing = False
    for reference in document.iter():
        if local_name(reference) != "Page" or len(pages) >= _MAX_PAGES:
            continue
        path = _path(folder, reference.get("BaseLoc") or "")
        if not archive.has(path):
            missing = True
            continue
        pages.append(_page(_part(archive, path), area))
    if not any(page.glyphs for page in pages):
        raise UnreadableError(Trouble.SCAN if pages else Trouble.OFD_BROKEN, name=archive.name)
    bare = any(page.picture and not page.glyphs for page in pages)
    remarks = [Remark.PAGES_WITHOUT_TEXT] * bare + [Remark.PART_LEFT_OUT] * missing
    return assemble(pages, archive.name, "ofd", remarks)


def _part(archive: Archive, path: str) -> etree._Element:
    return parse_xml(archive.read(path), archive.name)


def _path(folder: str, location: str) -> str:
    location = location.strip()
    joined = location.lstrip("/") if location.startswith("/") else posixpath.join(folder, location)
    return posixpath.normpath(joined)


def _numbers(text: str | None) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text or "")]


def _area(root: etree._Element) -> tuple[float, float, float, float] | None:
    for element in root.iter():
        if local_name(element) == "PhysicalBox":
            numbers = _numbers(element.text)
            if len(numbers) >= 4:
                return numbers[0], numbers[1], numbers[2], numbers[3]
    return None


def _page(root: etree._Element, usual: tuple[float, float, float, float]) -> Page:
    left, top, width, height = _area(root) or usual
    page = Page(width, height)
    for element in root.iter():
        name = local_name(element)
        if name == "TextObject":
            page.glyphs += _glyphs(element, left, top + height)
        elif name == "PathObject":
            page.rules += _rules(element, left, top + height)
        elif name == "ImageObject":
            page.picture = True
    return page


def _glyphs(element: etree._Element, left: float, bottom: float) -> Iterator[Glyph]:
    """Signs of a text object; millimetres from the top, ``DeltaX`` is the way to the next sign."""
    boundary = _numbers(element.get("Boundary"))
    size = next(iter(_numbers(element.get("Size"))), 4.0)
    matrix = _numbers(element.get("CTM"))
    scale_x, scale_y, shift_x, shift_y = 1.0, 1.0, 0.0, 0.0
    if len(matrix) == 6:
        scale_x, scale_y, shift_x, shift_y = matrix[0] or 1.0, matrix[3] or 1.0, matrix[4], matrix[5]
    if len(boundary) < 4:
        return
    x = y = 0.0
    for code in element:
        if local_name(code) != "TextCode":
            continue
        x = next(iter(_numbers(code.get("X"))), x)
        y = next(iter(_numbers(code.get("Y"))), y)
        place, steps = x, _steps(code.get("DeltaX"), size)
        base = bottom - (boundary[1] + y * scale_y + shift_y)
        for sign in code.text or "":
            step = next(steps)
            begin = boundary[0] + place * scale_x + shift_x - left
            if sign > " " and sign not in "\u3000\xa0":
                yield Glyph(
                    plain_letter(sign), begin, begin + min(step, size) * scale_x, base, size * scale_y
                )
            place += step


def _steps(text: str | None, size: float) -> Iterator[float]:
    """Distances between signs: plain numbers, or ``g count distance`` for repeated ones."""
    words = (text or "").split()
    at = 0
    while at < len(words):
        repeat = words[at] == "g" and at + 2 < len(words)
        number = next(iter(_numbers(words[at + 2] if repeat else words[at])), size)
        count = int(min(next(iter(_numbers(words[at + 1])), 1.0), 100_000.0)) if repeat else 1
        for _ in range(count):
            yield number
        at += 3 if repeat else 1
    while True:
        yield size


def _rules(element: etree._Element, left: float, bottom: float) -> Iterator[Rule]:
    boundary = _numbers(element.get("Boundary"))
    data = next((child.text for child in element if local_name(child) == "AbbreviatedData"), None)
    if len(boundary) < 4 or not data:
        return
    last: tuple[float, float] | None = None
    for command, numbers in re.findall(r"([MLSCQBA])([^MLSCQBA]*)", data):
        values = _numbers(numbers)
        if len(values) < 2:
            continue
        here = boundary[0] + values[0] - left, bottom - (boundary[1] + values[1])
        if command == "L" and last is not None:
            yield from _rule(last, here)
        last = here


def _rule(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Rule]:
    (x, y), (to_x, to_y) = one, other
    if abs(y - to_y) < 0.3 < abs(x - to_x):
        yield Rule(upright=False, at=y, low=min(x, to_x), high=max(x, to_x))
    elif abs(x - to_x) < 0.3 < abs(y - to_y):
        yield Rule(upright=True, at=x, low=min(y, to_y), high=max(y, to_y))
