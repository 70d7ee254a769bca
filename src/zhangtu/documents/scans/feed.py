"""Starts the confined process that opens scans, and takes what it finds."""

import subprocess
import sys
from collections.abc import Generator, Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from typing import Any, Final

import msgspec

from zhangtu.documents.scans.refusing import Reason, ScanError
from zhangtu.documents.scans.values import Part, ScannedPage

#: Seconds by the clock on the wall that a file may take.
LONGEST: Final = 1_200.0


class _Line(msgspec.Struct):
    """A line the process writes."""

    page: ScannedPage | None = None
    refused: str = ""
    facts: dict[str, str] = {}
    done: bool = False


_LINES: Final = msgspec.json.Decoder(_Line)


def pages(path: Path, folder: Path) -> Generator[ScannedPage]:
    """Read a scan in a process of its own.

    Args:
        path: The file: PDF, JPEG, PNG, TIFF, BMP, WebP, GIF.
        folder: Where small pictures of its pages go.

    Yields:
        Its pages, one after the other.

    Raises:
        ScanError: It can't be read, or reading it brought the process down.
    """
    for line in _lines("read", str(path), str(folder)):
        if line.page is not None:
            yield line.page


def joined(files: Mapping[Path, Sequence[Part]]) -> None:
    """Put pages of scans together to PDFs, in a process of its own.

    Args:
        files: The PDF to be written → its pages in order.

    Raises:
        ScanError: One of the scans can't be read.
    """
    with TemporaryDirectory(prefix="zhangtu-scan-") as name:
        wanted = Path(name) / "wanted.json"
        wanted.write_bytes(msgspec.json.encode(list(files.items()), enc_hook=str))
        for _ in _lines("join", str(wanted)):
            pass


def _lines(*words: str) -> Generator[_Line]:
    command = [sys.executable, "-m", "zhangtu.documents.scans.child", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        watch = Timer(LONGEST, process.kill)
        watch.daemon = True
        watch.start()
        try:
            whole = yield from _told(process.stdout or ())
            if not whole:
                # Ended by a signal: it ran against its limits; else by something in the file nobody foresaw.
                raise ScanError(Reason.FLOOD if process.wait() < 0 else Reason.BROKEN)
        finally:
            watch.cancel()
            process.kill()


def _told(stream: Iterable[Any]) -> Generator[_Line, None, bool]:
    """The lines; whether the process said that it was through."""
    for raw in stream:
        line = _LINES.decode(raw)
        if line.refused:
            facts: dict[str, Any] = dict(line.facts)
            raise ScanError(Reason(line.refused), **facts)
        if line.done:
            return True
        yield line
    return False
