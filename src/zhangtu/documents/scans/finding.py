"""Looks for our codes on the picture of a page, however crooked, pale or noisy it is."""

from collections.abc import Callable, Iterator
from typing import Final

import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from zhangtu.documents.printing.codes import PageCode, read_page_text

_QR: Final = zxingcpp.barcode_formats_from_str("QRCode")
#: Tried one after the other until a code is found: as it is, then what helps pale, noisy or unsharp pages.
_WAYS: Final[tuple[Callable[[Image.Image], Image.Image], ...]] = (
    lambda picture: picture,
    lambda picture: ImageOps.autocontrast(picture, cutoff=2),
    lambda picture: picture.filter(ImageFilter.MedianFilter(3)),
    lambda picture: picture.filter(ImageFilter.UnsharpMask(radius=3, percent=250, threshold=0)),
    lambda picture: picture.reduce(2),
)


class Found:
    """What stands on a page.

    Attributes:
        codes: The codes of ours, each once.
        foreign: Whether there were codes, but none of ours.
        turn: By how many degrees the page must be turned clockwise to stand upright.
    """

    def __init__(self) -> None:
        self.codes: list[PageCode] = []
        self.foreign = False
        self.turn = 0

    def add(self, text: str, orientation: int) -> None:
        """Note a code.

        Args:
            text: What it says.
            orientation: By how many degrees it is turned.
        """
        code = read_page_text(text)
        if code is None:
            self.foreign = self.foreign or not self.codes
            return
        if not self.codes:
            # The code stands upright on the printed page: what turned it turned the page.
            self.turn = -round(orientation / 90) * 90 % 360
        self.foreign = False
        if code not in self.codes:
            self.codes.append(code)


def find(picture: Image.Image, finer: Callable[[], Image.Image] | None = None) -> Found:
    """Look for codes on a page.

    Args:
        picture: The page.
        finer: Gives the page with more dots, where there is more to be had.

    Returns:
        What stands on it.
    """
    found = Found()
    for one in _pictures(picture, finer):
        for code in zxingcpp.read_barcodes(one, formats=_QR):
            found.add(code.text, code.orientation)
        if found.codes:
            break
    return found


def _pictures(picture: Image.Image, finer: Callable[[], Image.Image] | None) -> Iterator[Image.Image]:
    grey = picture.convert("L")
    for way in _WAYS:
        yield way(grey)
    if finer is not None:
        fine = finer().convert("L")
        yield fine
        yield ImageOps.autocontrast(fine.filter(ImageFilter.GaussianBlur(1.5)), cutoff=2)
