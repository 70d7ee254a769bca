"""The shared strings of a workbook, kept as one stretch of bytes: millions of them in little memory."""

import html
import re
from array import array
from collections.abc import Iterable

from zhangtu.documents.sheets.refusing import Reason, SheetError

#: Bytes all shared strings may take.
_MOST = 1024 * 1024 * 1024
_ITEM = re.compile(rb"<(?:\w+:)?si\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
_TEXT = re.compile(rb"<(?:\w+:)?t\b[^>]*?(?:/>|>([^<]*)</(?:\w+:)?t>)", re.DOTALL)
#: Readings over the characters (furigana), which are no part of the text.
_READING = re.compile(rb"<(?:\w+:)?rPh\b.*?</(?:\w+:)?rPh>", re.DOTALL)
_PLAIN = re.compile(rb"\A<t(?: xml:space=\"preserve\")?>([^<&]*)</t>\Z")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class SharedStrings:
    """Texts by number, read from ``sharedStrings.xml`` once."""

    def __init__(self, pieces: Iterable[bytes], name: str) -> None:
        """Read the part.

        Args:
            pieces: Its bytes in order.
            name: The file's name, for sentences.

        Raises:
            SheetError: There are more of them than a workbook can hold, or it declares entities.
        """
        self._bytes = bytearray()
        self._ends = array("Q")
        rest = b""
        for piece in pieces:
            rest += piece
            if b"<!DOCTYPE" in rest:
                raise SheetError(Reason.ENTITIES, name=name)
            done = 0
            for found in _ITEM.finditer(rest):
                self._bytes += _text_of(found[1] or b"")
                self._ends.append(len(self._bytes))
                done = found.end()
            rest = rest[done:]
            if len(self._bytes) + len(rest) > _MOST:
                raise SheetError(Reason.FLOOD, name=name)

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> str:
        """The text of a number.

        Args:
            number: 0 for the first.

        Returns:
            The text; empty when there is none of that number.
        """
        if not 0 <= number < len(self._ends):
            return ""
        start = self._ends[number - 1] if number else 0
        return self._bytes[start : self._ends[number]].decode("utf-8", "replace")


def _text_of(item: bytes) -> bytes:
    plain = _PLAIN.match(item)
    if plain is not None and b"_x" not in plain[1] and b"\r" not in plain[1]:
        return plain[1]
    if b"rPh" in item:
        item = _READING.sub(b"", item)
    text = b"".join(found[1] or b"" for found in _TEXT.finditer(item)).decode("utf-8", "replace")
    return unescaped(text).encode("utf-8", "replace")


def unescaped(text: str) -> str:
    """The characters of a text of a workbook: XML references and Excel's own ``_x000D_`` resolved.

    Args:
        text: The text as it stands in the XML.

    Returns:
        The text as people see it.
    """
    if "&" in text:
        text = html.unescape(text)
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")
