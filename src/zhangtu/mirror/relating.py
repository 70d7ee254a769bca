"""Rows, other ledgers and dated tables as they stood at a moment, as relations for expressions in DuckDB."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from zhangtu.kernel.expressions import Columns, Expression, Kind, Type, sql_type, to_duckdb
from zhangtu.kernel.expressions.errors import ExpressionError
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.definitions import Known
from zhangtu.mirror.columns import columns, mirrored, table
from zhangtu.mirror.predicates import CannotError
from zhangtu.mirror.questions import Span
from zhangtu.schema.compiling import table_shape, value_of
from zhangtu.schema.specs import Table

#: What a row has besides its fields, by the names figures are parted by.
BESIDE: Final[Mapping[str, str]] = {"@state": "_state", "@post": "_post"}
#: The name of the relation of the rows that are looked at.
ROWS: Final = "v"


@dataclass(frozen=True, slots=True)
class Standing:
    """Which versions of rows count.

    Attributes:
        known: The definitions the tables were made by.
        mark: The last entry that is in.
        hidden: The entries of imports under way.
        entry: The last entry that counts.
    """

    known: Known
    mark: int
    hidden: Sequence[int]
    entry: int

    def there(self, alias: str, at: int) -> str:
        """That a version is the one of its row at a moment, whatever became of the row.

        Args:
            alias: The relation.
            at: The moment in microseconds; 0 for the last entry that counts.
        """
        past = self.entry < self.mark
        begun = [f"{alias}._from <= {self.entry:d}"] if past else []
        lasts = [f"{alias}._to IS NULL"]
        lasts += [f"{alias}._to > {self.entry:d}"] if past else []
        if at:
            begun.append(f"{alias}._at < {at:d}")
            lasts.append(f"{alias}._until >= {at:d}")
        return " AND ".join([*begun, f"({' OR '.join(lasts)})"])

    def counting(self, alias: str, at: int) -> str:
        """That a version is the one of its row at a moment, and the row is neither withdrawn nor hidden."""
        parts = [self.there(alias, at), f"NOT {alias}._withdrawn"]
        if self.hidden:
            numbers = ", ".join(f"{one:d}" for one in self.hidden)
            parts.append(f"{alias}._pending NOT IN ({numbers})")
        return " AND ".join(parts)


class Relations:
    """What the expressions of a ledger's rows see at a moment."""

    def __init__(self, force: InForce, standing: Standing, span: Span, *, alias: str = ROWS) -> None:
        """Prepare.

        Args:
            force: The ledger.
            standing: Which versions count.
            span: The moment and its day.
            alias: The relation of the ledger's rows.
        """
        self._force = force
        self._standing = standing
        self._at = span.at
        self._alias = alias
        self._live = {one.field.no: one.expression for one in force.live}
        self.columns = Columns(
            own=self._own,
            me=f"{alias}._row",
            today=day(span.day),
            relation=lambda name: self._relation(name, standing.counting),
            referred=lambda name: self._relation(name, standing.there),
            column=self._column,
            table=self._table,
            row_id="_row",
        )

    def sql(self, expression: Expression) -> str:
        """An expression about a row.

        Raises:
            CannotError: It asks for what the mirror does not keep.
        """
        try:
            return to_duckdb(expression, self.columns)
        except ExpressionError as error:
            raise CannotError(error.kind) from error

    def _own(self, no: int) -> str:
        kept = columns(self._force).get(no)
        if kept is not None:
            return f"{self._alias}.{kept.name}"
        expression = self._live.get(no)
        if expression is None:
            raise CannotError(str(no))
        return self.sql(expression)

    def _other(self, name: str) -> InForce:
        other = self._standing.known.ledgers.get(name)
        if other is None or not mirrored(other):
            raise CannotError(name)
        return other

    def _relation(self, name: str, counts: Callable[[str, int], str]) -> str:
        other = self._other(name)
        return f"(SELECT * FROM {table(other)} o WHERE {counts('o', self._at)})"  # noqa: S608  # our own names

    def _column(self, name: str, no: int) -> str:
        kept = columns(self._other(name)).get(no)
        if kept is None:
            raise CannotError(f"{name} {no}")
        return kept.name

    def _table(self, name: str) -> str:
        found = self._standing.known.tables.get(name)
        if found is None:
            raise CannotError(name)
        return relation_of(found)


def as_expression(node: Any) -> Expression:
    """A part of an expression as one of its own."""
    return Expression(node, "")


def day(text: str) -> str:
    """SQL of a day."""
    return f"date '{date.fromisoformat(text).isoformat()}'"


def relation_of(one: Table) -> str:
    """A dated table as a relation written out.

    Args:
        one: The table.

    Returns:
        A sub-query: its keys, its columns, the first day a line holds and the day it no longer does.
    """
    shape = table_shape(one)
    types = {**shape.keys, **shape.columns}
    names = ", ".join([_quoted(name) for name in types] + ["_from", "_to"])
    nothing = ", ".join([f"cast(NULL AS {sql_type(kind)})" for kind in types.values()] + ["NULL::date"] * 2)
    lines = [_line(types, row.values, (row.begins, row.ends)) for row in one.rows]
    told = ", ".join([f"({nothing})", *lines])
    return f"(SELECT * FROM (VALUES {told}) t({names}) WHERE t._from IS NOT NULL)"  # noqa: S608  # quoted names, escaped values


def _line(types: Mapping[str, Type], values: Mapping[str, Any], days: tuple[date, date | None]) -> str:
    told = [_literal(value_of(values.get(name), kind), kind) for name, kind in types.items()]
    told += ["NULL::date" if one is None else f"date '{one.isoformat()}'" for one in days]
    return f"({', '.join(told)})"


def _literal(value: Any, kind: Type) -> str:
    """A value a table says, as SQL of its column's type."""
    if value is None:
        return f"cast(NULL AS {sql_type(kind)})"
    if kind.kind is Kind.SET:
        item = kind.item or Type(Kind.CHOICE)
        return f"cast([{', '.join(_literal(one, item) for one in value)}] AS {sql_type(kind)})"
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    escaped = text.replace("'", "''")
    return f"cast('{escaped}' AS {sql_type(kind)})"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
