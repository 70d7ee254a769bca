"""Every change of the plan room stands in the journal; whatever is done beside it is found."""

import random
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest
from carried import beside
from django.db import IntegrityError, connection, transaction
from river import PLAN, Desk

from zhangtu.journal import hooks, queries
from zhangtu.journal.actor import Actor
from zhangtu.journal.models import Entry as JournalEntry
from zhangtu.journal.redacting import redact
from zhangtu.journal.sealing import seal
from zhangtu.journal.verifying import verify
from zhangtu.plans import actions, keeping, record
from zhangtu.plans import queries as plans
from zhangtu.plans.errors import PlanError
from zhangtu.plans.keeping import Register
from zhangtu.plans.models import Document, Entry, Version
from zhangtu.project.carrying import sql
from zhangtu.reading.model import Deadline, DeadlineKind

if TYPE_CHECKING:
    from collections.abc import Callable

CONSOLE = Actor(machine="console")
OTHER = "王敏"


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "KEEPERS", [hooks.OWN])
    monkeypatch.setattr(hooks, "CHECKS", {})
    keeping.keep_journal()
    keeping.keep_journal()
    assert len(hooks.KEEPERS) == 2


def wrong() -> set[tuple[str, str, str]]:
    return {(str(one.kind), one.register, one.field) for one in verify().findings}


def two_at_once(desk: Desk, *keys: str) -> None:
    with record.one_act(desk.uid):
        for key in keys:
            actions.retitle_task(desk.uid, key, "排查", seen=1, actor=OTHER)


def walked(desk: Desk) -> None:
    """Leave no sort of change out."""
    actions.retitle_task(desk.uid, desk.keys[0], "排查", seen=1, actor=Desk.who)
    with record.one_act(desk.uid):
        actions.assign_task(desk.uid, desk.keys[1], ["甲局"], ["乙局"], seen=1, actor=OTHER)
        actions.time_task(
            desk.uid, desk.keys[1], Deadline(DeadlineKind.DATE, end=date(2026, 7, 1)), seen=1, actor=OTHER
        )
    actions.withdraw_corrections(desk.uid, [1, 3], actor=OTHER)
    actions.bring_version(desk.uid, [PLAN.replace("沿河", "沿江").encode()], "新稿.txt", actor="")
    actions.return_to_version(desk.uid, 1, actor=OTHER)
    actions.bin_document(desk.uid, actor=OTHER)
    actions.restore_document(desk.uid, actor="")


def test_every_change_is_an_entry_and_the_journal_agrees(desk: Desk) -> None:
    walked(desk)
    assert wrong() == set()
    entry = [one.action for one in queries.entries_after(0, 100)]
    assert entry.count("create") == 1 + 3 + 5
    assert {*entry} == {"create", "amend", "bin", "unbin"}
    seal()
    assert verify(since=True).sound
    actions.drop_task(desk.uid, desk.keys[0], seen=3, actor=OTHER)
    assert verify(since=True).sound


