"""Tables: found in plain text, and what their columns mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from zhangtu.reading.source import Cell, Table


class Column(StrEnum):
    """What a column of a task table holds."""

    NUMBER = "number"
    GROUP = "group"
    TASK = "task"
    LEAD = "lead"
    SUPPORT = "support"
    TIME = "time"
    GOAL = "goal"
    OTHER = "other"


#: Heads of columns; the first that fits wins.
_HEADS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (Column.NUMBER, re.compile(r"序\s?号|编\s?号|项次|no\.?$|#")),
    (Column.OTHER, re.compile(r"考核(?:单位|部门)|评分|考评|打分|分值|验收单位|督导单位|监督单位")),
    (
        Column.SUPPORT,
        re.compile(
            r"(?:配合|协办|协助|参与|参加|协同|会办).{0,4}(?:单位|部门|机关|科室|处室|局|组|人)?$|"
            r"配合"
        ),
    ),
    (
        Column.OTHER,
        re.compile(
            r"责任领导|分管领导|包保|联系人|电话|负责人|责任人$|牵头领导|备注|进展|完成情况|状态|"
            r"经费|预算|分值|签字|依据"
        ),
    ),
    (
        Column.LEAD,
        re.compile(
            r"牵头|责任单位|责任部门|责任科室|责任处室|主办|主责|承办|负责|责任主体|实施单位|责任|"
            r"落实单位|权责|单位$|部门$|机关$"
        ),
    ),
    (Column.TIME, re.compile(r"时限|时间|期限|日期|进度|期程|时程|节点|时段|月份|完成期")),
    (Column.GOAL, re.compile(r"目标|指标|成效|标准|成果|频次|数量")),
    (Column.TASK, re.compile(r"措施|任务|工作内容|事项|内容|举措|行动|做法|项目|整治行业|名称|要求|具体")),
    (Column.GROUP, re.compile(r"类别|领域|板块|分类|环节|阶段|章节|方面|大类|维度")),
)


@dataclass(slots=True)
class Grid:
    """A table with its columns understood.

    Attributes:
        table: The table.
        roles: What each grid column holds.
        named: Whether its head calls the numbered rows tasks or measures outright.
        head_rows: How many rows at the top are head.
        rows: Cells of each row by grid column; a cell merged downward stands in every row it covers.
    """

    table: Table
    roles: dict[int, Column]
    head_rows: int
    named: bool
    rows: list[dict[int, Cell]] = field(default_factory=list)

    @property
    def asks(self) -> bool:
        """Whether it is a table of tasks: something to do, and somebody or some time for it."""
        held = set(self.roles.values())
        return Column.TASK in held and (self.named or bool(held & {Column.LEAD, Column.TIME}))


def find_tables(folded: str, known: Sequence[Table], *, plain: bool) -> tuple[Table, ...]:
    """All tables of a text: those its file knows, and runs of lines divided by tabs or upright strokes.

    Args:
        folded: The folded text.
        known: Tables known from the file, in order.
        plain: Whether to look for divided lines too.

    Returns:
        The tables in order, without overlap.
    """
    tables = list(known)
    if plain and ("\t" in folded or "|" in folded):
        taken = [(table.start, table.end) for table in known]
        tables += [
            one for one in _divided(folded) if not any(a < one.end and one.start < b for a, b in taken)
        ]
    return tuple(sorted(tables, key=lambda table: table.start))


def _divided(folded: str) -> list[Table]:
    tables: list[Table] = []
    run: list[tuple[int, int, str]] = []
    at = 0
    while at <= len(folded):
        end = folded.find("\n", at)
        end = len(folded) if end < 0 else end
        sign = _divider(folded, at, end)
        if sign and (not run or run[0][2] == sign):
            run.append((at, end, sign))
        else:
            tables += _close(folded, run)
            run = [(at, end, sign)] if sign else []
        at = end + 1
    return tables + _close(folded, run)


def _divider(folded: str, start: int, end: int) -> str:
    first = folded[start:end].strip(" ")
    if first.count("\t") >= 1 and not first.startswith("\t"):
        return "\t"
    if first.count("|") >= 2:
        return "|"
    return "\t" if first.count("\t") >= 2 else ""


def _close(folded: str, run: list[tuple[int, int, str]]) -> list[Table]:
    if not run or (len(run) == 1 and folded.count(run[0][2], run[0][0], run[0][1]) < 3):
        return []
    cells = []
    for row, (start, end, sign) in enumerate(run):
        first, last = start, end
        if sign == "|":
            first += len(folded[start:end]) - len(folded[start:end].lstrip(" |"))
            last -= len(folded[start:end]) - len(folded[start:end].rstrip(" |"))
            if folded[start:end].strip(" |:-") == "":
                continue
        cells += _row(folded, (first, max(first, last)), sign, row)
    return [Table(run[0][0], min(len(folded), run[-1][1] + 1), tuple(cells))]


def _row(folded: str, place: tuple[int, int], sign: str, row: int) -> list[Cell]:
    cells, at, column = [], place[0], 0
    while True:
        cut = folded.find(sign, at, place[1])
        stop = place[1] if cut < 0 else cut
        words = folded[at:stop]
        first = at + len(words) - len(words.lstrip())
        cells.append(Cell(min(first, stop), max(min(first, stop), at + len(words.rstrip())), row, column))
        if cut < 0:
            return cells
        at, column = cut + 1, column + 1


def understand_all(folded: str, tables: Sequence[Table]) -> list[tuple[int, int, Grid | None]]:
    """What the columns of each table mean.

    Args:
        folded: The folded text.
        tables: The tables in order.

    Returns:
        Start, end and meaning of each; one without a head that is as wide as the one before goes on with
        its head.
    """
    found: list[tuple[int, int, Grid | None]] = []
    last: Grid | None = None
    for table in tables:
        grid = understand(folded, table)
        if grid is None and last is not None and _width(table) == _width(last.table):
            grid = Grid(table, last.roles, 0, last.named, _rows(table))
        last = grid or last
        found.append((table.start, table.end, grid))
    return found


def row_numbers(folded: str, grid: Grid) -> list[tuple[Cell, int]]:
    """The numbers in a table's number column, in order, with their cells."""
    columns = [column for column, role in grid.roles.items() if role is Column.NUMBER]
    cells = [row[columns[0]] for row in grid.rows[grid.head_rows :] if columns and columns[0] in row]
    words = [(cell, folded[cell.start : cell.end].strip(" .、")) for cell in dict.fromkeys(cells)]
    return [(cell, int(word)) for cell, word in words if word.isdecimal() and len(word) < 5]


