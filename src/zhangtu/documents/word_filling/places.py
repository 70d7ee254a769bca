"""Finds marks in the paragraphs of a Word file, also those Word has cut into several runs."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARK: Final = re.compile(r"\{\{\s*([^{}\s][^{}]*?)\s*\}\}")
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
#: Words of a paragraph that lie in it but are no part of its text.
_APART: Final = frozenset({f"{W}txbxContent", f"{W}del"})


def texts(paragraph: etree._Element) -> list[etree._Element]:
    """The pieces of a paragraph's text in order, without those of text boxes in it."""
    return list(_texts(paragraph))


def _texts(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == f"{W}t":
            yield child
        elif child.tag not in _APART and isinstance(child.tag, str):
            yield from _texts(child)


def said(paragraph: etree._Element) -> str:
    """The text of a paragraph."""
    return "".join(one.text or "" for one in texts(paragraph))


def marks(paragraph: etree._Element) -> list[str]:
    """The marks in a paragraph, in order."""
    return MARK.findall(said(paragraph))


def replace(paragraph: etree._Element, first: int, last: int, words: str) -> None:
    """Put words in the place of some characters of a paragraph; they look as the first of those did.

    Args:
        paragraph: The paragraph.
        first: The first character.
        last: Behind the last one.
        words: What is put there; line ends become breaks, tabs tabs.
    """
    at = 0
    holder: etree._Element | None = None
    for piece in texts(paragraph):
        text = piece.text or ""
        begin, end = max(first - at, 0), min(last - at, len(text))
        at += len(text)
        if begin >= end:
            continue
        if holder is None:
            holder = piece
            _put(piece, text[:begin], words, text[end:])
        else:
            piece.text = text[:begin] + text[end:]
            piece.set(_SPACE, "preserve")


def _put(piece: etree._Element, before: str, words: str, after: str) -> None:
    """Split a piece where lines end; Word has breaks for them."""
    lines = words.split("\n")
    piece.text = before + lines[0] + (after if len(lines) == 1 else "")
    piece.set(_SPACE, "preserve")
    parent = piece.getparent()
    assert parent is not None  # a piece stands in a run
    place = parent.index(piece) + 1
    for number, line in enumerate(lines[1:], start=2):
        text = etree.Element(f"{W}t")
        text.text = line + (after if number == len(lines) else "")
        text.set(_SPACE, "preserve")
        parent.insert(place, etree.Element(f"{W}br"))
        parent.insert(place + 1, text)
        place += 2
