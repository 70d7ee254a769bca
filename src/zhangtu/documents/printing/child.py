"""The process that sets one paper: pictures made small, pages counted, codes and sums put in."""

import sys
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

import msgspec
import pylopdf_fonts_zh_cn as shipped
import pypdfium2
import typst
from PIL import Image, ImageOps

from zhangtu.documents.printing.codes import page_text, square
from zhangtu.documents.sheets.limits import confine

#: A picture larger than this is not unpacked.
MOST_PIXELS: Final = 60_000_000
#: Printed 84 mm wide, more than this shows nothing more.
_EDGE: Final = 1_400
#: Setting is done when it makes as many pages as it was given codes for.
_TURNS: Final = 4


def main() -> None:
    """Set what lies in a folder: ``data.json``, the templates, pictures; write ``out`` beside them."""
    confine()
    folder, template, kind, points = Path(sys.argv[1]), sys.argv[2], sys.argv[3], float(sys.argv[4])
    data = msgspec.json.decode((folder / "data.json").read_bytes())
    for one in data.get("pictures", ()):
        one["file"] = _small(folder, one["file"])
    pages = 1
    for _ in range(_TURNS):
        if data.get("numbers"):
            pages, data["places"] = _measured(data, folder, template)
        _complete(data, pages)
        out = _set(_compiler(data, folder, template), kind, points)
        # Papers that show neither codes nor sums of their pages are set once.
        found = pages if kind == "png" or data.get("once") else _count(out)
        if found == pages:
            break
        pages = found
    (folder / "out").write_bytes(out)


def _compiler(data: dict[str, Any], folder: Path, template: str) -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=True, include_embedded_fonts=False, font_paths=[str(shipped.sans_path().parent)]
    )
    (folder / "data.json").write_bytes(msgspec.json.encode(data))
    return typst.Compiler(str(folder / template), root=str(folder), font_paths=fonts)


def _set(compiler: typst.Compiler, kind: str, points: float) -> bytes:
    """The paper; a picture that would have several pages is a mistake of the template."""
    made = compiler.compile(format="png" if kind == "png" else "pdf", ppi=points, pdf_tags=False)
    assert isinstance(made, bytes)  # no path was given, and pictures have one page
    return made


def _count(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def _measured(data: dict[str, Any], folder: Path, template: str) -> tuple[int, list[list[int]]]:
    """How many pages there will be, and on which each row will stand.

    A process of its own finds it out: what typst remembers of 5,000 rows, once more 700 MB, goes with it.
    """
    # Any number but 1: a list of one page has no sums of the page, and may have become one by that.
    _complete(data, 0)
    process = get_context("fork").Process(target=_measure, args=(data, folder, template))
    process.start()
    process.join()
    if process.exitcode != 0:
        raise MemoryError
    found = msgspec.json.decode((folder / "measured.json").read_bytes())
    return int(found["pages"]), found["rows"]


def _measure(data: dict[str, Any], folder: Path, template: str) -> None:
    found = _compiler(data, folder, template).query("<pages>", field="value", one=True)
    (folder / "measured.json").write_text(found, "utf-8")


def _complete(data: dict[str, Any], pages: int) -> None:
    """Put in what rests on the pages: their codes and sums."""
    data["pages"] = pages
    mark = data["mark"]
    codes = [] if mark is None else [page_text(mark["code"], page, pages) for page in range(1, pages + 1)]
    data["codes"] = [square(code).decode() for code in codes]
    numbers: dict[str, list[str | None]] = data.get("numbers") or {}
    sums = [dict.fromkeys(numbers, Decimal(0)) for _ in range(pages)]
    for row, page in data.get("places", ()):
        for column, values in numbers.items():
            value = values[row]
            if value is not None and page <= pages:
                sums[page - 1][column] += Decimal(value)
    data["page_sums"] = [_written(one) for one in sums]
    running = dict.fromkeys(numbers, Decimal(0))
    data["running_sums"] = []
    for one in sums:
        running = {column: value + one[column] for column, value in running.items()}
        data["running_sums"].append(_written(running))


def _written(sums: dict[str, Decimal]) -> dict[str, str]:
    return {column: format(value, "f") for column, value in sums.items()}


def _small(folder: Path, name: str) -> str:
    """A picture turned upright, made small and written anew; empty when it can't be read."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(folder / name) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return ""
            upright = ImageOps.exif_transpose(picture).convert("RGB")
        upright.thumbnail((_EDGE, _EDGE))
        upright.save(folder / f"{name}.jpg", "JPEG", quality=80)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return ""
    return f"{name}.jpg"


if __name__ == "__main__":
    main()
