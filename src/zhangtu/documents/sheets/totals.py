"""Tells rows that add up others from rows: by their words, and by their sums."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from zhangtu.documents.sheets.grid import filled
from zhangtu.documents.sheets.slices import Cell
from zhangtu.documents.sheets.words import is_total

#: Sums are compared to this share of their size: Excel adds binary fractions.
_NEAR = 1e-9
#: Rows counted in together: column by column that takes a quarter of the time.
_TOGETHER = 500
_PLAIN = {int, float}


class Adding:
    """Adds up the number columns of a table as its rows go by."""

    def __init__(self, columns: Sequence[int]) -> None:
        """Begin with nothing.

        Args:
            columns: Positions of the columns that hold numbers in the first rows.
        """
        self._columns = tuple(columns)
        self._group = dict.fromkeys(self._columns, 0.0)
        self._all = dict.fromkeys(self._columns, 0.0)
        self._rows = self._rows_in_group = 0
        self._waiting: list[Sequence[Cell]] = []

    def is_total(self, cells: Sequence[Cell], usual: int) -> bool:
        """Whether a row adds up those before it.

        Args:
            cells: The row.
            usual: How many cells rows usually fill.

        Returns:
            Whether one of its first words says so, or it leaves most cells empty and all its numbers are the
            sums of their columns since the last such row, or from the start.
        """
        texts = [cell for cell in cells[:4] if type(cell) is str and cell]
        said = any(map(is_total, texts[:2]))
        if not said and not self._adds_up(cells, usual):
            return False
        self._count()
        self._group = dict.fromkeys(self._columns, 0.0)
        self._rows_in_group = 0
        return True

    def _adds_up(self, cells: Sequence[Cell], usual: int) -> bool:
        present = [column for column, cell in enumerate(cells) if filled(cell)]
        numbers = [
            column for column in present if column in self._group and number(cells[column]) is not None
        ]
        if not numbers or len(present) != len(numbers) or len(present) * 2 > usual or self._rows < 2:
            return False
        self._count()
        values = {column: number(cells[column]) or 0.0 for column in numbers}
        if not any(values.values()):
            return False
        return (self._rows_in_group > 1 and _equal(values, self._group)) or _equal(values, self._all)

    def add(self, cells: Sequence[Cell]) -> None:
        """Count a row in.

        Args:
            cells: The row.
        """
        self._rows += 1
        self._rows_in_group += 1
        self._waiting.append(cells)
        if len(self._waiting) >= _TOGETHER:
            self._count()

    def _count(self) -> None:
        """Count in the rows that wait."""
        for column in self._columns:
            value = _sum([cells[column] for cells in self._waiting])
            self._group[column] += value
            self._all[column] += value
        self._waiting.clear()


def _sum(cells: Sequence[Cell]) -> float:
    """The sum of the numbers among some cells."""
    if set(map(type, cells)) <= _PLAIN:
        return float(sum(cells))  # type: ignore[arg-type]  # they are numbers
    return sum(value for cell in cells if (value := number(cell)) is not None)


def _equal(values: dict[int, float], sums: dict[int, float]) -> bool:
    return all(abs(value - sums[column]) <= _NEAR * max(1.0, abs(value)) for column, value in values.items())


def number(cell: Cell) -> float | None:
    """The number a cell holds; ``None`` when it holds something else."""
    if type(cell) is int or type(cell) is float:
        return float(cell)
    if type(cell) is not str or not cell or len(cell) > 24:
        return None
    if cell.isascii() and cell.isdigit():
        return float(cell)
    try:
        value = Decimal(cell.strip().replace(",", ""))
    except ArithmeticError:
        return None
    return float(value) if value.is_finite() else None


def number_columns(rows: Iterable[Sequence[Cell]], width: int) -> tuple[int, ...]:
    """Positions of the columns that hold mostly numbers.

    Args:
        rows: The first rows.
        width: How many columns there are.

    Returns:
        Them, in order.
    """
    seen, numbers = [0] * width, [0] * width
    for cells in rows:
        for column, cell in enumerate(cells):
            if filled(cell):
                seen[column] += 1
                numbers[column] += number(cell) is not None
    return tuple(column for column in range(width) if seen[column] and numbers[column] * 2 > seen[column])
