"""Reads the expressions of measures and says what is wrong with them; by name or by number."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from zhangtu.kernel.expressions import (
    Columns,
    Expression,
    ExpressionError,
    Kind,
    LedgerShape,
    Type,
    Using,
    World,
    nodes,
    parse,
    to_duckdb,
)
from zhangtu.kernel.expressions.figuring import Figure
from zhangtu.schema.specs import Ledger, Measure
from zhangtu.schema.taking import nearest
from zhangtu.schema.troubles import Trouble

#: Ledger and number of a field.
Place = tuple[str, int]
#: How an expression is read: ``parse`` by name, ``parse_stored`` by number.
Reader = Callable[..., Expression]

#: What a row has besides its fields, by which figures may be parted too: its post, the step it is at.
BESIDE: Final = ("@post", "@state")
#: Kinds of values a figure may be parted by.
_PARTS: Final = frozenset({Kind.CHOICE, Kind.YES_NO, Kind.ROW, Kind.TEXT})
_DAYS: Final = frozenset({Kind.DATE, Kind.TIME})
#: Enough to find out whether something can be asked of many rows at once.
_ANYHOW: Final = Columns(own=lambda no: f"f{no}", me="_id", today="t")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a measure or report.

    Attributes:
        path: What part of it: ``("value",)``, ``("by", "kind")``.
        kind: What.
        facts: What fills the sentence.
        error: Why an expression can't be read, where that is the trouble.
    """

    path: tuple[str | int, ...]
    kind: Trouble
    facts: Mapping[str, str] = field(default_factory=dict)
    error: ExpressionError | None = None


@dataclass(frozen=True, slots=True)
class ReadMeasure:
    """The expressions of a measure.

    Attributes:
        value: The figure.
        where: Which rows count; ``None`` for all.
        on: The field of a flow's day; ``None`` for a stock.
        unit: The field it is parted by units with; ``None`` for the row's own unit.
        by: What it may be parted by besides: as written → the field, or the step to it.
    """

    value: Expression
    where: Expression | None = None
    on: Expression | None = None
    unit: Expression | None = None
    by: Mapping[str, Expression] = field(default_factory=dict)

    def each(self) -> Iterator[Expression]:
        """All of them."""
        single = (self.value, self.where, self.on, self.unit)
        yield from (one for one in single if one is not None)
        yield from self.by.values()


def masked(ledgers: Iterable[Ledger], values: Mapping[Place, Expression]) -> frozenset[Place]:
    """Fields that tell of persons, computed ones that rest on such a field included.

    Args:
        ledgers: All ledgers.
        values: Ledger and number of a computed field → its expression.

    Returns:
        The fields.
    """
    given = list(ledgers)
    found = {(one.name, each.no) for one in given for each in one.fields if each.personal}
    secret = frozenset(one.name for one in given if one.secret)
    while more := {
        place
        for place, read in values.items()
        if place not in found and _tells(read, place[0], found, secret)
    }:
        found |= more
    return frozenset(found)


def _tells(read: Expression, ledger: str, places: Iterable[Place], secret: frozenset[str]) -> Place | None:
    """The first thing of persons, or of another ledger that is secret, an expression rests on."""
    known = set(places)
    for use in sorted(read.uses, key=lambda one: (one.name, one.no)):
        if use.what is Using.FIELD and (use.name, use.no) in known:
            return use.name, use.no
        if use.what in (Using.FIELD, Using.LEDGER) and use.name in secret and use.name != ledger:
            return use.name, 0
    return None


def read_measure(
    measure: Measure,
    world: World,
    hidden: frozenset[Place] = frozenset(),
    secret: frozenset[str] = frozenset(),
    reader: Reader = parse,
) -> tuple[ReadMeasure | None, tuple[Fault, ...]]:
    """Read the expressions of a measure.

    Args:
        measure: The measure.
        world: What can be spoken of.
        hidden: Fields that tell of persons.
        secret: Ledgers only named posts see.
        reader: ``parse`` where fields stand by name, ``parse_stored`` where they stand by number.

    Returns:
        Its expressions, ``None`` if anything is wrong; and what is wrong.
    """
    shape = world.ledgers.get(measure.of)
    if shape is None:
        known = sorted(world.ledgers)
        facts = {"name": measure.of, "nearest": nearest(measure.of, known), "known": ", ".join(known)}
        return None, (Fault(("of",), Trouble.UNKNOWN_LEDGER, facts),)
    work = _Reading(measure, world, shape, reader)
    read = work.read()
    if read is None:
        return None, tuple(work.faults)
    for path, one in work.found:
        told = _tells(one, measure.of, hidden, secret)
        if told is not None:
            work.faults.append(Fault(path, Trouble.MASKED, {"name": _called(told, world)}))
    return (None if work.faults else read), tuple(work.faults)


