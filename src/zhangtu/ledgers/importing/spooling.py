"""Writes the frames of an import, and has them composed: of a large one by a process beside."""

import fcntl
import os
import subprocess
import sys
import zlib
from collections.abc import Generator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing, suppress
from pathlib import Path
from typing import IO, Final

import msgspec

from zhangtu.ledgers.importing.composer import (
    NUMBER,
    ROWS,
    DamagedError,
    Frame,
    Place,
    Plan,
    Ready,
    composed,
    decode,
    decode_ready,
    encode,
    frames,
)
from zhangtu.ledgers.importing.refusing import ImportRefusedError

#: Rows in a frame: what one act puts into the store, well within a tenth of a second.
FRAME: Final = 500
#: From so many frames on a process of its own composes: starting it takes as long as composing these.
_ALONE: Final = 8
#: Bytes a pipe is to hold: a frame, so that the next can be composed while one is put into the store.
_PIPE: Final = 1 << 20


class Writer:
    """Writes the frames of an import."""

    def __init__(self, folder: Path) -> None:
        """Begin.

        Args:
            folder: The import's folder.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / ROWS
        self._file = self._path.open("wb")
        self._places: list[Place] = []

    def put(self, frame: Frame) -> None:
        """Write a frame, if there are rows in it."""
        if not frame.rows:
            return
        data = encode(frame)
        self._places.append((self._file.tell(), len(data), frame.rows))
        self._file.write(NUMBER.pack(zlib.crc32(data)))
        self._file.write(data)

    def finish(self) -> list[Place]:
        """Nothing more comes; all of it is on the disk afterwards.

        Returns:
            Where the frames stand.
        """
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        return self._places

    def abandon(self) -> None:
        """Stop; what was written does not count."""
        self._file.close()

    def holders(self, wanted: AbstractSet[tuple[int, str]]) -> dict[tuple[int, str], int]:
        """Which rows of the sheet have some keys, among the rows written.

        Args:
            wanted: Key number and folded value of each.

        Returns:
            Key number and folded value → the row of the sheet.
        """
        found: dict[tuple[int, str], int] = {}
        with self._path.open("rb") as file:
            for offset, length, _ in self._places if wanted else ():
                file.seek(offset + NUMBER.size)
                frame = decode(file.read(length))
                for number, _only, values in frame.keys:
                    mine = {(number, value): at for at, value in enumerate(values) if value is not None}
                    found.update((key, frame.sheet_rows[mine[key]]) for key in wanted & mine.keys())
        return found


def ready(folder: Path, places: Sequence[Place], plan: Plan) -> Generator[Ready]:
    """The frames of an import, their entries composed.

    Args:
        folder: The import's folder.
        places: Where they stand.
        plan: What the rows have in common.

    Yields:
        The frames, in order; a process beside is ended when the generator is closed.

    Raises:
        ImportRefusedError: What was prepared is damaged.
    """
    path = folder / ROWS
    if len(places) >= _ALONE:
        yield from _beside(path, places, plan)
        return
    try:
        for frame in frames(path, places):
            yield composed(frame, plan)
    except (DamagedError, msgspec.MsgspecError) as error:
        raise ImportRefusedError("spool_broken") from error


def _beside(path: Path, places: Sequence[Place], plan: Plan) -> Generator[Ready]:
    words = [str(path), msgspec.json.encode(plan).decode()]
    command = [sys.executable, "-m", "zhangtu.ledgers.importing.composer", *words]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603  # our own program
        try:
            if process.stdin is not None and process.stdout is not None:
                with closing(process.stdin) as pipe, suppress(BrokenPipeError):
                    pipe.write(msgspec.json.encode(places))
                _widen(process.stdout)
                yield from _taken(process.stdout, len(places))
        finally:
            process.kill()


def _widen(pipe: IO[bytes]) -> None:
    """Let a pipe hold a frame, where the system lets it."""
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)


def _taken(pipe: IO[bytes], count: int) -> Generator[Ready]:
    for _ in range(count):
        head = pipe.read(NUMBER.size)
        data = pipe.read(NUMBER.unpack(head)[0]) if len(head) == NUMBER.size else b""
        try:
            yield decode_ready(data)
        except msgspec.MsgspecError as error:
            raise ImportRefusedError("spool_broken") from error
