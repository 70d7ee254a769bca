"""Puts pages of scans together to one PDF: a PDF's as they are, photographs anew. Confined only."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image

from zhangtu.documents.scans.opening import is_pdf, open_pdf, open_picture, upright
from zhangtu.documents.scans.values import WHOLE, Part

#: Points along the longer side of a photograph's page: A4.
_LONG: Final = 842.0
#: Dots along that side; 300 to the inch.
_EDGE: Final = 3_508


def join(parts: Sequence[Part], out: Path, opened: dict[Path, pypdfium2.PdfDocument]) -> None:
    """Put pages together.

    What a PDF holds besides its pages (scripts, files within it) stays behind; of a photograph where it was
    taken goes.

    Args:
        parts: The pages in order.
        out: The PDF to be written.
        opened: PDFs that are open already, and those this opens.

    Raises:
        ScanError: A file can't be read.
    """
    made = pypdfium2.PdfDocument.new()
    for part in parts:
        if part.path in opened or is_pdf(part.path):
            if part.path not in opened:
                opened[part.path] = open_pdf(part.path)
            if part.index == WHOLE:
                made.import_pages(opened[part.path])
                continue
            made.import_pages(opened[part.path], pages=[part.index])
            page = made[len(made) - 1]
            page.set_rotation((page.get_rotation() + part.turn) % 360)
            page.close()
        else:
            _add_picture(made, part)
    made.save(out)
    made.close()


def _add_picture(made: pypdfium2.PdfDocument, part: Part) -> None:
    with open_picture(part.path) as picture:
        picture.seek(max(part.index, 0))
        plain = upright(picture, "RGB")
    if part.turn:
        plain = plain.rotate(-part.turn, expand=True)
    plain.thumbnail((_EDGE, _EDGE), Image.Resampling.LANCZOS)
    content = BytesIO()
    plain.save(content, "JPEG", quality=88)
    content.seek(0)
    scale = _LONG / max(plain.size)
    width, height = plain.width * scale, plain.height * scale
    page = made.new_page(width, height)
    image = pypdfium2.PdfImage.new(made)
    image.load_jpeg(content, inline=True)
    image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
    page.insert_obj(image)
    page.gen_content()
    page.close()
