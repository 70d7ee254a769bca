"""Bundles for inspections: numbered folders, missing ones red, one PDF that a broken file does not cost."""

import io
import zipfile
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from PIL import Image

from zhangtu.documents.official import Official, lines_of, write_pdf, write_word
from zhangtu.documents.official.bundles import (
    Item,
    Proof,
    contents,
    file_name,
    folder_name,
    one_pdf,
    write_bundle,
)
from zhangtu.kernel import clock


@pytest.fixture
def items(tmp_path: Path) -> tuple[Item, ...]:
    pdf, picture, broken, sheet = (tmp_path / name for name in ("a", "b", "c", "d"))
    pdf.write_bytes(write_pdf(Official("检查记录", ())))
    Image.new("RGB", (300, 200), "white").save(picture, "PNG")
    broken.write_bytes(b"%PDF-1.7 broken")
    sheet.write_bytes(b"cells")
    proofs = (Proof("检查记录.pdf", pdf), Proof("现场.png", picture))
    return (
        Item("证照齐全率达到 95%/年", "石鼓镇", proofs),
        Item("索证索票", "长桥镇"),
        Item("台账", "石鼓镇", (Proof("坏.pdf", broken), Proof("表.xlsx", sheet))),
    )


def test_contents_say_in_red_what_is_missing(items: tuple[Item, ...]) -> None:
    paper = Official("迎检资料", contents(items))
    assert "共3项，其中1项缺少佐证材料。" in lines_of(paper)
    document = docx.Document(io.BytesIO(write_word(paper, clock.now())))
    red = [one.text for one in document.element.body.iter(qn("w:t")) if _colour(one) == "FF0000"]
    assert red == ["缺少佐证材料"]


def _colour(text: object) -> str | None:
    found = text.getparent().find(f"{qn('w:rPr')}/{qn('w:color')}")  # type: ignore[attr-defined]
    return None if found is None else found.get(qn("w:val"))


def test_zip_has_a_numbered_folder_for_every_item(items: tuple[Item, ...], tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    write_bundle("迎检资料", items, out)
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            "00 目录.pdf",
            "00 迎检资料.pdf",
            "01 证照齐全率达到 95% 年/01 检查记录.pdf",
            "01 证照齐全率达到 95% 年/02 现场.png",
            "02 索证索票/",
            "03 台账/01 坏.pdf",
            "03 台账/02 表.xlsx",
        ]
        assert archive.read("03 台账/02 表.xlsx") == b"cells"


def test_one_pdf_holds_contents_and_pages_and_says_what_it_left_out(
    items: tuple[Item, ...], tmp_path: Path
) -> None:
    out = tmp_path / "one.pdf"
    left = one_pdf("迎检资料", items, out)
    assert [one.name for one in left] == ["坏.pdf", "表.xlsx"]
    document = pypdfium2.PdfDocument(out)
    assert len(document) == 3
    assert "缺少佐证材料" in document[0].get_textpage().get_text_range()


def test_names_can_be_unpacked_anywhere() -> None:
    assert folder_name('关于<a>:"\n*?') == "关于 a"
    assert folder_name("...") == "-"
    assert file_name("很长" * 60 + ".docx").endswith(".docx")
    assert len(file_name("很长" * 60 + ".docx")) <= 49
    assert "/" not in file_name("../../etc/passwd")
