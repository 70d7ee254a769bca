"""The Word file of an official paper is read back and every number of its layout checked."""

import io
import re
import zipfile
from datetime import datetime
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from official_papers import paper

from zhangtu.documents.official import Sort, lines_of, write_word
from zhangtu.documents.official.titles import shaped
from zhangtu.documents.text import width_of

MADE = datetime(2026, 11, 4)  # noqa: DTZ001 - the writer takes it apart


def opened(**other: Any) -> Any:
    return docx.Document(io.BytesIO(write_word(paper(**other), MADE)))


def found(document: Any, words: str) -> Any:
    return next(one for one in document.element.body.iter(qn("w:p")) if words in said(one))


def said(element: Any) -> str:
    return "".join(one.text or "" for one in element.iter(qn("w:t")))


def attribute(element: Any, path: str, name: str) -> str | None:
    inner = element.find("/".join(qn(f"w:{step}") for step in path.split("/")))
    return None if inner is None else inner.get(qn(f"w:{name}"))


def font(element: Any) -> tuple[str | None, str | None]:
    return attribute(element, "r/rPr/rFonts", "eastAsia"), attribute(element, "r/rPr/sz", "val")


def test_page_margins_and_grid_are_those_of_the_standard() -> None:
    section = opened().sections[0]
    sizes = (section.page_width.mm, section.page_height.mm)
    margins = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    assert [round(one) for one in sizes] == [210, 297]
    assert [round(one.mm) for one in margins] == [37, 28, 26, 35]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    lines = (297 - 37 - 35) / 25.4 * 72 / (int(grid.get(qn("w:linePitch"))) / 20)
    chars = (210 - 28 - 26) / 25.4 * 72 / (16 + int(grid.get(qn("w:charSpace"))) / 4096)
    assert (int(lines), round(chars, 2)) == (22, 28.0)


def test_letters_are_those_of_each_line() -> None:
    document = opened()
    assert font(found(document, "总体情况")) == ("黑体", "32")
    assert font(found(document, "分镇情况")) == ("楷体_GB2312", "32")
    assert font(found(document, "在前的镇")) == ("仿宋_GB2312", "32")
    assert font(found(document, "截至10月底")) == ("仿宋_GB2312", "32")
    assert font(found(document, "加急")) == ("黑体", "32")
    assert font(found(document, "附件1")) == ("黑体", "32")
    assert font(found(document, "关于秋季")) == ("方正小标宋简体", "44")
    assert font(found(document, "抄送")) == ("仿宋_GB2312", "28")
    assert attribute(found(document, "截至10月底"), "pPr/ind", "firstLineChars") == "200"


def test_headings_are_numbered_in_four_levels_and_begin_anew() -> None:
    document = opened()
    texts = [said(one) for one in document.element.body.iter(qn("w:p"))]
    wanted = ["一、总体情况", "（一）分镇情况", "1.在前的镇", "（1）名单", "二、往后怎么做", "（一）补齐"]
    assert [text for text in texts if text in wanted] == wanted


def test_red_head_lies_35_mm_below_whatever_stands_above_it() -> None:
    for grades in ({"copy": "", "secrecy": "", "urgency": ""}, {}):
        document = opened(**grades)
        head = found(document, "管理局文件")
        above = 0.0
        for one in document.element.body.iter(qn("w:p")):
            if one is head:
                break
            above += int(attribute(one, "pPr/spacing", "line") or 0) / 20
        room = int(attribute(head, "pPr/spacing", "before") or 0) / 20
        assert (above + room) / 72 * 25.4 == pytest.approx(35, abs=0.1)
        assert attribute(head, "r/rPr/color", "val") == "FF0000"


def test_number_stands_two_lines_below_and_red_line_four_mm_below_that() -> None:
    number = found(opened(), "〔2026〕18号")
    assert attribute(number, "pPr/spacing", "before") == str(2 * 579)
    assert attribute(number, "pPr/jc", "val") == "center"
    assert attribute(number, "pPr/pBdr/bottom", "color") == "FF0000"
    assert attribute(number, "pPr/pBdr/bottom", "space") == "11"
    assert "签发人" not in said(number)


def test_what_goes_up_names_who_signs_it_out() -> None:
    number = found(opened(sort=Sort.UP), "〔2026〕18号")
    assert said(number).endswith("签发人：沈一舟")
    names = [one for one in number.iter(qn("w:r")) if said(one) == "沈一舟"]
    assert names[0].find(qn("w:rPr")).find(qn("w:rFonts")).get(qn("w:eastAsia")) == "楷体_GB2312"
    tabs = [int(one.get(qn("w:pos"))) for one in number.iter(qn("w:tab")) if one.get(qn("w:pos"))]
    assert tabs == [320, round((156 / 25.4 * 72 - 16) * 20)]


