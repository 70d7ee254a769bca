"""Rows as a grid shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from markupsafe import Markup, escape

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.frame.words import tongue
from zhangtu.desk.grid.asking import UNIT
from zhangtu.desk.grid.columns import Column
from zhangtu.kernel.scripts import in_language
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.naming import Names
from zhangtu.ledgers.views import RowView

#: Stands between texts that are escaped at once; none of them has it.
_BETWEEN: Final = "\x1f"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell.

    Attributes:
        text: What it shows.
        look: What it is, for the style sheet: ``figure``, ``masked``.
    """

    text: str
    look: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the grid.

    Attributes:
        uid: The row's name to the outside.
        seen: Its version.
        title: What it is called.
        withdrawn: Whether it is withdrawn.
        cells: Its cells, column by column.
    """

    uid: UUID
    seen: int
    title: str
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
    return Cell(names.say(spec, value), "figure" if column.figure else "")


def _computed(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return in_language(*(("是", "yes") if value else ("否", "no")), tongue())
    return "、".join(map(str, value)) if isinstance(value, tuple) else str(value)


def written(lines_: Sequence[Line], base: str, pick: str, open_: str) -> Markup:
    """Lines as rows of a table: five hundred cells in a tenth of the time a template takes.

    Args:
        lines_: The lines.
        base: What the addresses of the rows' pages begin with.
        pick: What picking a row is called.
        open_: What opening its page is called.

    Returns:
        The rows, every text in them escaped.
    """
    said = [text for line in lines_ for text in (line.title, *(cell.text for cell in line.cells))]
    plain = _BETWEEN.join([str(base), str(pick), str(open_), *(one.replace(_BETWEEN, " ") for one in said)])
    base, pick, open_, *safe = str(escape(plain)).split(_BETWEEN)
    texts = iter(safe)
    rows = []
    for place, line in enumerate(lines_, 1):
        title = next(texts)
        rows.append(
            f'<tr data-uid="{line.uid}" data-seen="{line.seen}"{_class("withdrawn" * line.withdrawn)}>\n'
            f'<th scope="row" class="pick"><input type="checkbox" form="picked" name="row" '
            f'value="{line.uid}:{line.seen}" aria-label="{pick} {title}"> '
            f'<a href="{base}{line.uid}/" aria-label="{open_} {title}">{place}</a></th>\n'
        )
        rows += [f"<td{_class(cell.look)}>{next(texts)}</td>\n" for cell in line.cells]
        rows.append("</tr>\n")
    return Markup("".join(rows))  # noqa: S704  # every text was escaped


def _class(look: str) -> str:
    return f' class="{look}"' if look else ""
