"""One deed with many rows: withdraw, restore or assign all of them, or none; one act."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar
from uuid import UUID

from zhangtu.journal import queries as journal
from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import actions
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.ledgers.views import RowView

#: Rows and the number of the last entry looked at of each.
Seen = Sequence[tuple[UUID, int]]


class SeveralError(LedgerError):
    """It could not be done with some of the rows, so it was done with none.

    Attributes:
        rows: The rows → why not.
    """

    sentences: ClassVar[Mapping[str, tuple[str, str]]] = {
        "several": (
            "有 {count} 条做不了，所以一条都没有改。下面是每一条的原因，去掉或改好后再试。",
            "It can't be done with {count} of them, so none was changed. Mend or leave out those below.",
        ),
    }

    def __init__(self, rows: Mapping[UUID, RefusedError]) -> None:
        self.rows = dict(rows)
        super().__init__("several", count=len(rows))


def withdraw(rows: Seen, *, actor: Actor, reason: str) -> list[RowView]:
    """Take rows out of use.

    Args:
        rows: The rows.
        actor: Who withdraws them.
        reason: Why.

    Returns:
        The rows in the same order.

    Raises:
        LedgerError: No reason was given.
        SeveralError: Some can't be withdrawn.
    """
    if not reason.strip():
        raise LedgerError("no_reason")
    return _each(
        rows, actor, reason, lambda uid, seen: actions.withdraw(uid, actor=actor, seen=seen, reason=reason)
    )


def restore(rows: Seen, *, actor: Actor, reason: str = "") -> list[RowView]:
    """Take withdrawn rows back into use.

    Args:
        rows: The rows.
        actor: Who restores them.
        reason: Why, where that is asked for.

    Returns:
        The rows in the same order.

    Raises:
        SeveralError: Some can't be restored.
    """
    return _each(
        rows, actor, reason, lambda uid, seen: actions.restore(uid, actor=actor, seen=seen, reason=reason)
    )


def assign(
    rows: Seen, *, actor: Actor, unit: int | None = None, post: int | None = None, reason: str = ""
) -> list[RowView]:
    """Say whose rows are.

    Args:
        rows: The rows.
        actor: Who says so.
        unit: The unit they belong to; ``None`` leaves it.
        post: The post they are assigned to, 0 for none; ``None`` leaves it.
        reason: Why, where that is asked for.

    Returns:
        The rows in the same order.

    Raises:
        SeveralError: Some can't be assigned.
    """
    return _each(
        rows,
        actor,
        reason,
        lambda uid, seen: actions.assign(uid, actor=actor, seen=seen, unit=unit, post=post, reason=reason),
    )


def _each(rows: Seen, actor: Actor, reason: str, deed: Callable[[UUID, int], RowView]) -> list[RowView]:
    """Do it with each row in one act; with none when one is refused."""
    done: list[RowView] = []
    wrong: dict[UUID, RefusedError] = {}
    with act(actor=actor, reason=reason) as one:
        one.batch = one.batch or journal.last_number() + 1
        for uid, seen in rows:
            try:
                done.append(deed(uid, seen))
            except RefusedError as refused:
                wrong[uid] = refused
        if wrong:
            raise SeveralError(wrong)
    return done
