"""My tasks: what waits for my post or unit, the most urgent first, why it is mine, and what comes next."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import tongue
from zhangtu.desk.tasks import showing
from zhangtu.desk.tasks.showing import Shown
from zhangtu.ledgers import definitions
from zhangtu.ledgers.permitted import why_not_enter
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.people.scope import Right
from zhangtu.plans.doing import queries
from zhangtu.plans.doing.queries import Mine
from zhangtu.plans.doing.states import Deed, State
from zhangtu.plans.doing.tasks import TASKS

#: What is done with one tap, without a word.
AT_ONCE = (Deed.ACKNOWLEDGE, Deed.STRIKE_OFF, Deed.ASSIGN)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list.

    Attributes:
        one: The task as shown.
        deed: What is to be done next.
        words: What that is called.
        why: Why it is mine.
        at_once: Whether one tap does it; else its page asks for words.
    """

    one: Shown
    deed: Deed
    words: str
    why: str
    at_once: bool


def may_read(visit: Visit) -> bool:
    """Whether a visitor finds tasks at all: the ledger is in force and open to the post."""
    return TASKS in definitions.names() and visit.scope.may(Right.READ, TASKS)


def waiting(visit: Visit) -> int:
    """How many tasks wait for a visitor."""
    return queries.waiting(visit.scope)


def check_read(visit: Visit) -> None:
    """Make sure that a visitor may read tasks.

    Raises:
        LedgerError: The ledger is not in force, or not open to the post.
    """
    if not may_read(visit):
        raise LedgerError("no_ledger", ledger=TASKS)


def _why(found: Mine, visit: Visit) -> str:
    if found.task.state is State.DRAFT:
        return _("本单位起草，还没有交办")
    if found.deed is Deed.DECIDE_EXTENSION:
        return _("承办单位申请延期，由本单位审批")
    if not found.unit:
        return _("由本单位交办")
    if found.task.post and found.task.post in visit.scope.posts:
        return _("交给了您的岗位")
    return _("由本单位牵头")


@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """The list."""
    visit = visit_of(request)
    check_read(visit)
    found = {one.task.uid: one for one in queries.mine(visit.scope)}
    lines = [
        Line(
            one,
            found[one.task.uid].deed,
            showing.deed_words(found[one.task.uid].deed),
            _why(found[one.task.uid], visit),
            found[one.task.uid].deed in AT_ONCE,
        )
        for one in showing.shown([each.task for each in found.values()], visit)
    ]
    may_not = why_not_enter(definitions.in_force(TASKS), visit.scope)
    values = {
        "lines": [line for line in lines if line.one.task.state is not State.DRAFT],
        "drafts": [line for line in lines if line.one.task.state is State.DRAFT],
        "counts": showing.counted([line.one for line in lines if line.one.task.state is not State.DRAFT]),
        "may_not": may_not.say(tongue()) if may_not is not None else "",
    }
    return show(request, "tasks/mine.html", values)
