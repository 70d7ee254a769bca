"""What a row was and what became of it: its entries as a line of moments, any day put together of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from zhangtu.journal import queries as journal
from zhangtu.journal.queries import EntryView
from zhangtu.ledgers import definitions, policies, seen, sql, texts, views
from zhangtu.ledgers.budgets import end_of, moment
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.ledgers.sql import Stored
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people
from zhangtu.people.scope import Right, Scope

#: The register of looks at masked values: events beside the rows, without a state of their own.
UNMASKING: Final = "ledgers.unmask"
_REASON: Final = "@reason"
_SLICE: Final = 2000


@dataclass(frozen=True, slots=True)
class Shift:
    """A value that changed.

    Attributes:
        name: The field's name, or ``@unit``, ``@state``, ``@clock:NAME`` ….
        before: What it was, as words; empty for nothing; masked where it is about a person.
        after: What it became, likewise.
        removed: The entry that removed the value for good; 0 while it is there.
    """

    name: str
    before: str
    after: str
    removed: int = 0


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry about a row.

    Attributes:
        number: The entry's number.
        at: When it was recorded.
        action: What was done.
        person: Who did it, 0 for a machine.
        who: The name of the person or machine.
        post: For which post; 0 for none.
        behalf: The post it was entered for by somebody else; 0 for none.
        reason: Why; empty if nobody said, or it was removed.
        batch: The batch or import it belongs to; 0 for none.
        shifts: What changed.
    """

    number: int
    at: datetime
    action: str
    person: int
    who: str
    post: int
    behalf: int
    reason: str
    batch: int
    shifts: tuple[Shift, ...]


def _found(uid: UUID, scope: Scope) -> tuple[InForce, Stored]:
    row = sql.row_by_uid(uid)
    force = None if row is None else definitions.known().registered.get(row.ledger)
    if row is None or force is None or not policies.sees(scope, force, row):
        raise LedgerError("no_row")
    if row.pending and not sql.is_shown(row.pending):
        raise LedgerError("no_row")
    return force, row


def history(uid: UUID, scope: Scope, language: str = "zh-hans") -> tuple[Moment, ...]:
    """What became of a row, the oldest first.

    Args:
        uid: The row.
        scope: Whose; who may see the row may see what it was.
        language: Of choices and the like: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        A moment for every entry, looks at masked values included.

    Raises:
        LedgerError: There is no such row in scope.
    """
    force, row = _found(uid, scope)
    entries = [*journal.history(force.ledger.name, row.id), *journal.history(UNMASKING, row.id)]
    entries.sort(key=lambda entry: entry.number)
    names = {one.id: one.name for one in people.persons({entry.actor.person for entry in entries}).values()}
    values: dict[str, str] = {}
    told = []
    for entry in entries:
        told.append(_moment(force, entry, values, names, language))
        _apply(values, entry)
    return tuple(told)


def _moment(
    force: InForce, entry: EntryView, values: Mapping[str, str], names: Mapping[int, str], language: str
) -> Moment:
    keys = sorted({*entry.values, *entry.removed} - {_REASON}, key=_rank)
    covered = force.personal
    shifts = tuple(
        Shift(
            _name(force, key),
            seen.shown(force, key, values.get(key, texts.EMPTIED), covered, language),
            seen.shown(force, key, entry.values.get(key, texts.EMPTIED), covered, language),
            entry.removed.get(key, 0),
        )
        for key in keys
    )
    reason = entry.values.get(_REASON)
    actor = entry.actor
    return Moment(
        entry.number, moment(entry.at), entry.action, actor.person,
        names.get(actor.person, actor.machine), actor.post, entry.behalf,
        "" if reason is None else str(texts.value_of(reason)), entry.batch, shifts,
    )  # fmt: skip


def _rank(key: str) -> tuple[bool, int, str]:
    return (not key.isdecimal(), int(key) if key.isdecimal() else 0, key)


def _name(force: InForce, key: str) -> str:
    return force.numbered[int(key)].name if key.isdecimal() else key


def _apply(values: dict[str, str], entry: EntryView) -> None:
    """Bring a state forward by one entry; a value removed for good is no longer known."""
    if entry.register == UNMASKING:
        return
    for key, text in entry.values.items():
        if key == _REASON:
            continue
        if text == texts.EMPTIED:
            values.pop(key, None)
        else:
            values[key] = text
    for key in entry.removed:
        values.pop(key, None)


def as_of(uid: UUID, day: date, scope: Scope) -> RowView | None:
    """A row as it stood at the end of a day.

    Args:
        uid: The row.
        day: The day; what counts is when things were recorded.
        scope: Whose; who may see the row may see what it was.

    Returns:
        The row, without live values; ``None`` when it was not there yet.

    Raises:
        LedgerError: There is no such row in scope.
    """
    force, row = _found(uid, scope)
    entries = (one for one in journal.history(force.ledger.name, row.id) if one.at < end_of(day))
    past = _past(force, row.id, entries)
    return None if past is None else views.views(force, [past], force.personal)[0]


