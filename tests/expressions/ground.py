"""A small invented world, and an expression asked of both engines over the same rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from unicodedata import normalize

import duckdb

from zhangtu.kernel.expressions import (
    DATE,
    NUMBER,
    TEXT,
    TIME,
    YES_NO,
    Columns,
    Context,
    Expression,
    FieldShape,
    Kind,
    LedgerShape,
    Related,
    TableShape,
    Type,
    Value,
    Values,
    World,
    parse,
    run,
    sql_type,
    to_duckdb,
)

CODE = Type(Kind.CHOICE)
KIND = Type(Kind.CHOICE, frozenset("abc"))
GRADE = Type(Kind.CHOICE, frozenset({"A", "B"}))
TAGS = Type(Kind.SET, item=KIND)
THING = Type(Kind.ROW, target="things")

THINGS = LedgerShape(
    "things",
    (
        FieldShape(1, "name", TEXT),
        FieldShape(2, "note", TEXT),
        FieldShape(3, "kind", KIND),
        FieldShape(4, "grade", GRADE),
        FieldShape(5, "size", NUMBER),
        FieldShape(6, "cost", NUMBER),
        FieldShape(7, "opened", DATE),
        FieldShape(8, "closed", DATE),
        FieldShape(9, "done", YES_NO),
        FieldShape(10, "shown", YES_NO),
        FieldShape(11, "tags", TAGS),
        FieldShape(12, "parent", THING),
        FieldShape(13, "seen", TIME),
        FieldShape(1001, "alive", YES_NO, live=True),
    ),
)
PARTS = LedgerShape(
    "parts",
    (
        FieldShape(1, "thing", THING),
        FieldShape(2, "kind", KIND),
        FieldShape(3, "weight", NUMBER),
        FieldShape(4, "day", DATE),
        FieldShape(5, "label", TEXT),
        FieldShape(6, "fit", YES_NO),
        FieldShape(7, "tags", TAGS),
        FieldShape(8, "fresh", YES_NO, live=True),
    ),
)
RATES = TableShape("rates", {"kind": CODE}, {"per": NUMBER, "needs": Type(Kind.SET, item=CODE), "word": TEXT})
NEEDS = TableShape("needs", {"kind": CODE}, {"codes": Type(Kind.SET, item=CODE)})
FEES = TableShape("fees", {"kind": CODE, "grade": CODE}, {"fee": NUMBER})
WORLD = World(
    {"things": THINGS, "parts": PARTS},
    {"rates": RATES, "needs": NEEDS, "fees": FEES},
    {"limit_here": NUMBER},
)
TODAY = date(2026, 11, 23)
WORDS = {"limit_here": Decimal("7.5")}

#: One row of a table: from, to, values by column.
Dated = tuple[date, date | None, Mapping[str, Value]]


@dataclass(frozen=True)
class Ground:
    """Rows of both ledgers by id, and what the tables say."""

    things: Mapping[int, Values]
    parts: Mapping[int, Values]
    tables: Mapping[str, Sequence[Dated]]

    def context(self, me: int) -> Context:
        """Where an expression of a thing is asked."""
        return Context(TODAY, me=me, look_up=self.look_up, read=self.read, rows=self.rows, words=WORDS)

    def look_up(self, table: str, keys: tuple[Value, ...], day: date, column: str) -> Value:
        """What a table says; of several rows that hold, the one that began last."""
        names = list(WORLD.tables[table].keys)
        fits = [
            (begins, values[column])
            for begins, ends, values in self.tables.get(table, ())
            if begins <= day
            and (ends is None or day < ends)
            and tuple(values[name] for name in names) == keys
        ]
        return max(fits, key=lambda one: one[0])[1] if fits else None

    def read(self, ledger: str, row: int, no: int) -> Value:
        """A value of another row."""
        return {"things": self.things, "parts": self.parts}[ledger].get(row, {}).get(no)

    def rows(self, related: Related, me: int) -> Iterable[Values]:
        """Rows that point to me."""
        ledger = {"things": self.things, "parts": self.parts}[related.ledger]
        return [values for values in ledger.values() if values.get(related.reference) == me]

    def in_python(self, expression: Expression) -> list[Value]:
        """The answers for every thing."""
        return [run(expression, values, self.context(me)) for me, values in self.things.items()]


def connect(ground: Ground) -> Any:
    """A database in memory that holds the same rows, texts composed, as the store keeps them."""
    base = duckdb.connect(config={"threads": 1})
    for shape, rows in ((THINGS, ground.things), (PARTS, ground.parts)):
        columns = ", ".join(f"f{one.no} {sql_type(one.type)}" for one in shape.fields)
        base.execute(f"create table {shape.name} (_id bigint, {columns})")
        insert(
            base,
            shape.name,
            [[me, *(_given(values.get(one.no)) for one in shape.fields)] for me, values in rows.items()],
        )
    for name, table in WORLD.tables.items():
        types = {**table.keys, **table.columns}
        columns = ", ".join(f"{column} {sql_type(type_)}" for column, type_ in types.items())
        base.execute(f"create table {name} (_from date, _to date, {columns})")
        found = ground.tables.get(name, ())
        insert(base, name, [[one[0], one[1], *(_given(one[2][column]) for column in types)] for one in found])
    return base


def insert(base: Any, table: str, rows: list[list[Any]]) -> None:
    """All rows in one statement."""
    if rows:
        marks = ", ".join("(" + ", ".join("?" * len(row)) + ")" for row in rows)
        base.execute(f"insert into {table} values {marks}", [one for row in rows for one in row])  # noqa: S608


def _given(value: Value) -> Any:
    if isinstance(value, str):
        return normalize("NFC", value)
    return list(value) if isinstance(value, tuple) else value


COLUMNS = Columns(
    own=lambda no: f"o.f{no}",
    me="o._id",
    today=f"date '{TODAY.isoformat()}'",
    column=lambda _ledger, no: f"f{no}",
    words={"limit_here": "cast(7.5 as decimal(22,6))"},
)


def in_duckdb(base: Any, expression: Expression) -> list[Value]:
    """The answers for every thing, in the order of their ids."""
    found = base.execute(f"select {to_duckdb(expression, COLUMNS)} from things o order by o._id").fetchall()  # noqa: S608
    return [tuple(one) if isinstance(one, list) else one for (one,) in found]


def read(text: str) -> Expression:
    """An expression about a thing."""
    return parse(text, WORLD, THINGS)


def asked(text: str, values: Values | None = None, *, today: date = TODAY) -> Value:
    """One answer, without any other row."""
    return run(read(text), values or {}, Context(today, me=1, words=WORDS))
