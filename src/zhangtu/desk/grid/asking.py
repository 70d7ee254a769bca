"""What the address of a grid asks: words, filters, order, groups; and back into an address."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from zhangtu.desk.grid import wording
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.looking import uid_of
from zhangtu.ledgers.paging import Order
from zhangtu.ledgers.predicates import Filter, Op
from zhangtu.people import queries as people
from zhangtu.schema.specs import Field

#: Fields of an address that are filters begin so.
FILTER = "f."
#: No more columns are sorted by, or grouped by.
MOST = 3
#: The column that says whose a row is: no field, but filtered, grouped and shown like one.
UNIT = "@unit"
#: The look that is none: everything, though the ledger opens with another.
ALL = "all"
#: Longer things are not looked for.
LONGEST = 200
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
        columns: Names of the columns shown, in order; empty for the ledger's own list.
        withdrawn: Whether withdrawn rows are shown instead.
        after: Where the page before ended.
        view: The saved view it was opened with; empty for none.
    """

    words: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    orders: tuple[Order, ...] = ()
    groups: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
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
        pairs += [("group", ",".join(asked["groups"])), ("cols", ",".join(asked["columns"]))]
        pairs += [("withdrawn", "1" if asked["withdrawn"] else ""), ("view", asked["view"])]
        return "?" + urlencode([(name, value) for name, value in pairs if value])

    def without(self, name: str) -> str:
        """The address that asks the same without a filter."""
        return self.address(typed={one: words for one, words in self.typed.items() if one != name})

    @property
    def narrowed(self) -> bool:
        """Whether not everything is asked for."""
        return bool(self.words or self.typed)

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
    known = {*force.fields, UNIT}
    return Asked(
        words=query.get("q", "").strip()[:LONGEST],
        typed={
            name[len(FILTER) :]: value.strip()[:LONGEST]
            for name in query
            if name.startswith(FILTER)
            and name[len(FILTER) :] in known
            and (value := ",".join(query.getlist(name))).strip()
        },
        orders=tuple(_orders(_several(query, "sort"), force)),
        groups=tuple(dict.fromkeys(one for one in _several(query, "group") if one in known))[:MOST],
        columns=tuple(dict.fromkeys(one for one in _several(query, "cols") if one in known)),
        withdrawn=query.get("withdrawn") == "1",
        after=query.get("after", ""),
        view=query.get("view", ""),
    )


def _several(query: QueryDict, name: str) -> list[str]:
    """Names an address gives with commas, or a form one by one."""
    return [one.strip() for text in query.getlist(name) for one in text.split(",")]


def _orders(names: Sequence[str], force: InForce) -> Iterator[Order]:
    seen: set[str] = set()
    for one in names:
        name = one.lstrip("-")
        if name in force.fields and name not in seen and len(seen) < MOST:
            seen.add(name)
            yield Order(name, descending=one.startswith("-"))


def filters(asked: Asked, force: InForce) -> list[Filter]:
    """The conditions of what was typed.

    A number or day may be compared (``>=5``), ranged (``5..10``) and, for days, be a month; choices may
    be several with commas; text is looked for anywhere, behind ``=`` it must be just that; 空 and 非空 ask
    whether there is anything.
    """
    return [
        one
        for name, typed in asked.typed.items()
        for one in (_unit(typed) if name == UNIT else _filter(force.fields[name], typed))
    ]


def _unit(typed: str) -> Sequence[Filter]:
    """Whose rows: by the unit's name, or its name to the outside; none for a unit nobody knows."""
    found: set[int] = set()
    for one in wording.BETWEEN.split(typed):
        uid = uid_of(one.strip())
        found.update([people.unit_of_uid(uid)] if uid else people.find(one.strip()))
    return [Filter(UNIT, Op.IN, sorted(found) or [0])]


def _filter(spec: Field, typed: str) -> Sequence[Filter]:
    if typed in wording.EMPTY:
        return [Filter(spec.name, Op.EMPTY)]
    if typed in wording.FILLED:
        return [Filter(spec.name, Op.FILLED)]
    if spec.type in SIZED:
        return _sized(spec.name, typed)
    if spec.type in WORDED:
        exact = typed.startswith("=") and len(typed) > 1
        return [Filter(spec.name, Op.IS, typed[1:]) if exact else Filter(spec.name, Op.HAS, typed)]
    several = [one for one in wording.BETWEEN.split(typed) if one]
    return [Filter(spec.name, Op.IN if len(several) > 1 else Op.IS, several if len(several) > 1 else typed)]


def _sized(name: str, typed: str) -> Sequence[Filter]:
    sign = wording.SIGN.match(typed)
    if sign:
        op = wording.SIGNS.get(sign[1], Op.NOT if sign[1] in ("!=", "≠") else Op.IS)
        return [Filter(name, op, sign[2])]
    month, year = wording.MONTH.match(typed), wording.YEAR.match(typed)
    if month:
        return _days(name, int(month[1]), int(month[2]), int(month[2]))
    if year:
        return _days(name, int(year[1]), 1, 12)
    ends = wording.RANGE.match(typed)
    if ends:
        return [Filter(name, Op.AT_LEAST, ends[1].strip()), Filter(name, Op.AT_MOST, ends[2].strip())]
    return [Filter(name, Op.IS, typed)]


def _days(name: str, year: int, first: int, last: int) -> Sequence[Filter]:
    """From the first day of a month to the last day of another."""
    following = f"{year + last // 12:04d}-{last % 12 + 1:02d}-01"
    return [Filter(name, Op.AT_LEAST, f"{year:04d}-{first:02d}-01"), Filter(name, Op.LESS, following)]