def _width(table: Table) -> int:
    return max((cell.column + cell.columns for cell in table.cells), default=0)


def understand(folded: str, table: Table) -> Grid | None:
    """What the columns of a table mean.

    Args:
        folded: The folded text.
        table: The table.

    Returns:
        The grid, or None when no row among the first three reads as the head of a table of tasks.
    """
    rows = _rows(table)
    for place in range(min(4, len(rows))):
        roles = _roles(folded, rows[place])
        held = list(roles.values())
        if len(set(held)) >= 2 and (Column.TASK in held or Column.GROUP in held or Column.LEAD in held):
            roles = _second_head(folded, rows, place, roles)
            head = max(place + 1, table.head_rows)
            return _settle(Grid(table, roles, head, _named(folded, rows[place], roles), rows))
    return None


def _rows(table: Table) -> list[dict[int, Cell]]:
    count = max((cell.row + cell.rows for cell in table.cells), default=0)
    rows: list[dict[int, Cell]] = [{} for _ in range(min(count, 100_000))]
    for cell in table.cells:
        for row in range(cell.row, min(cell.row + cell.rows, len(rows))):
            rows[row][cell.column] = cell
    return [row for row in rows if row]


def _roles(folded: str, row: dict[int, Cell]) -> dict[int, Column]:
    roles = {}
    for column, cell in row.items():
        words = re.sub(r"\s+", "", folded[cell.start : cell.end])
        if not words or len(words) > 16:
            continue
        for role, rule in _HEADS:
            if rule.search(words):
                roles[column] = role
                break
    return roles


def _named(folded: str, row: dict[int, Cell], roles: dict[int, Column]) -> bool:
    """Whether a head row numbers its rows and calls them tasks or measures."""
    words = [folded[cell.start : cell.end] for cell in row.values()]
    return Column.NUMBER in roles.values() and any("任务" in word or "措施" in word for word in words)


def _second_head(
    folded: str, rows: list[dict[int, Cell]], place: int, roles: dict[int, Column]
) -> dict[int, Column]:
    """Roles refined by a second head row under merged cells of the first."""
    if place + 1 < len(rows):
        below = {
            column: role
            for column, role in _roles(folded, rows[place + 1]).items()
            if rows[place + 1][column].end - rows[place + 1][column].start <= 8
        }
        if len(below) >= 2 and len(below) == len(rows[place + 1]):
            return {**roles, **below}
    return roles


def _settle(grid: Grid) -> Grid:
    """One column holds the task: the last of several task columns; those before it are groups."""
    tasks = sorted(column for column, role in grid.roles.items() if role is Column.TASK)
    for column in tasks[:-1]:
        grid.roles[column] = Column.GROUP
    if not tasks:
        groups = sorted(column for column, role in grid.roles.items() if role in (Column.GROUP, Column.GOAL))
        if groups:
            grid.roles[groups[-1]] = Column.TASK
    return grid
