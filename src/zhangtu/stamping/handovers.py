"""Handovers as things that can be printed, signed and stamped; the reference is the handover's uid."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from zhangtu.people import handing, queries
from zhangtu.people.handing import HandoverView, Side
from zhangtu.people.scope import Right, Scope
from zhangtu.stamping.hooks import Subject

#: The kind of subjects this file answers for.
HANDOVER = "handover"


class Handovers:
    """The list of what is handed over."""

    def subjects(self, references: Sequence[str], scope: Scope) -> Mapping[str, Subject]:
        """The handovers a scope has a part in, or whose unit it organises."""
        found = ((reference, _handover(reference, scope)) for reference in references)
        return {reference: one for reference, one in found if one is not None}


def _handover(reference: str, scope: Scope) -> Subject | None:
    try:
        number = handing.handover_of_uid(UUID(reference))
    except ValueError:
        return None
    if not number:
        return None
    seen = handing.handover(number)
    unit = _unit(seen)
    part = scope.actor.person in {seen.signer(side) for side in Side} - {0}
    organises = Right.ORGANISE in scope.rights and (scope.everywhere or unit in scope.units)
    if not part and not organises:
        return None
    return Subject(HANDOVER, reference, seen.code, unit, seen.digest.encode())


def _unit(seen: HandoverView) -> int:
    state = queries.post(seen.posts[0], seen.begins) or queries.post_states(seen.posts[0])[-1]
    return state.unit
