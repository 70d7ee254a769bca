"""Questions to the mirror about many rows, in somebody's scope; ``NotNow`` where only the store can say."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhangtu.ledgers import definitions, policies, predicates
from zhangtu.ledgers import queries as ledgers
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.looking import Finder
from zhangtu.ledgers.paging import Order
from zhangtu.ledgers.predicates import Filter
from zhangtu.mirror import client, paging
from zhangtu.mirror.columns import mirrored
from zhangtu.mirror.predicates import CannotError, area
from zhangtu.mirror.questions import Condition, Listing, NotNow, Rows, Which
from zhangtu.people.scope import Scope

#: No longer pages than this.
MOST = ledgers.MOST


@dataclass(frozen=True, slots=True)
class Ids:
    """A page of a list as row numbers.

    Attributes:
        rows: The numbers of its rows.
        after: What to ask the next page with; empty behind the last.
        count: How many rows the whole list has, ``ledgers.queries.COUNTED`` at most.
        more: Whether it has more than that.
    """

    rows: tuple[int, ...]
    after: str
    count: int
    more: bool


def page(  # noqa: PLR0913 - all but two are asked by name
    ledger: str,
    scope: Scope,
    *,
    where: Sequence[Filter] = (),
    words: str = "",
    orders: Sequence[Order] = (),
    after: str = "",
    limit: int = 50,
    withdrawn: bool | None = False,
    counted: bool = True,
) -> Ids | NotNow:
    """A page of a ledger's rows as their numbers; everything written before is in it.

    Args:
        ledger: The ledger's name.
        scope: Whose.
        where: Conditions that must all hold; values as typed or as stored.
        words: Words that must all stand in the searchable fields.
        orders: How it is sorted, the first counting most; as entered if none. Empty fields come last.
        after: Where the page before ended.
        limit: How many rows at most.
        withdrawn: Whether withdrawn rows are wanted; ``None`` for both.
        counted: Whether the whole list is counted.

    Returns:
        The page; ``NotNow`` when the mirror can't say.

    Raises:
        LedgerError: There is no such ledger or field in scope, or a field is masked or can't be used.
    """
    known = definitions.known()
    force = ledgers.opened(
        known.ledger(ledger), scope, [*(one.name for one in where), *(one.name for one in orders if one.name)]
    )
    for one in orders:
        if not one.name.startswith("@"):
            one.columns(force)
    which = meant(force, scope, known, where, words, withdrawn=withdrawn)
    if isinstance(which, NotNow):
        return which
    try:
        place = paging.place(force, orders, after)
    except CannotError:
        return NotNow(1.0)
    limit = max(1, min(limit, MOST))
    told = tuple((one.name, one.descending) for one in orders)
    answer = client.ask(Listing(which, told, place, limit, ledgers.COUNTED if counted else 0))
    if not isinstance(answer, Rows):
        return answer if isinstance(answer, NotNow) else NotNow(1.0)
    return Ids(
        answer.rows,
        "" if answer.last is None else paging.mark(orders, answer.last),
        min(answer.count, ledgers.COUNTED),
        answer.count > ledgers.COUNTED,
    )


def meant(
    force: InForce,
    scope: Scope,
    known: definitions.Known,
    where: Sequence[Filter],
    words: str,
    *,
    withdrawn: bool | None,
) -> Which | NotNow:
    """Which rows are meant, their filters read as they are stored.

    Args:
        force: The ledger; that it and the fields may be asked for is known.
        scope: Whose.
        known: The definitions in force.
        where: Conditions.
        words: Words.
        withdrawn: Whether withdrawn rows are meant.

    Returns:
        The rows; ``NotNow`` when the mirror does not keep what they are told by.

    Raises:
        LedgerError: A field can't be filtered that way.
    """
    if not mirrored(force) or (words.strip() and _searches_personal(force, scope)):
        return NotNow(1.0)
    finder = Finder(scope, known.ledgers, asking=True)
    told = [ledgers.as_stored(force, one, finder) for one in where]
    for one in told:
        predicates.condition(force, one)
    conditions = tuple(Condition(one.name, one.op.value, one.value) for one in told)
    return Which(force.register, force.id, area(scope, force), conditions, words, withdrawn)


def _searches_personal(force: InForce, scope: Scope) -> bool:
    """Whether the words are looked for in values about persons too, which only the store has."""
    masked = policies.masked(scope, force)
    return any(
        each.search and each.personal and each.no not in masked and not each.live
        for each in force.fields.values()
    )
