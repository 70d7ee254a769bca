"""Takes back the last change of a measure or report: what stood before is in force again."""

from dataclasses import replace

from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import today
from zhangtu.ledgers.definitions import keeping, measuring, putting
from zhangtu.ledgers.models import Definition
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.schema.loading import load_definition
from zhangtu.schema.specs import Measure, Report


def take_back(name: str, *, actor: Actor, reason: str, kind: str = "") -> int:
    """Put what a measure or report was before its last change in force again.

    One that had no version before is taken out of use: what was submitted with it keeps its version.

    Args:
        name: Its name.
        actor: Who takes it back.
        reason: Why; must be said.
        kind: ``measure`` or ``report``; left out where only one is called so.

    Returns:
        The number of its new version.

    Raises:
        LedgerError: There is none of that name, no reason, or something rests on it as it is now.
    """
    if not reason.strip():
        raise LedgerError("no_reason")
    there = keeping.known()
    kinds = [kind] if kind else [keeping.MEASURE, keeping.REPORT]
    found = [there.versions[each, name] for each in kinds if (each, name) in there.versions]
    if len(found) != 1:
        raise LedgerError("no_measure", measure=name)
    version = found[0]
    before = Definition.objects.filter(kind=version.kind, name=name, version=version.version - 1).first()
    spec = load_definition(version.text if before is None else before.text).spec
    if not isinstance(spec, Measure | Report):
        raise LedgerError("no_measure", measure=name)
    if before is None:
        spec = replace(spec, removed=today(), why=reason)
    world = next(iter(there.ledgers.values())).world
    putting.put_in_force(measuring.named(spec, world), actor=actor, reason=reason, destroys=True)
    return keeping.known().versions[version.kind, name].version
