"""The exact bytes an entry's digest rests on; pure (docs/reference/entry-format)."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from hashlib import sha256, shake_128
from operator import add
from struct import Struct
from typing import Final, NamedTuple

import msgspec

from zhangtu.journal.refusals import JournalRefusedError

SALT: Final = 16
#: The personal field that holds why something was done.
REASON: Final = "@reason"
_KEY = re.compile(r"[1-9][0-9]{0,8}|@?[a-z][a-z0-9_.]*(?::[\w.\-]+)?")


class MalformedError(ValueError):
    """The text of an entry is not what this program writes."""


class Written(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """The text of an entry, taken apart.

    Attributes:
        s: The salt of the open fields, 32 hexadecimal digits; empty without open fields.
        v: Open field → the bytes of its value.
        p: Personal field → its commitment, 64 hexadecimal digits.
    """

    s: str
    v: dict[str, msgspec.Raw]
    p: dict[str, str] = {}


class Header(NamedTuple):
    """Everything about an entry but what it changed, in the order it is hashed.

    Attributes:
        number: The entry's number.
        register: The register's name.
        row: The row's number.
        actor: The person's number.
        post: The post's number.
        behalf: The post it was entered for.
        machine: The machine's name.
        at: Microseconds since 1970 in UTC.
        action: What was done.
        batch: The batch's number.
        definition: The definition's number.
    """

    number: int
    register: str
    row: int
    actor: int
    post: int
    behalf: int
    machine: str
    at: int
    action: str
    batch: int
    definition: int


class _Shape(NamedTuple):
    """What entries with the same fields have in common.

    Attributes:
        labels: ``"key":`` of each open field.
        weight: Length in bytes of the text around the values.
        opening: How the text begins.
        middle: Where its salt is named.
        parts: ``key NUL`` of every field, open and personal, sorted by key, each followed by a place for its
            commitment.
        widths: How long each commitment is, in digits.
        places: Where the bytes of each begin behind those of the salt.
        order: Where each of them stands among open fields followed by personal ones; empty if in that order.
    """

    labels: tuple[str, ...]
    weight: int
    opening: bytes
    middle: int
    parts: list[bytes]
    widths: list[int]
    places: tuple[int, ...]
    order: tuple[int, ...]


@lru_cache(maxsize=4096)
def _shape(public: tuple[str, ...], personal: tuple[str, ...]) -> _Shape:
    """Check the keys of an entry and prepare what depends on nothing else."""
    both = public + personal
    for key in both:
        if not _KEY.fullmatch(key) or len(key) > 60 or both.count(key) > 1:
            raise JournalRefusedError("bad_field", field=key)
    if list(public) != sorted(public) or list(personal) != sorted(personal):
        raise MalformedError("fields in disorder")
    order = tuple(sorted(range(len(both)), key=both.__getitem__))
    labels = tuple(f'"{key}":' for key in public)
    weight = len('{"s":"","v":{}}') + (32 if public else 0)
    weight += sum(len(label.encode()) for label in labels) + max(len(public) - 1, 0)
    secret = len(_personal_text(personal, ["0" * 64] * len(personal)).encode())
    return _Shape(
        labels,
        weight + secret,
        b'{"p":{' if personal else b'{"s":"',
        1 + secret,
        [part for at in order for part in (both[at].encode() + b"\0", b"")],
        [64] * len(personal),
        tuple((SALT if public else 0) + 32 * at for at in range(len(personal))),
        () if order == tuple(range(len(both))) else order,
    )


def _personal_text(keys: Sequence[str], commitments: Sequence[str]) -> str:
    """The part of an entry's text about its personal fields; empty without any."""
    if not keys:
        return ""
    parts = (f'"{key}":"{commitment}"' for key, commitment in zip(keys, commitments, strict=True))
    return f'"p":{{{",".join(parts)}}},'


@lru_cache(maxsize=4096)
def quoted(text: str) -> str:
    """A word as JSON.

    Args:
        text: A register's, machine's or action's name.

    Returns:
        It in quotation marks.
    """
    return msgspec.json.encode(text).decode()


def header_bytes(header: Header) -> bytes:
    """The header as it is hashed.

    Args:
        header: The entry's header.

    Returns:
        A JSON array without spaces, in UTF-8.
    """
    number, register, row, actor, post, behalf, machine, at, action, batch, definition = header
    return (
        f"[{number},{quoted(register)},{row},{actor},{post},{behalf},{quoted(machine)},{at},"
        f"{quoted(action)},{batch},{definition}]"
    ).encode()


def commitment(salt: bytes, value: bytes | msgspec.Raw) -> bytes:
    """The commitment of one field.

    Args:
        salt: 16 bytes.
        value: The value's JSON in UTF-8.

    Returns:
        SHA-256 of both, one after the other.
    """
    return sha256(salt + value).digest()


def salts(seed: bytes, count: int) -> list[bytes]:
    """The salts of an entry's open fields.

    Args:
        seed: The 16 bytes the entry's text holds.
        count: How many open fields it has.

    Returns:
        16 bytes for each, in the order of the sorted keys (SHAKE-128 of the seed).
    """
    return list(_cutter(count)(shake_128(seed).digest(SALT * count)))


def compose(values: Mapping[str, str], personal: Mapping[str, bytes], seed: bytes) -> str:
    """Write the text of an entry.

    Args:
        values: Open field → JSON text of its value.
        personal: Personal field → its commitment.
        seed: 16 random bytes.

    Returns:
        The text, keys sorted.

    Raises:
        JournalRefusedError: A key cannot stand in the journal.
    """
    keys, hidden = sorted(values), sorted(personal)
    shape = _shape(tuple(keys), tuple(hidden))
    listed = ",".join([label + values[key] for label, key in zip(shape.labels, keys, strict=True)])
    secret = _personal_text(hidden, [personal[key].hex() for key in hidden])
    return f'{{{secret}"s":"{seed.hex() if keys else ""}","v":{{{listed}}}}}'


