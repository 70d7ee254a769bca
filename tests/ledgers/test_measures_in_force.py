"""Measures and reports in force: kept by number, guarded, upgraded, taken back; the journal stays whole."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from office import CONSOLE, PAPERS, SHOPS, TIPS, Office
from zhangtu.journal.verifying import verify
from zhangtu.kernel.expressions import Kind
from zhangtu.ledgers import definitions
from zhangtu.ledgers.definitions import previewing
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.project.commands.pack import figure
from zhangtu.schema.difference import Side
from zhangtu.schema.loading import load_pack
from zhangtu.schema.specs import Measure, Title

MEASURES = """
measures:
  open_share: {title: {zh: 营业率, en: Open}, of: shops, value: share(open), at: period_end,
    by: [grade, "@post"]}
  hands: {title: {zh: 从业人数, en: Hands}, of: shops, where: open, value: sum(staff), at: period_end,
    by: [grade]}
  opened: {title: {zh: 新开业, en: Opened}, of: shops, value: count(), on: opened, by: [grade]}
"""
REPORT = """
report: monthly
title: {zh: 月报, en: Monthly}
every: month
due: day 2
rows: grade
columns: [open_share, hands, {measure: opened, name: this_year, over: year_to_date}]
text: {zh: "{unit}{period}从业{hands}人。", en: "{hands} hands."}
checks: [{forbid: "hands < 0", say: {zh: 人数为负, en: Negative}}]
"""


def put(
    folder: Path, measures: str = MEASURES, report: str = REPORT, shops: str = SHOPS, **more: object
) -> object:
    files = {"ledgers/shops": shops, "ledgers/papers": PAPERS, "ledgers/tips": TIPS}
    files |= {"measures/all": measures, "reports/monthly": report}
    files |= {"pack": "pack: sample\ntitle: {zh: 样例, en: Sample}\nversion: '1'\n"}
    for name, text in files.items():
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        if text:
            path.write_text(text, "utf-8")
    loaded = load_pack(folder)
    assert loaded.pack is not None, loaded.problems
    return definitions.put_in_force(loaded.pack, actor=CONSOLE, reason="试", **more)  # type: ignore[arg-type]


@pytest.fixture
def figures(office: Office, tmp_path: Path) -> Office:
    assert put(tmp_path / "figures") == ("open_share", "hands", "opened", "monthly")
    return office


@pytest.mark.usefixtures("figures", "kept")
def test_they_are_in_force_ready_and_journalled(tmp_path: Path) -> None:
    there = definitions.known()
    assert set(there.measures) == {"open_share", "hands", "opened"}
    hands = there.measure("hands")
    assert (hands.value.stored(), hands.measure.value, hands.version) == ("sum(#7)", "sum(staff)", 1)
    assert hands.where is not None
    assert hands.where.type.kind is Kind.YES_NO
    assert list(there.measures["open_share"].by) == ["grade"]
    assert there.measures["open_share"].measure.by == ("grade", "@post")
    assert there.measures["opened"].on is not None
    monthly = there.reports["monthly"]
    assert monthly.report.rows_by == {"shops": "grade"}
    assert monthly.stored.rows_by == {"shops": "#10"}
    assert [one.name for one in monthly.read.shape.fields] == ["open_share", "hands", "this_year"]
    assert put(tmp_path / "figures") == ()
    assert verify().sound


@pytest.mark.usefixtures("figures")
def test_they_follow_fields_that_get_another_name(tmp_path: Path) -> None:
    new = (
        SHOPS.replace("name: staff", "name: crew")
        .replace("staff", "crew")
        .replace("name: grade", "name: level")
    )
    put(
        tmp_path / "new",
        MEASURES.replace("sum(staff)", "sum(crew)").replace("grade", "level"),
        REPORT.replace("grade", "level"),
        new.replace("grade", "level").replace("set_by: grading", "set_by: grading"),
    )
    there = definitions.known()
    assert there.measures["hands"].measure.value == "sum(crew)"
    assert there.measures["hands"].version == 1
    assert there.reports["monthly"].report.rows_by == {"shops": "level"}
    assert "sum(crew)" in definitions.written("hands")


@pytest.mark.usefixtures("figures")
def test_what_a_measure_rests_on_is_not_taken_away() -> None:
    with pytest.raises(LedgerError) as refusal:
        definitions.remove_field("shops", "opened", actor=CONSOLE, reason="不用了")
    assert "新开业" in refusal.value.say("zh-hans")


@pytest.mark.usefixtures("figures")
def test_a_measure_a_report_shows_is_not_taken_away(tmp_path: Path) -> None:
    gone = MEASURES.replace("value: sum(staff),", "value: sum(staff), removed: 2026-11-01, why: 不用了,")
    with pytest.raises(LedgerError) as refusal:
        definitions.take_back("hands", actor=CONSOLE, reason="不要了")
    assert "月报" in refusal.value.say("zh-hans")
    less = REPORT.replace("open_share, hands, ", "open_share, ").replace("{hands}", "{open_share}")
    less = less.replace("hands < 0", "open_share < 0")
    with pytest.raises(LedgerError) as refusal:
        put(tmp_path / "less", gone, less)
    assert refusal.value.kind == "destroys"
    put(tmp_path / "less", gone, less, destroys=True)
    assert set(definitions.known().measures) == {"open_share", "opened"}
    with pytest.raises(LedgerError):
        definitions.known().measure("hands")


@pytest.mark.usefixtures("figures")
def test_a_field_told_of_by_a_measure_does_not_become_masked() -> None:
    text = definitions.written("shops").replace("title: {zh: 人数", "personal: yes, title: {zh: 人数")
    spec = definitions.read(text, "shops.yaml").spec
    assert spec is not None
    with pytest.raises(LedgerError) as refusal:
        definitions.put_in_force(spec, actor=CONSOLE, reason="改成个人信息")
    assert "从业人数" in refusal.value.say("zh-hans")


@pytest.mark.usefixtures("figures")
def test_an_office_words_a_measure_its_own_way_and_an_upgrade_keeps_that(tmp_path: Path) -> None:
    text = (
        definitions.written("hands").replace("从业人数", "用工人数").replace("sum(staff)", "sum(staff) + 0")
    )
    spec = definitions.read(text, "hands.yaml").spec
    assert spec is not None
    definitions.put_in_force(spec, actor=CONSOLE, reason="习惯叫法")
    put(tmp_path / "up", MEASURES.replace("value: sum(staff),", "value: sum(staff), better: up,"))
    now = definitions.known().measures["hands"]
    assert (now.measure.title.zh, now.measure.better, now.measure.pack) == ("用工人数", "up", "sample")
    assert now.measure.value == "sum(staff) + 0"
    other = MEASURES.replace("value: sum(staff),", "value: sum(staff) / 2, better: up,")
    with pytest.raises(LedgerError) as refusal:
        put(tmp_path / "other", other)
    assert refusal.value.kind == "upgrade_conflicts"
    put(tmp_path / "other", other, decisions={"hands": {("value",): Side.THEIRS}})
    assert definitions.known().measures["hands"].measure.value == "sum(staff) / 2"


@pytest.mark.usefixtures("figures")
def test_what_would_change_is_said_by_name() -> None:
    text = (
        definitions.written("hands").replace("sum(staff)", "sum(rooms)").replace("[grade]", "[goods, grade]")
    )
    text = text.replace("goods, ", "open, ").replace("where: open", "where: staff > 0 and open")
    spec = definitions.read(text, "x").spec
    assert spec is not None
    (planned,) = definitions.plan(spec)
    said = {one.path: (one.before, one.after) for one in planned.changes}
    assert said == {
        ("value",): ("sum(staff)", "sum(rooms)"),
        ("where",): ("open", "staff > 0 and open"),
        ("by",): ("grade", "open, grade"),
    }
    assert "sum(#8)" in planned.text


@pytest.mark.usefixtures("figures", "kept")
def test_the_last_change_is_taken_back() -> None:
    spec = definitions.read(definitions.written("hands").replace("sum(staff)", "sum(rooms)"), "x").spec
    assert spec is not None
    definitions.put_in_force(spec, actor=CONSOLE, reason="试")
    assert definitions.take_back("hands", actor=CONSOLE, reason="试完了") == 3
    assert definitions.known().measures["hands"].measure.value == "sum(staff)"
    with pytest.raises(LedgerError):
        definitions.take_back("hands", actor=CONSOLE, reason=" ")
    with pytest.raises(LedgerError):
        definitions.take_back("nobody", actor=CONSOLE, reason="试")
    assert verify().sound


@pytest.mark.usefixtures("figures")
def test_what_was_never_otherwise_goes_out_of_use() -> None:
    definitions.take_back("monthly", actor=CONSOLE, reason="不报了")
    assert definitions.known().reports == {}
    definitions.take_back("opened", actor=CONSOLE, reason="不要了")
    assert "opened" not in definitions.known().measures


def test_what_a_measure_would_say_is_asked_of_whoever_counts(
    figures: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert figures
    measures = [one.measure for one in definitions.known().measures.values()]
    monkeypatch.setattr(previewing, "ASKED", [])
    assert definitions.previews(measures) == ()
    monkeypatch.setattr(
        previewing, "ASKED", [lambda asked: [previewing.Preview(one, Decimal(3)) for one in asked]]
    )
    assert [one.whole for one in definitions.previews(measures)] == [3, 3, 3]


@pytest.mark.parametrize(
    ("value", "shown", "places", "said"),
    [
        ("0.83333", "share", None, "83.3%"),
        ("0.83333", "share", 0, "83%"),
        ("1234", "number", None, "1,234 shops"),
        ("2.5", "days", 1, "2.5 shops"),
        (None, "number", None, "nothing"),
    ],
)
def test_the_command_writes_figures_as_people_read_them(
    value: str | None, shown: str, places: int | None, said: str
) -> None:
    measure = Measure("one", Title("数"), "shops", "count()", "", "period_end")
    measure = replace(measure, shown=shown, places=places)
    if shown != "share":
        measure = replace(measure, measured_in=Title("家", "shops"))
    assert figure(measure, None if value is None else Decimal(value), "en") == said


@pytest.mark.usefixtures("figures")
def test_all_or_nothing(tmp_path: Path) -> None:
    """A pack whose last part is refused leaves nothing of it in force."""
    new = SHOPS.replace("name: rooms", "name: places").replace("staff / rooms", "staff / places")
    before = definitions.known().versions
    gone = MEASURES.replace("value: sum(staff),", "value: sum(staff), removed: 2026-11-01, why: 不用了,")
    with pytest.raises(LedgerError):
        put(tmp_path / "bad", gone, "", new)
    assert definitions.known().versions == before
