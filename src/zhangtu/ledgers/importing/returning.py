"""The file somebody handed in, with its faults marked: coloured cells, and a column that says why."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from math import isfinite
from pathlib import Path
from typing import Final

import xlsxwriter

from zhangtu.documents.filling.marking import mark_cells
from zhangtu.documents.sheets.opening import open_sheets
from zhangtu.documents.sheets.slices import Cell
from zhangtu.documents.sheets.sniffing import Kind, kind_of
from zhangtu.documents.text import writable
from zhangtu.documents.xlsx import sheet_names
from zhangtu.kernel.problems import FieldProblem
from zhangtu.kernel.scripts import in_language
from zhangtu.ledgers.importing.refusing import say
from zhangtu.ledgers.importing.spool import Fault

_ERROR: Final = "FFFFC7CE"
_WARNING: Final = "FFFFEB9C"
_LONGEST: Final = 32_000
#: Excel holds 15 digits of a number; its calendar begins in 1900, with a day that never was.
_EXACT: Final = 10**15
_FIRST_YEAR: Final = 1900


def mark(
    path: Path, out: Path, sheet: str, faults: Sequence[Fault], language: str, *, heading: int = 0
) -> None:
    """Write the file with its faults marked.

    An .xlsx file keeps everything else as it is; of other kinds all sheets are written anew, cell by cell.

    Args:
        path: The file as handed in; it is not changed.
        out: Where the marked one goes, an .xlsx file.
        sheet: The sheet that was read.
        faults: What is wrong.
        language: ``zh-hans``, ``zh-hant`` or ``en``.
        heading: The last row of the table's heading; the one before the first fault if not given.

    Raises:
        SheetError: The file can't be read any more.
    """
    colours: dict[int, dict[int, str]] = {}
    words: dict[int, str] = {}
    for fault in faults:
        sentence = say(FieldProblem(fault.field, fault.kind, facts=fault.facts), language)
        words[fault.row] = f"{words[fault.row]}\n{sentence}"[:_LONGEST] if fault.row in words else sentence
        if fault.column >= 0:
            colours.setdefault(fault.row, {})[fault.column] = _WARNING if fault.warning else _ERROR
    words[heading or max(1, min(words, default=2) - 1)] = in_language("问题", "Faults", language)
    if kind_of(path) is Kind.XLSX:
        mark_cells(path, out, sheet, colours, words)
    else:
        _anew(path, out, sheet, colours, words)


def _anew(
    path: Path, out: Path, sheet: str, colours: dict[int, dict[int, str]], words: dict[int, str]
) -> None:
    """Write every sheet of the file as a workbook: all rows and columns, and on the one read its faults."""
    source = open_sheets(path)
    book = xlsxwriter.Workbook(str(out), {"strings_to_formulas": False, "strings_to_urls": False})
    styles = _Styles(book)
    names = sheet_names(list(source.sheets))
    for name, called in zip(source.sheets, names, strict=True):
        page = book.add_worksheet(called)
        if not source.sheets[name]:
            page.hide()
        marked = name == sheet
        width = _copy(source.cells(name), page, styles, colours if marked else {})
        if marked:
            page.activate()
            page.set_first_sheet()
            page.set_column(width, width, 40)
            for row, text in words.items():
                page.write_string(row - 1, width, writable(text), styles.of("", ""))
    book.close()


def _copy(
    rows: Iterator[tuple[int, list[Cell]]],
    page: "xlsxwriter.worksheet.Worksheet",
    styles: "_Styles",
    colours: dict[int, dict[int, str]],
) -> int:
    """Write the cells where they were; the first column none of them reaches."""
    width = 0
    for number, cells in rows:
        width = max(width, len(cells))
        ground = colours.get(number, {})
        for column, cell in enumerate(cells):
            _put(page, (number - 1, column), cell, styles.of(_shown(cell), ground.get(column, "")))
        for column in ground.keys() - range(len(cells)):
            page.write_blank(number - 1, column, None, styles.of("", ground[column]))
    return width


class _Styles:
    """The formats of a workbook, each made once: how a value is shown, and its ground."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, str], object] = {}

    def of(self, shown: str, colour: str) -> object:
        """The format for a way of showing (empty for the general one) and a ground (empty for none)."""
        if (shown, colour) not in self._made:
            about = {"num_format": shown} if shown else {}
            if colour:
                about["bg_color"] = f"#{colour[2:]}"
            self._made[shown, colour] = self._book.add_format(about)
        return self._made[shown, colour]


def _shown(cell: Cell) -> str:
    """How Excel is to show a value."""
    if isinstance(cell, datetime):
        return "yyyy-mm-dd hh:mm:ss" if cell.time() != time() else "yyyy-mm-dd"
    if isinstance(cell, date):
        return "yyyy-mm-dd"
    if isinstance(cell, time):
        return "hh:mm:ss"
    return "[h]:mm:ss" if isinstance(cell, timedelta) else ""


def _put(page: "xlsxwriter.worksheet.Worksheet", place: tuple[int, int], cell: Cell, style: object) -> None:
    """Write a cell as what it is; what Excel has no place for becomes a text."""
    if cell == "":
        page.write_blank(*place, None, style)
    elif isinstance(cell, str):
        page.write_string(*place, writable(cell)[:_LONGEST], style)
    elif isinstance(cell, bool):
        page.write_boolean(*place, cell, style)
    elif isinstance(cell, int | float):
        if isfinite(cell) and abs(cell) < _EXACT:
            page.write_number(*place, cell, style)
        else:
            page.write_string(*place, str(cell), style)
    elif isinstance(cell, date) and cell.year <= _FIRST_YEAR:
        page.write_string(*place, str(cell), style)
    else:
        page.write_datetime(*place, cell, style)
