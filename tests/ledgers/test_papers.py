"""Clocks, serial numbers and files of rows."""

from datetime import date, datetime, timedelta

import pytest
from django.db import transaction

from office import Office
from zhangtu.journal import queries as journal
from zhangtu.journal.verifying import verify
from zhangtu.kernel.clock import SHANGHAI, stopped_at
from zhangtu.ledgers import actions, clocks, filing, hooks, permitted, queries, serials, timeline
from zhangtu.ledgers.models import Attachment, Clock, File, Key, Link, Row, Serial
from zhangtu.ledgers.refusals import InvalidError, LedgerError
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people
from zhangtu.project import office as opening
from zhangtu.project.commands import numbers


@pytest.fixture
def shop(office: Office) -> RowView:
    return actions.create("shops", {"name": "东桥茶庄"}, actor=office.eastern)


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 9, tzinfo=SHANGHAI)


def test_a_limit_in_working_days_stands_still_and_goes_on(office: Office, shop: RowView) -> None:
    with stopped_at(at(11, 23)):
        begun = clocks.start(shop.uid, "decide", "7 workdays", actor=office.eastern)
        clocks.start(shop.uid, "whole", "90 days", actor=office.eastern)
    assert begun.due == datetime(2026, 12, 3, tzinfo=SHANGHAI)
    assert queries.row(shop.uid, people.scope(office.eastern)).due == begun.due
    with stopped_at(at(11, 25)):
        assert clocks.pause(shop.uid, "decide", actor=office.eastern, reason="听证").due is None
    row = queries.row(shop.uid, people.scope(office.eastern))
    assert row.due is not None
    assert row.due > begun.due
    with stopped_at(at(11, 30)):
        on = clocks.resume(shop.uid, "decide", actor=office.eastern)
    # five of the seven were left
    assert on.due == datetime(2026, 12, 8, tzinfo=SHANGHAI)
    with stopped_at(at(12, 1)):
        assert clocks.stop(shop.uid, "decide", actor=office.eastern).stopped == at(12, 1)
    assert [entry.action for entry in journal.history("shops", shop.id)][1:] == [
        "start_clock", "start_clock", "pause_clock", "resume_clock", "stop_clock",
    ]  # fmt: skip


def test_a_limit_is_not_turned_twice(office: Office, shop: RowView) -> None:
    own = office.eastern
    with pytest.raises(LedgerError) as none:
        clocks.stop(shop.uid, "decide", actor=own)
    assert none.value.kind == "no_clock"
    clocks.start(shop.uid, "decide", "24 hours", actor=own)
    for turn in (
        lambda: clocks.start(shop.uid, "decide", "2 days", actor=own),
        lambda: clocks.resume(shop.uid, "decide", actor=own),
    ):
        with pytest.raises(LedgerError) as refusal:
            turn()
        assert refusal.value.kind == "clock_state"
    with pytest.raises(LedgerError) as budget:
        clocks.start(shop.uid, "other", "soon", actor=own)
    assert budget.value.kind == "bad_budget"
    fixed = clocks.fix(shop.uid, "decide", date(2027, 1, 5), actor=own, reason="经批准延长")
    assert fixed.due == datetime(2027, 1, 6, tzinfo=SHANGHAI)


def test_serial_numbers_run_without_gaps(office: Office, shop: RowView) -> None:
    own = office.eastern
    assert serials.give(shop.uid, "ticket", actor=own) == "店登字〔2026〕1号"
    other = actions.create("shops", {"name": "二"}, actor=own)
    with pytest.raises(LedgerError):
        serials.give(shop.uid, "ticket", actor=own)
    assert serials.give(other.uid, "ticket", actor=own) == "店登字〔2026〕2号"
    assert serials.void(shop.uid, "ticket", actor=own, reason="写错") == "店登字〔2026〕1号"
    assert serials.give(shop.uid, "ticket", actor=own) == "店登字〔2026〕3号"
    west = actions.create("shops", {"name": "西"}, actor=office.western)
    assert serials.give(west.uid, "ticket", actor=office.western) == "店登字〔2026〕1号"
    assert serials.series(office.east, "店登字", 2026) == serials.Series(3, (1,), ())
    with pytest.raises(InvalidError):
        actions.amend(shop.uid, {"ticket": "店登字〔2026〕9号"}, actor=own, seen=journal.last_number())


def test_a_number_a_room_gives_is_not_given_or_voided_by_hand(
    office: Office, shop: RowView, monkeypatch: pytest.MonkeyPatch
) -> None:
    why = ("由督办来做。", "Orders do it.")
    held = hooks.Guard("plans", closed=lambda _values: {"ticket": why})
    monkeypatch.setitem(hooks.GUARDS, "shops", held)
    with pytest.raises(LedgerError, match="Orders do it"):
        serials.give(shop.uid, "ticket", actor=office.eastern)
    assert serials.give(shop.uid, "ticket", actor=office.eastern, by="plans") == "店登字〔2026〕1号"
    with pytest.raises(LedgerError, match="Orders do it"):
        serials.void(shop.uid, "ticket", actor=office.eastern, reason="写错")
    told = permitted.why_not_number(shop.uid, "ticket", people.scope(office.eastern))
    assert told is not None
    assert told.say("zh-hans") == why[0]


