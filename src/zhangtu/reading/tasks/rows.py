"""Rows of task tables as tasks in the making."""

import re

from zhangtu.reading.deadlines import Years, deadlines_in_label, deadlines_in_prose
from zhangtu.reading.source import Cell
from zhangtu.reading.structure.lines import Twin
from zhangtu.reading.structure.outline import Node
from zhangtu.reading.structure.tables import Column, Grid
from zhangtu.reading.tasks.drafts import Draft
from zhangtu.reading.tasks.fields import Fields, read_fields
from zhangtu.reading.tasks.names import split_names, who_in_phrase


def drafts_of_rows(twin: Twin, grid: Grid, years: Years, root: Node, path: tuple[str, ...]) -> list[Draft]:
    """The tasks of a table.

    Args:
        twin: The text.
        grid: The table, understood.
        years: What is known of the year.
        root: The part of the document the table stands in.
        path: Headings above the table.

    Returns:
        One task a row that holds one; titles inside the table become part of the path.
    """
    drafts: list[Draft] = []
    band: tuple[str, ...] = ()
    groups: dict[int, str] = {}
    before: dict[int, Cell] = {}
    for row in grid.rows[grid.head_rows :]:
        filled = {column: cell for column, cell in row.items() if cell.end > cell.start}
        cell = _band(twin, grid, filled)
        if cell is not None:
            band = (twin.text[cell.start : cell.end],)
            continue
        task = _task_cell(twin, grid, filled)
        if task is None or task == before.get(-1):
            continue
        before = {-1: task}
        above = _groups(twin, grid, row, groups)
        drafts.append(_draft(twin, grid, filled, task, years, root, (*path, *band, *above)))
    return drafts


_PART = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}|[壹贰叁肆伍陆柒捌玖拾])[、.]?|"
    r"\([一二三四五六七八九十]{1,3}\)"
)


def _band(twin: Twin, grid: Grid, filled: dict[int, Cell]) -> Cell | None:
    """The cell of a row that is only a title inside the table, or the heading of a part (一、…)."""
    if len(filled) == 1 and len(grid.roles) > 2:
        return next(iter(filled.values()))
    number = next((cell for column, cell in filled.items() if grid.roles.get(column) is Column.NUMBER), None)
    if number is None or not _PART.fullmatch(twin.folded, number.start, number.end):
        return None
    told = any(grid.roles.get(column) in (Column.LEAD, Column.TIME) for column in filled)
    return None if told else _task_cell(twin, grid, filled)


def _task_cell(twin: Twin, grid: Grid, filled: dict[int, Cell]) -> Cell | None:
    """The cell that says what to do: the task column's, else the last group column's."""
    for role in (Column.TASK, Column.GROUP):
        for column in sorted(grid.roles, reverse=True):
            if grid.roles[column] is role and column in filled:
                cell = filled[column]
                words = twin.folded[cell.start : cell.end].replace(" ", "")
                return None if words in ("合计", "小计", "总计", "总分") else cell
    return None


def _groups(twin: Twin, grid: Grid, row: dict[int, Cell], groups: dict[int, str]) -> tuple[str, ...]:
    """Words of the group columns; an empty cell in plain text goes on with the one above."""
    for column, role in grid.roles.items():
        if role is Column.GROUP and column in row:
            cell = row[column]
            if cell.end > cell.start:
                groups[column] = twin.text[cell.start : cell.end]
    return tuple(groups[column] for column in sorted(groups))


def _draft(  # noqa: PLR0917 - one call, all of it the row's own
    twin: Twin,
    grid: Grid,
    filled: dict[int, Cell],
    task: Cell,
    years: Years,
    root: Node,
    path: tuple[str, ...],
) -> Draft:
    fields = read_fields(twin, task.start, task.end, years)
    for column, role in sorted(grid.roles.items()):
        cell = filled.get(column)
        if cell is None or cell is task:
            continue
        if role is Column.LEAD:
            _units(twin, cell, fields, lead=not fields.who.lead)
        elif role is Column.SUPPORT:
            _units(twin, cell, fields, lead=False)
        elif role is Column.TIME:
            fields.times += deadlines_in_label(twin.text, twin.folded, cell.start, cell.end, years)
    if not fields.times:
        fields.times += deadlines_in_prose(twin.text, twin.folded, task.start, task.end, years)
    start, end = _extent(filled, task)
    number = next((cell for column, cell in filled.items() if grid.roles.get(column) is Column.NUMBER), None)
    label = twin.text[number.start : number.end] if number else ""
    leads = [column for column, role in sorted(grid.roles.items()) if role is Column.LEAD]
    silent = bool(leads) and leads[0] not in filled
    return Draft(
        root,
        path,
        label,
        start,
        task.start,
        end,
        fields,
        heading=True,
        row=(task.start, task.end),
        silent=silent,
    )


def _extent(filled: dict[int, Cell], task: Cell) -> tuple[int, int]:
    """Where a row begins and ends; cells merged over several rows belong to none of them."""
    own = [cell for cell in filled.values() if cell.rows == 1] or list(filled.values())
    return min(task.start, *(cell.start for cell in own)), max(cell.end for cell in own)


def _units(twin: Twin, cell: Cell, fields: Fields, *, lead: bool) -> None:
    who = who_in_phrase(twin, cell.start, cell.end) if _has_roles(twin.folded, cell) else None
    if who:
        fields.who.lead += who.lead
        fields.who.support += who.support
        return
    names = split_names(twin, cell.start, cell.end)
    (fields.who.lead if lead else fields.who.support).extend(names)


def _has_roles(folded: str, cell: Cell) -> bool:
    words = folded[cell.start : cell.end]
    return "牵头" in words or "配合" in words or "负责" in words or "协办" in words
