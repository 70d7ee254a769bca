"""Text files of every encoding an office uses come out as the words that were put in."""

import codecs
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outcomes import outcome

from zhangtu.reading.source import UnreadableError
from zhangtu.reading.sources import Trouble, open_source

#: Bytes as a program or packed data has them; nearly each pair of them is some character in UTF-16.
NOISE = b"".join(hashlib.sha256(bytes([number])).digest() for number in range(16))
HANS = (
    "云溪县农贸市场秩序整顿工作方案\n\n一、工作步骤\n（一）摸底阶段（2023年3月1日—3月20日）。"
    "各镇人民政府对辖区摊位逐一登记造册，填写《摊位登记表》，3月25日前报县市场办。\n"
    "责任单位：县市场办、各镇人民政府\n"
)
HANT = (
    "青嵐縣公有零售市場環境改善計畫\n\n壹、實施步驟\n（一）清查階段：各鄉鎮公所應於113年3月底前完成攤位清查，"
    "並將清查結果函報本府備查。\n主辦單位：經濟發展處；協辦單位：各鄉鎮公所\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [HANS, HANT, "督查通报\n", "请于6月底前办结。"])
def test_every_encoding_is_recognised_without_a_mark(encoding: str, text: str) -> None:
    source = open_source(text.encode(encoding), "方案.txt")
    assert source.text == text
    assert source.encoding == encoding


@pytest.mark.parametrize("codec", ["big5", "cp950", "big5hkscs"])
def test_big5_is_told_from_gb18030(codec: str) -> None:
    source = open_source(HANT.encode(codec), "計畫.txt")
    assert source.text == HANT
    assert source.encoding == "cp950"


def test_hong_kong_characters_are_kept() -> None:
    text = HANT + "辦事處設於鰂魚涌及深水埗，嘅、啲、咗、嗰。\n"
    source = open_source(text.encode("big5hkscs"), "x.txt")
    assert source.text == text
    assert source.encoding == "big5hkscs"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_byte_order_mark_decides_and_goes(mark: bytes, encoding: str) -> None:
    source = open_source(mark + HANS.encode(encoding), "a.txt")
    assert source.text == HANS
    assert source.encoding == encoding


def test_line_ends_become_one_kind() -> None:
    assert open_source("甲\r\n乙\r丙\u2028丁\n".encode(), "a.txt").text == "甲\n乙\n丙\n丁\n"


def test_latin_text_with_accents_stays_utf8() -> None:
    text = "Café Noël, naïve façade, Übergröße, déjà vu."
    assert open_source(text.encode(), "a.txt").text == text


def test_short_gb_text_that_is_valid_utf8_by_accident() -> None:
    data = "一是要有".encode("gb18030")
    assert open_source(data, "a.txt").text == "一是要有"


def test_a_bad_byte_loses_one_character_only() -> None:
    data = HANS.encode()
    source = open_source(data[:40] + b"\xff" + data[40:], "a.txt")
    assert source.remarks == ("bytes_replaced",)
    assert source.text.endswith("责任单位：县市场办、各镇人民政府\n")


def test_cut_in_the_middle_of_a_character() -> None:
    source = open_source(HANS.encode()[:-2], "a.txt")
    assert source.text.startswith("云溪县农贸市场")
    assert source.encoding == "utf-8"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Trouble.EMPTY),
        (b" \n\n", Trouble.EMPTY),
        (HANS.encode() + b"\0" + HANS.encode(), Trouble.NUL_BYTES),
        (bytes(range(1, 32)) * 30, Trouble.BINARY),
        (NOISE * 80, Trouble.BINARY),
        (b"MZ" + NOISE * 3, Trouble.BINARY),
        (b"x" * (50 * 1024 * 1024 + 1), Trouble.TOO_LARGE),
    ],
)
def test_what_is_no_text_gets_its_sentence(data: bytes, code: Trouble) -> None:
    with pytest.raises(UnreadableError) as caught:
        open_source(data, "a.txt")
    assert caught.value.code == code


def _keeps_every_character(text: str) -> bool:
    return open_source(text.encode(), "a.txt").text == text


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\u2028\u2029\0"), min_size=1))
def test_utf8_with_han_characters_is_byte_identical(text: str) -> None:
    shown = HANS + "".join(character for character in text if character >= " ")
    assert _keeps_every_character(shown)


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "b.md", "c.html", "d.docx", "e.pdf", ""]))
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes, name: str) -> None:
    assert outcome(data, name) in {"read", *Trouble}
