"""Whose a new row is where nobody says: the unit its own field names, in scope; else that of the post."""

from pathlib import Path

import pytest

from office import CONSOLE, PAPERS, SHOPS, Office, pack
from zhangtu.ledgers import actions, definitions
from zhangtu.ledgers.drafts import Draft
from zhangtu.ledgers.refusals import BatchInvalidError

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
