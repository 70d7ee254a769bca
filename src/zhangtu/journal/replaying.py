"""Replays the entries of a register, row by row, and compares what comes out with what stands there now."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, cast

import msgspec

from zhangtu.journal.canonical import REASON, Written
from zhangtu.journal.findings import Findings, Kind
from zhangtu.journal.hooks import EVENTS, PLAIN, Reading, Text

REDACT: Final = "redact"
#: Fields of a ``redact`` entry: by what authority, and field → numbers of the entries it was removed from.
AUTHORITY: Final = "@authority"
REMOVES: Final = "@removes"
_NULL: Final = b"null"
_REMOVES = msgspec.json.Decoder(dict[str, list[int]])

#: Field → the commitment to the value kept apart, and the bytes of the value, of one entry.
Secrets = Mapping[str, tuple[bytes, bytes]]
#: An entry's text taken apart, and the commitments of its values about persons in the order they stand in.
Content = tuple[Written, Sequence[bytes]]
_NONE: Final[Secrets] = MappingProxyType({})


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
        present: Iterable[tuple[int, Any]] | None,
        findings: Findings,
        removed: Removed,
        reading: Reading = PLAIN,
    ) -> None:
        """Begin.

        Args:
            register: The register's name.
            present: What stands there now, ids rising; None if that is not known.
            findings: Where what is wrong is gathered.
            removed: Where lawful removals are gathered.
            reading: How what stands there is understood.
        """
        self.rows = 0
        self.secrets = 0
        self._register = register
        self._findings = findings
        self._removed = removed
        self._reading = reading
        self._present: Iterator[tuple[int, Any]] | None = None if present is None else iter(present)
        self._next: tuple[int, Any] | None = self._advance()
        self._row: int | None = None
        self._state: dict[str, bytes | msgspec.Raw] = {}
        self._missing: list[tuple[int, str]] = []
        self._there: list[tuple[int, Secrets]] = []

    def page(
        self,
        page: Sequence[tuple[Any, ...]],
        contents: Sequence[Content | None],
        secrets: Mapping[int, Secrets],
    ) -> None:
        """Replay some entries.

        Args:
            page: Their columns as ``sql.page`` gives them, rows rising, and the numbers of each row.
            contents: Their contents; None where that could not be read.
            secrets: What is kept apart, by number.
        """
        for line, content in zip(page, contents, strict=True):
            if line[1] != self._row:
                self._finish()
                self._row = line[1]
            if content is None:
                continue
            written, commitments = content
            stays = line[7] not in EVENTS
            if not stays:
                self._event(line[0], line[7], written)
            elif self._state:
                self._state.update(written.v)
            else:
                self._state = cast("dict[str, bytes | msgspec.Raw]", written.v)
            if commitments:
                self._personal(line[0], written.p, commitments, secrets.get(line[0], _NONE), stays=stays)

    def _event(self, number: int, action: str, written: Written) -> None:
        """Replay an entry that says what was done with a row; it changes nothing unless it removes values."""
        if action == REDACT:
            for field in self._removed.add(number, written):
                self._state.pop(field, None)

    def _personal(
        self,
        number: int,
        fields: Iterable[str],
        commitments: Sequence[bytes],
        secrets: Secrets,
        *,
        stays: bool,
    ) -> None:
        """Replay the values about persons of the entry just replayed."""
        self._there.append((number, secrets))
        for field, commitment in zip(fields, commitments, strict=True):
            secret = secrets.get(field)
            if secret is None:
                self._missing.append((number, field))
                continue
            self.secrets += 1
            if secret[0] != commitment:
                self._say(Kind.SECRET_ALTERED, entry=number, field=field)
            if stays and field != REASON:
                self._state[field] = secret[1]

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
            if any(value != _NULL for value in map(bytes, self._state.values())):
                self._findings.add(Kind.ROW_MISSING, register=self._register, row=row)
            return
        there = self._next[1]
        if not self._reading.agrees(self._state, there):
            self._look_closer(self._reading.apart(there))
        self._next = self._advance()

    def _look_closer(self, there: Mapping[str, Text]) -> None:
        """Compare a row field by field."""
        wanted = {key: bytes(value) for key, value in self._state.items()}
        wanted = {key: value for key, value in wanted.items() if value != _NULL}
        found = {key: _bytes(value) for key, value in there.items()}
        for field in sorted(wanted.keys() | found.keys()) if wanted != found else ():
            if wanted.get(field) != found.get(field):
                self._say(Kind.ROW_DIFFERS, field=field)

    def _strange(self) -> None:
        """A row that stands there without an entry."""
        assert self._next is not None  # asked by the callers
        self._findings.add(Kind.ROW_STRANGE, register=self._register, row=self._next[0])
        self._next = self._advance()

    def _advance(self) -> tuple[int, Any] | None:
        """The next row that stands there."""
        return None if self._present is None else next(self._present, None)

    def _say(self, kind: Kind, **more: Any) -> None:
        """Add a finding about the row at hand."""
        self._findings.add(kind, register=self._register, row=self._row or 0, **more)


def _bytes(value: Text) -> bytes:
    """A value's JSON as bytes."""
    return value.encode() if isinstance(value, str) else bytes(value)
