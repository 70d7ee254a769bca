"""Removes values about persons lawfully: an entry says by what authority and why, and every copy goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
from django.db import transaction

from zhangtu.journal import canonical, hooks, queries, sql
from zhangtu.journal.actor import Actor
from zhangtu.journal.connecting import STORE, store
from zhangtu.journal.refusals import JournalRefusedError
from zhangtu.journal.replaying import AUTHORITY, REDACT, REMOVES
from zhangtu.journal.writing import Change, act


@dataclass(frozen=True, slots=True)
class Redaction:
    """What was removed.

    Attributes:
        number: The entry that says so.
        removed: Field → numbers of the entries whose values are gone.
    """

    number: int
    removed: Mapping[str, Sequence[int]]


def redact(
    register: str, row: int, fields: Sequence[str], *, actor: Actor, authority: str, reason: str
) -> Redaction:
    """Remove values about persons from a row and its whole history.

    The commitments stay, so every digest and seal stays true; ``verify`` says which entry removed them.

    Args:
        register: The row's register.
        row: Its number there.
        fields: Keys of personal fields; ``@reason`` for the reasons of its entries.
        actor: Who does it.
        authority: By what law or order.
        reason: Why.

    Returns:
        What was removed.

    Raises:
        JournalRefusedError: Authority or reason is missing, or a field holds nothing to remove.
    """
    if not authority.strip() or not reason.strip():
        raise JournalRefusedError("redact_why")
    with act(actor=actor, reason=reason) as one:
        held = _held(register, row, fields)
        values = {
            AUTHORITY: canonical.quoted(authority.strip()),
            REMOVES: msgspec.json.encode(held, order="sorted").decode(),
        }
        number = one.write(Change(register, row, REDACT, values))
        gone = [(entry, field) for field, entries in held.items() for entry in entries]
        with store().cursor() as cursor:
            cursor.executemany(sql.NEW_REMOVAL, [(*place, number) for place in gone])
            cursor.executemany(sql.GONE, gone)
        keeper = hooks.keeper_of(register)
        if keeper is not None and keeper.clear is not None:
            keeper.clear(one, register, row, tuple(held), number)
        transaction.on_commit(_let_go, using=STORE)
    return Redaction(number, held)


def _held(register: str, row: int, fields: Sequence[str]) -> dict[str, list[int]]:
    """Field → entries that still hold a value of it."""
    held: dict[str, list[int]] = {}
    for entry in queries.history(register, row):
        for field in entry.personal & set(fields) & set(entry.values):
            held.setdefault(field, []).append(entry.number)
    for field in fields:
        if field not in held:
            raise JournalRefusedError("redact_nothing", register=register, row=row, field=field)
    return {field: held[field] for field in sorted(held)}


def _let_go() -> None:
    """Have the database let go of the old pages too, as far as nobody is reading them just now."""
    statements = {"sqlite": "PRAGMA wal_checkpoint(TRUNCATE)", "postgresql": "VACUUM journal_entrysecret"}
    connection = store()
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(statements[connection.vendor])
