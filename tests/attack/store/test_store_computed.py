"""A value computed from a masked one is masked, through whatever ledger it is computed."""

from pathlib import Path

from office import CONSOLE, PAPERS, SHOPS, TIPS, Office, pack
from zhangtu.journal import queries as journal
from zhangtu.ledgers import actions, definitions, queries
from zhangtu.people.queries import scope

LETTERS = """
ledger: letters
title: {zh: 信函, en: Letters}
row: "{number}"
scope: unit
fields:
  - {no: 1, name: shop, type: reference, title: {zh: 店铺, en: Shop}, of: shops}
  - {no: 2, name: number, type: text, title: {zh: 编号, en: Number}, required: yes}
  - {no: 3, name: to, type: computed, title: {zh: 收信人, en: To}, value: "shop.phone"}
  - {no: 4, name: short, type: computed, title: {zh: 简称, en: Short}, value: "to"}
  - {no: 5, name: town, type: computed, title: {zh: 店名, en: Name}, value: "shop.name"}
  - {no: 6, name: tips, type: computed, title: {zh: 举报数, en: Tips}, value: "count(tips where about = me)"}
"""
ABOUT = TIPS + "  - {no: 2, name: about, type: reference, title: {zh: 信函, en: Letter}, of: letters}\n"


def test_copies_of_masked_and_secret_values_are_masked(town: Office, tmp_path: Path) -> None:
    definitions.put_in_force(
        pack(tmp_path / "more", shops=SHOPS, papers=PAPERS, tips=ABOUT, letters=LETTERS), actor=CONSOLE
    )
    force = definitions.in_force("letters")
    assert {force.numbered[no].name for no in force.personal} == {"to", "short", "tips"}
    shop = actions.create("shops", {"name": "东桥店", "phone": "13800000001"}, actor=town.eastern)
    row = actions.create("letters", {"shop": str(shop.uid), "number": "1"}, actor=town.eastern)
    shown = str(queries.row(row.uid, scope(town.eastern)))
    assert "13800000001" not in shown
    assert "13800000001" not in str([entry.values for entry in journal.history("letters", row.id)])
    assert "tips" not in queries.row(row.uid, scope(town.eastern)).live
