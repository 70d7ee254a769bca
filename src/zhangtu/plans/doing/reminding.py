"""Reminding a unit of its task, and ordering it with a numbered paper; the words are shown first."""

from datetime import date
from typing import Final
from uuid import UUID

from zhangtu.journal import queries as journal
from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act, act
from zhangtu.kernel.clock import today
from zhangtu.ledgers import actions, serials
from zhangtu.ledgers.budgets import moment
from zhangtu.ledgers.views import RowView
from zhangtu.messages import reminding
from zhangtu.messages.actions import Words
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.plans.doing import policies, queries
from zhangtu.plans.doing.actions import checked, name_of
from zhangtu.plans.doing.refusals import TaskError
from zhangtu.plans.doing.states import Deed
from zhangtu.plans.doing.tasks import BY, REMINDERS, Task
from zhangtu.plans.doing.wording import REMINDING, STATES, SUPERVISING, Pair

#: What a message about a task says it is of.
KIND: Final = "task"


def words(task: Task, scope: Scope, language: str, answer_by: date | None = None) -> str:
    """What a reminder of a task says, or an order to answer by a day; to be changed as one likes.

    Args:
        task: The task.
        scope: Of whoever reminds.
        language: ``zh-hans``, ``zh-hant`` or ``en``.
        answer_by: The day an order is to be answered by; ``None`` for a mere reminder.
    """
    pair: Pair = REMINDING if answer_by is None else SUPERVISING
    state, state_en = STATES[task.state]
    facts = {
        "unit": people.name_on(task.lead),
        "title": task.row.values.get("title", ""),
        "due": task.due or task.row.values.get("due_text") or "—",
        "state": state,
        "state_en": state_en,
        "owner": people.name_on(policies.own_unit(scope)),
        "by": answer_by,
    }
    return reminding.draft(pair, language, **facts)


def remind(uid: UUID, said: str, *, actor: Actor, link: str = "") -> RowView:
    """Remind the unit that carries a task out (催办), in its pages and wherever it can be reached.

    Args:
        uid: The task.
        said: What is said.
        actor: Who reminds, for the office.
        link: The page of the task.

    Returns:
        The reminder's row.

    Raises:
        TaskError: It may not be, or the unit has just answered.
        MessageError: The unit was just reminded, or nothing is said.
    """
    text = reminding.checked(said)
    with act(actor=actor) as now:
        found, scope = checked(uid, Deed.REMIND, actor)
        last = [journal.history(REMINDERS, one.id)[0].at for one in queries.reminders(found.uid, scope)[:1]]
        reminding.again({found.uid: moment(last[0]) if last else None})
        made = _write(found, "remind", text, None, actor)
        _tell(now, found, text, link)
        return made


def supervise(uid: UUID, said: str, answer_by: date, *, actor: Actor, link: str = "") -> RowView:
    """Order the unit to complete a task (督办), with a number of the office's yearly series.

    Args:
        uid: The task.
        said: What is ordered.
        answer_by: The day it is to be answered by.
        actor: Who orders it, for the office.
        link: The page of the task.

    Returns:
        The order's row, with its number.

    Raises:
        TaskError: It may not be, or the day lies in the past.
        MessageError: Nothing is said.
    """
    text = reminding.checked(said)
    if answer_by < today():
        raise TaskError("answer_by_past")
    with act(actor=actor) as now:
        found, scope = checked(uid, Deed.SUPERVISE, actor)
        made = _write(found, "supervise", text, answer_by, actor)
        unit = found.office or policies.own_unit(scope)
        serials.give(made.uid, "number", actor=actor, unit=unit, by=BY)
        _tell(now, found, text, link)
        return made


def _write(found: Task, kind: str, said: str, answer_by: date | None, actor: Actor) -> RowView:
    values = {
        "task": str(found.uid),
        "kind": kind,
        "words": said,
        "sent_on": today(),
        "sent_by": name_of(people.post_uid(actor.post)),
        "to_unit": name_of(people.unit_uid(found.lead)),
        "answer_by": answer_by,
    }
    return actions.create(REMINDERS, values, actor=actor, unit=found.row.unit, by=BY)


def _tell(now: Act, found: Task, said: str, link: str) -> None:
    """Whoever has the task in the unit is told, else the unit; nobody is told of their own words."""
    told = Words(KIND, str(found.row.values.get("title", "")), said, link)
    alone = found.post and found.post != now.actor.post and people.post(found.post) is not None
    reminding.remind(now, [(found.lead, told)], post=found.post if alone else 0)
