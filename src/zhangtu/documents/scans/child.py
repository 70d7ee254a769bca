"""The confined process that opens scans: it reads the codes of their pages, or puts pages together.

Each line it writes is a JSON object: ``page`` for each page read, ``refused`` with a reason, ``done`` last.
"""

import sys
from pathlib import Path
from typing import Any, Final

import msgspec
import pypdfium2
from PIL import Image

from zhangtu.documents.scans.finding import Found, find
from zhangtu.documents.scans.joining import join
from zhangtu.documents.scans.opening import Sheet, sheets
from zhangtu.documents.scans.refusing import Reason, ScanError
from zhangtu.documents.scans.values import Part, ScannedPage
from zhangtu.documents.sheets.limits import confine

#: Dots along the longer side of the small pictures.
_SMALL: Final = 960
#: What opening a broken file may throw.
_BROKEN: Final = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    Image.DecompressionBombError,
    pypdfium2.PdfiumError,
)


def say(**what: Any) -> None:
    """Write one line."""
    sys.stdout.buffer.write(msgspec.json.encode(what) + b"\n")
    sys.stdout.buffer.flush()


def read(path: Path, folder: Path) -> None:
    """Read the codes of a scan's pages.

    Args:
        path: The file.
        folder: Where small pictures of the pages go.
    """
    for sheet in sheets(path):
        say(page=page_of(sheet, folder))


def page_of(sheet: Sheet, folder: Path) -> ScannedPage:
    """What stands on a page; one that can't be drawn is a page without codes.

    Args:
        sheet: The page.
        folder: Where its small picture goes.

    Returns:
        What was found.
    """
    try:
        picture = sheet.draw()
        found = find(picture, sheet.finer)
    except _BROKEN:
        if sheet.count == 1:
            raise
        return ScannedPage(sheet.index, sheet.count)
    name = _keep_small(picture, found, folder / f"{sheet.index}.jpg")
    return ScannedPage(sheet.index, sheet.count, tuple(found.codes), found.foreign, found.turn, name)


def _keep_small(picture: Image.Image, found: Found, path: Path) -> str:
    small = picture.copy()
    small.thumbnail((_SMALL, _SMALL))
    if found.turn:
        small = small.rotate(-found.turn, expand=True)
    small.save(path, "JPEG", quality=60)
    return path.name


def put_together(wanted: Path) -> None:
    """Put pages together to files.

    Args:
        wanted: JSON: a list of path and pages of each file.
    """
    kind = list[tuple[Path, list[Part]]]
    files = msgspec.json.decode(wanted.read_bytes(), type=kind, dec_hook=lambda kind, given: kind(given))
    opened: dict[Path, pypdfium2.PdfDocument] = {}
    for out, parts in files:
        join(parts, out, opened)


def main() -> None:
    """Do what the command line asks: ``read FILE FOLDER`` or ``join LIST``."""
    confine()
    try:
        if sys.argv[1] == "read":
            read(Path(sys.argv[2]), Path(sys.argv[3]))
        else:
            put_together(Path(sys.argv[2]))
        say(done=True)
    except ScanError as error:
        say(refused=str(error.kind), facts={name: str(value) for name, value in error.facts.items()})
    except MemoryError:
        say(refused=str(Reason.FLOOD), facts={})
    except _BROKEN:
        say(refused=str(Reason.BROKEN), facts={})
    except BrokenPipeError:
        sys.stderr.close()


if __name__ == "__main__":
    main()
