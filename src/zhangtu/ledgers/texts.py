"""The texts rows and entries are made of: compact JSON, a field at a time, never re-encoded."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

#: What an emptied field is written as in an entry.
EMPTIED: Final = "null"
#: Keys of entries that speak of the row itself, not of a field.
UID, UNIT, POST, PERSON = "@uid", "@unit", "@post", "@person"
STATE, WITHDRAWN, DUE = "@state", "@withdrawn", "@due"
#: Key of a clock in an entry: this and the limit's name.
CLOCK: Final = "@clock:"

_decode = msgspec.json.Decoder(dict[int, msgspec.Raw]).decode
_objects = msgspec.json.Decoder(dict[int, Any]).decode
_encode = msgspec.json.Encoder().encode


def apart(values: str) -> dict[int, str]:
    """Take a row's values apart.

    Args:
        values: The text of ``Row.values``.

    Returns:
        Field number → its JSON text, exactly as stored.
    """
    return {no: str(raw, "utf-8") for no, raw in _decode(values).items()}


def objects(values: str) -> dict[int, Any]:
    """A row's values as plain JSON objects, by field number."""
    return _objects(values)


def together(values: Mapping[int, str]) -> str:
    """Put a row's values together.

    Args:
        values: Field number → JSON text; emptied ones are left out.

    Returns:
        The text for ``Row.values``, numbers rising.
    """
    return "{" + ",".join([f'"{no}":{values[no]}' for no in sorted(values) if values[no] != EMPTIED]) + "}"


def many_together(columns: Mapping[int, Sequence[str | None]], count: int) -> list[str]:
    """Put the values of many rows together.

    Args:
        columns: Field number → JSON text of each row; ``None`` where a row has none.
        count: How many rows there are.

    Returns:
        The texts for ``Row.values``.
    """
    numbers = sorted(columns)
    if not numbers:
        return ["{}"] * count
    whole = "{" + ",".join([f'"{no}":%s' for no in numbers]) + "}"
    rows = zip(*[columns[no] for no in numbers], strict=True)
    return [
        whole % row
        if None not in row and EMPTIED not in row
        else together({no: text for no, text in zip(numbers, row, strict=True) if text is not None})
        for row in rows
    ]


def text_of(value: object) -> str:
    """A plain value as compact JSON."""
    return str(_encode(value), "utf-8")


def value_of(text: str) -> Any:
    """A compact JSON text as a plain value."""
    return msgspec.json.decode(text)
