"""Lawful removal: visible, complete, and no alarm."""

from pathlib import Path

import pytest
from django.db import connection
from pytest_django.fixtures import Settings
from room import CLERK, Room

from zhangtu.journal import queries, sealing
from zhangtu.journal.redacting import redact
from zhangtu.journal.refusals import JournalRefusedError
from zhangtu.journal.verifying import verify
from zhangtu.journal.writing import Change, act


@pytest.fixture
def filled(room: Room, tmp_path: Path, settings: Settings) -> Room:
    settings.ZHANGTU_HOME = tmp_path
    room.write(1, "create", {"1": '"open"'}, {"3": '"first"', "4": '"other"'})
    room.write(1, "amend", {}, {"3": '"second"'})
    with act(actor=CLERK, reason="a name in a reason") as one:
        one.write(Change("things", 1, "amend", {"1": '"more"'}))
    room.keep(1, {"1": '"more"'})
    sealing.seal()
    return room


def _redact(*fields: str) -> int:
    return redact("things", 1, fields, actor=CLERK, authority="第47条", reason="本人要求").number


def test_every_value_of_the_field_goes_and_nothing_else(filled: Room) -> None:
    number = _redact("3")
    assert filled.rows[1] == {"1": '"more"', "4": '"other"'}
    first, second, third, last = queries.history("things", 1)
    assert (first.removed, second.removed, third.removed) == ({"3": number}, {"3": number}, {})
    assert (dict(first.values), dict(second.values)) == ({"1": '"open"', "4": '"other"'}, {})
    assert (last.number, last.action) == (number, "redact")
    assert last.values == {"@authority": '"第47条"', "@removes": '{"3":[1,2]}', "@reason": '"本人要求"'}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM journal_entrysecret WHERE value LIKE '%first%' OR value LIKE '%second%'"
        )
        assert cursor.fetchone() == (0,)


def test_verification_says_by_which_entry_it_was_removed(filled: Room) -> None:
    number = _redact("3")
    verdict = verify()
    assert verdict.sound
    assert f"Entry {number} lawfully removed" in "\n".join(verdict.say("en"))
    filled.write(1, "amend", {}, {"3": '"third"'})
    assert verify().sound
    assert verify(since=True).sound


def test_a_reason_can_be_removed(filled: Room) -> None:
    _redact("@reason")
    assert "@reason" not in queries.history("things", 1)[2].values
    assert verify().sound
    assert filled.rows[1]["3"] == '"second"'


@pytest.mark.parametrize("fields", [["1"], ["9"], ["3", "1"]])
def test_what_is_not_personal_stays(filled: Room, fields: list[str]) -> None:
    before = queries.last_number()
    with pytest.raises(JournalRefusedError, match="no personal value"):
        _redact(*fields)
    assert queries.last_number() == before
    assert filled.rows[1]["3"] == '"second"'


def test_nothing_is_removed_twice(filled: Room) -> None:
    _redact("3")
    with pytest.raises(JournalRefusedError, match="no personal value"):
        _redact("3")
    assert verify().sound
    assert "3" not in filled.rows[1]


@pytest.mark.parametrize(("authority", "reason"), [("", "why"), ("law", " ")])
def test_authority_and_reason_are_asked_for(filled: Room, authority: str, reason: str) -> None:
    with pytest.raises(JournalRefusedError, match="needs an authority and a reason"):
        redact("things", 1, ["3"], actor=CLERK, authority=authority, reason=reason)
    assert filled.rows[1]["3"] == '"second"'
