"""Figures as they are asked for and answered: cells by measure, unit, period and keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

import msgspec

from zhangtu.kernel.periods import Period

#: A figure, or what figures are parted by; ``None`` for nothing.
Plain = Decimal | date | datetime | str | bool | int | None
#: The unit under which figures of the whole office stand.
OFFICE = 0


class Cell(msgspec.Struct, frozen=True):
    """One figure.

    Attributes:
        measure: The measure's name.
        unit: The unit's number; ``OFFICE`` for the whole office.
        period: The period.
        keys: The values of the fields it is parted by: as expressions see them, rows and units as numbers.
        value: The figure; ``None`` where there is nothing to tell.
        count: How many rows are behind it.
        provisional: Whether the period has not ended, so that it will still change.
        closed: Whether whoever asks may not see it; the value is ``None`` then.
    """

    measure: str
    unit: int
    period: Period
    keys: tuple[Plain, ...] = ()
    value: Plain = None
    count: int = 0
    provisional: bool = False
    closed: bool = False


#: Measure, unit, period, keys.
Place = tuple[str, int, Period, tuple[Plain, ...]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures asked for together, all of one moment.

    Attributes:
        cells: The figures: of each measure by unit and period in the order asked for, keys rising.
        entry: The last entry that is in them.
        today: The day they were asked on, or for.
        fresh: Whether they are there; if not, ``cells`` is empty: pages say how far the mirror is.
        share: How much of the mirror is built, 0 to 1.
    """

    cells: tuple[Cell, ...]
    entry: int
    today: date
    fresh: bool = True
    share: float = 1.0
    _found: dict[Place, Cell] = field(default_factory=dict, repr=False, compare=False)

    def get(self, measure: str, unit: int, period: Period, keys: tuple[Plain, ...] = ()) -> Cell | None:
        """The figure at a place; ``None`` where there is none."""
        if not self._found:
            self._found.update({(one.measure, one.unit, one.period, one.keys): one for one in self.cells})
        return self._found.get((measure, unit, period, keys))

    def values(self, measure: str, unit: int = OFFICE) -> Mapping[Period, Plain]:
        """A measure's figures of a unit by period; those without keys."""
        return {
            one.period: one.value
            for one in self.cells
            if (one.measure, one.unit, one.keys) == (measure, unit, ())
        }


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a figure.

    Attributes:
        by: What parts it: ``@unit`` or the name of a field.
        cell: The figure of that part.
    """

    by: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Opened:
    """The rows behind a figure.

    Attributes:
        ledger: Their ledger's name.
        rows: The numbers of those in the reader's scope, for ``ledgers.queries.of_numbers``.
        seen: How many are in the reader's scope.
        hidden: How many more are behind the figure.
        after: What to ask the next page with; empty behind the last.
        fresh: Whether they are there; if not, the mirror is being built.
        share: How much of the mirror is built.
    """

    ledger: str
    rows: tuple[int, ...]
    seen: int
    hidden: int
    after: str = ""
    fresh: bool = True
    share: float = 1.0
