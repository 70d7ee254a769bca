"""What ledgers ask the rooms above: whose rows change by its acts only, what follows when one is entered."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from zhangtu.journal.writing import Act
from zhangtu.kernel.problems import FieldProblem
from zhangtu.ledgers import texts
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.ledgers.sql import Stored

#: Why, and which act does it instead: Simplified and English.
Pair = tuple[str, str]
#: The values of a row by field name, as they are.
Values = Mapping[str, Any]


def _none(_values: Values) -> Mapping[str, Pair]:
    return {}


@dataclass(frozen=True, slots=True)
class Guard:
    """What a room says of the rows of one ledger; its own acts, which say ``by``, are not asked.

    Attributes:
        by: The room's name, as its acts give it.
        enter: Why nobody enters rows by hand; ``None`` where people may.
        closed: The fields of a row that stay as they are, with the reason.
        withdraw: Why a row is not withdrawn by hand; ``None`` where it may be.
        move: Why a row is not put on another unit, post or person by hand; ``None`` where it may be.
    """

    by: str
    enter: Pair | None = None
    closed: Callable[[Values], Mapping[str, Pair]] = _none
    withdraw: Callable[[Values], Pair | None] = lambda _values: None
    move: Callable[[Values], Pair | None] = lambda _values: None


#: Ledger → who guards its rows.
GUARDS: Final[dict[str, Guard]] = {}


#: What happens in the same act when a row was entered: the act, its ledger, the row → the row as it is then.
#: Rows of large imports are not told of.
ENTERED: Final[list[Callable[[Act, InForce, Stored], Stored]]] = []


#: Numbers of the versions of procedures that rows still go by: what these rest on can't be taken away.
GOING: Final[list[Callable[[], Iterable[int]]]] = []


def entered(act: Act, force: InForce, row: Stored) -> Stored:
    """Tell those who asked that a row was entered.

    Args:
        act: The act it was entered by.
        force: Its ledger.
        row: The row.

    Returns:
        The row as it is afterwards.
    """
    for told in ENTERED:
        row = told(act, force, row)
    return row


def guard(ledger: str, what: Guard) -> None:
    """Register who guards the rows of a ledger.

    Args:
        ledger: Its name.
        what: The guard.
    """
    GUARDS[ledger] = what


def _asked(force: InForce, by: str) -> Guard | None:
    found = GUARDS.get(force.ledger.name)
    return None if found is None or by == found.by else found


def _named(force: InForce, values: Mapping[int, Any]) -> Values:
    return {force.numbered[no].name: value for no, value in values.items() if no in force.numbered}


def check_enter(force: InForce, by: str = "") -> None:
    """Make sure that rows of a ledger may be entered by hand.

    Args:
        force: The ledger.
        by: The room that acts; empty for people.

    Raises:
        LedgerError: They may not; the sentence says which act makes them.
    """
    found = _asked(force, by)
    if found is not None and found.enter is not None:
        raise _held(found.enter)


def check_withdraw(force: InForce, row: Stored, by: str = "") -> None:
    """Make sure that a row may be withdrawn by hand.

    Args:
        force: Its ledger.
        row: The row.
        by: The room that acts; empty for people.

    Raises:
        LedgerError: It may not; the sentence says which act there is instead.
    """
    found = _asked(force, by)
    _refuse(None if found is None else found.withdraw, force, row)


def check_move(force: InForce, row: Stored, by: str = "") -> None:
    """Make sure that a row may be put on another unit, post or person by hand.

    Args:
        force: Its ledger.
        row: The row.
        by: The room that acts; empty for people.

    Raises:
        LedgerError: It may not; the sentence says which act there is instead.
    """
    found = _asked(force, by)
    _refuse(None if found is None else found.move, force, row)


def _refuse(rule: Callable[[Values], Pair | None] | None, force: InForce, row: Stored) -> None:
    why = rule(_named(force, force.loaded(texts.objects(row.values)))) if rule is not None else None
    if why is not None:
        raise _held(why)


def _held(why: Pair) -> LedgerError:
    return LedgerError("held", say=why[0], say_en=why[1])


def closed(force: InForce, before: Mapping[int, Any], by: str = "") -> Mapping[str, Pair]:
    """The fields of a row that stay as they are, with the reason.

    Args:
        force: Its ledger.
        before: Its values, by field number.
        by: The room that acts; empty for people.

    Returns:
        Field name → why.
    """
    found = _asked(force, by)
    return {} if found is None else found.closed(_named(force, before))


def check_field(force: InForce, before: Mapping[int, Any], name: str, by: str = "") -> None:
    """Make sure that a field of a row may be set by hand.

    Args:
        force: Its ledger.
        before: Its values, by field number.
        name: The field's name.
        by: The room that acts; empty for people.

    Raises:
        LedgerError: It stays as it is; the sentence says which act there is instead.
    """
    why = closed(force, before, by).get(name)
    if why is not None:
        raise _held(why)


def refused(
    force: InForce, before: Mapping[int, Any], changed: Mapping[int, str], by: str
) -> list[FieldProblem]:
    """What is wrong with changing fields of a row by hand.

    Args:
        force: Its ledger.
        before: Its values, by field number; empty for a new row.
        changed: What is to change, by field number.
        by: The room that acts; empty for people.

    Returns:
        A problem for each field that stays as it is.
    """
    if not before or not changed or _asked(force, by) is None:
        return []
    shut = closed(force, before, by)
    names = [force.numbered[no].name for no in changed]
    return [
        FieldProblem(name, "held", facts={"say": shut[name][0], "say_en": shut[name][1]})
        for name in names
        if name in shut
    ]
