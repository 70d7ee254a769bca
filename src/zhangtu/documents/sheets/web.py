"""Reads the tables of a web page that bears a spreadsheet's name, as many programs export to Excel."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lxml import etree

from zhangtu.documents.sheets.csvs import encoding_of
from zhangtu.documents.sheets.refusing import Reason, SheetError
from zhangtu.documents.sheets.slices import Block, Cell

#: Bytes of a page: a table people made is never longer.
_LARGEST: Final = 64 * 1024 * 1024
#: The last column a spreadsheet of ours may have, as in any other kind of file.
_WIDEST: Final = 702
_ROWS: Final = 2_000
_DECLARED: Final = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,20})")
#: What programs declare though they write more characters than it has.
_WIDER: Final = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
#: What begins a line of its own within a cell.
_BREAKS: Final = frozenset({"br", "p", "div", "li", "tr"})
_SILENT: Final = frozenset({"script", "style", "head", "title", "noscript"})


class WebBook:
    """The tables of a page, one below the other with a blank row between, as one sheet.

    Attributes:
        sheets: The one sheet, named like the file.
        from_1904: Never: days stand as they are read.
    """

    from_1904 = False

    def __init__(self, path: Path) -> None:
        self._name = path.name
        self.sheets = {path.stem: True}
        self._rows: list[list[Cell]] = []
        self._merged: list[Block] = []
        for table in _tables(_page(path)):
            if self._rows:
                self._rows.append([])
            self._lay_out(table)
        if not self._rows:
            raise SheetError(Reason.WEB_PAGE, name=path.name)

    def merged(self, sheet: str) -> list[Block]:
        """The cells that span rows or columns."""
        return self._merged if sheet in self.sheets else []

    def rows(self, sheet: str) -> Iterator[tuple[int, list[list[Cell]]]]:
        """The rows, as ``XlsxBook.rows`` gives them."""
        if sheet in self.sheets:
            for at in range(0, len(self._rows), _ROWS):
                yield at, self._rows[at : at + _ROWS]

    def _lay_out(self, table: etree._Element) -> None:
        """Put the cells of a table where they are seen: cells that span push the others aside."""
        lines = [line for line in table.iter("tr") if _around(line, "table") is table]
        taken: dict[int, int] = {}
        for at, line in enumerate(lines):
            cells: list[Cell] = []
            column = 0
            for cell in line:
                if cell.tag not in {"td", "th"}:
                    continue
                while taken.get(column, 0) > at:
                    column += 1
                right = column + _span(cell, "colspan", _WIDEST + 1) - 1
                below = _span(cell, "rowspan", len(lines) - at)
                if right >= _WIDEST:
                    raise SheetError(Reason.TOO_WIDE, name=self._name, sheet=next(iter(self.sheets)))
                cells += [""] * (right + 1 - len(cells))
                cells[column] = _text(cell)
                taken |= dict.fromkeys(range(column, right + 1), at + below)
                self._note(column, right, below)
                column = right + 1
            self._rows.append(cells)

    def _note(self, left: int, right: int, below: int) -> None:
        if right > left or below > 1:
            top = len(self._rows)
            self._merged.append(Block(top, left, top + below - 1, right))


def _page(path: Path) -> etree._Element:
    """The page as a tree; entities and addresses in it are left alone."""
    if path.stat().st_size > _LARGEST:
        raise SheetError(Reason.FLOOD, name=path.name)
    data = path.read_bytes()
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(_decoded(data, path).encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SheetError(Reason.BROKEN, name=path.name) from error
    if root is None:
        raise SheetError(Reason.WEB_PAGE, name=path.name)
    return root


def _decoded(data: bytes, path: Path) -> str:
    """The text: as the page declares if that is possible, else as a text file is read."""
    declared = _DECLARED.search(data[:4096])
    if declared is not None and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = declared[1].decode().lower()
        try:
            return data.decode(_WIDER.get(name, name))
        except (UnicodeDecodeError, LookupError):
            pass  # many pages declare what they are not; the bytes themselves say
    return data.decode(encoding_of(path))


def _tables(root: etree._Element) -> Iterator[etree._Element]:
    """Tables that hold no other table: those outside only arrange the page."""
    for table in root.iter("table"):
        if next(table.iterdescendants("table"), None) is None:
            yield table


def _around(element: etree._Element, tag: str) -> etree._Element | None:
    return next(element.iterancestors(tag), None)


def _span(cell: etree._Element, name: str, most: int) -> int:
    text = cell.get(name, "1").strip()
    return min(max(1, int(text)), most) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def _text(cell: etree._Element) -> str:
    """What is read in a cell, line by line."""
    words = "".join(_pieces(cell))
    lines = (" ".join(line.split()) for line in words.split("\x00"))
    return "\n".join(line for line in lines if line)


def _pieces(element: etree._Element) -> Iterator[str]:
    if element.tag in _SILENT:
        return
    if element.tag in _BREAKS:
        yield "\x00"
    yield element.text or ""
    for inner in element:
        if isinstance(inner.tag, str):
            yield from _pieces(inner)
        yield inner.tail or ""
    if element.tag in _BREAKS:
        yield "\x00"
