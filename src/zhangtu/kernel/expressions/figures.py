"""Figures over many rows, in Python: ``count()``, ``share(condition)`` and reckoning with them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, Final

from zhangtu.kernel.expressions import arithmetic, nodes
from zhangtu.kernel.expressions.figuring import Figure
from zhangtu.kernel.expressions.kinds import Value
from zhangtu.kernel.expressions.nodes import Node
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


def _settled(node: Node, rows: Rows) -> Node:
    """The tree with every total replaced by its number."""

    def settled(one: Node) -> Node | None:
        return nodes.Literal(_total(one, rows), one.type) if isinstance(one, nodes.Total) else None

    found: Node = replaced(node, settled)
    return found


def replaced(node: Any, make: Callable[[Node], Node | None]) -> Any:
    """A tree with other nodes in the place of some.

    Args:
        node: The tree, or a part of one.
        make: Makes the node that stands there; ``None`` to leave it and look below it.

    Returns:
        The other tree.
    """
    if isinstance(node, tuple):
        return tuple(replaced(one, make) for one in node)
    if not nodes.is_node(node):
        return node
    other = make(node)
    if other is not None:
        return other
    return replace(node, **{one.name: replaced(getattr(node, one.name), make) for one in fields(node)})


def _total(node: nodes.Total, rows: Rows) -> Value:
    if node.inner is None:
        return arithmetic.count(len(rows))
    found = _asked(node.inner, rows)
    if node.by is not None:
        return _latest(found, _asked(node.by, rows))
    return _FIGURES[node.what]([one for one in found if one is not None])


def _asked(node: Node, rows: Rows) -> list[Any]:
    run = runner(node)
    return [run(values, context, values) for values, context in rows]


def _latest(found: Sequence[Any], days: Sequence[Any]) -> Value:
    """What the rows of the last day say; of several the greatest, nothing last of all."""
    last = max((day for day in days if day is not None), default=None)
    said: list[Any] = [one for one, day in zip(found, days, strict=True) if one is not None and day == last]
    return None if last is None else _largest(said)


def _largest(found: Sequence[Any]) -> Value:
    largest: Value = max(found, default=None)
    return largest


def _smallest(found: Sequence[Any]) -> Value:
    smallest: Value = min(found, default=None)
    return smallest


def _count(found: Sequence[Any]) -> Value:
    return arithmetic.count(sum(found))


def _share(found: Sequence[Any]) -> Value:
    """How many of those that are yes or no are yes."""
    return arithmetic.by(arithmetic.count(sum(found)), arithmetic.count(len(found)))


def _average(found: Sequence[Any]) -> Value:
    total = arithmetic.total(found)
    return None if total is None else arithmetic.by(total, arithmetic.count(len(found)))


_FIGURES: Final[Mapping[Figure, Callable[[Sequence[Any]], Value]]] = {
    Figure.COUNT: _count,
    Figure.SHARE: _share,
    Figure.SUM: arithmetic.total,
    Figure.AVERAGE: _average,
    Figure.SMALLEST: _smallest,
    Figure.LARGEST: _largest,
    Figure.DISTINCT: lambda found: arithmetic.count(len(set(found))),
}
