"""Rows somebody picked one by one, many at once and in the order they were picked."""

from collections.abc import Collection, Sequence
from uuid import UUID

from zhangtu.ledgers import definitions, queries, sql
from zhangtu.ledgers.views import RowView
from zhangtu.people.scope import Scope


def picked(
    ledger: str, scope: Scope, uids: Sequence[UUID], *, live: Collection[str] | None = None
) -> tuple[RowView, ...]:
    """Rows by their names to the outside; three queries whatever their number.

    Args:
        ledger: The ledger's name.
        scope: Whose.
        uids: The rows.
        live: The live fields wanted; those of the ledger's list if left out.

    Returns:
        The rows in the same order; those of another ledger, or out of scope, are left out.

    Raises:
        LedgerError: There is no such ledger in scope.
    """
    register = definitions.known().ledger(ledger).register
    numbers = {row.uid: row.id for row in sql.rows_by_uids(set(uids)) if row.ledger == register}
    return queries.of_numbers(
        ledger, scope, [numbers[uid] for uid in dict.fromkeys(uids) if uid in numbers], live=live
    )
