"""Composes the entries of rows to be imported and writes them in frames; also run as a process of its own.

It knows neither the store nor field types: a process that runs it starts in a tenth of a second.
"""

import os
import struct
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from zhangtu.journal.composing import Composed, compose

#: Rows in a frame: what one act puts into the store, well within a tenth of a second.
FRAME: Final = 500
#: The file of frames: four bytes of CRC-32 before each.
ROWS: Final = "rows.spool"
#: Stands before each frame: its CRC-32; before each piece that is handed on: its length.
NUMBER: Final = struct.Struct(">I")
#: Offset, length and number of rows of a frame.
Place = tuple[int, int, int]


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


#: The bytes of a piece or frame.
encode = msgspec.msgpack.Encoder().encode
#: The rows of a frame.
decode = msgspec.msgpack.Decoder(list[New | Amended]).decode


_coming = msgspec.msgpack.Decoder(list[Coming | Amended]).decode


class Here:
    """Composes and writes in this process."""

    def __init__(self, path: Path) -> None:
        """Open the file; what it holds already stays before what comes.

        Args:
            path: The file of frames.
        """
        self._file = path.open("ab")
        self._places: list[Place] = []

    def put(self, rows: Sequence[Coming | Amended]) -> None:
        """Write a frame of rows."""
        data = encode(_composed(rows))
        self._places.append((self._file.tell(), len(data), len(rows)))
        self._file.write(NUMBER.pack(zlib.crc32(data)))
        self._file.write(data)

    def end(self) -> list[Place]:
        """Nothing more comes; all of it is on the disk afterwards. Where the frames stand."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        return self._places

    def abandon(self) -> None:
        """Nothing of it counts."""
        self._file.close()


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


def main() -> None:
    """Compose and write the rows that come in, then tell where the frames stand."""
    sink = Here(Path(sys.argv[1]))
    rows = sys.stdin.buffer
    while head := rows.read(NUMBER.size):
        sink.put(_coming(rows.read(NUMBER.unpack(head)[0])))
    sys.stdout.buffer.write(msgspec.json.encode(sink.end()))


if __name__ == "__main__":
    main()
