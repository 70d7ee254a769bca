"""What the address of a grid asks: words, filters, order, groups; and back into an address."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.paging import Order
from zhangtu.ledgers.predicates import Filter, Op
from zhangtu.schema.specs import Field

#: Fields of an address that are filters begin so.
FILTER = "f."
#: No more columns are sorted by, or grouped by.
MOST = 3
#: Longer things are not looked for.
LONGEST = 200
#: What people type for an empty field, and for one that is not.
EMPTY = {"空", "(空)", "（空）", "=", "empty"}
FILLED = {"非空", "*", "filled"}
_SIGNS = {">=": Op.AT_LEAST, "≥": Op.AT_LEAST, "<=": Op.AT_MOST, "≤": Op.AT_MOST, ">": Op.MORE, "<": Op.LESS}
_SIGN = re.compile(r"^(>=|<=|≥|≤|>|<|=|!=|≠)\s*(.+)$")
_RANGE = re.compile(r"^(.+?)(?:\.\.|～|~|至)(.+)$")
_MONTH = re.compile(r"^(\d{4})[-年./](\d{1,2})月?$")
_YEAR = re.compile(r"^(\d{4})年?$")
#: Types that are compared by size.
SIZED = {"number", "money", "date", "time"}
#: Types whose words are looked for anywhere in them.
WORDED = {"text", "long_text"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a ledger.

    Attributes:
        words: Words to search for.
        typed: Field name → what was typed as its filter.
        orders: How it is sorted, the first counting most.
        groups: Names of the fields it is grouped by.
        withdrawn: Whether withdrawn rows are shown instead.
        after: Where the page before ended.
        view: The saved view it was opened with; empty for none.
    """

    words: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    orders: tuple[Order, ...] = ()
    groups: tuple[str, ...] = ()
    withdrawn: bool = False
    after: str = ""
    view: str = ""

    def address(self, **other: object) -> str:
        """The query of an address that asks the same but for what is given; pages begin anew.

        Args:
            **other: Attributes to ask differently.
        """
        asked: dict[str, Any] = {
            name: other.get(name, getattr(self, name)) for name in self.__slots__ if name != "after"
        }
        pairs = [("q", asked["words"])] if asked["words"] else []
        pairs += [(FILTER + name, value) for name, value in asked["typed"].items() if value]
        pairs += [("sort", ",".join(("-" if one.descending else "") + one.name for one in asked["orders"]))]
        pairs += [("group", ",".join(asked["groups"]))]
        pairs += [("withdrawn", "1" if asked["withdrawn"] else ""), ("view", asked["view"])]
        return "?" + urlencode([(name, value) for name, value in pairs if value])

    def turned(self, name: str) -> str:
        """The address that sorts by a column: up, then down, then as entered."""
        first = self.orders[0] if self.orders else Order()
        if first.name != name:
            return self.address(orders=(Order(name),))
        return self.address(orders=() if first.descending else (Order(name, descending=True),))


def asked_of(query: QueryDict, force: InForce) -> Asked:
    """What an address asks; what a ledger does not know is left out.

    Args:
        query: The address behind its question mark.
        force: The ledger.
    """
    return Asked(
        words=query.get("q", "").strip()[:LONGEST],
        typed={
            name[len(FILTER) :]: value.strip()[:LONGEST]
            for name in query
            if name.startswith(FILTER)
            and name[len(FILTER) :] in force.fields
            and (value := ",".join(query.getlist(name))).strip()
        },
        orders=tuple(_orders(query.get("sort", ""), force)),
        groups=tuple(one for one in query.get("group", "").split(",") if one in force.fields)[:MOST],
        withdrawn=query.get("withdrawn") == "1",
        after=query.get("after", ""),
        view=query.get("view", ""),
    )


def _orders(text: str, force: InForce) -> Iterator[Order]:
    for one in text.split(",")[:MOST]:
        name = one.lstrip("-")
        if name in force.fields:
            yield Order(name, descending=one.startswith("-"))


def filters(asked: Asked, force: InForce) -> list[Filter]:
    """The conditions of what was typed.

    A number or day may be compared (``>=5``), ranged (``5..10``) and, for days, be a month; choices may
    be several with commas; text is looked for anywhere; 空 and 非空 ask whether there is anything.
    """
    return [one for name, typed in asked.typed.items() for one in _filter(force.fields[name], typed)]


def _filter(spec: Field, typed: str) -> Sequence[Filter]:
    if typed in EMPTY:
        return [Filter(spec.name, Op.EMPTY)]
    if typed in FILLED:
        return [Filter(spec.name, Op.FILLED)]
    if spec.type in SIZED:
        return _sized(spec.name, typed)
    if spec.type in WORDED:
        return [Filter(spec.name, Op.HAS, typed)]
    several = [one for one in re.split("[,，、]", typed) if one]
    return [Filter(spec.name, Op.IN if len(several) > 1 else Op.IS, several if len(several) > 1 else typed)]


def _sized(name: str, typed: str) -> Sequence[Filter]:
    sign = _SIGN.match(typed)
    if sign:
        op = _SIGNS.get(sign[1], Op.NOT if sign[1] in ("!=", "≠") else Op.IS)
        return [Filter(name, op, sign[2])]
    month, year = _MONTH.match(typed), _YEAR.match(typed)
    if month:
        return _days(name, int(month[1]), int(month[2]), int(month[2]))
    if year:
        return _days(name, int(year[1]), 1, 12)
    ends = _RANGE.match(typed)
    if ends:
        return [Filter(name, Op.AT_LEAST, ends[1].strip()), Filter(name, Op.AT_MOST, ends[2].strip())]
    return [Filter(name, Op.IS, typed)]


def _days(name: str, year: int, first: int, last: int) -> Sequence[Filter]:
    """From the first day of a month to the last day of another."""
    following = f"{year + last // 12:04d}-{last % 12 + 1:02d}-01"
    return [Filter(name, Op.AT_LEAST, f"{year:04d}-{first:02d}-01"), Filter(name, Op.LESS, following)]
