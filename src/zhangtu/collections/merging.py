"""The answers of all units as one list: on the page, as a workbook, as a table for a chat."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final
from uuid import UUID

import msgspec

from zhangtu.collections import finding
from zhangtu.collections.earlier import WHO
from zhangtu.collections.forms import Column, form_of
from zhangtu.collections.models import Ask, Line
from zhangtu.collections.states import DONE, State, Way
from zhangtu.people import queries as people
from zhangtu.people import reaching
from zhangtu.people.scope import Right, Scope
from zhangtu.schema.types import TYPES

#: No more lines than this on one list.
MOST: Final = 50_000


@dataclass(frozen=True, slots=True)
class Answer:
    """A cell of an answer as it was handed in.

    Attributes:
        text: In words; masked where it is about a person.
        plain: As its type stores it; ``None`` for nothing.
        mark: What became of it; empty for nothing.
        source: Where it came from: ledger, row, entry, day; empty where it was typed.
    """

    text: str = ""
    plain: Any = None
    mark: str = ""
    source: tuple[str, str, int, str] | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """A line of an answer.

    Attributes:
        ask: What the unit was asked.
        unit: The unit.
        called: Its name.
        way: How the unit answered.
        title: What the line speaks of.
        row: The row of the ledger; ``None`` for none.
        cells: Column → cell. Empty for a unit that had nothing to report.
        by: The name of whoever confirmed what came prefilled; empty for nobody.
    """

    ask: UUID
    unit: int
    called: str
    way: Way
    title: str
    row: UUID | None
    cells: Mapping[str, Answer]
    by: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """All answers together.

    Attributes:
        columns: The columns.
        lines: The lines, unit by unit in the order they were asked.
        units: How many units they are of.
        waiting: The names of the units whose answers are not in it.
        totals: Column → the sum of its numbers.
    """

    columns: tuple[Column, ...]
    lines: tuple[Answered, ...]
    units: int
    waiting: tuple[str, ...]
    totals: Mapping[str, Decimal]


def answer(uid: UUID, scope: Scope, number: int = 0) -> tuple[Answered, ...]:
    """One unit's answer as it was handed in.

    Args:
        uid: The ask.
        scope: Whose.
        number: Which answer: 1 for the first; 0 for the last that was handed in.

    Returns:
        Its lines.

    Raises:
        CollectionError: There is no such ask in scope.
    """
    ask = finding.ask(uid, scope)
    last = ask.round if State(ask.state) in DONE else ask.round - 1
    return tuple(_lines([ask], form_of(ask.collection).columns, scope, number or last))


def merged(uid: UUID, scope: Scope, *, accepted: bool = True) -> Merged:
    """The answers of all units as one list.

    Args:
        uid: The collection.
        scope: Whose.
        accepted: Whether only what was accepted counts; else all that was handed in.

    Returns:
        The list.

    Raises:
        CollectionError: There is no such collection in scope.
    """
    collection = finding.collection(uid, scope)
    wanted = {State.ACCEPTED} if accepted else DONE
    asks = list(collection.asks.select_related("collection").order_by("pk"))
    chosen = [one for one in asks if State(one.state) in wanted]
    columns = form_of(collection).columns
    lines = tuple(_lines(chosen, columns, scope, 0))[:MOST]
    waiting = tuple(people.name_on(one.unit) for one in asks if State(one.state) not in wanted)
    return Merged(columns, lines, len(chosen), waiting, _totals(columns, lines))


def _lines(
    asks: Sequence[Ask], columns: Sequence[Column], scope: Scope, number: int, *, clear: bool = False
) -> Iterator[Answered]:
    for ask in asks:
        called, way = people.name_on(ask.unit), Way(ask.way) if ask.way else Way.LINES
        found = list(Line.objects.filter(ask=ask, round=number or ask.round).order_by("place"))
        if not found and way is Way.ZERO:
            yield Answered(ask.uid, ask.unit, called, way, "", None, {})
        named = people.persons({int(one.marks[WHO]) for one in found if WHO in one.marks})
        open_here = clear or _own(scope, ask)
        for one in found:
            cells = {column.name: _cell(one, column, clear=open_here) for column in columns}
            row = UUID(one.row) if one.row else None
            by = named.get(int(one.marks.get(WHO, "0")))
            yield Answered(ask.uid, ask.unit, called, way, one.title, row, cells, by.name if by else "")


def _own(scope: Scope, ask: Ask) -> bool:
    """Whether somebody sees what the unit itself entered about persons: those of the unit who enter there."""
    return Right.ENTER in scope.rights and ask.unit in reaching.own_units(scope)


def revealed(ask: Ask, scope: Scope) -> tuple[Answered, ...]:
    """The answer handed in last with what is about persons; only for an act that keeps who saw it.

    Args:
        ask: What the unit was asked.
        scope: Whose.
    """
    last = ask.round if State(ask.state) in DONE else ask.round - 1
    return tuple(_lines([ask], form_of(ask.collection).columns, scope, last, clear=True))


def _cell(line: Line, column: Column, *, clear: bool) -> Answer:
    private: Mapping[str, Any] = msgspec.json.decode(line.private) if line.private else {}
    kept = line.values.get(column.name) or private.get(column.name)
    if kept is None:
        return Answer()
    text, plain = str(kept["t"]), kept["v"]
    if column.name in private and not clear:
        kind = TYPES[column.field.type]
        text, plain = kind.masked(kind.loaded(plain), column.field), None
    source = line.sources.get(column.name)
    mark = line.marks.get(column.name, "")
    return Answer(text, plain, mark, None if source is None else (source[0], source[1], source[2], source[3]))


def _totals(columns: Sequence[Column], lines: Sequence[Answered]) -> dict[str, Decimal]:
    """Sums of the columns that hold numbers."""
    found: dict[str, Decimal] = {}
    for column in columns:
        if column.field.type not in ("number", "money"):
            continue
        values = [number(one.cells[column.name].plain) for one in lines if column.name in one.cells]
        found[column.name] = sum((one for one in values if one is not None), Decimal(0))
    return found


def number(plain: Any) -> Decimal | None:
    """A kept value as a number; ``None`` when it is none."""
    if plain is None or isinstance(plain, bool | list | dict):
        return None
    try:
        return Decimal(str(plain))
    except InvalidOperation:
        return None


def day(plain: Any) -> date | None:
    """A kept value as a day; ``None`` when it is none."""
    try:
        return date.fromisoformat(plain) if isinstance(plain, str) else None
    except ValueError:
        return None
