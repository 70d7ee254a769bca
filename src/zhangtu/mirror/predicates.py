"""Which rows are meant, as DuckDB's SQL: the one scope rule, filters and search; values are bound."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final, NamedTuple

from zhangtu.kernel.expressions import Kind
from zhangtu.kernel.folding import fold
from zhangtu.ledgers import policies
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.predicates import Op
from zhangtu.mirror.columns import Column, columns
from zhangtu.mirror.questions import Area, Condition, Which
from zhangtu.people.scope import Right, Scope


class Sql(NamedTuple):
    """A condition with its values.

    Attributes:
        text: SQL with ``?`` for each value.
        values: The values.
    """

    text: str
    values: tuple[Any, ...] = ()


class CannotError(Exception):
    """The mirror can't answer this; the store can."""


NOTHING: Final = Sql("false")
#: What a row has besides its fields, by the names lists know.
OWN: Final[Mapping[str, tuple[str, Kind]]] = {
    "@unit": ("_unit", Kind.ROW),
    "@post": ("_post", Kind.ROW),
    "@state": ("_state", Kind.TEXT),
    "@due": ("_due", Kind.ROW),
}
_SIGNS: Final = {Op.IS: "=", Op.LESS: "<", Op.AT_MOST: "<=", Op.MORE: ">", Op.AT_LEAST: ">="}
#: Words looked for, at most; ``ledgers.predicates.search`` takes as many.
_WORDS: Final = 8


def area(scope: Scope, force: InForce) -> Area:
    """Which rows of a ledger somebody sees: the rule of ``ledgers.predicates.visible``, word for word.

    Args:
        scope: Whose.
        force: The ledger.

    Returns:
        The rule's numbers; an empty one sees nothing.
    """
    if not policies.can(scope, Right.READ, force):
        return Area()
    if scope.everywhere or scope.kinds.intersection(force.ledger.shared_with):
        return Area(whole=True)
    kind = force.ledger.scope
    return Area(
        units=tuple(sorted(scope.units)) if kind == "unit" else (),
        posts=tuple(sorted(scope.posts - {0})),
        person=scope.actor.person if kind == "person" else 0,
    )


def visible(seen: Area, hidden: Sequence[int]) -> Sql:
    """That a version is the present one of a row that is seen.

    Args:
        seen: Which rows are.
        hidden: The entries of imports under way, whose rows never are. Told by number: asked for within the
            statement, they would keep the engine from passing over whole blocks of rows.

    Returns:
        The condition.
    """
    present = Sql("_to IS NULL")
    if hidden:
        present = both(present, Sql(f"_pending NOT IN ({', '.join('?' * len(hidden))})", tuple(hidden)))
    if seen.whole:
        return present
    own = [one for column in ("_unit", "_post") for one in _among(column, getattr(seen, column[1:] + "s"))]
    if seen.person:
        own.append(Sql("_person = ?", (seen.person,)))
    return both(present, either(own))


def _among(column: str, numbers: Sequence[int]) -> list[Sql]:
    """That a number is one of these, those that follow each other as a stretch: ten times as fast."""
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    found = [Sql(f"{column} BETWEEN ? AND ?", (first, last)) for first, last in ranges if first < last]
    single = [first for first, last in ranges if first == last]
    return [*found, Sql(f"{column} IN ({', '.join('?' * len(single))})", tuple(single))] if single else found


def meant(force: InForce, which: Which, hidden: Sequence[int]) -> Sql:
    """The rows a question is about.

    Args:
        force: The ledger.
        which: Which rows.
        hidden: The entries of imports under way.

    Returns:
        The condition.

    Raises:
        CannotError: It rests on what the mirror does not keep.
    """
    parts = [visible(which.area, hidden), *(condition(force, one) for one in which.where)]
    if which.withdrawn is not None:
        parts.append(Sql("_withdrawn" if which.withdrawn else "NOT _withdrawn"))
    parts += [every_word(force, word) for word in words_of(which.words)]
    return both(*parts)


def both(*conditions: Sql) -> Sql:
    """All of these conditions."""
    return Sql(
        " AND ".join(one.text for one in conditions), tuple(v for one in conditions for v in one.values)
    )


def either(conditions: Sequence[Sql]) -> Sql:
    """One of these conditions."""
    if not conditions:
        return NOTHING
    text = " OR ".join(one.text for one in conditions)
    return Sql(f"({text})", tuple(value for one in conditions for value in one.values))


