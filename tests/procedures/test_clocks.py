"""Limits of rows in a procedure: started and stopped by moves, standing still, longer, fixed by a paper."""

from datetime import date, datetime
from typing import Any

import pytest
from hamlet import Town
from test_walking import go, kept, ordered, refusal, reported

from zhangtu.journal.verifying import verify
from zhangtu.kernel.clock import SHANGHAI, stopped_at
from zhangtu.ledgers import budgets, clocks
from zhangtu.ledgers.budgets import moment
from zhangtu.ledgers.clocks import Running
from zhangtu.ledgers.refusals import ChangedError, LedgerError
from zhangtu.procedures import actions, cases, granting
from zhangtu.procedures.actions import Moved
from zhangtu.procedures.refusals import ProcedureError

__all__ = ["kept"]


def on(month: int, day: int, hour: int = 10, year: int = 2026) -> Any:
    return stopped_at(datetime(year, month, day, hour, tzinfo=SHANGHAI))


def clock(at: Moved, name: str) -> Running:
    return clocks.of_row(cases.case_of(at.uid).row.id)[name]


def last_day(at: Moved, name: str) -> date:
    due = clock(at, name).due
    assert due is not None
    return moment(due - 1).date()


def due_of(at: Moved) -> int | None:
    return cases.case_of(at.uid).row.due


def test_moves_start_and_stop_the_limits_they_name(town: Town) -> None:
    at = town.found()
    assert last_day(at, "ordering") == date(2026, 11, 26)
    with on(11, 25):
        at = go(at, "order", town.safety, values={"demand": "整改"})
    assert clock(at, "ordering").stopped is not None
    assert last_day(at, "correcting") == date(2026, 12, 10)
    assert due_of(at) == clock(at, "correcting").due
    with on(11, 27):
        at = go(at, "report", town.helper, values={"done": "好"})
    with on(12, 1):
        at = go(at, "give_back", town.safety, reason="照片不清")
    assert moment(clock(at, "correcting").started).date() == date(2026, 12, 1)
    assert last_day(at, "correcting") == date(2026, 12, 16)
    assert clock(at, "rechecking").stopped is not None
    with on(12, 2):
        at = go(at, "report", town.helper)
        at = go(at, "accept", town.safety, values={"result": "合格"})
    assert due_of(at) is None
    assert all(one.stopped is not None for one in clocks.of_row(cases.case_of(at.uid).row.id).values())
    assert verify().sound


def test_what_is_taken_back_leaves_the_limits_as_they_were(town: Town) -> None:
    at = ordered(town)
    before = clocks.of_row(cases.case_of(at.uid).row.id)
    with on(11, 27):
        at = go(at, "report", town.helper, values={"done": "好"})
        assert clock(at, "correcting").stopped is not None
        at = actions.take_back(at.uid, actor=town.helper, seen=at.version)
    assert clocks.of_row(cases.case_of(at.uid).row.id) == before
    assert due_of(at) == before["correcting"].due
    assert verify().sound


def test_a_row_opened_again_has_what_was_left(town: Town) -> None:
    with on(11, 24):
        at = reported(town)
        due = last_day(at, "rechecking")
    with on(11, 25):
        at = go(at, "accept", town.safety, values={"result": "合格"})
    with on(12, 2):
        at = actions.reopen(at.uid, actor=town.chief, seen=at.version, reason="举报属实")
    one = clock(at, "rechecking")
    assert at.step == "rechecking"
    assert one.stopped is None
    assert due == date(2026, 12, 1)
    assert last_day(at, "rechecking") == date(2026, 12, 8)
    assert verify().sound


def test_a_limit_is_made_longer_once_by_whom_it_says_and_keeps_the_old_day(town: Town) -> None:
    at = ordered(town)
    with pytest.raises(ProcedureError) as other:
        granting.extend(at.uid, "correcting", actor=town.helper, seen=at.version, reason="等配件")
    assert refusal(other) == "extend_by"
    assert other.value.say("zh-hans") == "延长“整改”时限由分管负责人批准。"
    with pytest.raises(LedgerError) as silent:
        granting.extend(at.uid, "correcting", actor=town.chief, seen=at.version, reason=" ")
    assert refusal(silent) == "no_reason"
    seen = granting.extend(at.uid, "correcting", actor=town.chief, seen=at.version, reason="等配件")
    assert clock(at, "correcting").budget == "15+15 days"
    assert last_day(at, "correcting") == date(2026, 12, 24)
    last = cases.case_of(at.uid).running.last
    assert (moment(last["was"] - 1).date(), last["by"]) == (date(2026, 12, 9), "15 days")
    with pytest.raises(ProcedureError) as again:
        granting.extend(at.uid, "correcting", actor=town.chief, seen=seen, reason="还等")
    assert refusal(again) == "no_extension"
    assert verify().sound


