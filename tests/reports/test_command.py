"""``zhangtu report``: lists reports, builds one of any unit and period, binds several."""

from pathlib import Path

import openpyxl
import pytest
from towns import County

from zhangtu.project import office
from zhangtu.project.commands import report


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "open_existing", lambda: None)


def test_reports_are_listed_with_how_far_they_are(county: County, capsys: pytest.CaptureFixture[str]) -> None:
    assert county
    assert report.main(["list", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "shops_monthly\tShops monthly\tmonth" in told
    assert "November 2026\tsubmitted 0 of 2\tlate 0" in told


@pytest.mark.parametrize("kind", ["xlsx", "docx", "pdf"])
def test_one_is_built_of_any_period(county: County, tmp_path: Path, kind: str) -> None:
    assert county
    out = tmp_path / f"out.{kind}"
    assert report.main(["build", "shops_monthly", "2026Q4", "--unit", "北镇", "--out", str(out)]) == 0
    assert out.stat().st_size > 1000


def test_several_are_bound_in_one_workbook(county: County, tmp_path: Path) -> None:
    assert county
    out = tmp_path / "档案.xlsx"
    names = "shops_monthly,shops_monthly"
    assert report.main(["build", names, "2026", "--unit", "北镇", "--out", str(out)]) == 0
    assert len(openpyxl.load_workbook(out).worksheets) == 4


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["build", "shops_monthly"], "--unit"),
        (["build", "shops_monthly", "2026-11", "--unit", "无此镇", "--out", "x.pdf"], "无此镇"),
        (["build", "shops_monthly", "2026-11", "--unit", "北镇", "--out", "x.odt"], "x.odt"),
        (["build", "unknown", "2026-11", "--unit", "北镇", "--out", "x.pdf"], "unknown"),
        (["build", "shops_monthly", "下个月", "--unit", "北镇", "--out", "x.pdf"], "下个月"),
    ],
)
def test_what_cannot_be_built_is_refused(
    county: County, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    assert county
    assert report.main(words) == 2
    assert told in capsys.readouterr().err
