"""The text of an entry: one way to write it, and every other text is refused or gives another digest."""

import json
from hashlib import sha256, shake_128

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhangtu.journal import canonical
from zhangtu.journal.canonical import Header, MalformedError

HEADER = canonical.header_bytes(Header(7, "台账", 3, 1, 2, 0, 'a"b', 1_700_000_000_000_000, "create", 0, 4))
_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
_TEXT = _JSON.map(lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")))
_KEYS = st.one_of(st.integers(1, 1200).map(str), st.sampled_from(["@unit", "@clock:答复", "name", "parent"]))
_VALUES = st.dictionaries(_KEYS, _TEXT, max_size=16)


def _commitments(values: dict[str, str], seed: bytes) -> dict[str, bytes]:
    """The definition in the manual, word for word."""
    stream = shake_128(seed).digest(16 * len(values))
    return {
        key: sha256(stream[16 * at : 16 * at + 16] + values[key].encode()).digest()
        for at, key in enumerate(sorted(values))
    }


def _digest(commitments: dict[str, bytes]) -> bytes:
    whole = b"\0" + HEADER
    for key in sorted(commitments):
        whole += key.encode() + b"\0" + commitments[key]
    return sha256(whole).digest()


def test_the_header_is_what_the_manual_says() -> None:
    assert HEADER.decode() == '[7,"台账",3,1,2,0,"a\\"b",1700000000000000,"create",0,4]'


@given(_VALUES, st.sets(st.sampled_from(["@reason", "3000", "owner"])), st.binary(min_size=16, max_size=16))
def test_the_digest_is_what_the_manual_says(values: dict[str, str], hidden: set[str], seed: bytes) -> None:
    personal = {key: sha256(key.encode()).digest() for key in hidden}
    text = canonical.compose(values, personal, seed)
    found, written = canonical.digest(HEADER, text.encode())
    everything = {**_commitments(values, seed), **personal}
    assert found == _digest(everything) == canonical.digest_of_commitments(HEADER, everything)
    assert {key: bytes(value).decode() for key, value in written.v.items()} == values
    assert json.loads(text)["v"] == {key: json.loads(value) for key, value in values.items()}
    assert list(written.v) == sorted(values)


@given(_VALUES, st.data())
def test_no_other_text_gives_the_same_digest(values: dict[str, str], data: st.DataObject) -> None:
    personal = {"@reason": bytes(32)}
    text = canonical.compose(values, personal, bytes(16)).encode()
    digest, _ = canonical.digest(HEADER, text)
    at = data.draw(st.integers(0, len(text) - 1))
    other = text[:at] + data.draw(st.binary(max_size=3)) + text[at + data.draw(st.integers(0, 3)) :]
    if other == text:
        return
    try:
        found, _ = canonical.digest(HEADER, other)
    except MalformedError:
        return
    assert found != digest


@pytest.mark.parametrize(
    "text",
    [
        '{"s":"","v":{}} ',
        '{"s":"", "v":{}}',
        '{"v":{},"s":""}',
        '{"s":"00000000000000000000000000000000","v":{}}',
        '{"s":"","v":{"1":1}}',
        '{"s":"0000000000000000000000000000000A","v":{"1":1}}',
        '{"s":"00000000000000000000000000000000","v":{"2":1,"10":1}}',
        '{"s":"00000000000000000000000000000000","v":{"1":1,"1":1}}',
        '{"s":"00000000000000000000000000000000","v":{"\\u0031":1}}',
        '{"p":{},"s":"","v":{}}',
        '{"p":{"1":"00"},"s":"","v":{}}',
        '{"q":1,"s":"","v":{}}',
        "[]",
        "",
    ],
)
def test_other_ways_of_writing_are_refused(text: str) -> None:
    with pytest.raises(MalformedError):
        canonical.digest(HEADER, text.encode())


@given(st.lists(st.tuples(_VALUES, st.booleans()), max_size=5))
def test_the_digests_of_many_are_those_of_each(entries: list[tuple[dict[str, str], bool]]) -> None:
    hidden = sha256(b"owner").digest()
    texts = [
        canonical.compose(values, {"owner": hidden} if personal else {}, bytes(16)).encode()
        for values, personal in entries
    ]
    texts.insert(len(texts) // 2, b'{"s":"", "v":{}}')
    found = canonical.digests([HEADER] * len(texts), texts)
    assert found.pop(len(entries) // 2) is None
    for text, (_, personal), one in zip(
        [one for one in texts if b'"s":"", ' not in one], entries, found, strict=True
    ):
        assert one is not None
        assert one[:2] == canonical.digest(HEADER, text)
        assert one[2] == ([hidden] if personal else [])
