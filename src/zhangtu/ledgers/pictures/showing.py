"""The copies pages show: made once from the original, kept beside the files and outside every backup."""

import os
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec
from django.conf import settings

from zhangtu.ledgers import files
from zhangtu.ledgers.pictures import claims, drawing
from zhangtu.ledgers.pictures.claims import Claims

#: Goes up whenever copies are drawn otherwise; older ones are then left aside.
_MAKING: Final = "1"


class Size(StrEnum):
    """How large a copy is."""

    #: For reading on a screen.
    LARGE = "large"
    #: For lists.
    SMALL = "small"


#: The longest side in pixels, falling.
SIDES: Final = {Size.LARGE: 2048, Size.SMALL: 320}


@dataclass(frozen=True, slots=True)
class Shown:
    """The copy of a picture, or why there is none.

    Attributes:
        trouble: ``too_many``, ``broken`` or ``busy``; empty when there is a copy.
        path: Where it lies.
        media: Its media type.
        width: Its width in pixels.
        height: Its height in pixels.
    """

    trouble: str
    path: Path
    media: str
    width: int
    height: int


class _Note(msgspec.Struct):
    """What lies beside the copies; nothing the original says of itself, which could not be removed here."""

    trouble: str
    format: str
    sizes: list[tuple[int, int]]


def _folder(sha256: str) -> Path:
    return Path(settings.ZHANGTU_HOME) / "pictures" / _MAKING / sha256[:2]


def draw(sha256: str, path: Path) -> Claims:
    """Make the copies of a picture, reading first what it says of itself.

    Args:
        sha256: Its digest.
        path: Where the original lies.

    Returns:
        What it says of itself; nothing if it can't be read.
    """
    return _make(sha256, path)[1]


def shown(sha256: str, size: Size) -> Shown:
    """The copy of a picture; made now if it was lost.

    Args:
        sha256: The digest of the original.
        size: How large.

    Returns:
        The copy, or why there is none.
    """
    note = _kept(sha256) or _make(sha256, files.path_of(sha256))[0]
    if note.trouble:
        return Shown(note.trouble, Path(), "", 0, 0)
    width, height = note.sizes[list(SIDES).index(size)]
    return Shown("", _copy(sha256, size), f"image/{note.format}", width, height)


def _copy(sha256: str, size: Size) -> Path:
    return _folder(sha256) / f"{sha256}.{size}"


def _kept(sha256: str) -> _Note | None:
    try:
        note = msgspec.json.decode((_folder(sha256) / f"{sha256}.json").read_bytes(), type=_Note)
    except (FileNotFoundError, msgspec.DecodeError):
        return None
    return note if note.trouble or all(_copy(sha256, size).exists() for size in SIDES) else None


def _make(sha256: str, path: Path) -> tuple[_Note, Claims]:
    drawn = drawing.drawn(path, list(SIDES.values()))
    note = _Note(drawn.trouble, drawn.format, list(drawn.sizes))
    # Where the machine only had no time, the next who asks may have more luck.
    if drawn.trouble != drawing.BUSY:
        _folder(sha256).mkdir(parents=True, exist_ok=True)
        for size, copy in zip(SIDES, drawn.copies, strict=False):
            _write(_copy(sha256, size), copy)
        # The note comes last: where it lies, the copies do.
        _write(_folder(sha256) / f"{sha256}.json", msgspec.json.encode(note))
    return note, claims.read(drawn.claims)


def _write(path: Path, data: bytes) -> None:
    """Put a file in place at once or not at all; what is lost is made again, so the disk need not hurry."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix="coming-")
    with os.fdopen(handle, "wb") as target:
        target.write(data)
    Path(name).replace(path)
