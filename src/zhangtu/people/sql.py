"""The raw statements of the people room: what every change and every page asks first."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db import connections, transaction

from zhangtu.journal.connecting import store

_MARKS: Final = "SELECT name, word FROM people_mark"
_ACCOUNT: Final = 'SELECT id, login, person, stamp FROM people_account WHERE id = %s AND "open"'
#: The database of sessions and counters; what names our place in it among PostgreSQL's locks: "zt" and 2.
APART: Final = "ephemeral"
_ALONE: Final = "SELECT pg_advisory_xact_lock(%s, %s)"
_COUNTING: Final = (0x7A74, 2)
_PERSON: Final = "SELECT id, uid, name, phone FROM people_person WHERE id = %s"


class AccountRow(NamedTuple):
    """What every request asks of an account that can be used; see ``models.Account``."""

    id: int
    login: str | None
    person: int
    stamp: str


def marks() -> list[tuple[Any, ...]]:
    """Name and word of every mark: asked before anything remembered is used, so with nothing around it."""
    return store().ask(_MARKS)


def account(number: int) -> AccountRow | None:
    """An account that can be used."""
    found = store().ask(_ACCOUNT, (number,))
    return AccountRow._make(found[0]) if found else None


def person(number: int) -> tuple[int, UUID, str, str] | None:
    """Number, name to the outside, name and phone of a person."""
    found = store().ask(_PERSON, (number,))
    if not found:
        return None
    pk, uid, name, phone = found[0]
    return pk, uid if isinstance(uid, UUID) else UUID(uid), name, phone


@contextmanager
def alone() -> Iterator[None]:
    """Look at counters and change them while nobody else does, in this process or another, on any machine.

    SQLite lets one transaction in that means to write (the settings have it say so when it begins);
    PostgreSQL has a lock that ends with the transaction. What is raised inside undoes what was counted.

    Yields:
        Nothing.
    """
    with transaction.atomic(using=APART):
        if connections[APART].vendor == "postgresql":
            with connections[APART].cursor() as cursor:
                cursor.execute(_ALONE, _COUNTING)
        yield
