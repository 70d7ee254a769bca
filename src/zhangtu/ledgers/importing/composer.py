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
from zhangtu.ledgers import texts

#: Rows in a frame: what one act puts into the store, well within a tenth of a second.
FRAME: Final = 500
#: The file of frames: four bytes of CRC-32 before each.
ROWS: Final = "rows.spool"
#: Stands before each frame: its CRC-32; before each piece that is handed on: its length.
NUMBER: Final = struct.Struct(">I")
#: Offset, length and number of rows of a frame.
Place = tuple[int, int, int]


class Plan(msgspec.Struct, array_like=True):
    """What the rows of an import have in common.

    Attributes:
        personal: Numbers of the fields whose values lie apart.
        person: The person they are about or who entered them; 0 for none.
    """

    personal: frozenset[int]
    person: int


class Coming(msgspec.Struct, array_like=True, tag=2, gc=False):
    """A row to create, before its entry is composed.

    Attributes:
        sheet_row: Its row in the sheet.
        unit: The unit it is to belong to.
        uid: Its name to the outside, 32 digits.
        whole: Field number → JSON text.
        keys: Key number, folded value, whether nobody else may have it.
        links: Field and target of its references.
        folded: The words typed search looks at.
    """

    sheet_row: int
    unit: int
    uid: str
    whole: dict[int, str]
    keys: list[tuple[int, str, bool]]
    links: list[tuple[int, int]]
    folded: str


class New(msgspec.Struct, array_like=True, tag=0, gc=False):
    """A row to create; what is not named here as in ``Coming``.

    Attributes:
        values: The text of ``Row.values``.
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

    def __init__(self, path: Path, plan: Plan) -> None:
        """Open the file; what it holds already stays before what comes.

        Args:
            path: The file of frames.
            plan: What the rows have in common.
        """
        self._plan = plan
        self._file = path.open("ab")
        self._places: list[Place] = []

    def put(self, rows: Sequence[Coming | Amended]) -> None:
        """Write a frame of rows."""
        data = encode(_composed(rows, self._plan))
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


def _composed(rows: Sequence[Coming | Amended], plan: Plan) -> list[New | Amended]:
    """The rows as they are spooled: the entries of new ones composed."""
    entries = iter(compose([_parts(row, plan) for row in rows if isinstance(row, Coming)]))
    return [
        New(
            row.sheet_row, row.unit, row.uid, texts.together(row.whole), next(entries), row.keys, row.links,
            row.folded,
        )
        if isinstance(row, Coming)
        else row
        for row in rows
    ]  # fmt: skip


def _parts(row: Coming, plan: Plan) -> tuple[dict[str, str], dict[str, str]]:
    """What stands open in a row's entry, and what lies apart."""
    personal, digits = plan.personal, row.uid
    opened = {str(no): text for no, text in row.whole.items() if no not in personal}
    uid = f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
    opened[texts.UID] = f'"{uid}"'
    opened[texts.UNIT] = str(row.unit)
    if plan.person:
        opened[texts.PERSON] = str(plan.person)
    return opened, {str(no): text for no, text in row.whole.items() if no in personal}


def main() -> None:
    """Compose and write the rows that come in, then tell where the frames stand."""
    sink = Here(Path(sys.argv[1]), msgspec.json.decode(sys.argv[2], type=Plan))
    rows = sys.stdin.buffer
    while head := rows.read(NUMBER.size):
        sink.put(_coming(rows.read(NUMBER.unpack(head)[0])))
    sys.stdout.buffer.write(msgspec.json.encode(sink.end()))


if __name__ == "__main__":
    main()
