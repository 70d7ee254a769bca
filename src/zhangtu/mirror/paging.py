"""Pages by key over several columns: the next page begins behind the values at which the last one ended."""

import base64
import binascii
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import msgspec
from django.db import connection

from zhangtu.kernel.expressions import Kind
from zhangtu.ledgers import texts
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.paging import Order
from zhangtu.ledgers.paging import mark as stores_mark
from zhangtu.ledgers.predicates import LARGEST
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.mirror.predicates import NOTHING, CannotError, Sql, both, column_of, either, typed

#: How many values stand in a mark of the store.
_STORES: Final = 5


class Sorted(NamedTuple):
    """A column a list is sorted by.

    Attributes:
        text: SQL of it.
        kind: What expressions see of it.
        descending: Whether the last comes first.
    """

    text: str
    kind: Kind | None
    descending: bool


def told(orders: Sequence[Order]) -> list[Order]:
    """Orders that say something."""
    return [one for one in orders if one.name or one.descending]


def sorted_by(force: InForce, orders: Sequence[tuple[str, bool]]) -> tuple[list[Sorted], bool]:
    """What a list is sorted by.

    Args:
        force: The ledger.
        orders: Names of columns and whether each is descending.

    Returns:
        The columns, and whether the row's number behind them is descending.

    Raises:
        CannotError: The mirror does not keep one.
    """
    found = []
    for name, descending in orders:
        if name:
            text, kind, _ = column_of(force, name)
            if kind is Kind.SET:
                text, kind = f"array_to_string({text}, ',')", Kind.TEXT
            found.append(Sorted(text, kind, descending))
    return found, bool(orders) and orders[-1][1]


def sorting(sorts: Sequence[Sorted], *, last: bool) -> str:
    """The ORDER BY of a list: empty fields last, the row's number behind all."""
    parts = [f"{one.text} {'DESC' if one.descending else 'ASC'} NULLS LAST" for one in sorts]
    return ", ".join([*parts, f"_row {'DESC' if last else 'ASC'}"])


def behind(sorts: Sequence[Sorted], after: Sequence[Any], *, last: bool) -> Sql:
    """That a row comes behind a place.

    Args:
        sorts: What the list is sorted by.
        after: The values at the place, one for each of ``sorts``, and the row's number.
        last: Whether the row's number is descending.

    Returns:
        The condition.

    Raises:
        CannotError: The values are not of those columns.
    """
    ways: list[Sql] = []
    same: list[Sql] = []
    for one, plain in zip(sorts, after, strict=False):
        value = typed(one.kind, plain)
        sign = "<" if one.descending else ">"
        further = NOTHING if value is None else Sql(f"({one.text} {sign} ? OR {one.text} IS NULL)", (value,))
        ways.append(both(*same, further))
        same.append(Sql(f"{one.text} IS NULL") if value is None else Sql(f"{one.text} = ?", (value,)))
    ways.append(both(*same, Sql(f"_row {'<' if last else '>'} ?", (int(after[-1]),))))
    return either([Sql(f"({one.text})", one.values) for one in ways])


def until(sort: Sorted, value: Any, row: int) -> Sql:
    """That a row comes before a place in the order of one column, or is there.

    Args:
        sort: The column.
        value: Its value at the place, as DuckDB gave it; not empty.
        row: The row's number there.
    """
    sign = ">=" if sort.descending else "<="
    return Sql(f"{sort.text} {sign} ? AND ({sort.text} <> ? OR _row {sign} ?)", (value, value, row))


def before(sort: Sorted, value: Any) -> Sql:
    """That a row comes before all that have a value; see ``until``."""
    return Sql(f"{sort.text} {'>' if sort.descending else '<'} ?", (value,))


def mark(orders: Sequence[Order], place: Sequence[Any]) -> str:
    """Where a page ended, as a word for an address.

    Args:
        orders: How the list is sorted.
        place: The values there and the row's number.

    Returns:
        Letters, digits, ``-`` and ``_``.
    """
    text = msgspec.json.encode([[[one.name, one.descending] for one in orders], list(place)])
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


def place(force: InForce, orders: Sequence[Order], after: str) -> tuple[Any, ...] | None:
    """The place a mark names.

    Args:
        force: The ledger.
        orders: How the list is sorted.
        after: What ``mark`` made; empty for the first page.

    Returns:
        The values there and the row's number; ``None`` for the first page.

    Raises:
        LedgerError: It was made for another order, or by somebody else.
        CannotError: The mirror does not keep a column.
    """
    if not after:
        return None
    sorts, _ = sorted_by(force, [(one.name, one.descending) for one in orders])
    try:
        made_for, values = _read(sorts, after)
        *keys, row = values
        if made_for != [(one.name, one.descending) for one in orders] or len(keys) != len(sorts):
            raise LedgerError("bad_page")
        if not isinstance(row, int) or abs(row) > LARGEST:
            raise LedgerError("bad_page")
        for one, value in zip(sorts, keys, strict=True):
            typed(one.kind, value)
    except (binascii.Error, msgspec.DecodeError, ValueError, TypeError, CannotError) as error:
        raise LedgerError("bad_page") from error
    return tuple(values)


def _read(sorts: Sequence[Sorted], after: str) -> tuple[list[tuple[str, bool]], list[Any]]:
    """The orders and the place a mark names, whether the mirror made it or the store."""
    found = msgspec.json.decode(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
    if len(found) == _STORES:
        name, descending, empty, value, row = found
        if not sorts:
            return [(name, descending)] if name or descending else [], [row]
        if empty == Order(name, descending).empty:
            return [(name, descending)], [None, row]
        if sorts[0].kind is Kind.YES_NO:
            value = value in ("1", "true")
        return [(name, descending)], [value, row]
    return msgspec.convert(found, type=tuple[list[tuple[str, bool]], list[Any]])


def for_store(force: InForce, order: Order, after: str) -> str:
    """A mark for the store that names the same place, for when the mirror can't go on.

    Args:
        force: The ledger.
        order: How the list is sorted.
        after: What ``mark`` made, or the store's own, or nothing.

    Returns:
        The store's mark.

    Raises:
        LedgerError: It was made for another order, or by somebody else.
    """
    try:
        found = place(force, told([order]), after)
    except CannotError:
        return after
    if found is None:
        return ""
    *keys, row = found
    if not keys:
        return stores_mark(order, (0, 0, row))
    (sort,), _ = sorted_by(force, [(order.name, order.descending)])
    number = sort.kind in (Kind.NUMBER, Kind.ROW)
    if keys[0] is None:
        return stores_mark(order, (order.empty, 0 if number else "", row))
    return stores_mark(order, (1 - order.empty, _stored(force, order.name, sort.kind, keys[0]), row))


def _stored(force: InForce, name: str, kind: Kind | None, value: Any) -> Any:
    """A value as the store sorts by it."""
    sqlite = connection.vendor == "sqlite"
    if kind is Kind.YES_NO:
        return str(int(value)) if sqlite else str(value).lower()
    if kind in (Kind.NUMBER, Kind.ROW):
        return float(value) if sqlite else str(value)
    spec = force.fields[name]
    if kind is Kind.TIME and spec.type != "computed":
        return texts.value_of(force.types[spec.no].stored(typed(kind, value)))
    return value
