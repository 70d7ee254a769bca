"""Numbers, outlines, tables and frames as officials write them."""

import pytest

from zhangtu.kernel.folding import fold
from zhangtu.reading.model import LeafKind
from zhangtu.reading.structure.furniture import furnish
from zhangtu.reading.structure.genre import Genre, Section, genre_of, section_of
from zhangtu.reading.structure.lines import Twin, cut_lines
from zhangtu.reading.structure.marks import Style, find_mark
from zhangtu.reading.structure.outline import Node, build_outline
from zhangtu.reading.structure.tables import Column, find_tables, understand


@pytest.mark.parametrize(
    ("line", "level", "number"),
    [
        ("一、工作目标", Style.HAN, 1),
        ("十二、附则", Style.HAN, 12),
        ("壹、依據", Style.BIG, 1),
        ("參、辦理單位", Style.BIG, 3),
        ("（三）强化督查", Style.HAN_BRACKET, 3),
        ("(十一)强化督查", Style.HAN_BRACKET, 11),
        ("1.建立台账", Style.ARABIC, 1),
        ("２．建立台账", Style.ARABIC, 2),
        ("3、建立台账", Style.ARABIC, 3),
        ("（4）建立台账", Style.ARABIC_BRACKET, 4),
        ("5）建立台账", Style.HALF_BRACKET, 5),
        ("⑥建立台账", Style.CIRCLE, 6),
        ("㉑建立台账", Style.CIRCLE, 21),
        ("第三条 本办法", Style.ARTICLE, 3),
        ("第二章 职责", Style.CHAPTER, 2),
        ("一是建立台账", Style.SPOKEN, 1),
        ("二要建立台账", Style.SPOKEN, 2),
        ("第一，建立台账", Style.ORDINAL, 1),
        ("第二阶段（3月）", Style.STAGE, 2),
        ("任务三：建立台账", Style.NAMED, 3),
        ("3.1 检查区内黑点", Style.DECIMAL, 1),
        ("3.1.2 检查区内黑点", Style.DECIMAL + 1, 2),
        ("● 建立台账", Style.BULLET, 0),
        ("a. 建立台账", Style.LETTER, 1),
    ],
)
def test_a_number_at_the_beginning_of_a_line_is_known(line: str, level: int, number: int) -> None:
    folded = fold(line)
    mark = find_mark(folded, 0, len(folded))
    assert mark is not None
    assert (mark.level, mark.number) == (level, number)
    assert folded[mark.end] not in "、.)） "


@pytest.mark.parametrize(
    "line",
    [
        "2021年6月30日前完成",
        "2021.6.30前完成",
        "3月底前完成",
        "1.5万元以内",
        "98%以上",
        "一季度完成",
        "第三方评估",
        "一件事一次办",
        "（试行）",
        "是否建档",
    ],
)
def test_what_only_begins_like_a_number_is_none(line: str) -> None:
    folded = fold(line)
    assert find_mark(folded, 0, len(folded)) is None


def _shape(node: Node, twin: Twin) -> list[object]:
    """The tree as nested lists of labels."""
    return [
        [twin.text[child.line.start : child.line.body].strip(), *_shape(child, twin)]
        for child in node.children
        if child.line is not None
    ]


def _tree(text: str) -> list[object]:
    twin = Twin.of(text)
    return _shape(build_outline(cut_lines(twin, ()), {}), twin)


def test_styles_nest_in_the_order_the_author_uses_them() -> None:
    assert _tree("一、甲\n（一）乙\n1.丙\n（1）丁\n（2）戊\n2.己\n（二）庚\n二、辛") == [
        ["一、", ["（一）", ["1.", ["（1）"], ["（2）"]], ["2."]], ["（二）"]],
        ["二、"],
    ]


def test_an_outer_style_inside_an_inner_chain_stays_inside() -> None:
    assert _tree("1.甲\n（一）乙\n（二）丙\n2.丁") == [["1.", ["（一）"], ["（二）"]], ["2."]]


def test_a_list_before_the_first_section_does_not_swallow_it() -> None:
    assert _tree("1.甲\n2.乙\n一、丙\n1.丁\n二、戊") == [["1."], ["2."], ["一、", ["1."]], ["二、"]]


def test_a_lost_line_end_is_found_again() -> None:
    assert _tree(
        "一、任务\n（一）摸底。各村登记。（二）整治。各村清理。二、要求（一）领导。专人负责。（二）督查。"
    ) == [
        ["一、", ["（一）"], ["（二）"]],
        ["二、", ["（一）"], ["（二）"]],
    ]


