#!/usr/bin/env python3
"""Make the .docx and .html twins of two sample documents from their plain text.

    make_samples.py [FOLDER]

``task_table.docx`` is what an office would send: numbers counted by the word processor, a real table with
merged cells, a change not yet accepted, a footnote. ``own_lines.html`` is what an office would publish: the
document in the midst of a site's menus. The same text gives the same bytes.
"""

import html
import io
import re
import sys
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

HERE = Path(__file__).resolve().parent.parent / "src" / "zhangtu" / "plans" / "samples"
FOOTNOTE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
WRITTEN = datetime(2025, 2, 10, 9, 0)  # noqa: DTZ001 (Word's own properties know no zone)
CHANGE = 'w:id="901" w:author="校对" w:date="2025-02-10T09:00:00Z"'
OLD_DAY, NEW_DAY = "12月31日前", "12月20日前"
WIDTHS = (1.2, 3.2, 10.0, 3.4, 4.8, 3.1)
NUMBERED = re.compile(r"[一二三四五六七八九十]+、(?=[^\t]{8,})")
CHAPTER = re.compile(r"第[一二三四五六七八九十]+[章节]　")


def counted_numbers(document: Any) -> str:
    """Give the document a list counted 一、二、三、 and return its number."""
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            '<w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/>'
            '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    return "77"


def add_footnote(document: Any, paragraph: Any, text: str) -> None:
    """Hang a footnote at the end of a paragraph; python-docx itself knows none."""

    def note(number: int, kind: str, inner: str) -> str:
        return f'<w:footnote {kind} w:id="{number}"><w:p><w:r>{inner}</w:r></w:p></w:footnote>'

    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {nsdecls("w")}>'
        + note(-1, 'w:type="separator"', "<w:separator/>")
        + note(0, 'w:type="continuationSeparator"', "<w:continuationSeparator/>")
        + note(1, "", f'<w:t xml:space="preserve">{html.escape(text)}</w:t>')
        + "</w:footnotes>"
    )
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTE_TYPE, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    run = paragraph.add_run()
    run.font.superscript = True
    run.element.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="1"/>'))


def place_line(paragraph: Any, line: str) -> None:
    """Set a line where a notice has it: title in the middle, signature to the right, text indented."""
    shape = paragraph.paragraph_format
    if line.endswith("通知"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif re.fullmatch(r"\d{4}年\d+月\d+日", line):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    elif line == "附件":
        shape.page_break_before = True
    elif not line.endswith("办公室"):
        shape.first_line_indent = Pt(24)


def add_body(document: Any, line: str, number: str) -> Any:
    """Add one line of the notice: counted where it is numbered, with the change where the day was changed."""
    label = NUMBERED.match(line)
    paragraph = document.add_paragraph()
    before, found, after = line[label.end() if label else 0 :].partition(NEW_DAY)
    paragraph.add_run(before)
    element = paragraph.runs[0].element.getparent()
    if found:
        element.append(
            parse_xml(f"<w:del {nsdecls('w')} {CHANGE}><w:r><w:delText>{OLD_DAY}</w:delText></w:r></w:del>")
        )
        element.append(parse_xml(f"<w:ins {nsdecls('w')} {CHANGE}><w:r><w:t>{NEW_DAY}</w:t></w:r></w:ins>"))
        paragraph.add_run(after)
    if label:
        properties = element.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')
        )
    place_line(paragraph, line)
    return paragraph


def fill_cell(cell: Any, text: str, *, apart: bool) -> None:
    """Write a cell; with ``apart`` every unit gets a line of its own, as many offices set it."""
    lines = text.split("、") if apart else [text]
    cell.text = lines[0]
    for line in lines[1:]:
        cell.add_paragraph(line)


def join_down(column: list[Any]) -> None:
    """Merge each filled cell with the empty ones below it."""
    group: list[Any] = []
    for cell in [*column, None]:
        if cell is not None and not cell.text and group:
            group.append(cell)
            continue
        if len(group) > 1:
            group[0].merge(group[-1])
        group = [] if cell is None else [cell]


