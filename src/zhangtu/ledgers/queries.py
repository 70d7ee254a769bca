"""Every read of rows: one, a page of many, what they were, and what changed; always in somebody's scope."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from zhangtu.kernel.expressions import Kind, run
from zhangtu.ledgers import definitions, policies, predicates, sql, texts, views
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.gathering import Gatherer
from zhangtu.ledgers.looking import Finder
from zhangtu.ledgers.paging import Order, behind, mark, sorting
from zhangtu.ledgers.predicates import Filter, Op, Where
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.ledgers.sql import Stored
from zhangtu.ledgers.timeline import (
    Moment,
    Shift,
    as_of,
    as_of_entry,
    difference,
    history,
    ledger_as_of,
    ledger_difference,
)
from zhangtu.ledgers.views import RowView
from zhangtu.people.scope import Right, Scope
from zhangtu.schema.types.face import Read

__all__ = [
    "COUNTED",
    "Filter",
    "Moment",
    "Op",
    "Order",
    "Page",
    "Shift",
    "as_of",
    "as_of_entry",
    "difference",
    "history",
    "ledger_as_of",
    "ledger_difference",
    "row",
    "rows",
]

#: Counting stops here; more is said as more.
COUNTED: Final = 10_000
_WITHDRAWN: Final = ("NOT r.withdrawn", "r.withdrawn")
#: No longer pages than this.
MOST: Final = 1_000


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list.

    Attributes:
        rows: Its rows.
        after: What to ask the next page with; empty behind the last.
        count: How many rows the whole list has, ``COUNTED`` at most.
        more: Whether it has more than that.
    """

    rows: tuple[RowView, ...]
    after: str
    count: int
    more: bool


def row(uid: UUID, scope: Scope) -> RowView:
    """A row with its live values.

    Args:
        uid: The row.
        scope: Whose.

    Returns:
        The row.

    Raises:
        LedgerError: There is none of that name in scope.
    """
    known = definitions.known()
    stored = sql.row_by_uid(uid)
    force = None if stored is None else known.registered.get(stored.ledger)
    if stored is None or force is None or not policies.sees(scope, force, stored):
        raise LedgerError("no_row")
    if stored.pending and not sql.is_shown(stored.pending):
        raise LedgerError("no_row")
    return _views(force, [stored], known, None)[0]


def rows(  # noqa: PLR0913 - all but two are asked by name
    ledger: str,
    scope: Scope,
    *,
    where: Sequence[Filter] = (),
    words: str = "",
    order: Order | None = None,
    after: str = "",
    limit: int = 50,
    withdrawn: bool | None = False,
    live: Collection[str] | None = None,
    counted: bool = True,
) -> Page:
    """A page of a ledger's rows.

    Args:
        ledger: The ledger's name.
        scope: Whose.
        where: Conditions that must all hold; values as typed or as stored.
        words: Words that must all stand in the searchable fields.
        order: How it is sorted; as entered if left out.
        after: Where the page before ended.
        limit: How many rows at most.
        withdrawn: Whether withdrawn rows are wanted; ``None`` for both.
        live: The live fields wanted; those of the ledger's list if left out.
        counted: Whether the whole list is counted.

    Returns:
        The page.

    Raises:
        LedgerError: There is no such ledger or field in scope, or a field is masked or can't be used.
    """
    known = definitions.known()
    order = order or Order()
    force = opened(known.ledger(ledger), scope, [*(one.name for one in where), *filter(None, [order.name])])
    conditions = _conditions(force, scope, Finder(scope, known.ledgers, asking=True), where, words)
    conditions += [] if withdrawn is None else [Where(_WITHDRAWN[withdrawn], ())]
    return _page(force, known, predicates.both(*conditions), order, _Part(after, limit, live, counted))


def of_numbers(
    ledger: str, scope: Scope, numbers: Sequence[int], *, live: Collection[str] | None = None
) -> tuple[RowView, ...]:
    """Rows whose numbers are known, as they are now.

    Args:
        ledger: Their ledger's name.
        scope: Whose.
        numbers: The rows.
        live: The live fields wanted; those of the ledger's list if left out.

    Returns:
        The rows in the same order; those no longer in scope are left out.

    Raises:
        LedgerError: There is no such ledger in scope.
    """
    known = definitions.known()
    force = opened(known.ledger(ledger), scope, [])
    visible = predicates.looked_at(predicates.visible(scope, force))
    where = predicates.both(visible, predicates.among("r.id", list(numbers)))
    found = sql.page(("0", "0"), where, "r.id", len(numbers)) if numbers else []
    stored = {row.id: row for row in (sql.row_of(raw[2:]) for raw in found)}
    wanted = force.ledger.pages.columns if live is None else live
    return tuple(_views(force, [stored[one] for one in numbers if one in stored], known, wanted))


