"""Finds where a template wants to be filled: by marks such as ``{{name}}``, or by its headings."""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from zhangtu.documents.filling.filling import split
from zhangtu.documents.filling.formulas import number_of
from zhangtu.documents.filling.package import Package
from zhangtu.documents.sheets.grid import address
from zhangtu.documents.sheets.opening import open_sheets
from zhangtu.documents.sheets.refusing import Reason, SheetError
from zhangtu.documents.sheets.strings import SharedStrings
from zhangtu.documents.sheets.words import is_numbering, label

_MARK = re.compile(r"\{\{\s*([^{}\s]{1,60})\s*\}\}")
_ADDRESS = re.compile(r"\A([A-Z]+)(\d+)\Z")
#: The column that only counts rows, in ``Places.columns``.
NUMBERING = "#"


@dataclass(slots=True)
class Places:
    """Where a template wants what.

    Attributes:
        sheet: The sheet.
        row: The model row, which is repeated for each row shown; 1 for the top one.
        columns: Column (0 for A) of the model row → name of the field, or ``NUMBERING``.
        texts: Row → column → text with marks, elsewhere on the sheet.
        beside: Column → text with marks in the model row that is no field.
    """

    sheet: str
    row: int
    columns: dict[int, str]
    texts: dict[int, dict[int, str]] = field(default_factory=dict)
    beside: dict[int, str] = field(default_factory=dict)

    def unknown(self, known: Container[str]) -> list[str]:
        """Marks that nothing is put for.

        Args:
            known: What marks may say besides fields, folded (``words.label``).

        Returns:
            Address and mark of each, for instance ``B7 {{nosuch}}``.
        """
        return [
            f"{address(row, column)} {mark[0]}"
            for row, cells in sorted({**self.texts, self.row: self.beside}.items())
            for column, text in sorted(cells.items())
            for mark in _MARK.finditer(text)
            if label(mark[1]) not in known
        ]


def find_places(template: Path, names: Mapping[str, str], sheet: str = "") -> Places:
    """Find where a template wants the fields of a ledger.

    Args:
        template: The .xlsx file.
        names: Folded heading or field name (``words.label``) → name of the field.
        sheet: The sheet to fill; empty for the first that wants something.

    Returns:
        The places.

    Raises:
        SheetError: It is no .xlsx workbook, is broken, or wants nothing of this ledger.
    """
    package = Package(template)
    if sheet and sheet not in package.sheets:
        raise SheetError(Reason.NO_SHEET, name=template.name, sheet=sheet, sheets="、".join(package.sheets))
    marks = {}
    for name in [sheet] if sheet else package.sheets:
        marks[name] = dict(_marks(package, name, template.name))
        marked = _marked(name, marks[name], names)
        if marked is not None:
            return marked
    places = _headed(template, names, sheet)
    if places is None:
        raise SheetError(Reason.NO_PLACE, name=template.name)
    places.texts = marks.get(places.sheet, {})
    return places


def replaced(text: str, values: Mapping[str, str]) -> str:
    """A text with its marks replaced; those nobody knows stay.

    Args:
        text: The text.
        values: What to put for each mark.

    Returns:
        The text filled in.
    """
    return _MARK.sub(lambda found: values.get(label(found[1]), found[0]), text)


def _marked(sheet: str, marks: dict[int, dict[int, str]], names: Mapping[str, str]) -> Places | None:
    best: tuple[int, int] | None = None
    for row, cells in marks.items():
        hits = sum(_field(text, names) not in {None, NUMBERING} for text in cells.values())
        if hits and (best is None or hits > best[0]):
            best = (hits, row)
    if best is None:
        return None
    row = best[1]
    columns = {column: name for column, text in marks[row].items() if (name := _field(text, names))}
    beside = {column: text for column, text in marks[row].items() if column not in columns}
    others = {other: cells for other, cells in marks.items() if other != row}
    return Places(sheet, row, columns, others, beside)


def _field(text: str, names: Mapping[str, str]) -> str | None:
    found = _MARK.fullmatch(text.strip())
    if found is None:
        return None
    if found[1] == NUMBERING or is_numbering(found[1]):
        return NUMBERING
    return names.get(label(found[1]))


def _headed(template: Path, names: Mapping[str, str], sheet: str) -> Places | None:
    for table in open_sheets(template).tables(sheet, frozenset(names)):
        columns = {
            column.place: names[key]
            for column in table.columns
            if (key := _known(column.path, names)) is not None
        }
        for left in table.left_out:
            if left.kind == "numbering":
                columns[number_of(left.words.split(" ")[0])] = NUMBERING
        if any(name != NUMBERING for name in columns.values()):
            return Places(table.sheet, table.heading[1] + 1, columns)
    return None


def _known(path: tuple[str, ...], names: Mapping[str, str]) -> str | None:
    for words in ("".join(path), path[-1]):
        if label(words) in names:
            return label(words)
    return None


def _marks(package: Package, sheet: str, name: str) -> Iterator[tuple[int, dict[int, str]]]:
    """Texts with marks, row by row."""
    start, _, rows, _ = split(package.read(package.sheets[sheet]), name)
    strings = next((part for part, kind in package.related(package.workbook) if kind == "sharedStrings"), "")
    shared = SharedStrings([package.read(strings)] if strings and package.has(strings) else [], name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    tag = start.split(None, 1)[0].strip(b"<>")
    root = etree.fromstring(start + rows + b"</" + tag + b">", parser)
    for row in root:
        found: dict[int, str] = {}
        number = 0
        for cell in row:
            address = _ADDRESS.match(cell.get("r", ""))
            text = _text_of(cell, shared)
            if address is not None and "{{" in text:
                found[number_of(address[1])] = text
                number = int(address[2])
        if found:
            yield number, found


def _text_of(cell: etree._Element, shared: SharedStrings) -> str:
    value = cell.find("{*}v")
    if cell.get("t") == "s" and value is not None and (value.text or "").strip().isdecimal():
        return shared[int(value.text or "0")]
    if cell.get("t") == "inlineStr":
        return "".join(text.text or "" for text in cell.iter("{*}t"))
    return value.text or "" if value is not None and cell.get("t") == "str" else ""
