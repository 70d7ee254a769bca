"""Figures over many rows, in Python: ``count()``, ``share(condition)`` and reckoning with them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any, Final

from zhangtu.kernel.expressions import arithmetic, nodes
from zhangtu.kernel.expressions.kinds import Value
from zhangtu.kernel.expressions.nodes import Figure, Node
from zhangtu.kernel.expressions.running import runner
from zhangtu.kernel.expressions.shapes import Context, Values

Rows = Sequence[tuple[Values, Context]]


def figure(node: Node, rows: Rows) -> Value:
    """Run a figure.

    Args:
        node: Its tree.
        rows: The values of each row and where it is asked.

    Returns:
        The figure: each total worked out, then what is reckoned with them.
    """
    values, context = rows[0] if rows else ({}, None)
    found: Value = runner(_settled(node, rows))({}, context, values)  # type: ignore[arg-type]  # totals need none
    return found


def _settled(node: Any, rows: Rows) -> Any:
    """The tree with every total replaced by its number."""
    if isinstance(node, nodes.Total):
        return nodes.Literal(_total(node, rows), node.type)
    if isinstance(node, tuple):
        return tuple(_settled(one, rows) for one in node)
    if not nodes.is_node(node):
        return node
    return replace(node, **{one.name: _settled(getattr(node, one.name), rows) for one in fields(node)})


def _total(node: nodes.Total, rows: Rows) -> Decimal | None:
    if node.inner is None:
        return arithmetic.count(len(rows))
    run = runner(node.inner)
    found = [run(values, context, values) for values, context in rows]
    return _FIGURES[node.what]([one for one in found if one is not None])


def _count(found: Sequence[Any]) -> Decimal:
    return arithmetic.count(sum(found))


def _share(found: Sequence[Any]) -> Decimal | None:
    """How many of those that are yes or no are yes."""
    return arithmetic.by(arithmetic.count(sum(found)), arithmetic.count(len(found)))


def _average(found: Sequence[Any]) -> Decimal | None:
    total = arithmetic.total(found)
    return None if total is None else arithmetic.by(total, arithmetic.count(len(found)))


_FIGURES: Final[Mapping[Figure, Callable[[Sequence[Any]], Decimal | None]]] = {
    Figure.COUNT: _count,
    Figure.SHARE: _share,
    Figure.SUM: arithmetic.total,
    Figure.AVERAGE: _average,
}
