"""A proof shows what was chosen and nothing else, holds offline, and falls with any change."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings
from room import CLERK, Room

from zhangtu.journal import heads, proving, queries, sealing, showing, signing
from zhangtu.journal.refusals import JournalRefusedError
from zhangtu.journal.verifying import verify
from zhangtu.project.commands import check_proof


@pytest.fixture
def filled(room: Room, tmp_path: Path, settings: Settings) -> Room:
    settings.ZHANGTU_HOME = tmp_path / "home"
    room.write(1, "create", {"1": '"open"', "2": '"hidden"'}, {"3": '"person"'})
    for row in range(2, 12):
        room.put(row, f1=f'"{row}"')
    room.put(1, "amend", f2='"changed"')
    return room


def _prove(*fields: str, **more: Any) -> dict[str, Any]:
    return proving.prove("things", 1, fields or None, actor=CLERK, **more)


def test_a_proof_holds_and_shows_the_open_fields(filled: Room) -> None:
    outcome = showing.check(showing.as_file(_prove()))
    assert outcome.holds
    assert outcome.trusted is None
    assert [(one.header.number, dict(one.values), one.hidden) for one in outcome.entries] == [
        (1, {"1": '"open"', "2": '"hidden"'}, ("3",)),
        (12, {"2": '"changed"'}, ()),
    ]
    assert filled.rows[1]["3"] == '"person"'


def test_only_chosen_fields_are_in_the_file(filled: Room) -> None:
    text = showing.as_file(_prove("1", "3")).decode()
    assert "open" in text
    assert "person" in text
    assert "hidden" not in text
    assert "changed" not in text
    outcome = showing.check(text.encode())
    assert outcome.holds
    assert outcome.entries[0].hidden == ("2",)
    assert filled.register == outcome.register


def test_a_proof_is_an_entry_and_changes_no_row(filled: Room) -> None:
    _prove("1")
    entry = queries.history("things", 1)[-1]
    assert (entry.action, entry.values) == ("prove", {"@fields": '["1"]', "@head": "12"})
    assert verify().sound
    assert filled.rows[1]["1"] == '"open"'


def test_a_proof_can_be_made_under_a_head_the_other_side_holds(filled: Room) -> None:
    head = sealing.seal()
    assert head is not None
    filled.put(30, f1="1")
    sealing.seal()
    data = showing.as_file(_prove(head=head))
    assert showing.check(data, head=head, key=head.key).trusted is True
    later = sealing.newest()
    assert later is not None
    assert showing.check(data, head=later).holds is False
    assert showing.check(data, key=bytes(32)).holds is False


def _value(proof: dict[str, Any]) -> None:
    proof["entries"][0]["fields"]["1"]["value"] = '"other"'


def _actor(proof: dict[str, Any]) -> None:
    proof["entries"][0]["header"][3] = 8


def _path(proof: dict[str, Any]) -> None:
    proof["entries"][1]["path"] = proof["entries"][1]["path"][1:]


def _other_row(proof: dict[str, Any]) -> None:
    proof["row"] = 2


def _dropped_field(proof: dict[str, Any]) -> None:
    del proof["entries"][0]["fields"]["3"]


def _other_root(proof: dict[str, Any]) -> None:
    proof["head"]["root"] = "00" * 32


@pytest.mark.parametrize("bend", [_value, _actor, _path, _other_row, _dropped_field, _other_root])
def test_a_bent_proof_falls(filled: Room, bend: Callable[[dict[str, Any]], None]) -> None:
    proof = json.loads(showing.as_file(_prove()))
    bend(proof)
    outcome = showing.check(json.dumps(proof).encode())
    assert outcome.holds is False
    assert all("{" not in line for language in ("zh-hans", "zh-hant", "en") for line in outcome.say(language))
    assert filled.rows


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format":"zhangtu proof 2"}'])
def test_what_is_no_proof_is_refused(text: str) -> None:
    with pytest.raises(showing.NotAProofError):
        showing.check(text.encode())


def test_what_cannot_be_proved_is_refused(filled: Room) -> None:
    head = sealing.seal()
    with pytest.raises(JournalRefusedError, match="no entry about things row 77"):
        proving.prove("things", 77, actor=CLERK)
    with pytest.raises(JournalRefusedError, match="has a field 9"):
        _prove("9")
    filled.put(30, f1="1")
    with pytest.raises(JournalRefusedError, match="name a newer head"):
        proving.prove("things", 30, actor=CLERK, head=head)
    with pytest.raises(JournalRefusedError, match="no row 99"):
        proving.place("things", "99")
    assert proving.place("things", "1") == ("things", 1)


def test_nothing_can_be_proved_before_anything_was_written(
    room: Room, tmp_path: Path, settings: Settings
) -> None:
    settings.ZHANGTU_HOME = tmp_path
    with pytest.raises(JournalRefusedError, match="no entry yet"):
        proving.prove(room.register, 1, actor=CLERK)


def test_the_command_checks_without_an_office(
    filled: Room, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, held = tmp_path / "proof.json", tmp_path / "head.txt"
    file.write_bytes(showing.as_file(_prove("1")))
    head = sealing.newest()
    assert head is not None
    held.write_text(heads.parse(head.line).line)
    words = [str(file), "--head", str(held), "--key", signing.public_key().hex(), "--lang", "en"]
    assert check_proof.main(words) == 0
    assert '"open"' in capsys.readouterr().out
    file.write_bytes(file.read_bytes().replace(b"open", b"shut"))
    assert check_proof.main([str(file), "--lang", "en"]) == 1
    assert "NOT hold" in capsys.readouterr().out
    for words in (
        [str(held)],
        [str(tmp_path / "none")],
        [str(file), "--key", "12"],
        [str(file), "--head", str(file)],
    ):
        assert check_proof.main([*words, "--lang", "en"]) == 2
    assert filled.rows
