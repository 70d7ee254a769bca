"""Verification in full and since the last head: what it goes on from, and what it does not believe."""

from pathlib import Path

import pytest
from intruder import Intruder
from pytest_django.fixtures import Settings
from room import Room

from zhangtu.journal import checkpoint, hooks, sealing
from zhangtu.journal.findings import Kind, Note
from zhangtu.journal.verifying import verify


@pytest.fixture
def intruder(room: Room, tmp_path: Path, settings: Settings) -> Intruder:
    settings.ZHANGTU_HOME = tmp_path
    return Intruder(room)


def test_an_empty_journal_is_sound(room: Room, tmp_path: Path, settings: Settings) -> None:
    del room
    settings.ZHANGTU_HOME = tmp_path
    assert verify().sound
    assert verify(since=True).sound


def test_since_goes_on_from_the_last_head(intruder: Intruder) -> None:
    assert [one.note for one in verify(since=True).remarks][:1] == [Note.FROM_THE_START]
    intruder.room.put(1, "amend", f2="8")
    intruder.room.put(20, f1='"k20"')
    seen: list[tuple[int, int]] = []
    verdict = verify(since=True, progress=lambda done, of: seen.append((done, of)))
    assert verdict.sound
    assert (verdict.begun_after, verdict.entries, verdict.rows) == (10, 14, 4)
    assert seen[-1][1] == 4
    sealing.seal()
    assert verify(since=True).covered == 14
    assert verify(since=True).begun_after == 14


def test_since_finds_what_was_done_to_what_is_new(intruder: Intruder) -> None:
    verify()
    intruder.room.put(1, "amend", f2="8")
    intruder.room.rows[1]["2"] = "9"
    assert [one.kind for one in verify(since=True).findings] == [Kind.ROW_DIFFERS]
    intruder.room.rows[1]["2"] = "8"
    intruder.room.derived["link"][1] = "3"
    assert [one.kind for one in verify(since=True).findings] == [Kind.DERIVED]


def test_since_finds_a_journal_cut_before_the_last_head(intruder: Intruder) -> None:
    verify()
    intruder.do("cut_tail_and_log")
    kinds = {one.kind for one in verify(since=True).findings}
    assert Kind.HEAD_BEYOND in kinds


def test_since_with_an_older_outside_head_looks_at_all_digests(intruder: Intruder) -> None:
    first = next(sealing.heads_after(0))[0]
    verify()
    assert verify(since=True, heads=[first]).sound
    intruder.unguard()
    intruder.run("UPDATE journal_entry SET digest = %s WHERE number = 2", bytes(32))
    intruder.guard()
    assert {one.kind for one in verify(since=True, heads=[first]).findings} >= {Kind.HEAD_ROOT}


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"head":"","edge":"","mac":""}'])
def test_a_checkpoint_that_is_none_is_not_believed(intruder: Intruder, text: str) -> None:
    verify()
    checkpoint.path().write_text(text)
    verdict = verify(since=True)
    assert verdict.begun_after == 0
    assert Note.FROM_THE_START in {one.note for one in verdict.remarks}
    assert intruder.head.size == 10


def test_a_forged_checkpoint_is_not_believed(intruder: Intruder, settings: Settings) -> None:
    verify()
    ours, settings.SECRET_KEY = str(settings.SECRET_KEY), "another"
    point = checkpoint.Checkpoint(intruder.head, checkpoint.Frontier())
    checkpoint.save(point)
    settings.SECRET_KEY = ours
    assert checkpoint.load() is None


def test_an_unsound_journal_leaves_no_checkpoint(intruder: Intruder) -> None:
    intruder.do("edit_row")
    assert not verify().sound
    assert checkpoint.load() is None


def test_a_seal_of_another_life_is_found(intruder: Intruder) -> None:
    intruder.unguard()
    intruder.run("UPDATE journal_epoch SET epoch = 'x'")
    intruder.guard()
    assert {one.kind for one in verify().findings} == {Kind.SEAL_EPOCH}


def test_a_seal_over_more_than_there_is_is_found(intruder: Intruder) -> None:
    intruder.unguard()
    intruder.run("DELETE FROM journal_entry WHERE number > 8")
    for row in (9, 10, 11, 12):
        intruder.room.drop(row)
    intruder.guard()
    assert {one.kind for one in verify().findings} == {Kind.SEAL_BEYOND, Kind.HEAD_BEYOND}


def test_a_register_nobody_keeps_is_remarked(intruder: Intruder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "KEEPERS", [hooks.OWN])
    monkeypatch.setattr(hooks, "CHECKS", {})
    verdict = verify()
    assert verdict.sound
    assert Note.NOT_REPLAYED in {one.note for one in verdict.remarks}
    assert intruder.head.size == 10


def test_a_register_without_entries_can_be_checked_too(
    room: Room, tmp_path: Path, settings: Settings
) -> None:
    settings.ZHANGTU_HOME = tmp_path
    room.keep(1, {"1": "1"})
    hooks.CHECKS.clear()
    assert verify().sound
    hooks.KEEPERS.clear()
    hooks.keep(lambda name: name == "things", room.present, always=["things"])
    assert [one.kind for one in verify().findings] == [Kind.ROW_STRANGE]


def test_findings_without_end_are_counted(intruder: Intruder) -> None:
    for row in range(1000, 3000):
        intruder.room.rows[row] = {"2": "1"}
    verdict = verify()
    assert len(verdict.findings) == 1000
    assert verdict.counts == {Kind.ROW_STRANGE: 2000}
    assert "1000 more" in "\n".join(verdict.say("en"))


def test_what_is_sealed_meanwhile_is_no_alarm(intruder: Intruder) -> None:
    intruder.write_log(intruder.lines[:1])
    intruder.do("remove_seal")
    verdict = verify(progress=lambda _done, _of: intruder.write_log(intruder.lines))
    assert verdict.sound
    assert [one.kind for one in verify().findings] == [Kind.SEAL_CHAIN]
