"""Composes the entries of rows that were prepared, frame by frame; also run as a process of its own.

It knows neither the store nor field types: a process that runs it starts in a tenth of a second.
"""

import sys
import zlib
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from struct import Struct
from typing import Any, Final

import msgspec

from zhangtu.journal.composing import Composed, compose
from zhangtu.ledgers import texts

#: The file of frames: four bytes of CRC-32 before each.
ROWS: Final = "rows.spool"
#: Stands before each frame: its CRC-32; before each piece that is handed on: its length.
NUMBER: Final = Struct(">I")
#: Offset, length and number of rows of a frame.
Place = tuple[int, int, int]
#: Key number, whether nobody else may have it, and each row's folded value; ``None`` for none.
Keys = tuple[int, bool, list[str | None]]


class DamagedError(ValueError):
    """What was prepared is not what was written."""


class Plan(msgspec.Struct, array_like=True):
    """What the rows of an import have in common.

    Attributes:
        personal: Numbers of the fields whose values lie apart.
        person: The person they are about or who entered them; 0 for none.
    """

    personal: frozenset[int]
    person: int


class Amended(msgspec.Struct, array_like=True, gc=False):
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


class Frame(msgspec.Struct, array_like=True, gc=False):
    """Rows as they are spooled: the new ones as lists with a place for each, then those to amend.

    Attributes:
        sheet_rows: Their rows in the sheet.
        units: The units they are to belong to.
        uids: Their names to the outside, 32 digits.
        columns: Field number → JSON texts; ``None`` for none.
        keys: Their keys.
        links: Place, field and target of their references.
        folded: The words typed search looks at; empty when the ledger has none.
        amended: Rows to amend.
    """

    sheet_rows: list[int]
    units: list[int]
    uids: list[str]
    columns: dict[int, list[str | None]]
    keys: list[Keys]
    links: list[tuple[int, int, int]]
    folded: list[str]
    amended: list[Amended]

    @property
    def rows(self) -> int:
        """How many rows it holds."""
        return len(self.sheet_rows) + len(self.amended)


class Ready(msgspec.Struct, array_like=True, gc=False):
    """A frame whose entries are composed; what is not named here as in ``Frame``.

    Attributes:
        values: The texts of ``Row.values``.
        entries: The entries.
    """

    sheet_rows: list[int]
    units: list[int]
    uids: list[str]
    values: list[str]
    entries: list[Composed]
    keys: list[Keys]
    links: list[tuple[int, int, int]]
    folded: list[str]
    amended: list[Amended]

    @property
    def rows(self) -> int:
        """How many rows it holds."""
        return len(self.sheet_rows) + len(self.amended)


encode: Final = msgspec.msgpack.Encoder().encode
#: The rows of a frame.
decode: Final = msgspec.msgpack.Decoder(Frame).decode
#: The rows of a composed one.
decode_ready: Final = msgspec.msgpack.Decoder(Ready).decode


def frames(path: Path, places: Sequence[Place]) -> Iterator[Frame]:
    """Frames from the disk.

    Args:
        path: The file of frames.
        places: Where they stand.

    Yields:
        The frames, one by one.

    Raises:
        DamagedError: They are not what was written.
    """
    with path.open("rb") as file:
        for offset, length, count in places:
            file.seek(offset)
            head, data = file.read(NUMBER.size), file.read(length)
            if len(data) != length or NUMBER.unpack(head)[0] != zlib.crc32(data):
                raise DamagedError
            frame = decode(data)
            if frame.rows != count:
                raise DamagedError
            yield frame


def composed(frame: Frame, plan: Plan) -> Ready:
    """Compose the entries of the new rows of a frame.

    Args:
        frame: The rows.
        plan: What the rows of the import have in common.

    Returns:
        The same rows with their entries.
    """
    count, columns = len(frame.uids), frame.columns
    opened: dict[str, Sequence[str | None]] = {
        str(no): column for no, column in columns.items() if no not in plan.personal
    }
    opened[texts.UID] = [f'"{x[:8]}-{x[8:12]}-{x[12:16]}-{x[16:20]}-{x[20:]}"' for x in frame.uids]
    opened[texts.UNIT] = list(map(str, frame.units))
    if plan.person:
        opened[texts.PERSON] = [str(plan.person)] * count
    personal = {str(no): column for no, column in columns.items() if no in plan.personal}
    return Ready(
        frame.sheet_rows, frame.units, frame.uids, texts.many_together(columns, count),
        compose(opened, personal, count), frame.keys, frame.links, frame.folded, frame.amended,
    )  # fmt: skip


def without(frame: Ready, places: Collection[int]) -> Ready:
    """A frame without some of its new rows.

    Args:
        frame: The frame.
        places: The places of the rows to leave out.

    Returns:
        The others.
    """
    kept = [at for at in range(len(frame.uids)) if at not in places]
    moved = {at: place for place, at in enumerate(kept)}

    def of(column: list[Any]) -> list[Any]:
        return [column[at] for at in kept] if column else column

    return Ready(
        of(frame.sheet_rows), of(frame.units), of(frame.uids), of(frame.values), of(frame.entries),
        [(number, only, of(values)) for number, only, values in frame.keys],
        [(moved[at], no, target) for at, no, target in frame.links if at in moved],
        of(frame.folded), frame.amended,
    )  # fmt: skip


def main() -> None:
    """Compose the frames a file holds, where the plan says they stand, and hand them on."""
    plan, places = msgspec.json.decode(sys.argv[2], type=Plan), sys.stdin.buffer.read()
    out = sys.stdout.buffer
    for frame in frames(Path(sys.argv[1]), msgspec.json.decode(places, type=list[Place])):
        data = encode(composed(frame, plan))
        out.write(NUMBER.pack(len(data)))
        out.write(data)
        out.flush()


if __name__ == "__main__":
    main()
