"""Composes the texts of entries before their place in the journal is known (docs/reference/entry-format)."""

import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from operator import add
from struct import Struct
from typing import Final, NamedTuple

import msgspec

from zhangtu.journal import canonical
from zhangtu.journal.canonical import SALT, Header
from zhangtu.journal.refusals import JournalRefusedError

#: Many values, each as it is written.
_VALUES: Final = msgspec.json.Decoder(list[msgspec.Raw])


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


class _Shape(NamedTuple):
    """What entries with the same fields have in common.

    Attributes:
        text: An entry's text with places for personal commitments, salt and open values, in this order.
        border: How many open fields there are.
        personal: The keys of the personal fields.
        parts: ``key NUL`` of every field, sorted by key, each followed by a place for its commitment.
        order: Where each of them stands among open fields followed by personal ones; empty if in that order.
    """

    text: str
    border: int
    personal: tuple[str, ...]
    parts: list[bytes]
    order: tuple[int, ...]


#: The texts of a column, and their bytes.
_Column = tuple[Sequence[str | None], Sequence[bytes | None]]


def compose(
    values: Mapping[str, Sequence[str | None]], personal: Mapping[str, Sequence[str | None]], count: int
) -> list[Composed]:
    """Compose the texts of entries.

    Args:
        values: Field key → JSON text of each entry's open value; ``None`` where an entry has none.
        personal: The same of values about persons.
        count: How many entries there are.

    Returns:
        The entries, in the same order.

    Raises:
        JournalRefusedError: A key or value cannot stand in the journal.
    """
    keys, hidden = sorted(values), sorted(personal)
    columns = [_checked(key, values[key]) for key in keys]
    columns += [_checked(key, personal[key]) for key in hidden]
    if not columns:
        columns = [([None] * count, [None] * count)]
    work = _Work(keys, hidden)
    rows = zip(*[texts for texts, _ in columns], strict=True)
    in_bytes = zip(*[data for _, data in columns], strict=True)
    # to ask the system for each salt would take longer than to hash it
    salts = Struct(f"{SALT}s" * (1 + len(hidden)))
    drawn = salts.iter_unpack(os.urandom(salts.size * count))
    return [work.compose(*row) for row in zip(rows, in_bytes, drawn, strict=True)]


def compose_one(values: Mapping[str, str], personal: Mapping[str, str], seed: bytes) -> Composed:
    """Compose the text of one entry.

    Args:
        values: Field key → JSON text of its open values.
        personal: The same of values about persons.
        seed: 16 random bytes.

    Returns:
        The entry.

    Raises:
        JournalRefusedError: A key or value cannot stand in the journal.
    """
    keys, hidden = tuple(sorted(values)), tuple(sorted(personal))
    shape = _shape(keys, hidden)
    texts = [values[key] for key in keys]
    texts += [personal[key] for key in hidden]
    data = _in_bytes(keys + hidden, texts)
    return _composed(shape, texts, data, (seed, *[os.urandom(SALT) for _ in hidden]))


def _in_bytes(keys: Sequence[str], texts: Sequence[str]) -> list[bytes]:
    """The bytes of an entry's texts; refused unless each is one JSON value and nothing around it."""
    try:
        data = [text.encode() for text in texts]
        # as in a column: as many values as texts, and each as long as its text
        found = list(map(len, _VALUES.decode(b"[" + b",".join(data) + b"]")))
    except (msgspec.DecodeError, UnicodeError) as error:
        raise _bad(keys, texts) from error
    if found != list(map(len, data)):
        raise _bad(keys, texts)
    return data


def _bad(keys: Sequence[str], texts: Sequence[str]) -> JournalRefusedError:
    """Say which field's text is no value."""
    wrong = [key for key, text in zip(keys, texts, strict=True) if not canonical.is_value(text)]
    return JournalRefusedError("bad_value", field=", ".join(wrong))


