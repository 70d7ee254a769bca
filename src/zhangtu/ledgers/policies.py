"""Who may do what with a ledger and its rows; ``check_x`` raises the reason."""

from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.ledgers.sql import Stored
from zhangtu.people import queries as people
from zhangtu.people.scope import Right, Scope

#: What each right lets one do, in Simplified and English.
_DEEDS = {
    Right.READ: ("查看记录", "read rows"),
    Right.ENTER: ("登记", "enter rows"),
    Right.AMEND: ("修改记录", "amend rows"),
    Right.WITHDRAW: ("撤销或恢复记录", "withdraw or restore rows"),
    Right.IMPORT: ("导入", "import"),
    Right.EXPORT: ("导出", "export"),
    Right.UNMASK: ("查看隐藏内容", "see masked values"),
    Right.REDACT: ("删除个人信息", "remove values about persons"),
    Right.DESIGN: ("修改定义", "change definitions"),
}


def can(scope: Scope, right: Right, force: InForce) -> bool:
    """Whether something may be done with a ledger at all."""
    return scope.may(right, force.ledger.name, secret=force.ledger.secret)


def check_may(scope: Scope, right: Right, force: InForce) -> None:
    """Make sure that something may be done with a ledger.

    Args:
        scope: Who wants to.
        right: What.
        force: The ledger.

    Raises:
        LedgerError: It may not; of a secret ledger that is not open it is said that there is none.
    """
    if can(scope, right, force):
        return
    if not can(scope, Right.READ, force) and force.ledger.secret:
        raise LedgerError("no_ledger", ledger=force.ledger.name)
    refuse(right, force.ledger.title.words)


def refuse(right: Right, ledger: str) -> None:
    """Say that something may not be done.

    Raises:
        LedgerError: Always.
    """
    what, what_en = _DEEDS.get(right, (right.value, right.value))
    raise LedgerError("not_allowed", ledger=ledger, what=what, what_en=what_en)


def check_unit(scope: Scope, unit: int) -> None:
    """Make sure that a row may be entered for a unit.

    Args:
        scope: Who enters it.
        unit: The unit it is to belong to.

    Raises:
        LedgerError: The unit is not in scope, or there is none.
    """
    if scope.everywhere:
        if people.unit(unit) is None and not people.successors(unit):
            raise LedgerError("unknown_unit", unit=unit)
    elif unit not in scope.units:
        raise LedgerError("other_unit")


def check_post(post: int) -> None:
    """Make sure that a row may be assigned to a post: whichever, if it is there today.

    Args:
        post: The post; 0 for none.

    Raises:
        LedgerError: There is no such post today.
    """
    if post and people.post(post) is None:
        raise LedgerError("unknown_post", post=post)


def check_behalf(scope: Scope, post: int) -> None:
    """Make sure that something may be entered for a post by somebody else (代录).

    Args:
        scope: Who enters it.
        post: The post it is entered for; 0 for none.

    Raises:
        LedgerError: There is no such post today, or its unit is not in scope.
    """
    if not post:
        return
    state = people.post(post)
    if state is None:
        raise LedgerError("unknown_post", post=post)
    if not scope.everywhere and state.unit not in scope.units and post not in scope.posts:
        raise LedgerError("other_behalf")


def sees(scope: Scope, force: InForce, row: Stored) -> bool:
    """Whether a row is in scope: the same rule ``predicates.visible`` states for the database.

    Args:
        scope: Whose.
        force: The row's ledger.
        row: The row; whether a pending one is shown already is for the database to say.

    Returns:
        Whether it may be seen.
    """
    if not can(scope, Right.READ, force):
        return False
    if scope.everywhere or scope.kinds.intersection(force.ledger.shared_with):
        return True
    return _own(scope, force, row)


def _own(scope: Scope, force: InForce, row: Stored) -> bool:
    if row.post and row.post in scope.posts:
        return True
    if force.ledger.scope == "person":
        return bool(row.person) and row.person == scope.actor.person
    return force.ledger.scope == "unit" and row.unit in scope.units


def check_change(scope: Scope, right: Right, force: InForce, row: Stored) -> None:
    """Make sure that a row may be changed: it is seen, and not merely because its ledger is shared.

    Args:
        scope: Who wants to.
        right: The right it takes.
        force: The row's ledger.
        row: The row.

    Raises:
        LedgerError: There is no such row for this scope, or it may only be read.
    """
    if not sees(scope, force, row):
        raise LedgerError("no_row")
    check_may(scope, right, force)
    if not scope.everywhere and not _own(scope, force, row):
        refuse(right, force.ledger.title.words)


def masked(scope: Scope, force: InForce) -> frozenset[int]:
    """The fields that can't be filtered, sorted, searched, grouped or exported by this scope.

    What is shown is masked for everybody: who has the right unmasks value by value, each with an entry.
    """
    return frozenset() if can(scope, Right.UNMASK, force) else force.personal
