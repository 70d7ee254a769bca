"""Lists, row files and chat pictures: what stands on which page, sums, paper, and that text stays text."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from zhangtu.documents.picture import table_png
from zhangtu.documents.printing import (
    Attached,
    Band,
    Column,
    Event,
    Fact,
    Linked,
    Mark,
    Panel,
    PrintError,
    Register,
    RowFile,
    Table,
    file_pdf,
    register_pdf,
)
from zhangtu.documents.printing.registers import format_of
from zhangtu.documents.printing.tables import shown, widths

DAY = date(2026, 11, 23)
COLUMNS = (
    Column("序号"),
    Column("名称"),
    Column("金额", total=True),
    Column("人数", total=True),
    Column("日期"),
)
MARK = Mark("青溪镇印〔2026〕12号", "0123456789AB")


def read(pdf: bytes) -> list[str]:
    """The words of each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def size(pdf: bytes) -> tuple[int, int]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        width, height = document[0].get_size()
        return round(width / 72 * 25.4), round(height / 72 * 25.4)
    finally:
        document.close()


def register(count: int, **more: Any) -> Register:
    rows = tuple((n, f"第{n}食堂", Decimal("0.10") * n, n % 7, DAY) for n in range(1, count + 1))
    return Register("餐饮单位台账", "青溪镇", DAY, COLUMNS, rows, **more)


def after(page: str, word: str) -> list[str]:
    """The figures behind a word."""
    return page[page.index(word) + len(word) :].split()[:2]


def test_a_list_repeats_its_head_and_adds_up_page_by_page() -> None:
    pages = read(register_pdf(register(70)))
    assert len(pages) == 3
    assert all("名称" in page and f"第 {place} 页 共 3 页" in page for place, page in enumerate(pages, 1))
    assert "餐饮单位台账" in pages[0]
    assert "填报单位：青溪镇" in pages[0]
    assert "2026年11月23日" in pages[0]
    parts = [Decimal(after(page, "本页小计")[0]) for page in pages]
    people = [int(after(page, "本页小计")[1]) for page in pages]
    assert sum(parts) == sum((Decimal("0.10") * n for n in range(1, 71)), Decimal(0))
    assert sum(people) == sum(n % 7 for n in range(1, 71))
    assert after(pages[-1], "合计") == [str(sum(parts)), str(sum(people))]
    assert Decimal(after(pages[1], "累计")[0]) == parts[0] + parts[1]
    assert "合计" not in pages[0]
    assert "制表人" in pages[2]
    assert "（盖章）" in pages[2]


def test_one_page_has_only_its_total() -> None:
    page = read(register_pdf(register(5)))[0]
    assert "本页小计" not in page
    assert after(page, "合计") == ["1.50", "15"]


def test_a_list_without_rows_says_so() -> None:
    assert "没有记录" in read(register_pdf(register(0)))[0]


def test_bands_are_never_added_up() -> None:
    plain = register(3)
    band = Band("东桥村小计", 2, ("", "", Decimal(999), 999, ""))
    with_band = Register("台账", "青溪镇", DAY, COLUMNS, (Band("东桥村"), *plain.rows, band))
    page = read(register_pdf(with_band))[0]
    assert after(page, "合计") == ["0.60", "6"]
    assert "999" in page


@pytest.mark.parametrize(("count", "paper"), [(5, (297, 210)), (16, (420, 297))])
def test_paper_is_chosen_by_what_the_columns_need(count: int, paper: tuple[int, int]) -> None:
    columns = tuple(Column(f"栏目{n}") for n in range(count))
    rows = (tuple("十个字的内容放这里呀" for _ in range(count)),)
    assert size(register_pdf(Register("台账", "镇", DAY, columns, rows))) == paper


def test_even_forty_columns_find_room() -> None:
    assert format_of([8.0] * 40) == ("a3", 7.0)


