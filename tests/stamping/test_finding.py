"""Codes are found on pages that are crooked, pale, noisy, unsharp, shaded, or stamped upon."""

import pytest
from papers import coarse, crooked, drawn, leaning, noisy, pale, shaded, unsharp, with_seal

from zhangtu.documents.printing.codes import PageCode, page_text
from zhangtu.documents.scans.finding import find

WAYS = {
    "plain": lambda page: page,
    "upside down": lambda page: crooked(page, 180),
    "on its side": lambda page: crooked(page, 90),
    "crooked": lambda page: crooked(page, 7),
    "very crooked": lambda page: crooked(page, -31),
    "from the side": lambda page: leaning(page, 0.12),
    "pale": lambda page: pale(page, 0.15),
    "noisy": lambda page: noisy(page, 60),
    "unsharp": lambda page: unsharp(page, 2),
    "coarse": lambda page: coarse(page, 110),
    "in the shade": shaded,
    "all at once": lambda page: noisy(pale(unsharp(crooked(page, 4), 1), 0.5), 30),
    "stamped on the code": lambda page: with_seal(page, (0.88, 0.09)),
}


@pytest.mark.parametrize("way", WAYS)
def test_bad_scans_are_read(way: str) -> None:
    page = WAYS[way](with_seal(drawn(page_text("0123456789AB", 2, 12)).resize((1654, 2339))))
    assert find(page.convert("L")).codes == [PageCode("0123456789AB", 2, 12)]


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_how_a_page_must_be_turned_is_told(degrees: int) -> None:
    page = crooked(drawn(page_text("0123456789AB", 1, 1)), degrees + 3)
    assert find(page.convert("L")).turn == degrees


def test_two_forms_on_one_page_are_both_found() -> None:
    page = drawn(page_text("0123456789AB", 1, 1))
    other = drawn(page_text("0123456789AC", 1, 1)).crop((900, 0, 1240, 220))
    page.paste(other, (0, 1500))
    assert {one.code for one in find(page.convert("L")).codes} == {"0123456789AB", "0123456789AC"}


def test_other_peoples_codes_are_told_apart() -> None:
    found = find(drawn("https://example.com").convert("L"))
    assert found.foreign
    assert found.codes == []
