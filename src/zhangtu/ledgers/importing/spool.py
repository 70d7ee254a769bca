"""What was prepared, on the disk: frames of rows, each with its checksum, and a manifest written last."""

import os
import struct
import zlib
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, Final

import msgspec

from zhangtu.journal.composing import Composed, compose
from zhangtu.ledgers.importing.refusing import ImportRefusedError

#: Rows in a frame: what one act puts into the store, well within a tenth of a second.
FRAME: Final = 500
#: How frames are written now.
FORMAT: Final = 2
_ROWS: Final = "rows.spool"
_FAULTS: Final = "faults.json"
_MANIFEST: Final = "manifest.json"


class Coming(msgspec.Struct, array_like=True, tag=2, gc=False):
    """A row to create, before its entry is composed.

    Attributes:
        sheet_row: Its row in the sheet.
        unit: The unit it is to belong to.
        uid: Its name to the outside, 32 digits.
        values: The text of ``Row.values``.
        open: Field key → JSON text of what stands open in its entry.
        personal: The same of what lies apart.
        keys: Key number, folded value, whether nobody else may have it.
        links: Field and target of its references.
        folded: The words typed search looks at.
    """

    sheet_row: int
    unit: int
    uid: str
    values: str
    open: dict[str, str]
    personal: dict[str, str]
    keys: list[tuple[int, str, bool]]
    links: list[tuple[int, int]]
    folded: str


class New(msgspec.Struct, array_like=True, tag=0, gc=False):
    """A row to create; all but ``entry`` as in ``Coming``.

    Attributes:
        entry: Its entry, composed.
    """

    sheet_row: int
    unit: int
    uid: str
    values: str
    entry: Composed
    keys: list[tuple[int, str, bool]]
    links: list[tuple[int, int]]
    folded: str


class Amended(msgspec.Struct, array_like=True, tag=1, gc=False):
    """A row to amend.

    Attributes:
        sheet_row: Its row in the sheet.
        row: Its number.
        seen: Its last entry when this was prepared.
        given: Field name → what stood in the cell, made plain.
    """

    sheet_row: int
    row: int
    seen: int
    given: dict[str, Any]


class Fault(msgspec.Struct, array_like=True, gc=False):
    """Something wrong with a cell.

    Attributes:
        sheet: The sheet.
        row: Its row in the sheet, 1 for the top one.
        column: Its column, 0 for A; -1 when the whole row is meant.
        field: The field's name.
        kind: What is wrong.
        warning: Whether the row is taken all the same.
        facts: What fills the sentence; never the value.
    """

    sheet: str
    row: int
    column: int
    field: str
    kind: str
    warning: bool
    facts: dict[str, str]


class Manifest(msgspec.Struct):
    """What was prepared.

    Attributes:
        uid: The import's name.
        ledger: The ledger's name.
        definition: The version of its definition.
        actor: Person, post and machine that prepared it.
        name: What the file was called.
        sha256: Its digest.
        sheet: The sheet read.
        title: The table's title.
        match: Folded heading → field.
        created: Rows to create.
        amended: Rows to amend.
        same: Rows that are in the ledger already just so.
        faulty: Rows left out because of faults.
        frames: Offset, length and number of rows of each frame.
        left_out: Kind, first row, last row and words of what was left out.
        at: When it was prepared, microseconds since 1970 in UTC.
        mark: The journal's last number then.
        from_1904: Whether bare numbers in the file count days from 1904.
    """

    uid: str
    ledger: str
    definition: int
    actor: tuple[int, int, str]
    name: str
    sha256: str
    sheet: str
    title: str
    match: dict[str, str]
    created: int = 0
    amended: int = 0
    same: int = 0
    faulty: int = 0
    frames: list[tuple[int, int, int]] = msgspec.field(default_factory=list)
    left_out: list[tuple[str, int, int, str]] = msgspec.field(default_factory=list)
    at: int = 0
    mark: int = 0
    format: int = 0
    from_1904: bool = False


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[New | Amended]).decode


