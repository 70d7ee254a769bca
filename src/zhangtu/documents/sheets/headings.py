"""Finds the heading of a table: one, two or three rows, whatever stands over them."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from zhangtu.documents.sheets.grid import GridRow, filled
from zhangtu.documents.sheets.slices import Cell
from zhangtu.documents.sheets.words import could_head, is_line, is_note, is_total, label, shown
from zhangtu.kernel.folding import fold

#: How many rows that hold something are looked at to find a heading.
LOOK = 40
#: A heading has at most this many rows.
DEEPEST = 4
#: What a row loses for each row above it: of two rows that look alike the upper is the heading.
_LATER = 0.02


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the heading of a table stands.

    Attributes:
        first: Index of its first row among the rows looked at.
        rows: How many rows it has.
        paths: Column → the headings over it, the widest first.
    """

    first: int
    rows: int
    paths: dict[int, tuple[str, ...]]


def find_heading(rows: Sequence[GridRow], known: AbstractSet[str] = frozenset()) -> Heading | None:
    """Find the heading among the first rows of a table.

    A row may head columns when it has several cells, all of them short texts that differ. Of those the one
    with most headings the office knows wins, then the first that is about as wide as the table.

    Args:
        rows: The first rows that hold something.
        known: Headings the office knows, folded (``words.label``).

    Returns:
        The heading, or ``None`` when no row can be one.
    """
    rows = rows[:LOOK]
    width = _usual_width(rows)
    best: tuple[float, int] | None = None
    for at, row in enumerate(rows):
        score = _score(row, width, known) - at * _LATER
        if score > 0 and (best is None or score > best[0] + 0.001):
            best = (score, at)
    if best is None:
        return None
    first = _upwards(rows, best[1], width)
    last = _downwards(rows, best[1])
    return Heading(first, last - first + 1, _paths(rows[first : last + 1]))


def _usual_width(rows: Sequence[GridRow]) -> int:
    """How many cells most rows fill: of the wider half the narrowest."""
    widths = sorted(sum(map(filled, row.cells)) for row in rows)
    return widths[len(widths) // 2] if widths else 0


def _score(row: GridRow, width: int, known: AbstractSet[str]) -> float:
    cells = [cell for cell in row.cells if filled(cell)]
    own = row.own()
    if not _may_head(row, own, width):
        return 0.0
    labels = {label(cell) for cell in cells}
    hits = sum(name in known for name in labels)
    wide = min(1.0, len(cells) / max(width, 1))
    differing = len(labels) / max(len(cells), 1)
    return hits * 2 + (wide + differing if wide >= 0.5 or hits >= 2 else 0.0)


def _may_head(row: GridRow, own: Sequence[int], width: int) -> bool:
    cells = [row.cells[column] for column in own]
    if len(own) < (2 if width > 1 else 1) or not all(map(could_head, cells)):
        return False
    texts = [cell for cell in cells if type(cell) is str]
    if len(texts) * 2 < len(cells):
        return False
    if is_note(cells[0]) or any(is_total(cell) for cell in cells[:2]):
        return False
    return not (len(own) <= width // 2 + 1 and all(is_line(cell) for cell in cells))


def _upwards(rows: Sequence[GridRow], at: int, width: int) -> int:
    """The first row of the heading: rows above whose cells reach down into it, or group its columns."""
    first = at
    while first > 0 and at - first < DEEPEST - 1:
        above = rows[first - 1]
        own = above.own()
        reaches = bool(rows[first].down) and above.number == rows[first].number - 1
        groups = len(own) >= 2 and bool(above.spread) and _may_head(above, own, width)
        if not reaches and not groups and not _completes(above, rows[first], own):
            break
        first -= 1
    return first


def _completes(above: GridRow, row: GridRow, own: Sequence[int]) -> bool:
    """Whether a row fills blanks of the heading below it, where no merged cells tell."""
    if above.spread or above.number != row.number - 1 or len(own) < 2:
        return False
    return all(could_head(above.cells[column]) for column in own) and not _has(row, own[0])


def _downwards(rows: Sequence[GridRow], at: int) -> int:
    """The last row of the heading: rows below that divide its columns further."""
    last = at
    while last + 1 < len(rows) and last + 1 - at < DEEPEST:
        below = rows[last + 1]
        if below.number != rows[last].number + 1 or not _divides(rows[last], below):
            break
        last += 1
    return last


def _divides(upper: GridRow, below: GridRow) -> bool:
    own = below.own()
    if not own or not all(could_head(below.cells[column]) for column in own):
        return False
    if any(is_total(below.cells[column]) for column in own[:2]):
        return False
    if below.down:
        # A heading of the row above reaches down beside it.
        return True
    if upper.spread:
        return all(_under(upper, column) for column in own)
    # No format of merged cells: below a heading stand the words that divide it, and blanks elsewhere.
    texts = all(type(below.cells[column]) is str for column in own)
    blanks = sum(not _has(upper, column) for column in own)
    few = len(own) * 2 < len(upper.own()) or (blanks and len(own) <= 2 * blanks)
    return texts and bool(few) and own[0] > 0


def _under(upper: GridRow, column: int) -> bool:
    """Whether a column lies under a heading that covers several."""
    return column in upper.spread or column in set(upper.spread.values()) or not _has(upper, column)


def _has(row: GridRow, column: int) -> bool:
    return column < len(row.cells) and filled(row.cells[column])


def _paths(rows: Sequence[GridRow]) -> dict[int, tuple[str, ...]]:
    width = max(len(row.cells) for row in rows)
    filled_in = [_spread_right(row, rows[depth + 1 :]) for depth, row in enumerate(rows)]
    paths: dict[int, tuple[str, ...]] = {}
    for column in range(width):
        path: list[str] = []
        for cells in filled_in:
            words = shown(cells[column]) if column < len(cells) else ""
            if words and (not path or fold(path[-1]) != fold(words)):
                path.append(words)
        if path:
            paths[column] = tuple(path)
    return paths


def _spread_right(row: GridRow, below: Sequence[GridRow]) -> list[Cell]:
    """Fill blanks to the right of a heading where the row below divides it."""
    cells: list[Cell] = list(row.cells)
    if row.spread or not below:
        return [cell if filled(row.cells[at]) else "" for at, cell in enumerate(cells)]
    width = max(len(row.cells), *(len(lower.cells) for lower in below))
    cells.extend([""] * (width - len(cells)))
    for column in range(1, width):
        blank = cells[column] == "" or (isinstance(cells[column], str) and not str(cells[column]).strip())
        if blank and column not in row.down and any(_has(lower, column) for lower in below):
            cells[column] = cells[column - 1]
    return cells
