"""The store's epoch: a new one whenever it is made, brought back from a copy, or moved."""

from typing import NamedTuple
from uuid import uuid4

from django.db import transaction

from zhangtu.journal import queries, sql
from zhangtu.journal.connecting import STORE, store
from zhangtu.journal.writing import moment


class Epoch(NamedTuple):
    """One life of the store.

    Attributes:
        epoch: Its name.
        size: How many entries there were when it began.
        at: When it began, microseconds since 1970 in UTC.
    """

    epoch: str
    size: int
    at: int


def current() -> str:
    """The epoch the store lives in.

    Returns:
        A UUID as text; empty before the tables exist or were ever migrated.
    """
    with store().cursor() as cursor:
        cursor.execute(sql.EPOCH)
        row = cursor.fetchone()
    return "" if row is None else str(row[0])


def every() -> list[Epoch]:
    """All the store's epochs.

    Returns:
        The oldest first.
    """
    with store().cursor() as cursor:
        cursor.execute(sql.EPOCHS)
        return [Epoch(*row) for row in cursor.fetchall()]


def renew() -> str:
    """Begin a new epoch: after init, restore and move.

    Returns:
        Its name.
    """
    name = str(uuid4())
    with transaction.atomic(using=STORE), store().cursor() as cursor:
        store().take_place()
        cursor.execute(sql.NEW_EPOCH, [name, queries.last_number(), moment()])
    return name
