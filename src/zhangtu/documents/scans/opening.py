"""The pages of a scan as pictures: a PDF's drawn, a photograph's frames. Confined only."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from zhangtu.documents.scans.refusing import Reason, ScanError

#: No more pages in one file.
MOST_PAGES: Final = 500
#: A picture with more dots is not unpacked.
MOST_PIXELS: Final = 80_000_000
#: Dots along the longer side of a drawn page: 200 to the inch on A4; and of a second, closer look.
_EDGE, _FINER_EDGE = 2_400, 4_200
_FORMATS: Final = ("JPEG", "PNG", "TIFF", "BMP", "WEBP", "GIF")
#: How pictures of these kinds begin: what begins so and can't be opened is a broken one.
_SIGNS: Final = (b"\xff\xd8\xff", b"\x89PNG", b"II*\x00", b"MM\x00*", b"BM", b"RIFF", b"GIF8")
_HEIC: Final = (b"heic", b"heix", b"hevc", b"mif1", b"msf1")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it lies in the file.

    Attributes:
        index: Its place, 0 for the first.
        count: How many there are.
        draw: Gives it in colours.
        finer: Gives it with more dots; ``None`` where there is no more to be had.
    """

    index: int
    count: int
    draw: Callable[[], Image.Image]
    finer: Callable[[], Image.Image] | None = None


def is_pdf(path: Path) -> bool:
    """Whether a file is a PDF; its sign may stand behind a few bytes of rubbish.

    Raises:
        ScanError: It is empty, or a HEIC photograph.
    """
    head = _begins(path)
    if not head:
        raise ScanError(Reason.EMPTY)
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC:
        raise ScanError(Reason.HEIC)
    return b"%PDF-" in head


def _begins(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(1024)


def sheets(path: Path) -> Iterator[Sheet]:
    """Go through the pages of a scan.

    Args:
        path: The file.

    Yields:
        The pages, one after the other; one is done with before the next is asked for.

    Raises:
        ScanError: It can't be read.
    """
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    yield from _of_pdf(path) if is_pdf(path) else _of_picture(path)


def open_pdf(path: Path) -> pypdfium2.PdfDocument:
    """Open a PDF.

    Raises:
        ScanError: It is locked or broken, or has too many pages.
    """
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise ScanError(Reason.ENCRYPTED if locked else Reason.BROKEN) from error
    if len(document) > MOST_PAGES:
        raise ScanError(Reason.TOO_MANY, count=len(document), most=MOST_PAGES)
    if not len(document):
        raise ScanError(Reason.BROKEN)
    return document


def _of_pdf(path: Path) -> Iterator[Sheet]:
    document = open_pdf(path)
    for index in range(len(document)):
        draw = partial(_drawn, document, index)
        yield Sheet(index, len(document), partial(draw, _EDGE), partial(draw, _FINER_EDGE))


def _drawn(document: pypdfium2.PdfDocument, index: int, edge: int) -> Image.Image:
    page = document[index]
    try:
        width, height = page.get_size()
        bitmap = page.render(scale=edge / max(width, height, 1.0))
        # The picture goes on living when the page's own memory is given back.
        picture: Image.Image = bitmap.to_pil().convert("RGB")
        bitmap.close()
    finally:
        page.close()
    return picture


def open_picture(path: Path) -> Image.Image:
    """Open a photograph or fax.

    Raises:
        ScanError: It is none, it is broken, or it is too large.
    """
    try:
        picture = Image.open(path, formats=_FORMATS)
    except UnidentifiedImageError as error:
        raise ScanError(Reason.BROKEN if _begins(path).startswith(_SIGNS) else Reason.UNKNOWN) from error
    except Image.DecompressionBombError as error:
        raise ScanError(Reason.TOO_LARGE, millions=">160") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise ScanError(Reason.BROKEN) from error
    dots = picture.width * picture.height
    if dots > MOST_PIXELS:
        raise ScanError(Reason.TOO_LARGE, millions=dots // 1_000_000)
    count = getattr(picture, "n_frames", 1)
    if count > MOST_PAGES:
        raise ScanError(Reason.TOO_MANY, count=count, most=MOST_PAGES)
    return picture


def _of_picture(path: Path) -> Iterator[Sheet]:
    with open_picture(path) as picture:
        # Only a fax has pages; what moves is looked at once.
        count = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
        for index, frame in zip(range(count), ImageSequence.Iterator(picture), strict=False):
            yield Sheet(index, count, partial(upright, frame, "RGB"))


def upright(frame: Image.Image, mode: str) -> Image.Image:
    """A frame as its camera meant it to stand, on white where it is transparent.

    Args:
        frame: The frame.
        mode: ``L`` for grey, ``RGB`` for colours.

    Returns:
        A picture of its own.
    """
    if frame.mode in ("RGBA", "LA", "PA") or "transparency" in frame.info:
        rich = frame.convert("RGBA")
        ground = Image.new("RGBA", rich.size, "white")
        frame = Image.alpha_composite(ground, rich)
    if frame.mode.startswith("I;16") or frame.mode in ("I", "F"):
        frame = frame.convert("F").point(lambda value: value / 256)
    return ImageOps.exif_transpose(frame).convert(mode)
