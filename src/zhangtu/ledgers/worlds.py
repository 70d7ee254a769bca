"""What expressions may speak of: the ledgers and tables in force, in the shapes the language knows."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from zhangtu.kernel.expressions import (
    DATE,
    NUMBER,
    TEXT,
    Expression,
    ExpressionError,
    FieldShape,
    Kind,
    LedgerShape,
    TableShape,
    Type,
    World,
    parse_stored,
)
from zhangtu.schema.specs import Ledger, Table
from zhangtu.schema.types.seen import seen_as

_NUMBER: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: Reads an expression: ``parse`` or ``parse_stored``.
Reading = Callable[[str, World, LedgerShape], Expression]
#: How deep computed fields may rest on each other before a circle is assumed.
_DEEPEST: Final = 8


def computed_value(kind: Type, stored: Any) -> Any:
    """The value of a computed field from what was stored of it.

    Args:
        kind: The type of its expression.
        stored: What a JSON reader makes of its text.

    Returns:
        The value as the expression gave it.
    """
    if stored is None:
        return None
    if kind.kind is Kind.SET:
        return tuple(computed_value(kind.item or TEXT, one) for one in stored)
    if kind.kind is Kind.NUMBER:
        return Decimal(stored)
    if kind.kind is Kind.DATE:
        return date.fromisoformat(stored)
    return datetime.fromisoformat(stored) if kind.kind is Kind.TIME else stored


def world(ledgers: Iterable[Ledger], tables: Iterable[Table], reading: Reading = parse_stored) -> World:
    """Everything that can be spoken of.

    Args:
        ledgers: The ledgers.
        tables: The dated tables.
        reading: How their expressions are written: ``parse_stored`` by number, ``parse`` by name.

    Returns:
        The world, the types of computed fields found out from their expressions as far as they have one.
    """
    known = {each.name: each for each in ledgers}
    shapes = {name: LedgerShape(name, _plain_shapes(each)) for name, each in known.items()}
    seen = {each.name: table_shape(each) for each in tables}
    made = World(ledgers=shapes, tables=seen)
    for _ in range(_DEEPEST):
        further = {
            name: _with_computed(known[name], shape, made, reading) for name, shape in made.ledgers.items()
        }
        if further == dict(made.ledgers):
            return made
        made = replace(made, ledgers=further)
    return made


def _plain_shapes(ledger: Ledger) -> tuple[FieldShape, ...]:
    found = ((each, seen_as(each)) for each in ledger.fields if each.removed is None)
    return tuple(FieldShape(each.no, each.name, kind) for each, kind in found if kind is not None)


def _with_computed(ledger: Ledger, shape: LedgerShape, made: World, reading: Reading) -> LedgerShape:
    """The ledger with those computed fields whose expressions can be understood by now."""
    fields = list(shape.fields)
    for each in ledger.fields:
        if each.removed is not None or not each.value or each.name in shape.named:
            continue
        try:
            expression = reading(each.value, made, shape)
        except ExpressionError:
            continue  # it may rest on one that is found out in the next round; compiling says what is wrong
        fields.append(FieldShape(each.no, each.name, expression.type, live=expression.live))
    return LedgerShape(ledger.name, tuple(fields))


def table_shape(table: Table) -> TableShape:
    """A dated table as expressions see it: a column of numbers is a number, one of days a date."""
    columns: dict[str, list[str | tuple[str, ...]]] = {}
    for row in table.rows:
        for name, value in row.values.items():
            columns.setdefault(name, []).append(value)
    types = {name: _column(values) for name, values in columns.items()}
    return TableShape(
        table.name,
        {key: types.get(key, Type(Kind.CHOICE)) for key in table.keys},
        {name: found for name, found in types.items() if name not in table.keys},
    )


def _column(values: list[str | tuple[str, ...]]) -> Type:
    if any(isinstance(value, tuple) for value in values):
        return Type(Kind.SET, item=Type(Kind.CHOICE))
    texts = [value for value in values if isinstance(value, str)]
    if all(_NUMBER.fullmatch(text) for text in texts):
        return NUMBER
    return DATE if all(_DAY.fullmatch(text) for text in texts) else Type(Kind.CHOICE)


def look_up(tables: Mapping[str, Table], table: str, keys: tuple[Any, ...], day: date, column: str) -> Any:
    """What a dated table says on a day.

    Args:
        tables: The tables in force, by name.
        table: Which one.
        keys: The values of its keys, in order.
        day: The day.
        column: The column asked for.

    Returns:
        The value in the column's type; ``None`` when the table says nothing that day. A key ``*`` in the
        table fits everything, but a row that names the key itself comes first.
    """
    spec = tables[table]
    kind = table_shape(spec).columns.get(column, TEXT)
    best: tuple[int, str | tuple[str, ...]] | None = None
    for row in spec.rows:
        if not (row.begins <= day and (row.ends is None or day < row.ends)) or column not in row.values:
            continue
        fit = _fit([row.values.get(key, "*") for key in spec.keys], keys)
        if fit is not None and (best is None or fit > best[0]):
            best = (fit, row.values[column])
    return None if best is None else _typed(best[1], kind)


def _fit(said: list[str | tuple[str, ...]], asked: tuple[Any, ...]) -> int | None:
    """How many keys a row of a table names itself; ``None`` when one does not fit."""
    named = 0
    for one, wanted in zip(said, asked, strict=False):
        if one == "*":
            continue
        if one != _words(wanted):
            return None
        named += 1
    return named


def _words(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _typed(value: str | tuple[str, ...], kind: Type) -> Any:
    if isinstance(value, tuple):
        return value
    if kind.kind is Kind.NUMBER:
        return Decimal(value)
    if kind.kind is Kind.DATE:
        return date.fromisoformat(value)
    return (value,) if kind.kind is Kind.SET else value
