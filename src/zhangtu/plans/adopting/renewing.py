"""Takes a later version of an adopted plan into its tasks: only what is different is asked, one short act."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.kernel.clock import today
from zhangtu.ledgers import actions as ledgers
from zhangtu.ledgers.drafts import Draft
from zhangtu.people.scope import Scope
from zhangtu.plans import queries as room
from zhangtu.plans.adopting import comparing, making, queries, rights, storing, telling
from zhangtu.plans.adopting.comparing import Difference, Kind
from zhangtu.plans.adopting.making import Office
from zhangtu.plans.adopting.queries import Adopted, Prepared
from zhangtu.plans.adopting.refusals import AdoptionError
from zhangtu.plans.adopting.sheet import Sheet
from zhangtu.plans.adopting.states import Question, Stage
from zhangtu.plans.adopting.wording import GONE, MOVED, NEARER, entered
from zhangtu.plans.doing.states import State
from zhangtu.plans.doing.tasks import BY
from zhangtu.plans.state import State as DocumentState


@dataclass(frozen=True, slots=True)
class Renewal:
    """A later version held against an adopted plan.

    Attributes:
        ready: The later version, as it would be adopted.
        there: The plan in force.
        same: Name of a task when it was adopted → its name now.
        differences: What is different.
        taken: Name of a difference → whether it is taken over; those nobody decided on are left out.
    """

    ready: Prepared
    there: Adopted
    same: Mapping[str, str]
    differences: tuple[Difference, ...]
    taken: Mapping[str, bool]

    @property
    def open(self) -> int:
        """How many differences nobody has decided on, or can't be taken over yet."""
        return sum(
            one.name not in self.taken or (self.taken[one.name] and not one.unit) for one in self.differences
        )


def renewal(document: UUID, scope: Scope) -> Renewal:
    """A later version of an adopted plan, held against its tasks.

    Args:
        document: The document.
        scope: Of whoever looks.

    Raises:
        AdoptionError: The plan is not in force.
    """
    there, ready = queries.adopted(document, scope), queries.prepared(document, scope)
    corrections = ready.plan.view.corrections[: there.entry]
    was = DocumentState(room.version(document, there.version), corrections).view
    same = comparing.pairs(was, ready.plan.view)
    found = tuple(comparing.differences(there.tasks, same, ready.sheet.tasks))
    taken = {
        one.name: bool(ready.answers[asked]["take"])
        for one in found
        if (asked := f"{Question.CHANGE}:{one.name}") in ready.answers
    }
    return Renewal(ready, there, same, found, taken)


def renew(document: UUID, *, actor: Actor, seen: tuple[int, int]) -> int:
    """Take what was decided on into the tasks, all or nothing; tasks that are gone are called off and told.

    Args:
        document: The document.
        actor: Who does it.
        seen: Number of the version and of the last correction that were looked at.

    Returns:
        How many differences were taken over.

    Raises:
        AdoptionError: Something is not decided on, the plan changed meanwhile, or the post may not.
    """
    with act(actor=actor) as one:
        scope, unit = rights.checked(document, actor)
        found = queries.adoption_of(document, unit)
        if found is None or found.stage != Stage.IN_FORCE:
            raise AdoptionError("not_in_force")
        it = renewal(document, scope)
        if room.mark(room.document(document)) != seen:
            raise AdoptionError("changed_meanwhile")
        if it.open:
            raise AdoptionError("open_questions", count=it.open)
        wanted = [one for one in it.differences if it.taken[one.name]]
        office = making.office(unit, actor)
        ledgers.batch(_drafts(it, wanted, office, seen[0]), actor=actor, by=BY)
        gone = [one.task for one in wanted if one.kind is Kind.REMOVED and one.task is not None]
        telling.called_off(gone, it.there.row.title, entered(GONE, version=seen[0]), actor)
        storing.turn(one, found, "renew", version=seen[0], entry=seen[1])
        return len(wanted)


def _drafts(it: Renewal, wanted: list[Difference], office: Office, version: int) -> list[Draft]:
    """Every row to be entered or amended; each row once."""
    amended: dict[UUID, dict[str, Any]] = {}
    for task in it.there.tasks:
        key = str(task.row.values.get("plan_item", ""))
        if it.same.get(key, key) != key:
            amended.setdefault(task.uid, {})["plan_item"] = it.same[key]
    drafts = []
    for one in wanted:
        if one.task is None and one.line is not None:
            alone = Sheet((), (making.only(one.line, one.unit),), (), (), ())
            view = it.ready.plan.view
            drafts += making.task_drafts(view, alone, it.ready.answers, it.there.row.uid, office)
        elif one.task is not None and one.kind is Kind.REMOVED:
            off = {
                "state": State.CALLED_OFF,
                "called_off_on": today(),
                "called_off_reason": entered(GONE, version=version),
            }
            amended.setdefault(one.task.uid, {}).update(off)
        elif one.task is not None:
            amended.setdefault(one.task.uid, {}).update(_moved(one, version))
    versions = {task.uid: task.row.version for task in it.there.tasks}
    return drafts + [Draft(values=values, uid=uid, seen=versions[uid]) for uid, values in amended.items()]


def _moved(one: Difference, version: int) -> dict[str, object]:
    """Another day, the old one kept: as the day before an extension, or in the note where it comes nearer."""
    assert one.task is not None
    assert one.after is not None
    values, after = one.task.row.values, one.after
    said: dict[str, object] = {"kind": after.kind, "due": after.due, "period": after.period or None}
    if one.before is None:
        return said
    if after.due is not None and after.due > one.before:
        first = values.get("extended_from") or one.before
        return {**said, "extended_from": first, "extension_reason": entered(MOVED, version=version)}
    words = entered(NEARER, version=version, day=one.before.isoformat())
    note = "\n".join(filter(None, [values.get("note"), words]))
    return {**said, "extended_from": None, "extension_reason": None, "note": note}
