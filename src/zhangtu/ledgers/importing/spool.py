"""What was prepared, on the disk: frames of rows, each with its checksum, and a manifest written last."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from zhangtu.ledgers.importing.composer import ROWS, Place
from zhangtu.ledgers.importing.refusing import ImportRefusedError

#: How frames are written now.
FORMAT: Final = 3
_FAULTS: Final = "faults.json"
_MANIFEST: Final = "manifest.json"


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
        left: Rows that are in the ledger already and stay as they are, as was asked.
        faulty: Rows left out because of faults.
        frames: Offset, length and number of rows of each frame.
        left_out: Kind, first row, last row and words of what was left out.
        at: When it was prepared, microseconds since 1970 in UTC.
        mark: The journal's last number then.
        heading: The last row of the table's heading.
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
    frames: list[Place] = msgspec.field(default_factory=list)
    left_out: list[tuple[str, int, int, str]] = msgspec.field(default_factory=list)
    at: int = 0
    mark: int = 0
    heading: int = 0
    format: int = 0
    from_1904: bool = False
    left: int = 0


def finish(folder: Path, made: Manifest, faults: Sequence[Fault]) -> None:
    """Write the faults, then the manifest, which makes all of it count; both are on the disk afterwards."""
    _put(folder / _FAULTS, msgspec.json.encode(list(faults)))
    _put(folder / _MANIFEST, msgspec.json.encode(made))


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


def coming(made: Manifest, done: int) -> list[Place]:
    """Where the frames stand that are not in the store yet.

    Args:
        made: The import's manifest.
        done: How many rows are in the store; whole frames.

    Returns:
        Their places.
    """
    passed = 0
    for at, (_, _, count) in enumerate(made.frames):
        if passed >= done:
            return made.frames[at:]
        passed += count
    return []


def clear(folder: Path) -> None:
    """Take away what was prepared: it holds values about persons. The manifest stays."""
    for name in (ROWS, _FAULTS):
        (folder / name).unlink(missing_ok=True)
