"""Rows as they stood at a moment, put together of the journal's entries: what the reference counts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from zhangtu.journal import queries as journal
from zhangtu.journal.hooks import EVENTS
from zhangtu.journal.queries import EntryView
from zhangtu.kernel.expressions import Context, Related, run
from zhangtu.ledgers import texts
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.definitions import Known
from zhangtu.ledgers.gathering import seen_values
from zhangtu.schema.compiling import looking_up

#: The register of imports: its entries say which rows are hidden.
_IMPORTS: Final = "ledgers.import"
_SLICE: Final = 2_000


@dataclass(slots=True)
class Version:
    """A row as an entry left it.

    Attributes:
        row: The row's number.
        number: The entry.
        at: Its moment, microseconds since 1970 in UTC.
        texts: Key in entries → JSON text.
    """

    row: int
    number: int
    at: int
    texts: dict[str, str]
    _values: dict[int, Any] | None = field(default=None, repr=False)

    def values(self, force: InForce) -> dict[int, Any]:
        """Its values as expressions see them."""
        if self._values is None:
            plain = {int(key): texts.value_of(text) for key, text in self.texts.items() if key.isdecimal()}
            self._values = seen_values(force, {no: one for no, one in plain.items() if one is not None})
        return self._values

    def beside(self, key: str, otherwise: Any) -> Any:
        """What it has besides its fields, by its key in entries."""
        text = self.texts.get(key)
        return otherwise if text is None or text == texts.EMPTIED else texts.value_of(text)


class Past:
    """Every version of every row up to an entry."""

    def __init__(self, known: Known, entry: int, ledgers: Sequence[str] | None = None) -> None:
        """Read the journal.

        Args:
            known: The definitions in force.
            entry: The last entry that counts.
            ledgers: The ledgers that are asked about; all if none are given.
        """
        self.known = known
        wanted = set(known.ledgers if ledgers is None else ledgers)
        self._rows: dict[str, dict[int, list[Version]]] = {name: {} for name in wanted}
        pending: dict[int, int] = {}
        brought: dict[tuple[str, int], int] = {}
        for one in _entries():
            if one.register == _IMPORTS:
                if one.action == "import":
                    pending[one.row] = one.number
                elif one.action == "show":
                    pending.pop(one.row, None)
            elif one.register in wanted and one.action not in EVENTS:
                if one.action == "create" and one.batch:
                    brought[one.register, one.row] = one.batch
                if one.number <= entry:
                    self._note(one)
        under_way = set(pending.values())
        self._hidden = {place for place, batch in brought.items() if batch in under_way}

    def _note(self, one: EntryView) -> None:
        versions = self._rows[one.register].setdefault(one.row, [])
        told = dict(versions[-1].texts) if versions else {}
        told.update(one.values)
        versions.append(Version(one.row, one.number, one.at, told))

    def there(self, ledger: str, at: int) -> Iterator[Version]:
        """The rows of a ledger there were at a moment, whatever became of them; 0 for the last entry."""
        for versions in self._rows.get(ledger, {}).values():
            found = [one for one in versions if not at or one.at < at]
            if found:
                yield found[-1]

    def counting(self, ledger: str, at: int) -> Iterator[Version]:
        """Those of them that were neither withdrawn nor are still hidden."""
        for one in self.there(ledger, at):
            if not one.beside(texts.WITHDRAWN, otherwise=False) and (ledger, one.row) not in self._hidden:
                yield one


def _entries() -> Iterator[EntryView]:
    last = 0
    while True:
        found = journal.entries_after(last, _SLICE)
        yield from found
        if len(found) < _SLICE:
            return
        last = found[-1].number


class Seeing:
    """What the expressions of a ledger's rows see at a moment."""

    def __init__(self, past: Past, force: InForce, at: int, day: date) -> None:
        """Prepare.

        Args:
            past: The versions.
            force: The ledger.
            at: The moment; 0 for the last entry.
            day: What ``today()`` is.
        """
        self._past, self._force, self._at, self._day = past, force, at, day
        self._look_up = looking_up(past.known.tables.values())
        self._read: dict[str, dict[int, Version]] = {}
        self._pointing: dict[tuple[str, int], dict[int, list[Mapping[int, Any]]]] = {}

    def row(self, one: Version) -> tuple[dict[int, Any], Context]:
        """A row's values, live ones too, and where its expressions are asked."""
        context = Context(
            today=self._day, me=one.row, look_up=self._look_up, read=self._other, rows=self._rows_of
        )
        values = dict(one.values(self._force))
        for live in self._force.live:
            values[live.field.no] = run(live.expression, values, context)
        return values, context

    def _other(self, ledger: str, row: int, no: int) -> Any:
        rows = self._read.get(ledger)
        if rows is None:
            rows = self._read[ledger] = {one.row: one for one in self._past.there(ledger, self._at)}
        found = rows.get(row)
        return None if found is None else found.values(self._past.known.ledgers[ledger]).get(no)

    def _rows_of(self, related: Related, me: int) -> Sequence[Mapping[int, Any]]:
        key = (related.ledger, related.reference)
        found = self._pointing.get(key)
        if found is None:
            found = self._pointing[key] = {}
            other = self._past.known.ledgers[related.ledger]
            for one in self._past.counting(related.ledger, self._at):
                values = one.values(other)
                target = values.get(related.reference)
                if target is not None:
                    found.setdefault(target, []).append(values)
        return found.get(me, ())
