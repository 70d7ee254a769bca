"""Text as a file format can carry it, and how much room it takes."""

import re
import unicodedata
from collections.abc import Iterator
from math import ceil

#: What XML 1.0 cannot hold: controls other than tab and line end, lone surrogates, two non-characters.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

#: A character behind which a title may be broken: not inside a number or word, nor before what closes.
_BREAK = re.compile(r".(?<![（《〔“])(?![）》〕”、，。：；])(?!(?<=[0-9A-Za-z])[0-9A-Za-z年月日号])")


def writable(text: str) -> str:
    r"""Take out what an XML file cannot hold, so that one stray byte never costs the paper.

    Args:
        text: Any text.

    Returns:
        The text with line ends as ``\n`` and unwritable characters replaced by U+FFFD.
    """
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))


def width_of(text: str) -> float:
    """Measure a line of text in full-width characters; Latin letters and digits take half of one."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)


def lines_of(text: str, width: float) -> int:
    """Estimate how many lines text takes when wrapped.

    Args:
        text: Any text.
        width: Full-width characters that fit on a line.

    Returns:
        The number of lines, at least 1.
    """
    room = max(width, 1.0)
    return sum(max(1, ceil(width_of(line) / room)) for line in text.split("\n"))


def broken(title: str, width: float) -> str:
    """Break a title so that its lines are alike in length, never before a lone last character.

    Args:
        title: The title; line ends show where it may be broken with good sense.
        width: Full-width characters that fit on a line.

    Returns:
        The title on one line if it fits, else broken where it may be, then where it must be.
    """
    whole = title.replace("\n", "")
    parts = [whole] if width_of(whole) <= width else title.split("\n")
    return "\n".join(line for part in parts for line in _even(part, width))


def _even(line: str, width: float) -> Iterator[str]:
    """Cut a line into as few lines of like length as fit, without cutting a number, a word or a bracket."""
    count = ceil(width_of(line) / width)
    while count > 1:
        goal = width_of(line) / count
        places = [match.end() for match in _BREAK.finditer(line) if width_of(line[: match.end()]) <= width]
        if not places:
            break
        place = min(places, key=lambda end: abs(width_of(line[:end]) - goal))
        yield line[:place]
        line, count = line[place:], count - 1
    yield line
