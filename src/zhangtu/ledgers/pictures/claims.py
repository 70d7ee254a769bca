"""When, where and by which camera a photo says it was taken: claimed by the file, not known by the office."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Final

import msgspec

_MOMENT: Final = re.compile(r"(\d{4})[:\-](\d\d)[:\-](\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?")
_OFFSET: Final = re.compile(r"[+-]\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class Claims:
    """What a photo says of itself.

    Attributes:
        taken: When, in local time without zone, such as ``2026-11-23 09:15:02``; empty if it does not say.
        offset: How far that is from UTC, for instance ``+08:00``; empty if it does not say.
        lat: Degrees north in WGS 84, six digits; empty if it does not say.
        lon: Degrees east likewise.
        camera: Maker and model.
    """

    taken: str = ""
    offset: str = ""
    lat: str = ""
    lon: str = ""
    camera: str = ""

    def __bool__(self) -> bool:
        return any((self.taken, self.lat, self.camera))

    @property
    def text(self) -> str:
        """As it is kept; empty when nothing is said."""
        said = {name: getattr(self, name) for name in _NAMES}
        return (
            msgspec.json.encode({name: word for name, word in said.items() if word}).decode() if self else ""
        )


_NAMES: Final = ("camera", "lat", "lon", "offset", "taken")


def claims_of(text: str) -> Claims:
    """What was kept.

    Args:
        text: ``Claims.text``.

    Returns:
        The claims; without any for an empty text.
    """
    return Claims(**msgspec.json.decode(text, type=dict[str, str])) if text else Claims()


def read(words: Mapping[str, str]) -> Claims:
    """Read what a camera wrote; what makes no sense is left out.

    Args:
        words: Tags as the confined process found them.

    Returns:
        The claims.
    """
    lat, lon = _degrees(words.get("lat", ""), 90), _degrees(words.get("lon", ""), 180)
    # Cameras without a fix write 0, 0: a place in the sea.
    sure = bool(lat and lon) and any(map(Decimal, (lat, lon)))
    offset = words.get("offset", "").strip("\0 ")
    camera = " ".join(f"{words.get('make', '')} {words.get('model', '')}".replace("\0", " ").split())
    return Claims(
        _moment(words.get("taken", "")),
        offset if _OFFSET.fullmatch(offset) else "",
        lat if sure else "",
        lon if sure else "",
        "".join(letter for letter in camera if letter.isprintable())[:80],
    )


def _moment(words: str) -> str:
    found = _MOMENT.match(words)
    if found is None:
        return ""
    numbers = [int(part or 0) for part in found.groups()]
    try:
        return f"{datetime(*numbers):%Y-%m-%d %H:%M:%S}"  # type: ignore[arg-type]  # noqa: DTZ001  # no zone is claimed
    except ValueError:
        return ""


def _degrees(words: str, most: int) -> str:
    try:
        number = Decimal(words)
    except InvalidOperation:
        return ""
    return f"{number:.6f}" if number.is_finite() and abs(number) <= most else ""