def opened(force: InForce, scope: Scope, names: Sequence[str]) -> InForce:
    """A ledger that may be read, and its fields that may be asked for.

    Args:
        force: The ledger.
        scope: Whose.
        names: Names of the fields.

    Returns:
        The ledger.

    Raises:
        LedgerError: It may not be read, or a field is unknown or masked.
    """
    policies.check_may(scope, Right.READ, force)
    predicates.check_open(force, names, policies.masked(scope, force))
    return force


def _conditions(
    force: InForce, scope: Scope, finder: Finder, where: Sequence[Filter], words: str
) -> list[Where]:
    """The scope, every filter, the words searched for."""
    conditions = [predicates.visible(scope, force)]
    conditions += [predicates.condition(force, as_stored(force, one, finder)) for one in where]
    if words.strip():
        conditions.append(predicates.search(force, words, policies.masked(scope, force)))
    return conditions


@dataclass(frozen=True, slots=True)
class _Part:
    """Which part of a list is wanted, and what of it."""

    after: str
    limit: int
    live: Collection[str] | None
    counted: bool


def _page(force: InForce, known: definitions.Known, where: Where, order: Order, part: _Part) -> Page:
    columns = order.columns(force)
    narrowed = predicates.both(where, behind(order, columns, part.after))
    limit = max(1, min(part.limit, MOST))
    found = sql.page(columns, narrowed, sorting(order, columns), limit + 1)
    stored = [sql.row_of(raw[2:]) for raw in found[:limit]]
    wanted = force.ledger.pages.columns if part.live is None else part.live
    last = found[limit - 1] if len(found) > limit else None
    count = sql.count(where, COUNTED + 1) if part.counted else 0
    return Page(
        tuple(_views(force, stored, known, wanted)),
        "" if last is None else mark(order, (last[0], last[1], int(last[2]))),
        min(count, COUNTED),
        count > COUNTED,
    )


def as_stored(force: InForce, one: Filter, finder: Finder) -> Filter:
    """A filter with its value as it is stored, whatever it was typed as.

    Args:
        force: The ledger.
        one: The filter.
        finder: Where words about other rows are looked up.

    Returns:
        The filter.

    Raises:
        LedgerError: The value is none of the field's.
    """
    spec = force.fields.get(one.name)
    if spec is None or one.op in (Op.EMPTY, Op.FILLED, Op.HAS) or spec.type == "computed":
        return one
    kind = force.types[spec.no]
    reader = force.reader(spec, finder)
    values = one.value if one.op is Op.IN else [one.value]
    found: list[Any] = []
    for value in values:
        read = reader(value)
        read = read.value if type(read) is Read else read
        if read is None:
            raise LedgerError("no_filter", fields=spec.title.words)
        plain = texts.value_of(kind.stored(read))
        found += plain if force.kind_of(spec) is Kind.SET else [plain]
    return Filter(one.name, one.op, found if one.op is Op.IN else found[0])


def _views(
    force: InForce, stored: Sequence[Stored], known: definitions.Known, wanted: Collection[str] | None
) -> list[RowView]:
    """Rows with their live values, masked."""
    return views.views(force, stored, force.personal, live=live_values(force, stored, known, wanted))


def live_values(
    force: InForce, stored: Sequence[Stored], known: definitions.Known, wanted: Collection[str] | None
) -> Mapping[int, Mapping[str, Any]]:
    """The live values of rows, one query for each sub-query whatever their number.

    Args:
        force: Their ledger.
        stored: The rows.
        known: The definitions in force.
        wanted: The names of the fields wanted; ``None`` for all. What rests on personal values is left out.

    Returns:
        Row number → field name → value.
    """
    fields = [
        one for one in force.live if (wanted is None or one.field.name in wanted) and not one.field.personal
    ]
    if not fields or not stored:
        return {}
    readable = force.readable
    own = {
        one.id: {no: value for no, value in force.loaded(texts.objects(one.values)).items() if no in readable}
        for one in stored
    }
    gatherer = Gatherer(force, own, known.ledgers, known.tables)
    found: dict[int, dict[str, Any]] = {}
    for number, values in own.items():
        context = gatherer.context(number)
        given: dict[int, Any] = {}
        for one in fields:
            given[one.field.no] = run(one.expression, {**values, **given}, context)
        found[number] = {one.field.name: given[one.field.no] for one in fields}
    return found
