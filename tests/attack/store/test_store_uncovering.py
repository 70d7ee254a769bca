"""Who designs ledgers can't open what is masked or secret in them, whatever the definition says."""

from pathlib import Path

import pytest

from office import CONSOLE, PAPERS, SHOPS, TIPS, TODAY, Office, pack, somebody
from zhangtu.journal import queries as journal
from zhangtu.journal.actor import Actor
from zhangtu.journal.verifying import verify
from zhangtu.ledgers import actions, definitions, queries
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.people import actions as people
from zhangtu.people.queries import scope
from zhangtu.people.scope import Right
from zhangtu.schema.change_wording import say_change
from zhangtu.schema.specs import Pack

OPEN_PHONE = SHOPS.replace("personal: yes, unique: yes", "unique: yes")
COPY = """
ledger: copies
title: {zh: 抄件, en: Copies}
row: "{number}"
fields:
  - {no: 1, name: number, type: text, title: {zh: 编号, en: Number}, required: yes}
  - {no: 2, name: shop, type: reference, title: {zh: 店铺, en: Shop}, of: shops}
  - {no: 3, name: to, type: computed, title: {zh: 电话, en: Phone}, value: "shop.phone"}
"""


@pytest.fixture
def designer(town: Office) -> Actor:
    return somebody(town.town, "戊五", "designer")


def sample(folder: Path, shops: str = SHOPS, tips: str = TIPS, **more: str) -> Pack:
    return pack(folder / "other", shops=shops, papers=PAPERS, tips=tips, **more)


def refuses(given: Pack, actor: Actor, fields: str) -> None:
    before = journal.last_number()
    with pytest.raises(LedgerError) as refusal:
        definitions.put_in_force(given, actor=actor, reason="方便")
    assert (refusal.value.kind, refusal.value.facts["fields"]) == ("uncovers", fields)
    assert journal.last_number() == before
    assert definitions.in_force("shops").personal >= {3, 4}


def test_a_designer_alone_opens_no_field(town: Office, designer: Actor, tmp_path: Path) -> None:
    row = actions.create("shops", {"name": "东桥店", "phone": "13800000001"}, actor=town.eastern)
    refuses(sample(tmp_path, OPEN_PHONE), designer, "phone")
    assert "phone" in queries.row(row.uid, scope(town.eastern)).masked
    force = definitions.in_force("shops")
    (planned,) = (
        one for one in definitions.plan(sample(tmp_path, OPEN_PHONE)) if one.name == force.ledger.name
    )
    said = [say_change(one, "en") for one in planned.changes]
    assert len(said) == 1
    assert said[0].startswith("WARNING: Field 4 “Phone”")


def test_a_computed_copy_is_not_opened_by_computing_otherwise(
    town: Office, designer: Actor, tmp_path: Path
) -> None:
    definitions.put_in_force(sample(tmp_path, copies=COPY), actor=designer)
    shop = actions.create("shops", {"name": "东桥店", "phone": "13800000001"}, actor=town.eastern)
    actions.create("copies", {"number": "1", "shop": str(shop.uid)}, actor=town.eastern)
    refuses(sample(tmp_path, copies=COPY.replace("shop.phone", "shop.name")), designer, "to")


def test_a_designer_alone_opens_no_secret_ledger(town: Office, designer: Actor, tmp_path: Path) -> None:
    given = sample(tmp_path, tips=TIPS.replace("secret: yes\n", ""))
    refuses(given, designer, "@secret")
    refuses(given, CONSOLE, "@secret")
    people.grant(designer.post, "tips", [Right.READ, Right.REDACT], actor=CONSOLE, day=TODAY)
    assert definitions.put_in_force(given, actor=designer, reason="线索已公开") == ("tips",)
    assert town.town


def test_with_the_right_to_remove_it_is_done_and_kept(town: Office, designer: Actor, tmp_path: Path) -> None:
    row = actions.create("shops", {"name": "东桥店", "phone": "13800000001"}, actor=town.eastern)
    people.grant(designer.post, "shops", [Right.READ, Right.REDACT], actor=CONSOLE, day=TODAY)
    definitions.put_in_force(sample(tmp_path, OPEN_PHONE), actor=designer, reason="电话是公开的")
    (entry,) = journal.history("ledgers.uncover", definitions.in_force("shops").id)
    assert (entry.actor, entry.values["fields"]) == (designer, '["phone"]')
    assert entry.values["@reason"] == '"电话是公开的"'
    assert queries.row(row.uid, scope(town.eastern)).values["phone"] == "13800000001"
    assert verify().sound
