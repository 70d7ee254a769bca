"""Rows, other ledgers and dated tables as they stood at a moment, as relations for expressions in DuckDB."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from zhangtu.kernel.expressions import Columns, Expression, Kind, Type, sql_type, to_duckdb
from zhangtu.kernel.expressions.columnar import gathered_apart
from zhangtu.kernel.expressions.errors import ExpressionError
from zhangtu.kernel.expressions.figures import replaced
from zhangtu.kernel.expressions.nodes import Gather, Gathering, LookUp, Me, Mine, Node, Own, Step, walk
from zhangtu.kernel.expressions.pieces import NUMBER_TYPE
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
#: What a sub-query says where no row points to the one that asks.
_NOTHING: Final[Mapping[Gathering, str]] = {
    Gathering.COUNT: f"cast(0 AS {NUMBER_TYPE})",
    Gathering.SUM: f"cast(0 AS {NUMBER_TYPE})",
    Gathering.EXISTS: "false",
}


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
        return f"{self.there(alias, at)} AND {self.shown(alias)}"

    def shown(self, alias: str) -> str:
        """That a version is one up to the last entry that counts, and neither withdrawn nor hidden."""
        parts = [f"NOT {alias}._withdrawn"]
        if self.entry < self.mark:
            parts.append(f"{alias}._from <= {self.entry:d}")
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
        self.standing = self._standing = standing
        #: What is joined to the rows: a relation and its condition → its name.
        self._joins: dict[str, str] = {}
        #: What stands for parts of expressions that were joined: the text of each.
        self._eased: list[str] = []
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
            return to_duckdb(as_expression(replaced(expression.node, self._apart)), self.columns)
        except ExpressionError as error:
            raise CannotError(error.kind) from error

    def rows(self, condition: str = "") -> str:
        """The ledger's rows with everything that was joined to them for the expressions printed so far.

        Args:
            condition: What they must meet besides, of their own columns; empty for nothing.
        """
        joins = [f" LEFT JOIN {text.format(name)}" for text, name in self._joins.items()]
        own = table(self._force)
        if condition:
            own = f"(SELECT * FROM {own} WHERE {condition})"  # noqa: S608  # our own names
        return f"{own} {self._alias}{''.join(joins)}"

    def _join(self, text: str) -> str:
        """Join a relation to the rows; ``{0}`` is its name."""
        return self._joins.setdefault(text, f"j{len(self._joins)}")

    def _stands(self, text: str, kind: Type) -> Own:
        """A node that stands for a text."""
        self._eased.append(text)
        return Own(-len(self._eased), kind, "")

    def _apart(self, node: Node) -> Node | None:
        """A node for what is asked of other rows and tables, joined once instead of looked up row by row."""
        if isinstance(node, Gather):
            return self._gathered(node)
        if node.type.kind is Kind.SET:
            return None
        if isinstance(node, LookUp):
            return self._looked_up(node)
        return self._stepped(node) if isinstance(node, Step) else None

    def _gathered(self, node: Gather) -> Node | None:
        parts = [] if node.condition is None else list(walk(node.condition))
        if any(isinstance(one, Mine | Me) for one in parts):
            return node
        relation = _escaped(gathered_apart(node, self.columns))
        found = f"{self._join(f'{relation} {{0}} ON {{0}}.me = {self.columns.me}')}.found"
        nothing = _NOTHING.get(node.what)
        return self._stands(found if nothing is None else f"coalesce({found}, {nothing})", node.type)

    def _looked_up(self, node: LookUp) -> Node:
        keys = [self.sql(as_expression(one)) for one in node.keys]
        names = [_quoted(one) for one in node.names]
        today = self.columns.today
        relation = (
            f"(SELECT {', '.join(names)}, arg_max_null({_quoted(node.column)}, _from) AS found"  # noqa: S608  # quoted names
            f" FROM {self._table(node.table)} t WHERE _from <= {today} AND (_to IS NULL OR {today} < _to)"
            f" GROUP BY {', '.join(names)})"
        )
        on = " AND ".join(
            f"{{0}}.{_escaped(name)} = {_escaped(key)}" for name, key in zip(names, keys, strict=True)
        )
        return self._stands(f"{self._join(f'{_escaped(relation)} {{0}} ON {on}')}.found", node.type)

    def _stepped(self, node: Step) -> Node:
        through = _escaped(self.sql(as_expression(node.through)))
        relation = _escaped(self._relation(node.ledger, self._standing.there))
        name = self._join(f"{relation} {{0}} ON {{0}}._row = {through}")
        return self._stands(f"{name}.{self._column(node.ledger, node.no)}", node.type)

    def _own(self, no: int) -> str:
        if no < 0:
            return self._eased[-no - 1]
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


def _escaped(text: str) -> str:
    """A text in which nothing is filled in."""
    return text.replace("{", "{{").replace("}", "}}")


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
