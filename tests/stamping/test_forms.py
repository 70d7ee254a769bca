"""Forms get numbers without gaps and codes nobody guesses; what they rest on is watched."""

from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection
from papers import paper, printed, quick, shop

from office import Office
from zhangtu.documents.printing.codes import read_page_text
from zhangtu.documents.scans import pages
from zhangtu.journal import verifying
from zhangtu.ledgers import actions as ledgers
from zhangtu.ledgers import queries as rows
from zhangtu.people.queries import scope
from zhangtu.stamping import actions, printing, queries
from zhangtu.stamping.refusals import StampingError
from zhangtu.stamping.states import FormState


def test_numbers_run_without_gaps_by_unit_and_year(office: Office) -> None:
    numbers = [quick(office, n).form.number for n in range(1, 4)]
    assert numbers == ["东桥村印〔2026〕1号", "东桥村印〔2026〕2号", "东桥村印〔2026〕3号"]
    assert quick(office, 9, actor=office.western).form.number == "西岭村印〔2026〕1号"


def test_each_page_carries_the_forms_code(office: Office, tmp_path: Path) -> None:
    one = printed(office, rows=100)
    (tmp_path / "one.pdf").write_bytes(one.pdf)
    found = list(pages(tmp_path / "one.pdf", tmp_path))
    assert one.form.pages == len(found) == 3
    assert [(page.codes[0].code, page.codes[0].page, page.codes[0].pages) for page in found] == [
        (one.form.code, 1, 3),
        (one.form.code, 2, 3),
        (one.form.code, 3, 3),
    ]


def test_the_same_print_again_keeps_its_number(office: Office) -> None:
    uid = shop(office)
    first = printing.print_paper(("row", str(uid)), paper("甲"), actor=office.eastern)
    again = printing.print_paper(("row", str(uid)), paper("甲"), actor=office.eastern)
    other = printing.print_paper(("row", str(uid)), paper("乙"), actor=office.eastern)
    assert again.form.uid == first.form.uid
    assert again.pdf == first.pdf
    assert other.form.number == "东桥村印〔2026〕2号"


def test_a_change_of_the_facts_is_said(office: Office) -> None:
    one = quick(office)
    view = queries.form(one.form.uid, scope(office.eastern))
    assert view.changed is False
    row = rows.row(UUID(view.reference), scope(office.eastern))
    ledgers.amend(row.uid, {"staff": 77}, actor=office.eastern, seen=row.version)
    assert queries.form(one.form.uid, scope(office.eastern)).changed is True


def test_voiding_keeps_the_number_and_wants_a_reason(office: Office) -> None:
    one = quick(office)
    with pytest.raises(StampingError) as refused:
        actions.void(one.form.uid, actor=office.eastern, reason=" ")
    assert refused.value.kind == "no_reason"
    actions.void(one.form.uid, actor=office.eastern, reason="打错了")
    assert queries.form(one.form.uid, scope(office.eastern)).state is FormState.VOIDED
    assert quick(office, 2).form.number == "东桥村印〔2026〕2号"


def test_nobody_prints_or_sees_what_lies_outside_the_scope(office: Office) -> None:
    one = quick(office)
    subject = ("row", one.form.reference)
    with pytest.raises(StampingError, match="outside your scope"):
        printing.print_paper(subject, paper("x"), actor=office.western)
    with pytest.raises(StampingError) as refused:
        printing.print_paper(subject, paper("x"), actor=office.reader)
    assert refused.value.kind == "not_allowed"
    assert queries.of(subject, scope(office.western)) == ()
    assert queries.forms(scope(office.western)).forms == ()
    with pytest.raises(StampingError):
        queries.form(one.form.uid, scope(office.western))
    assert [form.uid for form in queries.of(subject, scope(office.reader))] == [one.form.uid]
    assert [form.uid for form in queries.forms(scope(office.chief)).forms] == [one.form.uid]


def test_the_list_goes_on_by_key_and_finds_by_number_and_title(office: Office) -> None:
    made = [quick(office, n).form for n in range(1, 6)]
    everything = scope(office.eastern)
    first = queries.forms(everything, limit=3)
    rest = queries.forms(everything, limit=3, after=first.after)
    assert [form.uid for form in (*first.forms, *rest.forms)] == [form.uid for form in reversed(made)]
    assert rest.after == 0
    assert [form.number for form in queries.forms(everything, words="印〔2026〕4号").forms] == [
        "东桥村印〔2026〕4号"
    ]
    assert [form.title for form in queries.forms(everything, words="第2食").forms] == ["第2食堂"]
    assert [form.title for form in queries.forms(everything, words="第２食堂").forms] == ["第2食堂"]
    assert queries.forms(everything, states=[FormState.STAMPED]).forms == ()


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("ZT1:0123456789AB:1:3", True),
        ("ZT1:0123456789AB:4:3", False),
        ("ZT1:0123456789AB:0:3", False),
        ("ZT1:0123456789AU:1:3", False),
        ("ZT1:0123456789AB:1:3 ", False),
        ("https://example.com/ZT1:0123456789AB:1:3", False),
    ],
)
def test_only_codes_that_can_be_ours_are_read(text: str, good: bool) -> None:
    assert (read_page_text(text) is not None) is good


@pytest.mark.usefixtures("kept")
def test_verify_covers_the_rooms_tables(office: Office) -> None:
    one = quick(office)
    assert verifying.verify().sound
    with connection.cursor() as cursor:
        cursor.execute("UPDATE stamping_form SET state = 'stamped' WHERE uid IS NOT NULL")
    assert not verifying.verify().sound
    assert one.form.state is FormState.PRINTED
