"""What a copy of the state follows: entries behind a number as they lie there, in order, none skipped."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from zhangtu.journal import sql
from zhangtu.journal.connecting import store


class Line(NamedTuple):
    """An entry as it lies in the store, as far as it tells the state.

    Attributes:
        number: Its number.
        register: ``Register.id``.
        row: The row's number there.
        at: Microseconds since 1970 in UTC.
        action: What was done.
        batch: The batch it belongs to; 0 for none.
        digest: Its leaf digest.
        changes: JSON as text: ``v`` the open values by key, ``p`` the commitments of those kept apart.
    """

    number: int
    register: int
    row: int
    at: int
    action: str
    batch: int
    digest: bytes
    changes: str


def lines_after(number: int, limit: int) -> list[Line]:
    """What was written after an entry, without the values about persons.

    Args:
        number: The last entry already known; 0 for none.
        limit: How many at most.

    Returns:
        The entries in order of number.
    """
    return [
        Line(one[0], one[1], one[2], one[7], one[8], one[9], bytes(one[11]), one[12])
        for one in _rows(sql.AFTER, (number, limit))
    ]


def kept_apart(first: int, last: int) -> dict[int, dict[str, str]]:
    """The values about persons that still exist of some entries.

    Args:
        first: The first entry.
        last: The last.

    Returns:
        Entry → field key → JSON text.
    """
    found: dict[int, dict[str, str]] = {}
    for entry, field, value in _rows(sql.SECRETS_BETWEEN, (first, last)):
        found.setdefault(entry, {})[field] = value
    return found


def written_by(register: int, number: int) -> bool:
    """Whether anything was written in a register up to an entry.

    Args:
        register: ``Register.id``.
        number: The entry.

    Returns:
        Whether an entry of it is that one or an earlier one.
    """
    return bool(_rows(sql.WRITTEN_BY, (register, number)))


def _rows(statement: str, given: Sequence[int]) -> list[tuple[Any, ...]]:
    with store().cursor() as cursor:
        cursor.execute(statement, given)
        return list(cursor.fetchall())
