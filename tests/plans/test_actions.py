"""Every change leaves an entry with who and when; nothing else changes a document."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from river import PLAN, Desk

from zhangtu.plans import actions, queries
from zhangtu.plans.changes import Kind
from zhangtu.plans.errors import PlanError, Refusal
from zhangtu.plans.models import Document, Entry
from zhangtu.plans.record import Shown
from zhangtu.plans.view import Outcome
from zhangtu.reading.model import Deadline, DeadlineKind
from zhangtu.reading.source import UnreadableError

WHO = "周立新"
TITLE = Shown(0, 11, "柳塘县河道清洁行动方案")
BEYOND = Shown(3, 9999, "")
JULY = Deadline(DeadlineKind.DATE, end=date(2026, 7, 1))


def fault(desk: Desk, kind: str) -> str:
    return next(one.key for one in desk.plan.view.problems if one.problem.kind == kind)


def split_place(desk: Desk) -> int:
    view = desk.plan.view
    return view.reading.text.index("同时补种") - view.items[3].item.start


ACTS: dict[Kind, Callable[[Desk, str], None]] = {
    Kind.MEND: lambda d, who: actions.accept_repair(d.uid, fault(d, "invalid_date"), seen=1, actor=who),
    Kind.ISSUED: lambda d, who: actions.state_issued(d.uid, date(2025, 12, 1), seen=1, actor=who),
    Kind.TITLE: lambda d, who: actions.retitle_task(d.uid, d.keys[0], "排查排污口", seen=1, actor=who),
    Kind.UNITS: lambda d, who: actions.assign_task(d.uid, d.keys[0], ["甲局"], ["乙局"], seen=1, actor=who),
    Kind.DEADLINE: lambda d, who: actions.time_task(d.uid, d.keys[0], JULY, seen=1, actor=who),
    Kind.SPLIT: lambda d, who: actions.split_task(d.uid, d.keys[3], split_place(d), seen=1, actor=who),
    Kind.MERGE: lambda d, who: actions.merge_tasks(d.uid, d.keys[0], with_next=True, seen=1, actor=who),
    Kind.DROP: lambda d, who: actions.drop_task(d.uid, d.keys[2], seen=1, actor=who),
    Kind.ADD: lambda d, who: actions.add_task(d.uid, TITLE, seen=1, actor=who),
    Kind.IGNORE: lambda d, who: actions.ignore_fault(d.uid, fault(d, "invalid_date"), seen=1, actor=who),
}


@pytest.mark.parametrize("kind", ACTS, ids=str)
def test_every_correction_leaves_one_entry(desk: Desk, kind: Kind) -> None:
    ACTS[kind](desk, WHO)
    (entry,) = desk.plan.view.corrections
    assert (entry.number, entry.kind, entry.who, entry.version) == (1, kind, WHO, 1)
    assert desk.plan.view.outcomes == {1: Outcome.APPLIED}


@pytest.mark.parametrize("kind", ACTS, ids=str)
def test_undoing_restores_exactly(desk: Desk, kind: Kind) -> None:
    before = desk.plan.view
    ACTS[kind](desk, WHO)
    actions.withdraw_corrections(desk.uid, [1], actor="王敏")
    after = desk.plan.view
    assert (after.items, after.problems, after.reading) == (before.items, before.problems, before.reading)
    assert [one.kind for one in after.corrections] == [kind, Kind.WITHDRAW]
    actions.withdraw_corrections(desk.uid, [2], actor="王敏")
    assert desk.plan.view.outcomes == {1: Outcome.APPLIED}


@pytest.mark.parametrize("kind", ACTS, ids=str)
@pytest.mark.parametrize("who", ["", "  "])
def test_nobody_corrects_without_a_name(desk: Desk, kind: Kind, who: str) -> None:
    with pytest.raises(PlanError) as refused:
        ACTS[kind](desk, who)
    assert refused.value.refusal is Refusal.NAMELESS
    assert desk.plan.view.corrections == ()


def test_an_accepted_repair_changes_the_text_and_all_is_read_again(desk: Desk) -> None:
    actions.accept_repair(desk.uid, fault(desk, "invalid_date"), seen=1, actor=WHO)
    view = desk.plan.view
    assert "2026年2月28日前" in view.reading.text
    assert view.items[0].item.deadline.end == date(2026, 2, 28)
    assert not [one for one in view.problems if one.problem.kind == "invalid_date"]
    assert [view.reading.text[span.start : span.end] for span in view.mends.values()] != []


def test_splitting_merging_dropping_and_adding_change_the_list(desk: Desk) -> None:
    ACTS[Kind.SPLIT](desk, WHO)
    assert desk.titles[4].startswith("同时补种")
    actions.merge_tasks(desk.uid, desk.keys[4], with_next=False, seen=1, actor=WHO)
    assert len(desk.titles) == 4
    actions.drop_task(desk.uid, desk.keys[0], seen=1, actor=WHO)
    assert len(desk.titles) == 3
    text = desk.plan.view.reading.text
    start = text.index("（一）全面")
    end = text.index("\n", start)
    actions.add_task(desk.uid, Shown(start, end, text[start:end]), seen=1, actor=WHO)
    assert len(desk.titles) == 4
    assert desk.plan.view.items[0].item.lead_units == ("柳塘县水务局",)


def test_what_cannot_be_done_changes_nothing(desk: Desk) -> None:
    last = desk.keys[3]
    tries: list[tuple[Callable[[], None], Refusal]] = [
        (lambda: actions.drop_task(desk.uid, "t0", seen=1, actor=WHO), Refusal.GONE),
        (
            lambda: actions.merge_tasks(desk.uid, last, with_next=True, seen=1, actor=WHO),
            Refusal.NO_NEIGHBOUR,
        ),
        (lambda: actions.split_task(desk.uid, last, 0, seen=1, actor=WHO), Refusal.BAD_SPLIT),
        (lambda: actions.add_task(desk.uid, Shown(5, 5, ""), seen=1, actor=WHO), Refusal.EMPTY),
        (lambda: actions.retitle_task(desk.uid, last, " ", seen=1, actor=WHO), Refusal.EMPTY),
        (lambda: actions.retitle_task(desk.uid, last, "长" * 3000, seen=1, actor=WHO), Refusal.TOO_LONG),
        (lambda: actions.mend_text(desk.uid, BEYOND, "", seen=1, actor=WHO), Refusal.BAD_REQUEST),
        (lambda: actions.mend_text(desk.uid, Shown(0, 3, "青塘县"), "", seen=1, actor=WHO), Refusal.GONE),
        (
            lambda: actions.mend_text(desk.uid, Shown(0, 3, "柳塘县"), "柳塘县", seen=1, actor=WHO),
            Refusal.EMPTY,
        ),
        (lambda: actions.drop_task(desk.uid, last, seen=7, actor=WHO), Refusal.OLD_VERSION),
        (lambda: actions.withdraw_corrections(desk.uid, [4], actor=WHO), Refusal.GONE),
    ]
    for attempt, refusal in tries:
        with pytest.raises(PlanError) as refused:
            attempt()
        assert refused.value.refusal is refusal
    assert desk.plan.view.corrections == ()


def test_corrections_follow_into_a_new_version(desk: Desk) -> None:
    actions.assign_task(desk.uid, desk.keys[1], ["柳塘县城管局", "柳塘县水务局"], [], seen=1, actor=WHO)
    actions.accept_repair(desk.uid, fault(desk, "invalid_date"), seen=1, actor=WHO)
    newer = PLAN.replace(
        "一、主要任务\n", "一、主要任务\n（序）召开动员会。由柳塘县水务局负责，2026年1月底前完成。\n"
    )
    assert actions.bring_version(desk.uid, [newer.encode()], "新稿.txt", actor="") == 2
    view = desk.plan.view
    assert set(view.outcomes.values()) == {Outcome.APPLIED}
    floating = next(one for one in view.items if "漂浮物" in one.item.title)
    assert floating.item.lead_units == ("柳塘县城管局", "柳塘县水务局")
    assert "2月28日前" in view.reading.text


def test_what_no_longer_fits_is_a_conflict_to_be_settled(desk: Desk) -> None:
    actions.assign_task(desk.uid, desk.keys[1], ["柳塘县城管局", "柳塘县水务局"], [], seen=1, actor=WHO)
    actions.retitle_task(desk.uid, desk.keys[2], "护河宣传周", seen=1, actor=WHO)
    newer = PLAN.replace("由柳塘县城管局负责", "由柳塘县环卫中心负责").replace(
        "（三）开展护河宣传。由柳塘县融媒体中心负责，2026年6月底前完成。\n", ""
    )
    actions.bring_version(desk.uid, [newer.encode()], "新稿.txt", actor="")
    view = desk.plan.view
    assert view.outcomes == {1: Outcome.DIFFERS, 2: Outcome.LOST}
    assert len(view.conflicts) == 2
    key = view.conflicts[0].key
    assert key is not None
    actions.reapply_correction(desk.uid, 1, key, seen=2, actor=WHO)
    actions.withdraw_corrections(desk.uid, [2], actor=WHO)
    view = desk.plan.view
    assert view.conflicts == ()
    found = view.item(key)
    assert found is not None
    assert found.item.lead_units == ("柳塘县城管局", "柳塘县水务局")


def test_a_newer_version_that_says_so_itself_settles_the_correction(desk: Desk) -> None:
    actions.time_task(
        desk.uid, desk.keys[3], Deadline(DeadlineKind.DATE, end=date(2026, 10, 31)), seen=1, actor=WHO
    )
    newer = PLAN.replace("2026年9月30日前", "2026年10月31日前")
    actions.bring_version(desk.uid, [newer.encode()], "新稿.txt", actor="")
    assert desk.plan.view.outcomes == {1: Outcome.SETTLED}


def test_the_same_file_is_no_new_version(desk: Desk) -> None:
    with pytest.raises(PlanError) as refused:
        actions.bring_version(desk.uid, [PLAN.encode()], "方案.txt", actor="")
    assert refused.value.refusal is Refusal.SAME_FILE


@pytest.mark.usefixtures("desk")
def test_an_unreadable_file_leaves_nothing_behind() -> None:
    with pytest.raises(UnreadableError):
        actions.bring_in([b"\x00\x01\x02" * 50], "x.bin", actor="")
    assert len(queries.documents()) == 1


def test_the_bin_keeps_everything(desk: Desk) -> None:
    ACTS[Kind.DROP](desk, WHO)
    actions.bin_document(desk.uid, actor="")
    assert queries.documents() == []
    with pytest.raises(PlanError):
        queries.plan(desk.uid)
    (row,) = queries.documents(binned=True)
    assert (row.tasks, row.corrected) == (3, 1)
    actions.restore_document(desk.uid, actor="")
    assert len(desk.plan.view.corrections) == 1


def test_the_list_counts_tasks_faults_and_corrections(desk: Desk) -> None:
    (row,) = queries.documents()
    assert (row.title, row.tasks, row.corrected) == ("柳塘县河道清洁行动方案", 4, 0)
    assert row.faults == len(desk.plan.view.problems) > 0


def test_the_database_refuses_to_change_or_remove_an_entry(desk: Desk) -> None:
    ACTS[Kind.DROP](desk, WHO)
    entry = Entry.objects.get()
    entry.who = "别人"
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(number=1).update(kind="add")
    if connection.vendor == "sqlite":
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT OR REPLACE INTO plans_entry SELECT * FROM plans_entry")
    assert Entry.objects.get().who == WHO
    assert Document.objects.count() == 1


def test_several_corrections_are_taken_back_together_or_not_at_all(desk: Desk) -> None:
    before = desk.titles
    actions.retitle_task(desk.uid, desk.keys[0], "排查", seen=1, actor=WHO)
    actions.retitle_task(desk.uid, desk.keys[1], "清理", seen=1, actor=WHO)
    assert queries.last_entry(desk.uid) == 2
    assert queries.written_by(desk.uid, WHO, after=0) == (2, 1)
    assert queries.written_by(desk.uid, "王敏", after=0) == ()
    with pytest.raises(PlanError):
        actions.withdraw_corrections(desk.uid, [2, 1, 9], actor=WHO)
    assert desk.titles != before
    actions.withdraw_corrections(desk.uid, [2, 1], actor=WHO)
    assert desk.titles == before


def test_an_earlier_version_can_be_taken_up_again(desk: Desk) -> None:
    actions.retitle_task(desk.uid, desk.keys[0], "排查", seen=1, actor=WHO)
    titles = desk.titles
    actions.bring_version(desk.uid, ["另一份文件\n一、任务\n1.由甲局负责。".encode()], "新.txt", actor=WHO)
    assert desk.titles != titles
    assert actions.return_to_version(desk.uid, 1, actor=WHO) == 3
    assert (desk.titles, len(desk.plan.versions), desk.plan.version.name) == (titles, 3, "方案.txt")
    with pytest.raises(PlanError) as same:
        actions.return_to_version(desk.uid, 1, actor=WHO)
    assert same.value.refusal is Refusal.SAME_FILE
    with pytest.raises(PlanError):
        actions.return_to_version(desk.uid, 9, actor=WHO)