def test_numbers_inside_a_sentence_stay_in_it() -> None:
    assert _tree("（一）摸底。做到：（1）早发现；（2）早处置。①登记；②建档。") == [["（一）"]]


def test_markdown_signs_before_a_number_are_no_words() -> None:
    assert _tree("## 一、任务\n### （一）摸底\n## 二、要求") == [["## 一、", ["### （一）"]], ["## 二、"]]


def test_a_new_paper_begins_numbers_afresh() -> None:
    twin = Twin.of("一、甲\n1.乙\n附件\n1.丙\n2.丁")
    lines = cut_lines(twin, ())
    root = build_outline(lines, {}, breaks=[twin.text.index("附件")])
    assert _shape(root, twin) == [["一、", ["1."]], ["1."], ["2."]]


def test_a_heading_known_only_from_the_file_opens_a_part() -> None:
    twin = Twin.of("工作任务\n1.甲\n保障措施\n1.乙")
    root = build_outline(cut_lines(twin, ()), {0: 1, twin.text.index("保障"): 1})
    assert [child.line and twin.text[child.line.start : child.line.end] for child in root.children] == [
        "工作任务",
        "保障措施",
    ]


@pytest.mark.parametrize("sign", ["\t", " | "])
def test_lines_divided_by_tabs_or_strokes_are_a_table(sign: str) -> None:
    rows = [
        ("序号", "重点任务", "牵头单位", "配合单位", "完成时限"),
        ("1", "修订预案", "应急办", "各村", "6月底前"),
    ]
    folded = fold("前言。\n" + "\n".join(sign.join(row) for row in rows) + "\n结束。")
    (table,) = find_tables(folded, (), plain=True)
    grid = understand(folded, table)
    assert grid is not None
    assert grid.asks
    assert list(grid.roles.values()) == [
        Column.NUMBER,
        Column.TASK,
        Column.LEAD,
        Column.SUPPORT,
        Column.TIME,
    ]


def test_a_table_of_figures_asks_nothing() -> None:
    folded = fold("年份\t户数\t人口\n2023\t120\t450\n2024\t130\t460\n")
    (table,) = find_tables(folded, (), plain=True)
    grid = understand(folded, table)
    assert grid is None or not grid.asks


def test_the_frame_of_a_notice_is_known() -> None:
    text = (
        "青石镇人民政府文件\n青政发〔2025〕12号\n关于开展河道整治的通知\n各村（社区）、镇直各单位：\n"
        "现将有关事项通知如下。\n一、清理河道。\n附件：1.任务表\n2.联系表\n青石镇人民政府\n2025年3月8日\n抄送：县水利局。\n"
    )
    twin = Twin.of(text)
    kinds = furnish(twin.folded, cut_lines(twin, ()))
    at = {text[start:].split("\n", maxsplit=1)[0]: kind for start, kind in kinds.items()}
    assert at["各村（社区）、镇直各单位："] is LeafKind.ADDRESSEE
    assert at["关于开展河道整治的通知"] is LeafKind.TITLE
    assert at["附件：1.任务表"] is at["2.联系表"] is LeafKind.ATTACHMENT
    assert at["青石镇人民政府"] is at["2025年3月8日"] is LeafKind.SIGNATURE
    assert at["抄送：县水利局。"] is LeafKind.NOTE
    assert "现将有关事项通知如下。" not in at


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("指导思想", LeafKind.PRINCIPLE),
        ("整治目标", LeafKind.GOAL),
        ("目标任务", LeafKind.TASK),
        ("组织领导", LeafKind.MEMBER_LIST),
        ("加强组织领导", LeafKind.TASK),
        ("适用范围", LeafKind.DEFINITION),
        ("存在问题", LeafKind.PAST),
        ("工作要求", LeafKind.TASK),
        ("经费来源", LeafKind.NOTE),
    ],
)
def test_a_heading_says_what_may_stand_under_it(heading: str, kind: LeafKind) -> None:
    assert section_of(heading, Section(LeafKind.TASK)).kind is kind


@pytest.mark.parametrize(
    ("title", "text", "genre"),
    [
        ("河道整治工作方案", "为做好整治工作，制定本方案。", Genre.PLAN),
        ("2024年工作总结", "一年来，我们完成了清淤，取得了成效，得到了群众好评。", Genre.REPORT),
        ("河道管理办法", "本办法所称河道，是指……本办法由水利站解释。本办法自发布之日起施行。", Genre.RULES),
    ],
)
def test_a_document_is_a_plan_an_account_or_rules(title: str, text: str, genre: Genre) -> None:
    assert genre_of(fold(text), fold(title)) is genre
