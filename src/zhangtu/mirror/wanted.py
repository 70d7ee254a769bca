"""Figures asked for, read: what is made of many rows in them, and what is asked of each row."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from zhangtu.kernel.expressions import Expression, ExpressionError, Kind, Type, parse_stored
from zhangtu.kernel.expressions.columnar import sql_type
from zhangtu.kernel.expressions.figuring import Figure
from zhangtu.kernel.expressions.nodes import Total, walk
from zhangtu.ledgers.compiled import InForce
from zhangtu.mirror.predicates import CannotError
from zhangtu.mirror.questions import Measured
from zhangtu.mirror.relating import BESIDE, ROWS, Relations


@dataclass(frozen=True, slots=True)
class Read:
    """A figure whose expressions were read.

    Attributes:
        value: The figure.
        where: Which rows count; ``None`` for all.
        totals: What is made of many rows in it.
    """

    value: Expression
    where: Expression | None
    totals: tuple[Total, ...]


@lru_cache(maxsize=1_000)
def expression(force: InForce, text: str, *, many: bool = False) -> Expression:
    """An expression about rows of a ledger, read once.

    Args:
        force: The ledger.
        text: The expression by number.
        many: Whether it is a figure.

    Returns:
        The expression.

    Raises:
        CannotError: It can't be understood any more.
    """
    try:
        return parse_stored(text, force.world, force.world.ledgers[force.ledger.name], many=many)
    except ExpressionError as error:
        raise CannotError(error.kind) from error


@lru_cache(maxsize=1_000)
def read(force: InForce, asked: Measured) -> Read:
    """Read a figure.

    Args:
        force: The ledger.
        asked: The figure.

    Returns:
        It, ready to be printed.

    Raises:
        CannotError: It can't be understood any more.
    """
    value = expression(force, asked.value, many=True)
    totals = dict.fromkeys(node for node in walk(value.node) if isinstance(node, Total))
    where = expression(force, asked.where) if asked.where else None
    return Read(value, where, tuple(totals))


def batches(measures: Sequence[Measured]) -> list[list[int]]:
    """The figures that one statement answers together.

    Args:
        measures: The figures.

    Returns:
        Their places, those alike in unit and day together; of stocks, live ones apart from steady ones.
    """
    found: dict[tuple[str, str, bool], list[int]] = {}
    for place, one in enumerate(measures):
        found.setdefault((one.on, one.unit, one.live or bool(one.on)), []).append(place)
    return list(found.values())


def unit_text(force: InForce, asked: Measured, relations: Relations) -> str:
    """SQL of the unit a row counts for."""
    return relations.sql(expression(force, asked.unit)) if asked.unit else f"{ROWS}._unit"


def key_text(force: InForce, one: str, relations: Relations) -> str:
    """SQL of what rows are parted by; of several values a row counts for each.

    Raises:
        CannotError: There is no such thing.
    """
    if one in BESIDE:
        return f"{ROWS}.{BESIDE[one]}"
    if one.startswith("@"):
        raise CannotError(one)
    found = expression(force, one)
    text = relations.sql(found)
    if found.type.kind is Kind.SET:
        nothing = f"[cast(NULL AS {sql_type(found.type.item or Type(Kind.CHOICE))})]"
        return f"unnest(CASE WHEN len({text}) > 0 THEN {text} ELSE {nothing} END)"
    return text


def picked_by(one: Read) -> tuple[Any, bool] | None:
    """What a row must say to be behind a figure.

    Args:
        one: The figure.

    Returns:
        What is asked of the row, and whether it must be true or only there; ``None`` when every row that
        counts is behind the figure: it is made of several totals, or of rows as such.
    """
    if len(one.totals) != 1 or one.totals[0].inner is None:
        return None
    return one.totals[0].inner, one.totals[0].what is Figure.COUNT
