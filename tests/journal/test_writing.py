"""Entries are numbered in the order of commits, without gaps, and only written inside an act."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from django.db import transaction
from room import CLERK, Room

from zhangtu.journal import queries, registers
from zhangtu.journal.actor import Actor
from zhangtu.journal.refusals import JournalRefusedError
from zhangtu.journal.writing import Change, act
from zhangtu.kernel.clock import stopped_at

pytestmark = pytest.mark.django_db


def _change(row: int = 1, **values: str) -> Change:
    return Change("things", row, "create", {key.removeprefix("f"): text for key, text in values.items()})


def test_numbers_begin_at_one_and_rise() -> None:
    with act(actor=CLERK) as one:
        assert one.write(_change(f1='"a"')) == 1
        assert one.write_many([_change(2), _change(3)]) == range(2, 4)
    with act(actor=CLERK) as two:
        assert two.write(_change(4)) == 4
    assert [entry.number for entry in queries.entries_after(0, 10)] == [1, 2, 3, 4]
    assert [entry.number for entry in queries.entries_after(1, 2)] == [2, 3]
    assert queries.last_number() == 4


def test_an_entry_says_who_when_what_and_why() -> None:
    moment = datetime(2026, 3, 1, 4, 5, 6, 789, tzinfo=UTC)
    with stopped_at(moment), act(actor=CLERK, reason="更正", behalf=12, batch=5) as one:
        one.write(Change("things", 8, "amend", {"2": '"甲"', "10": "1"}, {"3": '"乙"'}, definition=4))
    (entry,) = queries.history("things", 8)
    assert (entry.actor, entry.behalf, entry.batch, entry.definition) == (CLERK, 12, 5, 4)
    assert entry.at == int(moment.timestamp()) * 1_000_000 + 789
    assert entry.values == {"2": '"甲"', "10": "1", "3": '"乙"', "@reason": '"更正"'}
    assert entry.personal == {"3", "@reason"}
    assert (entry.register, entry.row, entry.action, entry.removed) == ("things", 8, "amend", {})


def test_time_never_runs_backwards() -> None:
    with stopped_at(datetime(2026, 3, 2, tzinfo=UTC)), act(actor=CLERK) as one:
        one.write(_change())
    with stopped_at(datetime(2026, 3, 1, tzinfo=UTC)), act(actor=CLERK) as two:
        two.write(_change())
    first, second = queries.entries_after(0, 10)
    assert second.at == first.at
    assert queries.number_at(first.at) == 2
    assert queries.number_at(first.at - 1) == 0


def test_an_act_inside_an_act_joins_it() -> None:
    with act(actor=CLERK, reason="outer", behalf=4) as one:
        one.write(_change(1))
        with act(actor=CLERK, reason="inner", batch=9) as two:
            two.write(_change(2))
        with act(actor=CLERK) as three:
            three.write(_change(3))
    found = [(entry.values["@reason"], entry.behalf, entry.batch) for entry in queries.entries_after(0, 10)]
    assert found == [('"outer"', 4, 0), ('"inner"', 4, 9), ('"outer"', 4, 0)]
    assert len({entry.at for entry in queries.entries_after(0, 10)}) == 1


def test_another_actor_inside_is_refused() -> None:
    with act(actor=CLERK), pytest.raises(JournalRefusedError, match="one person"), act(actor=Actor(person=8)):
        pass


def test_what_is_given_up_inside_leaves_no_gap() -> None:
    with act(actor=CLERK) as one:
        one.write(_change(1))
        with suppress(ZeroDivisionError), act(actor=CLERK) as two:
            two.write_many([_change(2), Change("others", 1, "create", {})])
            raise ZeroDivisionError
        with suppress(ZeroDivisionError), transaction.atomic():
            one.write(Change("others", 1, "create", {}))
            raise ZeroDivisionError
        assert one.write(Change("third", 3, "create", {})) == 2
    assert [entry.register for entry in queries.entries_after(0, 10)] == ["things", "third"]
    assert registers.known("others") is None


def test_what_is_given_up_whole_leaves_nothing() -> None:
    with suppress(ZeroDivisionError), act(actor=CLERK, reason="why") as one:
        one.write(_change(1))
        raise ZeroDivisionError
    assert queries.last_number() == 0
    with act(actor=CLERK) as two:
        assert two.write(_change(1)) == 1


def test_an_act_that_is_over_writes_no_more() -> None:
    with act(actor=CLERK) as one:
        pass
    with pytest.raises(JournalRefusedError):
        one.write(_change())
    with act(actor=CLERK), pytest.raises(JournalRefusedError):
        one.write(_change())


@pytest.mark.parametrize("text", ["", " 1", "1 ", "1,2", '1,"2":3', "甲", '"a', "[1", '"\ud800"', "{}}"])
@pytest.mark.parametrize("personal", [True, False])
def test_what_is_no_value_is_refused(text: str, *, personal: bool) -> None:
    values = {"1": text, "2": "2"}
    with pytest.raises(JournalRefusedError, match="compact JSON"), act(actor=CLERK) as one:
        one.write(Change("things", 1, "create", {} if personal else values, values if personal else {}))
    assert queries.last_number() == 0


@pytest.mark.parametrize("key", ["", "0", "01", "a b", 'a"', "甲", "A", "@", "1.5", "a" * 61])
def test_what_is_no_key_is_refused(key: str) -> None:
    with pytest.raises(JournalRefusedError, match="field key"), act(actor=CLERK) as one:
        one.write(Change("things", 1, "create", {key: "1"}))


def test_a_field_is_open_or_personal_never_both() -> None:
    with pytest.raises(JournalRefusedError), act(actor=CLERK) as one:
        one.write(Change("things", 1, "create", {"1": "1"}, {"1": "1"}))


def test_registers_keep_their_numbers() -> None:
    with act(actor=CLERK) as one:
        one.write(_change())
        one.write(Change("people.unit", 1, "create", {"name": '"x"'}))
    things, units = registers.number("things"), registers.number("people.unit")
    assert things != units
    assert registers.name(units) == "people.unit"
    assert set(registers.names().values()) == {"things", "people.unit"}
    with pytest.raises(JournalRefusedError):
        registers.name(999)


def test_the_room_of_these_tests_keeps_what_it_writes(room: Room) -> None:
    room.put(1, f1='"a"', f2="2")
    room.put(1, "amend", f2="null", f1='"b"')
    assert room.rows == {1: {"1": '"b"'}}
