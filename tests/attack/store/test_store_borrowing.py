"""Knowing a name is no right: digests, imports, series and rows of others are of no use to a clerk."""

from pathlib import Path
from uuid import UUID

import pytest

from office import Office, somebody
from zhangtu.journal import queries as journal
from zhangtu.ledgers import actions, filing, queries, serials
from zhangtu.ledgers.importing import applying, preparing, undoing
from zhangtu.ledgers.refusals import InvalidError, LedgerError, ReferencedError
from zhangtu.people.queries import scope


def test_a_known_digest_opens_no_file(town: Office) -> None:
    file = filing.bring([b"a photograph of the west"], "west.txt", actor=town.western)
    named = [{"sha256": file.sha256, "name": "mine.txt"}]
    row = actions.create("shops", {"name": "西岭店", "photo": named}, actor=town.western)
    assert filing.opened(file.sha256, scope(town.western)).name == "mine.txt"
    for digest in (file.sha256, "0" * 64):
        with pytest.raises(InvalidError) as refusal:
            actions.create(
                "shops", {"name": "东桥店", "photo": [{"sha256": digest, "name": "x"}]}, actor=town.eastern
            )
        assert [one.kind for one in refusal.value.problems] == ["file_missing"]
    with pytest.raises(LedgerError):
        filing.opened(file.sha256, scope(town.eastern))
    # who has the bytes may bring them in again, and who sees the row may use its file
    filing.bring([b"a photograph of the west"], "again.txt", actor=town.eastern)
    actions.create("shops", {"name": "东桥店", "photo": named}, actor=town.eastern)
    actions.create("shops", {"name": "镇上", "photo": named}, actor=town.chief)
    actions.amend(row.uid, {"note": "照片不动"}, actor=town.western, seen=row.version)


def test_numbers_come_only_from_series_in_scope(town: Office) -> None:
    row = actions.create("shops", {"name": "东桥店"}, actor=town.eastern)
    with pytest.raises(LedgerError) as refusal:
        serials.give(row.uid, "ticket", actor=town.eastern, unit=town.west)
    assert refusal.value.kind == "other_unit"
    assert serials.series(town.west, "店登字", 2026).given == 0
    assert serials.give(row.uid, "ticket", actor=town.eastern).endswith("1号")


def test_rows_out_of_scope_that_refer_to_one_are_counted_not_named(town: Office) -> None:
    row = actions.create("shops", {"name": "东桥店"}, actor=town.eastern)
    other = actions.create("papers", {"shop": str(row.uid), "number": "1"}, actor=town.chief, unit=town.west)
    head = somebody(town.east, "戊五", "chief")
    with pytest.raises(ReferencedError) as refusal:
        actions.withdraw(row.uid, actor=head, seen=row.version, reason="重复")
    assert refusal.value.facts["count"] == 1
    assert str(other.uid) not in str(refusal.value)
    with pytest.raises(ReferencedError, match=str(other.uid)):
        actions.withdraw(row.uid, actor=town.chief, seen=row.version, reason="重复")


def test_nobody_undoes_the_import_of_another_village(town: Office, tmp_path: Path) -> None:
    sheet = tmp_path / "shops.csv"
    sheet.write_text("名称,编码\n西岭一店,w-1\n西岭二店,w-2\n西岭三店,w-3\n", "utf-8")
    prepared = preparing.prepare(sheet, "shops", actor=town.western)
    uid = applying.apply(UUID(prepared.manifest.uid), actor=town.western).uid
    before = journal.last_number()
    with pytest.raises(LedgerError) as refusal:
        undoing.undo(uid, actor=somebody(town.east, "戊五", "chief"), reason="试试")
    assert refusal.value.kind == "no_import"
    assert not [one for one in journal.entries_after(before, 100) if one.register.startswith("ledgers.")]
    assert queries.rows("shops", scope(town.western)).count == 3
    assert undoing.undo(uid, actor=town.chief, reason="录错了").created == 3
