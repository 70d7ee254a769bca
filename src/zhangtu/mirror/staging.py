"""Entries as versions of rows: what each of a slice made of its row, as lines of JSON for DuckDB."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from zhangtu.journal.copying import Line
from zhangtu.journal.hooks import EVENTS
from zhangtu.kernel.expressions import Kind
from zhangtu.ledgers.compiled import InForce
from zhangtu.mirror.columns import SET, Column, columns

#: The register of imports: its entries say which rows are hidden.
IMPORTS: Final = "ledgers.import"


class _Written(msgspec.Struct):
    """The changes of an entry."""

    v: dict[str, msgspec.Raw] = {}  # msgspec copies it
    p: dict[str, msgspec.Raw] = {}  # likewise


_read = msgspec.json.Decoder(_Written).decode
_value = msgspec.json.Decoder().decode
_quoted = msgspec.json.Encoder().encode


@dataclass(slots=True)
class _Version:
    """What a row became by an entry: columns set since the version the mirror has, if it has one."""

    line: Line
    new: bool
    pending: int
    set: dict[str, bytes]
    next: "_Version | None" = None
    first: bool = True


@dataclass(slots=True)
class Slice:
    """Versions of some entries in a row.

    Attributes:
        ledgers: Register → JSON array of its versions.
        news: Registers in which rows were created.
        changed: Registers in which rows the mirror has were changed.
        hidden: Entries of imports that began.
        shown: Entries of imports that were shown.
    """

    ledgers: dict[int, bytes] = field(default_factory=dict)
    news: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    shown: set[int] = field(default_factory=set)


class Stager:
    """Makes versions of entries."""

    def __init__(
        self, ledgers: Mapping[int, InForce], imports: int | None, hidden: Mapping[int, int]
    ) -> None:
        """Prepare.

        Args:
            ledgers: The ledgers the mirror keeps, by register.
            imports: The register of imports; None when there was none yet.
            hidden: Imports under way: the import's number and the entry by which it began.
        """
        self._keys = {register: _keys(force) for register, force in ledgers.items()}
        self._imports = imports
        self.hidden = dict(hidden)
        self._forces = ledgers

    def stage(self, lines: Sequence[Line], apart: Mapping[int, Mapping[str, str]]) -> Slice:
        """Make versions of entries that follow each other.

        Args:
            lines: The entries.
            apart: Values about persons of entries, for fields that were about persons and are no more.

        Returns:
            The versions.
        """
        found = Slice()
        last: dict[tuple[int, int], _Version] = {}
        made: dict[int, list[_Version]] = {}
        for line in lines:
            if line.register == self._imports:
                self._note(line, found)
            elif line.register in self._keys and line.action not in EVENTS:
                place = (line.register, line.row)
                version = self._version(line, last.get(place), apart.get(line.number, {}))
                last[place] = version
                made.setdefault(line.register, []).append(version)
        for register, versions in made.items():
            found.ledgers[register] = b"[" + b",".join(map(_text, versions)) + b"]"
            if any(one.new for one in versions):
                found.news.add(register)
            if not all(one.new for one in versions):
                found.changed.add(register)
        return found

    def needs_apart(self, lines: Iterable[Line]) -> bool:
        """Whether an entry keeps a value apart that stands in the open now."""
        for line in lines:
            keys = self._keys.get(line.register)
            if keys is None or not line.changes.startswith('{"p":'):
                continue
            if not keys.keys().isdisjoint(_read(line.changes).p):
                return True
        return False

    def _note(self, line: Line, found: Slice) -> None:
        """An import began, or its rows are shown."""
        if line.action == "import":
            self.hidden[line.row] = line.number
            found.hidden.add(line.number)
        elif line.action == "show" and line.row in self.hidden:
            found.shown.add(self.hidden.pop(line.row))

    def _version(self, line: Line, before: _Version | None, apart: Mapping[str, str]) -> _Version:
        keys = self._keys[line.register]
        new = line.action == "create"
        made = _Version(line, new, line.batch if new and line.batch in self.hidden.values() else 0, {})
        if before is not None:
            made = _Version(line, before.new, before.pending, dict(before.set), first=False)
            before.next = made
        told: dict[str, Any] = dict(_read(line.changes).v)
        told.update((key, text.encode()) for key, text in apart.items())
        for key, raw in told.items():
            name = keys.get(key)
            if name is not None:
                _put(made.set, name, bytes(raw), self._forces[line.register])
        return made


def _keys(force: InForce) -> dict[str, str | Column]:
    """Key in entries → column."""
    found: dict[str, str | Column] = dict(SET)
    found.update((str(no), one) for no, one in columns(force).items())
    return found


def _put(values: dict[str, bytes], column: str | Column, raw: bytes, force: InForce) -> None:
    """Note what an entry says of a column, and its twin."""
    if isinstance(column, str):
        values[column] = raw
        return
    values[column.name] = raw
    if column.twin:
        values[column.twin_name] = _twin(column, raw, force)


def _twin(column: Column, raw: bytes, force: InForce) -> bytes:
    """The folded twin of a value; null where it is the same, as it mostly is."""
    if raw == b"null":
        return b"null"
    plain = _value(raw)
    folded = force.types[column.no].folded(force.loaded({column.no: plain})[column.no])
    same = column.kind in (Kind.TEXT, Kind.CHOICE) and folded == plain
    return b"null" if same else _quoted(folded)


def _text(one: _Version) -> bytes:
    """A version as JSON."""
    line, following = one.line, one.next
    end = b"" if following is None else b',"_to":%d,"_until":%d' % (following.line.number, following.line.at)
    names = b",".join([b'"%s"' % name.encode() for name in one.set]) if not one.new else b""
    parts = [b',"%s":%s' % (name.encode(), raw) for name, raw in one.set.items() if raw != b"null"]
    return (
        b'{"_row":%d,"_from":%d,"_at":%d,"_pending":%d,"_new":%s,"_first":%s,"_set":[%s]%s%s}'
        % (
            line.row, line.number, line.at, one.pending, b"true" if one.new else b"false",
            b"true" if one.first else b"false", names, end, b"".join(parts),
        )
    )  # fmt: skip
