"""One task: what it is, its clock, who holds it since when, what may be done now, and what belongs to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.desk.tasks import showing
from zhangtu.desk.tasks.instructing import why_not
from zhangtu.kernel import periods
from zhangtu.kernel.periods import PeriodKind
from zhangtu.ledgers import definitions, filing
from zhangtu.ledgers import queries as ledgers
from zhangtu.ledgers.naming import Names, titles
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people
from zhangtu.plans import continuing
from zhangtu.plans.doing import instructing, queries
from zhangtu.plans.doing.instructing import INSTRUCTIONS
from zhangtu.plans.doing.states import OF_THE_UNIT, Deed, State
from zhangtu.plans.doing.tasks import TASKS, Task
from zhangtu.plans.doing.tasks import task as found_task
from zhangtu.schema.types import FileRef

#: What opens a page of its own, where the words are shown first.
ELSEWHERE: Final = {Deed.REMIND: "task_remind", Deed.SUPERVISE: "task_supervise", Deed.SPLIT: "task_split"}
#: The day a task came to whoever holds it, by its state.
_SINCE: Final = {
    State.ASSIGNED: "assigned_on",
    State.ACKNOWLEDGED: "acknowledged_on",
    State.COMPLETED: "completed_on",
    State.STRUCK_OFF: "struck_off_on",
    State.CALLED_OFF: "called_off_on",
}
#: What stands under the heading, besides what is said of every task.
_FACTS: Final = (
    "source", "document_number", "path", "due_text", "supports", "owner", "leader", "duty", "obstacles",
    "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent with a deed that was refused.

    Attributes:
        deed: Which; empty for none.
        trouble: Why it was refused.
        words: What was written.
        day: The day that was given, as typed.
        files: The files that were brought in with it.
        more: Whatever else was sent.
    """

    deed: str = ""
    trouble: str = ""
    words: str = ""
    day: str = ""
    files: Sequence[FileRef] = ()
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """A deed on the page.

    Attributes:
        deed: Which.
        words: What it is called.
        why_not: Why it can't be done; empty where it can.
        address: The name of the page it has of its own; empty for none.
        unit: Whether the unit that carries the task out does it.
    """

    deed: Deed
    words: str
    why_not: str
    address: str
    unit: bool


def steps(task: Task, visit: Visit) -> list[Step]:
    """What may be done now, then what can't with the reason."""
    found = [
        Step(
            deed,
            showing.deed_words(deed),
            "" if why is None else why.say(tongue()),
            ELSEWHERE.get(deed, ""),
            deed in OF_THE_UNIT,
        )
        for deed, why in queries.deeds(task, visit.scope)
    ]
    return sorted(found, key=lambda one: bool(one.why_not))