def add_table(document: Any, lines: list[str]) -> None:
    """Add the table: section rows run across, an empty 重点任务 joins the cell above."""
    table = document.add_table(rows=0, cols=len(WIDTHS))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    second: list[Any] = []
    for place, line in enumerate(lines):
        values = line.split("\t")
        cells = table.add_row().cells
        for cell, width in zip(cells, WIDTHS, strict=True):
            cell.width = Cm(width)
        if len(values) == 1:
            cells[0].merge(cells[-1]).text = line
            join_down(second)
            second = []
            continue
        for column, value in enumerate(values):
            if value:  # even an empty run would leave an empty line in the merged cell
                fill_cell(cells[column], value, apart=column == 4 and place % 4 == 0)
        second.append(cells[1])
    join_down(second)
    for cell in table.rows[0].cells:
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.element.body.xpath(".//w:tr")[0].get_or_add_trPr().append(
        parse_xml(f"<w:tblHeader {nsdecls('w')}/>")
    )


def same_bytes(document: Any) -> bytes:
    """Save with every date fixed, so that the same text gives the same file."""
    document.core_properties.created = document.core_properties.modified = WRITTEN
    document.core_properties.author = document.core_properties.comments = ""
    loose, firm = io.BytesIO(), io.BytesIO()
    document.save(loose)
    with zipfile.ZipFile(loose) as given, zipfile.ZipFile(firm, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            made.writestr(
                zipfile.ZipInfo(name, (2025, 2, 10, 9, 0, 0)), given.read(name), zipfile.ZIP_DEFLATED
            )
    return firm.getvalue()


def new_document() -> Any:
    """Open an empty landscape A4 document in 仿宋."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "FangSong", Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    return document


def make_docx(text: str) -> bytes:
    """Make the Word twin of the task table.

    Args:
        text: The plain text: notice, attachment mark, table with tabs, one remark below it.

    Returns:
        The file's bytes.
    """
    lines = text.strip().split("\n")
    table = [place for place, line in enumerate(lines) if "\t" in line]
    document = new_document()
    number = counted_numbers(document)
    for line in lines[: table[0] - 1]:
        add_body(document, line, number)
    heading = add_body(document, lines[table[0] - 1], number)
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_footnote(document, heading, " ".join(lines[table[-1] + 1 :]))
    add_table(document, lines[table[0] : table[-1] + 1])
    return same_bytes(document)


def make_html(text: str) -> str:
    """Make the web twin of the sample with own-line labels.

    Args:
        text: The plain text; its first two lines are the title.

    Returns:
        The page, with a site's menu before and after the document.
    """
    first, second, *rest = text.strip().split("\n")
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="zh-CN">',
            "<head>",
            '<meta charset="utf-8">',
            f"<title>{html.escape(first + second)}_栖云区人民政府</title>",
            "<style>.xl{font-size:16px}</style>",
            "</head>",
            "<body>",
            '<nav><a href="#">首页</a> &gt; <a href="#">政务公开</a> &gt; <a href="#">规划计划</a></nav>',
            f"<h1>{html.escape(first)}<br>{html.escape(second)}</h1>",
            '<div class="xl">',
            *_paragraphs(rest),
            "</div>",
            '<footer><a href="#">【打印】</a> <a href="#">【关闭】</a></footer>',
            "</body>",
            "</html>",
            "",
        ]
    )


def _paragraphs(lines: list[str]) -> list[str]:
    """Headings and paragraphs; a line of labels joins the paragraph above it."""
    made: list[str] = []
    for line in filter(None, lines):
        if CHAPTER.match(line):
            made.append(f"<h3>{html.escape(line)}</h3>")
        elif re.match("(?:牵头单位|配合单位|完成时限)：", line):
            made[-1] = made[-1].removesuffix("</p>") + f"<br>\n{html.escape(line)}</p>"
        else:
            made.append(f"<p>&emsp;&emsp;{html.escape(line)}</p>")
    return made


def main() -> int:
    """Write both files beside their plain texts."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    (folder / "task_table.docx").write_bytes(make_docx((folder / "task_table.txt").read_text("utf-8")))
    (folder / "own_lines.html").write_text(make_html((folder / "own_lines.txt").read_text("utf-8")), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
