"""Lets a page that only reads see one state of units and people, and ask for it once."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from zhangtu.journal.connecting import store
from zhangtu.people import sql


class _Here(threading.local):
    """What holds for this thread: the marks while somebody reads steadily."""

    marks: list[tuple[Any, ...]] | None = None


_here = _Here()


@contextmanager
def steadily() -> Iterator[None]:
    """Have all reads of units and people see the state of this moment, until the block ends.

    What reads inside a transaction sees what stands there all the same: whatever is written is checked by it.

    Yields:
        Nothing; inside another such block nothing changes.
    """
    if _here.marks is not None:
        yield
        return
    _here.marks = sql.marks()
    try:
        yield
    finally:
        _here.marks = None


def marks() -> list[tuple[Any, ...]]:
    """Name and word of every mark, as they are now or when the steady reading began."""
    known = _here.marks
    return sql.marks() if known is None or store().in_atomic_block else known