def test_what_is_too_long_is_refused_with_a_sentence() -> None:
    with pytest.raises(PrintError) as refused:
        register_pdf(register(5_001))
    assert "5000" in refused.value.say("zh-hans")


def test_text_stays_text() -> None:
    nasty = '#panic("x") *b* $1/0$ `a` @ref <label> \\ // #{1+1} ' + "\x00\x07<script>" + "{page}"
    rows = ((1, nasty, Decimal(1), 1, DAY),)
    page = read(register_pdf(Register(nasty, nasty, DAY, COLUMNS, rows, notes=(nasty,))))[0]
    assert '#panic("x")' in page.replace("\u200b", "").replace("\r\n", "")
    assert "*b*" in page


def test_long_words_are_broken_where_nothing_else_helps() -> None:
    assert shown("1" * 40, 5).count("\u200b") == 39
    assert shown("中" * 40, 5) == "中" * 40
    assert shown("330102199001011234", 12) == "330102199001011234"
    assert widths([Column("证号")], [("330102199001011234",)])[0] >= 9


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (1600, 900), (30, 120, 60)).save(out, "JPEG")
    return out.getvalue()


def row_file(**more: Any) -> RowFile:
    values: dict[str, Any] = {
        "panels": (
            Panel("基本情况", (Fact("名称", "第一食堂"), Fact("备注", "第一行\n第二行"), Fact("空着", ""))),
        ),
        "tables": (Linked("证照", (Column("编号"), Column("到期")), (("A1", DAY),), more=3),),
        "attachments": (
            Attached("门面.jpg", "照片", 2_000_000, "ab" * 32, picture()),
            Attached("坏.jpg", "坏的照片", 12, "cd" * 32, b"no picture"),
            Attached("证.pdf", "许可证", 900, "ef" * 32),
        ),
        "history": (Event("2026-11-20 10:00", "甲一", "人数 10 → 12", "核实"),),
        "earlier": 5,
        "notes": ("已作废",),
    }
    return RowFile("第一食堂", "一户一档", "东桥村", DAY, **{**values, **more})


def test_a_row_file_has_everything() -> None:
    pages = read(file_pdf(row_file(mark=MARK)))
    words = "".join(pages)
    for said in (
        "第一食堂", "基本情况", "第二行", "证照", "另有 3 条", "门面.jpg", "1.9 MB", "abababababababab",
        "人数 10 → 12", "另有更早的变更 5 条", "已作废", "图片无法显示", "制表人", MARK.number,
    ):  # fmt: skip
        assert said in words, said
    assert all(MARK.number in page for page in pages)


def test_the_same_content_makes_the_same_bytes() -> None:
    assert file_pdf(row_file(attachments=())) == file_pdf(row_file(attachments=()))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Page 1 of 1", "2026-11-23", "Head of the unit")),
        ("zh-hant", ("第 1 頁 共 1 頁", "單位負責人")),
    ],
)
def test_set_words_follow_the_language(language: str, said: tuple[str, ...]) -> None:
    page = read(file_pdf(row_file(attachments=(), language=language)))[0]
    assert all(one in page for one in said)


def test_nobody_signs_where_nobody_is_asked_to() -> None:
    page = read(file_pdf(row_file(attachments=(), signatures=(), seal=False)))[0]
    assert "制表人" not in page
    assert "盖章" not in page


def test_a_table_becomes_a_long_picture() -> None:
    rows = tuple((f"{n}号村", "已报", DAY) for n in range(60))
    columns = (Column("单位"), Column("状态"), Column("时间"))
    data = table_png(Table("报送情况", columns, rows, ("截至今天",), ("青溪镇",)))
    with Image.open(BytesIO(data)) as made:
        assert made.format == "PNG"
        assert 1_060 <= made.width <= 1_100
        assert made.height > made.width
    with pytest.raises(PrintError):
        table_png(Table("报送情况", columns, rows * 6))
