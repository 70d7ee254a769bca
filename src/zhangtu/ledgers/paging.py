"""Pages by key: where a page ended is said by the values there, so the next begins there at any depth."""

import base64
import binascii
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec

from zhangtu.ledgers import predicates
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.predicates import LARGEST, Where, is_number
from zhangtu.ledgers.refusals import LedgerError


@dataclass(frozen=True, slots=True)
class Order:
    """How a list is sorted.

    Attributes:
        name: A field's name; empty for the order in which rows were entered.
        descending: Whether the last comes first. Empty fields come last either way.
    """

    name: str = ""
    descending: bool = False

    def columns(self, force: InForce) -> tuple[str, str]:
        """SQL of what is sorted by before the row's number: whether it is empty, and the value.

        Args:
            force: The ledger.

        Returns:
            Two columns; the same for all rows where nothing but the number counts.

        Raises:
            LedgerError: The field can't be sorted by.
        """
        if not self.name:
            return "0", "0"
        spec = force.fields.get(self.name)
        kind = None if spec is None else force.kind_of(spec)
        if spec is None or kind is None or spec.live:
            raise LedgerError("no_filter", fields=self.name if spec is None else spec.title.words)
        if spec.no in force.personal:
            # the place where a page ends holds the value itself, and a look at it would be no entry
            raise LedgerError("masked", fields=spec.title.words)
        column, empty = predicates.sorted_by(spec, kind)
        blank = "0" if empty == 0 else "''"
        # what comes behind is compared in one direction for all columns, so that of the empty turns with it
        first = f"CASE WHEN {column} IS NULL THEN {self.empty} ELSE {1 - self.empty} END"
        return first, f"coalesce({column}, {blank})"

    @property
    def empty(self) -> int:
        """What stands in the first column for an empty field."""
        return 0 if self.descending else 1


def mark(order: Order, place: tuple[Any, Any, int]) -> str:
    """Where a page ended, as a word for an address.

    Args:
        order: How the list is sorted.
        place: Whether the field is empty there, its value, and the row's number.

    Returns:
        Letters, digits, ``-`` and ``_``.
    """
    value = str(place[1]) if isinstance(place[1], Decimal) else place[1]
    text = msgspec.json.encode([order.name, order.descending, place[0], value, place[2]])
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


def behind(order: Order, columns: tuple[str, str], after: str) -> Where:
    """That a row comes behind where a page ended.

    Args:
        order: How the list is sorted.
        columns: What ``order.columns`` says.
        after: What ``mark`` made; empty for the first page.

    Returns:
        The condition.

    Raises:
        LedgerError: It was made for another order, or by somebody else.
    """
    if not after:
        return Where("1 = 1", ())
    try:
        found = msgspec.json.decode(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
        name, descending, empty, value, number = found
        place = (int(empty), value, int(number))
    except (binascii.Error, msgspec.DecodeError, ValueError, TypeError) as error:
        raise LedgerError("bad_page") from error
    if (name, descending) != (order.name, order.descending) or not _is_place(columns, place):
        raise LedgerError("bad_page")
    sign = "<" if order.descending else ">"
    if not order.name:
        return Where(f"r.id {sign} %s", (place[2],))
    return Where(f"({columns[0]}, {columns[1]}, r.id) {sign} (%s, %s, %s)", place)


def _is_place(columns: tuple[str, str], place: tuple[int, Any, int]) -> bool:
    """Whether this can be where a page ended: somebody may have written the mark by hand."""
    empty, value, number = place
    if empty not in (0, 1) or abs(number) > LARGEST:
        return False
    if columns[1].endswith("'')"):
        return isinstance(value, str) and "\x00" not in value
    return is_number(value)


def sorting(order: Order, columns: tuple[str, str]) -> str:
    """The ORDER BY of a list, the row's number last."""
    way = "DESC" if order.descending else "ASC"
    return f"r.id {way}" if not order.name else f"{columns[0]} {way}, {columns[1]} {way}, r.id {way}"
