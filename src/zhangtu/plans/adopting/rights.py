"""Who may adopt plans, and for which unit."""

from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.people import queries as people
from zhangtu.people.scope import Right, Scope
from zhangtu.plans.adopting import queries
from zhangtu.plans.adopting.refusals import AdoptionError
from zhangtu.plans.doing.tasks import TASKS
from zhangtu.plans.policies import check_seen


def may_adopt(scope: Scope) -> bool:
    """Whether a post may adopt plans at all."""
    return all(scope.may(right, TASKS) for right in (Right.ADOPT, Right.ENTER, Right.AMEND))


def checked(document: UUID, actor: Actor) -> tuple[Scope, int]:
    """The scope of somebody who may adopt a plan, and the unit it is adopted for.

    Raises:
        PlanError: There is no such document to be seen.
        AdoptionError: The post may not.
    """
    scope = people.scope(actor)
    check_seen(scope, document)
    if not may_adopt(scope):
        raise AdoptionError("not_allowed_to_adopt")
    return scope, queries.base_of(actor)