def test_what_is_late_is_changed_only_by_a_paper(town: Town) -> None:
    at = ordered(town)
    with on(12, 20):
        for deed in (
            lambda: granting.extend(at.uid, "correcting", actor=town.chief, seen=at.version, reason="晚"),
            lambda: granting.pause(
                at.uid, "correcting", "season", actor=town.helper, seen=at.version, reason="晚"
            ),
        ):
            with pytest.raises(ProcedureError) as late:
                deed()
            assert refusal(late) == "limit_late"
        day = date(2027, 1, 15)
        with pytest.raises(ProcedureError) as bare:
            granting.override(
                at.uid, "correcting", day, " ", actor=town.chief, seen=at.version, reason="会议定"
            )
        assert refusal(bare) == "override_paper"
        with pytest.raises(LedgerError):
            granting.override(
                at.uid, "correcting", day, "纪要〔2026〕9号", actor=town.helper, seen=at.version, reason="想"
            )
        granting.override(
            at.uid, "correcting", day, "纪要〔2026〕9号", actor=town.chief, seen=at.version, reason="会议定"
        )
    assert last_day(at, "correcting") == day
    assert verify().sound


def test_a_limit_stands_still_and_goes_on_with_what_was_left(town: Town) -> None:
    at = ordered(town)
    with on(11, 26):
        with pytest.raises(ProcedureError) as kind:
            granting.pause(at.uid, "correcting", "holiday", actor=town.helper, seen=at.version, reason="放假")
        assert refusal(kind) == "pause_kind"
        with pytest.raises(LedgerError) as unseen:
            granting.pause(at.uid, "correcting", "season", actor=town.stranger, seen=at.version, reason="冷")
        assert refusal(unseen) == "no_row"
        seen = granting.pause(
            at.uid, "correcting", "season", actor=town.helper, seen=at.version, reason="冰冻"
        )
    assert due_of(at) is None
    with on(12, 6):
        granting.resume(at.uid, "correcting", actor=town.helper, seen=seen)
    assert last_day(at, "correcting") == date(2026, 12, 21)  # the 19th is a Saturday
    with pytest.raises(ProcedureError) as runs:
        granting.resume(at.uid, "correcting", actor=town.helper, seen=cases.case_of(at.uid).row.version)
    assert refusal(runs) == "runs"
    with pytest.raises(ProcedureError) as mine:
        actions.take_back(at.uid, actor=town.safety, seen=cases.case_of(at.uid).row.version)
    assert refusal(mine) == "nothing_to_take_back"
    assert verify().sound


def test_who_looked_before_a_move_changes_no_limit(town: Town) -> None:
    at = ordered(town)
    later = go(at, "report", town.helper, values={"done": "好"})
    with pytest.raises(ChangedError):
        granting.extend(at.uid, "correcting", actor=town.chief, seen=at.version, reason="晚了")
    with pytest.raises(ProcedureError) as over:
        granting.extend(at.uid, "correcting", actor=town.chief, seen=later.version, reason="晚了")
    assert refusal(over) == "limit_over"


@pytest.mark.parametrize(
    ("text", "started", "pauses", "last", "provisional"),
    [
        ("7 workdays", date(2026, 9, 24), [], date(2026, 10, 12), False),
        ("90 days", date(2026, 7, 7), [], date(2026, 10, 8), False),
        ("60+30 days", date(2026, 7, 7), [], date(2026, 10, 8), False),
        ("30 days", date(2026, 1, 16), [], date(2026, 2, 24), False),
        # what a holiday added is not left over when the pause begins behind the last day itself
        ("15 days", date(2026, 9, 18), [(date(2026, 10, 5), date(2026, 10, 20))], date(2026, 10, 20), False),
        ("5 workdays", date(2026, 12, 28), [], date(2027, 1, 4), True),
        ("1+1 months", date(2026, 1, 31), [], date(2026, 3, 31), False),
        ("7 workdays + 3 days", date(2026, 11, 23), [], date(2026, 12, 7), False),
        ("until 2026-12-31 + 30 days", date(2026, 1, 1), [], date(2027, 2, 1), True),
    ],
)
def test_limits_are_counted_by_the_civil_code(
    text: str, started: date, pauses: list[tuple[date, date]], last: date, provisional: bool
) -> None:
    def at(day: date) -> int:
        return budgets.micros(datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI))

    stood = [(at(begun), at(until)) for begun, until in pauses]
    due, sure = budgets.ending(at(started), text, stood, clocks.calendar())
    assert due is not None
    assert (moment(due - 1).date(), sure) == (last, provisional)


@pytest.mark.parametrize("text", ["0 days", "soon", "5+ days", "1 days + ", "until 2026-13-01", "9 days + x"])
def test_what_is_no_budget_is_refused(text: str) -> None:
    with pytest.raises(LedgerError) as error:
        budgets.budget(text)
    assert refusal(error) == "bad_budget"
