"""What follows from many rows, column by column: their keys and their folded words."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import msgspec

from zhangtu.ledgers import keys
from zhangtu.ledgers.compiled import InForce
from zhangtu.schema.types.face import FieldType

#: What the members of a row's reader are called: this and the field's number.
_MEMBER: Final = "f{}"
#: Field number → value of each row; ``None`` where a row has none.
Columns = Mapping[int, Sequence[Any]]


def read(force: InForce, values: Sequence[str]) -> Columns:
    """Read of rows the fields from which something follows, and nothing else.

    Args:
        force: Their ledger.
        values: The texts of ``Row.values``.

    Returns:
        Their values.

    Raises:
        ValueError: A text is not one this program writes; other exceptions of values nobody could enter too.
    """
    wanted = {no for _, fields, _ in force.keyed for no in fields}
    numbers = tuple(sorted(wanted.union(force.searched, force.references, force.attached)))
    decode = _reader(numbers).decode
    rows = zip(*map(msgspec.structs.astuple, map(decode, values)), strict=True)
    return {no: _loaded(force, no, column) for no, column in zip(numbers, rows, strict=False)}


@lru_cache(maxsize=500)
def _reader(numbers: tuple[int, ...]) -> "msgspec.json.Decoder[msgspec.Struct]":
    """Reads these fields of a row and passes over the others."""
    members = [(_MEMBER.format(no), Any, None) for no in numbers]
    names = {_MEMBER.format(no): str(no) for no in numbers}
    return msgspec.json.Decoder(msgspec.defstruct("Followed", members, rename=names, gc=False))


def _loaded(force: InForce, no: int, column: Sequence[Any]) -> Sequence[Any]:
    kind = force.types.get(no)
    if kind is not None and type(kind).loaded is FieldType.loaded and force.numbered[no].type != "computed":
        return column
    return [None if value is None else force.loaded({no: value}).get(no) for value in column]


def keys_of(force: InForce, lines: Sequence[tuple[Any, ...]], values: Columns) -> list[tuple[Any, ...]]:
    """The keys rows must have, as ``keys.of_row`` says for one.

    Args:
        force: Their ledger.
        lines: The rows as ``sql.followed`` gives them.
        values: Their values.

    Returns:
        The lines of the table of keys.
    """
    found: list[tuple[Any, ...]] = []
    for number, fields, unique in force.keyed:
        folded = keys.key_values(force, fields, [values[no] for no in fields])
        found += [
            (force.register, number, value, line[0], unique and not line[2])
            for line, value in zip(lines, folded, strict=True)
            if value is not None
        ]
    return found


def folded(force: InForce, values: Columns, count: int) -> list[str]:
    """The words typed search looks at, as ``drafts.folded`` has them.

    Args:
        force: The ledger.
        values: The values of rows.
        count: How many rows there are.

    Returns:
        Those of each.
    """
    columns = [keys.folded(force.types[no], values[no]) for no in force.searched]
    if not columns:
        return [""] * count
    return ["\n".join([one for one in row if one is not None]) for row in zip(*columns, strict=True)]
