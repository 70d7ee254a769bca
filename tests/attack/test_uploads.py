"""Whatever is uploaded, the answer is a page or a sentence; what is refused leaves nothing behind."""

import hashlib
import re
import urllib.parse
import zlib

import pytest
from raider import PLAN, Raider, Server, packed, paragraph, word_file

NOISE = b"".join(hashlib.sha256(bytes([number])).digest() for number in range(64))
LAUGHS = "".join(f'<!ENTITY a{n} "{(f"&a{n - 1};" if n else "ha") * 10}">' for n in range(9))
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UTF16 = '<?xml version="1.0" encoding="UTF-16"?>'
OUTSIDE = '<!ENTITY x SYSTEM "file:///etc/passwd">'


def nested(depth: int) -> str:
    inner = paragraph("内层")
    for _ in range(depth):
        inner = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    return inner


def pdf_of(instructions: bytes) -> bytes:
    packed = zlib.compress(instructions, 9)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream",
    ]
    whole = b"".join(b"%d 0 obj%sendobj\n" % (number, part) for number, part in enumerate(parts, start=1))
    return b"%PDF-1.7\n" + whole + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF"


def lines(count: int) -> bytes:
    return "（一）某镇负责清理河道，2026年6月底前完成。\n".encode() * count


REFUSED = {
    "empty": (b"", "a.txt"),
    "only a mark": (b"\xef\xbb\xbf", "a.txt"),
    "zeros": (bytes(1000), "a.txt"),
    "a zero in a text": (PLAN.encode() + b"\0" + PLAN.encode(), "a.txt"),
    "noise": (NOISE * 4, "a.txt"),
    "program": (b"MZ" + NOISE, "setup.exe"),
    "program called a text": (b"\x7fELF\x02\x01\x01" + bytes(40) + NOISE, "a.txt"),
    "picture": (b"\x89PNG\r\n\x1a\n" + NOISE, "a.png"),
    "picture called docx": (b"\xff\xd8\xff\xe0" + NOISE, "a.docx"),
    "broken docx": (b"PK\x03\x04" + NOISE, "a.docx"),
    "cut docx": (word_file(paragraph("一、任务"))[:-200], "a.docx"),
    "zip of something else": (packed({"a.txt": "x"}), "a.docx"),
    "empty zip": (packed({}), "a.docx"),
    "bomb": (packed({"[Content_Types].xml": "<a/>", "word/document.xml": b" " * (60 << 20)}), "a.docx"),
    "bomb of words": (word_file(paragraph("字" * 100) * 120_000), "a.docx"),
    "too many parts": (packed({f"word/{number}.xml": "" for number in range(6000)}), "a.docx"),
    "laughs": (word_file(paragraph("&a8;"), f"<!DOCTYPE l [{LAUGHS}]>"), "a.docx"),
    "outer entity": (word_file(paragraph("&x;"), f"<!DOCTYPE d [{OUTSIDE}]>"), "a.docx"),
    "outer entity in UTF-16": (
        word_file(paragraph("&x;"), f"{UTF16}<!DOCTYPE d [{OUTSIDE}]>", encoding="utf-16"),
        "a.docx",
    ),
    "tables without end": (word_file(nested(300)), "a.docx"),
    "pdf that unpacks to a flood": (pdf_of(b"BT /F1 9 Tf 9 9 Td (a) Tj ET\n" * 600_000), "a.pdf"),
    "html of tags only": (b"<html><body>" + b"<p>a" * 600_000, "a.html"),
    "html of endless words": (b"<html><body><p>" + "河道".encode() * 3_000_000, "a.html"),
    "broken pdf": (b"%PDF-1.7\n" + NOISE, "a.pdf"),
    "encrypted pdf": (b"%PDF-1.7\ntrailer<</Encrypt 9 0 R/Root 1 0 R>>\n%%EOF", "a.pdf"),
    "encrypted docx": (COMPOUND + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600), "a.docx"),
    "broken doc": (COMPOUND + NOISE, "a.doc"),
    "line ends only": (b"\n" * (1 << 20), "a.txt"),
    "too many lines": (b"\xe5\x81\x9a\n" * 60_000, "a.txt"),
    "too many tasks": (lines(12_000), "a.txt"),
    "one line too long": ("一、任务\n（一）".encode() + "河道".encode() * 30_000, "a.txt"),
    "one endless line": ("河道".encode() * 600_000, "a.txt"),
    "html nested without end": (b"<html><body>" + b"<div>" * 50_000 + b"x", "a.html"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_gets_a_sentence_and_leaves_nothing(
    raider: Raider, server: Server, case: str
) -> None:
    files = server.home / "files"
    before = set(files.rglob("*"))
    data, name = REFUSED[case]
    answer = raider.upload(data, name)
    said = re.search(r'class="trouble" role="alert">(.+?)</div>', answer.text, re.DOTALL)
    assert answer.status == 422
    assert said is not None
    assert len(said[1]) > 20
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert {path for path in files.rglob("*") if path.is_file()} <= before


def test_a_file_over_the_limit_is_refused_while_it_comes(raider: Raider) -> None:
    answer = raider.upload(bytes(51 << 20))
    assert answer.status == 413
    assert "50 MB" in answer.text


@pytest.mark.parametrize(
    "name",
    [
        "../../../../etc/passwd",
        "..\\..\\boot.ini",
        "C:\\Windows\\方案.txt",
        "a\r\nSet-Cookie: x=1.txt",
        'a"; filename="b.exe',
        "a\u202etxt.exe",
        "\u2066方案\u2069.txt",
        "<script>alert(1)</script>.txt",
        "字" * 300 + ".txt",
        "a\0b.txt",
        "   ",
        "....txt",
        "~/.bashrc",
        "CON.txt",
        "😀.txt",
        "-rf *.txt",
        "=cmd|' /C calc'!A0.txt",
    ],
)
def test_names_of_files_come_back_harmless(raider: Raider, name: str) -> None:
    answer = raider.upload(PLAN.encode(), name)
    assert answer.status == 302
    assert "<script>alert" not in raider.get(answer.headers["location"]).text
    original = raider.get(answer.headers["location"] + "files/1")
    kept = urllib.parse.unquote(original.headers["content-disposition"].partition("filename*=UTF-8''")[2])
    assert original.data == PLAN.encode()
    assert original.headers["content-disposition"].startswith('attachment; filename="')
    assert original.headers["x-content-type-options"] == "nosniff"
    assert original.headers["content-type"] == "application/octet-stream"
    assert 0 < len(kept) <= 120
    assert kept.isprintable()
    assert not set(kept) & set('/\\<>:"|?*')
    assert "x" not in raider.cookies


@pytest.mark.parametrize("name", ["河道.txt".encode("gbk"), b"\xed\xa0\xbd.txt", b"", b".."])
def test_names_no_browser_sends_lose_the_file_with_a_sentence(raider: Raider, name: bytes) -> None:
    answer = raider.upload(PLAN.encode(), name)
    assert answer.status == 422
    assert "请选择一个文件" in answer.text


def test_entities_in_web_pages_are_neither_fetched_nor_multiplied(raider: Raider) -> None:
    page = f"<!DOCTYPE html [{LAUGHS}{OUTSIDE}]><html><body><p>一、任务&a8;&x;</p><p>（一）清理。</p>"
    answer = raider.upload(page.encode(), "a.html")
    shown = raider.get(answer.headers["location"])
    assert shown.status == 200
    assert "root:" not in shown.text
    assert "hahaha" not in shown.text
