"""Word documents: tables, tracked changes, notes, text boxes, fields, headings."""

import io

import docx as python_docx
from packages import docx, paragraph, unzipped, zipped

from zhangtu.reading.source import Source
from zhangtu.reading.sources import open_source

STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


def read(body: str, **parts: str) -> Source:
    return open_source(docx(body, **parts), "方案.docx")


def cells(source: Source, number: int = 0) -> list[tuple[int, int, int, int, str]]:
    return [
        (c.row, c.column, c.rows, c.columns, source.text[c.start : c.end])
        for c in source.tables[number].cells
    ]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def row(*content: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(content)}</w:tr>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_table_with_merged_cells_and_head() -> None:
    table = (
        "<w:tbl>"
        + row(
            cell("序号"), cell("任务"), cell("单位", '<w:gridSpan w:val="2"/>'), properties="<w:tblHeader/>"
        )
        + row(cell("1", '<w:vMerge w:val="restart"/>'), cell("清查"), cell("水务局"), cell("各镇"))
        + row(cell("", "<w:vMerge/>"), cell("复核"), cell("水务局"), cell(" 街道 "))
        + row(cell("2"), cell("总结"), cell("办公室"), cell(""))
        + "</w:tbl>"
    )
    source = read(paragraph("附件") + table + paragraph("完"))
    assert source.text == (
        "附件\n序号\t任务\t单位\n1\t清查\t水务局\t各镇\n\t复核\t水务局\t 街道 \n2\t总结\t办公室\t\n完\n"
    )
    assert source.tables[0].head_rows == 1
    assert source.text[source.tables[0].start : source.tables[0].end].startswith("序号")
    assert source.text[source.tables[0].end :] == "完\n"
    assert cells(source) == [
        (0, 0, 1, 1, "序号"),
        (0, 1, 1, 1, "任务"),
        (0, 2, 1, 2, "单位"),
        (1, 0, 2, 1, "1"),
        (1, 1, 1, 1, "清查"),
        (1, 2, 1, 1, "水务局"),
        (1, 3, 1, 1, "各镇"),
        (2, 1, 1, 1, "复核"),
        (2, 2, 1, 1, "水务局"),
        (2, 3, 1, 1, "街道"),
        (3, 0, 1, 1, "2"),
        (3, 1, 1, 1, "总结"),
        (3, 2, 1, 1, "办公室"),
        (3, 3, 1, 1, ""),
    ]


def test_cell_with_paragraphs_and_nested_table_is_one_line() -> None:
    inner = f"<w:tbl>{row(cell('甲'), cell('乙'))}{row(cell('丙'), cell('丁'))}</w:tbl>"
    big = f"<w:tc>{paragraph('第一段')}{paragraph('')}{inner}{paragraph('末段')}</w:tc>"
    source = read(f"<w:tbl>{row(cell('说明'), big)}</w:tbl>")
    assert source.text == "说明\t第一段 甲 乙 丙 丁 末段\n"
    assert len(source.tables) == 1


def test_table_of_one_cell_is_a_frame() -> None:
    inner = f"<w:tbl>{row(cell('甲'), cell('乙'))}</w:tbl>"
    frame = "<w:tc>" + paragraph("一、目标") + inner + paragraph("完") + "</w:tc>"
    source = read(f"<w:tbl>{row(frame)}</w:tbl>")
    assert source.text == "一、目标\n甲\t乙\n完\n"
    assert [c[-1] for c in cells(source)] == ["甲", "乙"]


def test_tracked_changes_are_accepted() -> None:
    deleted_mark = '<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>'
    body = (
        f'<w:p>{run("于")}<w:del w:id="2"><w:r><w:delText>5月</w:delText></w:r></w:del>'
        f'<w:ins w:id="3">{run("6月")}</w:ins>{run("底前完成。")}</w:p>'
        f'<w:p><w:moveFrom w:id="4">{run("搬走")}</w:moveFrom>'
        f'<w:moveTo w:id="5">{run("搬来")}</w:moveTo></w:p>'
        f"<w:p><w:pPr>{deleted_mark}</w:pPr>{run('前半')}</w:p>{paragraph('后半')}"
        f"<w:p><w:pPr>{deleted_mark}</w:pPr><w:del w:id='6'><w:r><w:delText>整段</w:delText></w:r></w:del>"
        "</w:p><w:tbl>"
        + row(cell("删"), properties='<w:del w:id="7"/>')
        + row(cell("留"), cell("行"))
        + "</w:tbl>"
    )
    source = read(body)
    assert source.text == "于6月底前完成。\n搬来\n前半后半\n留\t行\n"
    assert source.remarks == ("tracked_changes_accepted",)


