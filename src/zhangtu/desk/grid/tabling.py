"""What is seen as a plain table: to be printed, copied as text, or drawn as a picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.grid.cells import lines
from zhangtu.desk.grid.chips import chips
from zhangtu.desk.grid.columns import Column
from zhangtu.desk.grid.grouping import Band, Grouped, grouped, summed
from zhangtu.desk.grid.taking import Taken, rows_of
from zhangtu.documents import printing
from zhangtu.documents.printing import Align, Cell
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.views import RowView

#: What stands before the words of a group within a group.
_INDENT = "\u3000"
#: Letters behind this one take two places in a fixed-width font; what lies between is rare in a ledger.
_HALF = 0x2E7F


@dataclass(frozen=True, slots=True)
class Tabled:
    """A table.

    Attributes:
        columns: Its columns.
        rows: Its rows, each as long as the columns.
        count: How many rows there are in all, as far as is counted.
        notes: What was asked for, in words.
    """

    columns: tuple[printing.Column, ...]
    rows: tuple[tuple[Cell, ...] | printing.Band, ...]
    count: int
    notes: tuple[str, ...]


def tabled(force: InForce, taken: Taken, shown: Sequence[Column], visit: Visit, most: int) -> Tabled:
    """What is seen, as a table.

    Args:
        force: The ledger.
        taken: Which rows; where an address asks for groups, the groups are what is seen.
        shown: The columns.
        visit: Who looks.
        most: How many rows at most.

    Returns:
        The table.

    Raises:
        LedgerError: A field is masked or can't be used.
    """
    notes = noted(force, taken, visit)
    if taken.asked.groups and taken.picked is None:
        found = grouped(force, taken.asked, shown, visit)
        if found.total is not None:
            return _of_groups(force, found, shown, notes, most)
    rows, count = rows_of(force, taken, shown, visit, most)
    numbers = {spec.name for spec in summed(force, shown)}
    columns = [printing.Column(_("序号"), align=Align.CENTER)]
    columns += [
        printing.Column(
            one.title, align=Align.RIGHT if one.name in numbers else Align.LEFT, total=one.name in numbers
        )
        for one in shown
    ]
    made = [
        (
            place,
            *(_cell(row, column, cell.text, numbers) for column, cell in zip(shown, line.cells, strict=True)),
        )
        for place, (row, line) in enumerate(zip(rows, lines(force, rows, shown, visit), strict=True), 1)
    ]
    return Tabled(tuple(columns), tuple(made), count, notes)


def _cell(row: RowView, column: Column, words: str, numbers: set[str]) -> Cell:
    """A cell: a number where the column is added up, else its words."""
    value = row.values.get(column.name)
    return value if column.name in numbers and isinstance(value, Decimal | int) else words


def _of_groups(
    force: InForce, found: Grouped, shown: Sequence[Column], notes: tuple[str, ...], most: int
) -> Tabled:
    sums = summed(force, shown)
    columns = [printing.Column(_("分组")), printing.Column(_("条数"), align=Align.RIGHT)]
    columns += [
        printing.Column(one.title, align=Align.RIGHT) for one in shown if one.name in {s.name for s in sums}
    ]
    bands: list[Band] = [*found.bands[:most], *([found.total] if found.total is not None else [])]
    names = [spec.name for spec in sums]
    made = [
        (
            _INDENT * (band.level - 1) + band.words if band.level else _("合计"),
            str(band.count),
            *(band.sums.get(one.name, "") for one in shown if one.name in names),
        )
        for band in bands
    ]
    return Tabled(tuple(columns), tuple(made), len(found.bands), notes)


def noted(force: InForce, taken: Taken, visit: Visit) -> tuple[str, ...]:
    """What was asked for, in words; empty for everything."""
    asked = taken.asked
    if taken.picked is not None:
        return (_("选中的记录"),)
    said = [f"{one.title}：{one.words}" for one in chips(force, asked, visit)]
    said += [_("找“%(words)s”") % {"words": asked.words}] if asked.words else []
    said += [_("作废的记录")] if asked.withdrawn else []
    return (_("条件：") + "；".join(said),) if said else ()


def lean(made: Tabled) -> Tabled:
    """A table without the columns in which nothing stands: a chat has little room."""
    rows = [row for row in made.rows if not isinstance(row, printing.Band)]
    kept = [at for at in range(len(made.columns)) if any(row[at] not in (None, "") for row in rows)]
    return replace(
        made,
        columns=tuple(made.columns[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in rows),
    )


def texts(made: Tabled, most: int) -> Mapping[str, object]:
    """A table as lines whose columns stand below one another, as a chat shows them.

    Args:
        made: The table.
        most: How many rows at most.

    Returns:
        ``lines``: the text; ``more``: how many rows it leaves out.
    """
    heads = [column.title for column in made.columns]
    rows = [[_plain(cell) for cell in row] for row in made.rows[:most] if not isinstance(row, printing.Band)]
    wide = [max(_width(row[at]) for row in [heads, *rows]) for at in range(len(heads))]
    aligned = [
        "  ".join(
            _padded(words, wide[at], right=made.columns[at].align is Align.RIGHT)
            for at, words in enumerate(row)
        ).rstrip()
        for row in [heads, *rows]
    ]
    return {"lines": "\n".join(aligned), "more": max(made.count - len(rows), 0), "shown": len(rows)}


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    return format(cell, "f") if isinstance(cell, Decimal) else " ".join(str(cell).split())


def _width(words: str) -> int:
    """How many half-width places a text takes."""
    return sum(2 if ord(letter) > _HALF else 1 for letter in words)


def _padded(words: str, wide: int, *, right: bool) -> str:
    blank = " " * (wide - _width(words))
    return blank + words if right else words + blank
