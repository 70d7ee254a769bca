"""What kinds of value an expression works on, and which go together."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

#: What goes in and comes out: nothing, text or a code, a number, yes/no, a row's id, a day, a time, a set.
Value = None | str | Decimal | bool | int | date | datetime | tuple[object, ...]


class Kind(StrEnum):
    """The kinds of value."""

    #: ``str`` in NFC.
    TEXT = "text"
    #: ``Decimal`` with at most 16 digits before the point and 6 behind; money is a number too.
    NUMBER = "number"
    #: ``datetime.date``, years 1 to 9999.
    DATE = "date"
    #: ``datetime.datetime`` without a zone, in the office's own time.
    TIME = "time"
    #: ``bool``.
    YES_NO = "yes_no"
    #: The code of a choice, ``str``.
    CHOICE = "choice"
    #: ``tuple`` of values of one kind, none of them empty.
    SET = "set"
    #: The id of a row, unit, post or person, ``int``.
    ROW = "row"
    #: What only ``null`` is; goes with every other.
    NULL = "null"


@dataclass(frozen=True, slots=True)
class Type:
    """The type of a field or of a part of an expression.

    Attributes:
        kind: The kind of value.
        codes: For a choice, its codes; empty when any code may occur (columns of tables).
        target: For a row, what it is a row of: a ledger's name, ``unit``, ``post`` or ``person``.
        item: For a set, the type of its members.
    """

    kind: Kind
    codes: frozenset[str] = frozenset()
    target: str = ""
    item: "Type | None" = None


TEXT: Final = Type(Kind.TEXT)
NUMBER: Final = Type(Kind.NUMBER)
DATE: Final = Type(Kind.DATE)
TIME: Final = Type(Kind.TIME)
YES_NO: Final = Type(Kind.YES_NO)
NULL: Final = Type(Kind.NULL)

#: Kinds whose values have an order.
ORDERED: Final = frozenset({Kind.TEXT, Kind.NUMBER, Kind.DATE, Kind.TIME, Kind.NULL})


def common(left: Type, right: Type) -> Type | None:
    """The one type two values can be compared in.

    Args:
        left: A type.
        right: Another type.

    Returns:
        Their common type; ``None`` when the two do not go together. Nothing is ever cast.
    """
    if Kind.NULL in (left.kind, right.kind):
        return right if left.kind is Kind.NULL else left
    if left.kind is not right.kind:
        return None
    if left.kind is Kind.SET:
        item = common(left.item or NULL, right.item or NULL)
        return None if item is None else Type(Kind.SET, item=item)
    if left.target and right.target and left.target != right.target:
        return None
    if left.codes and right.codes and not left.codes & right.codes:
        return None
    codes = left.codes | right.codes if left.codes and right.codes else frozenset()
    return Type(left.kind, codes, left.target or right.target)
