"""The confined process that opens a picture: bytes in, re-encoded copies out, nothing else in reach.

It is started by its path with ``python -I``, knows nothing of the office, and gives up whatever it does not
need before it looks at the first byte. What it writes: one line of JSON, then the copies.
"""

import io
import json
import resource
import sys
from typing import Any

#: Seconds of processor time, bytes of memory.
SECONDS, MEMORY = 20, 1024**3
#: Above these a picture is not opened. A JPEG is read at a fraction of its size, the others are not.
PIXELS = {
    "JPEG": 250_000_000,
    "PNG": 64_000_000,
    "WEBP": 64_000_000,
    "GIF": 16_000_000,
    "BMP": 32_000_000,
    "TIFF": 64_000_000,
}
#: No side longer than this; what is longer is drawn by nobody's camera.
LONGEST = 30_000
#: How a copy is written: by what the original is.
WRITTEN: dict[str, tuple[str, dict[str, Any]]] = {
    "JPEG": ("JPEG", {"quality": 82, "progressive": True}),
    "WEBP": ("WEBP", {"quality": 80, "method": 4}),
    # scans and photographs alike, of which browsers show none as they are
    "TIFF": ("WEBP", {"quality": 80, "method": 4}),
}
_PNG: tuple[str, dict[str, Any]] = ("PNG", {"optimize": True})
_TAKEN, _GIVEN, _OFFSET, _MAKE, _MODEL = 36867, 306, 36881, 271, 272
_EXIF, _GPS = 0x8769, 0x8825


def confine() -> None:
    """Give up what is not needed: opening anything, writing files, time and memory without end."""
    for what, most in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        # The three that are open stay so; nothing else, no file and no socket, can be opened.
        (resource.RLIMIT_NOFILE, 3),
    ):
        resource.setrlimit(what, (most, most))


def look(data: bytes, sides: list[int]) -> tuple[dict[str, Any], list[bytes]]:
    """Read what a picture claims, and draw its copies.

    Args:
        data: The picture's bytes.
        sides: The longest side of each copy wanted, in pixels.

    Returns:
        What to say in the line of JSON, and the copies.
    """
    from PIL import Image  # noqa: PLC0415  # imported before the process is confined

    Image.MAX_IMAGE_PIXELS = None  # ours are the limits, known before anything is decoded
    try:
        with Image.open(io.BytesIO(data), formats=list(PIXELS)) as picture:
            kind, width, height = str(picture.format), picture.width, picture.height
            if width * height > PIXELS[kind] or max(width, height) > LONGEST:
                return {"trouble": "too_many", "width": width, "height": height}, []
            said = {"width": width, "height": height, "claims": _claims(picture)}
            picture.draft("RGB", (max(sides), max(sides)))
            copies, sizes = _copies(picture, kind, sides)
    except Exception:  # noqa: BLE001  # whatever a decoder throws at hostile bytes means the same
        return {"trouble": "broken"}, []
    written = WRITTEN.get(kind, _PNG)[0].lower()
    return {**said, "format": written, "sizes": sizes, "lengths": [len(copy) for copy in copies]}, copies


def _copies(picture: Any, kind: str, sides: list[int]) -> tuple[list[bytes], list[list[int]]]:
    """Upright copies with nothing but their pixels, the largest first."""
    from PIL import Image, ImageOps  # noqa: PLC0415  # imported before the process is confined

    picture.load()
    whole = _plain(ImageOps.exif_transpose(picture), kind)
    copies, sizes = [], []
    for side in sides:
        whole.thumbnail((side, side), Image.Resampling.LANCZOS)
        # A new picture has no memory of the old one's text, profile, thumbnail or time.
        clean = Image.frombytes(whole.mode, whole.size, whole.tobytes())
        name, options = WRITTEN.get(kind, _PNG)
        into = io.BytesIO()
        clean.save(into, name, **options)
        copies.append(into.getvalue())
        sizes.append(list(clean.size))
    return copies, sizes


def _plain(picture: Any, kind: str) -> Any:
    """A picture in one of two modes, its colours in the usual space."""
    mode = "RGBA" if kind != "JPEG" and picture.has_transparency_data else "RGB"
    profile = picture.info.get("icc_profile")
    found = picture.convert(mode)
    if not profile or mode == "RGBA":
        return found
    from PIL import ImageCms  # noqa: PLC0415  # imported before the process is confined

    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(found, given, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return found  # a profile that can't be read is as good as none


def _claims(picture: Any) -> dict[str, str]:
    """What the camera wrote: when, where, which camera; words as they stand, to be read by somebody else."""
    try:
        tags = picture.getexif()
        inner, place = tags.get_ifd(_EXIF), tags.get_ifd(_GPS)
        found = {
            "taken": inner.get(_TAKEN) or tags.get(_GIVEN) or "",
            "offset": inner.get(_OFFSET) or "",
            "make": tags.get(_MAKE) or "",
            "model": tags.get(_MODEL) or "",
            "lat": _degrees(place.get(2), place.get(1)),
            "lon": _degrees(place.get(4), place.get(3)),
        }
    except Exception:  # noqa: BLE001  # a picture whose notes can't be read is still a picture
        return {}
    return {key: str(value)[:100] for key, value in found.items() if isinstance(value, str) and value}


def _degrees(parts: Any, side: Any) -> str:
    """Degrees, minutes and seconds as degrees; empty where they are not all there."""
    if not parts or len(parts) != 3 or side not in ("N", "S", "E", "W"):
        return ""
    degrees = float(parts[0]) + float(parts[1]) / 60 + float(parts[2]) / 3600
    return f"{-degrees if side in 'SW' else degrees:.6f}"


def _warm_up() -> None:
    """Draw a picture of each kind: what is ever needed is then loaded, while files can still be opened."""
    from PIL import Image, ImageCms  # noqa: PLC0415  # a process that imports this file need not have it

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    notes = Image.Exif()
    notes[_MAKE] = "warm"
    notes.get_ifd(_GPS)[1] = "N"
    for kind in PIXELS:
        into = io.BytesIO()
        Image.new("RGB", (2, 2)).save(into, kind, icc_profile=profile, exif=notes)
        look(into.getvalue(), [1])


def main() -> None:
    """Do it once."""
    _warm_up()
    sides = [int(word) for word in sys.argv[1:]]
    confine()
    said, copies = look(sys.stdin.buffer.read(), sides)
    out = sys.stdout.buffer
    out.write(json.dumps(said).encode() + b"\n")
    for copy in copies:
        out.write(copy)
    out.flush()


if __name__ == "__main__":
    main()
