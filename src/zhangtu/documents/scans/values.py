"""What is found on the pages of a scan, as plain values."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from zhangtu.documents.printing.codes import PageCode

#: The place of a part that is a whole file.
WHOLE: Final = -1


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A page of a scan.

    Attributes:
        index: Its place in the file, 0 for the first.
        count: How many pages the file has.
        codes: The codes of ours that stand on it; mostly one, none when it can't be read.
        foreign: Whether it bears only codes that are not ours.
        turn: By how many degrees it must be turned clockwise to stand upright: 0, 90, 180 or 270.
        picture: The file name of a small JPEG picture of it; empty when it could not be drawn.
    """

    index: int
    count: int
    codes: tuple[PageCode, ...] = ()
    foreign: bool = False
    turn: int = 0
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A page that goes into a file of its own.

    Attributes:
        path: The file it comes from.
        index: Its place there, 0 for the first; ``WHOLE`` for all pages, or the first picture of it.
        turn: By how many degrees it is turned clockwise: 0, 90, 180 or 270.
    """

    path: Path
    index: int
    turn: int = 0
