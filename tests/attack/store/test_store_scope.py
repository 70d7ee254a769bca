"""A clerk of one village learns nothing of another, nor of what is masked, by any question."""

from pathlib import Path

import pytest
from programs import Program

from office import Office
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import actions, queries
from zhangtu.ledgers.exporting.actions import export
from zhangtu.ledgers.predicates import Filter, Op
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.ledgers.views import RowView
from zhangtu.people.queries import scope

PHONE = "13800000001"


def shop(office: Office, **values: object) -> RowView:
    """A shop of the eastern village with a phone number that is masked for its clerk."""
    given = {"name": "东桥茶庄", "code": "e-1", "phone": PHONE, "owner": "李四", **values}
    return actions.create("shops", given, actor=office.eastern)


def test_a_masked_key_names_no_row_in_a_question(town: Office) -> None:
    row = shop(town)
    actions.create("papers", {"shop": str(row.uid), "number": "1"}, actor=town.eastern)
    for guess in (PHONE, "13800000002"):
        with pytest.raises(LedgerError) as refusal:
            queries.rows("papers", scope(town.eastern), where=[Filter("shop", Op.IS, guess)])
        assert refusal.value.kind == "no_filter"
    found = queries.rows("papers", scope(town.eastern), where=[Filter("shop", Op.IS, "e-1")])
    assert found.count == 1


@pytest.mark.parametrize(
    "condition",
    [
        "shop.owner = '李四'",
        "shop.phone = '13800000001'",
        "exists(papers where shop = me and number = '1')",
        "shop.name = '东桥茶庄'",
    ],
)
def test_a_condition_of_an_export_reads_no_other_row(town: Office, tmp_path: Path, condition: str) -> None:
    row = shop(town)
    actions.create("papers", {"shop": str(row.uid), "number": "1"}, actor=town.eastern)
    ledger = "shops" if condition.startswith("exists") else "papers"
    with pytest.raises(RefusedError) as refusal:
        export(ledger, tmp_path / "out.csv", actor=town.eastern, where=condition)
    assert refusal.value.kind == "elsewhere"
    assert "李四" not in str(refusal.value)


@pytest.mark.parametrize(
    "asked",
    [
        {"where": "@unit:is:abc"},
        {"where": "@unit:has:1"},
        {"where": "@unit:in:1,abc"},
        {"where": "@unit:more:99999999999999999999999"},
        {"where": "@post:not:x"},
        {"where": "@due:less:1.5"},
        {"where": "staff:has:3"},
        {"where": "open:less:1"},
        {"where": "open:in:yes,no"},
        {"where": "crowd:more:x"},
        {"where": "name:has:\x00"},
        {"after": "WyIiLGZhbHNlLDAsMCwxMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMF0"},
        {"order": "staff", "after": "WyJzdGFmZiIsZmFsc2UsMCwieCIsMV0"},
    ],
)
def test_a_strange_question_is_refused_on_either_database(
    town: Office, program: Program, asked: dict
) -> None:
    client = program(town.chief)
    answer = client.get("/api/v1/ledgers/shops/rows", asked)
    assert answer.status_code == 422, answer.content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        {"order": "@unit"},
        # the place is said by a number no row can have: nothing lies behind it
        {"order": "staff", "after": "WyJzdGFmZiIsZmFsc2UsMTAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMCwwLDFd"},
    ],
)
def test_a_question_that_means_little_is_answered_by_rows_in_scope(
    town: Office, program: Program, asked: dict
) -> None:
    shop(town)
    answer = program(town.eastern).get("/api/v1/ledgers/shops/rows", asked)
    assert answer.status_code == 200, answer.content.decode()
    assert answer.json()["count"] <= 1


def test_searching_for_nothing_readable_finds_all(town: Office, program: Program) -> None:
    shop(town)
    client = program(town.chief)
    assert client.get("/api/v1/ledgers/shops/rows", {"words": "\x00"}).json()["count"] == 1
