"""What a sub-query makes of the rows it found, in Python."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final
from unicodedata import normalize

from zhangtu.kernel.expressions import arithmetic
from zhangtu.kernel.expressions.nodes import Gather, Gathering, Own
from zhangtu.kernel.expressions.shapes import Values

Gathered = Callable[[Iterable[Values]], Any]


def gathered(node: Gather) -> Gathered:
    """What makes a value of rows.

    Args:
        node: The sub-query.

    Returns:
        A function of the rows that fulfil its condition.
    """
    return _GATHERED[node.what](node)


def _taken(field: Own | None, row: Values) -> Any:
    found = None if field is None else row.get(field.no)
    return normalize("NFC", found) if isinstance(found, str) else found


def _count(node: Gather) -> Gathered:
    if not node.distinct:
        return lambda rows: arithmetic.count(sum(1 for _ in rows))
    return lambda rows: arithmetic.count(len({_taken(node.gathered, row) for row in rows} - {None}))


def _exists(_node: Gather) -> Gathered:
    return lambda rows: any(True for _ in rows)


def _sum(node: Gather) -> Gathered:
    def run(rows: Iterable[Values]) -> Any:
        found = (_taken(node.gathered, row) for row in rows)
        return arithmetic.total(one for one in found if one is not None)

    return run


def _latest(node: Gather) -> Gathered:
    """The greatest value; with ``by``, the value of the row whose ordering field is greatest."""
    by = node.by
    if by is None:
        return lambda rows: max(
            (one for row in rows if (one := _taken(node.gathered, row)) is not None), default=None
        )

    def run(rows: Iterable[Values]) -> Any:
        dated = [(_taken(by, row), _taken(node.gathered, row)) for row in rows]
        last = max((day for day, _ in dated if day is not None), default=None)
        return max(
            (one for day, one in dated if day == last and day is not None and one is not None), default=None
        )

    return run


_GATHERED: Final[Mapping[Gathering, Callable[[Gather], Gathered]]] = {
    Gathering.COUNT: _count,
    Gathering.EXISTS: _exists,
    Gathering.SUM: _sum,
    Gathering.LATEST: _latest,
}