_READER = msgspec.json.Decoder(Written)
_VALUE = msgspec.json.Decoder(msgspec.Raw)


def is_value(text: str) -> bool:
    """Whether a text is one JSON value and nothing around it.

    Args:
        text: The text.

    Returns:
        Whether it can stand in an entry.
    """
    try:
        data = text.encode()
        return bytes(_VALUE.decode(data)) == data
    except (msgspec.DecodeError, UnicodeEncodeError):
        return False


def read(text: bytes) -> Written:
    """Take the text of an entry apart, accepting only what ``compose`` would write.

    Args:
        text: The text in UTF-8.

    Returns:
        Its parts.

    Raises:
        MalformedError: A space, an order, an escape or a field too many.
    """
    return read_with_marks(text)[0]


def read_with_marks(text: bytes) -> tuple[Written, _Shape]:
    """Like ``read``, with what the digest needs besides."""
    try:
        written = _READER.decode(text)
        shape = _shape(tuple(written.v), tuple(written.p))
    except (msgspec.DecodeError, JournalRefusedError, UnicodeDecodeError) as error:
        raise MalformedError(str(error)) from error
    salt = len(written.s)
    if salt != (32 if written.v else 0):
        raise MalformedError("a salt of the wrong length")
    if written.p and list(map(len, written.p.values())) != shape.widths:
        raise MalformedError("a commitment of the wrong length")
    # nothing can be shorter than its usual form, so where the length is right only the order can be another
    if shape.weight + sum(map(len, written.v.values())) != len(text):
        raise MalformedError("not as short as it could be")
    middle = shape.middle
    if not (
        text.startswith(shape.opening)
        and text.startswith(b'"s":"', middle)
        and text.startswith(b'","v":{', middle + 5 + salt)
    ):
        raise MalformedError("not in the usual order")
    return written, shape


def digest(header: bytes, text: bytes) -> tuple[bytes, Written]:
    """The digest of an entry, and its text taken apart.

    Args:
        header: The header as ``header_bytes`` writes it.
        text: The entry's text in UTF-8.

    Returns:
        SHA-256 of a zero byte (RFC 6962 section 2.1: a leaf), the header, and for every field in the order of
        the sorted keys: the key, a zero byte, its commitment. Then the parts of the text.

    Raises:
        MalformedError: The text is not what this program writes.
    """
    written, shape, personal, salted = _opened(text)
    return _closed(header, shape, [one.digest() for one in map(sha256, salted)], personal), written


def digests(
    headers: Sequence[bytes], texts: Sequence[bytes]
) -> list[tuple[bytes, Written, list[bytes]] | None]:
    """The digests of many entries; a verification spends most of its time in here.

    Args:
        headers: Their headers.
        texts: Their texts in UTF-8.

    Returns:
        For each the digest, the parts of its text, and the commitments of its fields about persons in the
        order they stand in; None for a text that is not what this program writes.
    """
    opened: list[tuple[Written, _Shape, list[bytes], Iterator[bytes]] | None] = []
    salted: list[bytes] = []
    for text in texts:
        try:
            one = _opened(text)
        except MalformedError:
            opened.append(None)
            continue
        opened.append(one)
        salted += one[3]
    hashed = [one.digest() for one in map(sha256, salted)]
    found: list[tuple[bytes, Written, list[bytes]] | None] = []
    at = 0
    for header, read in zip(headers, opened, strict=True):
        if read is None:
            found.append(None)
            continue
        written, shape, personal, _ = read
        end = at + len(written.v)
        found.append((_closed(header, shape, hashed[at:end], personal), written, personal))
        at = end
    return found


def _opened(text: bytes) -> tuple[Written, _Shape, list[bytes], Iterator[bytes]]:
    """An entry's parts and shape, the commitments of its personal fields, salt and value of each open one."""
    written, shape = read_with_marks(text)
    digits = written.s
    if written.p:
        digits += "".join(written.p.values())
    try:
        seed = bytes.fromhex(digits)
    except ValueError as error:
        raise MalformedError(str(error)) from error
    if seed.hex() != digits:
        raise MalformedError("not small hexadecimal digits")
    values = written.v
    count = len(values)
    cut = _cutter(count)(shake_128(seed[:SALT]).digest(SALT * count)) if count else ()
    personal = [seed[at : at + 32] for at in shape.places] if written.p else []
    return written, shape, personal, map(add, cut, values.values())


def _closed(header: bytes, shape: _Shape, listed: list[bytes], personal: list[bytes]) -> bytes:
    """The digest over a header and the commitments of open fields and personal ones."""
    if personal:
        listed += personal
        if shape.order:
            listed = [listed[at] for at in shape.order]
    parts = shape.parts[:]
    parts[1::2] = listed
    return sha256(b"\0" + header + b"".join(parts)).digest()


@cache
def _cutter(count: int) -> Callable[[bytes], tuple[bytes, ...]]:
    """Cuts the salts of so many fields out of a stream."""
    return Struct(f"{SALT}s" * count).unpack


def digest_of_commitments(header: bytes, commitments: Mapping[str, bytes]) -> bytes:
    """The digest of an entry of which only the commitments are known.

    Args:
        header: The header as ``header_bytes`` writes it.
        commitments: Field → commitment.

    Returns:
        The same digest as ``digest``.
    """
    keys = sorted(commitments)
    return sha256(b"\0" + header + b"".join(key.encode() + b"\0" + commitments[key] for key in keys)).digest()
