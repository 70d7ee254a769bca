"""The process that opens scans dies for the office: whatever a file does to it, a person gets a sentence."""

from pathlib import Path

import pytest
from papers import drawn, file_of

from zhangtu.documents.scans import Part, Reason, ScanError, feed, joined, pages


def refused(path: Path) -> str:
    with pytest.raises(ScanError) as error:
        list(pages(path, path.parent))
    assert error.value.say("zh-hans")
    assert error.value.say("en")
    return error.value.kind


def test_a_picture_with_too_many_dots_is_not_unpacked(tmp_path: Path) -> None:
    page = drawn("x").convert("1").resize((12_000, 9_000))
    (tmp_path / "large.png").write_bytes(file_of([page], "PNG"))
    assert refused(tmp_path / "large.png") == Reason.TOO_LARGE


def test_a_file_with_too_many_pages_is_refused(tmp_path: Path) -> None:
    page = drawn("x").resize((20, 30))
    (tmp_path / "many.pdf").write_bytes(file_of([page] * 501))
    assert refused(tmp_path / "many.pdf") == Reason.TOO_MANY


def test_a_locked_file_says_so(tmp_path: Path) -> None:
    # RC4 with a password for opening, as PDF 1.4 writes it; the keys need not be right to be asked for.
    data = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
        b"4 0 obj<</Filter/Standard/V 1/R 2/O<" + b"00" * 32 + b">/U<" + b"11" * 32 + b">/P -4>>endobj\n"
        b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]/Size 5>>\n%%EOF"
    )
    (tmp_path / "locked.pdf").write_bytes(data)
    assert refused(tmp_path / "locked.pdf") == Reason.ENCRYPTED


def test_a_process_that_dies_is_no_end_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.jpg").write_bytes(file_of([drawn("x")], "JPEG"))
    monkeypatch.setattr(feed, "LONGEST", 0.01)
    assert refused(tmp_path / "page.jpg") == Reason.FLOOD


def test_a_page_that_can_not_be_joined_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 no")
    with pytest.raises(ScanError):
        joined({tmp_path / "out.pdf": [Part(tmp_path / "bad.pdf", 0)]})