@require_safe
def task(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The page."""
    return page(request, uid)


def page(request: HttpRequest, uid: UUID, *, typed: Typed | None = None, status: int = 200) -> HttpResponse:
    """The page of a task, with what was refused if anything was.

    Args:
        request: The request.
        uid: The task.
        typed: What was refused; ``None`` for nothing.
        status: The status of the answer.

    Raises:
        TaskError: There is no such task in scope.
    """
    visit = visit_of(request)
    task = found_task(uid, visit.scope)
    (one,) = showing.shown([task], visit)
    kept = continuing.kept(task, visit.scope, visit.today)
    parts = showing.shown(queries.parts(uid, visit.scope), visit)
    values: dict[str, Any] = {
        "one": one,
        "written": task.row.values,
        "facts": list(_facts(task, visit)),
        "links": _links(task, visit),
        "holder": _holder(task, visit.today),
        "steps": steps(task, visit),
        "typed": typed or Typed(),
        "posts": queries.posts_of(task.lead, visit.today) if task.lead else [],
        "periods": _periods(task, visit.today),
        "kept": kept,
        "missed": continuing.missed(kept),
        **_belonging(uid, visit),
        "parts": parts,
        "counts": showing.counted(parts),
        "unit_name": showing.unit_name,
        "person": _person_of,
        "said": _said(request.GET.get("done", "")),
    }
    return show(request, "tasks/task.html", values, status=status)


def _belonging(uid: UUID, visit: Visit) -> dict[str, object]:
    """What was answered, asked, sent and written about a task."""
    return {
        "answers": _shown(queries.answers(uid, visit.scope)),
        "extensions": queries.extensions(uid, visit.scope),
        "reminders": queries.reminders(uid, visit.scope),
        "instructions": instructing.instructions(visit.scope, on=uid),
        "may_not_instruct": why_not(INSTRUCTIONS, visit),
    }


def _said(deed: str) -> str:
    return {
        "assign": _("已交办，承办单位会在“任务”里看到。"),
        "acknowledge": _("已签收。"),
        "respond": _("已反馈，等交办单位审核。"),
        "accept": _("已采纳。"),
        "give_back": _("已退回，承办单位会看到原因。"),
        "complete": _("已办结。"),
        "strike_off": _("已销号。"),
        "call_off": _("已取消。"),
        "ask_extension": _("已申请延期，等交办单位审批。"),
        "decide_extension": _("已答复延期申请。"),
        "transfer": _("已转交。"),
        "remind": _("已催办。"),
        "supervise": _("督办单已编号发出，可以打印盖章。"),
        "split": _("已分解交办。"),
    }.get(deed, "")


def _facts(task: Task, visit: Visit) -> Iterator[tuple[str, str]]:
    """Titles and words of the fields that say more about the task."""
    force = definitions.in_force(TASKS)
    names = Names(force, [task.row], visit.scope, tongue())
    for name in _FACTS:
        spec = force.fields.get(name)
        value = task.row.values.get(name)
        if spec is not None and value is not None:
            yield titled(spec.title), names.say(spec, value)


def _links(task: Task, visit: Visit) -> list[tuple[str, str, str, str]]:
    """What the task belongs to: how, the ledger, the row, its words; what is out of scope is left out."""
    named = {
        "part_of": _("分解自"),
        "plan": _("所属方案"),
        "instruction": _("依据批示"),
        "same_as": _("同一要求，以此项的反馈为准"),
    }
    there = {name: task.row.values[name] for name in named if task.row.values.get(name)}
    called = titles(there.values(), visit.scope, tongue())
    found = []
    for name, uid in there.items():
        if uid in called:
            ledger = "tasks" if name in ("part_of", "same_as") else f"{name}s"
            found.append((named[name], ledger, str(uid), called[uid]))
    also = [one for one in _same(task, visit) if one.uid != task.uid]
    found += [(_("同一要求，由本项一并反馈"), "tasks", str(one.uid), one.title) for one in also]
    return found


def _same(task: Task, visit: Visit) -> Sequence[RowView]:
    where = (ledgers.Filter("same_as", ledgers.Op.IS, str(task.uid)),)
    return ledgers.rows(TASKS, visit.scope, where=where, limit=50, live=(), counted=False).rows


def _holder(task: Task, today: date) -> dict[str, object]:
    """With whom the task lies, by name, and since when."""
    post = people.post(task.post, today) if task.post else None
    held = people.persons(people.holders(task.post, today)) if post is not None else {}
    return {
        "post": post.name if post is not None else "",
        "names": "、".join(one.name for one in held.values()),
        "since": task.row.values.get(_SINCE.get(task.state, "assigned_on")),
    }


def _periods(task: Task, today: date) -> list[tuple[str, str]]:
    """The periods an answer may count for: this one and the one before; none of a task with one end."""
    if task.kind == "dated":
        return []
    kind = PeriodKind(task.row.values.get("period") or PeriodKind.QUARTER)
    now = periods.of(kind, today)
    return [(str(one), one.label(tongue())) for one in (now, now.last())]


def _shown(answers: Sequence[RowView]) -> list[dict[str, Any]]:
    """Answers with their files as they were brought in."""
    found = []
    for one in answers:
        refs = tuple(one.values.get("files") or ())
        found.append({"row": one, "files": filing.of_names(refs) if refs else ()})
    return found


def _person_of(number: int | None) -> str:
    person = people.person(number) if number else None
    return "" if person is None else person.name
