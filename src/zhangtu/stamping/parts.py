"""Pages of scans as they are stored: which upload, which place there, which page of the form, how turned."""

from collections.abc import Iterable

import msgspec

from zhangtu.documents.printing.codes import PageCode
from zhangtu.documents.scans import ScannedPage
from zhangtu.stamping.views import PartView

_PARTS = msgspec.json.Decoder(list[PartView])
_SHEETS = msgspec.json.Decoder(list[ScannedPage])
_PLACES = msgspec.json.Decoder(list[int])


def stored(parts: Iterable[PartView]) -> str:
    """Pages as the table keeps them."""
    return msgspec.json.encode(list(parts)).decode()


def loaded(text: str) -> tuple[PartView, ...]:
    """Pages of what the table keeps."""
    return tuple(_PARTS.decode(text))


def stored_sheets(sheets: Iterable[ScannedPage]) -> str:
    """What was found on the pages of an upload, as the table keeps it."""
    return msgspec.json.encode(list(sheets)).decode()


def loaded_sheets(text: str) -> tuple[ScannedPage, ...]:
    """What was found on the pages of an upload."""
    return tuple(_SHEETS.decode(text))


def stored_places(places: Iterable[int]) -> str:
    """Places of pages, rising."""
    return msgspec.json.encode(sorted(set(places))).decode()


def loaded_places(text: str) -> frozenset[int]:
    """Places of pages."""
    return frozenset(_PLACES.decode(text))


def merged(old: tuple[PartView, ...], new: Iterable[PartView]) -> tuple[PartView, ...]:
    """Pages of two scans of one form in the order of the form; pages besides come last."""
    return tuple(sorted({*old, *new}, key=lambda part: (part.page or 1_000_000, part.upload, part.index)))


def codes_text(codes: Iterable[PageCode]) -> tuple[str, ...]:
    """The words of some codes, each once."""
    return tuple(dict.fromkeys(one.code for one in codes))
