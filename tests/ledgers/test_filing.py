"""Files by what they are: kinds, limits, names, and who may open them."""

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hostile import photo

from office import CONSOLE, PAPERS, SHOPS, Office, pack
from zhangtu.journal import queries as journal
from zhangtu.journal.redacting import redact
from zhangtu.journal.verifying import verify
from zhangtu.kernel import clock
from zhangtu.ledgers import actions, definitions, filing
from zhangtu.ledgers.filing import kinds, naming, sniffing
from zhangtu.ledgers.models import File
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.people import queries as people


def _zip(*members: str) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        for member in members:
            archive.writestr(member, "x")
    return into.getvalue()


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (b"%PDF-1.7 x", "application/pdf"),
        (b"\xff\xd8\xff\xe0 jpeg", "image/jpeg"),
        (b"\0\0\0\x18ftypheic....", "image/heic"),
        (b"\0\0\0\x18ftypisom....", "video/mp4"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"#!AMR\n", "audio/amr"),
        (
            _zip("word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (_zip("OFD.xml"), "application/ofd"),
        (_zip("a.txt"), "application/zip"),
        (b"PK\x03\x04 cut off", "application/zip"),
        ("编号,名称\n".encode("gb18030"), "text/plain"),
        ("编号,名称\n".encode("utf-16"), "text/plain"),
        (("长" * 2000).encode(), "text/plain"),
        (b"<?xml version='1.0'?><invoice/>", "application/xml"),
        (b"1 < 2, see <script>", "text/plain"),
        (b"<!-- a --><svg onload=alert(1)>", sniffing.WEB),
        (b"\xef\xbb\xbf \n<HTML><body>", sniffing.WEB),
        ("<html>".encode("utf-16"), sniffing.WEB),
        (b"<?xml version='1.0'?><x:svg xmlns:x='http://www.w3.org/2000/svg'/>", sniffing.WEB),
        (b"MZ\x90\0", sniffing.PROGRAM),
        (b"#!/bin/sh\n", sniffing.PROGRAM),
        (b"", sniffing.EMPTY),
        (b"\x00\x01\x02\x03", sniffing.UNKNOWN),
    ],
)
def test_a_file_is_what_its_bytes_say(tmp_path: Path, data: bytes, media: str) -> None:
    (tmp_path / "x").write_bytes(data)
    assert sniffing.sniffed(tmp_path / "x") == media


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"", "空.pdf", "empty"),
        (b"<html><script>alert(1)</script>", "通知.pdf", "web"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "图.png", "web"),
        (b"MZ\x90\0", "表.xlsx", "program"),
        (b"\x00\x01\x02", "x.pdf", "unknown"),
    ],
)
def test_what_is_not_taken_is_refused_by_name(office: Office, data: bytes, name: str, kind: str) -> None:
    with pytest.raises(filing.FileError) as refusal:
        filing.bring([data], name, actor=office.eastern)
    assert refusal.value.kind == kind
    assert name in refusal.value.say("zh-hans")
    assert not File.objects.exists()


def test_each_kind_has_its_limit(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "KINDS", kinds.KINDS)
    small = kinds.Group("document", ("文档", "Documents"), 1000)
    monkeypatch.setattr(
        "zhangtu.ledgers.filing.bringing.KINDS",
        {"application/pdf": kinds.FileKind("application/pdf", ("pdf",), small)},
    )
    filing.bring([b"%PDF-1.7 ", b"x" * 900], "a.pdf", actor=office.eastern)
    with pytest.raises(filing.FileError, match="1 KB"):
        filing.bring([b"%PDF-1.7 ", b"x" * 1000], "a.pdf", actor=office.eastern)


