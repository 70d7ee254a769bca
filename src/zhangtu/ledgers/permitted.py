"""What somebody may do with a row now, and the reason where not: what greyed buttons say."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from zhangtu.ledgers import actions, definitions, hooks, policies, sql, texts
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.ledgers.sql import Stored
from zhangtu.people.scope import Right, Scope

Why = LedgerError | None


@dataclass(frozen=True, slots=True)
class Permitted:
    """Each deed with the reason it can't be done; ``None`` where it can.

    Attributes:
        amend: To change values, to attach files.
        withdraw: To take the row out of use.
        restore: To take it back into use.
        unmask: To see masked values.
        enter: To enter another row of the ledger.
    """

    amend: Why
    withdraw: Why
    restore: Why
    unmask: Why
    enter: Why


def permitted(uid: UUID, scope: Scope) -> Permitted:
    """What somebody may do with a row.

    Args:
        uid: The row, known to be in scope.
        scope: Whose.

    Returns:
        The deeds.

    Raises:
        LedgerError: There is no such row.
    """
    force, row = actions.found(uid, definitions.known())
    amend = _why(lambda: _check_change(scope, Right.AMEND, force, row))
    return Permitted(
        amend=amend,
        withdraw=_why(lambda: _check_withdraw(scope, force, row)),
        restore=_why(lambda: _check_restore(scope, force, row)),
        unmask=_why(lambda: policies.check_may(scope, Right.UNMASK, force)),
        enter=why_not_enter(force, scope),
    )


def why_not_enter(force: InForce, scope: Scope) -> Why:
    """Why somebody may not enter rows of a ledger.

    Args:
        force: The ledger.
        scope: Whose.

    Returns:
        The reason; ``None`` when it may be done.
    """

    def check() -> None:
        policies.check_may(scope, Right.ENTER, force)
        hooks.check_enter(force)

    return _why(check)


def why_not_number(uid: UUID, field: str, scope: Scope) -> Why:
    """Why a field of a row can't be given a number, or have it voided, by hand; ``None`` when it can.

    Args:
        uid: The row, known to be in scope.
        field: The name of its field of type serial.
        scope: Whose.
    """
    force, row = actions.found(uid, definitions.known())
    values = force.loaded(texts.objects(row.values))
    return _why(lambda: _check_change(scope, Right.AMEND, force, row)) or _why(
        lambda: hooks.check_field(force, values, field)
    )


def why_not(right: Right, force: InForce, scope: Scope) -> Why:
    """Why something may not be done with a ledger at all; ``None`` when it may."""
    return _why(lambda: policies.check_may(scope, right, force))


def _why(check: Callable[[], None]) -> Why:
    try:
        check()
    except LedgerError as reason:
        return reason
    return None


def _check_change(scope: Scope, right: Right, force: InForce, row: Stored) -> None:
    policies.check_change(scope, right, force, row)
    if row.pending and not sql.is_shown(row.pending):
        raise LedgerError("pending")
    if row.withdrawn:
        raise LedgerError("withdrawn")


def _check_withdraw(scope: Scope, force: InForce, row: Stored) -> None:
    _check_change(scope, Right.WITHDRAW, force, row)
    hooks.check_withdraw(force, row)


def _check_restore(scope: Scope, force: InForce, row: Stored) -> None:
    policies.check_change(scope, Right.WITHDRAW, force, row)
    if not row.withdrawn:
        raise LedgerError("not_withdrawn")
