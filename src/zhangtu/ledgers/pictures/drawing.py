"""Asks the confined process for the copies of a picture, and waits no longer than it should."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import BoundedSemaphore
from types import MappingProxyType
from typing import Any, Final

import msgspec

#: No longer than this by the clock on the wall, in seconds.
PATIENCE: Final = 40
#: So many at once; a picture takes up to a gigabyte for a moment.
_AT_ONCE: Final = BoundedSemaphore(2)
_CHILD: Final = Path(__file__).with_name("child.py")
#: There was no time for it now.
BUSY: Final = "busy"
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Drawn:
    """What became of a picture.

    Attributes:
        trouble: Why there are no copies: ``too_many`` pixels, ``broken``, ``busy``; empty when there are.
        width: Width of the original in pixels; 0 when nobody knows.
        height: Height of the original in pixels.
        format: What the copies are: ``jpeg``, ``png`` or ``webp``.
        copies: The copies, in the order of the sides asked for.
        sizes: Width and height of each.
        claims: What the camera wrote, word by word.
    """

    trouble: str = ""
    width: int = 0
    height: int = 0
    format: str = ""
    copies: tuple[bytes, ...] = ()
    sizes: tuple[tuple[int, int], ...] = ()
    claims: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


def drawn(path: Path, sides: Sequence[int]) -> Drawn:
    """Copies of a picture.

    Args:
        path: Where the original lies.
        sides: The longest side of each copy, in pixels, falling.

    Returns:
        The copies, or what was wrong.
    """
    command = [sys.executable, "-I", str(_CHILD), *map(str, sides)]
    with _AT_ONCE, path.open("rb") as source:
        try:
            done = subprocess.run(  # noqa: S603  # our own file, numbers as arguments, bytes on stdin
                command, stdin=source, capture_output=True, timeout=PATIENCE, env={}, cwd="/", check=False
            )
        except subprocess.TimeoutExpired:
            return Drawn(BUSY)
    return _read(done.stdout) if done.returncode == 0 else Drawn("broken")


def _read(said: bytes) -> Drawn:
    line, _, rest = said.partition(b"\n")
    told = msgspec.json.decode(line)
    width, height = told.get("width", 0), told.get("height", 0)
    if told.get("trouble"):
        return Drawn(told["trouble"], width, height)
    copies, at = [], 0
    for length in told["lengths"]:
        copies.append(rest[at : at + length])
        at += length
    sizes = tuple((wide, high) for wide, high in told["sizes"])
    return Drawn("", width, height, told["format"], tuple(copies), sizes, told["claims"])
