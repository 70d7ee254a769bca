"""The file somebody handed in, with its faults marked: coloured cells, and a column that says why."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import xlsxwriter

from zhangtu.documents.filling.marking import mark_cells
from zhangtu.documents.sheets.opening import open_sheets
from zhangtu.documents.sheets.slices import Cell
from zhangtu.documents.sheets.sniffing import Kind, kind_of
from zhangtu.kernel.problems import FieldProblem
from zhangtu.kernel.scripts import in_language
from zhangtu.ledgers.importing.refusing import say
from zhangtu.ledgers.importing.spool import Fault

_ERROR: Final = "FFFFC7CE"
_WARNING: Final = "FFFFEB9C"
_LONGEST: Final = 32_000


def mark(
    path: Path, out: Path, sheet: str, faults: Sequence[Fault], language: str, *, heading: int = 0
) -> None:
    """Write the file with its faults marked.

    An .xlsx file keeps everything else as it is; of other kinds the cells of the sheet are written anew.

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
    rows = list(open_sheets(path).cells(sheet))
    width = max((len(cells) for _, cells in rows), default=0)
    book = xlsxwriter.Workbook(str(out), {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"})
    page = book.add_worksheet()
    formats = {colour: book.add_format({"bg_color": f"#{colour[2:]}"}) for colour in (_ERROR, _WARNING)}
    for number, cells in rows:
        for column, cell in enumerate(cells):
            _put(page, (number - 1, column), cell, formats.get(colours.get(number, {}).get(column, "")))
        if number in words:
            page.write_string(number - 1, width, words[number])
    book.close()


def _put(page: "xlsxwriter.worksheet.Worksheet", place: tuple[int, int], cell: Cell, style: object) -> None:
    if isinstance(cell, str):
        page.write_string(*place, cell, style) if cell else page.write_blank(*place, None, style)
    else:
        page.write(*place, cell, style)
