"""Replays the entries of a register, row by row, and compares what comes out with what stands there now."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, Final

import msgspec

from zhangtu.journal.canonical import REASON, Written
from zhangtu.journal.findings import Findings, Kind
from zhangtu.journal.hooks import EVENTS, Text

REDACT: Final = "redact"
#: Fields of a ``redact`` entry: by what authority, and field → numbers of the entries it was removed from.
AUTHORITY: Final = "@authority"
REMOVES: Final = "@removes"
_RAW: Final = msgspec.Raw
_NULL: Final = msgspec.Raw(b"null")
_REMOVES = msgspec.json.Decoder(dict[str, list[int]])

#: Field → salt and the bytes of the value, of one entry.
Secrets = Mapping[str, tuple[bytes, bytes]]


class Removed:
    """What the ``redact`` entries say was removed.

    Attributes:
        by: Entry and field → the entry that removed it.
        entries: The removing entry → how many fields, by what authority.
    """

    def __init__(self) -> None:
        self.by: dict[tuple[int, str], int] = {}
        self.entries: dict[int, tuple[int, str]] = {}

    def add(self, number: int, written: Written) -> dict[str, list[int]]:
        """Note what an entry removed.

        Args:
            number: The entry.
            written: Its content.

        Returns:
            Field → numbers of the entries it was removed from.
        """
        try:
            fields = _REMOVES.decode(written.v.get(REMOVES, b"{}"))
            authority = msgspec.json.decode(written.v.get(AUTHORITY, b'""'), type=str)
        except msgspec.DecodeError:
            return {}
        for field, entries in fields.items():
            self.by.update(((entry, field), number) for entry in entries)
        self.entries[number] = (len(fields), authority)
        return fields


class Replay:
    """The replay of one register.

    Attributes:
        rows: How many rows were replayed.
        secrets: How many values about persons belonged to an entry.
    """

    def __init__(
        self,
        register: str,
        present: Iterable[tuple[int, Mapping[str, Text]]] | None,
        findings: Findings,
        removed: Removed,
    ) -> None:
        """Begin.

        Args:
            register: The register's name.
            present: What stands there now, ids rising; None if that is not known.
            findings: Where what is wrong is gathered.
            removed: Where lawful removals are gathered.
        """
        self.rows = 0
        self.secrets = 0
        self._register = register
        self._findings = findings
        self._removed = removed
        self._present: Iterator[tuple[int, Mapping[str, Text]]] | None = None
        if present is not None:
            self._present = iter(present)
        self._next: tuple[int, Mapping[str, Text]] | None = self._advance()
        self._row: int | None = None
        self._state: dict[str, msgspec.Raw] = {}
        self._missing: list[tuple[int, str]] = []
        self._there: list[tuple[int, Secrets]] = []

    def entry(self, row: int, number: int, action: str, written: Written | None) -> None:
        """Replay an entry without values about persons.

        Args:
            row: Its row; rows come in rising order.
            number: Its number; numbers of a row come in rising order.
            action: What was done.
            written: Its content; None when that could not be read.
        """
        if row != self._row:
            self._finish()
            self._row = row
        if written is None:
            return
        if action in EVENTS:
            if action == REDACT:
                for field in self._removed.add(number, written):
                    self._state.pop(field, None)
        elif self._state:
            self._state.update(written.v)
        else:
            self._state = written.v

    def personal(self, number: int, action: str, written: Written, secrets: Secrets) -> None:
        """Replay the values about persons of the entry just replayed.

        Args:
            number: Its number.
            action: What was done.
            written: Its content.
            secrets: What is kept apart for it.
        """
        stays = action not in EVENTS
        self._there.append((number, secrets))
        for field, commitment in written.p.items():
            secret = secrets.get(field)
            if secret is None:
                self._missing.append((number, field))
                continue
            salt, value = secret
            self.secrets += 1
            if sha256(salt + value).hexdigest() != commitment:
                self._say(Kind.SECRET_ALTERED, entry=number, field=field)
            if stays and field != REASON:
                self._state[field] = _RAW(value)

    def close(self) -> None:
        """Finish the last row, and look at what stands behind it."""
        self._finish()
        while self._next is not None:
            self._strange()

    def _finish(self) -> None:
        """Compare the row that is over."""
        if self._row is None:
            return
        self.rows += 1
        if self._missing or self._there:
            self._settle_secrets()
        if self._present is not None:
            self._compare(self._row)
        self._state = {}

    def _settle_secrets(self) -> None:
        """Tell values removed lawfully from those that are gone otherwise, and from those still there."""
        by = self._removed.by
        for entry, field in self._missing:
            if (entry, field) not in by:
                self._say(Kind.SECRET_MISSING, entry=entry, field=field)
        for entry, secrets in self._there if by else ():
            for field in secrets:
                if (entry, field) in by:
                    self._say(Kind.SECRET_LEFT, entry=entry, field=field, by=by[entry, field])
        self._missing, self._there = [], []

    def _compare(self, row: int) -> None:
        """Compare a row with what stands there."""
        while self._next is not None and self._next[0] < row:
            self._strange()
        if self._next is None or self._next[0] != row:
            if any(value != _NULL for value in self._state.values()):
                self._findings.add(Kind.ROW_MISSING, register=self._register, row=row)
            return
        there = self._next[1]
        if self._state != there:
            wanted = {key: bytes(value) for key, value in self._state.items() if value != _NULL}
            found = {key: _bytes(value) for key, value in there.items()}
            for field in sorted(wanted.keys() | found.keys()):
                if wanted.get(field) != found.get(field):
                    self._say(Kind.ROW_DIFFERS, field=field)
        self._next = self._advance()

    def _strange(self) -> None:
        """A row that stands there without an entry."""
        assert self._next is not None  # asked by the callers
        self._findings.add(Kind.ROW_STRANGE, register=self._register, row=self._next[0])
        self._next = self._advance()

    def _advance(self) -> tuple[int, Mapping[str, Text]] | None:
        """The next row that stands there."""
        return None if self._present is None else next(self._present, None)

    def _say(self, kind: Kind, **more: Any) -> None:
        """Add a finding about the row at hand."""
        self._findings.add(kind, register=self._register, row=self._row or 0, **more)


def _bytes(value: Text) -> bytes:
    """A value's JSON as bytes."""
    return value.encode() if isinstance(value, str) else bytes(value)
