"""Rows as they stand for the journal to hold its replay against, taken apart only where it has to be."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final, NamedTuple

import msgspec

from zhangtu.journal.hooks import Reading, State
from zhangtu.ledgers import texts

#: Post, person, state, whether withdrawn, due, of a row that has none of them.
_PLAIN: Final = (0, 0, "", False, None)
#: What stands of a row: its line as ``sql.kept`` gives it, and what other tables keep as entries say it.
Standing = tuple[tuple[Any, ...], Mapping[str, msgspec.Raw] | None]
_raw = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


class _Shape(NamedTuple):
    """What rows with the same fields have in common.

    Attributes:
        values: Takes the texts of the fields out of a state, numbers rising.
        parts: The text of such a row: what stands before each field's text, each followed by a place for it.
    """

    values: Callable[[State], tuple[bytes | msgspec.Raw, ...]]
    parts: list[bytes | msgspec.Raw]


@lru_cache(maxsize=4096)
def _shape(keys: tuple[str, ...]) -> _Shape | None:
    """The shape of a row with these fields, name and unit; none where it has anything else, or few fields."""
    fields = sorted((key for key in keys if key.isdecimal()), key=int)
    beside = {key for key in keys if not key.isdecimal()}
    if len(fields) < 2 or beside != {texts.UID, texts.UNIT}:
        return None
    parts: list[bytes | msgspec.Raw] = []
    for at, key in enumerate(fields):
        parts += [f'{"," if at else "{"}"{key}":'.encode(), b""]
    return _Shape(itemgetter(*fields), [*parts, b"}"])


def agrees(state: State, there: Standing) -> bool:
    """Whether a row is what its entries give: their texts put together are its text.

    Args:
        state: Field key → value, as replayed.
        there: The row.

    Returns:
        Whether it certainly is; rows that have more than fields, name and unit need a closer look.
    """
    line, beside = there
    shape = _shape(tuple(state))
    if shape is None or beside is not None or line[3:8] != _PLAIN:
        return False
    parts = shape.parts[:]
    parts[1::2] = shape.values(state)
    return (
        b"".join(parts) == line[8]
        and bytes(state[texts.UID]) == _name(line[1])
        and bytes(state[texts.UNIT]) == b"%d" % line[2]
    )


def apart(there: Standing) -> dict[str, msgspec.Raw]:
    """A row exactly as a replay of its entries gives it.

    Args:
        there: The row.

    Returns:
        Field key → value; what is empty is left out.
    """
    (_, uid, unit, *others, values), beside = there
    found = _fields(values)
    found[texts.UID] = msgspec.Raw(_name(uid))
    found[texts.UNIT] = _raw_of(str(unit))
    if tuple(others) != _PLAIN:
        _add_own(found, *others)
    return found if beside is None else {**found, **beside}


def _name(uid: str) -> bytes:
    """A row bears the name its entries gave it, written with hyphens."""
    return f'"{uid[:8]}-{uid[8:12]}-{uid[12:16]}-{uid[16:20]}-{uid[20:]}"'.encode()


def _fields(values: bytes) -> dict[str, msgspec.Raw]:
    """The fields of a row; none where its text is not one this program writes."""
    try:
        return _raw(values)
    except msgspec.DecodeError:
        return {}


def _add_own(found: dict[str, msgspec.Raw], post: int, person: int, *others: Any) -> None:
    """Add what a row has besides its fields, name and unit; nothing and no stand in no entry."""
    state, withdrawn, due = others
    if post:
        found[texts.POST] = _raw_of(str(post))
    if person:
        found[texts.PERSON] = _raw_of(str(person))
    if state:
        found[texts.STATE] = _raw_of(texts.text_of(state))
    if withdrawn:
        found[texts.WITHDRAWN] = _raw_of("true")
    if due is not None:
        found[texts.DUE] = _raw_of(str(due))


def _raw_of(text: str) -> msgspec.Raw:
    """A text the way rows' texts are compared."""
    return msgspec.Raw(text.encode())


#: How the journal understands what stands of a row.
READING: Final = Reading(agrees, apart)
