"""Writes the frames of an import; of a large one a process beside composes the entries meanwhile."""

import subprocess
import sys
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import IO, Final, Protocol

import msgspec

from zhangtu.ledgers.importing.composer import (
    FRAME,
    NUMBER,
    ROWS,
    Amended,
    Coming,
    Here,
    New,
    Place,
    Plan,
    decode,
    encode,
)
from zhangtu.ledgers.importing.refusing import ImportRefusedError

#: After so many frames a process of its own composes: starting it takes as long as composing these.
_ALONE: Final = 4


class _Sink(Protocol):
    """Where rows go."""

    def put(self, rows: Sequence[Coming | Amended]) -> None:
        """Write a frame of rows."""

    def end(self) -> list[Place]:
        """Nothing more comes; all of it is on the disk afterwards. Where the frames stand."""

    def abandon(self) -> None:
        """Nothing of it counts."""


class _Beside:
    """Hands rows to a process that composes and writes them while the next are read."""

    def __init__(self, path: Path, plan: Plan) -> None:
        words = [str(path), msgspec.json.encode(plan).decode()]
        command = [sys.executable, "-m", "zhangtu.ledgers.importing.composer", *words]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603  # our own program
        self._pipe: IO[bytes] | None = self._process.stdin

    def put(self, rows: Sequence[Coming | Amended]) -> None:
        data = encode(rows)
        try:
            if self._pipe is not None:
                self._pipe.write(NUMBER.pack(len(data)))
                self._pipe.write(data)
                self._pipe.flush()
        except BrokenPipeError as error:
            raise ImportRefusedError("spool_broken") from error

    def end(self) -> list[Place]:
        with self._process as process:
            answer, _ = process.communicate()
        if process.returncode != 0:
            raise ImportRefusedError("spool_broken")
        return msgspec.json.decode(answer, type=list[Place])

    def abandon(self) -> None:
        self._process.kill()
        self._process.communicate()


class Writer:
    """Writes the frames of an import."""

    def __init__(self, folder: Path, plan: Plan) -> None:
        """Begin.

        Args:
            folder: The import's folder.
            plan: What the rows have in common.
        """
        self._plan = plan
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / ROWS
        self._path.unlink(missing_ok=True)
        self._held: list[Coming | Amended] = []
        self._sink: _Sink = Here(self._path, plan)
        self._places: list[Place] = []
        self._count = 0

    def add(self, row: Coming | Amended) -> None:
        """Add a row."""
        self._held.append(row)
        if len(self._held) >= FRAME:
            self._put()

    def _put(self) -> None:
        if self._count == _ALONE:
            self._places += self._sink.end()
            self._sink = _Beside(self._path, self._plan)
        self._sink.put(self._held)
        self._count += 1
        self._held = []

    def finish(self) -> list[Place]:
        """Write what is left; all of it is on the disk afterwards.

        Returns:
            Where the frames stand.

        Raises:
            ImportRefusedError: They could not be written.
        """
        if self._held:
            self._put()
        self._places += self._sink.end()
        return self._places

    def abandon(self) -> None:
        """Stop; what was written does not count."""
        self._sink.abandon()

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
                for row in decode(file.read(length)):
                    if isinstance(row, New):
                        mine = {(number, value): row.sheet_row for number, value, _ in row.keys}
                        found.update((key, mine[key]) for key in wanted & mine.keys())
        return found
