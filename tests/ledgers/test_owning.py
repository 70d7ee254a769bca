"""Whose a new row is where nobody says: the unit its own field names, in scope; else that of the post."""

from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import Workbook

from office import CONSOLE, PAPERS, SHOPS, Office, pack
from zhangtu.ledgers import actions, definitions, queries
from zhangtu.ledgers.drafts import Draft
from zhangtu.ledgers.importing.applying import apply
from zhangtu.ledgers.importing.preparing import Wish, prepare
from zhangtu.ledgers.refusals import BatchInvalidError
from zhangtu.people import queries as people

VISITS = """
ledger: visits
title: {zh: 走访, en: Visits}
row: "{whom}"
scope: unit
fields:
  - {no: 1, name: whom, type: text, title: {zh: 走访对象, en: Visited}, required: yes}
  - {no: 2, name: lead, type: unit, title: {zh: 牵头单位, en: Lead}}
  - {no: 3, name: village, type: unit, title: {zh: 村（社区）, en: Village}}
"""


@pytest.fixture
def visits(office: Office, tmp_path: Path) -> Office:
    added = pack(tmp_path / "more", shops=SHOPS, papers=PAPERS, visits=VISITS)
    definitions.put_in_force(added.ledgers[-1], actor=CONSOLE, reason="走访")
    return office


def test_a_new_row_belongs_to_the_unit_its_field_names(visits: Office) -> None:
    rows = actions.batch(
        [
            Draft("visits", {"whom": "甲家", "village": "西岭村", "lead": "青溪镇"}),
            Draft("visits", {"whom": "乙家", "village": "东桥村"}),
            Draft("visits", {"whom": "丙家", "lead": "东桥村"}),
            Draft("visits", {"whom": "丁家", "village": "西岭村"}, unit=visits.east),
        ],
        actor=visits.chief,
    )
    assert [row.unit for row in rows] == [visits.west, visits.east, visits.town, visits.east]


def test_another_villages_unit_is_a_fault_in_its_cell(visits: Office) -> None:
    drafts = [
        Draft("visits", {"whom": "甲家", "village": "东桥村"}),
        Draft("visits", {"whom": "乙家", "village": "西岭村"}),
    ]
    with pytest.raises(BatchInvalidError) as refused:
        actions.batch(drafts, actor=visits.eastern)
    wrong = {place: [(one.name, one.kind) for one in said] for place, said in refused.value.drafts.items()}
    assert wrong == {1: [("village", "not_your_unit")]}


def sheet(path: Path, *rows: tuple[str, str]) -> Path:
    book = Workbook()
    book.active.append(["走访对象", "村（社区）"])
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_imported_rows_belong_to_the_unit_their_field_names(visits: Office, tmp_path: Path) -> None:
    rows = [(f"户{number}", "西岭村" if number % 2 else "东桥村") for number in range(8)]
    preview = prepare(sheet(tmp_path / "a.xlsx", *rows, ("散户", "")), "visits", actor=visits.chief)
    assert preview.faults == []
    apply(UUID(preview.manifest.uid), actor=visits.chief, reason="走访")
    made = queries.rows("visits", people.scope(visits.chief)).rows
    named = {row.values["whom"]: row.unit for row in made}
    assert named["户1"] == visits.west
    assert named["户2"] == visits.east
    assert named["散户"] == visits.town
    assert len(queries.rows("visits", people.scope(visits.eastern)).rows) == 4


def test_an_import_says_in_the_cell_that_a_unit_is_out_of_scope(visits: Office, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", ("甲家", "东桥村"), ("乙家", "西岭村"))
    preview = prepare(path, "visits", actor=visits.eastern)
    assert [(one.row, one.column, one.kind) for one in preview.faults] == [(3, 1, "not_your_unit")]
    assert preview.manifest.created == 1


def test_an_import_for_a_unit_somebody_chose_stays_that_units(visits: Office, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", ("甲家", "西岭村"))
    preview = prepare(path, "visits", actor=visits.chief, wish=Wish(unit=visits.east))
    apply(UUID(preview.manifest.uid), actor=visits.chief, reason="走访")
    assert [row.unit for row in queries.rows("visits", people.scope(visits.chief)).rows] == [visits.east]
