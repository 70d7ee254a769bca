"""Rows as a grid shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.frame.words import tongue
from zhangtu.desk.grid.asking import UNIT
from zhangtu.desk.grid.columns import Column
from zhangtu.kernel.scripts import in_language
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.naming import Names
from zhangtu.ledgers.views import RowView


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell.

    Attributes:
        text: What it shows.
        look: What it is, for the style sheet: ``figure``, ``masked``.
        to: The row it points to; ``None`` for none or one out of scope.
    """

    text: str
    look: str = ""
    to: UUID | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the grid.

    Attributes:
        uid: The row's name to the outside.
        seen: Its version.
        title: What it is called.
        unit: What its unit is called.
        withdrawn: Whether it is withdrawn.
        cells: Its cells, column by column.
    """

    uid: UUID
    seen: int
    title: str
    unit: str
    withdrawn: bool
    cells: tuple[Cell, ...]


def lines(force: InForce, rows: Sequence[RowView], shown: Sequence[Column], visit: Visit) -> list[Line]:
    """Rows as lines; what they point to is fetched at once.

    Args:
        force: The ledger.
        rows: The rows.
        shown: The columns.
        visit: Who looks.
    """
    names = Names(force, rows, visit.scope, tongue())
    return [
        Line(
            row.uid,
            row.version,
            row.title,
            names.unit(row.unit),
            row.withdrawn,
            tuple(_cell(force, row, column, names) for column in shown),
        )
        for row in rows
    ]


def _cell(force: InForce, row: RowView, column: Column, names: Names) -> Cell:
    if column.name == UNIT:
        return Cell(names.unit(row.unit))
    spec = force.fields[column.name]
    if column.type == "computed":
        return Cell(_computed(row.live.get(column.name, row.values.get(column.name))))
    value = row.values.get(column.name)
    if column.name in row.masked:
        return Cell(str(value or ""), "masked")
    to = value if column.type == "reference" and isinstance(value, UUID) and value in names.rows else None
    return Cell(names.say(spec, value), "figure" if column.figure else "", to)


def _computed(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return in_language(*(("是", "yes") if value else ("否", "no")), tongue())
    return "、".join(map(str, value)) if isinstance(value, tuple) else str(value)
