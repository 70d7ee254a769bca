"""What of plans and tasks is open for units that go over into others.

Nothing is rewritten then: tasks keep the unit that was named, and whoever acts for the unit it went over into
carries them out; a plan stays the old unit's and is seen and changed by the new one.
"""

from collections.abc import Mapping

from zhangtu.journal.actor import Actor
from zhangtu.ledgers import definitions, queries
from zhangtu.ledgers.queries import Filter, Op
from zhangtu.people import queries as people
from zhangtu.plans.doing.states import HELD
from zhangtu.plans.doing.tasks import TASKS
from zhangtu.plans.models import Document

#: Counts for whoever moves units about, who need not see a single task.
_COUNTS = Actor(machine="console")


def pending(units: frozenset[int]) -> Mapping[str, int]:
    """How much is open.

    Args:
        units: The units.

    Returns:
        ``tasks``: assigned ones they lead; ``plans``: those they own that are not in the bin.
    """
    plans = Document.objects.filter(unit__in=units, binned_at=None).count()
    if TASKS not in definitions.names():
        return {"plans": plans}
    where = (
        Filter("lead", Op.IN, [str(people.unit_uid(one)) for one in sorted(units)]),
        Filter("state", Op.IN, tuple(str(one) for one in HELD)),
    )
    scope = people.scope(_COUNTS)
    return {"tasks": queries.rows(TASKS, scope, where=where, limit=1, live=()).count, "plans": plans}
