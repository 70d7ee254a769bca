"""Fills in what a move asks for, in the act of the move; the procedure may set what it alone sets."""

from collections.abc import Mapping
from dataclasses import replace

from zhangtu.journal.writing import Act
from zhangtu.ledgers import attachments, drafts, seen, storing
from zhangtu.ledgers.acting import desk_of
from zhangtu.ledgers.refusals import InvalidError, LedgerError
from zhangtu.procedures.cases import Case
from zhangtu.schema.procedural import Move


def settle(act: Act, case: Case, move: Move, values: Mapping[str, object], number: int) -> Case:
    """Fill in what a move asks for.

    Whoever may make the move may fill in what it asks for, and nothing else.

    Args:
        act: The act of the move.
        case: The row.
        move: The move.
        values: Field name → what was entered.
        number: The number of the row's last entry that was looked at.

    Returns:
        The row as it is then.

    Raises:
        LedgerError: A field is given that the move does not ask for.
        InvalidError: Something is wrong with the values; every problem is listed.
        ChangedError: A value it sets changed after that entry.
    """
    if not values:
        return case
    others = [name for name in values if name not in move.asks]
    if others:
        raise LedgerError("no_field", ledger=case.force.ledger.name, fields="、".join(others))
    desk = desk_of(act.actor, case.procedure.procedure.name)
    around = desk.around(case.force)
    settled = drafts.read(case.force, case.row, values, around)
    mine = {str(no): text for no, text in settled.changed.items()}
    seen.check(case.force, case.row, mine, seen=number, masked=case.force.personal)
    if case.force.attached:
        settled.problems += attachments.unknown(case.force, settled.before, settled.after, desk.scope)
    drafts.settle(case.force, case.row.id, settled, around)
    if settled.refused:
        raise InvalidError(settled.problems, case.force.ledger.name)
    if not settled.changed:
        return case
    row = storing.amend(act, case.force, case.row, settled)
    return replace(case, row=row)