def test_numbers_are_taken_voided_and_listed_on_the_command_line(
    office: Office, shop: RowView, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(opening, "open_existing", lambda: None)
    place = f"shops/{shop.uid}"
    assert numbers.main(["take", place, "--lang", "zh-hans"]) == 0
    assert "店登字〔2026〕1号" in capsys.readouterr().out
    assert numbers.main(["take", place, "--lang", "zh-hans"]) == 2
    assert numbers.main(["void", place, "--lang", "zh-hans"]) == 2
    assert "理由" in capsys.readouterr().err
    assert numbers.main(["void", place, "ticket", "--reason", "写错", "--lang", "zh-hans"]) == 0
    assert numbers.main(["take", f"papers/{shop.uid}", "ticket", "--lang", "zh-hans"]) == 2
    capsys.readouterr()
    assert numbers.main(["list", "shops", "--lang", "zh-hans"]) == 0
    assert capsys.readouterr().out.strip() == "东桥村  店登字〔2026〕  取了 1 个；作废：1；空缺：—"
    assert numbers.main(["list", "papers", "--lang", "en"]) == 0
    assert "No number" in capsys.readouterr().out
    assert serials.books("shops", people.scope(office.western)) == ()


def test_files_are_opened_by_whoever_sees_a_row_that_has_them(office: Office, shop: RowView) -> None:
    own = office.eastern
    file = filing.bring([b"%PDF-1.7 ", b"text"], "..\\照片?.pdf", actor=own)
    assert file.name == "照片 .pdf"
    with pytest.raises(LedgerError):
        filing.opened(file.sha256, people.scope(own))
    actions.amend(shop.uid, {"photo": [file]}, actor=own, seen=shop.version)
    found = filing.opened(file.sha256, people.scope(own))
    assert (found.media, found.size, found.path.read_bytes()) == ("application/pdf", 13, b"%PDF-1.7 text")
    with pytest.raises(LedgerError) as refusal:
        filing.opened(file.sha256, people.scope(office.western))
    assert refusal.value.kind == "file_unknown"
    again = filing.bring([b"%PDF-1.7 text"], "x.pdf", actor=own)
    assert (again.sha256, File.objects.count()) == (file.sha256, 1)
    with pytest.raises(LedgerError):
        filing.bring([b"x"], "x.txt", actor=office.reader)
    with pytest.raises(InvalidError) as missing:
        actions.amend(
            shop.uid,
            {"photo": [{"sha256": "0" * 64, "name": "a.pdf"}]},
            actor=own,
            seen=journal.last_number(),
        )
    assert [problem.kind for problem in missing.value.problems] == ["file_missing"]


@pytest.mark.usefixtures("kept")
def test_verify_finds_what_was_changed_beside_the_journal(office: Office, shop: RowView) -> None:
    own = office.eastern
    file = filing.bring([b"%PDF-1.7 text"], "x.pdf", actor=own)
    values = {"shop": str(shop.uid), "number": "1"}
    actions.create("papers", values, actor=own)
    actions.amend(shop.uid, {"code": "k", "photo": [file]}, actor=own, seen=shop.version)
    clocks.start(shop.uid, "decide", "7 workdays", actor=own)
    serials.give(shop.uid, "ticket", actor=own)
    assert verify().sound, verify().say("en")
    tampering = (
        lambda: Row.objects.filter(id=shop.id).update(unit=office.west),
        lambda: Row.objects.filter(id=shop.id).update(values='{"1":"假名"}'),
        lambda: Row.objects.filter(id=shop.id).update(folded=""),
        lambda: Row.objects.filter(id=shop.id).update(due=None),
        lambda: Row.objects.filter(id=shop.id).delete(),
        lambda: Key.objects.filter(row=shop.id).delete(),
        lambda: Key.objects.filter(row=shop.id).update(value="other"),
        lambda: Link.objects.all().delete(),
        lambda: Link.objects.create(row=shop.id, field=1, target=shop.id),
        lambda: Attachment.objects.all().delete(),
        lambda: Attachment.objects.update(name="y.pdf"),
        lambda: Clock.objects.update(budget="90 days"),
        lambda: Clock.objects.all().delete(),
        lambda: Serial.objects.update(number=7),
        lambda: Serial.objects.all().delete(),
        lambda: File.objects.update(size=1),
    )
    for change in tampering:
        place = transaction.savepoint()
        change()
        assert not verify().sound, change
        transaction.savepoint_rollback(place)
    assert verify().sound


def test_the_day_of_a_look_stands_in_the_history(office: Office) -> None:
    shop = actions.create("shops", {"name": "一", "phone": "13800000001"}, actor=office.eastern)
    with stopped_at(at(11, 24) + timedelta(hours=1)):
        actions.unmask(shop.uid, ["phone"], actor=office.chief, reason="核实")
    told = timeline.history(shop.uid, people.scope(office.eastern))
    assert [(one.action, one.who, one.reason) for one in told][1:] == [("unmask", "甲一", "核实")]
