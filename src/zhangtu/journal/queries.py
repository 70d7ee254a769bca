"""Reads the journal: a row's history, everything after an entry, the number at a moment."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhangtu.journal import canonical, registers, sql
from zhangtu.journal.actor import Actor
from zhangtu.journal.connecting import store


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry, with the values about persons that still exist.

    Attributes:
        number: Its number.
        register: The register's name.
        row: The row's number in it.
        actor: Who did it, for which post.
        behalf: The post it was entered for; 0 for none.
        at: Microseconds since 1970 in UTC.
        action: What was done.
        values: Field key → JSON text, values about persons included; ``@reason`` among them.
        personal: The keys of ``values`` and ``removed`` that are about persons.
        removed: Field key → number of the entry that removed its value lawfully.
        batch: The batch it belongs to; 0 for none.
        definition: The definition it was written under; 0 for none.
        digest: Its leaf digest.
    """

    number: int
    register: str
    row: int
    actor: Actor
    behalf: int
    at: int
    action: str
    values: Mapping[str, str]
    personal: frozenset[str]
    removed: Mapping[str, int]
    batch: int
    definition: int
    digest: bytes


def history(register: str, row: int) -> list[EntryView]:
    """Every entry about a row.

    Args:
        register: The register's name.
        row: The row's number.

    Returns:
        Its entries, the oldest first; none if nothing was ever written there.
    """
    number = registers.known(register)
    if number is None:
        return []
    place = (number, row)
    return _views(
        _rows(sql.HISTORY, place), _rows(sql.SECRETS_OF_ROW, place), _rows(sql.REMOVALS_OF_ROW, place)
    )


def entries_after(number: int, limit: int) -> list[EntryView]:
    """What was written after an entry.

    Args:
        number: The last entry already known; 0 for none.
        limit: How many at most.

    Returns:
        The entries in order of number, none skipped.
    """
    rows = _rows(sql.AFTER, (number, limit))
    if not rows:
        return []
    span = (rows[0][0], rows[-1][0])
    return _views(rows, _rows(sql.SECRETS_BETWEEN, span), _rows(sql.REMOVALS_BETWEEN, span))


def rows_of_batch(batch: int, register: str, limit: int) -> list[int]:
    """The rows of a register that the entries of a batch or import are about.

    Args:
        batch: The number of the batch.
        register: The register's name.
        limit: How many at most.

    Returns:
        Their numbers, rising.
    """
    known = registers.known(register)
    return [] if known is None else [int(line[0]) for line in _rows(sql.ROWS_OF_BATCH, (batch, known, limit))]


def last_number() -> int:
    """How many entries there are.

    Returns:
        The number of the last; 0 if there is none.
    """
    rows = _rows(sql.LAST, ())
    return int(rows[0][0]) if rows else 0


def head() -> tuple[int, bytes]:
    """The last entry: what was worked out under one head holds as long as that is the head.

    Returns:
        Its number and its leaf digest, which no other entry has; 0 and nothing if there is none.
    """
    rows = _rows(sql.HEAD, ())
    return (int(rows[0][0]), bytes(rows[0][1])) if rows else (0, b"")


def number_at(moment: int) -> int:
    """The last entry there was at a moment.

    Args:
        moment: Microseconds since 1970 in UTC.

    Returns:
        Its number; 0 if there was none.
    """
    # Moments rise with numbers, so halving finds it without an index of moments.
    low, high = 0, last_number()
    while low < high:
        middle = (low + high + 1) // 2
        if _rows(sql.MOMENT, (middle,))[0][0] <= moment:
            low = middle
        else:
            high = middle - 1
    return low


def begun(register: str) -> int | None:
    """When a register was first written in.

    Args:
        register: Its name.

    Returns:
        Microseconds since 1970 in UTC; ``None`` if nothing was written yet.
    """
    known = registers.known(register)
    found = [] if known is None else _rows(sql.BEGUN, (known,))
    return int(found[0][0]) if found else None


def _rows(statement: str, given: Sequence[int]) -> list[tuple[Any, ...]]:
    """Ask the store."""
    return store().ask(statement, given)


def _views(
    rows: Iterable[tuple[Any, ...]], secrets: Iterable[tuple[Any, ...]], removals: Iterable[tuple[Any, ...]]
) -> list[EntryView]:
    """Put entries together with what is kept apart from them."""
    personal: dict[int, dict[str, str]] = {}
    for number, field, value in secrets:
        personal.setdefault(number, {})[field] = value
    removed: dict[int, dict[str, int]] = {}
    for number, field, by in removals:
        removed.setdefault(number, {})[field] = by
    names = registers.names()
    return [_view(row, names, personal.get(row[0], {}), removed.get(row[0], {})) for row in rows]


def _view(
    row: tuple[Any, ...], names: Mapping[int, str], personal: Mapping[str, str], removed: Mapping[str, int]
) -> EntryView:
    """One entry as others see it."""
    number, register, thing, person, post, behalf, machine, at, action, batch, definition, digest, text = row
    written = canonical.read(text.encode())
    return EntryView(
        number=number,
        register=names[register],
        row=thing,
        actor=Actor(person, post, machine),
        behalf=behalf,
        at=at,
        action=action,
        values={key: bytes(value).decode() for key, value in written.v.items()} | dict(personal),
        personal=frozenset(written.p),
        removed=removed,
        batch=batch,
        definition=definition,
        digest=bytes(digest),
    )
