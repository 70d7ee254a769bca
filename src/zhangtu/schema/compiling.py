"""Reads the expressions of ledgers in the one world that their ledgers and tables make."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from zhangtu.kernel.expressions import (
    DATE,
    NUMBER,
    Expression,
    ExpressionError,
    FieldShape,
    Kind,
    LedgerShape,
    TableShape,
    Type,
    Value,
    World,
    parse,
)
from zhangtu.schema.specs import Field, Ledger, Table, TableRow
from zhangtu.schema.types import TYPES

#: Columns of dated tables that explain a row and answer nothing: where it holds, what it is called, why.
EXPLAINING: Final = ("region", "title", "note")
_COMPUTED: Final = "computed"
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TEXT = re.compile(r"'(?:[^']|'')*'")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Fault:
    """An expression that can't be used.

    Attributes:
        ledger: The ledger it belongs to.
        field: The number of the computed field; 0 for a check.
        check: The position of the check among the ledger's; -1 for a field.
        error: Why it can't be read; ``None`` when it waits for itself.
        circle: Names of the computed fields that wait for each other.
    """

    ledger: str
    field: int
    check: int
    error: ExpressionError | None
    circle: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compiled:
    """The expressions of ledgers.

    Attributes:
        world: What expressions may speak of: the ledgers with their computed fields, and the tables.
        values: Ledger and number of a computed field → its expression.
        checks: Ledger and position of a check → its expression.
        faults: What could not be read.
    """

    world: World
    values: Mapping[tuple[str, int], Expression] = field(default_factory=dict)
    checks: Mapping[tuple[str, int], Expression] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def compile_ledgers(ledgers: Iterable[Ledger], tables: Iterable[Table] = ()) -> Compiled:
    """Read every expression of some ledgers.

    Args:
        ledgers: The ledgers, their choices filled in; references may point to each other.
        tables: The dated tables they may look into.

    Returns:
        Their world, their expressions, and those that could not be read.
    """
    work = _Compiling(tuple(ledgers), tuple(tables))
    work.compute()
    work.check()
    return Compiled(work.world(), work.values, work.checks, tuple(work.faults))


def field_type(one: Field) -> Type | None:
    """What expressions see of a field.

    Args:
        one: A field that is not computed.

    Returns:
        Its type; ``None`` for files and places, which nothing can be asked about, and unknown types.
    """
    known = TYPES.get(one.type)
    kind = None if known is None else known.expression_type
    if kind is None:
        return None
    codes = frozenset(choice.code for choice in one.of)
    if kind is Kind.SET:
        return Type(Kind.SET, item=Type(Kind.CHOICE, codes))
    if kind is Kind.CHOICE:
        return Type(kind, codes)
    if kind is Kind.ROW:
        row = Type(kind, target=one.target if one.type == "reference" else one.type)
        return Type(Kind.SET, item=row) if one.options.get("many") == "yes" else row
    return Type(kind)


def table_shape(table: Table) -> TableShape:
    """What expressions see of a dated table.

    Args:
        table: The table.

    Returns:
        Its keys and columns; what a column holds is seen from its values.
    """
    names = dict.fromkeys(name for row in table.rows for name in row.values)
    columns = [name for name in names if name not in table.keys and name not in EXPLAINING]
    return TableShape(
        table.name,
        {name: _column(table, name) for name in table.keys},
        {name: _column(table, name) for name in columns},
    )


def looking_up(tables: Iterable[Table]) -> Callable[[str, tuple[Value, ...], date, str], Value]:
    """Make what a ``Context`` looks tables up with.

    Args:
        tables: The tables in force.

    Returns:
        A function of a table's name, the keys, the day and the column: what the table says for that day;
        ``None`` when it says nothing.
    """
    held = {table.name: (table_shape(table), _by_keys(table)) for table in tables}

    def look_up(name: str, keys: tuple[Value, ...], day: date, column: str) -> Value:
        shape, rows = held[name]
        for row in rows.get(tuple(map(_key, keys)), ()):
            if row.begins <= day and (row.ends is None or day < row.ends):
                return value_of(row.values.get(column), shape.columns[column])
        return None

    return look_up


class _Compiling:
    """Ledgers whose expressions are being read."""

    def __init__(self, ledgers: tuple[Ledger, ...], tables: tuple[Table, ...]) -> None:
        self.ledgers = ledgers
        self.tables = {table.name: table_shape(table) for table in tables}
        self.values: dict[tuple[str, int], Expression] = {}
        self.checks: dict[tuple[str, int], Expression] = {}
        self.faults: list[Fault] = []
        self.shapes = {ledger.name: _plain_shapes(ledger) for ledger in ledgers}

    def world(self) -> World:
        """What can be spoken of so far."""
        made = {name: LedgerShape(name, tuple(shapes.values())) for name, shapes in self.shapes.items()}
        return World(made, self.tables)

    def compute(self) -> None:
        """Read the computed fields, those first that wait for no other."""
        waiting = {
            (ledger.name, one.no): one
            for ledger in self.ledgers
            for one in ledger.fields
            if one.type == _COMPUTED and one.removed is None and one.value
        }
        errors: dict[tuple[str, int], ExpressionError] = {}
        for _ in range(len(waiting) + 1):
            before, world = len(waiting), self.world()
            for (ledger, no), one in list(waiting.items()):
                try:
                    read = parse(one.value, world, world.ledgers[ledger])
                except ExpressionError as error:
                    errors[ledger, no] = error
                else:
                    self.values[ledger, no] = read
                    self.shapes[ledger][no] = FieldShape(no, one.name, read.type, read.live)
                    del waiting[ledger, no]
            if len(waiting) in {0, before}:
                break
        self._refuse(waiting, errors)

    def _refuse(
        self, waiting: Mapping[tuple[str, int], Field], errors: Mapping[tuple[str, int], ExpressionError]
    ) -> None:
        """Tell circles from mistakes; what only waits for a mistake elsewhere is not told."""
        needs = {
            (ledger, no): {
                (ledger, other.no)
                for (other_ledger, _), other in waiting.items()
                if other_ledger == ledger and other.name in _names(one.value)
            }
            for (ledger, no), one in waiting.items()
        }
        for key, one in waiting.items():
            reached = _reached(key, needs)
            ledger, no = key
            if key in reached:
                names = sorted({one.name, *(waiting[other].name for other in reached)})
                self.faults.append(Fault(ledger, no, -1, None, tuple(names)))
            elif not reached:
                self.faults.append(Fault(ledger, no, -1, errors[key]))

    def check(self) -> None:
        """Read the checks."""
        world = self.world()
        broken = {(fault.ledger, fault.field) for fault in self.faults}
        for ledger in self.ledgers:
            lost = {one.name for one in ledger.fields if (ledger.name, one.no) in broken}
            for at, check in enumerate(ledger.checks):
                try:
                    self.checks[ledger.name, at] = parse(check.forbid, world, world.ledgers[ledger.name])
                except ExpressionError as error:
                    if not lost & _names(check.forbid):
                        self.faults.append(Fault(ledger.name, 0, at, error))


def _plain_shapes(ledger: Ledger) -> dict[int, FieldShape]:
    shapes = {}
    for one in ledger.fields:
        type_ = field_type(one) if one.removed is None and one.name else None
        if type_ is not None and one.type != _COMPUTED:
            shapes[one.no] = FieldShape(one.no, one.name, type_)
    return shapes


def _names(text: str) -> set[str]:
    return set(_NAME.findall(_TEXT.sub("", text)))


def _reached(
    key: tuple[str, int], needs: Mapping[tuple[str, int], set[tuple[str, int]]]
) -> set[tuple[str, int]]:
    """Everything a field waits for, directly or through others; itself too where it waits for itself."""
    found: set[tuple[str, int]] = set()
    ahead = list(needs[key])
    while ahead:
        one = ahead.pop()
        if one not in found:
            found.add(one)
            ahead += needs[one]
    return found


def _column(table: Table, name: str) -> Type:
    """What a column holds: a list if any row has one, else numbers or days if all rows do, else words."""
    values = [row.values[name] for row in table.rows if name in row.values]
    lists = [value for value in values if isinstance(value, tuple)]
    single = [one for value in lists for one in value] + [one for one in values if isinstance(one, str)]
    if single and all(_NUMBER.fullmatch(one) for one in single):
        item = NUMBER
    elif single and all(_day(one) is not None for one in single):
        item = DATE
    else:
        item = Type(Kind.CHOICE)
    return Type(Kind.SET, item=item) if lists else item


def _by_keys(table: Table) -> Mapping[tuple[str, ...], list[TableRow]]:
    found: dict[tuple[str, ...], list[TableRow]] = {}
    for row in table.rows:
        found.setdefault(tuple(_key(row.values.get(key)) for key in table.keys), []).append(row)
    return found


def _key(value: object) -> str:
    """One text for one key, however a number is written."""
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        value = Decimal(value)
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def value_of(raw: str | tuple[str, ...] | None, type_: Type) -> Value:
    """A value a dated table says, as expressions see it.

    Args:
        raw: What is written there; ``None`` for nothing.
        type_: What its column holds.

    Returns:
        The value.
    """
    if raw is None:
        return None
    if type_.kind is Kind.SET:
        item = type_.item or Type(Kind.CHOICE)
        return tuple(value_of(one, item) for one in (raw if isinstance(raw, tuple) else (raw,)))
    if not isinstance(raw, str):
        return None
    if type_.kind is Kind.NUMBER:
        return Decimal(raw)
    return _day(raw) if type_.kind is Kind.DATE else raw


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
