"""Writes a workbook as an Excel file that prints like an office's register."""

import io
from datetime import date, datetime
from typing import Any

import xlsxwriter

from zhangtu.documents.fonts import fonts_for
from zhangtu.documents.text import lines_of, writable
from zhangtu.documents.values import Align, Column, Sheet, Value, Workbook

#: What Excel forbids in the name of a sheet, and what to write instead.
_FORBIDDEN = str.maketrans({"[": "〔", "]": "〕", ":": "：", "*": "＊", "?": "？", "/": "／", "\\": "＼"})
_NAME_LENGTH = 31
#: Excel's limits for one cell and one row; longer text is cut with a sign, never lost without a word.
_CELL_LENGTH = 32_767
_ROW_POINTS = 409.0
_CUT = "……"
#: Points: size of the cells' font, height of one of its lines, air around them.
_SIZE, _LINE, _AIR = 10, 14.5, 7
#: Width units of Excel's default font that one full-width character of the cells' font takes, and padding.
_UNIT, _PADDING = 1.92, 1.4
_BORDER = "#7F7F7F"
_FOOTERS = {"zh-hans": "第 &P 页 共 &N 页", "zh-hant": "第 &P 頁 共 &N 頁", "en": "Page &P of &N"}


def sheet_names(names: list[str]) -> list[str]:
    r"""Make names of sheets legal and unique for Excel.

    Args:
        names: Names wished for, in the order of the sheets.

    Returns:
        As many names: at most 31 UTF-16 units, none of ``[]:*?/\``, no apostrophe at either end,
        no two alike whatever their case, none that Excel keeps for itself.
    """
    taken = {"history", "历史记录"}
    legal: list[str] = []
    for wish in names:
        base = " ".join(writable(wish).translate(_FORBIDDEN).split()).strip("'") or "-"
        name, number = _cut(base, _NAME_LENGTH), 1
        while name.casefold() in taken:
            number += 1
            tail = f" ({number})"
            name = _cut(base, _NAME_LENGTH - len(tail)) + tail
        taken.add(name.casefold())
        legal.append(name)
    return legal


def _cut(text: str, units: int) -> str:
    """Cut text to a number of UTF-16 units, which is how Excel counts, without halving a character."""
    return text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore").strip("' ")


def write_workbook(workbook: Workbook, made: datetime) -> bytes:
    """Write a workbook.

    Args:
        workbook: What stands in it.
        made: The moment written into the file's properties; the same values and moment give the same bytes.

    Returns:
        The file.
    """
    target = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"title": writable(workbook.title), "created": made.replace(tzinfo=None)})
    formats = _formats(book, workbook.language)
    for column in (column for sheet in workbook.sheets for column in sheet.columns if column.number):
        looks = {"font_name": fonts_for(workbook.language).sheet, "font_size": _SIZE, "valign": "vcenter"}
        shape = {"border": 1, "border_color": _BORDER, "align": column.align.value}
        formats[_key(column)] = book.add_format({**looks, **shape, "num_format": column.number})
    names = sheet_names([sheet.name for sheet in workbook.sheets])
    for name, sheet in zip(names, workbook.sheets, strict=True):
        _write_sheet(book.add_worksheet(name), sheet, formats, _FOOTERS[workbook.language])
    book.close()
    return target.getvalue()


def _key(column: Column) -> str:
    """The look of the numbers of a column."""
    return f"{column.align.value} {column.number}" if column.number else ""


def _formats(book: Any, language: str) -> dict[str, Any]:
    """Register the looks of title, notes, head and cells."""
    fonts = fonts_for(language)
    cell = {"font_name": fonts.sheet, "font_size": _SIZE, "valign": "vcenter", "text_wrap": True, "border": 1}
    cell["border_color"] = _BORDER
    head = {**cell, "font_name": fonts.head, "bold": True, "align": "center", "bg_color": "#E9EDF2"}
    note = {"font_name": fonts.sheet, "font_size": _SIZE, "valign": "vcenter", "text_wrap": True}
    looks = {
        "title": {
            "font_name": fonts.title,
            "font_size": 18,
            "align": "center",
            "valign": "vcenter",
            "text_wrap": True,
        },
        "note": note,
        "head": head,
        "left": {**cell, "align": "left"},
        "center": {**cell, "align": "center"},
        "date": {**cell, "align": "center", "num_format": "yyyy-mm-dd"},
    }
    return {name: book.add_format(look) for name, look in looks.items()}


def _write_sheet(page: Any, sheet: Sheet, formats: dict[str, Any], footer: str) -> None:
    """Write one sheet: title, notes, head row, rows, and how it prints."""
    last = len(sheet.columns) - 1
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width * _UNIT + _PADDING)
    total = sum(column.width for column in sheet.columns) + len(sheet.columns) * 0.7
    _line(page, 0, last, writable(sheet.title), formats["title"])
    page.set_row(0, 14 + 26 * lines_of(sheet.title, total * _SIZE / 18))
    for row, note in enumerate(sheet.notes, start=1):
        _line(page, row, last, writable(note), formats["note"])
        page.set_row(row, 4 + _LINE * lines_of(note, total))
    head = len(sheet.notes) + 1
    for number, column in enumerate(sheet.columns):
        page.write_string(head, number, writable(column.heading), formats["head"])
    tallest = max(lines_of(column.heading, column.width) for column in sheet.columns)
    page.set_row(head, _LINE * tallest + 12)
    _write_rows(page, sheet, head + 1, formats)
    end = head + max(len(sheet.rows), 1)
    page.freeze_panes(head + 1, 0)
    page.autofilter(head, 0, head + len(sheet.rows), last)
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{end + 1}"})
    _set_up_print(page, head, end, last, footer)


def _line(page: Any, row: int, last: int, text: str, look: Any) -> None:
    """Write a line across all columns."""
    if last:
        page.merge_range(row, 0, row, last, "", look)
    page.write_string(row, 0, text, look)


def _write_rows(page: Any, sheet: Sheet, first: int, formats: dict[str, Any]) -> None:
    """Write the rows, each as high as its fullest cell; a line in their place when there are none."""
    if not sheet.rows:
        _line(page, first, len(sheet.columns) - 1, writable(sheet.empty), formats["center"])
        page.set_row(first, 30)
    for number, cells in enumerate(sheet.rows, start=first):
        tallest = 1
        for place, (column, value) in enumerate(zip(sheet.columns, cells, strict=True)):
            shown = _write_cell(page, (number, place), value, column, formats)
            tallest = max(tallest, lines_of(shown, column.width))
        page.set_row(number, min(_AIR + _LINE * tallest, _ROW_POINTS))


def _write_cell(page: Any, at: tuple[int, int], value: Value, column: Column, formats: dict[str, Any]) -> str:
    """Write one cell as what it is and say what it shows."""
    look = formats["center" if column.align is Align.CENTER else "left"]
    if value is None:
        page.write_blank(*at, None, look)
        return ""
    if isinstance(value, date):
        page.write_datetime(*at, value, formats["date"])
        return value.isoformat()
    if isinstance(value, int | float):
        page.write_number(*at, value, formats.get(_key(column), look))
        return str(value)
    text = writable(value)
    if len(text) > _CELL_LENGTH:
        text = text[: _CELL_LENGTH - len(_CUT)] + _CUT
    page.write_string(*at, text, look)
    return text


def _set_up_print(page: Any, head: int, end: int, last: int, footer: str) -> None:
    """Landscape A4, one page wide, head row repeated, page x of y."""
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(head)
    page.print_area(0, 0, end, last)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.center_horizontally()
    page.set_footer(f"&C&9{footer}")
