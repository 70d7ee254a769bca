"""``zhangtu procedure``: lists, shows in words, draws to a file."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hamlet import Town

from zhangtu.project import office
from zhangtu.project.commands import procedure


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "open_existing", lambda: None)


def test_procedures_are_listed_with_what_is_under_way(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    town.found()
    assert procedure.main(["list", "--lang", "zh"]) == 0
    assert "corrections\t问题整改\tfindings\t办理中 1" in capsys.readouterr().out


def test_one_is_told_in_words(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    assert town
    assert procedure.main(["show", "corrections", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "4. watching\tLooked at again\tInspection, Correspondent, Chief" in told
    assert "   if: grave" in told
    assert "# Correction\t15 days\t本办公室约定" in told


def test_a_chart_is_written_to_a_file(town: Town, tmp_path: Path) -> None:
    assert town
    out = tmp_path / "chart.svg"
    assert procedure.main(["chart", "corrections", "--out", str(out), "--lang", "zh"]) == 0
    words = "".join(ET.fromstring(out.read_text("utf-8")).itertext())  # noqa: S314 - our own picture
    assert "回头看" in words
    assert "报送整改结果" in words


def test_what_is_missing_is_said(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    assert town
    assert procedure.main(["chart", "corrections", "--lang", "en"]) == 2
    assert procedure.main(["show", "nothing", "--lang", "en"]) == 2
    assert "There is no procedure nothing in use." in capsys.readouterr().err
