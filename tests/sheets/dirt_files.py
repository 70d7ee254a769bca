"""Writes the sheets of ``dirt`` as files: .xlsx, .csv, .ods, and .xls where LibreOffice is at hand."""

import csv
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter
from dirt import Cell, Sheet

_ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    '<office:automatic-styles><style:style style:name="off" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    "<office:body><office:spreadsheet>"
)
_ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def to_xlsx(sheets: list[Sheet], path: Path) -> Path:
    """Write a workbook as Excel does; the path again."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as workbook:
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        box = workbook.add_format({"align": "center", "border": 1})
        for sheet in sheets:
            page = workbook.add_worksheet(sheet.name)
            for first, left, last, right in sheet.merges:
                page.merge_range(first, left, last, right, "", box)
            for line, cells in enumerate(sheet.lines):
                for place, cell in enumerate(cells):
                    if isinstance(cell, date):
                        page.write_datetime(line, place, cell, day)
                    elif cell is not None:
                        page.write(line, place, cell)
            if sheet.hidden:
                page.hide()
        shown = next(
            page for page, sheet in zip(workbook.worksheets(), sheets, strict=True) if not sheet.hidden
        )
        shown.set_first_sheet()
        shown.activate()
    return path


def to_csv(sheets: list[Sheet], path: Path, encoding: str = "gb18030") -> Path:
    """Write the first sheet that is not hidden as Excel saves it; the path again."""
    sheet = next(sheet for sheet in sheets if not sheet.hidden)
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([_as_text(cell) for cell in cells] for cells in sheet.lines)
    return path


def to_ods(sheets: list[Sheet], path: Path) -> Path:
    """Write a workbook as OpenDocument; the path again."""
    tables = "".join(map(_table, sheets))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", _ODS_MANIFEST)
        tail = "</office:spreadsheet></office:body></office:document-content>"
        archive.writestr("content.xml", _ODS_HEAD + tables + tail)
    return path


def to_xls(sheets: list[Sheet], path: Path, soffice: str) -> Path:
    """Write a workbook in the old binary form, with LibreOffice; the path again.

    Args:
        sheets: The sheets.
        path: Where to; the name ends in ``.xls``.
        soffice: The program.
    """
    source = to_xlsx(sheets, path.with_suffix(".xlsx"))
    home = path.parent / "office-home"
    options = [f"-env:UserInstallation=file://{home}", "--headless", "--convert-to", "xls:MS Excel 97"]
    subprocess.run(
        [soffice, *options, "--outdir", str(path.parent), str(source)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return path


def _as_text(cell: Cell) -> str:
    """A cell as a text file has it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, date):
        return f"{cell.year}/{cell.month}/{cell.day}"
    if isinstance(cell, float):
        return f"{cell:.5E}" if cell >= 1e11 else f"{cell:.15g}"
    return cell


def _table(sheet: Sheet) -> str:
    spans = {(first, left): (last - first + 1, right - left + 1) for first, left, last, right in sheet.merges}
    covered = {
        (line, place)
        for first, left, last, right in sheet.merges
        for line in range(first, last + 1)
        for place in range(left, right + 1)
    } - set(spans)
    rows = []
    for line, cells in enumerate(sheet.lines):
        inner = "".join(
            "<table:covered-table-cell/>"
            if (line, place) in covered
            else _cell(cell, spans.get((line, place)))
            for place, cell in enumerate(cells)
        )
        rows.append(f"<table:table-row>{inner}</table:table-row>")
    style = ' table:style-name="off"' if sheet.hidden else ""
    return f"<table:table table:name={quoteattr(sheet.name)}{style}>{''.join(rows)}</table:table>"


def _cell(cell: Cell, span: tuple[int, int] | None) -> str:
    kind = ""
    if isinstance(cell, bool):
        kind = f' office:value-type="boolean" office:boolean-value="{str(cell).lower()}"'
    elif isinstance(cell, float):
        kind = f' office:value-type="float" office:value="{cell!r}"'
    elif isinstance(cell, date):
        kind = f' office:value-type="date" office:date-value="{cell.isoformat()}"'
    elif cell is not None:
        kind = ' office:value-type="string"'
    if span is not None:
        kind += f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"'
    words = "" if cell is None else f"<text:p>{escape(_as_text(cell))}</text:p>"
    return f"<table:table-cell{kind}>{words}</table:table-cell>"
