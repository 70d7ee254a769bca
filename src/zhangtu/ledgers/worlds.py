"""What expressions may speak of: the ledgers and tables in force, in the shapes the language knows."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from zhangtu.kernel.expressions import (
    TEXT,
    Expression,
    ExpressionError,
    FieldShape,
    Kind,
    LedgerShape,
    Type,
    World,
    parse_stored,
)
from zhangtu.schema.compiling import table_shape
from zhangtu.schema.specs import Ledger, Table
from zhangtu.schema.types.seen import seen_as

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
