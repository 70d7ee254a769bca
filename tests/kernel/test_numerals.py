"""Numerals of every writing become numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhangtu.kernel.numerals import to_chinese, to_int


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("〇", 0), ("零", 0), ("两", 2), ("兩", 2), ("十", 10), ("十二", 12), ("二十", 20),
        ("廿八", 28), ("卅", 30), ("卅一", 31),
        ("一百零五", 105), ("三百六十五", 365), ("一千零二", 1002),
        ("两千", 2000), ("一万二千", 12000), ("三千万", 30_000_000),
        ("一亿二千万", 120_000_000), ("二〇二一", 2021), ("二○二一", 2021),
        ("二0二一", 2021), ("2021", 2021), ("２０２１", 2021),
        ("壹佰贰拾叁", 123), ("壹佰貳拾參", 123), ("元", 1),
    ],
)  # fmt: skip
def test_numerals_are_read(text: str, number: int) -> None:
    assert to_int(text) == number


@pytest.mark.parametrize("text", ["", "月", "十月", "-3", "3.5", " 3", "1" * 50, "一" * 50, "²"])
def test_what_is_no_numeral_is_none(text: str) -> None:
    assert to_int(text) is None


@given(st.integers(0, 99))
def test_small_numbers_go_there_and_back(number: int) -> None:
    assert to_int(to_chinese(number)) == number


@pytest.mark.parametrize("number", [-1, 100])
def test_only_small_numbers_are_written(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        to_chinese(number)


@given(st.text())
def test_no_text_breaks_the_reading(text: str) -> None:
    assert to_int(text) is None or to_int(text) >= 0
