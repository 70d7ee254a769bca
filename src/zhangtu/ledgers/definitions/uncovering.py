"""What a changed definition opens that was masked or secret: who designs can't do that alone."""

from collections.abc import Mapping
from typing import Final

from zhangtu.journal.writing import Act, Change
from zhangtu.ledgers import texts
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.people import queries as people
from zhangtu.people.scope import Right

#: The register of definitions that opened something: events, each under the number of its definition.
REGISTER: Final = "ledgers.uncover"
#: What is said for a ledger that is secret no longer.
_WHOLE: Final = "@secret"


def opened(before: InForce, after: InForce) -> tuple[str, ...]:
    """What is masked, or secret, under a definition and open under the next.

    A computed value that no longer reads a masked one counts: what was computed before lies in history.

    Args:
        before: The ledger as it was.
        after: The ledger as it is to be.

    Returns:
        Names of fields, and ``@secret`` for the ledger itself.
    """
    fields = [
        after.numbered[no].name for no in sorted(before.personal - after.personal) if no in after.numbered
    ]
    return tuple([_WHOLE] if before.ledger.secret and not after.ledger.secret else []) + tuple(fields)


def record(act: Act, before: Mapping[str, InForce], after: Mapping[str, InForce]) -> None:
    """Refuse to open what was masked, unless whoever does may remove it too; what is opened gets its entry.

    Args:
        act: The act that puts the definitions in force.
        before: The ledgers as they were, by name.
        after: The ledgers as they are now.

    Raises:
        LedgerError: Whoever acts may not; the fields are named.
    """
    found = {name: what for name, force in before.items() if (what := opened(force, after[name]))}
    if not found:
        return
    scope = people.scope(act.actor)
    for name, what in found.items():
        if not scope.may(Right.REDACT, name, secret=before[name].ledger.secret):
            raise LedgerError("uncovers", ledger=before[name].ledger.title.words, fields="、".join(what))
    for name, what in found.items():
        facts = {"ledger": texts.text_of(name), "fields": texts.text_of(list(what))}
        act.write(Change(REGISTER, after[name].id, "uncover", facts, definition=after[name].id))
