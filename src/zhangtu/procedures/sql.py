"""The SQL of this room, in one place."""

from zhangtu.ledgers import sql
from zhangtu.ledgers.predicates import Where


def states(where: Where) -> dict[str, int]:
    """How many rows, not withdrawn, that meet a condition stand at each step.

    Args:
        where: The condition.

    Returns:
        Step → how many.
    """
    statement = (
        f"SELECT r.state, COUNT(*) FROM ledgers_row r WHERE {where.text} AND NOT r.withdrawn GROUP BY r.state"  # noqa: S608 - fixed pieces
    )
    return {str(state): int(count) for state, count in sql.select(statement, where.values)}
