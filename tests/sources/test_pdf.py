"""PDF files: lines rejoined, running heads and page numbers dropped, ruled tables found, pages kept."""

import pytest
from outcomes import outcome
from pages import PdfPage, pdf

from zhangtu.reading.source import Source, UnreadableError
from zhangtu.reading.sources import Trouble, open_source
from zhangtu.reading.sources.paged.letters import plain_letter

SIZE = 16.0
LEFT = 90.0
#: 26 signs of 16 points fill a line.
PER_LINE = 26


def read(*pages: PdfPage) -> Source:
    return open_source(pdf(*pages), "方案.pdf")


def set_paragraphs(paragraphs: list[str], *, top: float = 740.0, indent: int = 2) -> PdfPage:
    """Paragraphs as an office sets them: first line indented, lines of 26 signs."""
    page = PdfPage()
    y = top
    for text in paragraphs:
        first = PER_LINE - indent
        page.words.append((LEFT + indent * SIZE, y, SIZE, text[:first]))
        for at in range(first, len(text), PER_LINE):
            y -= 28
            page.words.append((LEFT, y, SIZE, text[at : at + PER_LINE]))
        y -= 28
    return page


LONG = (
    "各镇人民政府对辖区摊位逐一登记造册并填写登记表，于三月底前报县市场办汇总，"
    "逾期未报的予以通报批评，并责令限期改正。"
)


def test_lines_are_joined_into_paragraphs() -> None:
    source = read(set_paragraphs(["一、工作安排", LONG, "（一）摸底", LONG + LONG, "二、工作要求", LONG]))
    assert source.form == "pdf"
    assert source.text.splitlines() == ["一、工作安排", LONG, "（一）摸底", LONG + LONG, "二、工作要求", LONG]


def test_numbered_item_begins_anew_though_the_line_before_is_full() -> None:
    first = LONG[: PER_LINE * 2 - 1] + "。"
    source = read(set_paragraphs([first, "二、" + LONG], indent=0))
    assert source.text.splitlines() == [first, "二、" + LONG]


def test_centred_title_lines_and_signature_stand_alone() -> None:
    page = set_paragraphs([LONG], top=640)
    page.words += [
        (230, 760, 22, "云溪县"),
        (170, 725, 22, "市场整顿工作方案"),
        (350, 500, 16, "云溪县市场办"),
        (370, 472, 16, "5月6日"),
    ]
    assert read(page).text.splitlines() == ["云溪县", "市场整顿工作方案", LONG, "云溪县市场办", "5月6日"]


def test_title_that_wraps_is_one_paragraph() -> None:
    page = set_paragraphs([LONG], top=640)
    page.words += [
        (LEFT + 2, 760, SIZE, "云溪县人民政府办公室关于印发全县农贸市场秩序整顿工作"),
        (258, 732, SIZE, "方案的通知"),
    ]
    first, second, *_ = read(page).text.splitlines()
    assert first == "云溪县人民政府办公室关于印发全县农贸市场秩序整顿工作方案的通知"
    assert second == LONG


def test_a_bracket_is_not_left_at_the_end_of_a_line() -> None:
    page = PdfPage([(LEFT, 700, SIZE, LONG[:25]), (LEFT, 672, SIZE, "（牵头单位：县市场办）")])
    assert read(page).text == LONG[:25] + "（牵头单位：县市场办）\n"


def test_heads_feet_and_page_numbers_go_and_paragraphs_cross_pages() -> None:
    pages = []
    whole = LONG * 3
    cut = PER_LINE * 4 - 2
    for number, text in enumerate([whole[:cut], whole[cut:]], 1):
        page = set_paragraphs([text], indent=2 if number == 1 else 0)
        page.words += [(200, 800, 10, "云溪县市场整顿工作方案"), (280, 40, 12, f"— {number} —")]
        pages.append(page)
    source = read(*pages)
    assert source.text == whole + "\n"
    assert source.pages == (0, cut)
    assert source.text[source.pages[1] :] == whole[cut:] + "\n"


