"""Opens a spreadsheet of any kind and goes through its tables."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zhangtu.documents.sheets.csvs import rows as csv_rows
from zhangtu.documents.sheets.feed import frames
from zhangtu.documents.sheets.grid import GridRow, grid
from zhangtu.documents.sheets.refusing import Reason, SheetError
from zhangtu.documents.sheets.slices import Block, Cell
from zhangtu.documents.sheets.sniffing import Kind, kind_of
from zhangtu.documents.sheets.tables import Left, LeftOut, SheetReader, Table


class _Tables:
    """Tables one after the other; each keeps what it is read from alive as long as it lives itself."""

    def __init__(self, tables: Iterator[Table]) -> None:
        self._tables = tables

    def __iter__(self) -> Iterator[Table]:
        return self

    def __next__(self) -> Table:
        table = next(self._tables)
        table.source = self._tables
        return table


@dataclass(slots=True)
class Spreadsheet:
    """A file that holds tables.

    Attributes:
        path: Where it lies.
        kind: What it is, whatever its name says.
        sheets: Name of each sheet → whether it can be seen; a CSV file has one, named like the file.
        left_out: Sheets that were not read, and why; complete once the tables have been gone through.
        from_1904: Whether bare numbers count days from 1904, as files from old Macintoshes do.
    """

    path: Path
    kind: Kind
    sheets: dict[str, bool]
    left_out: list[LeftOut] = field(default_factory=list)
    from_1904: bool = False

    def tables(self, sheet: str = "", known: AbstractSet[str] = frozenset()) -> Iterator[Table]:
        """Go through the tables, sheet by sheet, from top to bottom.

        Args:
            sheet: Only this sheet, even if it is hidden; empty for all that can be seen.
            known: Headings the office knows, folded (``words.label``); they help to find the heading.

        Returns:
            The tables, one after the other; the rows of one are read before the next is asked for.

        Raises:
            SheetError: There is no such sheet, or the file can't be read.
        """
        wanted = [name for name, visible in self.sheets.items() if (visible if not sheet else name == sheet)]
        if not wanted and sheet:
            raise SheetError(Reason.NO_SHEET, name=self.path.name, sheet=sheet, sheets="、".join(self.sheets))
        hidden = [name for name in self.sheets if name not in wanted and not sheet]
        self.left_out = [LeftOut(Left.HIDDEN, name, words=name) for name in hidden]
        return _Tables(self._tables(wanted, known))

    def _tables(self, wanted: list[str], known: AbstractSet[str]) -> Iterator[Table]:
        for name, rows in self._grids(wanted):
            count = 0
            for table in SheetReader(name, rows, known).tables():
                count += 1
                table.from_1904 = self.from_1904
                yield table
            if not count:
                self.left_out.append(LeftOut(Left.NO_TABLE, name, words=name))

    def cells(self, sheet: str) -> Iterator[tuple[int, list[Cell]]]:
        """The cells of a sheet as they lie, without looking for tables.

        Args:
            sheet: Its name.

        Yields:
            The number of each row that holds something, 1 for the top one, and its cells from column A on.

        Raises:
            SheetError: The file can't be read.
        """
        for _, rows in self._grids([sheet]):
            for row in rows:
                yield row.number, row.cells

    def _grids(self, wanted: list[str]) -> Iterator[tuple[str, Iterator[GridRow]]]:
        if self.kind is Kind.CSV:
            for name in wanted:
                yield name, grid(csv_rows(self.path), ())
            return
        with closing(frames(self.path, self.kind, wanted)) as stream:
            next(stream, None)
            for frame in stream:
                rows = grid(_chunks(stream, self.path.name), [Block(*block) for block in frame[2]])
                yield str(frame[1]), rows
                for _ in rows:
                    pass


def _chunks(stream: Iterator[tuple[Any, ...]], name: str) -> Iterator[tuple[int, list[list[Cell]]]]:
    for frame in stream:
        if frame[0] == "end":
            return
        yield frame[1], frame[2]
    # Nobody may take a part of a sheet for the whole.
    raise SheetError(Reason.BROKEN, name=name)


def open_sheets(path: Path) -> Spreadsheet:
    """Open a spreadsheet.

    Args:
        path: An .xlsx, .xlsb, .xls, .et, .ods, .csv file or a web page, whatever its name.

    Returns:
        What it is and which sheets it has.

    Raises:
        SheetError: It can't be read as a spreadsheet; the sentence says why and what to do.
    """
    kind = kind_of(path)
    if kind is Kind.CSV:
        return Spreadsheet(path, kind, {path.stem: True})
    with closing(frames(path, kind)) as stream:
        first = next(stream, None)
    if first is None or not first[1]:
        raise SheetError(Reason.BROKEN, name=path.name)
    return Spreadsheet(path, kind, dict(first[1]), from_1904=bool(first[2]))
