"""Makes an office out of a backup, in an empty folder, wholly or not at all."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from zhangtu.project.carrying import filling
from zhangtu.project.carrying.archive import Unpacking
from zhangtu.project.carrying.packing import FILES, KEY
from zhangtu.project.carrying.refusals import CarryingError
from zhangtu.project.carrying.streams import Progress, Sum
from zhangtu.project.carrying.tables import Table


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What came out of a backup.

    Attributes:
        entries: Number of the last entry.
        rows: Rows of all tables.
        files: How many files.
        with_key: Whether the office's key was in it.
        damaged: Files that were damaged when the backup was made.
    """

    entries: int
    rows: int
    files: int
    with_key: bool
    damaged: tuple[str, ...]


class _Backup:
    """A backup as an origin of tables.

    Args (of the class):
        unpacking: The backup.
    """

    def __init__(self, unpacking: Unpacking) -> None:
        self._unpacking = unpacking
        self._parts = unpacking.manifest.tables

    def tables(self) -> Iterable[Table]:
        """The tables, in the order in which they are filled."""
        return [part.table(name) for name, part in self._parts.items()]

    def lines(self, table: Table) -> Iterable[bytes]:
        """The rows of one, as lines."""
        return self._unpacking.lines(table.name)

    def sums(self) -> Mapping[str, Sum]:
        """Table → what it is compared by."""
        return {name: part.total() for name, part in self._parts.items()}

    def counters(self) -> Mapping[str, int]:
        """Table → the last number it gave a row."""
        return self._unpacking.manifest.counters


def unpack(
    home: Path, backup: Path, shown: str, progress: Progress, complete: Callable[[], None]
) -> Unpacked:
    """Make an office out of a backup; the folder was taken, Django is set up, the sign stays.

    Args:
        home: The office's folder, taken.
        backup: The backup.
        shown: The store's address without its password.
        progress: Told now and then.
        complete: Makes the ephemeral database.

    Returns:
        What came out of it.

    Raises:
        CarryingError: It is no backup, damaged, or made by a newer program.
        OSError: Something cannot be written.
    """
    unpacking = Unpacking(backup)
    manifest = unpacking.manifest
    if not filling.known(manifest.migrations):
        raise CarryingError("newer", what=manifest.program)
    for name, digest in manifest.loose.items():
        _write(home, name, unpacking.pieces(name, digest))
    _files(home, unpacking, progress)
    filling.claim(shown)
    filled = filling.fill_store(_Backup(unpacking), manifest.migrations, progress)
    complete()
    filling.finish()
    with_key = KEY in manifest.loose
    return Unpacked(manifest.entries, filled.rows, manifest.files, with_key, tuple(manifest.damaged))


def _files(home: Path, unpacking: Unpacking, progress: Progress) -> None:
    """Write the files people brought in."""
    names = [name for name in unpacking.names() if name.startswith(f"{FILES}/")]
    if len(names) != unpacking.manifest.files:
        raise CarryingError("damaged", what=FILES)
    for done, name in enumerate(names, 1):
        digest = name.rpartition("/")[2]
        _write(home, name, unpacking.pieces(name, "" if digest in unpacking.manifest.damaged else digest))
        if done % 100 == 0:
            progress(FILES, done)


def _write(home: Path, name: str, pieces: Iterable[bytes]) -> None:
    """Write a part of the backup where it belongs, durably.

    Raises:
        CarryingError: Its name leads out of the folder, or its bytes are not what the list says.
    """
    place = home / name
    if not place.resolve().is_relative_to(home.resolve()):
        raise CarryingError("damaged", what=name)
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("wb") as target:
        for piece in pieces:
            target.write(piece)
        target.flush()
        os.fsync(target.fileno())
