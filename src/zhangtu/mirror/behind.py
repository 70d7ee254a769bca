"""The rows behind a figure as DuckDB's SQL: those somebody sees, page by page, and how many there are."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from zhangtu.kernel.expressions import Kind, Type
from zhangtu.kernel.expressions.figuring import Figure
from zhangtu.ledgers.compiled import InForce
from zhangtu.mirror import predicates
from zhangtu.mirror.columns import table
from zhangtu.mirror.predicates import CannotError, Sql, both
from zhangtu.mirror.questions import Behind
from zhangtu.mirror.relating import BESIDE, ROWS, Relations, Standing, as_expression, day
from zhangtu.mirror.wanted import Read, expression, picked_by, read, unit_text


def counts(force: InForce, asked: Behind, standing: Standing) -> Sql:
    """How many rows are behind a figure, and how many of them somebody sees."""
    relations = Relations(force, standing, asked.span)
    where, seen = _behind(force, asked, relations), _seen(force, asked, standing.hidden)
    told = both(*(predicates.condition(force, one) for one in asked.which.where))
    return Sql(
        f"SELECT count(*), count(*) FILTER (WHERE {seen.text}) FROM {relations.rows(told.text)}"  # noqa: S608  # our own names
        f" WHERE {where.text}",
        (*seen.values, *told.values, *where.values),
    )


def page(force: InForce, asked: Behind, standing: Standing) -> Sql:
    """A page of those somebody sees and one more, by number."""
    after = Sql(f"{ROWS}._row > ?", (asked.after,))
    relations = Relations(force, standing, asked.span)
    where = both(_behind(force, asked, relations), _seen(force, asked, standing.hidden), after)
    told = both(*(predicates.condition(force, one) for one in asked.which.where))
    return Sql(
        f"SELECT {ROWS}._row FROM {relations.rows(told.text)} WHERE {where.text}"  # noqa: S608  # our own names
        f" ORDER BY {ROWS}._row LIMIT ?",
        (*told.values, *where.values, asked.limit + 1),
    )


def _seen(force: InForce, asked: Behind, hidden: Sequence[int]) -> Sql:
    """That a row is one somebody sees as it is now, whatever it was then."""
    seen = predicates.visible(asked.which.area, hidden)
    return Sql(f"{ROWS}._row IN (SELECT _row FROM {table(force)} WHERE {seen.text})", seen.values)  # noqa: S608  # our own names


def _behind(force: InForce, asked: Behind, relations: Relations) -> Sql:
    """That a version is one a figure was made of."""
    measure, span = asked.measure, asked.span
    figure = read(force, asked.measure)
    parts = [Sql(relations.standing.counting(ROWS, 0 if measure.on else span.at))]
    if figure.where is not None:
        parts.append(Sql(relations.sql(figure.where)))
    parts += _picked(figure, asked.kind, relations)
    if measure.on:
        on = relations.sql(expression(force, measure.on))
        parts.append(Sql(f"cast({on} AS date) BETWEEN {day(span.first)} AND {day(span.last)}"))
    if asked.units is not None:
        unit = unit_text(force, measure, relations)
        parts.append(Sql(f"list_contains(cast(? AS bigint[]), {unit})", (list(asked.units),)))
    parts += [_keyed(force, name, value, relations) for name, value in asked.keys]
    return both(*parts)


def _picked(figure: Read, kind: str, relations: Relations) -> list[Sql]:
    picked = picked_by(figure)
    if picked is None:
        return []
    text = relations.sql(as_expression(picked[0]))
    if kind and figure.totals[0].what is Figure.SHARE:
        return [Sql(f"({text})" if kind == "yes" else f"NOT ({text})")]
    return [Sql(f"({text})" if picked[1] else f"({text}) IS NOT NULL")]


def _keyed(force: InForce, name: str, value: Any, relations: Relations) -> Sql:
    """That a row has a key."""
    if name in BESIDE:
        return Sql(f"{ROWS}.{BESIDE[name]} = ?", (value,))
    found = expression(force, name)
    text = relations.sql(found)
    if found.type.kind is not Kind.SET:
        return Sql(f"{text} IS NOT DISTINCT FROM ?", (key_of(found.type, value),))
    if value is None:
        return Sql(f"len({text}) = 0")
    item = found.type.item or Type(Kind.CHOICE)
    return Sql(f"list_contains({text}, ?)", (key_of(item, value),))


def key_of(kind: Type, value: str | None) -> Any:
    """A figure's key as a value.

    Args:
        kind: What it is a value of.
        value: The key as the answer says it; ``None`` for nothing.

    Returns:
        The value as expressions know it.

    Raises:
        CannotError: It is none.
    """
    if value is None:
        return None
    try:
        if kind.kind is Kind.NUMBER:
            return Decimal(value)
        if kind.kind is Kind.ROW:
            return int(value)
        if kind.kind is Kind.DATE:
            return date.fromisoformat(value)
        if kind.kind is Kind.TIME:
            return datetime.fromisoformat(value)
    except (ValueError, ArithmeticError) as error:
        raise CannotError(str(kind.kind)) from error
    return value == "true" if kind.kind is Kind.YES_NO else value