def _checked(key: str, texts: Sequence[str | None]) -> _Column:
    """A column with its bytes; refused unless each text is one JSON value and nothing around it."""
    data: Sequence[bytes | None]
    try:
        present = [text.encode() for text in texts if text is not None]
        # as many values as texts, and each as long as its text: they begin and end where the texts do
        found = _VALUES.decode(b"[" + b",".join(present) + b"]")
        if list(map(len, found)) != list(map(len, present)):
            raise JournalRefusedError("bad_value", field=key)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise JournalRefusedError("bad_value", field=key) from error
    if len(present) == len(texts):
        return texts, present
    data = [None if text is None else text.encode() for text in texts]
    return texts, data


class _Work:
    """Composes entry by entry; what entries of the same shape have in common is made once."""

    def __init__(self, keys: Sequence[str], hidden: Sequence[str]) -> None:
        self._keys, self._hidden = tuple(keys), tuple(hidden)
        self._whole = _shape(self._keys, self._hidden)
        self._shapes: dict[tuple[bool, ...], _Shape] = {}

    def _of(self, row: Sequence[str | None]) -> _Shape:
        mask = tuple([one is not None for one in row])
        found = self._shapes.get(mask)
        if found is None:
            border = len(self._keys)
            keys = tuple(key for key, there in zip(self._keys, mask, strict=False) if there)
            hidden = tuple(key for key, there in zip(self._hidden, mask[border:], strict=False) if there)
            found = self._shapes[mask] = _shape(keys, hidden)
        return found

    def compose(
        self, texts: Sequence[str | None], data: Sequence[bytes | None], drawn: tuple[bytes, ...]
    ) -> Composed:
        """One entry.

        Args:
            texts: Its open texts, then those about persons.
            data: The same in bytes.
            drawn: Random salts: for all open values together, and for each about persons.

        Returns:
            It.
        """
        shape = self._whole
        if None in texts:
            shape = self._of(texts)
            texts, data = [one for one in texts if one is not None], [one for one in data if one is not None]
        return _composed(shape, texts, data, drawn)


def _composed(
    shape: _Shape, texts: Sequence[str | None], data: Sequence[bytes | None], drawn: tuple[bytes, ...]
) -> Composed:
    """An entry of a shape; texts and bytes of its open values, then those about persons."""
    border, hidden = shape.border, shape.personal
    apart = drawn[1 : 1 + len(hidden)]
    salts = (*canonical.salts(drawn[0], border), *apart) if border else apart
    listed = [sha256(one).digest() for one in map(add, salts, data)]
    parts = shape.parts[:]
    parts[1::2] = [listed[at] for at in shape.order] if shape.order else listed
    commitments = [one.hex() for one in listed[border:]]
    text = shape.text % (*commitments, drawn[0].hex() if border else "", *texts[:border])
    return Composed(text, b"".join(parts), list(zip(hidden, apart, texts[border:], strict=True)))  # type: ignore[arg-type]  # no text is None any more


@lru_cache(maxsize=4096)
def _shape(keys: tuple[str, ...], hidden: tuple[str, ...]) -> _Shape:
    """Check the keys of an entry, and lay out its text as ``canonical.compose`` does."""
    both = keys + hidden
    whole = canonical.compose(dict.fromkeys(keys, "%s"), dict.fromkeys(hidden, b""), b"")
    text = whole.replace('":""', '":"%s"')
    order = tuple(sorted(range(len(both)), key=both.__getitem__))
    parts = [part for at in order for part in (both[at].encode() + b"\0", b"")]
    return _Shape(text, len(keys), hidden, parts, () if order == tuple(range(len(both))) else order)


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


def digest(header: Header, one: Composed) -> bytes:
    """The digest of an entry whose text was composed before.

    Args:
        header: Its header.
        one: The rest of it.

    Returns:
        The same as ``canonical.digest`` takes from header and text.
    """
    return sha256(b"\0" + canonical.header_bytes(header) + one.body).digest()


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
