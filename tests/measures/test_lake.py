"""The lake says what the office says, holds nothing about persons, and is written on from year to year."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import msgspec
import pytest
from lively import FIRST, Lively, begun, lived

from office import CONSOLE, somebody
from zhangtu.kernel.clock import stopped_at
from zhangtu.kernel.periods import Period, PeriodKind
from zhangtu.ledgers import definitions
from zhangtu.measures.cells import Cell
from zhangtu.measures.lake import checking, exporting
from zhangtu.measures.refusals import MeasureError
from zhangtu.project.commands import lake
from zhangtu.schema.specs import Measure, Pack, Title

MONTH = Period(PeriodKind.MONTH, 2026, 11)
MEASURES = (
    Measure(
        "enough", Title("查够率"), "stalls", "share(enough)", where="open", at="period_end", unit="place"
    ),
    Measure("costs", Title("租金"), "stalls", "sum(cost) / count()", at="period_end"),
    Measure("fines", Title("罚款"), "visits", "sum(fine)", on="day"),
    Measure("kinds", Title("类别数"), "visits", "count(distinct stall.kind)", on="day", unit="stall.place"),
)


@pytest.fixture
def lively(transactional_db: None, home: Path, tmp_path: Path) -> Iterator[Lively]:  # noqa: ARG001
    definitions.forget()
    with stopped_at(FIRST):
        office = begun(tmp_path / "lively")
        made = Pack("figures", Title("指标"), "2026-11", needs=("sample",), measures=MEASURES)
        definitions.put_in_force(made, actor=CONSOLE, reason="增加")
    lived(office, random.Random(3), 120)  # noqa: S311 - the same past every time
    yield office
    definitions.forget()


def test_the_same_figures(lively: Lively, tmp_path: Path) -> None:
    written = exporting.export(tmp_path / "lake", actor=CONSOLE)
    assert set(written.ledgers) == {"stalls", "visits"}
    found = checking.check(tmp_path / "lake", actor=CONSOLE)
    assert found.measures == 4
    assert found.figures > 500
    assert not found.differing
    # written on: what was entered before its year stays as it lies there
    with stopped_at(date(2027, 1, 5)):
        lived(replace(lively, day=date(2027, 1, 2)), random.Random(4), 40, until=date(2027, 1, 5))  # noqa: S311
        old = {path: path.stat().st_mtime_ns for path in (tmp_path / "lake").rglob("year=2026/*.parquet")}
        exporting.export(tmp_path / "lake", actor=CONSOLE, since=date(2027, 1, 1))
        assert old
        assert old == {path: path.stat().st_mtime_ns for path in old}
        assert list((tmp_path / "lake").rglob("year=2027/*.parquet"))
        assert not checking.check(tmp_path / "lake", actor=CONSOLE).differing


def test_what_was_changed_is_noticed(lively: Lively, tmp_path: Path) -> None:
    assert lively.rows
    exporting.export(tmp_path / "lake", actor=CONSOLE)
    (file,) = (tmp_path / "lake" / "ledgers" / "stalls").rglob("*.parquet")
    with duckdb.connect() as other:
        other.execute(f"CREATE TABLE t AS SELECT * REPLACE (f3 + 1 AS f3) FROM read_parquet('{file}')")  # noqa: S608
        other.execute(f"COPY t TO '{file}' (FORMAT parquet)")
    assert checking.check(tmp_path / "lake", actor=CONSOLE).differing


def test_nothing_about_persons_or_secrets(lively: Lively, tmp_path: Path) -> None:
    assert lively.rows
    exporting.export(tmp_path / "lake", actor=CONSOLE)
    said = msgspec.json.decode((tmp_path / "lake" / "lake.json").read_bytes())
    assert {field["name"] for field in said["ledgers"]["stalls"]["fields"]}.isdisjoint({"owner"})
    assert "hints" not in (tmp_path / "lake" / "lake.json").read_text("utf-8")
    for path in (tmp_path / "lake").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(name.encode() in content for name in ("赵一", "钱二", "owner"))
    with duckdb.connect() as other:
        names = other.execute(
            f"SELECT * FROM read_parquet('{tmp_path}/lake/ledgers/stalls/*/*.parquet') LIMIT 0"  # noqa: S608
        ).description
    assert "f10" not in {name for name, *_ in names}


def test_the_command(
    lively: Lively, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lively.rows
    monkeypatch.setattr(lake.office, "open_existing", lambda: None)
    assert lake.main(["export", str(tmp_path / "lake"), "--lang", "en"]) == 0
    assert "Wrote 2 ledgers" in capsys.readouterr().out
    assert lake.main(["check", str(tmp_path / "lake"), "--lang", "en"]) == 0
    assert "all the same" in capsys.readouterr().out
    assert lake.main(["check", str(tmp_path / "none"), "--lang", "en"]) == 2
    capsys.readouterr()
    differing = ((Cell("m", 0, MONTH, value=1), Cell("m", 0, MONTH, value=2)),)
    monkeypatch.setattr(checking, "check", lambda *_, **__: checking.Checked(1, 2, differing))
    assert lake.main(["check", str(tmp_path / "lake"), "--lang", "en"]) == 1
    assert "1 of 2 figures differ, for instance m (2026-11): 1 there, 2 here" in capsys.readouterr().err
    assert lake.main(["export", str(tmp_path / "none"), "--since", "soon", "--lang", "en"]) == 2


def test_who_may(lively: Lively, tmp_path: Path) -> None:
    chief = somebody(lively.units[0], "甲一", "chief")
    with pytest.raises(MeasureError, match="holds the whole office"):
        exporting.export(tmp_path / "lake", actor=chief)
    with pytest.raises(MeasureError, match="There is no lake"):
        checking.check(tmp_path / "lake", actor=CONSOLE)
    exporting.export(tmp_path / "lake", actor=CONSOLE)
    definitions.put_in_force(
        replace(MEASURES[0], title=Title("另一个名字"), pack="figures"), actor=CONSOLE, reason="改名"
    )
    with pytest.raises(MeasureError, match="Definitions of ledgers or measures changed"):
        checking.check(tmp_path / "lake", actor=CONSOLE)
