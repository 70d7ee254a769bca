"""A task goes on inside the unit that carries it out: put on a post, or split into parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.ledgers import actions
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.plans.doing import actions as doing
from zhangtu.plans.doing import policies
from zhangtu.plans.doing.actions import checked, name_of
from zhangtu.plans.doing.refusals import TaskError
from zhangtu.plans.doing.states import Deed
from zhangtu.plans.doing.tasks import BY, TASKS, Task


@dataclass(frozen=True, slots=True)
class Part:
    """What a task is split into.

    Attributes:
        title: What is to be done.
        unit: The number of the unit that does it: the own one, or one below.
        due: Its last day; that of the whole if ``None``.
        post: The post it is to lie with; must be for the own unit.
    """

    title: str
    unit: int
    due: date | None = None
    post: int = 0


def transfer(uid: UUID, post: int, *, actor: Actor) -> RowView:
    """Put a task on a post of the unit that carries it out.

    Args:
        uid: The task.
        post: The post; 0 for the whole unit.
        actor: Who passes it on, for that unit.

    Returns:
        The task's row.

    Raises:
        TaskError: It may not be by this post, or the post is another unit's.
    """
    with act(actor=actor):
        found, _ = checked(uid, Deed.TRANSFER, actor)
        _check_post(found.lead, post)
        row = actions.assign(uid, actor=actor, seen=found.row.version, post=post, by=BY)
        values = {"post": name_of(people.post_uid(post)) if post else None}
        return actions.amend(uid, values, actor=actor, seen=row.version, by=BY)


def _check_post(unit: int, post: int) -> None:
    state = people.post(post) if post else None
    if post and (state is None or state.unit != unit):
        raise TaskError("no_such_post")


def split(uid: UUID, parts: Sequence[Part], *, actor: Actor) -> list[RowView]:
    """Split a task into parts for units below or posts of the own one (层层分解), each assigned at once.

    Args:
        uid: The task.
        parts: The parts.
        actor: Who splits it, for the unit that carries it out.

    Returns:
        The rows of the parts, in the same order.

    Raises:
        TaskError: It may not be by this post, or a part names no unit below, nothing to do, or a later day.
    """
    with act(actor=actor):
        found, scope = checked(uid, Deed.SPLIT, actor)
        made = []
        for part in parts:
            _check_part(part, found, scope)
            row = actions.create(
                TASKS, _values(part, found), actor=actor, unit=policies.own_unit(scope), by=BY
            )
            made.append(doing.assign(row.uid, actor=actor, post=part.post))
        return made


def _check_part(part: Part, found: Task, scope: Scope) -> None:
    own = policies.own_unit(scope)
    if not part.title.strip():
        raise TaskError("part_no_title")
    if part.unit != own and part.unit not in people.below(own):
        raise TaskError("part_no_unit")
    if part.unit == own and not part.post:
        raise TaskError("part_to_nobody")
    _check_post(part.unit, part.post)
    if found.due is not None and part.due is not None and part.due > found.due:
        raise TaskError("part_late", due=found.due.isoformat())


def _values(part: Part, found: Task) -> dict[str, object]:
    """A part says what it is part of, and keeps where the whole came from."""
    whole = found.row.values
    kept = {name: whole.get(name) for name in ("source", "document_number", "urgency", "period")}
    kept |= {name: str(whole[name]) for name in ("plan", "duty") if whole.get(name)}
    kept |= {"title": part.title.strip(), "kind": found.kind, "part_of": str(found.uid)}
    kept |= {"lead": name_of(people.unit_uid(part.unit)), "due": part.due or found.due}
    return {name: value for name, value in kept.items() if value is not None}
