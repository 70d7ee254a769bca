"""A place in a sheet as people say it: which sheet, which row, which column."""

from typing import Final

from zhangtu.kernel.scripts import in_language

_ROW: Final = ("表 {sheet} 第 {row} 行", "sheet {sheet}, row {row}")
_CELL: Final = ("表 {sheet} 第 {row} 行 {letters} 列", "sheet {sheet}, row {row}, column {letters}")


def say_place(sheet: str, row: int | str, language: str, letters: str = "") -> str:
    """Say where something stands.

    Args:
        sheet: The sheet's name, which is left as it is.
        row: The row, 1 for the top one.
        language: ``zh-hans``, ``zh-hant`` or ``en``.
        letters: What Excel calls the column; empty where the whole row is meant.

    Returns:
        For instance ``表 Sheet1 第 5 行``.
    """
    return in_language(*(_CELL if letters else _ROW), language).format(sheet=sheet, row=row, letters=letters)


def spoken(place: str, language: str) -> str:
    """Say a place that is kept as ``Sheet1!5``; anything else as it is.

    Args:
        place: The place.
        language: ``zh-hans``, ``zh-hant`` or ``en``.
    """
    sheet, mark, row = place.rpartition("!")
    return say_place(sheet, row, language) if mark and row.isdecimal() else place