def words_of(words: str) -> list[str]:
    """What was typed, as folded words."""
    return fold(words).replace("\x00", " ").split()[:_WORDS]


def searched(force: InForce) -> list[str]:
    """SQL of the folded texts of the fields a search looks at."""
    kept = columns(force)
    return [folded(kept[no]) for no in force.searched if no in kept]


def every_word(force: InForce, word: str) -> Sql:
    """That a word stands in one of the searchable fields."""
    return either([Sql(f"contains({place}, ?)", (word,)) for place in searched(force)])


def folded(column: Column) -> str:
    """SQL of a column's folded text."""
    plain = column.name if column.kind in (Kind.TEXT, Kind.CHOICE) else "NULL"
    if column.twin:
        return f"coalesce({column.twin_name}, {plain})"
    if column.kind in (Kind.SET, Kind.DATE):
        return (
            f"array_to_string({column.name}, ',')"
            if column.kind is Kind.SET
            else f"cast({column.name} AS varchar)"
        )
    if column.kind is not Kind.CHOICE:
        raise CannotError(column.name)
    return f"lower({column.name})"


def column_of(force: InForce, name: str) -> tuple[str, Kind | None, Column | None]:
    """The column of a field, or of what a row has besides.

    Args:
        force: The ledger.
        name: The field's name, or one of ``OWN``.

    Returns:
        The column's name, what expressions see of it, and the column.

    Raises:
        CannotError: The mirror does not keep it.
    """
    if name in OWN:
        return *OWN[name], None
    spec = force.fields.get(name)
    column = None if spec is None else columns(force).get(spec.no)
    if column is None:
        raise CannotError(name)
    return column.name, column.kind, column


def typed(kind: Kind | None, value: Any) -> Any:
    """A value as DuckDB compares it with a column.

    Args:
        kind: What expressions see of the column.
        value: The value as stored.

    Returns:
        The value.

    Raises:
        CannotError: It is none of that kind.
    """
    if value is None:
        return None
    make = _MADE.get(kind)
    if make is not None:
        with suppress(ValueError, TypeError, InvalidOperation):
            return make(value)
    raise CannotError(str(kind))


def _yes_or_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError


_MADE: Final[Mapping[Kind | None, Callable[[Any], Any]]] = {
    Kind.TEXT: str,
    Kind.CHOICE: str,
    Kind.NUMBER: lambda value: Decimal(str(value)),
    Kind.ROW: lambda value: int(str(value)),
    Kind.DATE: lambda value: date.fromisoformat(str(value)),
    Kind.TIME: lambda value: datetime.fromisoformat(str(value)),
    Kind.YES_NO: _yes_or_no,
}


def condition(force: InForce, one: Condition) -> Sql:
    """A filter as SQL; that it fits its field was seen by whoever asks.

    Args:
        force: The ledger.
        one: The filter.

    Returns:
        The condition.

    Raises:
        CannotError: The mirror does not keep the field, or does not compare it so.
    """
    name, kind, column = column_of(force, one.name)
    op = Op(one.op)
    if op in (Op.EMPTY, Op.FILLED):
        return Sql(f"{name} IS {'NOT ' if op is Op.FILLED else ''}NULL")
    if op is Op.HAS:
        place = f"lower({name})" if column is None else folded(column)
        return Sql(f"contains({place}, ?)", (fold(str(one.value)),))
    if kind is Kind.SET and column is not None:
        return _member(column, op, one.value)
    if op is Op.IN:
        values = tuple(typed(kind, value) for value in one.value)
        return Sql(f"{name} IN ({', '.join('?' * len(values))})", values) if values else NOTHING
    if op is Op.NOT:
        return Sql(f"{name} IS DISTINCT FROM ?", (typed(kind, one.value),))
    return Sql(f"{name} {_SIGNS[op]} ?", (typed(kind, one.value),))


def _member(column: Column, op: Op, value: Any) -> Sql:
    """That a set holds one of these values."""
    if op not in (Op.IS, Op.NOT, Op.IN):
        raise CannotError(column.name)
    kind = Kind.ROW if column.type == "bigint[]" else Kind.TEXT
    values = [typed(kind, each) for each in (value if op is Op.IN else [value])]
    held = f"coalesce(list_has_any({column.name}, cast(? AS {column.type})), false)"
    return Sql(f"NOT {held}" if op is Op.NOT else held, (values,))
