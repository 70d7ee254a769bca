"""Dangerous, damaged and foreign files get a sentence, never anything else."""

import io
import re
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from outcomes import outcome
from packages import definition, docx, level, listed, paragraph, unzipped, use, zipped
from pages import PdfPage, pdf

import zhangtu.reading.sources as sources_package
from zhangtu.reading.source import UnreadableError
from zhangtu.reading.sources import (
    REMARK_SENTENCES,
    UNREADABLE_SENTENCES,
    Remark,
    Trouble,
    archive,
    open_source,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
GOOD = docx(
    listed("甲", 1)
    + f"<w:tbl><w:tr><w:tc>{paragraph('乙')}</w:tc><w:tc>{paragraph('丙')}</w:tc></w:tr></w:tbl>"
    + '<w:p><w:r><w:t>丁</w:t><w:footnoteReference w:id="1"/></w:r></w:p>',
    numbering=definition(0, level(0, "chineseCounting", "%1、")) + use(1, 0),
    footnotes='<w:footnote w:id="1"><w:p><w:r><w:t>戊</w:t></w:r></w:p></w:footnote>',
)


def changed(**parts: bytes) -> bytes:
    """The good file with other bytes in some parts of ``word/``."""
    files = unzipped(GOOD) | {f"word/{part}.xml": data for part, data in parts.items()}
    return zipped(files)


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><w:document xmlns:w="x">&l11;</w:document>'.encode()


def bomb() -> bytes:
    return zipped(unzipped(GOOD) | {"word/document.xml": b" " * (30 * 1024 * 1024)})


def lying_bomb() -> bytes:
    """The directory says the part is small."""
    data = bytearray(bomb())
    place = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    struct.pack_into("<I", data, place + 24, 10)
    return bytes(data)


def crowded() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as container:
        for number in range(archive.MAX_ENTRIES + 1):
            container.writestr(f"word/{number}", b"")
    return held.getvalue()


def locked() -> bytes:
    data = bytearray(GOOD)
    for mark, shift in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + shift] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (changed(document=laughs()), Trouble.XML_ENTITIES),
        (changed(document=laughs().decode().encode("utf-16")), Trouble.XML_ENTITIES),
        (changed(document=b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'), Trouble.XML_ENTITIES),
        (changed(numbering=laughs()), Trouble.XML_ENTITIES),
        (changed(document=b"<w:document"), Trouble.XML_BROKEN),
        (changed(document=b"<x>" * 3000 + b"</x>" * 3000), Trouble.XML_BROKEN),
        (changed(document=b"<x/>"), Trouble.DOCX_WITHOUT_DOCUMENT),
        (docx(""), Trouble.NO_TEXT),
        (docx("<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>"), Trouble.SCAN),
        (zipped({"[Content_Types].xml": b"<Types/>"}), Trouble.DOCX_WITHOUT_DOCUMENT),
        (zipped({"a.txt": b"x"}), Trouble.ARCHIVE),
        (zipped({"ppt/presentation.xml": b"<x/>"}), Trouble.ARCHIVE),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.presentation"}), Trouble.SLIDES),
        (GOOD[:-30], Trouble.ZIP_BROKEN),
        (GOOD[: len(GOOD) // 2], Trouble.ZIP_BROKEN),
        (bomb(), Trouble.ZIP_BOMB),
        (crowded(), Trouble.ZIP_BOMB),
        (locked(), Trouble.ENCRYPTED),
        (OLE + "EncryptedPackage".encode("utf-16-le"), Trouble.ENCRYPTED),
        (OLE + b"\xec\xa5" + bytes(8) + b"\x00\x01" + "WordDocument".encode("utf-16-le"), Trouble.ENCRYPTED),
        (OLE + "PowerPoint Document".encode("utf-16-le"), Trouble.SLIDES),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), Trouble.IMAGE),
        (b"\xff\xd8\xff\xe0" + bytes(40), Trouble.IMAGE),
        (b"BM" + b"1234" + bytes(40), Trouble.IMAGE),
        (b"Rar!\x1a\x07\x00", Trouble.ARCHIVE),
        (zipped({}), Trouble.ARCHIVE),
        (b"MZ" + bytes(range(256)) * 20, Trouble.BINARY),
    ],
)
def test_bad_files_get_their_sentence(data: bytes, code: Trouble) -> None:
    with pytest.raises(UnreadableError) as caught:
        open_source(data, "坏文件.docx")
    assert caught.value.code == code
    for sentence in UNREADABLE_SENTENCES[code].values():
        assert "{" not in sentence.format(**caught.value.facts)


def test_a_directory_that_lies_about_sizes_does_no_harm() -> None:
    assert outcome(lying_bomb(), "a.docx") in {Trouble.ZIP_BOMB, Trouble.ZIP_BROKEN, Trouble.XML_BROKEN}


def test_a_damaged_side_part_costs_only_itself() -> None:
    source = open_source(changed(footnotes=b"<broken"), "a.docx")
    assert source.text == "一、甲\n乙\t丙\n丁\n"
    assert source.remarks == ("part_left_out",)


def test_the_name_does_not_matter() -> None:
    assert open_source(GOOD, "C:\\公文\\方案.txt").form == "docx"
    assert open_source("督查通报".encode(), "通报.docx").form == "txt"


def test_every_sentence_is_there_in_both_languages() -> None:
    assert set(UNREADABLE_SENTENCES) == set(Trouble)
    assert set(REMARK_SENTENCES) == set(Remark)
    for sentences in (*UNREADABLE_SENTENCES.values(), *REMARK_SENTENCES.values()):
        assert set(sentences) == {"zh-hans", "en"}
        asked = [set(re.findall(r"\{(\w+)\}", sentence)) for sentence in sentences.values()]
        assert asked[0] == asked[1]


