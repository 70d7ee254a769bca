"""What an inspection asks to see (迎检资料包): a numbered folder of files per item, as ZIP and as one PDF."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Final

from zhangtu.documents.official.pdf_file import write_pdf
from zhangtu.documents.official.values import Block, Cell, Column, Grid, Official, Text
from zhangtu.documents.official.wording import say
from zhangtu.documents.printing.values import Align
from zhangtu.documents.scans import WHOLE, Part, ScanError, joined
from zhangtu.documents.text import writable

#: Endings of files whose pages can stand in the one PDF.
PRINTED: Final = (".pdf", ".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff")
#: Characters of a folder's or file's name, so that Windows can unpack it anywhere.
_NAME: Final = 40
_FORBIDDEN: Final = str.maketrans(dict.fromkeys('<>:"/\\|?*\n\t', " "))
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Proof:
    """A file that proves something.

    Attributes:
        name: What it is called.
        path: Where it lies.
    """

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Item:
    """An item an inspection asks for.

    Attributes:
        title: What is asked.
        unit: Who answers for it.
        proofs: Its files; none is told in red.
    """

    title: str
    unit: str
    proofs: tuple[Proof, ...] = ()


def contents(items: Sequence[Item], language: str = "zh-hans") -> tuple[Block, ...]:
    """The contents of a bundle: number, item, unit, files; items without a file in red.

    Args:
        items: The items, in order.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        A sentence and a table.
    """
    columns = (
        Column("№" if language == "en" else say("source_number", language), 3, Align.CENTER),
        Column(say("bundle_item", language), 18),
        Column(say("unit", language), 8),
        Column(say("bundle_files", language), 18),
    )
    rows: list[tuple[Cell, ...]] = []
    for number, item in enumerate(items, start=1):
        names = "\n".join(one.name for one in item.proofs) or say("bundle_missing", language)
        rows.append((number, item.title, item.unit, names))
    red = frozenset((row, 3) for row, item in enumerate(items) if not item.proofs)
    counted = say("bundle_count", language, count=len(items), missing=len(red))
    return Text((counted,)), Grid(columns, tuple(rows), empty=say("none", language), red=red)


def write_bundle(title: str, items: Sequence[Item], out: Path, language: str = "zh-hans") -> None:
    """Write a bundle: the contents as PDF, all pages as one PDF, a folder of files per item.

    Args:
        title: What it is called.
        items: The items, in order.
        out: The ZIP to be written; the same items give the same bytes.
        language: Of the set words.

    Raises:
        PrintError: The contents could not be set.
        FileNotFoundError: A file is gone.
    """
    listed = write_pdf(Official(title, contents(items, language), language=language))
    with TemporaryDirectory(prefix="zhangtu-bundle-") as folder, zipfile.ZipFile(out, "w") as archive:
        _put(archive, f"00 {say('bundle_contents', language)}.pdf", listed)
        first = Path(folder) / "contents.pdf"
        first.write_bytes(listed)
        one = Path(folder) / "one.pdf"
        _join(first, items, one)
        with _entry(archive, f"00 {folder_name(title)}.pdf") as target, one.open("rb") as source:
            _copy(source, target)
        for number, item in enumerate(items, start=1):
            base = f"{number:02} {folder_name(item.title)}"
            if not item.proofs:
                _put(archive, f"{base}/", b"")
            for place, proof in enumerate(item.proofs, start=1):
                name = f"{base}/{place:02} {file_name(proof.name)}"
                with _entry(archive, name) as target, proof.path.open("rb") as source:
                    _copy(source, target)


def folder_name(title: str) -> str:
    """A title as a folder may be called on any system."""
    return " ".join(writable(title).translate(_FORBIDDEN).split())[:_NAME].strip(". ") or "-"


def file_name(name: str) -> str:
    """A name as a file may be called on any system, with its ending."""
    stem, dot, ending = name.rpartition(".")
    return f"{folder_name(stem)}.{folder_name(ending)[:8]}" if dot and stem else folder_name(name)


def one_pdf(title: str, items: Sequence[Item], out: Path, language: str = "zh-hans") -> tuple[Proof, ...]:
    """Write a bundle as one PDF: the contents, then all pages of PDFs and pictures in order.

    Args:
        title: What it is called.
        items: The items, in order.
        out: The PDF to be written.
        language: Of the set words.

    Returns:
        The files left out, because they are no PDF or picture or can't be read.

    Raises:
        PrintError: The contents could not be set.
    """
    with TemporaryDirectory(prefix="zhangtu-bundle-") as folder:
        first = Path(folder) / "contents.pdf"
        first.write_bytes(write_pdf(Official(title, contents(items, language), language=language)))
        return _join(first, items, out)


def _join(first: Path, items: Sequence[Item], out: Path) -> tuple[Proof, ...]:
    proofs = [proof for item in items for proof in item.proofs]
    printed = [proof for proof in proofs if proof.name.lower().endswith(PRINTED)]
    try:
        joined({out: [Part(first, WHOLE), *(Part(proof.path, WHOLE) for proof in printed)]})
    except ScanError:
        # One bad file costs only itself: each is tried alone.
        printed = [proof for proof in printed if _readable(proof, out)]
        joined({out: [Part(first, WHOLE), *(Part(proof.path, WHOLE) for proof in printed)]})
    return tuple(proof for proof in proofs if proof not in printed)


def _readable(proof: Proof, out: Path) -> bool:
    try:
        joined({out: [Part(proof.path, WHOLE)]})
    except ScanError:
        return False
    return True


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    with _entry(archive, name) as target:
        target.write(data)


def _entry(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    return archive.open(info, "w", force_zip64=True)


def _copy(source: IO[bytes], target: IO[bytes]) -> None:
    while piece := source.read(1 << 20):
        target.write(piece)