def _composed(rows: Sequence[Coming | Amended]) -> list[New | Amended]:
    """The rows as they are spooled: the entries of new ones composed."""
    coming = [row for row in rows if isinstance(row, Coming)]
    entries = iter(compose([(row.open, row.personal) for row in coming]))
    return [
        New(row.sheet_row, row.unit, row.uid, row.values, next(entries), row.keys, row.links, row.folded)
        if isinstance(row, Coming)
        else row
        for row in rows
    ]


class Writer:
    """Writes frames; the manifest makes them count."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._file = (folder / _ROWS).open("wb")
        self._held: list[Coming | Amended] = []
        self.frames: list[tuple[int, int, int]] = []

    def add(self, row: Coming | Amended) -> None:
        """Add a row."""
        self._held.append(row)
        if len(self._held) >= FRAME:
            self._flush()

    def holders(self, wanted: AbstractSet[tuple[int, str]]) -> dict[tuple[int, str], int]:
        """Which rows of the sheet have some keys, among the rows added.

        Args:
            wanted: Key number and folded value of each.

        Returns:
            Key number and folded value → the row of the sheet.
        """
        if not wanted:
            return {}
        self._flush()
        self._file.flush()
        found: dict[tuple[int, str], int] = {}
        with (self._folder / _ROWS).open("rb") as file:
            for offset, length, _ in self.frames:
                file.seek(offset + 4)
                for row in _decode(file.read(length)):
                    if isinstance(row, New):
                        mine = {(number, value): row.sheet_row for number, value, _ in row.keys}
                        found.update((key, mine[key]) for key in wanted & mine.keys())
        return found

    def _flush(self) -> None:
        if not self._held:
            return
        data = _encode(_composed(self._held))
        self.frames.append((self._file.tell(), len(data), len(self._held)))
        self._file.write(struct.pack(">I", zlib.crc32(data)) + data)
        self._held = []

    def finish(self, manifest: Manifest, faults: Sequence[Fault]) -> None:
        """Write what is left, then the faults, then the manifest; all of it is on the disk afterwards."""
        self._flush()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        manifest.frames = self.frames
        _put(self._folder / _FAULTS, msgspec.json.encode(list(faults)))
        _put(self._folder / _MANIFEST, msgspec.json.encode(manifest))

    def abandon(self) -> None:
        """Close and take away what was written."""
        self._file.close()
        clear(self._folder)


def _put(path: Path, data: bytes) -> None:
    coming = path.with_suffix(".coming")
    with coming.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    coming.replace(path)
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def manifest(folder: Path) -> Manifest:
    """What was prepared in a folder.

    Raises:
        ImportRefusedError: Nothing was, or it is damaged.
    """
    try:
        return msgspec.json.decode((folder / _MANIFEST).read_bytes(), type=Manifest)
    except FileNotFoundError as error:
        raise ImportRefusedError("no_import", uid=folder.name) from error
    except msgspec.MsgspecError as error:
        raise ImportRefusedError("spool_broken") from error


def faults(folder: Path) -> list[Fault]:
    """The faults found while preparing."""
    path = folder / _FAULTS
    return msgspec.json.decode(path.read_bytes(), type=list[Fault]) if path.exists() else []


def frames(folder: Path, made: Manifest, done: int) -> Iterator[tuple[int, list[New | Amended]]]:
    """The frames that are not in the store yet.

    Args:
        folder: The import's folder.
        made: Its manifest.
        done: How many rows are in the store; whole frames.

    Yields:
        How many rows come before it, and the frame.

    Raises:
        ImportRefusedError: What was prepared is damaged.
    """
    passed = 0
    with (folder / _ROWS).open("rb") as file:
        for offset, length, count in made.frames:
            if passed >= done:
                file.seek(offset)
                head, data = file.read(4), file.read(length)
                if len(data) != length or struct.unpack(">I", head)[0] != zlib.crc32(data):
                    raise ImportRefusedError("spool_broken")
                yield passed, _decode(data)
            passed += count


def clear(folder: Path) -> None:
    """Take away what was prepared: it holds values about persons. The manifest stays."""
    for name in (_ROWS, _FAULTS):
        (folder / name).unlink(missing_ok=True)
