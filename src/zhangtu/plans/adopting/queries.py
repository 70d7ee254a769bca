"""What adoption knows: how far a plan's is, what was answered, what would be made, what was made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import today
from zhangtu.ledgers import definitions, queries
from zhangtu.ledgers.queries import Filter, Op
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.plans import policies
from zhangtu.plans import queries as room
from zhangtu.plans.adopting.making import TARGETS
from zhangtu.plans.adopting.refusals import AdoptionError
from zhangtu.plans.adopting.sheet import Around, Sheet, sheet
from zhangtu.plans.adopting.states import Stage
from zhangtu.plans.doing.tasks import TASKS, Task, task_of
from zhangtu.plans.models import Adoption, Decision, Variant
from zhangtu.plans.queries import Plan

#: So many rows are asked for at once.
_PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan being adopted.

    Attributes:
        plan: The document, opened.
        sheet: What would be made, and what is asked.
        answers: What was answered, by question.
        around: What it is adopted into.
    """

    plan: Plan
    sheet: Sheet
    answers: dict[str, Any]
    around: Around


@dataclass(frozen=True, slots=True)
class Adopted:
    """A plan in force.

    Attributes:
        row: Its row in the ledger of plans.
        tasks: Its tasks that whoever looks may see.
        targets: Its targets.
        version: The version of the document it was adopted with.
        entry: The last correction it was adopted with.
    """

    row: RowView
    tasks: tuple[Task, ...]
    targets: tuple[RowView, ...]
    version: int
    entry: int


def base_of(actor: Actor) -> int:
    """The unit somebody adopts plans for: that of the post, or the one above that it acts for.

    Raises:
        AdoptionError: The post belongs to none.
    """
    state = people.post(actor.post) if actor.post else None
    if state is None:
        raise AdoptionError("no_unit")
    own = people.unit(state.unit)
    above = 0 if own is None else people.above_stood_for(own, state.role, today())
    return above or state.unit


def adoption_of(document: UUID, unit: int) -> Adoption | None:
    """The adoption of a document by a unit that is prepared or in force."""
    found = Adoption.objects.filter(document__uid=document, unit=unit).exclude(stage=Stage.WITHDRAWN)
    return found.first()


def stage_of(document: UUID, actor: Actor | None) -> Stage | None:
    """How far a document is adopted by whoever looks; ``None`` where it is not."""
    if actor is None or policies.unit_of(actor) is None:
        return None
    found = adoption_of(document, base_of(actor))
    return None if found is None else Stage(found.stage)


def answers_of(of: Adoption) -> dict[str, Any]:
    """What was answered, by question."""
    found = Decision.objects.filter(adoption=of, answer__isnull=False).values_list("question", "answer")
    return dict(found)


def around(scope: Scope, base: int) -> Around:
    """What a plan is adopted into by somebody: units in scope, names confirmed, measures in use."""
    there = people.units()
    variants = Variant.objects.filter(unit=base).values_list("name", "means")
    known = definitions.known()
    return Around(
        base,
        {number: state for number, state in there.items() if scope.everywhere or number in scope.units},
        {name: tuple(means) for name, means in variants},
        tuple(one.measure for one in known.measures.values()),
    )


def prepared(document: UUID, scope: Scope) -> Prepared:
    """A plan being adopted, as it stands.

    Args:
        document: The document.
        scope: Of whoever looks.

    Raises:
        PlanError: There is no such document.
        AdoptionError: The post belongs to no unit.
    """
    base = base_of(scope.actor)
    found = adoption_of(document, base)
    answers = {} if found is None else answers_of(found)
    opened, within = room.plan(document), around(scope, base)
    return Prepared(opened, sheet(opened.view, answers, within), answers, within)


def _all(ledger: str, scope: Scope, plan: UUID) -> Sequence[RowView]:
    where, after, found = (Filter("plan", Op.IS, str(plan)),), "", list[RowView]()
    while True:
        page = queries.rows(ledger, scope, where=where, after=after, limit=_PAGE, counted=False)
        found += page.rows
        after = page.after
        if not after:
            return found


def adopted(document: UUID, scope: Scope) -> Adopted:
    """A plan in force, as far as whoever looks may see it.

    Args:
        document: The document.
        scope: Of whoever looks.

    Raises:
        AdoptionError: It is not in force, or not to be seen.
    """
    seen = Adoption.objects.filter(document__uid=document, stage=Stage.IN_FORCE)
    own = policies.unit_of(scope.actor)
    mine = base_of(scope.actor) if own is not None else 0
    found = sorted(seen, key=lambda one: one.unit != mine)
    inside = [one for one in found if scope.everywhere or one.unit in scope.units]
    if not inside or inside[0].plan is None:
        raise AdoptionError("not_in_force")
    one, plan = inside[0], inside[0].plan
    tasks = tuple(task_of(row) for row in _all(TASKS, scope, plan))
    targets = tuple(_all(TARGETS, scope, plan))
    return Adopted(queries.row(plan, scope), tasks, targets, one.version, one.entry)
