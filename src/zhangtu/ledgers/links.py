"""References between rows as a narrow table, both ways; it follows from the rows' values."""

from collections.abc import Mapping
from typing import Any

from zhangtu.ledgers import sql
from zhangtu.ledgers.compiled import InForce


def of_row(force: InForce, row: int, values: Mapping[int, Any]) -> set[tuple[int, int, int]]:
    """All links a row must have.

    Args:
        force: Its ledger.
        row: Its number.
        values: Its values by field number; references as row numbers.

    Returns:
        Row, field, target.
    """
    found: set[tuple[int, int, int]] = set()
    for no in force.references:
        value = values.get(no)
        targets = value if isinstance(value, list | tuple) else () if value is None else (value,)
        found.update((row, no, int(target)) for target in targets)
    return found


def store(force: InForce, row: int, before: Mapping[int, Any], after: Mapping[int, Any]) -> None:
    """Put the links of a changed row where its values are now.

    Args:
        force: Its ledger.
        row: Its number.
        before: Its values before; empty for a new row.
        after: Its values now.
    """
    if not force.references:
        return
    old, new = of_row(force, row, before), of_row(force, row, after)
    if old != new:
        sql.change_links(sorted(old - new), sorted(new - old))
