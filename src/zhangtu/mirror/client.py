"""Asks the mirror, wherever its owner is: in this process, or in another one of this office."""

from django.db import connection

from zhangtu.journal import queries as journal
from zhangtu.mirror.owning import Owner
from zhangtu.mirror.questions import Answer, Asked, NotNow, Question

#: The owner in this process, if it is here.
_HERE: list[Owner] = []


def settle(owner: Owner | None) -> None:
    """Say who owns the mirror in this process, or may come to own it.

    Args:
        owner: The owner; None for nobody.
    """
    _HERE[:] = [] if owner is None else [owner]


def ask(question: Question) -> Answer:
    """Ask the mirror; the answer includes everything written before.

    Args:
        question: The question.

    Returns:
        The answer; ``NotNow`` where the store must be asked. Inside a transaction it always must: what was
        written in it is nobody else's to see yet.
    """
    owner = _HERE[0] if _HERE else None
    if owner is None or not owner.owning or connection.in_atomic_block:
        return NotNow(1.0)
    answer = owner.answers.answer(Asked(question, journal.last_number()))
    if isinstance(answer, NotNow):
        owner.wake()
    return answer