@pytest.mark.parametrize("seed", range(3))
def test_a_random_walk_leaves_the_journal_agreeing(desk: Desk, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  # a walk to be walked again
    other = Desk(PLAN.replace("柳塘", "苇塘"))
    for turn in range(25):
        one = dice.choice((desk, other))
        seen, key = one.seen, dice.choice(one.keys or ["t0"])
        number = dice.randrange(1, 1 + max(1, plans.last_entry(one.uid)))
        steps: list[Callable[[], object]] = [
            partial(actions.retitle_task, one.uid, key, f"第{turn}", seen=seen, actor=OTHER),
            partial(actions.drop_task, one.uid, key, seen=seen, actor=OTHER),
            partial(actions.withdraw_corrections, one.uid, [number], actor=OTHER),
            partial(actions.return_to_version, one.uid, number, actor=""),
            partial(actions.bring_version, one.uid, [f"{PLAN}{turn}".encode()], "甲.txt", actor=""),
        ]
        try:
            dice.choice(steps)()
        except PlanError:
            continue
    assert wrong() == set()


def test_what_is_refused_leaves_no_entry(desk: Desk) -> None:
    last = queries.last_number()
    with pytest.raises(PlanError):
        actions.withdraw_corrections(desk.uid, [3], actor=OTHER)
    with pytest.raises(PlanError):
        two_at_once(desk, desk.keys[0], "t0")
    with record.one_act(desk.uid):
        pass
    actions.restore_document(desk.uid, actor=OTHER)
    assert queries.last_number() == last
    assert plans.last_entry(desk.uid) == 0


def test_whoever_is_signed_in_is_the_actor_and_the_desk_otherwise(desk: Desk) -> None:
    signed = Actor(machine="runner")
    actions.retitle_task(desk.uid, desk.keys[0], "排查", seen=1, actor=OTHER, by=signed)
    with record.one_act(desk.uid):
        actions.retitle_task(desk.uid, desk.keys[1], "清理", seen=1, actor=OTHER, by=signed)
    actions.bin_document(desk.uid, actor=OTHER)
    first, second = Entry.objects.order_by("number")
    for entry in (first, second):
        (written,) = queries.history(Register.ENTRY, entry.pk)
        assert written.actor == signed
    assert queries.history(Register.DOCUMENT, Document.objects.get().pk)[-1].actor == Actor(machine="desk")


TAMPERING: dict[str, tuple[str, tuple[str, str, str]]] = {
    "title": ("UPDATE plans_document SET title = 'x'", ("row_differs", "plans.document", "title")),
    "bin": (
        "UPDATE plans_document SET binned_at = changed_at",
        ("row_differs", "plans.document", "binned_at"),
    ),
    "maker": ("UPDATE plans_document SET made_by = 'x'", ("row_differs", "plans.document", "made_by")),
    "document put in": (
        (
            "INSERT INTO plans_document (id, uid, title, made_by, moved_by, made_at, changed_at, tasks, "
            "faults, corrected) SELECT id + 99, '12345678123442348234123456789012', title, made_by, "
            "moved_by, made_at, changed_at, tasks, faults, corrected FROM plans_document"
        ),
        ("row_strange", "plans.document", ""),
    ),
    "digest": (
        "UPDATE plans_version SET sha256 = REPLACE(sha256, SUBSTR(sha256, 1, 1), 'z')",
        ("row_differs", "plans.version", "sha256"),
    ),
    "file name": ("UPDATE plans_version SET name = 'x'", ("row_differs", "plans.version", "name")),
    "version taken out": (
        "DELETE FROM plans_version WHERE number = 2",
        ("row_missing", "plans.version", ""),
    ),
    "version put in": (
        (
            "INSERT INTO plans_version (document_id, number, sha256, name, size, who, at) "
            "SELECT document_id, 9, sha256, name, size, who, at FROM plans_version WHERE number = 1"
        ),
        ("row_strange", "plans.version", ""),
    ),
    "payload": ("UPDATE plans_entry SET payload = '{}'", ("row_differs", "plans.entry", "payload")),
    "who": ("UPDATE plans_entry SET who = 'x'", ("row_differs", "plans.entry", "who")),
    "when": ("UPDATE plans_entry SET at = '2026-01-01 00:00:00+00:00'", ("row_differs", "plans.entry", "at")),
    "name emptied": ("UPDATE plans_entry SET who = ''", ("row_differs", "plans.entry", "who")),
    "correction taken out": ("DELETE FROM plans_entry WHERE number = 5", ("row_missing", "plans.entry", "")),
    "correction put in": (
        (
            "INSERT INTO plans_entry (document_id, number, version, kind, payload, withdraws, who, at) "
            "SELECT document_id, 9, version, kind, payload, withdraws, who, at FROM plans_entry "
            "WHERE number = 1"
        ),
        ("row_strange", "plans.entry", ""),
    ),
}


@pytest.mark.parametrize(("statement", "found"), TAMPERING.values(), ids=TAMPERING)
def test_what_is_done_beside_the_journal_is_found(
    desk: Desk, statement: str, found: tuple[str, str, str]
) -> None:
    walked(desk)
    connection.check_constraints()  # PostgreSQL alters no table about which a question is still open
    sql.unguard(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert found in wrong()


@pytest.mark.usefixtures("office")
def test_a_document_beside_an_empty_journal_is_found() -> None:
    beside()
    assert {kind for kind, _, _ in wrong()} == {"row_strange"}


def test_a_name_can_be_removed_lawfully(desk: Desk) -> None:
    walked(desk)
    written = JournalEntry.objects.all()
    assert not [one for one in written if Desk.who in one.changes or OTHER in one.changes]
    first = Entry.objects.get(number=1)
    redact(Register.ENTRY, first.pk, ["who"], actor=CONSOLE, authority="依申请", reason="本人申请")
    redact(
        Register.DOCUMENT,
        first.document_id,
        ["made_by", "moved_by"],
        actor=CONSOLE,
        authority="依申请",
        reason="同上",
    )
    version = Version.objects.get(number=1)
    redact(Register.VERSION, version.pk, ["who"], actor=CONSOLE, authority="依申请", reason="同上")
    assert [one.who for one in desk.plan.view.corrections][:2] == ["", OTHER]
    assert desk.plan.versions[0].who == ""
    assert wrong() == set()


def test_the_database_itself_refuses_to_change_a_version(desk: Desk) -> None:
    for change in (
        lambda: Version.objects.update(sha256="0" * 64),
        lambda: Version.objects.update(who="x"),
        lambda: Version.objects.update(who="", name="x"),
        lambda: Version.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert desk.plan.version.who == Desk.who
