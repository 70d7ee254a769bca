"""The form of a backup: a zip file with the tables as lines of JSON, the files, and a list of it all."""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import msgspec

from zhangtu.project.carrying.refusals import CarryingError
from zhangtu.project.carrying.streams import Sum, Summing
from zhangtu.project.carrying.tables import Kind, Table

#: Version of the form; a reader takes no later one.
FORMAT = 1
MANIFEST = "manifest.json"
#: Bytes copied at a time.
PIECE = 1 << 20
#: Table lines shrink to a fifth at the quickest setting; files people brought in hardly shrink at all.
_QUICK = 1


class TablePart(msgspec.Struct, frozen=True):
    """A table in a backup.

    Attributes:
        columns: Column → how its values are written down, in the order of the lines.
        keys: How many of them are the key's.
        rows: How many lines there are.
        sha256: Digest of the lines.
    """

    columns: dict[str, Kind]
    keys: int
    rows: int
    sha256: str

    def table(self, name: str) -> Table:
        """The table as the store has it.

        Args:
            name: Its name.

        Returns:
            The table.
        """
        return Table(name, self.columns, self.keys)

    def total(self) -> Sum:
        """What the table is compared by."""
        return Sum(self.rows, self.sha256)


class Manifest(msgspec.Struct, frozen=True):
    """What is in a backup.

    Attributes:
        format: Version of the form.
        program: Version of the program that made it.
        made: When, ISO 8601.
        epoch: The store's epoch.
        entries: Number of the last entry.
        migrations: App → its last migration.
        tables: Table → what it holds, in the order in which they are filled.
        counters: Table → the last number it gave a row.
        loose: File beside ``files/`` → SHA-256.
        files: How many files there are in ``files/``, each named by its SHA-256.
        damaged: Those whose bytes were not what their names say when the backup was made.
    """

    format: int
    program: str
    made: str
    epoch: str
    entries: int
    migrations: dict[str, str]
    tables: dict[str, TablePart]
    counters: dict[str, int]
    loose: dict[str, str]
    files: int
    damaged: list[str]


class Packing:
    """Writes a backup, piece by piece, from front to end.

    Args (of the class):
        into: Where; need not be able to go back.
    """

    def __init__(self, into: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED, compresslevel=_QUICK)

    def table(self, name: str, lines: Iterable[bytes]) -> Sum:
        """Write a table.

        Args:
            name: Its name.
            lines: Its rows.

        Returns:
            What it is compared by.
        """
        summing = Summing()
        with (
            self._zip.open(f"tables/{name}.jsonl", "w", force_zip64=True) as member,
            # Many short lines: handed on a megabyte at a time.
            io.BufferedWriter(member, PIECE) as buffered,
        ):
            for line in summing.passing(lines):
                buffered.write(line)
        return summing.total()

    def file(self, name: str, path: Path) -> str:
        """Copy a file.

        Args:
            name: What it is called in the backup.
            path: Where it lies.

        Returns:
            The SHA-256 of the bytes that were copied.
        """
        with path.open("rb") as source:
            return self.bytes(name, iter(lambda: source.read(PIECE), b""))

    def bytes(self, name: str, pieces: Iterable[bytes]) -> str:
        """Write bytes.

        Args:
            name: What they are called in the backup.
            pieces: The bytes.

        Returns:
            Their SHA-256.
        """
        digest = hashlib.sha256()
        # Named by a ZipInfo, a part is stored as it is.
        with self._zip.open(zipfile.ZipInfo(name), "w", force_zip64=True) as member:
            for piece in pieces:
                digest.update(piece)
                member.write(piece)
        return digest.hexdigest()

    def finish(self, manifest: Manifest) -> None:
        """Write the list of it all, and the end.

        Args:
            manifest: The list.
        """
        self._zip.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=1))
        self._zip.close()


class Unpacking:
    """Reads a backup.

    Args (of the class):
        path: Where it lies.

    Raises:
        CarryingError: It is no backup, not whole, or made by a newer program.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
            self.manifest = msgspec.json.decode(self._zip.read(MANIFEST), type=Manifest)
        except (OSError, zipfile.BadZipFile, KeyError, msgspec.DecodeError) as error:
            raise CarryingError("no_backup", path=path, why=error) from error
        if self.manifest.format > FORMAT:
            raise CarryingError("newer", what=self.manifest.program)

    def lines(self, name: str) -> Iterator[bytes]:
        """Read a table, and compare it with the list at its end.

        Args:
            name: The table.

        Yields:
            Its lines.

        Raises:
            CarryingError: It is not what the list says.
        """
        summing = Summing()
        with self._member(f"tables/{name}.jsonl") as member:
            yield from summing.passing(io.BufferedReader(member, PIECE))
        if summing.total() != self.manifest.tables[name].total():
            raise CarryingError("damaged", what=name)

    def names(self) -> list[str]:
        """Every file in it that is no table and not the list."""
        return [name for name in self._zip.namelist() if name != MANIFEST and not name.startswith("tables/")]

    def pieces(self, name: str, sha256: str) -> Iterator[bytes]:
        """Read a file, and compare it with its digest at its end.

        Args:
            name: What it is called.
            sha256: What its digest is to be; empty when nobody knows.

        Yields:
            Its bytes.

        Raises:
            CarryingError: It is not what its digest says.
        """
        digest = hashlib.sha256()
        with self._member(name) as member:
            while piece := member.read(PIECE):
                digest.update(piece)
                yield piece
        if sha256 and digest.hexdigest() != sha256:
            raise CarryingError("damaged", what=name)

    def _member(self, name: str) -> Any:
        """Open a part; one that is missing or cannot be opened is damage."""
        try:
            return _Sound(self._zip.open(name), name)
        except (KeyError, zipfile.BadZipFile) as error:
            raise CarryingError("damaged", what=name) from error


class _Sound(io.RawIOBase):
    """A part of the zip file that reports damage found on the way as what it is.

    Args (of the class):
        member: The part.
        name: What it is called.
    """

    def __init__(self, member: IO[bytes], name: str) -> None:
        self._member, self._name = member, name

    def readable(self) -> bool:
        """It can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Read bytes.

        Args:
            size: At most so many.

        Returns:
            The bytes; empty at the end.

        Raises:
            CarryingError: The zip file is damaged here.
        """
        try:
            return self._member.read(size)
        except (zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
            raise CarryingError("damaged", what=self._name) from error

    def readinto(self, buffer: Any) -> int:
        """Read into a buffer.

        Args:
            buffer: Where to.

        Returns:
            How many bytes there were.
        """
        piece = self.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        """Let go of it."""
        self._member.close()
        super().close()
