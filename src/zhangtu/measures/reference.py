"""Figures in plain Python from the journal alone: what every faster way must agree with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from zhangtu.kernel.expressions import Context, Expression, Kind, run, run_many
from zhangtu.kernel.expressions.figures import replaced
from zhangtu.kernel.expressions.figuring import Figure
from zhangtu.kernel.expressions.nodes import Literal, Node, Total, walk
from zhangtu.ledgers import texts
from zhangtu.ledgers.definitions import Known
from zhangtu.measures.cells import OFFICE, Plain
from zhangtu.measures.defined import Defined
from zhangtu.measures.past import Past, Seeing, Version
from zhangtu.measures.trees import Members
from zhangtu.mirror.questions import Span
from zhangtu.schema.compiling import looking_up

#: Unit, place of the period, keys → the figure and how many rows are behind it.
Found = dict[tuple[int, int, tuple[Plain, ...]], tuple[Plain, int]]
_BESIDE = {"@state": (texts.STATE, ""), "@post": (texts.POST, 0)}


@dataclass(frozen=True, slots=True)
class Counted:
    """A row that counts: its unit, keys, values, and where its expressions are asked."""

    row: int
    unit: int | None
    keys: tuple[tuple[Plain, ...], ...]
    values: Mapping[int, Any]
    context: Context


def counted(past: Past, one: Defined, span: Span, today: date, by: Sequence[str]) -> list[Counted]:
    """The rows that count for a measure in a period.

    Args:
        past: The versions of rows.
        one: The measure.
        span: The period.
        today: What ``today()`` is for a flow.
        by: What the figure is parted by.

    Returns:
        The rows, by number.
    """
    ledger, at = one.force.ledger.name, 0 if one.flow else span.at
    seeing = Seeing(past, one.force, at, today if one.flow else date.fromisoformat(span.day))
    found = []
    for version in past.counting(ledger, at):
        values, context = seeing.row(version)
        if one.on is not None and not _within(run(one.on, values, context), span):
            continue
        if one.where is not None and run(one.where, values, context) is not True:
            continue
        unit: Any = version.beside(texts.UNIT, 0) if one.unit is None else run(one.unit, values, context)
        keys = tuple(_keys(one, by, version, values, context))
        found.append(Counted(version.row, unit, keys, values, context))
    return sorted(found, key=lambda each: each.row)


def _within(day: Any, span: Span) -> bool:
    if day is None:
        return False
    plain = day.date() if isinstance(day, datetime) else day
    return date.fromisoformat(span.first) <= plain <= date.fromisoformat(span.last)


def _keys(
    one: Defined, by: Sequence[str], version: Version, values: Mapping[int, Any], context: Context
) -> Iterator[tuple[Plain, ...]]:
    """Every combination of keys a row counts for: of a set, each of its members."""
    found: list[tuple[Plain, ...]] = [()]
    for name in by:
        expression = one.by[name]
        if expression is None:
            told: tuple[Any, ...] = (version.beside(*_BESIDE[name]),)
        else:
            value: Any = run(expression, values, context)
            told = (value or (None,)) if expression.type.kind is Kind.SET else (value,)
        found = [(*before, each) for before in found for each in told]
    yield from found


def figures(
    past: Past,
    one: Defined,
    spans: Sequence[Span | None],
    trees: Sequence[Members],
    units: Sequence[int],
    *,
    today: date,
    by: Sequence[str] = (),
) -> Found:
    """A measure's figures.

    Args:
        past: The versions of rows.
        one: The measure.
        spans: The periods; ``None`` where nothing is told.
        trees: Whose rows count for each unit, period by period.
        units: The units wanted.
        today: What ``today()`` is for a flow.
        by: Names of the fields they are parted by.

    Returns:
        Unit, place of the period, keys → figure and rows behind it; only where there are rows of the unit.
    """
    found: Found = {}
    for place, span in enumerate(spans):
        if span is None:
            continue
        rows = counted(past, one, span, today, by)
        context = around(past.known, today if one.flow else date.fromisoformat(span.day))
        for unit in units:
            own = rows if unit == OFFICE else [r for r in rows if r.unit in trees[place].get(unit, ())]
            groups: dict[tuple[Plain, ...], list[Counted]] = {} if by else {(): own}
            for keys, each in ((keys, r) for r in own if by for keys in r.keys):
                groups.setdefault(keys, []).append(each)
            for keys, group in groups.items():
                lines = [(each.values, each.context) for each in group]
                value: Any = figure(one, lines, context)
                found[unit, place, keys] = (value, sum(is_behind(one, each) for each in group))
    return found


def figure(one: Defined, lines: Sequence[tuple[Any, Context]], context: Context) -> Any:
    """A measure's figure.

    Args:
        one: The measure.
        lines: The values of each row that counts, and where its expressions are asked; may be none.
        context: Where what is reckoned with the totals is asked.

    Returns:
        The figure.
    """

    def settled(node: Node) -> Node | None:
        if not isinstance(node, Total):
            return None
        return Literal(run_many(Expression(node, ""), lines), node.type)

    return run(Expression(replaced(one.value.node, settled), ""), {}, context)


def around(known: Known, day: date) -> Context:
    """Where what is reckoned with totals is asked on a day."""
    return Context(today=day, look_up=looking_up(known.tables.values()))


def totals(one: Defined) -> list[Total]:
    """What is made of many rows in a figure."""
    found = [node for node in walk(one.value.node) if isinstance(node, Total)]
    return list(dict.fromkeys(found))


def is_behind(one: Defined, row: Counted, kind: str = "") -> bool:
    """Whether a row that counts is behind a figure.

    Args:
        one: The measure.
        row: The row.
        kind: ``yes`` or ``no`` of a share; empty for all.

    Returns:
        Whether the one thing the figure is made of is true of it, or is there; all rows where it is made of
        several.
    """
    made_of = totals(one)
    if len(made_of) != 1 or made_of[0].inner is None:
        return True
    value = run(Expression(made_of[0].inner, ""), row.values, row.context)
    if kind and made_of[0].what is Figure.SHARE:
        return value is (kind == "yes")
    return value is True if made_of[0].what is Figure.COUNT else value is not None
