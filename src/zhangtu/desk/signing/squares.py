"""A QR code as the path of an SVG: no picture file, no inline style."""

from dataclasses import dataclass

from qrcode.main import QRCode


@dataclass(frozen=True, slots=True)
class Squares:
    """A QR code.

    Attributes:
        size: Squares on a side, the quiet border included.
        path: The dark squares as SVG path data.
    """

    size: int
    path: str


def squares(text: str) -> Squares:
    """The QR code of a text (ISO/IEC 18004, a border of four squares)."""
    code = QRCode(border=4)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    dark = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, square in enumerate(row) if square)
    return Squares(len(matrix), "".join(dark))
