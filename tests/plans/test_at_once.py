"""Two people at one document: nothing is lost, nothing is half done, and nobody waits for a reading."""

import contextvars
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from river import PLAN, Desk

from zhangtu.journal import writing
from zhangtu.plans import actions, queries, readings, record, storing
from zhangtu.plans.changes import Change, IssuedChange
from zhangtu.plans.corrections import view_of
from zhangtu.plans.errors import PlanError, Refusal
from zhangtu.plans.view import View

WHO, OTHER = Desk.who, "王敏"


def meanwhile(work: Callable[..., object], *given: object, **named: object) -> None:
    """Do something as somebody else does while this test is in the middle of an act of its own."""
    contextvars.Context().run(work, *given, **named)


def written(desk: Desk) -> list[tuple[str, str]]:
    return [(one.who, str(one.kind)) for one in desk.plan.view.corrections]


def form(desk: Desk, other: Callable[[], object]) -> None:
    """Title and units of the first task set together, while somebody else does something."""
    with record.one_act(desk.uid):
        actions.retitle_task(desk.uid, desk.keys[0], "排查", seen=1, actor=WHO)
        actions.assign_task(desk.uid, desk.keys[0], ["甲局"], [], seen=1, actor=WHO)
        meanwhile(other)


def test_corrections_of_different_tasks_both_stand(desk: Desk) -> None:
    first, second = desk.keys[:2]
    with record.one_act(desk.uid):
        actions.retitle_task(desk.uid, first, "排查", seen=1, actor=WHO)
        meanwhile(actions.retitle_task, desk.uid, second, "清理", seen=1, actor=OTHER)
        actions.assign_task(desk.uid, first, ["甲局"], [], seen=1, actor=WHO)
        assert written(desk) == [(OTHER, "title")]
    assert written(desk) == [(OTHER, "title"), (WHO, "title"), (WHO, "units")]
    assert desk.titles[:2] == ["排查", "清理"]


def test_who_sets_what_another_has_just_set_differently_is_told(desk: Desk) -> None:
    with pytest.raises(PlanError) as refused:
        form(desk, lambda: actions.retitle_task(desk.uid, desk.keys[0], "彻查", seen=1, actor=OTHER))
    assert refused.value.refusal is Refusal.CHANGED
    assert written(desk) == [(OTHER, "title")]


def test_what_another_has_just_set_to_the_same_is_not_written_twice(desk: Desk) -> None:
    form(desk, lambda: actions.retitle_task(desk.uid, desk.keys[0], "排查", seen=1, actor=OTHER))
    assert written(desk) == [(OTHER, "title"), (WHO, "units")]


@pytest.mark.parametrize(
    ("act", "refusal"),
    [
        (lambda uid: actions.bin_document(uid, actor=OTHER), Refusal.NO_DOCUMENT),
        (
            lambda uid: actions.bring_version(uid, [f"{PLAN}完".encode()], "新.txt", actor=OTHER),
            Refusal.OLD_VERSION,
        ),
    ],
)
def test_a_document_that_went_on_is_not_corrected(
    desk: Desk, act: Callable[[UUID], object], refusal: Refusal
) -> None:
    with pytest.raises(PlanError) as refused:
        form(desk, lambda: act(desk.uid))
    assert refused.value.refusal is refusal
    assert queries.last_entry(desk.uid) == 0


@pytest.mark.parametrize("times", [1, record.TURNS])
def test_a_correction_comes_in_however_often_somebody_is_quicker(desk: Desk, times: int) -> None:
    turns = iter(range(times))

    def make(view: View) -> Change:
        day = date(2026, 1, 1)
        if next(turns, None) is not None:
            meanwhile(actions.state_issued, desk.uid, day, seen=1, actor=OTHER)
        return IssuedChange(day, view.reading.document.issued)

    record.add(desk.uid, make, seen=1, actor=WHO, by=None)
    assert [who for who, _ in written(desk)] == [OTHER] * times + [WHO]
    assert [one.number for one in desk.plan.view.corrections] == list(range(1, times + 2))


def test_two_newer_versions_at_once_are_two(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, waiting = storing.go_on, [1]

    def slow(*given: Any) -> bool:
        if waiting:
            waiting.pop()
            meanwhile(actions.bring_version, desk.uid, [f"{PLAN}甲".encode()], "甲.txt", actor=OTHER)
        return plain(*given)

    monkeypatch.setattr(storing, "go_on", slow)
    assert actions.bring_version(desk.uid, [f"{PLAN}乙".encode()], "乙.txt", actor=WHO) == 3
    assert [one.name for one in desk.plan.versions] == ["方案.txt", "甲.txt", "乙.txt"]


def test_nothing_is_read_while_others_wait(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    reads = []

    def watched(*given: Any) -> View:
        reads.append(1)
        assert not writing._UNDER_WAY, "an act holds the writer's place"
        return view_of(*given)

    monkeypatch.setattr(readings, "view_of", watched)
    fault = next(one.key for one in desk.plan.view.problems if one.problem.kind == "invalid_date")
    acts: list[Callable[[], object]] = [
        lambda: actions.accept_repair(desk.uid, fault, seen=1, actor=WHO),
        lambda: actions.state_issued(desk.uid, date(2025, 1, 1), seen=1, actor=WHO),
        lambda: actions.withdraw_corrections(desk.uid, [1, 2], actor=WHO),
        lambda: actions.bring_version(desk.uid, [f"{PLAN}甲".encode()], "甲.txt", actor=WHO),
        lambda: actions.return_to_version(desk.uid, 1, actor=WHO),
        lambda: Desk(PLAN + "乙"),
    ]
    for act in acts:
        readings._view.cache_clear()  # nothing is remembered
        readings.reading_of.cache_clear()
        act()
    assert len(reads) >= len(acts)
