"""Composes the texts of entries before their place in the journal is known (docs/reference/entry-format)."""

import os
from collections.abc import Mapping, Sequence
from hashlib import sha256
from operator import add

import msgspec

from zhangtu.journal import canonical
from zhangtu.journal.canonical import SALT, Header, MalformedError
from zhangtu.journal.refusals import JournalRefusedError


class Composed(msgspec.Struct, array_like=True, gc=False):
    """All of an entry that does not depend on its number, its row, or when it is written.

    Attributes:
        text: What ``Entry.changes`` is to hold.
        body: What is hashed behind the header: every field's key, a zero byte and its commitment, by key.
        secrets: Key, salt and JSON text of each value about a person.
    """

    text: str
    body: bytes
    secrets: list[tuple[str, bytes, str]]


def compose(changes: Sequence[tuple[Mapping[str, str], Mapping[str, str]]]) -> list[Composed]:
    """Compose the texts of entries.

    Args:
        changes: For each entry the open values and those about persons, field key → JSON text.

    Returns:
        One for each, in the same order.

    Raises:
        JournalRefusedError: A key or value cannot stand in the journal.
    """
    seeds = _Salts(sum(1 + len(personal) for _, personal in changes))
    return [_composed(values, personal, seeds) for values, personal in changes]


class _Salts:
    """Random salts out of one block: to ask the system for each would take longer than to hash it."""

    def __init__(self, count: int) -> None:
        self._block = os.urandom(SALT * count)
        self._at = 0

    def take(self) -> bytes:
        start = self._at
        self._at = start + SALT
        return self._block[start : self._at]


def _composed(values: Mapping[str, str], personal: Mapping[str, str], salts: _Salts) -> Composed:
    seed = salts.take()
    secrets: list[tuple[str, bytes, str]] = []
    commitments: dict[str, bytes] = {}
    for key, text in personal.items():
        if not canonical.is_value(text):
            raise JournalRefusedError("bad_value", field=key)
        salt = salts.take()
        commitments[key] = sha256(salt + text.encode()).digest()
        secrets.append((key, salt, text))
    text = canonical.compose(values, commitments, seed)
    return Composed(text, _body(text, seed, values, commitments), secrets)


def _body(text: str, seed: bytes, values: Mapping[str, str], commitments: Mapping[str, bytes]) -> bytes:
    """What is hashed behind the header, taken from the text as whoever checks it later will."""
    try:
        written, shape = canonical.read_with_marks(text.encode())
    except (MalformedError, UnicodeEncodeError) as error:
        raise _bad(values) from error
    if len(written.v) != len(values):
        raise _bad(values)
    salts = canonical.salts(seed, len(values)) if values else []
    listed = [one.digest() for one in map(sha256, map(add, salts, written.v.values()))]
    if commitments:
        listed += [commitments[key] for key in written.p]
    if shape.order:
        listed = [listed[at] for at in shape.order]
    parts = shape.parts[:]
    parts[1::2] = listed
    return b"".join(parts)


def _bad(values: Mapping[str, str]) -> JournalRefusedError:
    wrong = [key for key, text in values.items() if not canonical.is_value(text)]
    return JournalRefusedError("bad_value", field=", ".join(wrong or values))


def digests(first: Header, rows: Sequence[int], composed: Sequence[Composed]) -> list[bytes]:
    """The digests of entries that follow each other and whose texts were composed before.

    Args:
        first: The header of the first; those of the others have the same but for number and row.
        rows: The rows they are about.
        composed: The rest of each.

    Returns:
        The same as ``canonical.digest`` takes from each header and text.
    """
    whole = canonical.header_bytes(first)
    before = f"[{first.number},{canonical.quoted(first.register)},{first.row},".encode()
    between, behind = f",{canonical.quoted(first.register)},".encode(), b"," + whole.removeprefix(before)
    return [
        sha256(b"\0[%d%b%d%b%b" % (number, between, row, behind, one.body)).digest()
        for number, (row, one) in enumerate(zip(rows, composed, strict=True), first.number)
    ]


def opened(composed: Composed) -> tuple[dict[str, str], dict[str, str]]:
    """The values an entry was composed of.

    Args:
        composed: The entry.

    Returns:
        Open values and values about persons, field key → JSON text.
    """
    written = canonical.read(composed.text.encode())
    return (
        {key: bytes(raw).decode() for key, raw in written.v.items()},
        {key: text for key, _, text in composed.secrets},
    )
