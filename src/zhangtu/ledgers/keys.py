"""Keys of rows: folded values by which a row is found and kept the only one; personal ones as keyed hash."""

import hashlib
import hmac
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.conf import settings

from zhangtu.kernel.folding import fold
from zhangtu.kernel.problems import FieldProblem
from zhangtu.ledgers import sql
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.sql import KeyRow
from zhangtu.schema.types.face import FieldType

#: What the office's secret is used for here; another purpose makes other hashes.
_PURPOSE: Final = b"zhangtu.ledgers.keys.v1"
#: Longer keys are kept as their digest.
_LONGEST: Final = 190
#: Stands between the parts of a key of several fields.
_BETWEEN: Final = "\x1f"


def key_value(force: InForce, fields: Sequence[int], values: Mapping[int, Any]) -> str | None:
    """What is kept of a row's key.

    Args:
        force: The ledger.
        fields: The fields of the key.
        values: The row's values by field number.

    Returns:
        The folded value, or a hash of it; ``None`` when a field of the key is empty.
    """
    parts = [values.get(no) for no in fields]
    if any(part is None for part in parts):
        return None
    folded = _BETWEEN.join(force.types[no].folded(part) for no, part in zip(fields, parts, strict=True))
    folded = unicodedata.normalize("NFC", folded)
    if not force.personal.isdisjoint(fields):
        return "h:" + hmac.new(_secret(force, fields), folded.encode(), hashlib.sha256).hexdigest()
    if len(folded) > _LONGEST or folded.startswith(("h:", "d:")):
        return "d:" + hashlib.sha256(folded.encode()).hexdigest()
    return folded


def key_values(force: InForce, fields: Sequence[int], columns: Sequence[Sequence[Any]]) -> list[str | None]:
    """What is kept of the keys of many rows.

    Args:
        force: The ledger.
        fields: The fields of the key.
        columns: Each field's values, one of each row.

    Returns:
        For each row what ``key_value`` says.
    """
    if len(fields) == 1 and force.personal.isdisjoint(fields):
        found = folded(force.types[fields[0]], columns[0])
        there = [one for one in found if one is not None]
        joined = "".join(there)
        if (
            (joined.isascii() or all(map(_in_form, there)))
            and max(map(len, there), default=0) <= _LONGEST
            and "h:" not in joined
            and "d:" not in joined
        ):
            return found
    return [
        key_value(force, fields, dict(zip(fields, row, strict=True))) for row in zip(*columns, strict=True)
    ]


def _in_form(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text)


def folded(kind: FieldType, values: Sequence[Any]) -> list[str | None]:
    """What is compared of many values.

    Args:
        kind: Their type.
        values: The values; ``None`` for none.

    Returns:
        The type's ``folded`` of each.
    """
    if type(kind).folded is FieldType.folded and set(map(type, values)) == {str}:
        # letter by letter: as many lines come out as went in, unless a text has several
        lines: list[str | None] = [*fold("\n".join(values)).split("\n")]
        if len(lines) == len(values):
            return lines
    return [None if value is None else kind.folded(value) for value in values]


def _secret(force: InForce, fields: Sequence[int]) -> bytes:
    """The key of the hash: another one for every field, so that fields can't be compared with each other."""
    place = f"{force.ledger.name}:{','.join(map(str, fields))}".encode()
    return hmac.new(str(settings.SECRET_KEY).encode(), _PURPOSE + place, hashlib.sha256).digest()


def of_row(force: InForce, row: int, values: Mapping[int, Any], *, withdrawn: bool = False) -> list[KeyRow]:
    """All keys a row must have.

    Args:
        force: Its ledger.
        row: Its number.
        values: Its values by field number.
        withdrawn: Whether it is withdrawn: then others may have the same.

    Returns:
        The keys.
    """
    found = []
    for number, fields, unique in force.keyed:
        value = key_value(force, fields, values)
        if value is not None:
            found.append(KeyRow(force.register, number, value, row, unique and not withdrawn))
    return found


def taken(force: InForce, keys: Sequence[KeyRow]) -> list[FieldProblem]:
    """Which keys another row has already.

    Args:
        force: The ledger.
        keys: The keys a row is to have.

    Returns:
        A problem for each; the other row is not named, it may be out of scope.
    """
    return [
        FieldProblem(force.numbered[key.field].name, "taken")
        for key in keys
        if key.only and sql.key_holder(key.ledger, key.field, key.value, key.row) is not None
    ]


def find(force: InForce, values: Mapping[str, Any]) -> list[int]:
    """The rows with these values of one of the ledger's keys.

    Args:
        force: The ledger.
        values: Field name → value, for exactly the fields of a unique field or of the ledger's own key.

    Returns:
        Their numbers, withdrawn ones included, rising; none when these fields are no key.
    """
    numbers = {force.fields[name].no: value for name, value in values.items()}
    for number, fields, _ in force.keyed:
        if set(fields) == set(numbers):
            value = key_value(force, fields, numbers)
            return [] if value is None else sql.key_rows(force.register, number, value)
    return []


def store(
    force: InForce, row: int, before: Mapping[int, Any], after: Mapping[int, Any], keys: Sequence[KeyRow]
) -> None:
    """Put the keys of a changed row where its values are now.

    Args:
        force: Its ledger.
        row: Its number.
        before: Its values before; empty for a new row.
        after: Its values now.
        keys: All keys it must have now.
    """
    wanted = {key.field: key for key in keys}
    changed: list[KeyRow] = []
    for number, fields, _ in force.keyed:
        if all(before.get(no) == after.get(no) for no in fields) and before:
            continue
        if before and key_value(force, fields, before) is not None:
            sql.drop_keys(row, number)
        if number in wanted:
            changed.append(wanted[number])
    sql.insert_keys(changed)
