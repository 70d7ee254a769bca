"""Makes the rows of an adopted plan: the plan, its tasks, its targets; nothing is written here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.kernel.clock import today
from zhangtu.kernel.identifiers import document_number
from zhangtu.ledgers.drafts import Draft
from zhangtu.people import queries as people
from zhangtu.plans.adopting.answers import Answers, question
from zhangtu.plans.adopting.sheet import Sheet, TargetAsk, TaskLine
from zhangtu.plans.adopting.states import Question
from zhangtu.plans.doing.states import State
from zhangtu.plans.doing.tasks import TASKS
from zhangtu.plans.view import View

PLANS: Final = "plans"
TARGETS: Final = "targets"
#: The longest words put in one field of a row.
LONGEST: Final = 300
_OPS: Final = {"=": "equal", ">=": "at_least", "<=": "at_most", ">": "more", "<": "less"}


@dataclass(frozen=True, slots=True)
class Office:
    """Who adopts, and when.

    Attributes:
        unit: The number of the unit that assigns the tasks.
        post: The number of the post that does; 0 for a machine.
        person: The person's name to the outside; ``None`` for a machine.
        day: The day.
    """

    unit: int
    post: int
    person: str | None
    day: date


def office(unit: int, actor: Actor) -> Office:
    """Who adopts a plan for a unit, today."""
    found = people.persons([actor.person]) if actor.person else {}
    person = str(found[actor.person].uid) if actor.person in found else None
    return Office(unit, actor.post, person, today())


def only(line: TaskLine, unit: int) -> TaskLine:
    """A task as one unit leads it."""
    return replace(line, leads=(unit,))


def _uid(number: int) -> str | None:
    found = people.unit_uid(number) if number else None
    return None if found is None else str(found)


def _post(number: int) -> str | None:
    found = people.post_uid(number) if number else None
    return None if found is None else str(found)


def _line(words: str) -> str:
    return " ".join(words.split())[:LONGEST]


def plan_values(view: View, title: str, document: UUID, sheet: Sheet, office: Office) -> Mapping[str, object]:
    """The row of the ledger of plans.

    Args:
        view: The plan, corrections applied.
        title: What it is called.
        document: Its name in the plan room.
        sheet: What is made of it.
        office: Who adopts it.
    """
    facts = view.reading.document
    ends = [one.when.due for one in sheet.tasks if one.when is not None and one.when.due is not None]
    begins = [one.when.begins for one in sheet.tasks if one.when is not None and one.when.begins is not None]
    first = min([*begins, *([facts.issued] if facts.issued else [])], default=None)
    last = max(ends, default=None)
    return {
        "title": _line(title),
        "document_number": _number(facts.number),
        "issuer": _line(facts.issuer or "") or None,
        "issued": facts.issued,
        "document": str(document),
        "state": "adopted",
        "adopted_on": office.day,
        "begins": first if first is None or last is None or first <= last else None,
        "ends": last,
    }


def _number(given: str | None) -> str | None:
    """A document's number where it is written as numbers are; what is not stays in the document."""
    checked = document_number.check(given) if given else None
    return None if checked is None or checked.kind is not None else checked.value


def post_for(unit: int, answers: Answers) -> int:
    """The post a unit's tasks lie with: the one chosen, else the only head; 0 for the whole unit."""
    chosen = answers.get(question(Question.POST, str(unit)))
    if chosen is not None:
        return int(chosen.get("post", 0))
    heads = [one.post for one in people.posts(unit) if one.role == "chief"]
    return heads[0] if len(heads) == 1 else 0


def task_drafts(view: View, sheet: Sheet, answers: Answers, plan: UUID, office: Office) -> list[Draft]:
    """The tasks of a plan, one for each unit that leads one, assigned as they are entered.

    Args:
        view: The plan, corrections applied.
        sheet: What is made of it; every question answered.
        answers: The answers.
        plan: The plan's row.
        office: Who assigns them.
    """
    title = view.reading.document.title or ""
    posts = {unit: post_for(unit, answers) for line in sheet.tasks for unit in line.leads}
    given = {
        "source": _line(title) or None,
        "document_number": _number(view.reading.document.number),
        "plan": str(plan),
        "state": State.ASSIGNED,
        "assigned_on": office.day,
        "assigned_by": _uid(office.unit),
        "assigned_by_post": _post(office.post),
    }
    drafts = []
    for line in sheet.tasks:
        own = {**given, **_task_values(view, line, answers)}
        for unit in line.leads:
            more = {"lead": _uid(unit), "post": _post(posts[unit])}
            drafts.append(Draft(TASKS, {**own, **more}, unit, posts[unit]))
    return drafts


def _task_values(view: View, line: TaskLine, answers: Answers) -> dict[str, Any]:
    item, when = line.one.item, line.when
    assert when is not None  # every question is answered
    waived = answers.get(question(Question.DUE, line.key)) or {}
    return {
        "title": _line(item.title) or _line(view.reading.text[item.start : item.end]),
        "kind": when.kind,
        "begins": when.begins,
        "due": when.due,
        "period": when.period or None,
        "due_text": _line(item.deadline.raw or "") or None,
        "supports": "、".join(item.support_units)[:LONGEST] or None,
        "path": _line(" › ".join((*item.path, item.label))) or None,
        "plan_item": line.key,
        "note": waived.get("reason") or None,
    }


def bound(measure: str, office: Office) -> dict[str, object]:
    """What a target says of the measure it is bound to, and by whom."""
    return {"measure": measure, "bound_by": office.person, "bound_on": office.day, "state": "bound"}


def target_drafts(sheet: Sheet, plan: UUID, tasks: Mapping[str, UUID], office: Office) -> Iterator[Draft]:
    """The targets of a plan; what no measure shows is unbound.

    Args:
        sheet: What is made of the plan.
        plan: The plan's row.
        tasks: Name of a task in the view → the first of its rows.
        office: Who binds them.
    """
    lines = {one.key: one for one in sheet.tasks}
    for one in sheet.targets:
        yield Draft(TARGETS, _target_values(one, lines.get(one.key), plan, tasks, office), office.unit)


def _target_values(
    one: TargetAsk, line: TaskLine | None, plan: UUID, tasks: Mapping[str, UUID], office: Office
) -> dict[str, object]:
    target, task = one.target, tasks.get(one.key)
    return {
        "words": _line(target.metric) or _line(f"{target.op}{target.value}{target.unit}"),
        "plan": str(plan),
        "task": None if task is None else str(task),
        "op": _OPS.get(target.op, "at_least"),
        "value": format(target.value, "f").rstrip("0").rstrip("."),
        "measured_in": target.unit or None,
        "by_day": line.when.due if line is not None and line.when is not None else None,
        "of_unit": _uid(line.leads[0] if line is not None and len(line.leads) == 1 else office.unit),
        "plan_item": one.question,
        **(bound(one.measure, office) if one.measure else {"state": "unbound"}),
    }
