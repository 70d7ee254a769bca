"""Questions to the mirror about many rows, in somebody's scope; ``NotNow`` where only the store can say."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from zhangtu.kernel.expressions import Kind
from zhangtu.kernel.folding import fold
from zhangtu.ledgers import definitions, policies, predicates
from zhangtu.ledgers import queries as ledgers
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.looking import Finder
from zhangtu.ledgers.paging import Order
from zhangtu.ledgers.predicates import Filter
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.mirror import client, paging
from zhangtu.mirror.columns import columns, mirrored
from zhangtu.mirror.predicates import CannotError, area, column_of, typed
from zhangtu.mirror.questions import (
    Condition,
    Distinct,
    Grouping,
    Lines,
    Listing,
    NotNow,
    Overlap,
    Rows,
    Search,
    Which,
)
from zhangtu.people.scope import Right, Scope

#: No longer pages, and no more groups, than this.
MOST: Final = ledgers.MOST
#: Groups within groups, at most.
LEVELS: Final = 5
#: Rows of one ledger a search gives.
HITS: Final = 20
#: Texts of a list that are looked for in columns, at most.
TEXTS: Final = 1_000


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
    known, orders = definitions.known(), paging.told(orders)
    force = _usable(known.ledger(ledger), scope, [one.name for one in where], [one.name for one in orders])
    which = meant(force, scope, known, where, words, withdrawn=withdrawn)
    if isinstance(which, NotNow):
        return which
    return _listed(force, which, orders, after, (limit, ledgers.COUNTED if counted else 0))


def _listed(
    force: InForce, which: Which, orders: Sequence[Order], after: str, most: tuple[int, int]
) -> Ids | NotNow:
    """Ask for a page: so many rows at most, and so many counted."""
    try:
        place = paging.place(force, orders, after)
    except CannotError:
        return NotNow(1.0)
    told = tuple((one.name, one.descending) for one in orders)
    answer = client.ask(Listing(which, told, place, max(1, min(most[0], MOST)), most[1]))
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


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that have something in common.

    Attributes:
        keys: The values they share, field by field of ``by``: as ``RowView.values`` has them, rows, units
            and posts as numbers, ``None`` for empty. Fewer than ``by`` for a subtotal, none for the total.
        count: How many they are.
        sums: The sum of each field of ``sums``; ``None`` where all are empty.
    """

    keys: tuple[Any, ...]
    count: int
    sums: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A column in which texts stand that somebody has a list of.

    Attributes:
        ledger: The ledger's name.
        field: The field's name.
        found: How many of the different texts stand there, in rows of the scope.
        share: How many of all of them that is, 0 to 1.
    """

    ledger: str
    field: str
    found: int
    share: float


def groups(
    ledger: str,
    scope: Scope,
    *,
    by: Sequence[str],
    sums: Sequence[str] = (),
    where: Sequence[Filter] = (),
    words: str = "",
    withdrawn: bool | None = False,
    limit: int = MOST,
) -> tuple[Group, ...] | NotNow:
    """A ledger's rows in groups, with subtotals and the total.

    Args:
        ledger: The ledger's name.
        scope: Whose.
        by: Names of fields, the outermost first; five at most.
        sums: Names of fields with numbers.
        where: Conditions that must all hold.
        words: Words that must all stand in it.
        withdrawn: Whether withdrawn rows are wanted; ``None`` for both.
        limit: How many groups at most; one more is given where there are more.

    Returns:
        The groups, the total first, a subtotal before its parts; ``NotNow`` when the mirror can't say.
    """
    known, asked = definitions.known(), [*(one.name for one in where), *sums]
    force = _usable(known.ledger(ledger), scope, asked, by)
    for name in sums:
        if force.kind_of(force.fields[name]) is not Kind.NUMBER or force.fields[name].live:
            raise LedgerError("no_filter", fields=force.fields[name].title.zh)
    which = meant(force, scope, known, where, words, withdrawn=withdrawn)
    if isinstance(which, NotNow):
        return which
    answer = client.ask(Grouping(which, tuple(by[:LEVELS]), tuple(sums), max(1, min(limit, MOST))))
    if isinstance(answer, Lines):
        return tuple(_group(force, by[:LEVELS], line) for line in answer.lines)
    return answer if isinstance(answer, NotNow) else NotNow(1.0)


def _group(force: InForce, by: Sequence[str], line: Sequence[Any]) -> Group:
    """A group of a line: how many keys count, how many rows, keys, sums."""
    level, count, *rest = line
    keys = [_key(force, name, value) for name, value in zip(by, rest, strict=False)]
    sums = tuple(None if one is None else Decimal(one) for one in rest[len(by) :])
    return Group(tuple(keys[: int(level).bit_count()]), count, sums)


def _key(force: InForce, name: str, value: Any) -> Any:
    _, kind, column = column_of(force, name)
    if kind is Kind.SET and column is not None and value is not None:
        item = int if column.type == "bigint[]" else str
        return tuple(item(one) for one in value.split(","))
    return typed(kind, value)


def _usable(force: InForce, scope: Scope, names: Sequence[str], by: Sequence[str]) -> InForce:
    """A ledger that may be read, and its fields that may be sorted or grouped by."""
    force = ledgers.opened(force, scope, [*names, *filter(None, by)])
    for name in by:
        if not name.startswith("@"):
            Order(name).columns(force)
    return force


def distinct(
    ledger: str,
    scope: Scope,
    field: str,
    prefix: str = "",
    *,
    where: Sequence[Filter] = (),
    limit: int = 20,
) -> tuple[tuple[Any, int], ...] | NotNow:
    """What stands in a field, for suggestions of filters.

    Args:
        ledger: The ledger's name.
        scope: Whose.
        field: The field's name.
        prefix: What the values begin with, in either script; empty for all.
        where: Conditions the rows meet besides.
        limit: How many values at most.

    Returns:
        Value and in how many rows, the most frequent first; ``NotNow`` when the mirror can't say.

    Raises:
        LedgerError: There is no such ledger or field in scope, or it is masked or can't be used.
    """
    known = definitions.known()
    force = _usable(known.ledger(ledger), scope, [one.name for one in where], [field])
    which = meant(force, scope, known, where, "", withdrawn=False)
    if isinstance(which, NotNow):
        return which
    answer = client.ask(Distinct(which, field, fold(prefix), max(1, min(limit, MOST))))
    if not isinstance(answer, Lines):
        return answer if isinstance(answer, NotNow) else NotNow(1.0)
    _, kind, _ = column_of(force, field)
    item = Kind.TEXT if kind is Kind.SET else kind
    return tuple(
        (value if isinstance(value, int) else typed(item, value), count) for value, count in answer.lines
    )


def overlap(
    texts: Sequence[str], scope: Scope, *, wanted: Collection[str] | None = None
) -> tuple[Known, ...] | NotNow:
    """In which columns texts stand that somebody has a list of; either script, width and case.

    Args:
        texts: The texts; of more than ``TEXTS`` different ones so many are looked at.
        scope: Whose.
        wanted: The ledgers looked at; all of the scope if left out.

    Returns:
        The columns, the largest share first; ``NotNow`` when the mirror can't say of one of the ledgers.
    """
    folded = sorted({fold(one.strip()) for one in texts if one.strip()})
    folded = folded[:: max(1, len(folded) // TEXTS)][:TEXTS]
    found: list[Known] = []
    if not folded:
        return ()
    known = definitions.known()
    for force in _readable(known, scope, wanted):
        names = tuple(
            each.name
            for each in force.fields.values()
            if each.no in columns(force) and columns(force)[each.no].kind is Kind.TEXT
        )
        which = meant(force, scope, known, (), "", withdrawn=False)
        if not names or isinstance(which, NotNow):
            continue
        answer = client.ask(Overlap(which, names, tuple(folded)))
        if not isinstance(answer, Lines):
            return answer if isinstance(answer, NotNow) else NotNow(1.0)
        counts = answer.lines[0]
        found += [
            Known(force.ledger.name, name, count, count / len(folded))
            for name, count in zip(names, counts, strict=True)
            if count
        ]
    return tuple(sorted(found, key=lambda one: (-one.share, one.ledger, one.field)))


def search(words: str, scope: Scope, *, limit: int = HITS) -> Mapping[str, tuple[int, ...] | NotNow]:
    """Rows of all ledgers of a scope in which all words stand, in either script.

    Args:
        words: The words.
        scope: Whose.
        limit: How many of each ledger at most.

    Returns:
        Ledger → its rows, the best first: the whole text, then what begins so, then the rest, the newest
        first; ``NotNow`` where only the store can say. Ledgers without a hit are left out.
    """
    known = definitions.known()
    found: dict[str, tuple[int, ...] | NotNow] = {}
    if not words.strip():
        return found
    for force in _readable(known, scope, None):
        if not any(each.search for each in force.fields.values()):
            continue
        which = meant(force, scope, known, (), words, withdrawn=False)
        answer = which if isinstance(which, NotNow) else client.ask(Search(which, max(1, min(limit, MOST))))
        if isinstance(answer, NotNow):
            found[force.ledger.name] = answer
        elif isinstance(answer, Rows) and answer.rows:
            found[force.ledger.name] = answer.rows
    return found


def _readable(known: definitions.Known, scope: Scope, wanted: Collection[str] | None) -> list[InForce]:
    """The ledgers somebody may read, by name."""
    names = known.ledgers.keys() if wanted is None else known.ledgers.keys() & set(wanted)
    return [
        known.ledgers[name] for name in sorted(names) if policies.can(scope, Right.READ, known.ledgers[name])
    ]
