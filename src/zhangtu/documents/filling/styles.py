"""What the styles of a workbook say: which show days; and a style with a coloured ground made of another."""

import re
from copy import deepcopy

from lxml import etree

#: Number formats Excel has built in that show days or times.
_BUILT_IN = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_DAY = re.compile(r"[ymdhs年月日]", re.IGNORECASE)


class Styles:
    """The styles part of a workbook.

    Attributes:
        changed: Whether a style was added.
    """

    def __init__(self, data: bytes) -> None:
        """Read the part.

        Args:
            data: Its bytes; empty when the workbook has none.
        """
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        self._data = data
        self._root = etree.fromstring(data, parser) if data else None
        self.changed = False
        self._formats: dict[int, str] = {}
        self._made: dict[tuple[int, str], int] = {}
        if self._root is not None:
            for one in self._root.iter("{*}numFmt"):
                self._formats[int(one.get("numFmtId", "0"))] = one.get("formatCode", "")
        self._cells = next(self._root.iter("{*}cellXfs"), None) if self._root is not None else None

    def is_date(self, style: int) -> bool:
        """Whether a style shows a number as a day.

        Args:
            style: Its number, as cells give it.

        Returns:
            Whether it does.
        """
        if self._cells is None or not 0 <= style < len(self._cells):
            return False
        number = int(self._cells[style].get("numFmtId", "0"))
        if number in self._formats:
            return _DAY.search(_LITERAL.sub("", self._formats[number])) is not None
        return number in _BUILT_IN

    def coloured(self, style: int, colour: str) -> int:
        """A style that differs from another by its ground only.

        Args:
            style: The other's number.
            colour: The ground, for instance ``FFFFC7CE``.

        Returns:
            Its number; the style itself when the workbook has no styles.
        """
        if self._root is None or self._cells is None:
            return style
        known = self._made.get((style, colour))
        if known is not None:
            return known
        fills = next(self._root.iter("{*}fills"), None)
        if fills is None:
            return style
        namespace = f"{{{etree.QName(self._root).namespace}}}"
        fill = etree.SubElement(etree.SubElement(fills, f"{namespace}fill"), f"{namespace}patternFill")
        fill.set("patternType", "solid")
        etree.SubElement(fill, f"{namespace}fgColor").set("rgb", colour)
        fills.set("count", str(len(fills)))
        made = deepcopy(self._cells[min(style, len(self._cells) - 1)])
        made.set("fillId", str(len(fills) - 1))
        made.set("applyFill", "1")
        self._cells.append(made)
        self._cells.set("count", str(len(self._cells)))
        self.changed = True
        self._made[style, colour] = len(self._cells) - 1
        return len(self._cells) - 1

    def data(self) -> bytes:
        """The part, unchanged byte for byte unless a style was added."""
        if not self.changed or self._root is None:
            return self._data
        return etree.tostring(self._root, encoding="UTF-8", xml_declaration=True, standalone=True)