def test_nothing_is_written_beyond_the_largest_kind(
    office: Office, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhangtu.ledgers.filing.bringing.LARGEST", 1000)
    read = []

    def endless() -> Iterator[bytes]:
        while True:
            read.append(1)
            yield b"x" * 100

    with pytest.raises(filing.FileError) as refusal:
        filing.bring(endless(), "a.txt", actor=office.eastern)
    assert refusal.value.kind == "too_large"
    assert len(read) == 11
    assert not list((home / "files").iterdir())


def test_limits_are_told_before() -> None:
    told = filing.limits("en")
    assert ("Pictures", "30 MB") in [row[:2] for row in told]
    assert filing.limits("zh-hant")[0][0] == "圖片"
    assert ".pdf" in filing.endings()
    assert ".html" not in filing.endings()


@pytest.mark.parametrize(
    ("name", "media", "fitting"),
    [
        ("照片.JPG", "image/jpeg", "照片.JPG"),
        ("照片.exe", "image/jpeg", "照片.exe.jpg"),
        ("../../etc/passwd", "text/plain", "passwd.txt"),
        ("发票\u202egpj.exe", "application/pdf", "发票gpj.exe.pdf"),
        ("a\r\nSet-Cookie: x", "application/pdf", "aSet-Cookie x.pdf"),
        ("", "application/pdf", "document.pdf"),
        ("长" * 300 + ".html", "image/png", "长" * 114 + ".png"),
    ],
)
def test_a_name_fits_what_the_file_is(name: str, media: str, fitting: str) -> None:
    assert naming.fitting(name, media) == fitting


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("a.pdf", "attachment; filename=\"a.pdf\"; filename*=UTF-8''a.pdf"),
        ("照片 1.jpg", "attachment; filename=\"1.jpg\"; filename*=UTF-8''%E7%85%A7%E7%89%87%201.jpg"),
        ("照片.jpg", "attachment; filename=\"file.jpg\"; filename*=UTF-8''%E7%85%A7%E7%89%87.jpg"),
        ('a";b%.pdf', "attachment; filename=\"ab.pdf\"; filename*=UTF-8''a%22%3Bb%25.pdf"),
    ],
)
def test_names_travel_in_headers(name: str, header: str) -> None:
    assert naming.disposition(name) == header


def test_files_of_masked_fields_are_opened_after_a_reason_was_given(office: Office, tmp_path: Path) -> None:
    masked = SHOPS.replace("{zh: 照片, en: Photo}, many", "{zh: 照片, en: Photo}, personal: yes, many")
    definitions.put_in_force(
        pack(tmp_path / "other", shops=masked, papers=PAPERS), actor=CONSOLE, reason="试"
    )
    file = filing.bring([b"%PDF-1.7 card"], "证件.pdf", actor=office.eastern)
    shop = actions.create("shops", {"name": "店", "photo": [file]}, actor=office.eastern)
    with pytest.raises(LedgerError) as refusal:
        filing.opened(file.sha256, people.scope(office.eastern))
    assert refusal.value.kind == "file_unknown"
    with pytest.raises(LedgerError) as refusal:
        filing.opened(file.sha256, people.scope(office.chief))
    assert refusal.value.kind == "covered"
    actions.unmask(shop.uid, ["photo"], actor=office.chief, reason="核对")
    assert filing.opened(file.sha256, people.scope(office.chief)).name == "证件.pdf"
    with clock.stopped_at(clock.now() + timedelta(hours=1)), pytest.raises(LedgerError):
        filing.opened(file.sha256, people.scope(office.chief))


@pytest.mark.usefixtures("kept")
def test_what_a_photo_says_of_itself_is_kept_and_can_be_removed(office: Office) -> None:
    file = filing.bring([photo(taken="2026:11:20 09:15:02", lat=30.5)], "门头.jpg", actor=office.eastern)
    actions.create("shops", {"name": "店", "photo": [file]}, actor=office.eastern)
    claims = filing.opened(file.sha256, people.scope(office.eastern)).claims
    assert (claims.taken, claims.lat, claims.lon) == ("2026-11-20 09:15:02", "30.500000", "120.250000")
    assert verify().sound
    File.objects.update(claims="")
    assert not verify().sound
    File.objects.update(claims=claims.text)
    number = filing.number_of(file.sha256)
    redact(filing.REGISTER, number, ["claims"], actor=office.chief, authority="令", reason="删")
    assert not filing.opened(file.sha256, people.scope(office.eastern)).claims
    assert verify().sound
    assert not any(
        "lat" in entry.values.get("claims", "") for entry in journal.history(filing.REGISTER, number)
    )
