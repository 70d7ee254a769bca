"""Cuts the XML of a large sheet into slices and has each read as a small workbook of its own.

The reader in Rust holds a whole sheet in memory; cut into slices of a few thousand rows, a sheet of any
length takes the memory of one slice.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from python_calamine import CalamineError, CalamineWorkbook

from zhangtu.documents.sheets.refusing import Reason, SheetError

#: A cell as read; an empty one is an empty text.
Cell = str | int | float | bool | date | datetime | time | timedelta

#: Bytes of XML in one slice.
_SLICE = 2 * 1024 * 1024
#: Rows from the first to the last of one slice; the reader keeps a place for every cell between them.
_SPAN = 8_192
#: Stands before the number of a shared string until its text is put there; no office types it.
_MARK = "\ue0f0"
_MARKED = _MARK.encode()
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
#: Integers from here on lost their last digits when Excel made numbers of them.
_EXACT = 10**15

_START = re.compile(rb"<(?:(\w+):)?worksheet\b[^>]*>")
_DATA = re.compile(rb"<(?:\w+:)?sheetData\s*(/?)>")
_FAR = re.compile(rb"\br=[\"'][A-Z]{3,}\d")
#: What every such cell begins with: this is found eight times as fast.
_MAYBE_FAR = re.compile(rb"r=[\"'][A-Z]{3}")
_BLANK = re.compile(rb"<(?:\w+:)?c\b[^<>]*/>")
_SHARED = re.compile(rb"(<(?:\w+:)?c\b[^>]*?\bt=)[\"']s[\"']([^>]*>\s*<(?:\w+:)?v>)")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)[\"']")


@dataclass(frozen=True, slots=True)
class Block:
    """Cells merged into one, counted from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Slices:
    """What is needed to read a sheet slice by slice.

    Attributes:
        styles: The part with the number formats, which tell dates from numbers.
        since_1904: Whether days are counted from 1904.
        text: The shared string of a number.
        name: The file's name, for sentences.
        sheet: The sheet's name, for sentences.
    """

    styles: bytes
    since_1904: bool
    text: Callable[[int], str]
    name: str
    sheet: str

    def rows(self, pieces: Iterator[bytes]) -> Iterator[tuple[int, list[list[Cell]]]]:
        """Read a sheet.

        Args:
            pieces: The bytes of its part, in order.

        Yields:
            The number of the first row (0 for the top one) and rows that follow each other from there.

        Raises:
            SheetError: It is broken or too wide.
        """
        after = 0
        for prefix, part in _cut(pieces, self.name):
            numbers = [int(number) for number in _number(prefix).findall(part)]
            for piece, piece_numbers in _spans(part, numbers, prefix):
                first = piece_numbers[0] - 1 if piece_numbers else after
                rows = self._read(piece, prefix)
                if rows:
                    shift = 0 if piece_numbers else first
                    yield rows[0] + shift, rows[1]
                after = piece_numbers[-1] if piece_numbers else first + piece.count(b"<" + prefix + b"row")

    def _read(self, part: bytes, prefix: bytes) -> tuple[int, list[list[Cell]]] | None:
        part = part.replace(b't="s"><v>', b't="str"><v>' + _MARKED)
        if b't="s"' in part or b"t='s'" in part:
            part = _SHARED.sub(rb'\1"str"\2' + _MARKED, part)
        if _MAYBE_FAR.search(part) is not None and _FAR.search(part) is not None:
            part = _BLANK.sub(b"", part)
            if _FAR.search(part) is not None:
                raise SheetError(Reason.TOO_WIDE, name=self.name, sheet=self.sheet)
        opening = f'<{prefix.decode()}worksheet xmlns{":" if prefix else ""}{prefix[:-1].decode()}="{_MAIN}">'
        closing = b"</" + prefix + b"sheetData></" + prefix + b"worksheet>"
        whole = opening.encode() + b"<" + prefix + b"sheetData>" + part + closing
        try:
            with CalamineWorkbook.from_filelike(io.BytesIO(self._workbook(whole))) as book:
                sheet = book.get_sheet_by_index(0)
                start = sheet.start
                rows = sheet.to_python()
        except CalamineError as error:
            raise SheetError(Reason.BROKEN, name=self.name) from error
        if start is None:
            return None
        pad: list[Cell] = [""] * start[1]
        text = self.text
        if _MARKED not in part:
            # without shared strings only numbers can have to change
            return start[0], [pad + [_plain(x, text) if type(x) is float else x for x in row] for row in rows]
        return start[0], [
            pad + [cell if type(cell) is str and cell[:1] != _MARK else _plain(cell, text) for cell in row]
            for row in rows
        ]

    def _workbook(self, sheet: bytes) -> bytes:
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as container:
            container.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"/>')
            container.writestr("_rels/.rels", _relations("officeDocument", "xl/workbook.xml"))
            container.writestr(
                "xl/workbook.xml",
                f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}">'
                f'<workbookPr date1904="{int(self.since_1904)}"/>'
                '<sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>',
            )
            container.writestr("xl/_rels/workbook.xml.rels", _relations("worksheet", "worksheets/sheet1.xml"))
            if self.styles:
                container.writestr("xl/styles.xml", self.styles)
            container.writestr("xl/worksheets/sheet1.xml", sheet)
        return whole.getvalue()


