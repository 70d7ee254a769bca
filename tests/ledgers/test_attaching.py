"""Files in rows one at a time, rows that refer to a row, and what may be done with them."""

import pytest

from office import Office
from zhangtu.ledgers import actions, attaching, filing, linked, permitted, queries
from zhangtu.ledgers.filing import FileError
from zhangtu.ledgers.refusals import InvalidError, LedgerError
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people


@pytest.fixture
def shop(office: Office) -> RowView:
    return actions.create("shops", {"name": "东桥店", "code": "E-1", "goods": ["tea"]}, actor=office.eastern)


def test_files_are_added_beside_what_others_added(office: Office, shop: RowView) -> None:
    first = filing.bring([b"%PDF-1.7 a"], "a.pdf", actor=office.eastern)
    second = filing.bring([b"%PDF-1.7 b"], "b.pdf", actor=office.chief)
    attaching.attach(shop.uid, "photo", first, actor=office.eastern)
    row = attaching.attach(shop.uid, "photo", second, actor=office.chief)
    assert [one.name for one in row.values["photo"]] == ["a.pdf", "b.pdf"]
    assert attaching.attach(shop.uid, "photo", first, actor=office.eastern).version == row.version
    row = attaching.caption(shop.uid, "photo", first.sha256, " 正门 ", actor=office.eastern)
    assert row.values["photo"][0].caption == "正门"
    assert filing.opened(first.sha256, people.scope(office.eastern)).name == "a.pdf"
    row = attaching.detach(shop.uid, "photo", first.sha256, actor=office.eastern, reason="传错")
    assert [one.name for one in row.values["photo"]] == ["b.pdf"]
    last = queries.history(shop.uid, people.scope(office.eastern))[-1]
    assert (last.reason, last.shifts[0].before, last.shifts[0].after) == (
        "传错",
        "a.pdf（正门）、b.pdf",
        "b.pdf",
    )


def test_what_can_not_be_attached(office: Office, shop: RowView) -> None:
    own = office.eastern
    file = filing.bring([b"%PDF-1.7 a"], "a.pdf", actor=own)
    with pytest.raises(FileError) as refusal:
        attaching.attach(shop.uid, "note", file, actor=own)
    assert refusal.value.kind == "no_file_field"
    with pytest.raises(FileError) as refusal:
        attaching.detach(shop.uid, "photo", file.sha256, actor=own)
    assert refusal.value.kind == "not_attached"
    with pytest.raises(LedgerError) as hidden:
        attaching.attach(shop.uid, "note", file, actor=office.western)
    assert hidden.value.kind == "no_row"
    foreign = filing.bring([b"%PDF-1.7 west"], "w.pdf", actor=office.western)
    with pytest.raises(InvalidError):
        attaching.attach(shop.uid, "photo", foreign, actor=own)
    attaching.attach(shop.uid, "photo", file, actor=own)
    with pytest.raises(InvalidError):
        attaching.caption(shop.uid, "photo", file.sha256, "长" * 201, actor=own)


def test_rows_that_refer_to_a_row(office: Office, shop: RowView) -> None:
    for number in range(25):
        actions.create("papers", {"shop": str(shop.uid), "number": f"P-{number}"}, actor=office.eastern)
    gone = actions.create("papers", {"shop": str(shop.uid), "number": "gone"}, actor=office.eastern)
    actions.withdraw(gone.uid, actor=office.chief, seen=gone.version, reason="重复")
    (found,) = linked.pointing(shop.uid, people.scope(office.eastern))
    assert (found.ledger.ledger.name, found.field.name, found.count, found.more) == (
        "papers",
        "shop",
        25,
        False,
    )
    assert [row.title for row in found.rows[:2]] == ["P-24", "P-23"]
    assert len(found.rows) == 20
    with pytest.raises(LedgerError):
        linked.pointing(shop.uid, people.scope(office.western))


def test_what_may_be_done_and_why_not(office: Office, shop: RowView) -> None:
    own = permitted.permitted(shop.uid, people.scope(office.eastern))
    assert (own.amend, own.enter) == (None, None)
    chief = permitted.permitted(shop.uid, people.scope(office.chief))
    assert chief.withdraw is None
    assert chief.restore is not None
    assert chief.restore.kind == "not_withdrawn"
    assert own.withdraw is not None
    assert own.unmask is not None
    assert "隐藏" in own.unmask.say("zh-hans")
    reader = permitted.permitted(shop.uid, people.scope(office.reader))
    assert None not in (reader.amend, reader.enter)
    actions.withdraw(shop.uid, actor=office.chief, seen=shop.version, reason="停")
    gone = permitted.permitted(shop.uid, people.scope(office.chief))
    assert gone.amend is not None
    assert (gone.amend.kind, gone.restore) == ("withdrawn", None)


def test_the_past_is_told_in_the_readers_language(office: Office, shop: RowView) -> None:
    actions.amend(shop.uid, {"open": "no"}, actor=office.eastern, seen=shop.version)
    last = queries.history(shop.uid, people.scope(office.eastern), "en")[-1]
    assert (last.shifts[0].before, last.shifts[0].after) == ("yes", "no")
