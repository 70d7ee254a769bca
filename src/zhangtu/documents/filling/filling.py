"""Fills values into an .xlsx template: cells, and one row that becomes as many as there are rows to show."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from zhangtu.documents.filling.around import move_drawing, move_names, move_outside, move_tail
from zhangtu.documents.filling.cells import Value
from zhangtu.documents.filling.formulas import Stretch
from zhangtu.documents.filling.package import Package
from zhangtu.documents.filling.rows import RowWork
from zhangtu.documents.filling.styles import Styles
from zhangtu.documents.filling.tables import move_comments, move_table
from zhangtu.documents.sheets.refusing import Reason, SheetError

START = re.compile(rb"<(?:\w+:)?worksheet\b[^>]*>")
_OPEN = re.compile(rb"<(?:\w+:)?sheetData\s*/?>")
_CLOSE = re.compile(rb"</(?:\w+:)?sheetData\s*>")
_DIMENSION = re.compile(rb"(<(?:\w+:)?dimension\b[^>]*\bref=[\"'])([A-Z0-9:]+)([\"'])")
_CALCULATION = re.compile(rb"<(?:\w+:)?calcPr\b[^>]*?/?>")
#: What may stand before the calculation settings in a workbook, the last of it first.
_BEFORE = (b"definedNames", b"externalReferences", b"functionGroups", b"sheets")
#: Bytes of a sheet that can be filled: a template, not a store of data.
_LARGEST = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Fill:
    """What to put into one sheet.

    Attributes:
        sheet: The sheet's name.
        cells: Row (1 for the top one) → column (0 for A) → value; rows as they are in the template.
        row: The row to repeat; 0 for none.
        values: For each copy of that row: column → value. Without any the row stays once, emptied.
        colours: Row → column → ground to give the cell, for instance ``FFFFC7CE``.
    """

    sheet: str
    cells: Mapping[int, Mapping[int, Value]] = field(default_factory=dict)
    row: int = 0
    values: Sequence[Mapping[int, Value]] = ()
    colours: Mapping[int, Mapping[int, str]] = field(default_factory=dict)


def fill(template: Path, out: Path, fills: Sequence[Fill]) -> None:
    """Fill a template.

    Every part but the sheets filled is copied byte for byte, save what must follow the rows put in: names of
    ranges, formulas of other sheets, series of charts and places of pictures below. Results of formulas in
    the sheets filled are thrown away and the workbook asks to be worked out anew when it is opened.

    Args:
        template: The .xlsx file to fill; it is not changed.
        out: Where the filled one goes.
        fills: What to put where, one a sheet.

    Raises:
        SheetError: The template is no .xlsx workbook, is broken, or has no such sheet.
    """
    package = Package(template)
    _, styles = styles_of(package)
    for one in fills:
        fill_sheet(package, one, styles, template.name, renew=True)
    recalculate(package)
    package.save(out)


def fill_sheet(package: Package, one: Fill, styles: Styles, name: str, *, renew: bool) -> None:
    """Fill one sheet of an opened workbook.

    Args:
        package: The workbook.
        one: What to put where.
        styles: Its styles.
        name: The file's name, for sentences.
        renew: Whether stored results of formulas are thrown away.

    Raises:
        SheetError: There is no such sheet, or it is broken.
    """
    if one.sheet not in package.sheets:
        raise SheetError(Reason.NO_SHEET, name=name, sheet=one.sheet, sheets="、".join(package.sheets))
    path = package.sheets[one.sheet]
    start, before, rows, after = split(package.read(path), name)
    stretch = Stretch(one.row, max(1, len(one.values))) if one.row else None
    work = RowWork(one.sheet, one.cells, styles, one.colours, stretch, list(one.values), renew)
    pieces = b"".join(work.write(start, rows))
    if stretch is not None and stretch.more:
        before = _DIMENSION.sub(
            lambda found: found[1] + stretch.range(found[2].decode()).encode() + found[3], before
        )
        after = move_tail(after, start, stretch, one.sheet)
        _move_others(package, stretch, one.sheet)
    package.write(path, before + pieces + _closing(before) + after)


def split(data: bytes, name: str) -> tuple[bytes, bytes, bytes, bytes]:
    """Cut a sheet into its start tag, all before the rows, the rows, and all behind them.

    Args:
        data: The part.
        name: The file's name, for sentences.

    Returns:
        The four; the second ends with the tag that opens the rows.

    Raises:
        SheetError: It is broken or too large.
    """
    start, opening = START.search(data), _OPEN.search(data)
    if len(data) > _LARGEST:
        raise SheetError(Reason.FLOOD, name=name)
    if start is None or opening is None or b"<!DOCTYPE" in data[: opening.start()]:
        raise SheetError(Reason.BROKEN, name=name)
    if opening[0].endswith(b"/>"):
        return start[0], data[: opening.start()] + opening[0][:-2].rstrip() + b">", b"", data[opening.end() :]
    closing = _CLOSE.search(data, opening.end())
    if closing is None:
        raise SheetError(Reason.BROKEN, name=name)
    return start[0], data[: opening.end()], data[opening.end() : closing.start()], data[closing.end() :]


def _closing(before: bytes) -> bytes:
    found = list(re.finditer(rb"<((?:\w+:)?sheetData)\s*>", before))
    return b"</" + found[-1][1] + b">"


def styles_of(package: Package) -> tuple[str, Styles]:
    """The path of a workbook's styles, empty when it has none, and the styles."""
    part = next((part for part, kind in package.related(package.workbook) if kind == "styles"), "")
    return part, Styles(package.read(part) if part else b"")


def _move_others(package: Package, stretch: Stretch, sheet: str) -> None:
    """Let all parts that speak of the sheet follow the rows put in."""
    package.write(package.workbook, move_names(package.read(package.workbook), stretch, sheet))
    for part, kind in package.related(package.sheets[sheet]):
        if kind == "drawing" and package.has(part):
            package.write(part, move_drawing(package.read(part), stretch))
        elif kind == "table" and package.has(part):
            package.write(part, move_table(package.read(part), stretch, sheet))
        elif kind in {"comments", "vmlDrawing"} and package.has(part):
            package.write(part, move_comments(package.read(part), stretch))
    named = sheet.replace("'", "''").encode()
    for path in package.paths():
        speaks = path.startswith(("xl/worksheets/", "xl/charts/")) and path.endswith(".xml")
        if speaks and path != package.sheets[sheet]:
            data = package.read(path)
            if named in data:
                package.write(path, move_outside(data, stretch, sheet))


def recalculate(package: Package) -> None:
    """Ask whoever opens the workbook to work out its formulas anew."""
    for part, kind in package.related(package.workbook):
        if kind == "calcChain":
            package.drop(part)
    data = package.read(package.workbook)
    found = _CALCULATION.search(data)
    if found is not None:
        tag = re.sub(rb"\s+fullCalcOnLoad=(\"[^\"]*\"|'[^']*')", b"", found[0])
        end = len(tag) - (2 if tag.endswith(b"/>") else 1)
        tag = tag[:end].rstrip() + b' fullCalcOnLoad="1"' + tag[end:]
        package.write(package.workbook, data[: found.start()] + tag + data[found.end() :])
        return
    for name in _BEFORE:
        closing = re.search(rb"</(\w+:)?" + name + rb"\s*>|<(\w+:)?" + name + rb"\b[^>]*/>", data)
        if closing is not None:
            prefix = closing[1] or closing[2] or b""
            tag = b"<" + prefix + b'calcPr fullCalcOnLoad="1"/>'
            package.write(package.workbook, data[: closing.end()] + tag + data[closing.end() :])
            return
