"""Tries changes out: everything is done, looked at, and undone before anybody else can see it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act


class _OverError(Exception):
    """The rehearsal is over; what it did is to be undone."""


def _end() -> NoReturn:
    raise _OverError


@contextmanager
def rehearsal(actor: Actor) -> Iterator[None]:
    """Do things as an act would, look at what they lead to, and leave no trace.

    The writer's place is held meanwhile, so what is looked at inside should be short.

    Args:
        actor: Who tries.

    Yields:
        Nothing; inside, changes are there for this connection only.
    """
    try:
        with act(actor=actor):
            yield
            _end()
    except _OverError:
        return