def test_notes_and_text_boxes_stand_at_the_end_once() -> None:
    box = f"<w:txbxContent>{paragraph('云溪县文件')}</w:txbxContent>"
    body = (
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{box}'
        "</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>{run('通知')}</w:p>"
        f'<w:p>{run("台账")}<w:r><w:footnoteReference w:id="2"/></w:r>{run("按月报送")}'
        '<w:r><w:endnoteReference w:id="3"/></w:r></w:p>'
    )
    note = '<w:{0} w:id="{1}"><w:p><w:r><w:{0}Ref/></w:r>{2}</w:p></w:{0}>'
    source = read(
        body,
        footnotes='<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        + note.format("footnote", 2, run("含电子台账。")),
        endnotes=note.format("endnote", 3, run("每月五日前。")),
    )
    assert source.text == "通知\n台账按月报送\n云溪县文件\n含电子台账。\n每月五日前。\n"
    found = [(n.kind, source.text[n.start : n.end], source.text[: n.anchor][-2:]) for n in source.notes]
    assert found == [
        ("textbox", "云溪县文件", ""),
        ("footnote", "含电子台账。", "台账"),
        ("endnote", "每月五日前。", "报送"),
    ]


def test_footnote_that_refers_to_itself_ends() -> None:
    reference = '<w:p><w:r><w:t>注</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    source = read(reference, footnotes=f'<w:footnote w:id="1">{reference}</w:footnote>')
    assert source.text == "注\n注\n"


def test_fields_keep_their_result_only() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = "<w:r><w:instrText>DATE \\@ x</w:instrText></w:r>"
    body = (
        f"<w:p>{mark('begin')}{instruction}{mark('begin')}{instruction}{mark('separate')}{run('无用')}{mark('end')}"
        f"{mark('separate')}{run('2023年5月')}{mark('end')}{run('起')}</w:p>"
        f'<w:p><w:fldSimple w:instr="PAGE">{run("3")}</w:fldSimple><w:hyperlink>{run("链接")}</w:hyperlink>'
        f"<w:smartTag>{run('标记')}</w:smartTag><w:sdt><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt></w:p>"
        f"<w:p>{mark('begin')}{instruction}</w:p>{paragraph('下一段')}"
    )
    assert read(body).text == "2023年5月起\n3链接标记控件\n\n下一段\n"


def test_signs_breaks_and_hidden_words() -> None:
    body = (
        '<w:p><w:r><w:sym w:font="Wingdings 2" w:char="F052"/><w:t>已办</w:t><w:tab/><w:t>甲</w:t><w:br/>'
        "<w:t>乙</w:t><w:noBreakHyphen/><w:t>1</w:t><w:softHyphen/></w:r>"
        + run("看不见", "<w:vanish/>")
        + run("看得见", '<w:vanish w:val="0"/>')
        + "</w:p>"
        "<w:p><m:oMath><m:r><m:t>x≥5</m:t></m:r></m:oMath><w:r><w:ruby><w:rt><w:r><w:t>yin</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>银</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>"
    )
    source = read(body)
    assert source.text == "☑已办\t甲\n乙-1看得见\nx≥5银\n"
    assert source.remarks == ("hidden_text_dropped",)


def test_generated_contents_are_left_out() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="10"><w:name w:val="toc 1"/></w:style>'
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = (
        f"<w:sdt>{gallery}<w:sdtContent>{paragraph('目录')}</w:sdtContent></w:sdt>"
        + paragraph("一、目标 1", '<w:pStyle w:val="10"/>')
        + paragraph("一、目标")
    )
    source = read(body, styles=styles)
    assert source.text == "一、目标\n"
    assert source.remarks == ("contents_list_dropped",)


def test_headings_of_a_document_made_by_another_tool() -> None:
    made = python_docx.Document()
    made.add_heading("河道清理工作方案", 0)
    made.add_heading("一、目标", 1)
    made.add_paragraph("全年清理三十公里。")
    made.add_heading("（一）范围", 2)
    held = io.BytesIO()
    made.save(held)
    source = open_source(held.getvalue(), "方案.docx")
    assert source.form == "docx"
    found = [(source.text[h.start : h.end], h.level) for h in source.headings]
    assert found == [("河道清理工作方案", 0), ("一、目标", 1), ("（一）范围", 2)]


def test_strict_flavour_is_read_alike() -> None:
    strict = {
        path: data.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", STRICT)
        for path, data in unzipped(docx(paragraph("甲"))).items()
    }
    assert open_source(zipped(strict), "a.docx").text == "甲\n"
