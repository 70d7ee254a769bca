"""Reads and rewrites the rows of a sheet's XML one by one; a row nobody touches stays byte for byte."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from zhangtu.documents.filling.cells import Value, put
from zhangtu.documents.filling.formulas import Stretch, copied, letters_of, number_of, shifted
from zhangtu.documents.filling.styles import Styles

_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?(?:/>|>.*?</(?:\w+:)?row>)", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_NUMBER = re.compile(rb"\br=[\"'](\d+)[\"']")
_NAMESPACE = re.compile(rb" xmlns(?::\w+)?=(?:\"[^\"]*\"|'[^']*')")
_ADDRESS = re.compile(r"\A([A-Z]+)(\d+)\Z")


@dataclass(slots=True)
class RowWork:
    """What is to be done with the rows of one sheet.

    Attributes:
        sheet: The sheet's name.
        cells: Row → column (0 for A) → value to put there, both as they are before any row is put in.
        colours: Row → column → ground to give the cell.
        stretch: The row to repeat; ``None`` for none.
        values: For each copy of that row: column → value.
        styles: The workbook's styles.
        renew: Whether stored results of formulas are thrown away, so that they are worked out anew.
    """

    sheet: str
    cells: Mapping[int, Mapping[int, Value]]
    styles: Styles
    colours: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    stretch: Stretch | None = None
    values: list[Mapping[int, Value]] = field(default_factory=list)
    renew: bool = True
    _shared: dict[str, tuple[str, str]] = field(default_factory=dict)

    def write(self, start: bytes, data: bytes) -> Iterator[bytes]:
        """Rewrite the rows.

        Args:
            start: The start tag of the sheet, which declares its prefixes.
            data: The bytes between the tags of ``sheetData``.

        Yields:
            The rows in order, with whatever stood between them.
        """
        done, last = 0, 0
        # a template may end with its headings: the row to repeat is then not there yet
        repeated = {self.stretch.row} if self.stretch is not None else set()
        waiting = sorted({*self.cells, *self.colours, *repeated})
        for found in _ROW.finditer(data):
            yield data[done : found.start()]
            done = found.end()
            number = _NUMBER.search(found[0][: found[0].find(b">") + 1])
            row = int(number[1]) if number is not None else last + 1
            while waiting and waiting[0] < row:
                yield from self._row(start, b'<row r="%d"/>' % waiting[0], waiting.pop(0))
            if waiting and waiting[0] == row:
                waiting.pop(0)
            last = row
            yield from self._row(start, found[0], row)
        for row in waiting:
            yield from self._row(start, b'<row r="%d"/>' % row, row)
        yield data[done:]

    def _row(self, start: bytes, text: bytes, row: int) -> Iterator[bytes]:
        stretch = self.stretch
        touched = row in self.cells or row in self.colours
        moves = stretch is not None and (row >= stretch.row or _FORMULA.search(text) is not None)
        if not touched and not moves and not (self.renew and _FORMULA.search(text) is not None):
            yield text
            return
        element = _parsed(start, text)
        self._expand(element)
        if stretch is not None and row == stretch.row:
            yield from self._copies(start, element)
            return
        if stretch is not None:
            self._move(element, row, stretch)
        self._put(element, row, self.cells.get(row, {}), self.colours.get(row, {}))
        self._renew(element)
        yield _text(start, element)

    def _copies(self, start: bytes, element: etree._Element) -> Iterator[bytes]:
        stretch = self.stretch
        assert stretch is not None  # asked by the only caller
        for at in range(stretch.count):
            copy = deepcopy(element)
            number = stretch.row + at
            _renumber(copy, number)
            for formula in copy.iter("{*}f"):
                if formula.text:
                    formula.text = copied(formula.text, at, below=stretch)
                _drop_reference(formula)
            values = self.values[at] if at < len(self.values) else {}
            given = {**self.cells.get(stretch.row, {}), **values}
            self._put(copy, number, given, self.colours.get(stretch.row, {}))
            self._renew(copy)
            yield _text(start, copy)

    def _move(self, element: etree._Element, row: int, stretch: Stretch) -> None:
        _renumber(element, stretch.single(row))
        for formula in element.iter("{*}f"):
            if formula.text:
                formula.text = shifted(formula.text, stretch, self.sheet, self.sheet)
            if formula.get("ref"):
                formula.set("ref", stretch.range(formula.get("ref", "")))

    def _expand(self, element: etree._Element) -> None:
        """Write formulas shared by several cells out, so that each can move by itself."""
        if self.stretch is None:
            return
        for cell in element:
            for formula in cell.findall("{*}f"):
                if formula.get("t") != "shared":
                    continue
                index, address = formula.get("si", ""), cell.get("r", "A1")
                if formula.text:
                    self._shared[index] = (address, formula.text)
                elif index in self._shared:
                    formula.text = _carried(*self._shared[index], address)
                _drop_reference(formula)

    def _put(
        self, element: etree._Element, row: int, values: Mapping[int, Value], colours: Mapping[int, str]
    ) -> None:
        for column in sorted({*values, *colours}):
            cell = _cell(element, row, column)
            style = int(cell.get("s", "0"))
            if column in colours:
                cell.set("s", str(self.styles.coloured(style, colours[column])))
            if column in values:
                put(cell, values[column], dated=self.styles.is_date(style))

    def _renew(self, element: etree._Element) -> None:
        if not self.renew:
            return
        for formula in list(element.iter("{*}f")):
            cell = formula.getparent()
            if cell is None:
                continue
            for value in cell.findall("{*}v"):
                cell.remove(value)
            if cell.get("t") in {"str", "e", "b"}:
                cell.attrib.pop("t")


def _carried(origin: str, formula: str, address: str) -> str:
    first, here = _ADDRESS.match(origin), _ADDRESS.match(address)
    if first is None or here is None:
        return formula
    return copied(formula, int(here[2]) - int(first[2]), number_of(here[1]) - number_of(first[1]))


def _drop_reference(formula: etree._Element) -> None:
    if formula.get("t") == "shared":
        for name in ("t", "si", "ref"):
            formula.attrib.pop(name, "")


def _parsed(start: bytes, text: bytes) -> etree._Element:
    name = re.match(rb"<([\w:]+)", start)
    closing = b"</" + (name[1] if name is not None else b"worksheet") + b">"
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(start.replace(b"/>", b">") + text + closing, parser)
    prefix = root.prefix
    if prefix and root[0].tag == "row":
        root[0].tag = f"{{{root.nsmap[prefix]}}}row"
    return root[0]


def _text(start: bytes, element: etree._Element) -> bytes:
    element.tail = None
    text = etree.tostring(element, encoding="utf-8", xml_declaration=False)
    end = text.find(b">")
    # Prefixes declared on the sheet itself need not be declared again on each of its rows.
    known = {declaration.replace(b"'", b'"') for declaration in _NAMESPACE.findall(start)}
    head = _NAMESPACE.sub(lambda found: b"" if found[0] in known else found[0], text[:end])
    return head + text[end:]


def _renumber(element: etree._Element, row: int) -> None:
    element.set("r", str(row))
    for cell in element:
        address = _ADDRESS.match(cell.get("r", ""))
        if address is not None:
            cell.set("r", f"{address[1]}{row}")


def _cell(element: etree._Element, row: int, column: int) -> etree._Element:
    """The cell of a column, made in its place where there is none; it takes the style of its row then."""
    position = 0
    for at, cell in enumerate(element):
        address = _ADDRESS.match(cell.get("r", ""))
        here = number_of(address[1]) if address is not None else at
        if here == column:
            return cell
        if here > column:
            break
        position = at + 1
    namespace = etree.QName(element).namespace
    made = etree.SubElement(element, f"{{{namespace}}}c" if namespace else "c")
    made.set("r", f"{letters_of(column)}{row}")
    if element.get("customFormat") in {"1", "true"} and element.get("s"):
        made.set("s", element.get("s", "0"))
    element.insert(position, made)
    # Excel takes a wrong hint of the row's first and last column for damage.
    element.attrib.pop("spans", "")
    return made
