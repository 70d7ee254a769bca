"""Workbooks as offices make them, written for tests."""

import io
import zipfile
from datetime import date
from pathlib import Path

import xlsxwriter

NAMES = ("青禾药店", "南渡便利店", "云桥餐馆", "石塘农资店", "柳巷豆腐坊")


def dirty(path: Path) -> Path:
    """A register with two heading rows, numbering, merged cells down, totals, notes, a hidden sheet."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("台账")
    day = book.add_format({"num_format": "yyyy/m/d"})
    sheet.merge_range(0, 0, 0, 6, "云桥镇五小经营单位台账")
    sheet.write(1, 0, "填报单位：云桥镇")
    sheet.write(1, 5, "单位：元")
    for column, words in ((0, "序号"), (1, "村"), (2, "名称"), (6, "金额")):
        sheet.merge_range(2, column, 3, column, words)
    sheet.merge_range(2, 3, 2, 5, "许可证")
    for column, words in ((3, "证号"), (4, "发证日期"), (5, "有效期至")):
        sheet.write(3, column, words)
    sheet.merge_range(4, 1, 5, 1, "东村")
    sheet.write(7, 1, "西村")
    for number, (row, name, amount) in enumerate(
        ((4, NAMES[0], 100), (5, NAMES[1], 50.5), (7, NAMES[2], 30)), 1
    ):
        sheet.write(row, 0, number)
        sheet.write(row, 2, name)
        sheet.write(row, 3, f"证0{number}")
        sheet.write_datetime(row, 4, date(2024, 1, number), day)
        sheet.write(row, 5, f"2027年{number}月1日")
        sheet.write(row, 6, amount)
    sheet.write(6, 1, "小计")
    sheet.write(6, 6, 150.5)
    sheet.write(9, 6, 180.5)
    sheet.merge_range(11, 0, 11, 6, "注：以上数据截至年底。")
    sheet.write(12, 0, "填表人：某")
    hidden = book.add_worksheet("旧表")
    hidden.hide()
    hidden.write_row(0, 0, ["名称", "金额"])
    hidden.write_row(1, 0, [NAMES[3], 1])
    book.close()
    return path


def package(parts: dict[str, str]) -> bytes:
    """A workbook of hand-written parts; the sheet is ``xl/worksheets/sheet1.xml``."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    base = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="a" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="表" sheetId="1" r:id="b"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="b" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    }
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as container:
        for path, text in (base | parts).items():
            container.writestr(path, text)
    return whole.getvalue()


def sheet_of(rows: str) -> dict[str, str]:
    """A sheet with the rows given as XML."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return {
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
    }


def open_document(sheets: dict[str, list[list[object]]]) -> bytes:
    """An .ods workbook, written by hand: texts, numbers, days with times, yes and no."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    tables = "".join(
        f'<table:table table:name="{name}">'
        + "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
        + "</table:table>"
        for name, rows in sheets.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as container:
        container.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        container.writestr("META-INF/manifest.xml", "<manifest/>")
        container.writestr("content.xml", content)
    return whole.getvalue()


def _cell(value: object) -> str:
    if value == "":
        return "<table:table-cell/>"
    kind, said = "string", ""
    if isinstance(value, bool):
        kind, said = "boolean", f' office:boolean-value="{str(value).lower()}"'
    elif isinstance(value, date):
        kind, said = "date", f' office:date-value="{value.isoformat()}"'
    elif isinstance(value, int | float):
        kind, said = "float", f' office:value="{value}"'
    return f'<table:table-cell office:value-type="{kind}"{said}><text:p>{value}</text:p></table:table-cell>'
