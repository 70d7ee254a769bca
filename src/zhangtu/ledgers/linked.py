"""What a row is linked with: the rows that refer to it, the imports its entries came with."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from zhangtu.journal import queries as journal
from zhangtu.ledgers import definitions, policies, predicates, sql, views
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.models import Import
from zhangtu.ledgers.predicates import Where
from zhangtu.ledgers.queries import COUNTED
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.ledgers.sql import Stored
from zhangtu.ledgers.views import RowView
from zhangtu.people.scope import Right, Scope
from zhangtu.schema.specs import Field

#: So many of those that refer to a row are shown; the rest stands in the list.
FIRST: Final = 20
#: So many rows that were changed together.
BATCH: Final = 200
_REFERS: Final = "r.id IN (SELECT l.row FROM ledgers_link l WHERE l.target = %s AND l.field = %s)"
_NEWEST: Final = "r.id DESC"


@dataclass(frozen=True, slots=True)
class Pointing:
    """The rows of a ledger that refer to a row by one of their fields.

    Attributes:
        ledger: Their ledger, as it is in force.
        field: The field they refer by.
        rows: The newest of them.
        count: How many there are, ``queries.COUNTED`` at most.
        more: Whether there are more than that.
    """

    ledger: InForce
    field: Field
    rows: tuple[RowView, ...]
    count: int
    more: bool


def of_batch(
    ledger: str, batch: int, scope: Scope, *, first: int = BATCH
) -> tuple[tuple[RowView, ...], bool]:
    """The rows that were changed together.

    Args:
        ledger: Their ledger.
        batch: The number of the batch, as entries name it.
        scope: Whose; rows outside are left out.
        first: How many are looked at.

    Returns:
        The rows in scope, as they are now, and whether there are more than were looked at.

    Raises:
        LedgerError: There is no such ledger in scope.
    """
    force = definitions.in_force(ledger)
    policies.check_may(scope, Right.READ, force)
    numbers = journal.rows_of_batch(batch, ledger, first + 1)
    found = sql.rows_by_uids(sql.uids(numbers[:first]).values())
    seen = sorted((row for row in found if _open(scope, force, row)), key=lambda row: row.id)
    return tuple(views.views(force, seen, force.personal)), len(numbers) > first


def imports(batches: Iterable[int]) -> dict[int, UUID]:
    """The imports among some batches.

    Args:
        batches: Numbers of batches as entries name them.

    Returns:
        Batch → the import's name to the outside; other batches are left out.
    """
    return dict(Import.objects.filter(entry__in=set(batches)).values_list("entry", "uid"))


def _open(scope: Scope, force: InForce, row: Stored) -> bool:
    return policies.sees(scope, force, row) and (not row.pending or sql.is_shown(row.pending))


def pointing(uid: UUID, scope: Scope, *, first: int = FIRST) -> tuple[Pointing, ...]:
    """The rows that refer to a row, ledger by ledger and field by field.

    Args:
        uid: The row.
        scope: Whose; fields masked for it are not looked at.
        first: How many of each are wanted.

    Returns:
        Those there are any of; withdrawn rows do not count.

    Raises:
        LedgerError: There is no such row in scope.
    """
    known = definitions.known()
    row = sql.row_by_uid(uid)
    own = None if row is None else known.registered.get(row.ledger)
    if row is None or own is None or not _open(scope, own, row):
        raise LedgerError("no_row")
    found = []
    for force in known.ledgers.values():
        if not policies.can(scope, Right.READ, force):
            continue
        for spec in force.fields.values():
            if (
                spec.type == "reference"
                and spec.target == own.ledger.name
                and not _hidden(scope, force, spec)
            ):
                one = _by_field(force, spec, row.id, scope, first)
                if one.rows:
                    found.append(one)
    return tuple(found)


def _hidden(scope: Scope, force: InForce, spec: Field) -> bool:
    return spec.no in policies.masked(scope, force)


def _by_field(force: InForce, spec: Field, target: int, scope: Scope, first: int) -> Pointing:
    where = predicates.both(
        predicates.visible(scope, force), Where(_REFERS, (target, spec.no)), Where("NOT r.withdrawn", ())
    )
    lines = sql.page(("0", "0"), where, _NEWEST, first)
    rows = views.views(force, [sql.row_of(line[2:]) for line in lines], force.personal)
    # What fits on the page need not be counted.
    count = sql.count(where, COUNTED + 1) if len(lines) == first else len(lines)
    return Pointing(force, spec, tuple(rows), min(count, COUNTED), count > COUNTED)
