"""Pieces of SQL for DuckDB that say of texts of SQL what arithmetic says of values."""

from collections.abc import Callable
from typing import Final

from zhangtu.kernel.expressions.words import DIGITS, PLACES

#: Numbers as DuckDB holds them.
NUMBER_TYPE: Final = f"decimal({DIGITS + PLACES},{PLACES})"


def quoted(name: str) -> str:
    """A name as SQL takes it, whatever stands in it."""
    return '"' + name.replace('"', '""') + '"'


#: What DuckDB's ``try`` does not take; found within a text it does no harm.
_UNTRIED: Final = ("(select ", "count(", "sum(", "max(", "min(")


def number(sql: str) -> str:
    """What a text of SQL gives, as a number of ours; null where it does not fit."""
    return f"try_cast({sql} as {NUMBER_TYPE})"


def tried(make: Callable[[str, str], str], left: str, right: str) -> str:
    """Null instead of an error. It tries no sub-query and no aggregate: those are bound to a name first."""
    if not any(word in left + right for word in _UNTRIED):
        return f"try({make(left, right)})"
    return f"list_transform([{{'a': {left}, 'b': {right}}}], lambda p: try({make('p.a', 'p.b')}))[1]"


def divided(left: str, right: str) -> str:
    """Whole numbers divided with one digit more than is kept; cutting the rest off cannot change rounding."""
    whole = tried(
        lambda one, other: (
            f"((cast({one} * 1000000 as hugeint) * 10000000) // cast({other} * 1000000 as hugeint))"
        ),
        left,
        right,
    )
    return number(f"(cast({whole} as decimal(38,0)) * cast(0.0000001 as decimal(7,7)))")


def shifted(sign: str, unit: str, day: str, count: str) -> str:
    """A day moved and kept within the years 1 to 9999."""
    whole = f"try_cast(cast({count} as decimal({DIGITS + PLACES},0)) as integer)"
    moved = tried(lambda one, other: f"cast({one} {sign} {unit.format(other)} as date)", day, whole)
    return f"list_filter([{moved}], lambda d: d between date '0001-01-01' and date '9999-12-31')[1]"


def last(value: str, by: str) -> str:
    """Of rows as late as each other the greatest value counts, nothing last of all."""
    found = f"max({{'a': {by}, 'b': {value} is not null, 'c': {value}}})"
    return f"({found} filter (where {by} is not null)).c"


def summed(column: str) -> str:
    """The sum of a column, 0 of none."""
    return number(f"coalesce(sum({column}), 0)")
