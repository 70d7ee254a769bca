"""Entries as versions of rows: what each of a slice made of its row, as lines of JSON for DuckDB."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from zhangtu.journal.copying import Line
from zhangtu.journal.hooks import EVENTS
from zhangtu.kernel.expressions import Kind
from zhangtu.kernel.folding import fold
from zhangtu.ledgers.compiled import InForce
from zhangtu.mirror.columns import SET, Column, columns
from zhangtu.schema.types.face import FieldType

#: The register of imports: its entries say which rows are hidden.
IMPORTS: Final = "ledgers.import"


class _Written(msgspec.Struct):
    """The changes of an entry."""

    v: dict[str, msgspec.Raw] = {}  # msgspec copies it
    p: dict[str, msgspec.Raw] = {}  # likewise


_read = msgspec.json.Decoder(_Written).decode
_value = msgspec.json.Decoder().decode
_quoted = msgspec.json.Encoder().encode
_NULL: Final = b"null"


@dataclass(slots=True)
class _Version:
    """What a row became by an entry: what was set since the version the mirror has, if it has one."""

    line: Line
    new: bool
    pending: int
    #: Key in entries → a piece of JSON with the column and its twin; empty for what was emptied.
    set: dict[str, bytes]
    next: "_Version | None" = None
    first: bool = True


@dataclass(frozen=True, slots=True)
class _Kept:
    """How the entries of a ledger are read.

    Attributes:
        heads: Key in entries → the beginning of its piece of JSON.
        names: Key in entries → the columns it sets, as JSON.
        columns: Key in entries → the columns it sets.
        twins: Key in entries → makes the piece of the folded twin of a JSON text.
    """

    heads: Mapping[str, bytes]
    names: Mapping[str, bytes]
    columns: Mapping[str, tuple[str, ...]]
    twins: Mapping[str, Callable[[bytes], bytes]]


@dataclass(slots=True)
class Slice:
    """Versions of some entries in a row.

    Attributes:
        ledgers: Register → JSON array of its versions.
        news: Register → how many rows were created in it.
        counts: Register → how many versions there are.
        changed: Register in which rows the mirror has were changed → the columns each of their versions set.
        shown: Entries of imports that were shown.
    """

    ledgers: dict[int, bytes] = field(default_factory=dict)
    news: dict[int, int] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    changed: dict[int, set[frozenset[str]]] = field(default_factory=dict)
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
        self._kept = {register: _kept(force) for register, force in ledgers.items()}
        self._imports = imports
        self.hidden = dict(hidden)

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
            elif line.register in self._kept and line.action not in EVENTS:
                place = (line.register, line.row)
                version = self._version(line, last.get(place), apart.get(line.number, {}))
                last[place] = version
                made.setdefault(line.register, []).append(version)
        for register, versions in made.items():
            names = self._kept[register].names
            found.ledgers[register] = b"[" + b",".join([_text(one, names) for one in versions]) + b"]"
            found.news[register] = sum(one.new and one.first for one in versions)
            found.counts[register] = len(versions)
            sets = {frozenset(one.set) for one in versions if not one.new}
            if sets:
                columns_of = self._kept[register].columns
                found.changed[register] = {
                    frozenset(name for key in keys for name in columns_of[key]) for keys in sets
                }
        return found

    def needs_apart(self, lines: Iterable[Line]) -> bool:
        """Whether an entry keeps a value apart that stands in the open now."""
        for line in lines:
            kept = self._kept.get(line.register)
            if kept is None or not line.changes.startswith('{"p":'):
                continue
            if not kept.heads.keys().isdisjoint(_read(line.changes).p):
                return True
        return False

    def _note(self, line: Line, found: Slice) -> None:
        """An import began, or its rows are shown."""
        if line.action == "import":
            self.hidden[line.row] = line.number
        elif line.action == "show" and line.row in self.hidden:
            found.shown.add(self.hidden.pop(line.row))

    def _version(self, line: Line, before: _Version | None, apart: Mapping[str, str]) -> _Version:
        if before is None:
            new = line.action == "create"
            pending = line.batch if new and line.batch in self.hidden.values() else 0
            made = _Version(line, new, pending, {})
        else:
            made = _Version(line, before.new, before.pending, dict(before.set), first=False)
            before.next = made
        kept = self._kept[line.register]
        heads, twins = kept.heads, kept.twins
        told: dict[str, Any] = _read(line.changes).v
        if apart:
            told = {**told, **{key: text.encode() for key, text in apart.items()}}
        for key, raw in told.items():
            head = heads.get(key)
            if head is None:
                continue
            text = bytes(raw)
            twin = twins.get(key)
            piece = b"" if text == _NULL else head + text
            made.set[key] = piece if twin is None or not piece else piece + twin(text)
        return made


def _kept(force: InForce) -> _Kept:
    """How the entries of a ledger are read."""
    heads = {key: b',"%s":' % name.encode() for key, name in SET.items()}
    told: dict[str, tuple[str, ...]] = {key: (name,) for key, name in SET.items()}
    twins: dict[str, Callable[[bytes], bytes]] = {}
    for no, one in columns(force).items():
        key, name = str(no), one.name.encode()
        heads[key], told[key] = b',"%s":' % name, (one.name,)
        if one.twin:
            told[key] += (one.twin_name,)
            plain = one.kind is Kind.TEXT and type(force.types[no]).folded is FieldType.folded
            twins[key] = _plain_twin(one) if plain else _twin(one, force)
    names = {key: _quoted(each)[1:-1] for key, each in told.items()}
    return _Kept(heads, names, told, twins)


def _plain_twin(column: Column) -> Callable[[bytes], bytes]:
    """What makes the twin of a text; nothing where it is the same, as it mostly is."""
    head = b',"%s":' % column.twin_name.encode()

    def twin(raw: bytes) -> bytes:
        plain: str = _value(raw) if b"\\" in raw else raw[1:-1].decode()
        folded = fold(plain)
        return b"" if folded == plain else head + _quoted(folded)

    return twin


def _twin(column: Column, force: InForce) -> Callable[[bytes], bytes]:
    """What makes the twin of a value that is no text, or is folded in its own way."""
    head, kind = b',"%s":' % column.twin_name.encode(), force.types[column.no]

    def twin(raw: bytes) -> bytes:
        plain = _value(raw)
        folded = kind.folded(force.loaded({column.no: plain})[column.no])
        same = column.kind in (Kind.TEXT, Kind.CHOICE) and folded == plain
        return b"" if same else head + _quoted(folded)

    return twin


def _text(one: _Version, names: Mapping[str, bytes]) -> bytes:
    """A version as JSON."""
    line, following = one.line, one.next
    head = b'{"_row":%d,"_from":%d,"_at":%d,"_pending":%d' % (line.row, line.number, line.at, one.pending)
    if following is not None:
        head += b',"_to":%d,"_until":%d' % (following.line.number, following.line.at)
    if one.new:
        return b'%s%s,"_new":true}' % (head, b"".join(one.set.values()))
    told = b",".join([names[key] for key in one.set])
    first = b"true" if one.first else b"false"
    return b'%s%s,"_new":false,"_first":%s,"_set":[%s]}' % (head, b"".join(one.set.values()), first, told)
