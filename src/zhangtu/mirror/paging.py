"""Pages by key over several columns: the next page begins behind the values at which the last one ended."""

import base64
import binascii
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from zhangtu.kernel.expressions import Kind
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.paging import Order
from zhangtu.ledgers.predicates import LARGEST
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.mirror.predicates import NOTHING, CannotError, Sql, both, column_of, either, typed


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
        text = base64.urlsafe_b64decode(after + "=" * (-len(after) % 4))
        told, values = msgspec.json.decode(text, type=tuple[list[tuple[str, bool]], list[Any]])
        *keys, row = values
        if told != [(one.name, one.descending) for one in orders] or len(keys) != len(sorts):
            raise LedgerError("bad_page")
        if not isinstance(row, int) or abs(row) > LARGEST:
            raise LedgerError("bad_page")
        for one, value in zip(sorts, keys, strict=True):
            typed(one.kind, value)
    except (binascii.Error, msgspec.DecodeError, ValueError, TypeError, CannotError) as error:
        raise LedgerError("bad_page") from error
    return tuple(values)
