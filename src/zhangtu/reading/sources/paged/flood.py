"""Looks how far the drawing instructions of a PDF unpack before PDFium takes them all into memory."""

import re
import zlib

#: Bytes one stream of instructions may unpack to; a page of dense text has some hundred thousand.
MAX_CONTENT = 16 * 1024 * 1024
#: So much before the word ``stream`` is looked at to tell what kind of stream it is.
_DICTIONARY = 600
_STEP = 64 * 1024
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
#: Pictures, fonts and the file's own tables are unpacked only when needed, or never.
_OTHERS = re.compile(rb"/Image\b|/Length1\b|/(?:CIDFontType0|Type1)C\b|/(?:XRef|ObjStm|Metadata)\b")


def floods(data: bytes) -> bool:
    """Tell whether a stream of instructions unpacks beyond all measure.

    Args:
        data: The whole file.

    Returns:
        True as soon as one unpacks to more than ``MAX_CONTENT`` bytes; no more than that is unpacked.
    """
    for found in _STREAM.finditer(data):
        before = data[max(0, found.start() - _DICTIONARY) : found.start()]
        described = before[before.rfind(b" obj") + 1 :]
        if b"/Fl" not in described or _OTHERS.search(described) is not None:
            continue
        end = data.find(b"endstream", found.end())
        if _unpacks_to_more(data[found.end() : end if end != -1 else len(data)]):
            return True
    return False


def _unpacks_to_more(packed: bytes) -> bool:
    """Whether packed bytes unpack to more than one stream may hold; broken ones count up to the break."""
    # Nothing packed this way comes out more than about a thousand times as long.
    if len(packed) * 1032 <= MAX_CONTENT:
        return False
    stream, size = zlib.decompressobj(), 0
    for at in range(0, len(packed), _STEP):
        try:
            size += len(stream.decompress(packed[at : at + _STEP], MAX_CONTENT + 1))
        except zlib.error:
            break
        if size > MAX_CONTENT:
            return True
    return False
