"""Entries composed before their place is known are the very entries written otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from room import CLERK

from zhangtu.journal import canonical, composing, queries
from zhangtu.journal.canonical import Header
from zhangtu.journal.composing import Composed
from zhangtu.journal.refusals import JournalRefusedError
from zhangtu.journal.verifying import verify
from zhangtu.journal.writing import act

_VALUES = {"1": '"甲"', "10": "null", "2": '{"a":[1,2]}', "@uid": '"u"'}
_PERSONAL = {"3": '"乙"', "11": '"丙"'}
_HEADER = Header(7, "things", 3, 1, 2, 0, "", 5, "create", 9, 4)
_keys = st.from_regex(r"[1-9][0-9]{0,3}|@?[a-z][a-z0-9_]{0,8}", fullmatch=True)
_texts = st.text(max_size=20).map(canonical.quoted)


@given(st.dictionaries(_keys, _texts, max_size=8), st.dictionaries(_keys, _texts, max_size=3))
def test_the_digest_is_what_the_text_says(values: dict[str, str], personal: dict[str, str]) -> None:
    personal = {key: text for key, text in personal.items() if key not in values}
    (one,) = _composed((values, personal))
    expected, written = canonical.digest(canonical.header_bytes(_HEADER), one.text.encode())
    assert composing.digests(_HEADER, [_HEADER.row], [one]) == [expected]
    later = _HEADER._replace(number=8, row=44)
    expected_later, _ = canonical.digest(canonical.header_bytes(later), one.text.encode())
    assert composing.digests(_HEADER, [_HEADER.row, 44], [one, one]) == [expected, expected_later]
    assert composing.opened(one) == (values, personal)
    for key, salt, text in one.secrets:
        assert canonical.commitment(salt, text.encode()).hex() == written.p[key]


@given(st.dictionaries(_keys, _texts, max_size=8), st.dictionaries(_keys, _texts, max_size=3))
def test_one_alone_is_composed_as_it_is_read(values: dict[str, str], personal: dict[str, str]) -> None:
    personal = {key: text for key, text in personal.items() if key not in values}
    one = composing.compose_one(values, personal, bytes(range(16)))
    commitments = {key: canonical.commitment(salt, text.encode()) for key, salt, text in one.secrets}
    assert one.text == canonical.compose(values, commitments, bytes(range(16)))
    assert composing.opened(one) == (values, personal)
    expected, _ = canonical.digest(canonical.header_bytes(_HEADER), one.text.encode())
    assert composing.digest(_HEADER, one) == expected


def test_entries_with_different_fields_are_composed_together() -> None:
    changes = [
        (_VALUES, _PERSONAL),
        ({}, {}),
        ({}, _PERSONAL),
        ({"1": '"%s"'}, {}),
        ({"2": "true"}, {"3": "1"}),
    ]
    composed = _composed(*changes)
    assert [composing.opened(one) for one in composed] == changes
    for one in composed:
        expected, _ = canonical.digest(canonical.header_bytes(_HEADER), one.text.encode())
        assert composing.digests(_HEADER, [_HEADER.row], [one]) == [expected]


def test_no_salt_is_used_twice() -> None:
    composed = _composed(*[(_VALUES, _PERSONAL)] * 50)
    salts = [salt for one in composed for _, salt, _ in one.secrets]
    salts += [bytes.fromhex(canonical.read(one.text.encode()).s) for one in composed]
    assert len(set(salts)) == len(salts) == 150


@pytest.mark.parametrize("bad", ['1,"4":2', " 1", "", "nul", "1,2", "[1", "\ud800"])
def test_what_is_no_value_is_refused(bad: str) -> None:
    for values, personal in (({"2": bad}, {}), ({}, {"2": bad})):
        with pytest.raises(JournalRefusedError):
            _composed((values, personal))


def _composed(*changes: tuple[dict[str, str], dict[str, str]]) -> list[Composed]:
    """Entries of which each has its own fields, handed over column by column."""
    columns: list[dict[str, list[str | None]]] = []
    for part in (0, 1):
        keys = {key for change in changes for key in change[part]}
        columns.append({key: [change[part].get(key) for change in changes] for key in keys})
    return composing.compose(*columns, len(changes))


def _entries() -> list[Composed]:
    return _composed((_VALUES, _PERSONAL), ({"1": '"丁"'}, {}))


@pytest.mark.django_db
def test_they_stand_in_the_journal_and_hold() -> None:
    with act(actor=CLERK, batch=3) as one:
        assert one.write_composed("journal.things", "create", 4, [8, 9], _entries()) == range(1, 3)
    first, second = queries.entries_after(0, 10)
    assert (first.row, first.batch, first.definition, first.action) == (8, 3, 4, "create")
    assert first.values == {**_VALUES, **_PERSONAL}
    assert first.personal == set(_PERSONAL)
    assert (second.row, second.values) == (9, {"1": '"丁"'})
    assert verify().sound


@pytest.mark.django_db
def test_the_reason_of_the_act_stands_with_each() -> None:
    with act(actor=CLERK, reason="换系统") as one:
        one.write_composed("journal.things", "create", 4, [8, 9], _entries())
    assert {entry.values["@reason"] for entry in queries.entries_after(0, 10)} == {'"换系统"'}
    assert verify().sound


@pytest.mark.django_db
def test_nothing_is_written_after_the_act() -> None:
    with act(actor=CLERK) as one:
        pass
    with pytest.raises(JournalRefusedError):
        one.write_composed("journal.things", "create", 4, [8, 9], _entries())
