"""A drafted paper as a page shows it: its lines and tables in the order of the file."""

from dataclasses import dataclass

from zhangtu.documents.official import Official
from zhangtu.documents.official.flow import flow
from zhangtu.documents.official.flow import shown as cell_shown


@dataclass(frozen=True, slots=True)
class Line:
    """A line or a table.

    Attributes:
        role: What it is, as the style sheet calls it.
        text: Its words.
        heads: The heads of a table; empty for a line.
        rows: The rows of a table: words of each cell and whether it is red.
    """

    role: str
    text: str
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[tuple[str, bool], ...], ...] = ()


def shown(paper: Official) -> list[Line]:
    """A paper's lines and tables."""
    found = []
    for piece in flow(paper):
        grid = piece.grid
        if grid is None:
            found.append(Line(piece.role.value, piece.text))
            continue
        rows = tuple(
            tuple(
                (cell_shown(cell, column), (at, place) in grid.red)
                for place, (cell, column) in enumerate(zip(row, grid.columns, strict=True))
            )
            for at, row in enumerate(grid.rows)
        )
        found.append(Line("table", grid.empty, tuple(one.title for one in grid.columns), rows))
    return found
