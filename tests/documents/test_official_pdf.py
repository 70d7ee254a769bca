"""The PDF of an official paper has the same words in the same order, and its imprint on an even page."""

import re
from typing import Any

import pypdfium2
import pytest
from official_papers import paper

from zhangtu.documents.official import Column, Grid, Official, PrintError, lines_of, write_pdf
from zhangtu.documents.official.pdf_file import MOST_CELLS


def pages(given: Official) -> list[str]:
    document = pypdfium2.PdfDocument(write_pdf(given))
    return [bare(page.get_textpage().get_text_range()) for page in document]


def bare(text: str) -> str:
    return re.sub(r"[\s\u200b\ufffe\ufeff\u0002]", "", text)


def test_words_stand_in_the_same_order_as_in_the_word_file() -> None:
    text = re.sub(r"—\d+—|\[\d+\]", "", "".join(pages(paper(annexes=()))))
    assert text == bare("".join(lines_of(paper(annexes=()))))


@pytest.mark.parametrize("more", [{}, {"sources": (), "annexes": ()}, {"sources": ()}])
def test_imprint_is_on_an_even_page_and_blank_ones_have_no_number(more: dict[str, Any]) -> None:
    found = pages(paper(**more))
    assert len(found) % 2 == 0
    assert "抄送" in found[-1]
    if found[-2] == "":
        assert "—" not in found[-1]


def test_long_table_is_cut_into_pages_without_losing_a_row() -> None:
    rows = tuple((number, f"第{number}家" * (1 + number % 7)) for number in range(400))
    found = pages(paper(blocks=(Grid((Column("序号", 4), Column("名称", 12)), rows),), annexes=()))
    text = "".join(found)
    assert all(bare(f"{number}第{number}家") in text for number in range(400))
    assert sum("序号名称" in page for page in found) >= 8


def test_too_much_is_refused() -> None:
    rows = tuple(("", "") for _ in range(MOST_CELLS // 2 + 1))
    with pytest.raises(PrintError):
        write_pdf(paper(blocks=(Grid((Column("一"), Column("二")), rows),)))
