"""A row as a line of JSON, the same for both databases, and back."""

import base64
import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
from django.db.backends.base.base import BaseDatabaseWrapper

from zhangtu.project.carrying.tables import Kind

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(list[Any]).decode
#: Turns a value that is there.
Turn = Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


def _text(value: Any) -> str:
    # PostgreSQL's driver reads JSON columns before we see them.
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _bytes(value: Any) -> str:
    return base64.b64encode(bytes(value)).decode()


def _moment(value: Any) -> str:
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    # SQLite keeps moments in UTC without saying so.
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _day(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _decimal(value: Any) -> str:
    return format(Decimal(str(value)).normalize(), "f")


#: How what the driver hands over is written down; the same whichever driver it was.
_WRITTEN: Mapping[Kind, Turn] = {
    Kind.NUMBER: _same,
    Kind.TEXT: _text,
    Kind.YES_NO: bool,
    Kind.BYTES: _bytes,
    Kind.DECIMAL: _decimal,
    Kind.UUID: lambda value: str(UUID(str(value))),
    Kind.MOMENT: _moment,
    Kind.DAY: _day,
}


class Writer:
    """Writes rows of one table down.

    Args (of the class):
        kinds: How the values of each column are written down, in the order of the columns.
    """

    def __init__(self, kinds: list[Kind]) -> None:
        turns = [_WRITTEN[kind] for kind in kinds]
        #: Only columns that need turning cost anything.
        self._turns = [(place, turn) for place, turn in enumerate(turns) if turn is not _same]

    def line(self, row: tuple[Any, ...]) -> bytes:
        """Write a row down.

        Args:
            row: Its values as the driver hands them over.

        Returns:
            A line of JSON with its line end.
        """
        values = list(row)
        for place, turn in self._turns:
            value = values[place]
            if value is not None:
                values[place] = turn(value)
        return _encode(values) + b"\n"


class Reader:
    """Reads the lines of one table back for one database.

    Args (of the class):
        kinds: How the values of each column are written down, in the order of the columns.
        connection: The database they are for.
    """

    def __init__(self, kinds: list[Kind], connection: BaseDatabaseWrapper) -> None:
        operations = connection.ops
        turns: Mapping[Kind, Turn] = {
            Kind.BYTES: base64.b64decode,
            Kind.DECIMAL: Decimal,
            Kind.UUID: UUID if connection.features.has_native_uuid_field else lambda text: UUID(text).hex,
            Kind.MOMENT: lambda text: operations.adapt_datetimefield_value(datetime.fromisoformat(text)),
            Kind.DAY: lambda text: operations.adapt_datefield_value(date.fromisoformat(text)),
        }
        self._turns = [(place, turns[kind]) for place, kind in enumerate(kinds) if kind in turns]

    def row(self, line: bytes) -> list[Any]:
        """Read a line.

        Args:
            line: A line of JSON.

        Returns:
            The values as the driver takes them.
        """
        values: list[Any] = _decode(line)
        for place, turn in self._turns:
            value = values[place]
            if value is not None:
                values[place] = turn(value)
        return values
