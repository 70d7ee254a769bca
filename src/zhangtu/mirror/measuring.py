"""Figures as DuckDB's SQL: rows are added up once by unit, period and key, those sums up the tree.

What is added up of many rows can be added up again: of an average its sum and its count, of different values
the values. So a figure of a unit above is made of rows, never of the figures of those below. The statements
of all figures of one shape are one: those that tell the row's unit, and its day if they are flows, alike.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from zhangtu.kernel.expressions import Expression, Kind, Type, to_duckdb
from zhangtu.kernel.expressions.columnar import Columns
from zhangtu.kernel.expressions.figures import replaced
from zhangtu.kernel.expressions.figuring import Figure
from zhangtu.kernel.expressions.kinds import NUMBER
from zhangtu.kernel.expressions.nodes import Own, Reckon, Reckoning, Total
from zhangtu.kernel.expressions.pieces import NUMBER_TYPE
from zhangtu.ledgers.compiled import InForce
from zhangtu.mirror import predicates
from zhangtu.mirror.predicates import Sql
from zhangtu.mirror.questions import Measuring, Span
from zhangtu.mirror.relating import ROWS, Relations, Standing, as_expression, day
from zhangtu.mirror.wanted import Read, expression, key_text, picked_by, read, unit_text

#: A moment behind all others, in microseconds.
LAST: Final = 1 << 62
#: What stands between the two parts of an expression of a total that is made of two numbers.
_TWO: Final = frozenset({Figure.SHARE, Figure.AVERAGE})


@dataclass(slots=True)
class _Inner:
    """What is asked of each row: texts of SQL, each once."""

    names: dict[str, str] = field(default_factory=dict)

    def name(self, text: str) -> str:
        """The column a text stands in."""
        return self.names.setdefault(text, f"x{len(self.names)}")

    def chosen(self) -> list[str]:
        """The columns."""
        return [f"{text} AS {name}" for text, name in self.names.items()]


@dataclass(slots=True)
class _Sums:
    """What is added up: of rows, and again of sums."""

    #: Aggregate of rows → its column.
    names: dict[str, str] = field(default_factory=dict)
    #: Column → the aggregate that adds it up again.
    again: dict[str, str] = field(default_factory=dict)

    def name(self, text: str, again: str) -> str:
        """The column an aggregate stands in; ``again`` has ``{}`` for it."""
        known = self.names.get(text)
        if known is None:
            known = self.names[text] = f"p{len(self.names)}"
            self.again[known] = again.format(known)
        return known


class Batch:
    """Figures of one ledger that tell unit and day alike, printed together."""

    def __init__(self, force: InForce, asked: Measuring, places: Sequence[int], standing: Standing) -> None:
        self._force = force
        self._asked = asked
        self._measures = [asked.measures[place] for place in places]
        self._reads = [read(force, one) for one in self._measures]
        self._standing = standing
        self._keys = [f"k{at}" for at in range(len(asked.by))]

    def sql(self) -> Sql:
        """The statement: unit, period, keys; then of each figure the rows behind it, and its value."""
        flow = bool(self._measures[0].on)
        finals: list[str] = []
        arms: list[str] = []
        sums = _Sums()
        if flow:
            arms.append(self._flow(sums, finals))
        elif self._steady():
            arms.append(self._lasting(sums, finals))
        else:
            for place, span in enumerate(self._asked.spans):
                sums, finals = _Sums(), []
                arms.append(self._stock(place, span, sums, finals))
        conditions = self._filters()
        values = conditions.values * len(arms)
        return self._up(arms, sums, finals, values)

    def _filters(self) -> Sql:
        """What whoever asks narrows the rows to besides."""
        parts = [predicates.condition(self._force, one) for one in self._asked.which.where]
        return predicates.both(*parts)

    def _flow(self, sums: _Sums, finals: list[str]) -> str:
        """Sums by unit, period and keys of rows whose day lies in a period."""
        spans = self._asked.spans
        now = Span("", "", self._asked.today)
        inner, relations = _Inner(), Relations(self._force, self._standing, now)
        on = expression(self._force, self._measures[0].on)
        moment = relations.sql(on)
        begins, ends = min(one.first for one in spans), max(one.last for one in spans)
        told = moment if on.type.kind is Kind.DATE else f"cast({moment} AS date)"
        within = f"{told} BETWEEN {day(begins)} AND {day(ends)}"
        days = ", ".join(f"({place}, {day(one.first)}, {day(one.last)})" for place, one in enumerate(spans))
        chosen = [f"{told} AS d", *self._told(relations)]
        self._fill(relations, inner, sums, finals)
        rows = self._rows(relations, [*chosen, *inner.chosen()], within, 0)
        group = ", ".join(["u", "s", *self._keys])
        return (
            f"SELECT {', '.join([group, *_named(sums)])} FROM ({rows}) b JOIN ("  # noqa: S608  # our own names
            "SELECT s, cast(unnest(generate_series(f, l, INTERVAL 1 DAY)) AS date) AS d"
            f" FROM (VALUES {days}) t(s, f, l)) USING (d) GROUP BY {group}"
        )

    def _steady(self) -> bool:
        """Whether nothing asked of a row changes unless the row does, so that each version is asked once."""
        keys = [expression(self._force, one) for one in self._asked.by if not one.startswith("@")]
        return not any(one.live for one in self._measures) and not any(one.live for one in keys)

    def _lasting(self, sums: _Sums, finals: list[str]) -> str:
        """Sums by unit, keys and the stretch of moments a version was there at; then of each moment."""
        spans, standing = self._asked.spans, self._standing
        inner, relations = _Inner(), Relations(self._force, standing, spans[0])
        moments = sorted({one.at or LAST for one in spans})
        ended = f"{ROWS}._to > {standing.entry:d}" if standing.entry < standing.mark else "false"
        until = f"CASE WHEN {ROWS}._to IS NULL OR {ended} THEN {LAST} ELSE {ROWS}._until END"
        chosen = [f"{_place(moments, f'{ROWS}._at')} AS a", f"{_place(moments, until)} AS z"]
        chosen += self._told(relations)
        self._fill(relations, inner, sums, finals)
        rows = relations.rows(self._filters().text)
        where = standing.shown(ROWS)
        group = ", ".join(["u", *self._keys, "a", "z"])
        first = (
            f"SELECT {', '.join([group, *_named(sums)])} FROM (SELECT"  # noqa: S608  # our own names
            f" {', '.join([*chosen, *inner.chosen()])} FROM {rows} WHERE {where}) b"
            f" WHERE a < z GROUP BY {group}"
        )
        places = ", ".join(f"({at}, {moments.index(one.at or LAST)})" for at, one in enumerate(spans))
        told = ", ".join(["u", "s", *self._keys, *sums.again])
        return f"SELECT {told} FROM ({first}) l JOIN (VALUES {places}) t(s, m) ON m >= a AND m < z"  # noqa: S608  # our own names

    def _stock(self, place: int, span: Span, sums: _Sums, finals: list[str]) -> str:
        """Sums by unit and keys of the rows there were at a moment."""
        inner, relations = _Inner(), Relations(self._force, self._standing, span)
        chosen = self._told(relations)
        self._fill(relations, inner, sums, finals)
        rows = self._rows(relations, [*chosen, *inner.chosen()], "true", span.at)
        group = ", ".join(["u", *self._keys])
        named = [f"{place:d} AS s", *self._keys, *_named(sums)]
        return f"SELECT u, {', '.join(named)} FROM ({rows}) b GROUP BY {group}"  # noqa: S608  # our own names

    def _rows(self, relations: Relations, chosen: Sequence[str], within: str, at: int) -> str:
        where = " AND ".join([self._standing.counting(ROWS, at), within])
        rows = relations.rows(self._filters().text)
        return f"SELECT {', '.join(chosen)} FROM {rows} WHERE {where}"  # noqa: S608  # our own names

    def _told(self, relations: Relations) -> list[str]:
        """The unit a row counts for, and its keys."""
        keys = [
            f"{key_text(self._force, one, relations)} AS {name}"
            for one, name in zip(self._asked.by, self._keys, strict=True)
        ]
        return [f"{unit_text(self._force, self._measures[0], relations)} AS u", *keys]

    def _fill(self, relations: Relations, inner: _Inner, sums: _Sums, finals: list[str]) -> None:
        """Note what each figure needs of each row, what is added up of it, and the figure itself."""
        for one in self._reads:
            where = "true" if one.where is None else inner.name(relations.sql(one.where))
            names: dict[Total, Expression] = {}
            told: list[str] = []
            for total in one.totals:
                node = _added(
                    total, where, lambda part: inner.name(relations.sql(as_expression(part))), sums, told
                )
                names[total] = as_expression(node)
            finals.append(f"cast(coalesce({_behind(one, where, inner, relations, sums)}, 0) AS bigint)")
            finals.append(_final(one, names, told, relations.columns))

    def _up(self, arms: Sequence[str], sums: _Sums, finals: Sequence[str], values: Sequence[Any]) -> Sql:
        """Add sums up the tree, and say the figures of what comes out."""
        asked = self._asked
        again = [f"{text} AS {name}" for name, text in sums.again.items()]
        group = ["s", *self._keys]
        parts: list[str] = []
        bound: list[Any] = list(values)
        if asked.tree:
            parts.append(
                f"SELECT t.a, {', '.join([*group, *again])} FROM p JOIN (SELECT unnest(?::bigint[]) AS u,"  # noqa: S608  # our own names
                " unnest(?::bigint[]) AS a, unnest(?::bigint[]) AS f, unnest(?::bigint[]) AS l) t"
                f" ON t.u = p.u AND p.s BETWEEN t.f AND t.l GROUP BY {', '.join(['t.a', *group])}"
            )
            bound += [list(one) for one in zip(*asked.tree, strict=True)]
        if asked.office:
            told = ", ".join(["0 AS a", *group, *again])
            parts.append(f"SELECT {told} FROM p GROUP BY {', '.join(group)}")  # noqa: S608  # our own names
        flow = bool(self._measures[0].on)
        days = ", ".join(day(asked.today if flow else one.day) for one in asked.spans)
        chosen = ", ".join(["a", "s", *(f"cast({key} AS varchar)" for key in self._keys), *finals])
        return Sql(
            f"WITH p AS ({' UNION ALL '.join(arms)}), q AS ({' UNION ALL '.join(parts)})"  # noqa: S608  # our own names
            f" SELECT {chosen} FROM (SELECT *, [{days}][s + 1] AS day FROM q)",
            tuple(bound),
        )


def _place(moments: Sequence[int], text: str) -> str:
    """How many of some moments a moment is not before: the place of the first behind it."""
    return " + ".join(f"(({text}) >= {one})::integer" for one in moments)


def _named(sums: _Sums) -> list[str]:
    return [f"{text} AS {name}" for text, name in sums.names.items()]


def _added(
    total: Total, where: str, inner: Callable[[Any], str], sums: _Sums, told: list[str]
) -> Own | Reckon:
    """Add up what a total needs.

    Args:
        total: The total.
        where: The column that says whether a row counts.
        inner: Makes the column of an expression about a row.
        sums: What is added up.
        told: The texts of what comes out, added to; a node names one by its place.

    Returns:
        The total as a node.
    """

    def put(text: str, kind: Type = NUMBER) -> Own:
        told.append(text)
        return Own(len(told) - 1, kind, "")

    def counted(condition: str) -> Own:
        name = sums.name(f"count(*) FILTER (WHERE {condition})", "sum({})")
        return put(f"cast(coalesce({name}, 0) AS {NUMBER_TYPE})")

    if total.inner is None:
        return counted(where)
    column = inner(total.inner)
    if total.what is Figure.COUNT:
        return counted(f"{where} AND {column}")
    if total.what in _TWO:
        first = (
            counted(f"{where} AND {column}") if total.what is Figure.SHARE else _sum(column, where, sums, put)
        )
        return Reckon(Reckoning.BY, first, counted(f"{where} AND {column} IS NOT NULL"))
    if total.what is Figure.SUM:
        return _sum(column, where, sums, put)
    by = None if total.by is None else inner(total.by)
    return put(_chosen(total.what, column, by, where, sums), total.type)


def _sum(column: str, where: str, sums: _Sums, put: Callable[[str], Own]) -> Own:
    # a sum too large for a number may come down again further up, so that only the last is held against it
    name = sums.name(f"sum({column}) FILTER (WHERE {where})", "sum({})")
    return put(f"try_cast(coalesce({name}, 0) AS {NUMBER_TYPE})")


def _chosen(what: Figure, column: str, by: str | None, where: str, sums: _Sums) -> str:
    """What one of the rows says, or how many different things they say."""
    if by is not None:
        last = f"max({{'a': {by}, 'b': {column} IS NOT NULL, 'c': {column}}})"
        name = sums.name(f"{last} FILTER (WHERE {where} AND {by} IS NOT NULL)", "max({})")
        return f"struct_extract({name}, 'c')"
    if what is Figure.DISTINCT:
        name = sums.name(
            f"list(DISTINCT {column}) FILTER (WHERE {where} AND {column} IS NOT NULL)",
            "list_distinct(flatten(list({0}) FILTER (WHERE {0} IS NOT NULL)))",
        )
        return f"cast(coalesce(len({name}), 0) AS {NUMBER_TYPE})"
    how = {Figure.SMALLEST: "min", Figure.LARGEST: "max"}[what]
    return sums.name(f"{how}({column}) FILTER (WHERE {where})", how + "({})")


def _behind(one: Read, where: str, inner: _Inner, relations: Relations, sums: _Sums) -> str:
    """How many rows are behind a figure."""
    picked = picked_by(one)
    if picked is None:
        condition = where
    else:
        column = inner.name(relations.sql(as_expression(picked[0])))
        condition = f"{where} AND {column}" if picked[1] else f"{where} AND {column} IS NOT NULL"
    return sums.name(f"count(*) FILTER (WHERE {condition})", "sum({})")


def _final(one: Read, names: Mapping[Total, Expression], told: Sequence[str], columns: Columns) -> str:
    """The figure as text."""
    node = replaced(one.value.node, lambda part: names[part].node if isinstance(part, Total) else None)
    seen = replace(columns, own=lambda no: told[no], today="day", day="")
    return f"cast({to_duckdb(as_expression(node), seen)} AS varchar)"
