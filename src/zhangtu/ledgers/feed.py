"""What changed behind an entry, for programs that keep a copy: in commit order, nothing skipped."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from zhangtu.journal import queries as journal
from zhangtu.journal.queries import EntryView
from zhangtu.ledgers import definitions, models, policies, sql, texts
from zhangtu.ledgers.budgets import moment
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.sql import Stored
from zhangtu.people.scope import Scope

#: What is said when a row goes where whoever asks does not see it any more: a copy of it is to be dropped.
LEFT: Final = "left"
#: What in an entry decides whose a row is, and the row's column for it.
_PLACE: Final = {texts.UNIT: "unit", texts.POST: "post", texts.PERSON: "person"}


@dataclass(frozen=True, slots=True)
class Changed:
    """One entry about a row in scope, or the one by which it left the scope.

    Attributes:
        number: The entry's number.
        ledger: The ledger's name.
        uid: The row.
        action: What was done; ``left`` when the row went to where whoever asks does not see it any more.
        at: When it was recorded.
        fields: Names of the fields it set, those masked for whoever asks left out; none of a row that left.
    """

    number: int
    ledger: str
    uid: UUID
    action: str
    at: datetime
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """A stretch of the journal.

    Attributes:
        changes: What was changed of rows in scope, and which rows left it.
        next: The last entry looked at: ask behind it the next time.
        last: The last entry that may be looked at now.
    """

    changes: tuple[Changed, ...]
    next: int
    last: int


def feed(after: int, limit: int, scope: Scope) -> Feed:
    """Look at the entries behind one.

    While an import is being carried out, its entries and all behind them are held back: its rows are shown
    at once at its end, and nobody's copy may show them earlier.

    Args:
        after: The last entry known; 0 for none.
        limit: How many entries to look at, at most.
        scope: Who asks.

    Returns:
        What changed; ``next`` also moves over entries that are not for this scope.
    """
    last = _shown_up_to()
    entries = [one for one in journal.entries_after(after, limit) if one.number <= last]
    known = definitions.known()
    by_name = {force.ledger.name: force for force in known.ledgers.values()}
    rows = _rows({one.row for one in entries if one.register in by_name})
    changes = tuple(_seen(entries, by_name, rows, scope))
    return Feed(changes, entries[-1].number if entries else min(after, last), last)


def _shown_up_to() -> int:
    held = models.Import.objects.filter(shown=False).order_by("entry").values_list("entry", flat=True).first()
    last = journal.last_number()
    return last if held is None else min(last, held - 1)


def _rows(numbers: set[int]) -> dict[int, Stored]:
    columns = (
        "id",
        "uid",
        "ledger",
        "unit",
        "post",
        "person",
        "state",
        "withdrawn",
        "due",
        "version",
        "pending",
    )
    found = models.Row.objects.filter(id__in=numbers).values_list(*columns, "values")
    return {row[0]: sql.row_of(row) for row in found}


def _seen(
    entries: Iterable[EntryView],
    ledgers: Mapping[str, InForce],
    rows: Mapping[int, Stored],
    scope: Scope,
) -> Iterable[Changed]:
    for one in entries:
        force, row = ledgers.get(one.register), rows.get(one.row)
        if force is None or row is None:
            continue
        if policies.sees(scope, force, row):
            names = tuple(_names(one, force, policies.masked(scope, force)))
            yield Changed(one.number, force.ledger.name, row.uid, one.action, moment(one.at), names)
        elif _left(one, force, row, scope):
            yield Changed(one.number, force.ledger.name, row.uid, LEFT, moment(one.at), ())


def _left(one: EntryView, force: InForce, row: Stored, scope: Scope) -> bool:
    """Whether an entry took a row, which is out of scope now, out of it: it belonged there before."""
    if one.action == "create" or _PLACE.keys().isdisjoint(one.values):
        return False
    before: dict[str, Any] = dict.fromkeys(_PLACE.values(), 0)
    after = before
    for entry in journal.history(one.register, one.row):
        if entry.number > one.number:
            break
        before, after = after, after | _place(entry)
    was = row._replace(**before)
    return policies.sees(scope, force, was) and not policies.sees(scope, force, row._replace(**after))


def _place(entry: EntryView) -> dict[str, Any]:
    """What an entry says of whose a row is."""
    told = {column: entry.values[key] for key, column in _PLACE.items() if key in entry.values}
    return {column: texts.value_of(text) or 0 for column, text in told.items()}


def _names(one: EntryView, force: InForce, masked: frozenset[int]) -> Iterable[str]:
    for key in one.values:
        if not key.isdigit():
            if key not in ("@reason", "@uid"):
                yield key
        elif int(key) not in masked and force.numbered[int(key)].removed is None:
            yield force.numbered[int(key)].name