@pytest.mark.parametrize(
    "foot", ["第{}页 共3页", "{}", "- {} -", "{}/3", "第 {} 页", "intranet.example {}/3"]
)
def test_page_numbers_of_many_shapes(foot: str) -> None:
    pages = []
    for number in range(1, 4):
        page = set_paragraphs([f"第{number}段的文字内容。"])
        page.words.append((280, 40, 12, foot.format(number)))
        pages.append(page)
    source = read(*pages)
    assert source.text == "第1段的文字内容。\n第2段的文字内容。\n第3段的文字内容。\n"
    assert source.pages == (0, 10, 20)


def test_a_number_in_the_text_is_no_page_number() -> None:
    page = set_paragraphs(["目标值", "2023", "完"])
    assert read(page, set_paragraphs(["余下"])).text == "目标值\n2023\n完\n余下\n"


def test_digits_set_apart_from_han_signs_are_closed_up() -> None:
    page = PdfPage(
        [(90, 700, 16, "于"), (110, 700, 16, "2023"), (146, 700, 16, "年"), (166, 700, 16, "底前。")]
    )
    assert read(page).text == "于2023年底前。\n"


def ruled(page: PdfPage, xs: list[float], ys: list[float]) -> PdfPage:
    page.strokes += [(x, ys[0], x, ys[-1]) for x in xs] + [(xs[0], y, xs[-1], y) for y in ys]
    return page


def test_ruled_table_becomes_cells() -> None:
    page = PdfPage([(100, 700, 12, "序号"), (160, 700, 12, "任务"), (300, 700, 12, "时限")])
    page.words += [
        (100, 670, 12, "1"),
        (155, 674, 12, "排查沿河全部排口并"),
        (155, 660, 12, "建立台账"),
        (300, 670, 12, "六月底前"),
    ]
    page.words.append((90, 760, 16, "附件"))
    page.words.append((90, 600, 16, "说明"))
    source = read(ruled(page, [90, 150, 270, 400], [720, 690, 650]))
    assert source.text == "附件\n序号\t任务\t时限\n1\t排查沿河全部排口并建立台账\t六月底前\n说明\n"
    found = [(c.row, c.column, source.text[c.start : c.end]) for c in source.tables[0].cells]
    assert found[3:] == [(1, 0, "1"), (1, 1, "排查沿河全部排口并建立台账"), (1, 2, "六月底前")]


def test_merged_cells_of_a_ruled_table() -> None:
    page = PdfPage([(100, 690, 12, "县水务局"), (260, 700, 12, "清淤"), (260, 660, 12, "绿化")])
    page.strokes = [
        (90, 720, 400, 720),
        (90, 640, 400, 640),
        (250, 680, 400, 680),
        (90, 640, 90, 720),
        (250, 640, 250, 720),
        (400, 640, 400, 720),
    ]
    source = read(page)
    assert source.text == "县水务局\t清淤\n\t绿化\n"
    assert [(c.row, c.column, c.rows) for c in source.tables[0].cells] == [(0, 0, 2), (0, 1, 1), (1, 1, 1)]


def test_table_goes_on_over_the_page_and_its_head_once() -> None:
    pages = []
    for number in (1, 2):
        page = PdfPage(
            [
                (100, 700, 12, "任务"),
                (260, 700, 12, "时限"),
                (100, 670, 12, f"事项{number}"),
                (260, 670, 12, "年底"),
            ]
        )
        pages.append(ruled(page, [90, 250, 400], [720, 690, 650]))
    source = read(*pages)
    assert source.text == "任务\t时限\n事项1\t年底\n事项2\t年底\n"
    assert source.tables[0].head_rows == 1


def test_underline_and_frame_are_no_tables() -> None:
    page = set_paragraphs(["文件标题", "正文内容。"])
    page.strokes = [(80, 730, 500, 730)]
    assert read(page).tables == ()
    assert read(ruled(set_paragraphs(["框内文字"]), [80, 500], [780, 700])).text == "框内文字\n"


