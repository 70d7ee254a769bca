"""Marks cells of a workbook: a coloured ground, and words in a column of their own on the right."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from zhangtu.documents.filling.filling import Fill, fill_sheet, styles_of
from zhangtu.documents.filling.formulas import number_of
from zhangtu.documents.filling.package import Package

_CELL: Final = re.compile(rb"\br=[\"']([A-Z]{1,3})\d+[\"']")


def mark_cells(
    path: Path, out: Path, sheet: str, colours: Mapping[int, Mapping[int, str]], words: Mapping[int, str]
) -> None:
    """Mark cells.

    Args:
        path: The .xlsx file; it is not changed.
        out: Where the marked one goes.
        sheet: The sheet.
        colours: Row (1 for the top one) → column (0 for A) → ground, for instance ``FFFFC7CE``.
        words: Row → what to write to the right of everything.

    Raises:
        SheetError: It is no .xlsx workbook, is broken, or has no such sheet.
    """
    package = Package(path)
    part, styles = styles_of(package)
    last = max(
        map(number_of, {found.decode() for found in _CELL.findall(package.read(package.sheets[sheet]))}),
        default=0,
    )
    cells = {row: {last + 1: text} for row, text in words.items()}
    fill_sheet(package, Fill(sheet, cells, colours=colours), styles, path.name, renew=False)
    if part:
        package.write(part, styles.data())
    package.save(out)