def _called(place: Place, world: World) -> str:
    shape = world.ledgers.get(place[0])
    found = shape.numbered.get(place[1]) if shape is not None else None
    return place[0] if found is None else f"{place[0]}.{found.name}"


class _Reading:
    """One measure being read."""

    def __init__(self, measure: Measure, world: World, shape: LedgerShape, reader: Reader) -> None:
        self.measure = measure
        self.world = world
        self.shape = shape
        self.reader = reader
        self.faults: list[Fault] = []
        self.found: list[tuple[tuple[str | int, ...], Expression]] = []

    def read(self) -> ReadMeasure | None:
        """Read every part; nothing if any is wrong."""
        one = self.measure
        if bool(one.at) is bool(one.on):
            self.faults.append(Fault(("at",), Trouble.AT_OR_ON))
        value = self._value(one.value)
        where = self._where(one.where) if one.where else None
        on = self._field(("on",), one.on, Trouble.NOT_A_DAY_FIELD, _is_day) if one.on else None
        unit = self._field(("unit",), one.unit, Trouble.NOT_A_UNIT_FIELD, _is_unit) if one.unit else None
        by = {
            each: self._field(("by", each), each, Trouble.NOT_TO_PART_BY, _parts)
            for each in one.by
            if each not in BESIDE
        }
        if self.faults or value is None:
            return None
        return ReadMeasure(value, where, on, unit, {name: read for name, read in by.items() if read})

    def _parsed(self, path: tuple[str | int, ...], text: str, *, many: bool = False) -> Expression | None:
        try:
            read = self.reader(text, self.world, self.shape, many=many)
            to_duckdb(read, _ANYHOW)
        except ExpressionError as error:
            self.faults.append(Fault(path, Trouble.BAD_EXPRESSION, {}, error))
            return None
        self.found.append((path, read))
        return read

    def _value(self, text: str) -> Expression | None:
        read = self._parsed(("value",), text, many=True)
        if read is not None and read.type.kind is not Kind.NUMBER:
            self.faults.append(Fault(("value",), Trouble.NOT_FIGURE, {"type": read.type.kind.value}))
            return None
        return read

    def _where(self, text: str) -> Expression | None:
        read = self._parsed(("where",), text)
        if read is not None and read.type.kind is not Kind.YES_NO:
            self.faults.append(Fault(("where",), Trouble.WHERE_NOT_TRUTH, {"type": read.type.kind.value}))
            return None
        return read

    def _field(
        self, path: tuple[str | int, ...], text: str, kind: Trouble, fits: Callable[[Expression], bool]
    ) -> Expression | None:
        read = self._parsed(path, text)
        if read is not None and not fits(read):
            self.faults.append(Fault(path, kind, {"name": text}))
            return None
        return read


def _is_field(read: Expression) -> bool:
    return isinstance(read.node, nodes.Own | nodes.Step)


def _is_day(read: Expression) -> bool:
    return isinstance(read.node, nodes.Own) and read.type.kind in _DAYS and not read.live


def _is_unit(read: Expression) -> bool:
    return _is_field(read) and read.type == Type(Kind.ROW, target="unit")


def _parts(read: Expression) -> bool:
    return _is_field(read) and read.type.kind in _PARTS


def usual_form(read: ReadMeasure, ledger: Ledger) -> str:
    """How a figure is shown where nothing else is said.

    Args:
        read: The measure's expressions.
        ledger: Its ledger.

    Returns:
        ``share`` for shares and quotients of counts, ``money`` for sums of money and their like, ``days`` for
        those of days, else ``number``.
    """
    return _form(read.value.node, ledger)


def _form(node: nodes.Node, ledger: Ledger) -> str:
    if isinstance(node, nodes.Reckon) and node.how is nodes.Reckoning.BY:
        return "share" if _counts(node.left) and _counts(node.right) else _form(node.left, ledger)
    if not isinstance(node, nodes.Total):
        return "number"
    if node.what is Figure.SHARE:
        return "share"
    return "number" if node.what in (Figure.COUNT, Figure.DISTINCT) else _of_values(node.inner, ledger)


def _of_values(inner: nodes.Node | None, ledger: Ledger) -> str:
    """The form of what is made of values: that of the values."""
    called = isinstance(inner, nodes.Call) and inner.function is nodes.Function.DAYS_BETWEEN
    if called or isinstance(inner, nodes.Gap):
        return "days"
    money = {one.no for one in ledger.fields if one.type == "money"}
    return "money" if isinstance(inner, nodes.Own) and inner.no in money else "number"


def _counts(node: nodes.Node) -> bool:
    """Whether something is a count, or counts put together."""
    if isinstance(node, nodes.Reckon):
        return _counts(node.left) and _counts(node.right)
    return isinstance(node, nodes.Total) and node.what in (Figure.COUNT, Figure.DISTINCT)
