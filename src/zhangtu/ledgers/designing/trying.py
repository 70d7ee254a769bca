"""What computed fields of a design give on the first rows of its sheet."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from zhangtu.kernel.clock import today
from zhangtu.kernel.expressions import Context, Expression, ExpressionError, Values, parse, run
from zhangtu.ledgers import definitions
from zhangtu.ledgers.designing.keeping import Design
from zhangtu.ledgers.worlds import world
from zhangtu.schema.specs import Field

#: Computed fields rest on one another at most so deep.
_DEEP = 4


def results(design: Design, rows: Sequence[Values]) -> Mapping[int, list[Any]]:
    """The values of its computed fields.

    Args:
        design: The design.
        rows: The values of each row by field number, as far as they can be read.

    Returns:
        Number of a computed field → its value for each row; ``None`` for nothing. A field whose expression
        can't be understood, or that looks at other rows or tables, is left out.
    """
    computed = [one for one in design.ledger.fields if one.removed is None and one.type == "computed"]
    if not computed or not rows:
        return {}
    known = definitions.known()
    others = [force.ledger for name, force in known.ledgers.items() if name != design.ledger.name]
    there = world([design.ledger, *others], known.tables.values(), parse)
    shape = there.ledgers[design.ledger.name]
    expressions: dict[int, Expression] = {}
    for one in computed:
        try:
            expressions[one.no] = parse(one.value, there, shape)
        except ExpressionError:
            continue  # the field itself says what is wrong
    return _run(computed, expressions, rows)


def _run(
    computed: Sequence[Field], expressions: Mapping[int, Expression], rows: Sequence[Values]
) -> Mapping[int, list[Any]]:
    context = Context(today=today())
    whole = [dict(row) for row in rows]
    found: dict[int, list[Any]] = {}
    for _ in range(_DEEP):
        for one in computed:
            expression = expressions.get(one.no)
            if expression is None:
                continue
            try:
                found[one.no] = [run(expression, row, context) for row in whole]
            except LookupError:
                continue  # it looks at rows or tables that are not here yet
            for row, value in zip(whole, found[one.no], strict=True):
                row[one.no] = value
    return found


def written(value: Any) -> str:
    """A value that was computed, as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "√" if value else "×"
    if isinstance(value, tuple):
        return "、".join(map(written, value))
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