def as_of_entry(uid: UUID, number: int, scope: Scope) -> RowView | None:
    """A row as it stood when an entry had been written.

    Args:
        uid: The row.
        number: The entry, about this row or any other.
        scope: Whose; who may see the row may see what it was.

    Returns:
        The row, without live values; ``None`` when it was not there yet.

    Raises:
        LedgerError: There is no such row in scope.
    """
    force, row = _found(uid, scope)
    entries = (one for one in journal.history(force.ledger.name, row.id) if one.number <= number)
    past = _past(force, row.id, entries)
    return None if past is None else views.views(force, [past], force.personal)[0]


def _past(force: InForce, row: int, entries: Iterable[EntryView]) -> Stored | None:
    """A row put together from the first of its entries."""
    values: dict[str, str] = {}
    last = 0
    for entry in entries:
        _apply(values, entry)
        last = entry.number
    return stored_of(force, row, values, last) if last else None


def stored_of(force: InForce, row: int, values: Mapping[str, str], version: int) -> Stored:
    """A row of the values a replay of its entries gives.

    Args:
        force: Its ledger.
        row: Its number.
        values: Field key → JSON text.
        version: The number of the last entry counted.

    Returns:
        The row.
    """
    own = {key: texts.value_of(text) for key, text in values.items() if not key.isdecimal()}
    fields = {int(key): text for key, text in values.items() if key.isdecimal()}
    return Stored(
        row, UUID(own[texts.UID]), force.register, own.get(texts.UNIT, 0), own.get(texts.POST, 0),
        own.get(texts.PERSON, 0), own.get(texts.STATE, ""), own.get(texts.WITHDRAWN, False),
        own.get(texts.DUE), version, 0, texts.together(fields),
    )  # fmt: skip


def difference(
    uid: UUID, first: date, second: date, scope: Scope, language: str = "zh-hans"
) -> tuple[Shift, ...]:
    """What differs in a row between the ends of two days.

    Args:
        uid: The row.
        first: One day.
        second: The other.
        scope: Whose.
        language: Of choices and the like: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        Every value that differs; from nothing to something where the row was not there yet.

    Raises:
        LedgerError: There is no such row in scope.
    """
    force, row = _found(uid, scope)
    entries = journal.history(force.ledger.name, row.id)
    states = []
    for day in (first, second):
        values: dict[str, str] = {}
        for entry in entries:
            if entry.at < end_of(day):
                _apply(values, entry)
        states.append(values)
    return _shifts(force, states[0], states[1], language)


def _shifts(
    force: InForce, old: Mapping[str, str], new: Mapping[str, str], language: str = "zh-hans"
) -> tuple[Shift, ...]:
    keys = sorted((key for key in {*old, *new} if old.get(key) != new.get(key)), key=_rank)
    return tuple(
        Shift(
            _name(force, key),
            seen.shown(force, key, old.get(key, texts.EMPTIED), force.personal, language),
            seen.shown(force, key, new.get(key, texts.EMPTIED), force.personal, language),
        )
        for key in keys
    )


def _states(force: InForce, upto: int) -> dict[int, tuple[int, dict[str, str]]]:
    """Every row of a ledger as it was at an entry: its last entry and its values."""
    states: dict[int, tuple[int, dict[str, str]]] = {}
    for entry in _entries(upto):
        if entry.register == force.ledger.name:
            values = states[entry.row][1] if entry.row in states else {}
            _apply(values, entry)
            states[entry.row] = (entry.number, values)
    return states


def _entries(upto: int) -> Iterator[EntryView]:
    last = 0
    while last < upto:
        for entry in journal.entries_after(last, min(_SLICE, upto - last)):
            yield entry
            last = entry.number


def _in_scope(force: InForce, scope: Scope, day: date) -> dict[int, tuple[Stored, dict[str, str]]]:
    policies.check_may(scope, Right.READ, force)
    states = _states(force, journal.number_at(end_of(day) - 1))
    rows = {
        number: (stored_of(force, number, values, version), values)
        for number, (version, values) in states.items()
    }
    return {number: one for number, one in rows.items() if policies.sees(scope, force, one[0])}


def ledger_as_of(ledger: str, day: date, scope: Scope) -> list[RowView]:
    """A ledger's rows as they stood at the end of a day; withdrawn ones too.

    Args:
        ledger: Its name.
        day: The day.
        scope: Whose; a row counts where it belonged that day.

    Returns:
        The rows by number.

    Raises:
        LedgerError: There is no such ledger in scope.
    """
    force = definitions.in_force(ledger)
    found = _in_scope(force, scope, day)
    return views.views(force, [found[number][0] for number in sorted(found)], force.personal)


def ledger_difference(ledger: str, first: date, second: date, scope: Scope) -> dict[UUID, tuple[Shift, ...]]:
    """What differs in a ledger between the ends of two days.

    Args:
        ledger: Its name.
        first: One day.
        second: The other.
        scope: Whose.

    Returns:
        Row → what differs; rows that do not differ are left out.

    Raises:
        LedgerError: There is no such ledger in scope.
    """
    force = definitions.in_force(ledger)
    old, new = _in_scope(force, scope, first), _in_scope(force, scope, second)
    found: dict[UUID, tuple[Shift, ...]] = {}
    for number in sorted({*old, *new}):
        shifts = _shifts(
            force, old[number][1] if number in old else {}, new[number][1] if number in new else {}
        )
        if shifts:
            found[(new.get(number) or old[number])[0].uid] = shifts
    return found
