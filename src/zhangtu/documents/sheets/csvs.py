"""Reads CSV whatever its encoding and delimiter: UTF-8, UTF-16, GB18030; comma, semicolon, tab, bar."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from zhangtu.documents.sheets.refusing import Reason, SheetError
from zhangtu.documents.sheets.slices import Cell

_CHUNK = 1024 * 1024
_SAMPLE = 64 * 1024
_ROWS = 2_000
#: Characters one cell may hold; Excel's own limit is 32,767.
_CELL = 1024 * 1024
_DELIMITERS = ",\t;|，"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: How programs keep Excel from making a number of a code: ``="0012"``.
_KEPT = re.compile(r'\A="([^"]*)"\Z')


def encoding_of(path: Path) -> str:
    """Tell the encoding of a text file.

    Args:
        path: The file.

    Returns:
        Its byte order mark's, or UTF-8 when all of it is valid, or UTF-16 without a mark, or GB18030.

    Raises:
        SheetError: It is none of these.
    """
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if b"\0" in head:
        return "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
    if _invalid_at(path, "utf-8") is None:
        return "utf-8"
    at = _invalid_at(path, "gb18030")
    if at is None:
        return "gb18030"
    raise SheetError(Reason.NO_TEXT, name=path.name, byte=at + 1)


def _invalid_at(path: Path, encoding: str) -> int | None:
    """Where a file stops being text of an encoding; ``None`` when all of it is."""
    decoder = codecs.getincrementaldecoder(encoding)()
    done = 0
    with path.open("rb") as file:
        while True:
            piece = file.read(_CHUNK)
            try:
                decoder.decode(piece, final=not piece)
            except UnicodeDecodeError as error:
                return done + error.start
            if not piece:
                return None
            done += len(piece)


def delimiter_of(sample: str) -> str:
    """Tell what stands between the cells.

    Args:
        sample: The beginning of the text.

    Returns:
        The delimiter that cuts the most lines into the same number of cells; a comma when none does.
    """
    best, delimiter = 0, ","
    for candidate in _DELIMITERS:
        try:
            widths = [len(row) for row in csv.reader(io.StringIO(sample), delimiter=candidate)][:50]
        except csv.Error:
            continue
        wide = [width for width in widths if width > 1]
        same = max((wide.count(width) * width for width in set(wide)), default=0)
        if same > best:
            best, delimiter = same, candidate
    return delimiter


def rows(path: Path) -> Iterator[tuple[int, list[list[Cell]]]]:
    """Read a CSV file.

    Args:
        path: The file.

    Yields:
        The number of the first row (0 for the top one) and rows that follow each other from there, at most
        2,000. Rows are counted as a spreadsheet shows them, so a cell of several lines is one row.

    Raises:
        SheetError: Its encoding is not understood, or a cell is endless.
    """
    encoding = encoding_of(path)
    csv.field_size_limit(_CELL)
    try:
        with path.open(encoding=encoding, newline="") as file:
            sample = file.read(_SAMPLE)
            file.seek(0)
            reader = csv.reader(file, delimiter=delimiter_of(sample))
            first, held = 0, list[list[Cell]]()
            for row in reader:
                held.append([_cell(text) for text in row])
                if len(held) == _ROWS:
                    yield first, held
                    first, held = first + _ROWS, []
            if held:
                yield first, held
    except (UnicodeDecodeError, csv.Error) as error:
        raise SheetError(Reason.BROKEN, name=path.name) from error


def _cell(text: str) -> str:
    if text.startswith("="):
        kept = _KEPT.match(text)
        return kept[1] if kept is not None else text
    # How our own export keeps a text from being taken for a formula.
    return text[1:] if text[:1] == "'" and text[1:2] in "=+-@\t" and len(text) > 1 else text
