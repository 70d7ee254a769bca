"""Puts a value into a cell of a sheet's XML: its style stays, a text never becomes a formula."""

from datetime import date, datetime, time
from decimal import Decimal

from lxml import etree

from zhangtu.documents.text import writable

#: What may be put into a cell; ``None`` empties it.
Value = str | int | float | Decimal | bool | date | datetime | time | None

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
#: Excel holds 15 digits of a number; what has more is kept as text.
_EXACT = 10**15
#: Characters Excel shows of one cell.
_LONGEST = 32_767
#: Day 0 of Excel's calendar from March 1900 on.
_ZERO = date(1899, 12, 30)


def put(cell: etree._Element, value: Value, *, dated: bool) -> None:
    """Put a value into a cell.

    Texts are written as inline strings: whatever they begin with, no program takes them for a formula.

    Args:
        cell: The ``c`` element; its reference and style stay.
        value: What to put there.
        dated: Whether the cell's style shows numbers as days; otherwise a day is written out as text.
    """
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", "")
    cell.attrib.pop("cm", "")
    cell.attrib.pop("vm", "")
    number = _number(value, dated=dated)
    if number is not None:
        if isinstance(value, bool):
            cell.set("t", "b")
        _child(cell, "v").text = number
    elif value is not None and value != "":
        cell.set("t", "inlineStr")
        text = _child(_child(cell, "is"), "t")
        text.text = writable(str(value))[:_LONGEST]
        text.set(_SPACE, "preserve")


def _child(parent: etree._Element, name: str) -> etree._Element:
    namespace = etree.QName(parent).namespace
    return etree.SubElement(parent, f"{{{namespace}}}{name}" if namespace else name)


def _number(value: Value, *, dated: bool) -> str | None:
    """How Excel writes a value as a number; ``None`` when it is to be a text (or nothing)."""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, (date, datetime)):
        return _serial(value) if dated else None
    if isinstance(value, Decimal):
        return format(value, "f") if abs(value) < _EXACT else None
    if isinstance(value, (int, float)):
        return repr(value) if -_EXACT < value < _EXACT else None
    return None


def _serial(value: date | datetime) -> str | None:
    day = value.date() if isinstance(value, datetime) else value
    days = (day - _ZERO).days
    if days < 61:
        return None
    if isinstance(value, datetime):
        seconds = value.hour * 3600 + value.minute * 60 + value.second
        return repr(days + seconds / 86_400)
    return str(days)
