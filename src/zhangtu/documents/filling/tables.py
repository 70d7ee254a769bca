"""Parts that hang on a sheet and name its cells: tables and comments."""

import re

from lxml import etree

from zhangtu.documents.filling.around import move_all
from zhangtu.documents.filling.formulas import Stretch


def move_table(part: bytes, stretch: Stretch, sheet: str) -> bytes:
    """Let a table grow or move with the rows put in.

    Args:
        part: The table part.
        stretch: The row that becomes several.
        sheet: The sheet's name.

    Returns:
        The part.
    """
    if not stretch.more:
        return part
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(part, parser)
    move_all(root, stretch, sheet)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def move_comments(part: bytes, stretch: Stretch) -> bytes:
    """Let comments, and the boxes they are drawn in, follow the rows put in.

    Args:
        part: The comments part, or the drawing of their boxes.
        stretch: The row that becomes several.

    Returns:
        The part; only row numbers differ.
    """

    def cell(found: re.Match[bytes]) -> bytes:
        return found[1] + found[2] + str(stretch.single(int(found[3]))).encode() + found[4]

    def row(found: re.Match[bytes]) -> bytes:
        return found[1] + str(stretch.single(int(found[2]) + 1) - 1).encode() + found[3]

    def anchor(found: re.Match[bytes]) -> bytes:
        numbers = [int(word) for word in found[2].split(b",")]
        if len(numbers) == 8:
            for at in (2, 6):
                numbers[at] = stretch.single(numbers[at] + 1) - 1
        return found[1] + b", ".join(str(number).encode() for number in numbers) + found[3]

    part = re.sub(rb"(<(?:\w+:)?comment\b[^>]*\bref=[\"'])([A-Z]+)(\d+)([\"'])", cell, part)
    part = re.sub(rb"(<x:Row>)\s*(\d+)\s*(</x:Row>)", row, part)
    return re.sub(rb"(<x:Anchor>)([\d,\s]+)(</x:Anchor>)", anchor, part)
