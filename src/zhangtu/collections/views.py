"""A unit's form as whoever fills it in may see it: lines, cells, where each value comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from zhangtu.collections.forms import Form
from zhangtu.collections.states import Mark
from zhangtu.kernel.problems import FieldProblem


@dataclass(frozen=True, slots=True)
class Source:
    """Where a prefilled value comes from.

    Attributes:
        ledger: The name of the ledger; empty for an earlier answer.
        called: What the ledger, or the earlier collection, is called.
        title: What the row is called.
        row: The row; ``None`` for an earlier answer.
        entry: The number of the entry that set the value; 0 for an earlier answer.
        day: The day it was set.
    """

    ledger: str
    called: str
    title: str
    row: UUID | None
    entry: int
    day: date


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as whoever fills in may see it.

    Attributes:
        text: The value in words; of a masked field the mask.
        given: The value as it is put back into an input: as typed, or as the type stores it.
        plain: The value as it is kept with the answer; ``None`` for nothing, and for masked ones.
        mark: What became of it.
        source: Where it comes from; ``None`` where it was typed here.
        seen: The number its change is compared with.
        masked: Whether it is masked.
        problems: What is wrong with what was typed.
    """

    text: str = ""
    given: str = ""
    plain: Any = None
    mark: Mark = Mark.EMPTY
    source: Source | None = None
    seen: int = 0
    masked: bool = False
    problems: tuple[FieldProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of a form under way.

    Attributes:
        key: Its name in the form: the row's uid, ``one``, or what the page called a new line.
        title: What it speaks of.
        cells: Column → cell.
        row: The row of the base ledger; ``None`` for a line of its own.
        version: The number of that row's last entry; 0 without a row.
        confirmed: Whether what came prefilled was confirmed as it stands.
        digest: What it looks like: what a confirmation is compared with.
        by: Who confirmed it; 0 for nobody.
    """

    key: str
    title: str
    cells: Mapping[str, Cell]
    row: UUID | None = None
    version: int = 0
    confirmed: bool = False
    digest: str = ""
    by: int = 0

    @property
    def prefilled(self) -> int:
        """How many of its cells came filled."""
        return sum(1 for one in self.cells.values() if one.source is not None)

    @property
    def open(self) -> bool:
        """Whether something came prefilled that nobody confirmed as it stands."""
        return bool(self.prefilled) and not self.confirmed

    @property
    def problems(self) -> tuple[FieldProblem, ...]:
        """What is wrong in its cells."""
        return tuple(problem for one in self.cells.values() for problem in one.problems)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A unit's form, or a part of it.

    Attributes:
        form: What is asked.
        lines: Its lines.
        after: What to ask the next part with; empty behind the last.
        count: How many rows of the ledger the whole form has.
        typed: How many cells were typed here.
        seen: The number of the last change of a draft.
    """

    form: Form
    lines: tuple[LineView, ...]
    after: str = ""
    count: int = 0
    typed: int = 0
    seen: int = 0

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return len(self.lines) * len(self.form.columns)

    @property
    def prefilled(self) -> int:
        """How many of them came filled."""
        return sum(one.prefilled for one in self.lines)
