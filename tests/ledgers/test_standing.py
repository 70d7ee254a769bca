"""Rows as they stand, held against what their entries give."""

import msgspec
import pytest

from zhangtu.ledgers.following import standing

UID = "01a20938a6b57502856e4a28ee638021"
WRITTEN = b'"01a20938-a6b5-7502-856e-4a28ee638021"'
LINE = (7, UID, 3, 0, 0, "", 0, None, b'{"1":"a","2":5,"10":[1]}')


def state(**more: bytes) -> dict[str, bytes | msgspec.Raw]:
    """What the entries give, open fields as they are read, one about a person as it lay apart."""
    found: dict[str, bytes | msgspec.Raw] = {"1": msgspec.Raw(b'"a"'), "10": msgspec.Raw(b"[1]")}
    return {**found, "@uid": msgspec.Raw(WRITTEN), "@unit": msgspec.Raw(b"3"), "2": b"5", **more}


def test_a_row_that_is_what_its_entries_give_agrees() -> None:
    assert standing.agrees(state(), (LINE, None))


@pytest.mark.parametrize(
    "line",
    [
        (*LINE[:8], b'{"1":"b","2":5,"10":[1]}'),
        (*LINE[:8], b'{"1":"a","10":[1],"2":5}'),
        (7, UID[::-1], *LINE[2:]),
        (7, UID, 4, *LINE[3:]),
        (*LINE[:3], 9, *LINE[4:]),
        (*LINE[:6], 1, *LINE[7:]),
    ],
)
def test_a_row_that_may_differ_does_not_agree(line: tuple[object, ...]) -> None:
    assert not standing.agrees(state(), (line, None))


def test_what_other_tables_keep_needs_a_closer_look() -> None:
    beside = {"@clock:reply": msgspec.Raw(b"{}")}
    assert not standing.agrees(state(**{"@clock:reply": b"{}"}), (LINE, beside))
    assert standing.apart((LINE, beside))["@clock:reply"] == msgspec.Raw(b"{}")


def test_an_emptied_field_and_a_row_of_one_field_need_a_closer_look() -> None:
    assert not standing.agrees(state(**{"3": b"null"}), (LINE, None))
    few: dict[str, bytes | msgspec.Raw] = {"1": b'"a"', "@uid": WRITTEN, "@unit": b"3"}
    assert not standing.agrees(few, ((*LINE[:8], b'{"1":"a"}'), None))


def test_a_row_taken_apart_is_what_a_replay_gives() -> None:
    line = (7, UID, 3, 4, 0, "open", 1, None, b'{"1":"a"}')
    assert {key: bytes(value) for key, value in standing.apart((line, None)).items()} == {
        "1": b'"a"',
        "@uid": WRITTEN,
        "@unit": b"3",
        "@post": b"4",
        "@state": b'"open"',
        "@withdrawn": b"true",
    }


def test_a_text_that_is_no_row_has_no_fields() -> None:
    assert "1" not in standing.apart(((*LINE[:8], b"{"), None))
