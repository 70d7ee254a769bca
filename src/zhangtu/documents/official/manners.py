"""How each kind of line is set: letters, size, place; read by the Word file and by the PDF."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from zhangtu.documents.official import dimensions as d
from zhangtu.documents.official.flow import Piece, Role
from zhangtu.documents.text import width_of

#: The word before a list, and how many characters wide 附件： is.
_LEAD: Final = re.compile(r"^[^：:]*[：:] ?")
_ANNEXES_LEAD: Final = 3.0
RED: Final = "FF0000"
BLACK: Final = "000000"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a line is set.

    Attributes:
        font: Which of the paper's fonts: ``title``, ``head`` (黑体), ``band`` (楷体) or ``body`` (仿宋).
        size: Name of its size among the dimensions.
        align: ``left``, ``center``, ``right`` or ``both``.
        first: Indent of its first line, by name; empty for none.
        left: Indent of all its lines.
        right: Indent from the right.
        gap: Room above the first of its kind.
        line: Height of a line.
        colour: As six hexadecimal digits.
        clause: Where its letters are said.
    """

    font: str
    size: str = "body_size"
    align: str = "left"
    first: str = ""
    left: str = ""
    right: str = ""
    gap: str = ""
    line: str = "line"
    colour: str = BLACK
    clause: str = "5.2.2"


MANNERS: Final[Mapping[Role, Manner]] = {
    Role.COPY: Manner("body", clause="7.2.1"),
    Role.GRADE: Manner("head", clause="7.2.2, 7.2.3"),
    Role.HEAD: Manner("title", "head_size", "center", gap="head_top", colour=RED, clause="7.2.4"),
    Role.NUMBER: Manner("body", align="center", gap="number_gap", clause="7.2.5"),
    Role.TITLE: Manner("title", "title_size", "center", gap="title_gap", line="title_line", clause="7.3.1"),
    Role.TO: Manner("body", gap="to_gap", clause="7.3.2"),
    Role.HEADING_1: Manner("head", first="indent", clause="7.3.3"),
    Role.HEADING_2: Manner("band", first="indent", clause="7.3.3"),
    Role.HEADING_3: Manner("body", first="indent", clause="7.3.3"),
    Role.HEADING_4: Manner("body", first="indent", clause="7.3.3"),
    Role.TEXT: Manner("body", align="both", first="indent", clause="7.3.3"),
    Role.TABLE_TITLE: Manner("head", "table_size", "center", clause=""),
    Role.ANNEXES: Manner("body", left="annex_indent", gap="annex_gap", clause="7.3.4"),
    Role.SIGNED: Manner("body", align="right", gap="seal_gap", clause="7.3.5"),
    Role.DAY: Manner("body", align="right", gap="seal_gap", clause="7.3.5.4"),
    Role.NOTE: Manner("body", left="note_indent", clause="7.3.6"),
    Role.ANNEX_MARK: Manner("head", clause="7.3.7"),
    Role.ANNEX_TITLE: Manner(
        "title", "title_size", "center", gap="to_gap", line="title_line", clause="7.3.7"
    ),
    Role.COPIES: Manner("body", "small_size", left="imprint_indent", right="imprint_indent", clause="7.4.2"),
    Role.PRINTED: Manner("body", "small_size", left="imprint_indent", right="imprint_indent", clause="7.4.3"),
}


def size_of(piece: Piece) -> float:
    """The size of a piece's letters in points; the red head is small enough to stay on a line."""
    size = d.of(MANNERS[piece.role].size)
    if piece.role is not Role.HEAD:
        return size
    return min(size, int(d.points("text_width") / max(width_of(piece.text), 1.0)))


def line_of(piece: Piece) -> float:
    """The height of a line of a piece in points."""
    return size_of(piece) * 1.25 if piece.role is Role.HEAD else d.points(MANNERS[piece.role].line)


def gap_of(piece: Piece, before: float) -> float:
    """The room above a piece in points.

    Args:
        piece: The piece.
        before: What stands above it on the page already, in points; only the red head asks.

    Returns:
        The room.
    """
    gap = MANNERS[piece.role].gap
    if piece.role is Role.HEAD:
        return max(0.0, d.points(gap) - before)
    if piece.role is Role.NUMBER or (piece.first and gap):
        return d.points(gap)
    return 0.0


def lead_of(piece: Piece) -> float:
    """How far the names of a list stand in, in characters: all of them below the first."""
    if piece.role is Role.ANNEXES and not piece.first:
        return _ANNEXES_LEAD
    lead = _LEAD.match(piece.text) if piece.role in {Role.ANNEXES, Role.COPIES} else None
    return width_of(lead[0]) if lead is not None else 0.0


def hangs(piece: Piece) -> bool:
    """Whether the first line of a list begins with the word before it, and so stands out to the left."""
    return piece.first or piece.role is Role.COPIES
