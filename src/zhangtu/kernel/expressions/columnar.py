"""Prints a tree as SQL for DuckDB, to the same answers as Python gives; only our own tree is ever printed.

Numbers are ``decimal(22,6)``. What would be an error there (too large, divided by zero, past the year 9999)
is tried and becomes null, as it does in Python. Of the parts only those that ``by`` orders by are printed
twice, so that nesting cannot make the text explode.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from zhangtu.kernel.expressions import nodes
from zhangtu.kernel.expressions.errors import ExpressionError
from zhangtu.kernel.expressions.expression import Expression
from zhangtu.kernel.expressions.figuring import Figure
from zhangtu.kernel.expressions.kinds import Kind, Type
from zhangtu.kernel.expressions.nodes import Function, Gathering, Node, Reckoning
from zhangtu.kernel.expressions.patterns import pattern
from zhangtu.kernel.expressions.pieces import (
    NUMBER_TYPE,
    divided,
    last,
    number,
    quoted,
    shifted,
    summed,
    tried,
)
from zhangtu.kernel.expressions.words import DIGITS, PLACES

_TYPES: Final[Mapping[Kind, str]] = {
    Kind.TEXT: "varchar",
    Kind.NUMBER: NUMBER_TYPE,
    Kind.DATE: "date",
    Kind.TIME: "timestamp",
    Kind.YES_NO: "boolean",
    Kind.CHOICE: "varchar",
    Kind.ROW: "bigint",
    Kind.NULL: "integer",
}


def _numbered(_ledger: str, no: int) -> str:
    return f"f{no}"


@dataclass(frozen=True, slots=True)
class Columns:
    """How things are called in the database; everything given here is trusted and printed as it is.

    Attributes:
        own: Number of a field of the row looked at → its column, with its relation before a point. Texts
            must be in NFC, numbers ``decimal(22,6)``, sets lists.
        me: The column of the row's id, likewise.
        today: What ``today()`` is.
        relation: Name of a ledger → the relation of its rows that count.
        referred: The same for rows that are referred to, which may be withdrawn; ``None`` for ``relation``.
        column: Ledger and number of a field → its column in that relation.
        table: Name of a dated table → its relation: keys, columns, ``from_column`` and ``to_column``.
        day: The day tables are looked up as of; empty for ``today``.
        words: The world's words.
        row_id: What the column with a row's id is called in every relation.
        from_column: The first day a table's row holds.
        to_column: The day it no longer holds; null while it does.
    """

    own: Callable[[int], str]
    me: str
    today: str
    relation: Callable[[str], str] = quoted
    column: Callable[[str, int], str] = _numbered
    table: Callable[[str], str] = quoted
    day: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    row_id: str = "_id"
    from_column: str = "_from"
    to_column: str = "_to"
    referred: Callable[[str], str] | None = None


def to_duckdb(expression: Expression, columns: Columns) -> str:
    """Print an expression for DuckDB.

    Args:
        expression: The expression.
        columns: How things are called there.

    Returns:
        An SQL expression; for a figure over many rows an aggregate.

    Raises:
        ExpressionError: It asks what only one row at a time can be asked (``rises_to``, a world's question).
    """
    return _Printer(columns).sql(expression.node)


def gathered_apart(node: nodes.Gather, columns: Columns) -> str:
    """A sub-query for all rows at once, where its condition asks nothing of the row it is about.

    Args:
        node: The sub-query.
        columns: How things are called there.

    Returns:
        A relation: ``me``, the row pointed to, and ``found``, what is gathered of those that point to it.
    """
    printer = _Printer(columns, "z0", 1)
    reference = printer.sql(node.reference)
    where = f"{reference} is not null" + (
        "" if node.condition is None else f" and {printer.sql(node.condition)}"
    )
    return (
        f"(select {reference} as me, {_gathered(printer, node)} as found"  # noqa: S608  # quoted names and our own tree
        f" from {columns.relation(node.ledger)} z0 where {where} group by {reference})"
    )


def sql_type(type_: Type) -> str:
    """The type of column a value needs.

    Args:
        type_: A type.

    Returns:
        DuckDB's name for it.
    """
    if type_.kind is Kind.SET:
        return f"{sql_type(type_.item or Type(Kind.TEXT))}[]"
    return _TYPES[type_.kind]


@dataclass(frozen=True, slots=True)
class _Printer:
    """Prints nodes; ``alias`` is the relation of the sub-query it is within."""

    columns: Columns
    alias: str = ""
    depth: int = 0

    def sql(self, node: Node) -> str:
        """One node, in brackets where it could run into its neighbours."""
        return _PRINTED[type(node)](self, node)

    def within(self) -> "_Printer":
        """The same, one sub-query deeper."""
        return replace(self, depth=self.depth + 1)

    def other(self, alias: str, ledger: str, no: int) -> str:
        """A column of another ledger's relation."""
        return f"{alias}.{quoted(self.columns.column(ledger, no))}"


def _literal(_printer: _Printer, node: nodes.Literal) -> str:
    value = node.value
    if value is None:
        return f"cast(null as {sql_type(node.type)})"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"cast({value:f} as {NUMBER_TYPE})"
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"date '{value.isoformat()}'"
    return "'" + str(value).replace("'", "''") + "'"


def _own(printer: _Printer, node: nodes.Own) -> str:
    inside = printer.alias and printer.other(printer.alias, node.ledger, node.no)
    return _members(inside or printer.columns.own(node.no), node.type)


def _members(column: str, type_: Type) -> str:
    return f"coalesce({column}, cast([] as {sql_type(type_)}))" if type_.kind is Kind.SET else column


def _mine(printer: _Printer, node: nodes.Mine) -> str:
    return _members(printer.columns.own(node.no), node.type)


def _named(printer: _Printer, node: nodes.Named) -> str:
    return f"({printer.columns.words[node.name]})"


def _step(printer: _Printer, node: nodes.Step) -> str:
    columns, alias = printer.columns, f"z{printer.depth}"
    found = _members(printer.other(alias, node.ledger, node.no), node.type)
    through = printer.within().sql(node.through)
    where = f"{alias}.{quoted(columns.row_id)} = {through}"
    relation = (columns.referred or columns.relation)(node.ledger)
    return f"(select any_value({found}) from {relation} {alias} where {where})"  # noqa: S608  # quoted names and our own tree


def _compare(printer: _Printer, node: nodes.Compare) -> str:
    return f"({printer.sql(node.left)} {node.how.value} {printer.sql(node.right)})"


def _reckon(printer: _Printer, node: nodes.Reckon) -> str:
    left, right = printer.sql(node.left), printer.sql(node.right)
    if node.how is Reckoning.TIMES:
        return number(tried(lambda one, other: f"({one} * {other})", left, right))
    if node.how is Reckoning.BY:
        return divided(left, right)
    return number(f"({left} {node.how.value} {right})")


def _negative(printer: _Printer, node: nodes.Negative) -> str:
    return f"cast(-({printer.sql(node.inner)}) as {NUMBER_TYPE})"


def _shift(printer: _Printer, node: nodes.Shift) -> str:
    return shifted(node.how.value, "{}", printer.sql(node.left), printer.sql(node.right))


def _gap(printer: _Printer, node: nodes.Gap) -> str:
    return f"cast(({printer.sql(node.left)} - {printer.sql(node.right)}) as {NUMBER_TYPE})"


def _join(printer: _Printer, node: nodes.Join) -> str:
    return f"nfc_normalize({printer.sql(node.left)} || {printer.sql(node.right)})"


def _all(printer: _Printer, node: nodes.All) -> str:
    return "(" + " and ".join(map(printer.sql, node.parts)) + ")"


def _some(printer: _Printer, node: nodes.Some) -> str:
    return "(" + " or ".join(map(printer.sql, node.parts)) + ")"


def _not(printer: _Printer, node: nodes.Not) -> str:
    return f"(not {printer.sql(node.inner)})"


def _empty(printer: _Printer, node: nodes.Empty) -> str:
    return f"({printer.sql(node.inner)} is null)"


def _one_of(printer: _Printer, node: nodes.OneOf) -> str:
    return f"({printer.sql(node.inner)} in ({', '.join(map(printer.sql, node.options))}))"


def _within(printer: _Printer, node: nodes.Within) -> str:
    return f"list_contains({printer.sql(node.group)}, {printer.sql(node.inner)})"


def _case(printer: _Printer, node: nodes.Case) -> str:
    subject = "" if node.subject is None else f" {printer.sql(node.subject)}"
    branches = "".join(f" when {printer.sql(one.test)} then {printer.sql(one.then)}" for one in node.branches)
    otherwise = printer.sql(node.otherwise or nodes.Literal(None, node.type))
    return f"(case{subject}{branches} else {otherwise} end)"


def _call(printer: _Printer, node: nodes.Call) -> str:
    if node.function in (Function.ROUND, Function.MATCHES):
        first, written = node.arguments
        special = _rounded if node.function is Function.ROUND else _matching
        return special(printer.sql(first), written)
    parts = list(map(printer.sql, node.arguments))
    if node.function in _SHIFTED:
        return shifted("+", _SHIFTED[node.function], *parts)
    if node.function in _LISTED:
        return f"{node.function.value}({', '.join(parts)})"
    if node.function is Function.CONTAINS and node.arguments[0].type.kind is Kind.SET:
        return f"list_contains({parts[0]}, {parts[1]})"
    return _FUNCTIONS[node.function].format(*parts, today=printer.columns.today)


_SHIFTED: Final[Mapping[Function, str]] = {
    Function.ADD_DAYS: "{}",
    Function.ADD_MONTHS: "to_months({})",
    Function.ADD_YEARS: "to_years({})",
}
_LISTED: Final = frozenset({Function.COALESCE, Function.GREATEST, Function.LEAST})
_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz"
_FUNCTIONS: Final[Mapping[Function, str]] = {
    Function.TODAY: "({today})",
    Function.DAYS_BETWEEN: f"cast(({{1}} - {{0}}) as {NUMBER_TYPE})",
    Function.YEAR: f"cast(year({{}}) as {NUMBER_TYPE})",
    Function.MONTH: f"cast(month({{}}) as {NUMBER_TYPE})",
    Function.DAY: f"cast(day({{}}) as {NUMBER_TYPE})",
    Function.ABS: f"cast(abs({{}}) as {NUMBER_TYPE})",
    Function.LENGTH: f"cast(length({{}}) as {NUMBER_TYPE})",
    Function.LOWER: f"translate({{}}, '{_ALPHABET.upper()}', '{_ALPHABET}')",
    Function.UPPER: f"translate({{}}, '{_ALPHABET}', '{_ALPHABET.upper()}')",
    Function.STARTS_WITH: "starts_with({}, {})",
    Function.ENDS_WITH: "suffix({}, {})",
    Function.CONTAINS: "contains({}, {})",
    Function.COUNT: f"cast(len({{}}) as {NUMBER_TYPE})",
}


def _rounded(text: str, places: Node) -> str:
    kept = places.value if isinstance(places, nodes.Literal) else PLACES
    return number(f"cast({text} as decimal({DIGITS + PLACES},{kept}))")


def _matching(text: str, written: Node) -> str:
    re2 = pattern(str(written.value)).re2 if isinstance(written, nodes.Literal) else ""
    return f"regexp_full_match({text}, '{re2}')"


def _look_up(printer: _Printer, node: nodes.LookUp) -> str:
    """What the row says that holds on the day; of several, the one that began last."""
    columns, alias, inner = printer.columns, f"z{printer.depth}", printer.within()
    day, begins, ends = (
        columns.day or columns.today,
        quoted(columns.from_column),
        quoted(columns.to_column),
    )
    where = [
        f"{alias}.{quoted(key)} = {inner.sql(one)}" for key, one in zip(node.names, node.keys, strict=True)
    ]
    where += [f"{alias}.{begins} <= {day}", f"({alias}.{ends} is null or {day} < {alias}.{ends})"]
    found = f"arg_max_null({alias}.{quoted(node.column)}, {alias}.{begins})"
    return f"(select {found} from {columns.table(node.table)} {alias} where {' and '.join(where)})"  # noqa: S608  # quoted names and our own tree


def _gather(printer: _Printer, node: nodes.Gather) -> str:
    columns, alias = printer.columns, f"z{printer.depth}"
    inner = replace(printer, alias=alias, depth=printer.depth + 1)
    where = f"{inner.sql(node.reference)} = {columns.me}"
    if node.condition is not None:
        where += f" and {inner.sql(node.condition)}"
    relation = columns.relation(node.ledger)
    return f"(select {_gathered(inner, node)} from {relation} {alias} where {where})"  # noqa: S608  # quoted names and our own tree


def _gathered(printer: _Printer, node: nodes.Gather) -> str:
    field_ = "*" if node.gathered is None else printer.sql(node.gathered)
    if node.what is Gathering.EXISTS:
        return "count(*) > 0"
    if node.what is Gathering.COUNT:
        return f"cast(count({'distinct ' if node.distinct else ''}{field_}) as {NUMBER_TYPE})"
    if node.what is Gathering.SUM:
        return summed(field_)
    if node.by is None:
        return f"max({field_})"
    return last(field_, printer.sql(node.by))


def _total(printer: _Printer, node: nodes.Total) -> str:
    if node.inner is None:
        return f"cast(count(*) as {NUMBER_TYPE})"
    inner = printer.sql(node.inner)
    if node.by is not None:
        return last(inner, printer.sql(node.by))
    if node.what in _CHOSEN:
        return _CHOSEN[node.what].format(inner)
    if node.what is Figure.SUM:
        return summed(inner)
    if node.what is Figure.AVERAGE:
        return divided(summed(inner), f"cast(count({inner}) as {NUMBER_TYPE})")
    true = f"cast(count(case when {inner} then 1 end) as {NUMBER_TYPE})"
    return true if node.what is Figure.COUNT else divided(true, f"cast(count({inner}) as {NUMBER_TYPE})")


_CHOSEN: Final[Mapping[Figure, str]] = {
    Figure.SMALLEST: "min({})",
    Figure.LARGEST: "max({})",
    Figure.DISTINCT: f"cast(count(distinct {{}}) as {NUMBER_TYPE})",
}


def _refused(_printer: _Printer, _node: Node) -> str:
    raise ExpressionError("not_columnar", "", 0)


#: How each node is printed; every function takes the printer and its own kind of node.
_PRINTED: Final[Mapping[type, Callable[[_Printer, Any], str]]] = {
    nodes.Literal: _literal,
    nodes.Own: _own,
    nodes.Mine: _mine,
    nodes.Me: lambda printer, _node: printer.columns.me,
    nodes.Named: _named,
    nodes.Step: _step,
    nodes.Compare: _compare,
    nodes.Reckon: _reckon,
    nodes.Negative: _negative,
    nodes.Shift: _shift,
    nodes.Gap: _gap,
    nodes.Join: _join,
    nodes.All: _all,
    nodes.Some: _some,
    nodes.Not: _not,
    nodes.Empty: _empty,
    nodes.OneOf: _one_of,
    nodes.Within: _within,
    nodes.Case: _case,
    nodes.Call: _call,
    nodes.LookUp: _look_up,
    nodes.Ask: _refused,
    nodes.Gather: _gather,
    nodes.Rises: _refused,
    nodes.Total: _total,
}