def _relations(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_RELATION}/{kind}" Target="{target}"/></Relationships>'
    )


@cache
def _number(prefix: bytes) -> re.Pattern[bytes]:
    """Finds the numbers of rows; with the prefix written out it is six times as fast as with any."""
    return re.compile(rb"<%brow\b[^>]*?\br=[\"'](\d+)[\"']" % prefix)


def _plain(cell: Cell, text: Callable[[int], str]) -> Cell:
    if type(cell) is str:
        if cell.startswith(_MARK):
            digits = cell[1:].strip()
            return text(int(digits)) if digits.isdecimal() and digits.isascii() else cell
        return cell
    return whole(cell)


def whole(cell: Cell) -> Cell:
    """Make an integer of a number without decimals; those too large to be exact stay as they are."""
    if type(cell) is float and cell.is_integer() and -_EXACT < cell < _EXACT:
        return int(cell)
    return cell


def _cut(pieces: Iterator[bytes], name: str) -> Iterator[tuple[bytes, bytes]]:
    """Cut the part at row starts: (prefix of the names, complete rows)."""
    prefix, rest = _head(pieces, name)
    if prefix is None:
        return
    opening, end = b"<" + prefix + b"row", b"</" + prefix + b"sheetData"
    scanned = 0
    for piece in pieces:
        rest += piece
        close = rest.find(end, max(0, scanned - len(end)))
        if close >= 0:
            yield prefix, rest[:close]
            return
        scanned = len(rest)
        if scanned >= _SLICE:
            cut = rest.rfind(opening)
            if cut > 0:
                yield prefix, rest[:cut]
                rest = rest[cut:]
                scanned = len(rest)
            elif scanned > 16 * _SLICE:
                raise SheetError(Reason.FLOOD, name=name)
    close = rest.find(end)
    if close < 0:
        raise SheetError(Reason.BROKEN, name=name)
    yield prefix, rest[:close]


def _head(pieces: Iterator[bytes], name: str) -> tuple[bytes | None, bytes]:
    """Read up to the first row: the prefix of the names (none when there are no rows) and what follows."""
    rest = b""
    for piece in pieces:
        rest += piece
        data = _DATA.search(rest)
        if data is not None:
            break
        if len(rest) > _SLICE * 4:
            raise SheetError(Reason.BROKEN, name=name)
    else:
        if _START.search(rest) is None:
            raise SheetError(Reason.BROKEN, name=name)
        return None, b""
    if b"<!DOCTYPE" in rest[: data.start()]:
        raise SheetError(Reason.ENTITIES, name=name)
    start = _START.search(rest)
    if start is None or start.start() > data.start():
        raise SheetError(Reason.BROKEN, name=name)
    if data[1]:
        return None, b""
    return (start[1] + b":" if start[1] else b""), rest[data.end() :]


def _spans(part: bytes, numbers: list[int], prefix: bytes) -> Iterator[tuple[bytes, list[int]]]:
    """Cut a slice further where its rows lie far apart."""
    if not numbers or max(numbers) - min(numbers) < _SPAN:
        yield part, numbers
        return
    starts = [found.start() for found in re.finditer(rb"<" + prefix + rb"row\b", part)]
    if len(starts) != len(numbers):
        starts = [found.start() for found in _number(prefix).finditer(part)]
    begin = 0
    for at in range(1, len(starts) + 1):
        if at == len(starts) or not 0 <= numbers[at] - numbers[begin] < _SPAN:
            stop = starts[at] if at < len(starts) else len(part)
            yield part[starts[begin] : stop], numbers[begin:at]
            begin = at


def merges(tail: bytes) -> list[Block]:
    """The merged cells a sheet names behind its rows.

    Args:
        tail: What follows the rows.

    Returns:
        Them, in the order of the file.
    """
    return [
        Block(int(top) - 1, column(left), int(bottom) - 1, column(right))
        for left, top, right, bottom in _MERGE.findall(tail)
    ]


def column(letters: bytes) -> int:
    """The number of a column, 0 for ``A``."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
