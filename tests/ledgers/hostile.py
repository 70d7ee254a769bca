"""Pictures made for tests: as a camera writes them, and as somebody who means harm does."""

import io
import struct
import zlib

from PIL import Image


def photo(
    *, taken: str = "", lat: float | None = None, size: tuple[int, int] = (60, 40), turned: int = 1
) -> bytes:
    """A JPEG, red on the left and blue on the right, with what a camera would write."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    exif = Image.Exif()
    exif[274] = turned
    exif[271], exif[272] = "Invented", "Camera 1"
    if taken:
        exif.get_ifd(0x8769)[36867] = taken
    if lat is not None:
        exif.get_ifd(0x8825).update({1: "N", 2: (int(lat), lat % 1 * 60, 0), 3: "E", 4: (120, 15, 0)})
    into = io.BytesIO()
    picture.save(into, "JPEG", exif=exif, quality=95)
    return into.getvalue()


def png(width: int, height: int) -> bytes:
    """A tiny PNG that says it is enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
