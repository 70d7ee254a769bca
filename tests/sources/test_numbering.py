"""Automatic numbers stand in the text as Word prints them."""

import pytest
from packages import definition, docx, level, listed, paragraph, use

from zhangtu.reading.sources import open_source
from zhangtu.reading.sources.word.labels import format_number, sign

CHAIN = definition(
    0,
    level(0, "chineseCounting", "%1、", '<w:suff w:val="nothing"/>'),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "%1.%2.%3.%4", "<w:isLgl/>"),
)


def lines(body: str, **parts: str) -> list[str]:
    return open_source(docx(body, **parts), "方案.docx").text.splitlines()


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 101, "一百零一"),
        ("chineseCountingThousand", 1005, "一千零五"),
        ("chineseCountingThousand", 10010, "一万零一十"),
        ("chineseLegalSimplified", 15, "壹拾伍"),
        ("ideographLegalTraditional", 23, "貳拾參"),
        ("taiwaneseCountingThousand", 12, "十二"),
        ("ideographDigital", 10, "一〇"),
        ("taiwaneseDigital", 21, "二一"),
        ("japaneseCounting", 101, "百一"),
        ("ideographTraditional", 3, "丙"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("ideographZodiacTraditional", 61, "甲子"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircleChinese", 1, "①"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedFullstop", 3, "⒊"),
        ("decimalEnclosedParen", 20, "⒇"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalZero", 7, "07"),
        ("upperLetter", 28, "BB"),
        ("lowerLetter", 26, "z"),
        ("upperRoman", 49, "XLIX"),
        ("lowerRoman", 4, "iv"),
        ("numberInDash", 3, "- 3 -"),
        ("ordinal", 12, "12th"),
        ("none", 3, ""),
        ("somethingNew", 3, "3"),
        ("upperRoman", 999_999_999, "999999999"),
        ("lowerLetter", 999_999_999, "999999999"),
    ],
)
def test_number_formats(form: str, value: int, shown: str) -> None:
    assert format_number(value, form) == shown


@pytest.mark.parametrize(
    ("character", "font", "shown"),
    [
        ("\uf06c", "Wingdings", "●"),
        ("\uf0b7", "Symbol", "•"),
        ("\uf0a3", "Wingdings 2", "□"),
        ("\uf0ff", "", "•"),
    ],
)
def test_signs_of_symbol_fonts(character: str, font: str, shown: str) -> None:
    assert sign(character, font) == shown


def test_chain_with_restarts_and_legal_numbers() -> None:
    body = "".join(
        listed(text, 1, depth)
        for text, depth in [("总体要求", 0), ("目标", 1), ("范围", 1), ("登记", 2), ("核对", 2), ("上报", 3)]
    )
    body += listed("工作安排", 1) + listed("分工", 1, 1) + paragraph("没有编号。") + listed("时限", 1, 2)
    assert lines(body, numbering=CHAIN + use(1, 0)) == [
        "一、总体要求",
        "（一）目标",
        "（二）范围",
        "1. 登记",
        "2. 核对",
        "1.2.2.1 上报",
        "二、工作安排",
        "（一）分工",
        "没有编号。",
        "1. 时限",
    ]


def test_start_override_restarts_once_and_lists_share_a_definition() -> None:
    numbering = definition(0, level(0, "decimal", "%1.")) + use(1, 0)
    numbering += use(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
    body = listed("甲", 1) + listed("乙", 2) + listed("丙", 2) + listed("丁", 1)
    assert lines(body, numbering=numbering) == ["1. 甲", "5. 乙", "6. 丙", "7. 丁"]


def test_level_override_changes_the_label() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "decimalEnclosedCircle", "%1", start=3)}</w:lvlOverride>'
    numbering = definition(0, level(0, "decimal", "%1.")) + use(1, 0, override)
    assert lines(listed("甲", 1) + listed("乙", 1), numbering=numbering) == ["③ 甲", "④ 乙"]


def test_level_that_never_restarts() -> None:
    numbering = definition(
        0, level(0, "chineseCounting", "第%1章"), level(1, "decimal", "第%2条", '<w:lvlRestart w:val="0"/>')
    ) + use(1, 0)
    body = (
        listed("总则", 1) + listed("甲", 1, 1) + listed("乙", 1, 1) + listed("分则", 1) + listed("丙", 1, 1)
    )
    assert lines(body, numbering=numbering) == [
        "第一章 总则",
        "第1条 甲",
        "第2条 乙",
        "第二章 分则",
        "第3条 丙",
    ]


def test_numbering_through_styles_and_their_parents() -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr>'
        '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/><w:pPr>'
        '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="k"><w:name w:val="小标题"/><w:basedOn w:val="1"/></w:style>'
    )
    numbering = definition(
        0,
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="1"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="2"/>'),
    ) + use(1, 0)
    body = "".join(
        paragraph(text, f'<w:pStyle w:val="{style}"/>{more}')
        for text, style, more in [
            ("目标", "1", ""),
            ("范围", "2", ""),
            ("分工", "k", ""),
            ("说明", "1", '<w:numPr><w:numId w:val="0"/></w:numPr>'),
            ("时限", "2", ""),
        ]
    )
    source = open_source(docx(body, styles=styles, numbering=numbering), "a.docx")
    assert source.text.splitlines() == ["一、目标", "（一）范围", "二、分工", "说明", "（一）时限"]
    assert [(source.text[h.start : h.end], h.level) for h in source.headings] == [
        ("一、目标", 1),
        ("（一）范围", 2),
        ("二、分工", 1),
        ("说明", 1),
        ("（一）时限", 2),
    ]


def test_numbering_style_link() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="n"><w:name w:val="公文编号"/><w:pPr><w:numPr>'
        '<w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        definition(0, more='<w:numStyleLink w:val="n"/>')
        + definition(1, level(0, "ideographTraditional", "%1、"), more='<w:styleLink w:val="n"/>')
        + use(1, 0)
        + use(2, 1)
    )
    body = listed("摸底", 1) + listed("整改", 1)
    assert lines(body, styles=styles, numbering=numbering) == ["甲、摸底", "乙、整改"]


def test_bullets_are_signs_and_level_without_number_adds_nothing() -> None:
    font = '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'
    numbering = definition(
        0,
        level(0, "decimal", "%1."),
        f'<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0D8;"/>{font}</w:lvl>',
        level(2, "decimal", "%1.%2%3"),
    ) + use(1, 0)
    body = listed("甲", 1) + listed("乙", 1, 1) + listed("丙", 1, 2)
    assert lines(body, numbering=numbering) == ["1. 甲", "➢ 乙", "1.1 丙"]


def test_passed_over_level_counts_as_used() -> None:
    numbering = definition(0, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2")) + use(1, 0)
    assert lines(listed("甲", 1, 1) + listed("乙", 1), numbering=numbering) == ["1.1 甲", "2. 乙"]


def test_custom_pattern_with_leading_zeros() -> None:
    lvl = (
        '<w:lvl w:ilvl="0"><w:start w:val="8"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback>'
        '<w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1号"/></w:lvl>'
    )
    assert lines(listed("甲", 1), numbering=definition(0, lvl) + use(1, 0)) == ["008号 甲"]


def test_broken_numbering_part_costs_the_numbers_only() -> None:
    source = open_source(docx(listed("甲", 1), numbering="<w:abstractNum>"), "a.docx")
    assert source.text == "甲\n"
    assert source.remarks == ("part_left_out",)