def test_recipients_annexes_day_and_copies_end_as_they_should() -> None:
    document = opened()
    assert said(found(document, "各镇人民政府")) == "各镇人民政府，各市场监督管理所："
    assert said(found(document, "附件：")) == "附件：1.检查明细表"
    assert said(found(document, "抄送")) == "抄送：县政府办公室，县卫生健康局。"
    assert said(found(document, "印发")) == "临江县市场监督管理局办公室2026年11月4日印发"
    day = found(document, "2026年11月3日")
    assert attribute(day, "pPr/ind", "rightChars") == "400"
    unit = next(one for one in document.element.body.iter(qn("w:p")) if said(one) == "临江县市场监督管理局")
    assert attribute(unit, "pPr/spacing", "before") == str(2 * 579)
    middle = int(attribute(unit, "pPr/ind", "rightChars") or 0) / 100 + width_of("临江县市场监督管理局") / 2
    assert middle == pytest.approx(4 + width_of("2026年11月3日") / 2, abs=0.01)


def test_a_long_unit_pushes_the_day_to_the_left_instead_of_leaving_the_page() -> None:
    name = "临江县市场监督管理局石鼓镇市场监督管理综合服务所"
    document = opened(signed=(name,))
    unit = next(one for one in document.element.body.iter(qn("w:p")) if said(one) == name)
    day = found(document, "2026年11月3日")
    right = [float(attribute(one, "pPr/ind", "rightChars") or 0) / 100 for one in (unit, day)]
    assert right[0] == 0
    assert right[1] == pytest.approx((width_of(name) - width_of("2026年11月3日")) / 2)


def test_imprint_is_ruled_thick_thin_thick() -> None:
    table = opened().element.body.findall(qn("w:tbl"))[-1]
    borders = table.find(qn("w:tblPr")).find(qn("w:tblBorders"))
    assert [one.get(qn("w:sz")) for one in borders] == ["8", "8", "6"]
    assert table.find(qn("w:tblPr")).find(qn("w:tblpPr")) is not None


def test_page_numbers_stand_outside_and_the_dash_seven_mm_below() -> None:
    document = opened()
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    assert document.settings.element.find(qn("w:mirrorMargins")) is not None
    odd, even = section.footer.paragraphs[0]._p, section.even_page_footer.paragraphs[0]._p
    assert (said(odd), said(even)) == ("— 1 —", "— 1 —")
    sides = [attribute(one, "pPr/jc", "val") for one in (odd, even)]
    assert sides == ["right", "left"]
    assert attribute(odd, "pPr/ind", "rightChars") == attribute(even, "pPr/ind", "leftChars") == "100"
    assert font(odd) == ("宋体", "28")
    assert 35 - section.footer_distance.mm - 14 / 2 / 72 * 25.4 == pytest.approx(7, abs=0.05)


def test_a_wide_annex_is_turned_and_what_follows_is_upright_again() -> None:
    sections = opened().sections
    turned = [one.page_width.mm > one.page_height.mm for one in sections]
    assert turned == [False, True, False, True, False]
    wide = sections[1]
    assert [round(one.mm) for one in (wide.top_margin, wide.right_margin)] == [28, 37]


def test_each_figure_points_to_the_line_of_the_source_sheet() -> None:
    xml = zipfile.ZipFile(io.BytesIO(write_word(paper(), MADE))).read("word/document.xml").decode()
    targets, marks = (
        re.findall(r'w:anchor="(\w+)"', xml),
        re.findall(r'w:bookmarkStart[^>]*w:name="(\w+)"', xml),
    )
    assert targets == marks == ["source1", "source2"]
    sheet = opened().tables[-2]
    assert [cell.text for cell in sheet.rows[1].cells][1:4] == [
        "95.3%",
        "证照齐全率",
        "在营单位中证照齐全的占比",
    ]


def test_same_paper_makes_the_same_bytes_and_holds_every_word_in_order() -> None:
    assert write_word(paper(), MADE) == write_word(paper(), MADE)
    texts = [line for one in opened().element.body.iter(qn("w:p")) for line in _lines(one) if line]
    assert "".join(texts) == "".join(lines_of(paper()))


def _lines(element: Any) -> list[str]:
    """The words of a paragraph without the raised marks of figures."""
    return [
        one.text or ""
        for run in element.iter(qn("w:r"))
        if run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}") is None
        for one in run.iter(qn("w:t"))
    ]


def test_bare_paper_has_no_empty_places() -> None:
    bare = {"head": "", "number": "", "copy": "", "secrecy": "", "urgency": "", "to": (), "annexes": ()}
    document = opened(**bare, sources=(), copies=(), printer="", printed=None, note="")
    assert said(next(document.element.body.iter(qn("w:p")))).startswith("关于秋季")
    assert (
        "FF0000"
        not in zipfile.ZipFile(io.BytesIO(write_word(paper(**bare), MADE))).read("word/document.xml").decode()
    )


@pytest.mark.parametrize(
    "title", ["关于秋季药品零售经营单位证照齐全情况专项检查结果的通报" * n for n in (1, 2, 3)]
)
def test_a_title_is_never_a_brick(title: str) -> None:
    lines = shaped(title, 18)
    assert "".join(lines) == title
    assert all(width_of(line) <= 20 for line in lines)
    assert len({len(line) for line in lines}) > 1
    assert shaped("关于检查的\n通报", 18) == ("关于检查的通报",)


def test_a_figure_without_its_line_in_the_source_sheet_points_nowhere() -> None:
    xml = zipfile.ZipFile(io.BytesIO(write_word(paper(sources=()), MADE))).read("word/document.xml").decode()
    assert "95.3%" in xml
    assert "w:anchor" not in xml
