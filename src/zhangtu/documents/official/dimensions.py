"""The numbers of GB/T 9704-2012 an official paper is laid out by, each with its clause and how sure it is."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Sure(StrEnum):
    """How sure a number is."""

    #: Said so by the standard.
    READ = "read"
    #: Worked out from numbers that are.
    WORKED_OUT = "worked_out"
    #: The standard leaves it open or was not at hand: what offices do, to be confirmed.
    TO_CONFIRM = "to_confirm"


@dataclass(frozen=True, slots=True)
class Dimension:
    """A number of the layout.

    Attributes:
        value: The number.
        unit: ``mm``, ``pt``, ``line`` (of the grid) or ``char`` (of size 3).
        clause: Where it is from.
        sure: How sure it is.
        about: What it is.
    """

    value: float
    unit: str
    clause: str
    sure: Sure
    about: str


def _read(value: float, unit: str, clause: str, about: str) -> Dimension:
    return Dimension(value, unit, clause, Sure.READ, about)


def _worked_out(value: float, unit: str, clause: str, about: str) -> Dimension:
    return Dimension(value, unit, clause, Sure.WORKED_OUT, about)


def _to_confirm(value: float, unit: str, clause: str, about: str) -> Dimension:
    return Dimension(value, unit, clause, Sure.TO_CONFIRM, about)


DIMENSIONS: Final = {
    "page_width": _read(210, "mm", "5.1", "A4, across"),
    "page_height": _read(297, "mm", "5.1", "A4, down"),
    "top": _read(37, "mm", "5.2.1", "margin above the text area (天头)"),
    "left": _read(28, "mm", "5.2.1", "margin at the binding edge (订口)"),
    "text_width": _read(156, "mm", "5.2.1", "text area, across"),
    "text_height": _read(225, "mm", "5.2.1", "text area, down"),
    "right": _worked_out(26, "mm", "5.2.1", "what is left of the page at the outer edge"),
    "bottom": _worked_out(35, "mm", "5.2.1", "what is left of the page below"),
    "lines": _read(22, "line", "5.2.3", "lines on a page"),
    "chars": _read(28, "char", "5.2.3", "characters on a line"),
    "line": _worked_out(28.95, "pt", "5.2.3", "height of a line: 225 mm by 22, cut to whole twentieths"),
    "body_size": _read(16, "pt", "5.2.2", "size 3, for everything not said otherwise"),
    "title_size": _read(22, "pt", "7.3.1", "size 2, the title"),
    "title_line": _to_confirm(35, "pt", "", "height of a line of the title"),
    "small_size": _read(14, "pt", "7.4.2, 7.5", "size 4: imprint and page numbers"),
    "head_top": _read(35, "mm", "7.2.4", "from the text area's top to the red head's"),
    "head_size": _to_confirm(
        48, "pt", "7.2.4", "the red head at most; as much smaller as it takes to stay on one line"
    ),
    "number_gap": _read(2, "line", "7.2.5", "free lines between red head and number"),
    "rule_gap": _read(4, "mm", "7.2.7", "from the number to the red line"),
    "rule_width": _to_confirm(1.5, "pt", "", "thickness of the red line"),
    "title_gap": _read(2, "line", "7.3.1", "free lines between red line and title"),
    "to_gap": _read(1, "line", "7.3.2", "free lines between title and recipients"),
    "indent": _read(2, "char", "7.3.3", "first line of a paragraph"),
    "annex_gap": _read(1, "line", "7.3.4", "free lines between body and list of annexes"),
    "annex_indent": _read(2, "char", "7.3.4", "list of annexes"),
    "seal_gap": _to_confirm(
        2, "line", "7.3.5.1", "free lines above the signature, for the seal to lie over it"
    ),
    "day_indent": _read(4, "char", "7.3.5.4", "the day, from the right"),
    "number_indent": _read(
        1, "char", "7.2.5, 7.2.6", "number and signers of papers that go up, from the edges"
    ),
    "note_indent": _read(2, "char", "7.3.6", "note in brackets"),
    "imprint_indent": _read(1, "char", "7.4.2, 7.4.3", "lines of the imprint, from both edges"),
    "imprint_thick": _read(0.35, "mm", "7.4.1", "first and last line of the imprint"),
    "imprint_thin": _read(0.25, "mm", "7.4.1", "lines between"),
    "page_number_gap": _read(7, "mm", "7.5", "from the text area to the dash beside the page number"),
    "page_number_indent": _read(1, "char", "7.5", "page number, from the outer edge"),
    "table_size": _to_confirm(12, "pt", "", "text of tables"),
    "table_line": _to_confirm(18, "pt", "", "height of a line in tables"),
    "wide_size": _to_confirm(7.5, "pt", "", "text of tables too wide for the page otherwise, at least 5"),
}
"""Name → number. The Word file and the PDF are both laid out by these."""


def of(name: str) -> float:
    """A number of the layout, in its own unit."""
    return DIMENSIONS[name].value


def points(name: str) -> float:
    """A number of the layout in points: lines of the grid, characters of size 3, millimetres."""
    one = DIMENSIONS[name]
    factor = {"mm": 72 / 25.4, "pt": 1.0, "line": of("line"), "char": of("body_size")}[one.unit]
    return one.value * factor