def test_page_shown_rotated() -> None:
    page = PdfPage(rotate=180)
    page.words = [(90, 100, 16, "倒")]
    assert read(page).text == "倒\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (pdf(PdfPage(picture=True)), Trouble.SCAN),
        (pdf(PdfPage()), Trouble.SCAN),
        (pdf(PdfPage([(90, 90, 9, "密")]), locked=True), Trouble.ENCRYPTED),
        (pdf(PdfPage([(90, 90, 9, "扫描")], picture=True)), Trouble.SCAN),
        (pdf(PdfPage([(280, 40, 12, "— 1 —")])), Trouble.NO_TEXT),
        (b"%PDF-1.7\nbroken", Trouble.PDF_BROKEN),
    ],
)
def test_no_words_or_broken(data: bytes, code: Trouble) -> None:
    with pytest.raises(UnreadableError) as caught:
        open_source(data, "a.pdf")
    assert caught.value.code == code


def test_page_without_text_is_said() -> None:
    source = read(set_paragraphs([LONG]), PdfPage(picture=True), set_paragraphs(["完。"]))
    assert source.remarks == ("pages_without_text",)
    assert source.text == LONG + "\n完。\n"
    assert source.pages == (0, len(LONG) + 1, len(LONG) + 1)


def test_damaged_files_are_read_or_refused() -> None:
    good = pdf(set_paragraphs([LONG]), PdfPage(picture=True))
    for at in range(0, len(good), 37):
        assert outcome(good[:at] + b"\xff" + good[at + 1 :], "a.pdf") in {"read", *Trouble}
        assert outcome(good[:at], "a.pdf") in {"read", *Trouble}


def test_letters_from_the_radical_blocks_become_ordinary_ones() -> None:
    assert "".join(map(plain_letter, "⼀、⽉底前⻓期坚持，⻚⾯，ﬁ 甲A")) == "一、月底前长期坚持，页面，fi 甲A"


def test_a_slanted_watermark_is_left_out() -> None:
    page = set_paragraphs([LONG])
    page.slanted = "内部资料"
    source = read(page)
    assert source.text == LONG + "\n"
    assert source.remarks == ("watermark_dropped",)


def test_a_row_cut_by_the_page_and_a_footnote_between_leave_one_table() -> None:
    xs = [90.0, 150.0, 270.0, 400.0]
    first = PdfPage([(100, 700, 12, "序号"), (160, 700, 12, "任务"), (300, 700, 12, "时限")])
    first.words += [(100, 670, 12, "1"), (155, 670, 12, "排查沿河全部排口并"), (300, 670, 12, "六月底前")]
    first.words += [(90, 120, 12, "注：本表年份均为今年。")]
    second = PdfPage([(100, 700, 12, "序号"), (160, 700, 12, "任务"), (300, 700, 12, "时限")])
    second.words += [
        (155, 670, 12, "建立台账"),
        (100, 640, 12, "2"),
        (155, 640, 12, "总结"),
        (300, 640, 12, "年底"),
    ]
    source = read(
        ruled(first, xs, [720, 690, 650]), ruled(second, xs, [720, 690, 655, 630]), set_paragraphs([LONG])
    )
    assert source.text.startswith(
        "序号\t任务\t时限\n1\t排查沿河全部排口并建立台账\t六月底前\n2\t总结\t年底\n注：本表年份均为今年。\n"
    )
    assert len(source.tables) == 1
    assert len(source.pages) == 3


def test_rules_drawn_as_thin_patches_make_a_table_and_shading_does_not_cut_cells() -> None:
    xs, ys = [90.0, 250.0, 400.0], [720.0, 690.0, 650.0]
    page = PdfPage(
        [(100, 700, 12, "任务"), (260, 700, 12, "时限"), (100, 670, 12, "清查河道"), (260, 670, 12, "年底")]
    )
    page.patches = [(x, 650, 0.5, 70) for x in xs] + [(90, y, 310, 0.5) for y in ys] + [(90, 652, 40, 36)]
    assert read(page).text == "任务\t时限\n清查河道\t年底\n"
