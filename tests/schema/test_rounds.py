"""What is written reads back the same; a merge keeps what either side alone changed."""

from dataclasses import replace

import making
from hypothesis import given, settings
from hypothesis import strategies as st

from zhangtu.schema.difference import Side, difference, three_way
from zhangtu.schema.dumping import dump, dump_ledger
from zhangtu.schema.leaves import put_together, take_apart
from zhangtu.schema.loading import load_definition, load_ledger
from zhangtu.schema.specs import ChoiceList, Ledger, Measure, Report, Table


@given(making.ledgers())
@settings(max_examples=40)
def test_a_ledger_written_reads_back_the_same(ledger: Ledger) -> None:
    again = load_ledger(dump_ledger(ledger)).ledger
    assert again == ledger
    assert difference(ledger, again) == ()
    assert dump_ledger(again) == dump_ledger(ledger)


@given(making.tables() | making.LISTS)
@settings(max_examples=40)
def test_tables_and_lists_written_read_back_the_same(one: Table | ChoiceList) -> None:
    assert load_definition(dump(one)).spec == one


@given(making.ledgers())
@settings(max_examples=40)
def test_what_is_taken_apart_goes_together_again(ledger: Ledger) -> None:
    assert put_together(take_apart(ledger), ledger) == ledger


@given(st.data())
@settings(max_examples=40)
def test_a_difference_is_empty_only_between_equals(data: st.DataObject) -> None:
    ledger = data.draw(making.ledgers())
    other = data.draw(making.later(ledger, first=100, last=120))
    assert (difference(ledger, other) == ()) is (ledger == other)


@given(st.data())
@settings(max_examples=40)
def test_with_no_change_of_the_office_the_pack_decides(data: st.DataObject) -> None:
    base = data.draw(making.ledgers())
    theirs = data.draw(making.later(base, first=100, last=120))
    merge = three_way(base, base, theirs)
    assert (merge.spec, merge.conflicts) == (theirs, ())


@given(st.data())
@settings(max_examples=40)
def test_with_no_change_of_the_pack_the_office_keeps_its_own(data: st.DataObject) -> None:
    base = data.draw(making.ledgers())
    ours = data.draw(making.later(base, first=1000, last=1020))
    merge = three_way(base, ours, base)
    assert (merge.spec, merge.conflicts, merge.changes) == (ours, (), ())


@given(st.data())
@settings(max_examples=50)
def test_no_field_is_ever_lost_and_no_conflict_is_silent(data: st.DataObject) -> None:
    base = data.draw(making.ledgers())
    ours = data.draw(making.later(base, first=1000, last=1020))
    theirs = data.draw(making.later(base, first=100, last=120))
    merge = three_way(base, ours, theirs)
    numbers = {field.no for field in merge.spec.fields}
    assert numbers == {field.no for side in (ours, theirs) for field in side.fields}
    for field in ours.fields:
        if field.no >= 1000:
            assert field in merge.spec.fields
    decided = three_way(base, ours, theirs, {one.path: Side.THEIRS for one in merge.conflicts})
    assert [one.path for one in decided.conflicts] == [one.path for one in merge.conflicts]
    assert {one.taken for one in decided.conflicts} <= {Side.THEIRS}
    for field in base.fields:
        mine, new = _title(ours, field.no), _title(theirs, field.no)
        if mine != field.title and new == field.title:
            assert _title(merge.spec, field.no) == mine


def _title(ledger: Ledger, no: int) -> object:
    return next(field.title for field in ledger.fields if field.no == no)


@given(making.ledgers())
@settings(max_examples=20)
def test_the_office_may_reorder_its_pages_while_the_pack_adds_to_them(ledger: Ledger) -> None:
    columns = ledger.pages.columns
    mine = replace(ledger, pages=replace(ledger.pages, columns=tuple(reversed(columns))))
    assert three_way(ledger, mine, ledger).spec == mine


@given(making.measures() | making.reports())
@settings(max_examples=60)
def test_measures_and_reports_written_read_back_the_same(one: Measure | Report) -> None:
    again = load_definition(dump(one)).spec
    assert again == one
    assert put_together(take_apart(one), one) == one
    assert difference(one, again) == ()


@given(making.measures(), making.measures())
@settings(max_examples=40)
def test_a_merge_of_measures_keeps_what_one_side_alone_changed(base: Measure, other: Measure) -> None:
    theirs = replace(base, title=other.title, by=other.by)
    ours = replace(base, better=other.better, synonyms=other.synonyms)
    merge = three_way(base, ours, theirs)
    assert merge.conflicts == ()
    assert merge.spec == replace(theirs, better=other.better, synonyms=other.synonyms)


@given(making.reports(), making.reports())
@settings(max_examples=40)
def test_a_merge_of_reports_keeps_what_one_side_alone_changed(base: Report, other: Report) -> None:
    theirs = replace(base, columns=other.columns, due=other.due)
    ours = replace(base, text=other.text, sign=other.sign)
    merge = three_way(base, ours, theirs)
    assert merge.conflicts == ()
    assert merge.spec == replace(theirs, text=other.text, sign=other.sign)
