"""A template as a superior sends it: styles, formulas, validations, a hidden sheet, a picture, a chart."""

import io
import struct
import zlib
from pathlib import Path

import xlsxwriter


def picture() -> bytes:
    """A picture of one point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0\0"))
        + chunk(b"IEND", b"")
    )


def template(path: Path) -> Path:
    """Row 4 is the model row, row 5 its total; below stand a note, a picture and what points at them."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("汇总表")
    bold = book.add_format({"bold": True, "border": 1, "align": "center"})
    money = book.add_format({"num_format": "#,##0.00", "border": 2})
    day = book.add_format({"num_format": "yyyy-mm-dd", "border": 1})
    red = book.add_format({"bg_color": "#FFC7CE"})
    sheet.merge_range("A1:F1", "经营单位汇总表（{{period}}）", bold)
    sheet.write("A2", "填报单位：{{unit}}")
    for column, words in enumerate(("序号", "名称", "开业日期", "金额", "税额", "备注")):
        sheet.write(2, column, words, bold)
    sheet.write("A4", "{{#}}", bold)
    sheet.write("B4", "{{name}}", bold)
    sheet.write("C4", "{{opened}}", day)
    sheet.write("D4", "{{amount}}", money)
    sheet.write_formula("E4", "=ROUND(D4*$H$1,2)", money, 0)
    sheet.set_row(3, 28)
    sheet.write("A5", "合计", bold)
    sheet.write_formula("D5", "=SUM(D4:D4)", money, 0)
    sheet.write_formula("E5", "=SUM(E4)", money, 0)
    sheet.merge_range("A7:F7", "注：金额以元计。", bold)
    sheet.write("H1", 0.1)
    sheet.write_formula("H2", "=D5/100")
    sheet.data_validation("F4:F4", {"validate": "list", "source": ["是", "否"]})
    sheet.conditional_format("D4:D4", {"type": "cell", "criteria": ">", "value": 1000, "format": red})
    sheet.insert_image("B9", "p.png", {"image_data": io.BytesIO(picture())})
    sheet.write_comment("A7", "请核对")
    sheet.set_landscape()
    sheet.print_area("A1:F7")
    other = book.add_worksheet("参数")
    other.write_formula("A1", "=汇总表!D5")
    other.write("A2", "不动")
    other.hide()
    book.define_name("总额", "=汇总表!$D$5")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=汇总表!$D$4:$D$4"})
    other.insert_chart("C3", chart)
    book.close()
    return path
