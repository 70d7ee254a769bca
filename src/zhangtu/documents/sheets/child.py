"""The process that reads one foreign workbook, confined, and hands its rows on as frames.

A frame is four bytes of length and a pickle of plain values. First comes
``("book", {sheet: visible}, whether days count from 1904)``, then for each sheet asked for
``("sheet", name, merged)``, any number of ``("rows", first row, rows)`` and ``("end",)``;
``("refused", reason, facts)`` ends everything.
"""

import io
import pickle  # written here, read by our own parent, which admits dates only
import struct
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from zhangtu.documents.sheets.container import Container
from zhangtu.documents.sheets.limits import confine
from zhangtu.documents.sheets.refusing import Reason, SheetError
from zhangtu.documents.sheets.slices import Block, Cell, whole
from zhangtu.documents.sheets.sniffing import Kind
from zhangtu.documents.sheets.web import WebBook
from zhangtu.documents.sheets.xlsx import XlsxBook

_ROWS = 2_000


class OldBook:
    """An .xls, .xlsb or .ods workbook, which the reader in Rust holds as a whole.

    Attributes:
        sheets: Name of each worksheet → whether it can be seen.
        from_1904: Whether a bare number counts days from 1904; these formats' reader does not say.
    """

    from_1904 = False

    def __init__(self, path: Path) -> None:
        self._name = path.name
        try:
            self._book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        except PasswordError as error:
            raise SheetError(Reason.ENCRYPTED, name=path.name) from error
        except CalamineError as error:
            raise SheetError(Reason.BROKEN, name=path.name) from error
        self.sheets = {
            sheet.name: sheet.visible == SheetVisibleEnum.Visible for sheet in self._book.sheets_metadata
        }

    def merged(self, sheet: str) -> list[Block]:
        """The merged cells of a sheet; none where the format does not tell."""
        try:
            ranges = self._book.get_sheet_by_name(sheet).merged_cell_ranges
        except CalamineError as error:
            raise SheetError(Reason.BROKEN, name=self._name) from error
        return [Block(top, left, bottom, right) for (top, left), (bottom, right) in ranges or ()]

    def rows(self, sheet: str) -> Iterator[tuple[int, list[list[Cell]]]]:
        """The rows of a sheet, as ``XlsxBook.rows`` gives them."""
        try:
            opened = self._book.get_sheet_by_name(sheet)
            start = opened.start
            rows: list[list[Cell]] = opened.to_python() if start is not None else []
        except CalamineError as error:
            raise SheetError(Reason.BROKEN, name=self._name) from error
        if start is None:
            return
        pad: list[Cell] = [""] * start[1]
        for at in range(0, len(rows), _ROWS):
            yield start[0] + at, [pad + [whole(cell) for cell in row] for row in rows[at : at + _ROWS]]


def frame(value: object, out: BinaryIO) -> None:
    """Write one frame."""
    data = pickle.dumps(value, protocol=5)
    out.write(struct.pack(">I", len(data)) + data)
    out.flush()


def read(path: Path, kind: Kind, wanted: Sequence[str], out: BinaryIO) -> None:
    """Read a workbook and hand on what was asked for.

    Args:
        path: The file.
        kind: What it is.
        wanted: Names of the sheets to hand on.
        out: Where the frames go.
    """
    try:
        if kind is Kind.XLSX:
            with Container(path) as container:
                _hand_on(XlsxBook(container), wanted, out)
        else:
            _hand_on(WebBook(path) if kind is Kind.WEB else OldBook(path), wanted, out)
    except SheetError as error:
        frame(("refused", str(error.kind), {key: str(value) for key, value in error.facts.items()}), out)
    except MemoryError:
        frame(("refused", str(Reason.FLOOD), {"name": path.name}), out)


def _hand_on(book: XlsxBook | OldBook | WebBook, wanted: Sequence[str], out: BinaryIO) -> None:
    frame(("book", book.sheets, book.from_1904), out)
    for name in wanted:
        merged = [(block.top, block.left, block.bottom, block.right) for block in book.merged(name)]
        frame(("sheet", name, merged), out)
        for first, rows in book.rows(name):
            for at in range(0, len(rows), _ROWS):
                frame(("rows", first + at, rows[at : at + _ROWS]), out)
        frame(("end",), out)


def main() -> None:
    """Read what the command line names: path, kind, sheets."""
    confine()
    try:
        read(Path(sys.argv[1]), Kind(sys.argv[2]), sys.argv[3:], sys.stdout.buffer)
    except BrokenPipeError:
        sys.stderr.close()


if __name__ == "__main__":
    main()
