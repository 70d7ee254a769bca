"""Small PDF files with Chinese words at chosen places, written by hand."""

from dataclasses import dataclass, field


@dataclass
class PdfPage:
    """A page: words (x, y, size, text), strokes (x, y, to x, to y), patches (x, y, width, height)."""

    words: list[tuple[float, float, float, str]] = field(default_factory=list)
    strokes: list[tuple[float, float, float, float]] = field(default_factory=list)
    picture: bool = False
    rotate: int = 0
    slanted: str = ""
    patches: list[tuple[float, float, float, float]] = field(default_factory=list)

    def content(self) -> bytes:
        """The page's drawing commands."""
        parts = [
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET"
            for x, y, size, text in self.words
        ]
        parts += [f"{x} {y} {width} {height} re f" for x, y, width, height in self.patches]
        parts += [f"{x} {y} m {to_x} {to_y} l S" for x, y, to_x, to_y in self.strokes]
        if self.slanted:
            parts.append(
                f"BT /F1 60 Tf .7 .7 -.7 .7 150 200 Tm <{self.slanted.encode('utf-16-be').hex()}> Tj ET"
            )
        if self.picture:
            parts.append("q 500 0 0 700 40 60 cm /I1 Do Q")
        return "\n".join(parts).encode()


def pdf(*pages: PdfPage, locked: bool = False) -> bytes:
    """A PDF of these pages, A4; ``locked`` claims to be encrypted with a password nobody knows."""
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts"
        b"[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/W[1 95 500]>>]>>"
    )
    picture = (
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
        b"stream\n0\nendstream"
    )
    kids = " ".join(f"{5 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        font,
        picture,
    ]
    for at, page in enumerate(pages):
        content = page.content()
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate {page.rotate}/Contents {6 + 2 * at} 0 R"
            "/Resources<</Font<</F1 3 0 R>>/XObject<</I1 4 0 R>>>>>>".encode()
        )
        objects.append(f"<</Length {len(content)}>>stream\n".encode() + content + b"\nendstream")
    key = "00" * 32
    lock = f"/Encrypt<</Filter/Standard/V 1/R 2/O<{key}>/U<{key}>/P -4>>/ID[<00><00>]" if locked else ""
    return _file(objects, lock)


def _file(objects: list[bytes], lock: str) -> bytes:
    data = b"%PDF-1.4\n"
    places: list[int] = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(objects) + 1
    return (
        data
        + (
            f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer<</Size {count}/Root 1 0 R{lock}>>\n"
            f"startxref\n{len(data)}\n%%EOF\n"
        ).encode()
    )
