"""Rows added up: the line of totals under a list, and its groups with subtotals instead of its rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.frame.words import tongue
from zhangtu.desk.grid.asking import UNIT, Asked, filters
from zhangtu.desk.grid.columns import Column
from zhangtu.kernel.expressions import Kind
from zhangtu.ledgers import queries as ledgers
from zhangtu.ledgers.compiled import InForce
from zhangtu.mirror import lists
from zhangtu.mirror.queries import Group
from zhangtu.people import queries as people
from zhangtu.schema.specs import Field

#: So many groups are shown, subtotals among them.
MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Band:
    """A line of groups: rows that have something in common.

    Attributes:
        level: How many columns they agree in, 1 and more; 0 for the total.
        words: What they have in common in the last of them.
        count: How many they are.
        sums: Column name → the sum as it is shown; columns without one are left out.
        address: The address that shows them; empty where there is none.
        column: The column they agree in last; empty for the total.
    """

    level: int
    words: str
    count: int
    sums: Mapping[str, str]
    address: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Grouped:
    """Groups of a list.

    Attributes:
        bands: The lines, a subtotal before its parts.
        total: The line of totals; ``None`` when nobody can say it now.
        more: Whether there are more groups than are shown.
        share: How much of what adds them up is ready, 0 to 1.
    """

    bands: tuple[Band, ...]
    total: Band | None
    more: bool = False
    share: float = 1.0


def summed(force: InForce, shown: Sequence[Column]) -> list[Field]:
    """The fields of columns that are added up."""
    specs = [force.fields[one.name] for one in shown if one.name != UNIT and not one.unfiltered]
    return [spec for spec in specs if not spec.live and force.kind_of(spec) is Kind.NUMBER]


def grouped(
    force: InForce, asked: Asked, shown: Sequence[Column], visit: Visit, by: Sequence[str] | None = None
) -> Grouped:
    """Add up everything asked for, group by group.

    Args:
        force: The ledger.
        asked: What is asked.
        shown: The columns; those with figures are added up.
        visit: Who looks.
        by: The columns it is grouped by; those asked for if left out, none for the total alone.

    Returns:
        The groups and the total.

    Raises:
        LedgerError: A field is masked or can't be used.
    """
    by = asked.groups if by is None else by
    sums = summed(force, shown)
    found = lists.groups(
        force.ledger.name,
        visit.scope,
        by=by,
        sums=[spec.name for spec in sums],
        where=filters(asked, force),
        words=asked.words,
        withdrawn=asked.withdrawn,
        limit=MOST,
    )
    if not found.fresh:
        return Grouped((), None, share=found.share)
    keys = Keys(force, by, found.groups, visit)
    bands = [_band(one, asked, keys, force, sums) for one in found.groups]
    # nothing found is no line at all once there are columns to group by
    total = bands[0] if bands and not bands[0].level else Band(0, "", 0, {})
    return Grouped(tuple(one for one in bands if one.level), total, found.more)


def _band(one: Group, asked: Asked, keys: "Keys", force: InForce, sums: Sequence[Field]) -> Band:
    level = len(one.keys)
    said = {
        spec.name: figure(force, spec, value)
        for spec, value in zip(sums, one.sums, strict=True)
        if value is not None
    }
    if not level:
        return Band(0, "", one.count, said)
    typed = [keys.typed(place, key) for place, key in enumerate(one.keys)]
    address = ""
    if all(typed):
        besides = dict(zip(keys.by, typed, strict=False))
        address = asked.address(typed={**asked.typed, **besides}, groups=keys.by[level:])
    words = keys.say(level - 1, one.keys[-1])
    return Band(level, words, one.count, said, address, keys.by[level - 1])


def figure(force: InForce, spec: Field, value: Decimal) -> str:
    """A sum as it is shown: as the field shows its values, else plainly."""
    kind = force.types.get(spec.no)
    return kind.show(value, spec, tongue()) if kind is not None and spec.type != "computed" else f"{value:f}"


class Keys:
    """What the keys of groups are called, and what one types to filter by them."""

    def __init__(self, force: InForce, by: Sequence[str], groups: Iterable[Group], visit: Visit) -> None:
        """Fetch what the keys point to, once for all groups.

        Args:
            force: The ledger.
            by: What it is grouped by.
            groups: The groups.
            visit: Who looks.
        """
        self.by = tuple(by)
        self._force = force
        self._forest = people.forest()
        self._today = visit.today
        numbers: dict[int, set[int]] = {}
        for one in groups:
            for place, key in enumerate(one.keys):
                if isinstance(key, int) and not isinstance(key, bool):
                    numbers.setdefault(place, set()).add(key)
        self._rows: dict[int, tuple[str, str]] = {}
        self._persons: dict[int, tuple[str, str]] = {}
        for place, wanted in numbers.items():
            self._learn(place, sorted(wanted), visit)

    def _learn(self, place: int, numbers: Sequence[int], visit: Visit) -> None:
        """Learn what rows, or persons, are called."""
        spec = self._force.fields.get(self.by[place])
        if spec is None:
            return
        if spec.type == "reference":
            for row in ledgers.of_numbers(
                self._force.numbered[spec.no].target, visit.scope, numbers, live=()
            ):
                self._rows[row.id] = (row.title, str(row.uid))
        elif spec.type == "person":
            for number, person in people.persons(numbers).items():
                self._persons[number] = (person.name, str(person.uid))

    def say(self, place: int, key: Any) -> str:
        """What a key is called."""
        if key is None or key == "":
            return _("（空）")
        return self._named(place, key)[0]

    def typed(self, place: int, key: Any) -> str:
        """What one types into the filter of the column to find it; empty where nothing can be typed."""
        return _("空") if key is None or key == "" else self._named(place, key)[1]

    def _named(self, place: int, key: Any) -> tuple[str, str]:
        """What a key is called, and what is typed for it."""
        spec = self._force.fields.get(self.by[place])
        if spec is None or spec.type == "unit":
            return self._unit(key)
        if spec.type == "reference":
            return self._rows.get(key, (_("（您看不到的记录）"), ""))
        if spec.type == "person":
            return self._persons.get(key, (str(key), ""))
        if spec.type == "post":
            states = people.post_states(key)
            return (states[-1].name if states else str(key), str(people.post_uid(key) or ""))
        return self._value(spec, key)

    def _value(self, spec: Field, key: Any) -> tuple[str, str]:
        if isinstance(key, date):
            return key.isoformat(), key.isoformat()
        if spec.type == "text":
            return key, f"={key}"
        words = self._force.types[spec.no].show(key, spec, tongue())
        return words, str(key) if isinstance(key, Decimal) else words

    def _unit(self, key: int) -> tuple[str, str]:
        """A unit by its name; by its name to the outside where two are called so."""
        name = self._forest.name_on(key, self._today) or str(key)
        if self._forest.find(name, self._today) == (key,):
            return name, name
        return name, str(people.unit_uid(key) or "")
