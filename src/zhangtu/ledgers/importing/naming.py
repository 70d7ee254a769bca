"""What the rows left for a person are called, so that nobody has to look their numbers up."""

from collections.abc import Iterable

from zhangtu.ledgers import definitions, policies, views
from zhangtu.ledgers.importing import sql
from zhangtu.people.scope import Scope


def titles(ledger: str, rows: Iterable[int], scope: Scope) -> dict[int, str]:
    """The titles of rows, masked as in a list.

    Args:
        ledger: The name of their ledger.
        rows: Their numbers; 0 is none.
        scope: Of whoever asks; rows outside it are left out.

    Returns:
        Row → title.
    """
    force = definitions.in_force(ledger)
    found = sql.rows(sorted({row for row in rows if row}))
    there = [row for row in found.values() if policies.sees(scope, force, row)]
    return {view.id: view.title for view in views.views(force, there, force.personal)}
