"""Starts the confined process that reads a workbook, and takes its frames."""

import pickle  # only frames of our own process, and only dates are admitted
import struct
import subprocess
import sys
from collections.abc import Generator, Sequence
from contextlib import closing
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import IO, Any, NoReturn

from zhangtu.documents.sheets.refusing import Reason, SheetError
from zhangtu.documents.sheets.sniffing import Kind

#: No frame of ours is larger.
_MOST = 512 * 1024 * 1024
_ADMITTED = {"date": date, "datetime": datetime, "time": time, "timedelta": timedelta}


class _Plain(pickle.Unpickler):
    """Admits dates and times and nothing else that could be named."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "datetime" and name in _ADMITTED:
            return _ADMITTED[name]
        raise pickle.UnpicklingError(name)


def frames(path: Path, kind: Kind, wanted: Sequence[str] = ()) -> Generator[tuple[Any, ...]]:
    """Read a workbook in a process of its own.

    Args:
        path: The file.
        kind: What it is.
        wanted: Names of the sheets to read.

    Yields:
        The frames ``child`` describes; the process is ended when the generator is closed.

    Raises:
        SheetError: The file can't be read, or reading it brought the process down.
    """
    command = [sys.executable, "-m", "zhangtu.documents.sheets.child", str(path), kind.value, *wanted]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            yield from _taken(process.stdout, path.name)
            code = process.wait()
            if code != 0:
                # Ended by a signal: it ran against its limits.
                raise SheetError(Reason.FLOOD if code < 0 else Reason.BROKEN, name=path.name)
        finally:
            process.kill()


def _taken(stream: IO[bytes] | None, name: str) -> Generator[tuple[Any, ...]]:
    if stream is None:
        raise SheetError(Reason.BROKEN, name=name)
    with closing(stream):
        while head := stream.read(4):
            size = struct.unpack(">I", head)[0] if len(head) == 4 else _MOST + 1
            data = stream.read(size) if size <= _MOST else b""
            if len(data) != size:
                raise SheetError(Reason.FLOOD, name=name)
            frame: tuple[Any, ...] = _Plain(BytesIO(data)).load()
            if frame[0] == "refused":
                _refuse(frame)
            yield frame


def _refuse(frame: tuple[Any, ...]) -> NoReturn:
    raise SheetError(Reason(frame[1]), **frame[2])
