"""Writes cells as .xlsx, as .csv, or into a template; a text is never taken for a formula."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from zhangtu.documents.filling.cells import Value
from zhangtu.documents.filling.filling import Fill, fill
from zhangtu.documents.filling.places import NUMBERING, Places, find_places, replaced
from zhangtu.documents.sheets.words import label
from zhangtu.documents.text import writable
from zhangtu.documents.xlsx import sheet_names
from zhangtu.ledgers.exporting.refusing import ExportRefusedError

#: What spreadsheets take for the beginning of a formula; some make half-width signs of full-width ones.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
#: Excel holds 15 digits of a number; what has more is written as text.
_EXACT: Final = 10**15
_LONGEST: Final = 32_767
#: Rows one sheet holds below its heading.
_ROWS: Final = 1_048_575
#: Rows a template is filled with at most: it is held in memory.
MOST_FILLED: Final = 100_000


def write_xlsx(path: Path, title: str, headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
    """Write a workbook row by row, whatever their number.

    Args:
        path: Where to.
        title: Name of the sheet; more sheets follow where one is full.
        headings: Its headings.
        rows: Its cells.

    Returns:
        How many rows there were.
    """
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
    bold = book.add_format({"bold": True, "border": 1, "bg_color": "#EFEFEF", "text_wrap": True})
    formats: dict[type, Any] = {
        kind: book.add_format({"num_format": shown})
        for kind, shown in ((date, "yyyy-mm-dd"), (datetime, "yyyy-mm-dd hh:mm"), (time, "hh:mm"), (str, "@"))
    }
    count = 0
    sheet: Any = None
    for row in rows:
        if count % _ROWS == 0:
            sheet = _sheet(book, title, count // _ROWS, (headings, bold))
        for column, value in enumerate(row):
            _cell(sheet, count % _ROWS + 1, column, value, formats)
        count += 1
    if sheet is None:
        _sheet(book, title, 0, (headings, bold))
    book.close()
    return count


def _sheet(book: Any, title: str, number: int, head: tuple[Sequence[str], Any]) -> Any:
    name = sheet_names([title if not number else f"{title} {number + 1}"])[0]
    sheet = book.add_worksheet(name)
    sheet.set_column(0, len(head[0]) - 1, 18)
    sheet.freeze_panes(1, 0)
    for column, words in enumerate(head[0]):
        sheet.write_string(0, column, writable(words), head[1])
    return sheet


def _cell(sheet: Any, row: int, column: int, value: Value, formats: Mapping[type, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, Decimal | int | float) and -_EXACT < value < _EXACT:
        sheet.write_number(row, column, float(value))
    elif isinstance(value, date | time) and type(value) in formats and _has_serial(value):
        sheet.write_datetime(row, column, value, formats[type(value)])
    else:
        sheet.write_string(row, column, writable(str(value))[:_LONGEST], formats[str])


def _has_serial(value: date | time) -> bool:
    """Whether Excel's calendar has the day: it begins in 1900."""
    return isinstance(value, time) or value.year > 1900


def write_csv(path: Path, headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
    """Write a CSV file in UTF-8 with a mark that makes Excel read it so.

    Args:
        path: Where to.
        headings: Its headings.
        rows: Its cells; texts a spreadsheet would take for a formula get an apostrophe.

    Returns:
        How many rows there were.
    """
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow([_harmless(words) for words in headings])
        for row in rows:
            out.writerow([_harmless(value) for value in row])
            count += 1
    return count


def _harmless(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def write_template(
    path: Path,
    template: Path,
    names: Mapping[str, str],
    rows: Iterable[Mapping[str, Value]],
    facts: Mapping[str, str],
) -> tuple[int, tuple[str, ...]]:
    """Fill a template.

    Args:
        path: Where to.
        template: The .xlsx file; it is not changed.
        names: Heading or field name → field name.
        rows: Field name → cell.
        facts: What other marks on the sheet stand for.

    Returns:
        How many rows there were, and the marks nothing could be put for, each behind its cell.

    Raises:
        SheetError: The template can't be read, or wants nothing of this ledger.
        ExportRefusedError: There are more rows than a template takes.
    """
    places = find_places(template, {label(words): name for words, name in names.items()})
    values: list[dict[int, Value]] = []
    for number, row in enumerate(rows, 1):
        if number > MOST_FILLED:
            raise ExportRefusedError("too_many", count=f"{MOST_FILLED}+", most=MOST_FILLED)
        values.append(
            {
                column: number if name == NUMBERING else row.get(name)
                for column, name in places.columns.items()
            }
        )
    known = {label(words): text for words, text in {**facts, "count": str(len(values))}.items()}
    _fill(path, template, places, values, known)
    return len(values), tuple(places.unknown(known))


def _fill(
    path: Path,
    template: Path,
    places: Places,
    values: Sequence[Mapping[int, Value]],
    known: Mapping[str, str],
) -> None:
    cells: dict[int, dict[int, Value]] = {
        row: {column: replaced(text, known) for column, text in texts.items()}
        for row, texts in places.texts.items()
    }
    beside = {column: replaced(text, known) for column, text in places.beside.items()}
    if not values:
        cells[places.row] = {**dict.fromkeys(places.columns, None), **beside}
    lines = [{**line, **beside} for line in values] if beside else values
    fill(template, path, [Fill(places.sheet, cells, places.row, lines)])