def test_every_code_is_used() -> None:
    folder = Path(sources_package.__file__).parent
    code = "".join(
        path.read_text(encoding="utf-8") for path in folder.rglob("*.py") if path.stem != "sentences"
    )
    for member in (*Trouble, *Remark):
        assert f"{type(member).__name__}.{member.name}" in code


def mutated(data: bytes, places: list[tuple[float, int]]) -> bytes:
    held = bytearray(data)
    for share, value in places:
        held[int(share * (len(held) - 1))] = value
    return bytes(held)


PLACES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=6)
PDF = pdf(PdfPage([(90, 700, 16, "一、目标"), (90, 660, 16, "清查。")], [(80, 600, 300, 600)]), PdfPage())
RULED = pdf(
    PdfPage(
        [(90, 700, 16, "任务"), (220, 700, 16, "时限")],
        [
            (80, 720, 300, 720),
            (80, 690, 300, 690),
            (80, 690, 80, 720),
            (200, 690, 200, 720),
            (300, 690, 300, 720),
        ],
        slanted="密",
    ),
    PdfPage([(90, 700, 16, "二、")], rotate=90),
)
PAGE = (
    "<html><meta charset=gbk><body><h1>方案</h1><table><tr><td rowspan=2>甲<td>乙<tr><td>丙</table>"
    "<ol><li>丁</ol></body></html>"
).encode("gbk")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([GOOD, PDF, PAGE, "一、目标。\n各镇落实。".encode("gb18030")]), PLACES)
def test_mutated_files_are_read_or_refused(data: bytes, places: list[tuple[float, int]]) -> None:
    assert outcome(mutated(data, places), "a.docx") in {"read", *Trouble}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["document", "numbering", "footnotes"]), PLACES)
def test_mutated_parts_are_read_or_refused(part: str, places: list[tuple[float, int]]) -> None:
    whole = unzipped(GOOD)[f"word/{part}.xml"]
    assert outcome(changed(**{part: mutated(whole, places)}), "a.docx") in {"read", *Trouble}


NUMBERS = st.lists(
    st.tuples(st.floats(0, 1), st.sampled_from([b"1e38", b"-1e38", b"9" * 20, b"0", b"-1", b"nan", b"1e-7"])),
    min_size=1,
    max_size=6,
)


@settings(max_examples=150, deadline=None)
@given(NUMBERS)
def test_impossible_numbers_in_a_pdf_are_no_harm(numbers: list[tuple[float, bytes]]) -> None:
    parts = re.split(rb"(-?\d+(?:\.\d+)?)", RULED)
    for share, value in numbers:
        parts[int(share * (len(parts) // 2 - 1)) * 2 + 1] = value
    assert outcome(b"".join(parts), "a.pdf") in {"read", *Trouble}


WORD_NAMES = (
    "p r t tbl tr tc pPr rPr numPr numId ilvl del ins moveFrom sdt sdtContent fldChar instrText vanish "
    "vMerge gridSpan tcPr br sym footnoteReference drawing txbxContent pict hyperlink pStyle outlineLvl"
)
TAGS = st.sampled_from(WORD_NAMES.split())
ELEMENT = st.recursive(
    st.sampled_from(["甲", "一、", "", "12"]),
    lambda inner: st.tuples(
        TAGS, st.sampled_from(["", "1", "0", "-1", "99999999999", "x"]), st.lists(inner, max_size=4)
    ),
    max_leaves=25,
)


def written(element: str | tuple[str, str, list[object]]) -> str:
    if isinstance(element, str):
        return f"<w:t>{element}</w:t>"
    tag, value, inner = element
    content = "".join(written(child) for child in inner)  # type: ignore[arg-type]
    return (
        f'<w:{tag} w:val="{value}" w:id="{value}" w:fldCharType="begin" w:char="{value}">{content}</w:{tag}>'
    )


@settings(max_examples=200, deadline=None)
@given(st.lists(ELEMENT, max_size=5))
def test_elements_in_any_order_are_read_or_refused(
    elements: list[str | tuple[str, str, list[object]]],
) -> None:
    body = "".join(written(element) for element in elements)
    data = docx(body, numbering=definition(1, level(0, "decimal", "%1.")) + use(1, 1))
    assert outcome(data, "a.docx") in {"read", *Trouble}


HTML_NAMES = "p div table tr td th thead ol ul li h1 h3 br span b pre caption nav script style"
HTML_TAGS = st.sampled_from(HTML_NAMES.split())
HTML_PIECE = st.one_of(
    st.builds("<{} rowspan={} colspan={} start={}>".format, HTML_TAGS, *[st.integers(-1, 70_000)] * 3),
    st.builds("</{}>".format, HTML_TAGS),
    st.sampled_from(["甲", " ", "\n", "&nbsp;", "&#0;", "&#xD800;", "&x;", "<!--", "<![if]>"]),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(HTML_PIECE, max_size=40))
def test_any_tag_soup_is_read_or_refused(pieces: list[str]) -> None:
    assert outcome(("<html>" + "".join(pieces)).encode(), "a.html") in {"read", *Trouble}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<w:tbl><w:tr><w:tc>", "</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"),
        ("<w:p><w:r><w:drawing><w:txbxContent>", "</w:txbxContent></w:drawing></w:r></w:p>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    ],
)
@pytest.mark.parametrize("depth", [20, 60, 80, 120])
def test_deep_nesting_is_read_or_refused(before: str, after: str, depth: int) -> None:
    assert outcome(docx(before * depth + paragraph("甲") + after * depth), "a.docx") in {"read", *Trouble}
