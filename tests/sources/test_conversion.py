"""Old files go through LibreOffice where it is installed, and say so where it is not."""

import shutil
import subprocess
from pathlib import Path

import pytest

from zhangtu.reading.source import UnreadableError
from zhangtu.reading.sources import Trouble, conversion, open_source

RTF = rb"{\rtf1\ansi\uc1 \u20113?\u12289?\u30446?\u26631?\par\u20840?\u24180?\u28165?\u29702?\par}"
needs_converter = pytest.mark.skipif(
    conversion.find_converter() is None, reason="LibreOffice is not installed"
)


@needs_converter
def test_rich_text_is_converted() -> None:
    source = open_source(RTF, "方案.doc")
    assert source.text == "于、目标\n全年清理\n".replace("于", "\u4e91")
    assert (source.form, source.remarks) == ("docx", ("converted",))


@needs_converter
def test_rubbish_that_claims_to_be_a_document_is_refused() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x01" * 3000 + "WordDocument".encode("utf-16-le")
    with pytest.raises(UnreadableError) as caught:
        open_source(data, "方案.wps")
    assert caught.value.code == Trouble.CONVERSION_FAILED


def test_without_converter_a_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(UnreadableError) as caught:
        open_source(RTF, "方案.rtf")
    assert caught.value.code == Trouble.NO_CONVERTER
    assert caught.value.facts == {"name": "方案.rtf", "format": ".rtf"}


def stand_in(folder: Path, script: str) -> str:
    """A command that behaves like a converter gone wrong."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o700)
    return str(path)


@pytest.mark.skipif(shutil.which("ps") is None, reason="ps is not installed")
def test_endless_conversion_is_ended_with_all_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mark = tmp_path / "child"
    command = stand_in(tmp_path, f"sleep 300 & echo $! > {mark}; wait")
    monkeypatch.setattr(conversion, "find_converter", lambda: command)
    monkeypatch.setattr(conversion, "TIMEOUT", 1)
    with pytest.raises(UnreadableError) as caught:
        open_source(RTF, "a.rtf")
    assert caught.value.code == Trouble.CONVERSION_TIMEOUT
    child = mark.read_text(encoding="utf-8").strip()
    state = subprocess.run(["ps", "-o", "stat=", "-p", child], capture_output=True, text=True, check=False)
    assert state.stdout.strip()[:1] in {"", "Z"}


def test_too_large_result_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    command = stand_in(tmp_path, "mkdir -p out; head -c 5000 /dev/zero > out/paper.docx")
    monkeypatch.setattr(conversion, "find_converter", lambda: command)
    monkeypatch.setattr(conversion, "MAX_OUTPUT", 4096)
    with pytest.raises(UnreadableError) as caught:
        open_source(RTF, "a.rtf")
    assert caught.value.code == Trouble.CONVERSION_TOO_LARGE
