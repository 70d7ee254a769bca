"""Lists as pages show them: which rows, the mirror says; what stands in them, the store."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from zhangtu.ledgers import definitions
from zhangtu.ledgers import queries as ledgers
from zhangtu.ledgers.paging import Order
from zhangtu.ledgers.predicates import Filter
from zhangtu.ledgers.queries import Page
from zhangtu.ledgers.views import RowView
from zhangtu.mirror import paging, queries
from zhangtu.mirror.queries import Group, Ids
from zhangtu.mirror.questions import NotNow
from zhangtu.people.scope import Scope


@dataclass(frozen=True, slots=True)
class Listed(Page):
    """A part of a list.

    Attributes:
        fresh: Whether the mirror answered; if not, the store did, and more slowly.
        share: How much of the mirror is built, 0 to 1, where it is being built anew.
    """

    fresh: bool = True
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Groups:
    """A list in groups.

    Attributes:
        groups: The groups, a subtotal before its parts; the total first. Empty when the mirror can't say.
        more: Whether there were more than asked for.
        fresh: Whether the mirror answered; nothing else can.
        share: How much of the mirror is built, 0 to 1, where it is being built anew.
    """

    groups: tuple[Group, ...]
    more: bool = False
    fresh: bool = True
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Values:
    """What stands in a field.

    Attributes:
        values: Value and in how many rows, the most frequent first.
        fresh: Whether the mirror answered; nothing else can.
        share: How much of the mirror is built, 0 to 1, where it is being built anew.
    """

    values: tuple[tuple[Any, int], ...]
    fresh: bool = True
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found.

    Attributes:
        rows: Ledger by ledger, the best first; at most twenty of each.
        fresh: Whether the mirror answered; if not, the store did.
        share: How much of the mirror is built, 0 to 1, where it is being built anew.
    """

    rows: tuple[RowView, ...]
    fresh: bool = True
    share: float = 1.0


def rows(  # noqa: PLR0913 - all but two are asked by name
    ledger: str,
    scope: Scope,
    *,
    where: Sequence[Filter] = (),
    words: str = "",
    orders: Sequence[Order] = (),
    after: str = "",
    limit: int = 50,
    withdrawn: bool | None = False,
    live: Collection[str] | None = None,
    counted: bool = True,
) -> Listed:
    """A page of a ledger's rows; the same as ``ledgers.queries.rows``, and any number of columns to sort by.

    Args:
        ledger: The ledger's name.
        scope: Whose.
        where: Conditions that must all hold.
        words: Words that must all stand in the searchable fields.
        orders: How it is sorted, the first counting most (the only one where the store answers).
        after: Where the page before ended.
        limit: How many rows at most.
        withdrawn: Whether withdrawn rows are wanted; ``None`` for both.
        live: The live fields wanted; those of the ledger's list if left out.
        counted: Whether the whole list is counted.

    Raises:
        LedgerError: There is no such ledger or field in scope, or a field is masked or can't be used.
    """
    wish: Any = {"where": where, "words": words, "limit": limit, "withdrawn": withdrawn, "counted": counted}
    found = queries.page(ledger, scope, orders=orders, after=after, **wish)
    if isinstance(found, Ids):
        kept = ledgers.of_numbers(ledger, scope, found.rows, live=live)
        return Listed(kept, found.after, found.count, found.more)
    order = next((one for one in paging.told(orders)[:1] if not one.name.startswith("@")), Order())
    mark = paging.for_store(definitions.in_force(ledger), order, after)
    page = ledgers.rows(ledger, scope, order=order, after=mark, live=live, **wish)
    return Listed(page.rows, page.after, page.count, page.more, fresh=False, share=found.share)


def groups(
    ledger: str,
    scope: Scope,
    *,
    by: Sequence[str],
    sums: Sequence[str] = (),
    where: Sequence[Filter] = (),
    words: str = "",
    withdrawn: bool | None = False,
    limit: int = queries.MOST,
) -> Groups:
    """A ledger's rows in groups, with subtotals and the total; see ``mirror.queries.groups``.

    Args:
        ledger: The ledger's name.
        scope: Whose.
        by: Names of fields, the outermost first; five at most.
        sums: Names of fields with numbers.
        where: Conditions that must all hold.
        words: Words that must all stand in the searchable fields.
        withdrawn: Whether withdrawn rows are wanted; ``None`` for both.
        limit: How many groups at most.

    Returns:
        The groups.

    Raises:
        LedgerError: There is no such ledger or field in scope, or a field is masked or can't be used.
    """
    found = queries.groups(
        ledger, scope, by=by, sums=sums, where=where, words=words, withdrawn=withdrawn, limit=limit
    )
    if isinstance(found, NotNow):
        return Groups((), fresh=False, share=found.share)
    return Groups(found[:limit], more=len(found) > limit)


def values(
    ledger: str,
    scope: Scope,
    field: str,
    prefix: str = "",
    *,
    where: Sequence[Filter] = (),
    limit: int = 20,
) -> Values:
    """What stands in a field, for suggestions of filters; see ``mirror.queries.distinct``.

    Args:
        ledger: The ledger's name.
        scope: Whose.
        field: The field's name.
        prefix: What the values begin with, in either script; empty for all.
        where: Conditions the rows meet besides.
        limit: How many values at most.

    Returns:
        The values.

    Raises:
        LedgerError: There is no such ledger or field in scope, or it is masked or can't be used.
    """
    found = queries.distinct(ledger, scope, field, prefix, where=where, limit=limit)
    return Values((), fresh=False, share=found.share) if isinstance(found, NotNow) else Values(found)


def search(words: str, scope: Scope, *, limit: int = queries.HITS) -> Hits:
    """Rows of all ledgers of a scope in which all words stand, in either script.

    Args:
        words: The words.
        scope: Whose.
        limit: How many of each ledger at most.

    Returns:
        The rows, ledger by ledger, the best of each first.
    """
    rows_: list[RowView] = []
    share, fresh = 1.0, True
    for ledger, found in queries.search(words, scope, limit=limit).items():
        if isinstance(found, NotNow):
            fresh, share = False, min(share, found.share)
            rows_ += ledgers.rows(ledger, scope, words=words, limit=limit, live=(), counted=False).rows
        else:
            rows_ += ledgers.of_numbers(ledger, scope, found, live=())
    return Hits(tuple(rows_), fresh, share)
