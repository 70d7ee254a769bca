"""``heads.log``: every head once more, outside the database, one a line, written through to the disk."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings

from zhangtu.journal.heads import Head

#: Enough for some hundred heads; the whole file is read only when the newest seal is not among them.
_TAIL: Final = 128 * 1024


def path() -> Path:
    """Where it is.

    Returns:
        The file in the office's folder; it need not exist.
    """
    return Path(settings.ZHANGTU_HOME) / "heads.log"


@contextmanager
def _alone() -> Iterator[int]:
    """The file, open for this process only."""
    path().parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path(), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
    finally:
        os.close(file)


def append(heads: list[Head]) -> None:
    """Add heads that are not in it yet; a line cut off by a crash is taken away first.

    Args:
        heads: Heads in order; those in the file already are passed over.
    """
    with _alone() as file:
        size = os.fstat(file).st_size
        begin = max(size - _TAIL, 0)
        tail = os.pread(file, size - begin, begin)
        whole = tail.rfind(b"\n") + 1
        if whole < len(tail) and (whole or not begin):
            os.ftruncate(file, begin + whole)
        known = {line for line in tail[:whole].decode("utf-8", "replace").splitlines() if line}
        new = [head.line for head in heads if head.line not in known]
        if new:
            os.lseek(file, 0, os.SEEK_END)
            _write_all(file, "".join(f"{line}\n" for line in new).encode())
            os.fsync(file)


def _write_all(file: int, data: bytes) -> None:
    """Write, however many turns it takes."""
    while data:
        data = data[os.write(file, data) :]


def newest_lines() -> set[str]:
    """The last few hundred lines.

    Returns:
        Their texts.
    """
    try:
        with path().open("rb") as file:
            file.seek(max(file.seek(0, os.SEEK_END) - _TAIL, 0))
            whole = file.read().split(b"\n")[:-1]
    except FileNotFoundError:
        return set()
    return {line.decode("utf-8", "replace") for line in whole}


def length() -> int:
    """How long it is now.

    Returns:
        Its bytes.
    """
    try:
        return path().stat().st_size
    except FileNotFoundError:
        return 0


def lines(until: int | None = None) -> Iterator[tuple[int, str]]:
    """Every line.

    Args:
        until: Only lines within so many bytes, a ``length`` of before; all of them if not given.

    Yields:
        Its number, 1 for the first, and its text; a last line without an end was cut off by a crash and
        is left out.
    """
    read = 0
    try:
        with path().open("rb") as file:
            for number, line in enumerate(file, 1):
                read += len(line)
                if until is not None and read > until:
                    return
                if line.endswith(b"\n"):
                    yield number, line.decode("utf-8", "replace").strip()
    except FileNotFoundError:
        return
