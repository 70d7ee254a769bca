"""Rows are entered, amended, withdrawn and restored, each with its entry, keys and links."""

import pytest

from office import CONSOLE, Office
from zhangtu.journal import queries as journal
from zhangtu.kernel.problems import FieldProblem
from zhangtu.ledgers import actions, keys, sql
from zhangtu.ledgers import definitions as defs
from zhangtu.ledgers.drafts import Draft
from zhangtu.ledgers.models import Link, Row
from zhangtu.ledgers.refusals import BatchInvalidError, InvalidError, LedgerError, ReferencedError
from zhangtu.ledgers.views import RowView


def shop(office: Office, name: str = "东桥茶庄", **values: object) -> RowView:
    return actions.create("shops", {"name": name, **values}, actor=office.eastern)


def kinds(problems: tuple[FieldProblem, ...]) -> set[tuple[str, str]]:
    return {(problem.name, problem.kind) for problem in problems}


def test_a_row_is_entered_with_its_entry(office: Office) -> None:
    row = shop(office, code="a-1", staff="6", rooms=4, phone="13800000001", goods="tea、salt")
    assert (row.title, row.unit, row.version) == ("东桥茶庄", office.east, journal.last_number())
    assert str(row.values["crowd"]) == "1.5"
    assert row.values["open"] is True
    assert row.values["phone"] != "13800000001"
    assert row.masked == {"phone"}
    entry = journal.history("shops", row.id)[0]
    assert (entry.action, entry.values["1"], entry.values["7"]) == ("create", '"东桥茶庄"', '"6"')
    assert entry.personal == {"4"}
    assert entry.actor == office.eastern
    stored = Row.objects.get(id=row.id)
    assert stored.values == (
        '{"1":"东桥茶庄","2":"a-1","4":"13800000001","7":"6","8":"4","9":"1.5","11":["tea","salt"],"14":true}'
    )


def test_only_what_differs_is_written(office: Office) -> None:
    row = shop(office, code="a-1", staff="6", rooms=4)
    before = journal.last_number()
    same = actions.amend(row.uid, {"staff": 6, "code": "a-1"}, actor=office.eastern, seen=row.version)
    assert (same.version, journal.last_number()) == (row.version, before)
    now = actions.amend(row.uid, {"staff": 8}, actor=office.eastern, seen=row.version)
    assert journal.history("shops", row.id)[-1].values == {"7": '"8"', "9": '"2"'}
    emptied = actions.amend(row.uid, {"staff": ""}, actor=office.eastern, seen=now.version)
    assert journal.history("shops", row.id)[-1].values == {"7": "null", "9": "null"}
    assert "staff" not in emptied.values


def test_everything_wrong_is_said_at_once(office: Office) -> None:
    with pytest.raises(InvalidError) as refusal:
        actions.create(
            "shops",
            {"staff": "many", "grade": "A", "crowd": 3, "nothing": 1, "ticket": "x", "opened": "2026-02-30"},
            actor=office.eastern,
        )
    assert kinds(refusal.value.problems) == {
        ("staff", "not_a_number"), ("grade", "set_by"), ("crowd", "computed"), ("nothing", "no_field"),
        ("ticket", "serial"), ("opened", "not_a_date"), ("name", "required"),
    }  # fmt: skip
    assert not Row.objects.exists()


def test_checks_refuse_and_warn(office: Office) -> None:
    with pytest.raises(InvalidError) as refusal:
        shop(office, opened="2026-01-02", closed="2026-01-01")
    assert kinds(refusal.value.problems) == {("", "check")}
    assert kinds(shop(office, staff=101).warnings) == {("", "check")}


def test_unique_values_are_unique_even_masked_ones(office: Office) -> None:
    row = shop(office, code="ＡＢ", phone="13800000001")
    for code, field in (("ab", "code"), ("cd", "phone")):
        with pytest.raises(InvalidError) as refusal:
            shop(office, "另一家", code=code, phone="138 0000 0001")
        assert kinds(refusal.value.problems) == {(field, "taken")}
        assert "138" not in str(refusal.value)
    held = {key.field: key.value for key in sql.row_keys(row.id)}
    assert held[2] == "ab"
    assert "138" not in held[4]
    assert keys.find(defs.in_force("shops"), {"phone": "13800000001"}) == [row.id]


def test_the_mask_sent_back_leaves_the_value(office: Office) -> None:
    row = shop(office, phone="13800000001")
    again = actions.amend(
        row.uid, {"phone": row.values["phone"], "staff": 1}, actor=office.eastern, seen=row.version
    )
    assert journal.history("shops", row.id)[-1].values.keys() == {"7"}
    assert again.masked == {"phone"}


def test_seeing_what_is_masked_is_an_entry(office: Office) -> None:
    row = shop(office, phone="13800000001")
    for actor, reason, kind in ((office.eastern, "联系业主", "not_allowed"), (office.chief, "", "no_reason")):
        with pytest.raises(LedgerError) as refusal:
            actions.unmask(row.uid, ["phone"], actor=actor, reason=reason)
        assert refusal.value.kind == kind
    assert actions.unmask(row.uid, ["phone"], actor=office.chief, reason="联系业主") == {
        "phone": "13800000001"
    }
    last = journal.history("ledgers.unmask", row.id)[-1]
    assert (last.actor, last.values["fields"], last.number) == (office.chief, "[4]", journal.last_number())
    assert journal.history("shops", row.id)[-1].number == row.version


