"""Everything a report says at a moment, as it is shown, kept when submitted, and compared."""

import hashlib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from zhangtu.measures import comparing, reading
from zhangtu.schema.specs import Measure, Title

#: The key of the line of the unit itself.
WHOLE = ""


class Head(msgspec.Struct, frozen=True):
    """A column.

    Attributes:
        name: Its name.
        title: What it is headed.
        measure: The name of its measure; empty for one reckoned from others.
        spec: How its figures are shown.
        version: The number of the measure's definition; 0 for none.
        over: What the measure is asked over (``schema.specs.Column.over``).
    """

    name: str
    title: Title
    measure: str
    spec: Measure
    version: int = 0
    over: str = ""


class Figure(msgspec.Struct, frozen=True):
    """A figure and what it is compared with.

    Attributes:
        value: The figure; ``None`` for nothing.
        day: The figure, where it is a day.
        count: How many rows are behind it.
        last: That of the period before.
        year: That of the same period last year.
        target: What is to be reached.
        provisional: Whether its period has not ended.
        closed: Whether whoever asked may not see it.
    """

    value: Decimal | None = None
    day: str = ""
    count: int = 0
    last: Decimal | None = None
    year: Decimal | None = None
    target: Decimal | None = None
    provisional: bool = False
    closed: bool = False


class Line(msgspec.Struct, frozen=True):
    """A row of figures.

    Attributes:
        key: What the row stands for: a unit's number or a field's value as text; empty for all together.
        title: What it is called.
        unit: The unit its figures are of.
        figures: Column → figure.
        entered: Entered for this row: name → text.
    """

    key: str
    title: Title
    unit: int
    figures: dict[str, Figure]
    entered: dict[str, str] = {}


class Fault(msgspec.Struct, frozen=True):
    """A check that is not kept.

    Attributes:
        line: The row's key.
        say: What is wrong.
        columns: The columns it speaks of.
        warn: Whether it is only a warning.
    """

    line: str
    say: Title
    columns: tuple[str, ...] = ()
    warn: bool = False


class Content(msgspec.Struct, frozen=True):
    """What a report says.

    Attributes:
        title: What it is called.
        unit: The name of the unit.
        definition: The number of the report's definition.
        tables: Dated table → number of its definition.
        tree: The mark of the tree of units.
        entry: The last entry in its figures.
        today: The day they were asked on.
        columns: Its columns.
        whole: The figures of the unit itself.
        lines: Its rows; empty where the report is of one row.
        entered: Entered once: name → text.
        text: Its paragraphs, figures filled in.
        faults: Checks not kept.
        compare: What figures are compared with.
        fresh: Whether the figures are there.
        share: How much of the mirror is built, if they are not.
        rows_by: Ledger → field its rows are values of; empty where they are of units.
    """

    title: Title
    unit: str
    definition: int
    tables: dict[str, int]
    tree: str
    entry: int
    today: date
    columns: tuple[Head, ...]
    whole: Line
    lines: tuple[Line, ...] = ()
    entered: dict[str, str] = {}
    text: tuple[Title, ...] = ()
    faults: tuple[Fault, ...] = ()
    compare: tuple[str, ...] = ()
    fresh: bool = True
    share: float = 1.0
    rows_by: dict[str, str] = {}

    @property
    def shown(self) -> tuple[Line, ...]:
        """The rows with that of the unit itself at the end."""
        return (*self.lines, self.whole)

    def head(self, name: str) -> Head:
        """A column by name."""
        return next(one for one in self.columns if one.name == name)

    def mark(self) -> str:
        """A word that differs when anything a signer looks at does."""
        told = [(line.key, sorted(line.entered.items()), _told(line)) for line in self.shown]
        return digest([told, sorted(self.entered.items()), self.definition])


def _told(line: Line) -> list[tuple[str, str, str]]:
    return [(name, str(one.value), one.day) for name, one in sorted(line.figures.items())]


def digest(told: Any) -> str:
    """A short word for something said."""
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()[:32]


def stored(content: Content) -> Any:
    """A content as it is kept."""
    return msgspec.to_builtins(content)


def loaded(kept: Any) -> Content:
    """A content as it was kept."""
    return msgspec.convert(kept, Content, strict=False)


def shown(figure: Figure | None, head: Head, language: str, *, unit: bool = False) -> str:
    """A figure as people read it.

    Args:
        figure: The figure.
        head: Its column.
        language: ``zh-hans``, ``zh-hant`` or ``en``.
        unit: Whether what it is counted in is said behind it.

    Returns:
        Words; a dash for nothing.
    """
    if figure is None:
        return reading.shown(None, head.spec, language)
    return figure.day or reading.shown(figure.value, head.spec, language, unit=unit)


def change(figure: Figure, before: Decimal | None, head: Head, language: str) -> tuple[str, str]:
    """How a figure differs from an earlier one: words, and ``better``, ``worse`` or nothing."""
    found = comparing.change(figure.value, before, head.spec)
    return ("", "") if found is None else (comparing.say(found, head.spec, language), found.judged.value)


def differences(old: Content, new: Content) -> Iterator[tuple[Line, Head, Figure, Figure]]:
    """The figures that differ: row, column, as it was, as it is.

    Args:
        old: What was submitted.
        new: What the ledgers say now.

    Yields:
        One for each figure, rows in the order of the new.
    """
    before = {line.key: line for line in old.shown}
    columns = {one.name for one in old.columns}
    for line in new.shown:
        earlier = before.get(line.key)
        for head in new.columns:
            if head.name not in columns:
                continue
            now = line.figures.get(head.name, Figure())
            then = Figure() if earlier is None else earlier.figures.get(head.name, Figure())
            if (now.value, now.day) != (then.value, then.day):
                yield line, head, then, now
    gone = before.keys() - {line.key for line in new.shown}
    for key in gone:
        for head in new.columns:
            then = before[key].figures.get(head.name, Figure())
            if then.value:
                yield before[key], head, then, Figure()
