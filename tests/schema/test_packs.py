"""Shipped packs, and the worked example of the language, load and pass what every pack must pass."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import zhangtu.packs
from zhangtu.kernel.expressions import Context, run
from zhangtu.kernel.problems import Severity
from zhangtu.schema import checking
from zhangtu.schema.checking import check, load_shelf
from zhangtu.schema.compiling import compile_ledgers, looking_up
from zhangtu.schema.dumping import dump, dump_pack
from zhangtu.schema.loading import load_pack
from zhangtu.schema.specs import Pack
from zhangtu.schema.troubles import Trouble

PACKS = Path(zhangtu.packs.__file__).parent
SHIPPED = sorted(path.name for path in PACKS.iterdir() if (path / "pack.yaml").is_file())
WORKED = Path(__file__).parent / "worked"


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_pack_has_no_problem_at_all(name: str) -> None:
    report = check(PACKS / name)
    assert report.problems == ()
    assert report.passed
    assert report.counts.english == report.counts.titles
    assert report.counts.expressions > 0


@pytest.mark.parametrize("name", SHIPPED)
def test_headings_and_choices_of_shipped_packs_are_told_apart(name: str) -> None:
    """A word an office writes must mean one column of a ledger, and one choice of a list."""
    for group in _words(load_shelf(PACKS).packs[name]):
        twice = {word for word in group if group.count(word) > 1}
        assert twice == set(), name


def _words(pack: Pack) -> Iterator[list[str]]:
    for ledger in pack.ledgers:
        fields = [field for field in ledger.fields if field.removed is None]
        yield [word for field in fields for word in {field.title.zh, *field.synonyms}]
    for one in pack.choices:
        yield [word for choice in one.choices for word in {choice.title.zh, *choice.synonyms}]


def test_the_worked_example_loads_and_names_what_is_not_understood() -> None:
    loaded = load_pack(WORKED)
    assert loaded.pack is not None
    assert {one.severity for one in loaded.problems} == {Severity.WARNING}
    told = {one.file for one in loaded.problems if one.kind == Trouble.NOT_UNDERSTOOD}
    assert told == {"notices/large_loss.yaml"}
    assert [(one.name, len(one.steps), len(one.moves)) for one in loaded.pack.procedures] == [
        ("penalty_case", 12, 11)
    ]
    codes = [one.facts["code"] for one in loaded.problems if one.kind == Trouble.CODE_AS_TITLE]
    assert codes == ["open", "suspended", "closed"]
    shares = [(one.name, one.shown) for one in loaded.pack.measures]
    assert shares == [("licensed_share", "share"), ("open_premises", "number")]
    assert [one.rows_by for one in loaded.pack.reports] == [{"premises": "kind"}]
    premises = next(one for one in loaded.pack.ledgers if one.name == "premises")
    assert [field.name for field in premises.fields if field.live] == ["licensed"]
    assert [choice.code for choice in premises.fields[1].of] == ["pharmacy", "restaurant"]


def test_a_pack_written_to_files_loads_as_the_same_pack(tmp_path: Path) -> None:
    pack = load_pack(WORKED).pack
    assert pack is not None
    for name, text in dump_pack(pack).items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    again = load_pack(tmp_path).pack
    assert again is not None
    assert sorted(again.ledgers, key=lambda one: one.name) == sorted(pack.ledgers, key=lambda one: one.name)
    assert list(again.tables) == list(pack.tables)
    assert {one.name: one for one in again.choices} == {one.name: one for one in pack.choices}


@pytest.mark.parametrize(
    ("held", "answer"),
    [
        ([("business", None, "valid"), ("food", date(2027, 1, 1), "valid")], True),
        ([("business", None, "valid"), ("business", None, "valid")], False),
        ([("business", None, "valid"), ("food", date(2026, 1, 1), "valid")], False),
        ([("business", None, "valid"), ("food", date(2027, 1, 1), "revoked")], False),
        ([("business", None, "valid"), ("food", None, "valid"), ("drug", None, "valid")], True),
        ([], False),
    ],
)
def test_fully_licensed_means_every_licence_the_kind_needs(
    held: list[tuple[str, date | None, str]], answer: object
) -> None:
    packs = load_shelf(PACKS).packs
    pack = packs["five_small"]
    compiled = compile_ledgers(pack.ledgers, pack.tables)
    expression = compiled.values["premises", 14]
    rows = [{1: 7, 2: kind, 5: date(2020, 1, 1), 6: until, 9: state} for kind, until, state in held]
    context = Context(
        today=date(2026, 6, 1),
        me=7,
        look_up=looking_up(pack.tables),
        rows=lambda _related, _me: rows,
        read=lambda _ledger, _row, _no: "restaurant",
    )
    assert run(expression, {2: "restaurant"}, context) is answer


def test_a_definition_that_does_not_survive_writing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "dump", lambda one: dump(one).replace("Zones", "Areas"))
    report = check(WORKED)
    assert [(one.kind, one.facts["said"]) for one in report.problems if one.severity is Severity.ERROR] == [
        (Trouble.NOT_SAME_AGAIN, "title en")
    ]
    assert not report.passed


def test_tables_are_looked_up_as_of_a_day() -> None:
    pack = load_shelf(PACKS).packs["five_small"]
    look_up = looking_up(pack.tables)
    assert look_up("licence_terms", ("drug",), date(2023, 12, 31), "renew_before") == 6
    assert look_up("licence_terms", ("drug",), date(2024, 1, 1), "renew_before") == 2
    assert look_up("licence_terms", ("drug",), date(1999, 1, 1), "renew_before") is None
    assert look_up("visits", ("restaurant", "A"), date(2024, 1, 1), "cap_per_year") is None
    assert look_up("required_licences", ("pharmacy",), date(2024, 1, 1), "licences") == ("business", "drug")
