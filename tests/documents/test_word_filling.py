"""Word templates are filled: marks cut into runs, repeated rows, the rest untouched, faults told by place."""

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.shared import Pt, RGBColor
from hypothesis import given
from hypothesis import strategies as st

from zhangtu.documents.word_filling import TemplateError, fill_word, marks_of


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


@pytest.fixture
def template() -> bytes:
    document = docx.Document()
    line = document.add_paragraph("单位：")
    for piece in ("{", "{ un", "it }", "}（章）"):
        run = line.add_run(piece)
        run.font.color.rgb = RGBColor(255, 0, 0)
        run.font.size = Pt(16)
    document.add_paragraph("齐全率{{share}}，同比{{change}}。")
    table = document.add_table(2, 3)
    for cell, words in zip(table.rows[0].cells, ("序号", "名称", "数值"), strict=True):
        cell.text = words
    for cell, words in zip(
        table.rows[1].cells, ("{{rows.#}}", "{{rows.name}}", "{{rows.value}}{{unit}}"), strict=True
    ):
        cell.text = words
    document.sections[0].header.paragraphs[0].text = "{{unit}}内部资料"
    return saved(document)


WORDS = {"unit": "石鼓镇", "share": "95.3%", "change": "上升\n1.2个百分点"}
ROWS = {"rows": [{"name": "甲店", "value": "1"}, {"name": "乙&店", "value": "2"}, {"name": "丙店"}]}


def test_marks_are_found_in_order(template: bytes) -> None:
    wanted = ("unit", "share", "change", "rows.#", "rows.name", "rows.value")
    assert set(marks_of(template)) == set(wanted)
    assert [one for one in marks_of(template) if one != "unit"] == [one for one in wanted if one != "unit"]


def test_words_look_as_the_mark_did_even_when_word_cut_it(template: bytes) -> None:
    document = opened(fill_word(template, WORDS, ROWS))
    line = document.paragraphs[0]
    assert line.text == "单位：石鼓镇（章）"
    run = next(run for run in line.runs if "石鼓镇" in run.text)
    assert (run.font.color.rgb, run.font.size) == (RGBColor(255, 0, 0), Pt(16))
    assert document.paragraphs[1].text == "齐全率95.3%，同比上升\n1.2个百分点。"
    assert document.sections[0].header.paragraphs[0].text == "石鼓镇内部资料"


def test_a_row_becomes_as_many_as_the_list_has_things(template: bytes) -> None:
    rows = [
        [cell.text for cell in row.cells] for row in opened(fill_word(template, WORDS, ROWS)).tables[0].rows
    ]
    assert rows[1:] == [["1", "甲店", "1石鼓镇"], ["2", "乙&店", "2石鼓镇"], ["3", "丙店", "石鼓镇"]]
    empty = opened(fill_word(template, WORDS, {"rows": []})).tables[0].rows
    assert [cell.text for cell in empty[1].cells] == ["", "", "石鼓镇"]


def test_parts_without_a_mark_stay_byte_for_byte(template: bytes) -> None:
    filled = zipfile.ZipFile(io.BytesIO(fill_word(template, WORDS, ROWS)))
    for entry in zipfile.ZipFile(io.BytesIO(template)).infolist():
        if entry.filename not in {"word/document.xml", "word/header1.xml"}:
            assert filled.read(entry.filename) == zipfile.ZipFile(io.BytesIO(template)).read(entry.filename)


@pytest.mark.parametrize(
    ("change", "kind", "place"),
    [
        ({"share": None}, "unknown", "第2段"),
        ({"rows": [{"name": "甲店"}]}, "unknown", "第1张表第2行第3格"),
    ],
)
def test_a_fault_names_its_place(template: bytes, change: dict[str, Any], kind: str, place: str) -> None:
    words = {name: one for name, one in WORDS.items() if name not in change}
    lists = {"rows": change.get("rows", ROWS["rows"])}
    with pytest.raises(TemplateError) as error:
        fill_word(template, words, lists)
    assert (error.value.kind, str(error.value.facts["place"])) == (kind, place)


def test_what_belongs_to_a_list_or_has_no_end_is_told() -> None:
    for words, kind in (("{{rows.name}}", "outside"), ("到{{unit", "open"), ("unit}}止", "open")):
        document = docx.Document()
        document.add_paragraph(words)
        with pytest.raises(TemplateError) as error:
            fill_word(saved(document), WORDS, ROWS)
        assert error.value.kind == kind
    document = docx.Document()
    document.add_table(1, 2).rows[0].cells[0].text = "{{rows.name}}{{others.name}}"
    with pytest.raises(TemplateError) as error:
        fill_word(saved(document), WORDS, {**ROWS, "others": []})
    assert error.value.kind == "two_lists"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"words", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(TemplateError) as error:
        fill_word(data, {})
    assert error.value.kind == "no_word"


@given(st.text(max_size=40), st.lists(st.integers(1, 6), max_size=6))
def test_any_words_stand_wherever_word_cut_the_mark(words: str, cuts: list[int]) -> None:
    text, document, at = "前{{unit}}后", docx.Document(), 0
    line = document.add_paragraph()
    for cut in [*cuts, len(text)]:
        line.add_run(text[at : at + cut])
        at += cut
    found = opened(fill_word(saved(document), {"unit": words})).paragraphs[0].text
    plain = found.removeprefix("前").removesuffix("后")
    assert len(plain.replace("\ufffd", "")) <= len(words)
    if words.isalnum():
        assert plain == words
