"""Every way of changing the ledgers' tables beside the journal in the manual, done and looked for."""

import re
from pathlib import Path

import pytest
from django.db import connection

from office import Office
from zhangtu.journal.verifying import verify
from zhangtu.ledgers import actions, clocks, definitions, filing, serials
from zhangtu.ledgers.models import Row

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "tampering.md"
#: Way → the statement. ``{shop}`` is a row with everything, ``{other}`` one with little.
WAYS = {
    "edit_value": """UPDATE ledgers_row SET "values" = replace("values", '"7":"6"', '"7":"9"')""",
    "edit_key_value": """UPDATE ledgers_row SET "values" = replace("values", 'a-1', 'a-9')""",
    "garble_values": "UPDATE ledgers_row SET \"values\" = 'nothing' WHERE id = {other}",
    "move_row": "UPDATE ledgers_row SET unit = unit + 1 WHERE id = {shop}",
    "assign_row": "UPDATE ledgers_row SET post = 1 WHERE id = {shop}",
    "set_state": "UPDATE ledgers_row SET state = 'closed' WHERE id = {shop}",
    "withdraw_row": "UPDATE ledgers_row SET withdrawn = true WHERE id = {other}",
    "postpone_row": "UPDATE ledgers_row SET due = due + 86400000000 WHERE id = {shop}",
    "hide_words": "UPDATE ledgers_row SET folded = '' WHERE id = {shop}",
    "rename_row": "UPDATE ledgers_row SET uid = {uid} WHERE id = {shop}",
    "drop_row": "DELETE FROM ledgers_row WHERE id = {other}",
    "change_key": "UPDATE ledgers_key SET value = 'b-1' WHERE \"row\" = {shop} AND field = 2",
    "free_key": 'UPDATE ledgers_key SET "only" = false WHERE "row" = {shop} AND field = 2',
    "drop_link": "DELETE FROM ledgers_link",
    "turn_link": "UPDATE ledgers_link SET target = {other}",
    "extend_clock": "UPDATE ledgers_clock SET due = due + 86400000000",
    "stop_clock": "UPDATE ledgers_clock SET stopped = due",
    "drop_clock": "DELETE FROM ledgers_clock",
    "skip_serial": "UPDATE ledgers_serial SET number = 9",
    "void_serial": "UPDATE ledgers_serial SET voided = 1",
    "drop_attachment": "DELETE FROM ledgers_attachment",
    "borrow_file": (
        'INSERT INTO ledgers_attachment (id, "row", field, sha256, name)'
        " SELECT id + 1, {other}, field, sha256, name FROM ledgers_attachment"
    ),
    "retype_file": "UPDATE ledgers_file SET media = 'text/html'",
    "drop_file": "DELETE FROM ledgers_file",
    "unmask_field": "UPDATE ledgers_definition SET text = replace(text, 'personal: yes', 'personal: no')",
    "garble_definition": "UPDATE ledgers_definition SET text = 'ledger: [' WHERE name = 'shops'",
    "change_version": "UPDATE ledgers_row SET version = version - 1 WHERE id = {shop}",
    "hide_row": "UPDATE ledgers_row SET pending = 1 WHERE id = {other}",
    "drop_definition": "DELETE FROM ledgers_definition WHERE name = 'tips'",
}


def _table() -> dict[str, set[str]]:
    """Way → what is found, as the manual says."""
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    return {way: set(re.findall(r"`([a-z_:]+)`", cell)) for way, cell in rows}


TABLE = _table()


@pytest.fixture
def places(office: Office, kept: None) -> dict[str, object]:  # noqa: ARG001 - the journal asks the rooms
    photo = filing.bring([b"%PDF-1.4 sample"], "样张.pdf", actor=office.eastern)
    given = {"name": "东桥茶庄", "code": "a-1", "staff": 6, "phone": "13800000001", "photo": [photo]}
    shop = actions.create("shops", given, actor=office.eastern)
    other = actions.create("shops", {"name": "另一家", "code": "a-2"}, actor=office.eastern)
    actions.create("papers", {"shop": str(shop.uid), "number": "P-1"}, actor=office.eastern)
    clocks.start(shop.uid, "review", "7 workdays", actor=office.eastern)
    serials.give(shop.uid, "ticket", actor=office.eastern)
    uid = str(other.uid)[:-2] + ("00" if str(other.uid)[-2:] != "00" else "11")
    strange = f"'{uid}'" if connection.features.has_native_uuid_field else f"'{uid.replace('-', '')}'"
    return {"shop": shop.id, "other": other.id, "uid": strange}


def test_nothing_is_found_where_nothing_was_done(places: dict[str, object]) -> None:
    verdict = verify()
    assert verdict.findings == (), places
    assert Row.objects.count() == 3


@pytest.mark.parametrize("way", WAYS)
def test_what_the_manual_says_is_found(places: dict[str, object], way: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(WAYS[way].format(**places))
        assert cursor.rowcount > 0
    definitions.forget()
    verdict = verify()
    found = {
        f"{one.kind.value}:{one.facts['thing']}" if "thing" in one.facts else one.kind.value
        for one in verdict.findings
    }
    assert found == TABLE.get(way)
    assert all("{" not in line for line in verdict.say("en"))


def test_every_way_is_in_the_manual() -> None:
    assert set(WAYS) == set(TABLE)
