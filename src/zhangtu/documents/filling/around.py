"""What stands around the rows of a sheet and moves with them: merges, validations, conditional formats."""

import re

from lxml import etree

from zhangtu.documents.filling.formulas import Stretch, shifted

_RANGE = re.compile(r"\A(\$?[A-Z]+\$?)(\d+):(\$?[A-Z]+\$?)(\d+)\Z")
#: Elements that hold a formula as their text.
_FORMULAS = frozenset({"formula", "formula1", "formula2", "f"})
#: Attributes that hold a range.
_RANGES = ("ref", "sqref", "topLeftCell", "activeCell")


def move_tail(tail: bytes, start: bytes, stretch: Stretch, sheet: str) -> bytes:
    """Move what follows the rows.

    Args:
        tail: The bytes from behind ``</sheetData>`` to the end of the part.
        start: The start tag of the sheet, which declares its prefixes.
        stretch: The row that becomes several.
        sheet: The sheet's name.

    Returns:
        The same with every range and formula moved; merges within the repeated row are repeated.
    """
    if not stretch.more:
        return tail
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(start + tail, parser)
    _repeat_merges(root, stretch)
    move_all(root, stretch, sheet)
    for breaks in root.iter("{*}rowBreaks"):
        for one in breaks:
            number = one.get("id", "")
            if number.isdecimal():
                one.set("id", str(stretch.single(int(number))))
    whole = etree.tostring(root, encoding="utf-8", xml_declaration=False)
    return whole[whole.index(b">") + 1 :]


def move_all(root: etree._Element, stretch: Stretch, sheet: str) -> None:
    """Move the ranges and formulas of a part that belongs to a sheet.

    Args:
        root: The part's root, changed in place.
        stretch: The row that becomes several.
        sheet: The sheet's name.
    """
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name in _RANGES:
            given = element.get(name)
            if given and not element.get("done"):
                element.set(name, stretch.grown(given) if name == "sqref" else stretch.range(given))
        name = etree.QName(element).localname
        if name == "sqref" and element.text:
            element.text = stretch.grown(element.text)
        elif name in _FORMULAS and element.text and not len(element):
            element.text = shifted(element.text, stretch, sheet, sheet)
        element.attrib.pop("done", "")


def _repeat_merges(root: etree._Element, stretch: Stretch) -> None:
    for merges in root.iter("{*}mergeCells"):
        for merge in list(merges):
            found = _RANGE.match(merge.get("ref", ""))
            if found is None or not int(found[2]) == int(found[4]) == stretch.row:
                continue
            place = merges.index(merge)
            merges.remove(merge)
            for at in range(stretch.count):
                row = stretch.row + at
                copy = etree.SubElement(merges, merge.tag)
                copy.set("ref", f"{found[1]}{row}:{found[3]}{row}")
                copy.set("done", "1")
                merges.insert(place + at, copy)
        merges.set("count", str(len(merges)))


def move_names(workbook: bytes, stretch: Stretch, sheet: str) -> bytes:
    """Move the names the workbook gives to ranges of a sheet, such as its print area.

    Args:
        workbook: The workbook part.
        stretch: The row that becomes several.
        sheet: The sheet's name.

    Returns:
        The part; only the text of such names differs.
    """

    def move(found: re.Match[bytes]) -> bytes:
        text = _unescape(found[2].decode("utf-8"))
        return found[1] + _escape(shifted(text, stretch, "", sheet)).encode("utf-8") + found[3]

    return re.sub(rb"(<(?:\w+:)?definedName\b[^>]*>)([^<]*)(</(?:\w+:)?definedName>)", move, workbook)


def move_outside(part: bytes, stretch: Stretch, sheet: str) -> bytes:
    """Move what another part says of a sheet: formulas of other sheets, series of charts.

    Args:
        part: The part.
        stretch: The row that becomes several.
        sheet: The sheet's name.

    Returns:
        The part; only formulas that name the sheet differ.
    """

    def move(found: re.Match[bytes]) -> bytes:
        text = _unescape(found[2].decode("utf-8"))
        changed = shifted(text, stretch, "", sheet)
        return found[0] if changed == text else found[1] + _escape(changed).encode("utf-8") + found[3]

    return re.sub(rb"(<(?:\w+:)?f\b[^>]*>)([^<]*!?[^<]*)(</(?:\w+:)?f>)", move, part)


def move_drawing(part: bytes, stretch: Stretch) -> bytes:
    """Move the pictures and charts that stand below the repeated row.

    Args:
        part: The drawing part, which counts rows from 0.
        stretch: The row that becomes several.

    Returns:
        The part; only row numbers differ.
    """

    def move(found: re.Match[bytes]) -> bytes:
        return found[1] + str(stretch.single(int(found[2]) + 1) - 1).encode() + found[3]

    return re.sub(rb"(<(?:\w+:)?row>)(\d+)(</(?:\w+:)?row>)", move, part)


def _unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