def test_references_are_links_both_ways(office: Office) -> None:
    one, other = shop(office, "甲店", code="k1"), shop(office, "乙店")
    paper = actions.create("papers", {"shop": "k1", "number": "7"}, actor=office.eastern)
    assert paper.values["shop"] == one.uid
    assert list(Link.objects.values_list("row", "field", "target")) == [(paper.id, 1, one.id)]
    actions.amend(paper.uid, {"shop": str(other.uid)}, actor=office.eastern, seen=paper.version)
    assert list(Link.objects.values_list("row", "field", "target")) == [(paper.id, 1, other.id)]


def test_a_row_out_of_scope_is_neither_found_nor_referred_to(office: Office) -> None:
    row = shop(office)
    with pytest.raises(LedgerError) as refusal:
        actions.amend(row.uid, {"staff": 1}, actor=office.western, seen=row.version)
    assert refusal.value.kind == "no_row"
    with pytest.raises(InvalidError) as wrong:
        actions.create("papers", {"shop": str(row.uid), "number": "1"}, actor=office.western)
    assert kinds(wrong.value.problems) == {("shop", "not_found")}
    with pytest.raises(LedgerError) as other:
        actions.create("shops", {"name": "x"}, actor=office.eastern, unit=office.west)
    assert other.value.kind == "other_unit"
    with pytest.raises(LedgerError) as reader:
        actions.create("shops", {"name": "x"}, actor=office.reader)
    assert reader.value.kind == "not_allowed"


def test_a_secret_ledger_is_said_not_to_exist(office: Office) -> None:
    for actor in (office.chief, CONSOLE):
        with pytest.raises(LedgerError) as refusal:
            actions.create("tips", {"what": "x"}, actor=actor, unit=office.town)
        assert refusal.value.kind == "no_ledger"


def test_withdrawing_frees_what_is_unique_and_restoring_takes_it_back(office: Office) -> None:
    row = shop(office, code="a-1")
    gone = actions.withdraw(row.uid, actor=office.chief, seen=row.version, reason="重复登记")
    assert gone.withdrawn
    with pytest.raises(LedgerError) as refusal:
        actions.amend(row.uid, {"staff": 1}, actor=office.eastern, seen=gone.version)
    assert refusal.value.kind == "withdrawn"
    other = shop(office, "新店", code="a-1")
    with pytest.raises(InvalidError) as taken:
        actions.restore(row.uid, actor=office.chief, seen=gone.version)
    assert kinds(taken.value.problems) == {("code", "taken")}
    actions.amend(other.uid, {"code": "a-2"}, actor=office.eastern, seen=other.version)
    assert not actions.restore(row.uid, actor=office.chief, seen=gone.version).withdrawn
    assert [entry.action for entry in journal.history("shops", row.id)] == ["create", "withdraw", "restore"]


def test_a_row_others_refer_to_is_not_withdrawn_unsaid(office: Office) -> None:
    row = shop(office)
    paper = actions.create("papers", {"shop": str(row.uid), "number": "1"}, actor=office.eastern)
    with pytest.raises(ReferencedError) as refusal:
        actions.withdraw(row.uid, actor=office.chief, seen=row.version, reason="停业")
    assert refusal.value.rows == (str(paper.uid),)
    gone = actions.withdraw(row.uid, actor=office.chief, seen=row.version, reason="停业", although=True)
    assert gone.withdrawn


def test_withdrawing_needs_a_reason(office: Office) -> None:
    row = shop(office)
    with pytest.raises(LedgerError) as refusal:
        actions.withdraw(row.uid, actor=office.chief, seen=row.version, reason=" ")
    assert refusal.value.kind == "no_reason"


def test_a_batch_is_all_or_nothing(office: Office) -> None:
    row = shop(office)
    wrong = [
        Draft("shops", {"name": "甲"}),
        Draft("shops", {"staff": 1}),
        Draft("shops", {"name": "乙", "staff": "?"}),
    ]
    before = journal.last_number()
    with pytest.raises(BatchInvalidError) as refusal:
        actions.batch(wrong, actor=office.eastern)
    assert sorted(refusal.value.drafts) == [1, 2]
    assert (journal.last_number(), Row.objects.count()) == (before, 1)
    drafts = [Draft("shops", {"name": "甲"}), Draft(uid=row.uid, values={"staff": 1}, seen=row.version)]
    done = actions.batch(drafts, actor=office.eastern, reason="普查")
    assert [each.title for each in done] == ["甲", "东桥茶庄"]
    entries = [journal.history("shops", each.id)[-1] for each in done]
    assert {entry.batch for entry in entries} == {before + 1}
    assert entries[0].values["@reason"] == '"普查"'


def test_what_was_entered_for_somebody_keeps_both(office: Office) -> None:
    row = actions.create(
        "shops", {"name": "代录"}, actor=office.chief, unit=office.east, behalf=office.eastern.post
    )
    entry = journal.history("shops", row.id)[0]
    assert (entry.actor, entry.behalf) == (office.chief, office.eastern.post)


def test_assigning_moves_a_row_and_its_scope(office: Office) -> None:
    row = shop(office)
    moved = actions.assign(row.uid, actor=office.chief, seen=row.version, unit=office.west)
    assert moved.unit == office.west
    assert actions.amend(row.uid, {"staff": 2}, actor=office.western, seen=moved.version).values["staff"] == 2


def test_fields_set_by_a_procedure(office: Office) -> None:
    row = shop(office)
    graded = actions.amend(row.uid, {"grade": "A"}, actor=office.eastern, seen=row.version, by="grading")
    assert graded.values["grade"] == "A"
