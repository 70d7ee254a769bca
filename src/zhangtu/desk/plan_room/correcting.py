"""What a person may correct, one address each; every answer is both panes anew, or a sentence why not."""

from collections.abc import Callable
from datetime import date
from functools import partial, wraps
from operator import eq
from typing import TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhangtu.desk.frame.page import wants_fragment
from zhangtu.desk.frame.preferences import remember_name
from zhangtu.desk.frame.visit import Signed, actor_of, name_of, signed
from zhangtu.desk.frame.words import tongue
from zhangtu.desk.plan_room.documents import given
from zhangtu.desk.plan_room.plan import workspace
from zhangtu.desk.plan_room.times import deadline_from
from zhangtu.plans import actions, queries
from zhangtu.plans.board import same_time
from zhangtu.plans.changes import Kind
from zhangtu.plans.errors import PlanError, Refusal
from zhangtu.plans.record import Shown, one_act, plain_who
from zhangtu.plans.view import ViewItem

Act = Callable[[HttpRequest, UUID, Signed], str]
View = Callable[[HttpRequest, UUID], HttpResponse]
T = TypeVar("T")
#: No form writes more corrections than this, so no more are taken back at once.
MOST_AT_ONCE = 20


def correcting(act: Act) -> View:
    """Make a page of an act: who, what, then both panes anew.

    Args:
        act: Does it: the request, the document and whoever does it in, a sentence for the status line out.

    Returns:
        The page's function.
    """

    @require_POST
    @wraps(act)
    def answer(request: HttpRequest, uid: UUID) -> HttpResponse:
        typed = plain_who(request.POST.get("who", "")) if actor_of(request) is None else ""
        who = typed or name_of(request)
        before = queries.last_entry(uid)
        said = act(request, uid, {"actor": who, "by": actor_of(request)})
        response = workspace(request, uid, say=said) if wants_fragment(request) else redirect("plan", uid)
        if wants_fragment(request):
            response.headers["X-Said"] = said.encode("utf-8").hex()
            written = queries.written_by(uid, who, after=before)
            response.headers["X-Written"] = ",".join(map(str, written))
        if typed:
            remember_name(response, typed)
        return response

    return answer


def number(request: HttpRequest, name: str) -> int:
    """A whole number of a form.

    Raises:
        PlanError: It is none.
    """
    return _whole(request.POST.get(name, ""))


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise PlanError(Refusal.BAD_REQUEST)
    return int(text)


def shown(request: HttpRequest) -> Shown:
    """The words a person chose in the text."""
    return Shown(number(request, "start"), number(request, "end"), request.POST.get("words", ""))


def key(request: HttpRequest) -> str:
    """The key of the task or fault a form is about."""
    return request.POST.get("key", "")


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise PlanError(Refusal.BAD_DATE) from None


@correcting
def mend(request: HttpRequest, uid: UUID, who: Signed) -> str:
    """Replace words of the text."""
    new = request.POST.get("new", "")
    actions.mend_text(uid, shown(request), new, seen=number(request, "seen"), **who)
    return _("已改文字，并重新读了一遍。")


@correcting
def accept(request: HttpRequest, uid: UUID, who: Signed) -> str:
    """Mend the text as a fault proposes."""
    actions.accept_repair(uid, key(request), seen=number(request, "seen"), **who)
    return _("已按建议改好，并重新读了一遍。")


@correcting
def ignore(request: HttpRequest, uid: UUID, who: Signed) -> str:
    """Take a fault for none."""
    actions.ignore_fault(uid, key(request), seen=number(request, "seen"), **who)
    return _("已记下：不是问题。")


@correcting
def issued(request: HttpRequest, uid: UUID, who: Signed) -> str:
    """State the signing day."""
    day = _day(request.POST.get("issued", ""))
    actions.state_issued(uid, day, seen=number(request, "seen"), **who)
    return _("已按成文日期重新读了一遍。")


@correcting
def amend(request: HttpRequest, uid: UUID, who: Signed) -> str:
    """Set title, units and time of a task; only what the person changed in the form is written down."""
    with one_act(uid, by=actor_of(request)):
        now = queries.plan(uid).view.item(key(request))
        if now is None:
            raise PlanError(Refusal.GONE)
        wanted = _differences(request, uid, now)
        for change in wanted:
            change(seen=number(request, "seen"), **who)
    return _("已更正：%(title)s") % {"title": now.item.title[:30]} if wanted else _("没有改动。")


def _differences(request: HttpRequest, uid: UUID, now: ViewItem) -> list[Callable[..., None]]:
    """The changes a form asks for; all of its values are looked at before any is written.

    The form holds every value as it was when it was opened. What somebody else has set since and this person
    left alone stays as it is now; what both have set is refused.
    """
    was = _as_opened(request, uid, now).item
    item = now.item
    title = " ".join(request.POST.get("title", "").split())
    if not title:
        raise PlanError(Refusal.EMPTY)
    time = deadline_from(request.POST, was.deadline)
    units = tuple(
        tuple(name for name in request.POST.getlist(role) if name.strip()) for role in ("lead", "support")
    )
    wanted: list[Callable[..., None]] = []
    if _is_new(title, " ".join(was.title.split()), " ".join(item.title.split())):
        wanted.append(partial(actions.retitle_task, uid, now.key, title))
    if _is_new(units, (was.lead_units, was.support_units), (item.lead_units, item.support_units)):
        wanted.append(partial(actions.assign_task, uid, now.key, *units))
    if _is_new(time, was.deadline, item.deadline, same=same_time):
        wanted.append(partial(actions.time_task, uid, now.key, time))
    return wanted


def _as_opened(request: HttpRequest, uid: UUID, now: ViewItem) -> ViewItem:
    """The task as it was when the form was opened; as it is now where the form does not say when."""
    if "after" not in request.POST:
        return now
    return queries.view_after(uid, number(request, "after")).item(now.key) or now


def _is_new(given: T, was: T, now: T, *, same: Callable[[T, T], bool] = eq) -> bool:
    """Whether a value of a form is one to write down.

    Args:
        given: The value in the form.
        was: The value the form was opened with.
        now: The value at present.
        same: Tells whether two values are the same.

    Raises:
        PlanError: The person changed it, and so did somebody else, to something different.
    """
    if same(given, was) or same(given, now):
        return False
    if not same(was, now):
        raise PlanError(Refusal.CHANGED)
    return True


@correcting
def split(request: HttpRequest, uid: UUID, who: Signed) -> str:
    """Cut a task in two."""
    actions.split_task(uid, key(request), number(request, "at"), seen=number(request, "seen"), **who)
    return _("已拆成两条。")


@correcting
def merge(request: HttpRequest, uid: UUID, who: Signed) -> str:
    """Make one task of two neighbours."""
    with_next = request.POST.get("with") == "next"
    actions.merge_tasks(uid, key(request), with_next=with_next, seen=number(request, "seen"), **who)
    return _("已合并。")


@correcting
def drop(request: HttpRequest, uid: UUID, who: Signed) -> str:
    """Take off the list what is no task."""
    actions.drop_task(uid, key(request), seen=number(request, "seen"), **who)
    return _("已移出任务清单。")


@correcting
def add(request: HttpRequest, uid: UUID, who: Signed) -> str:
    """Put a stretch of the text on the list."""
    actions.add_task(uid, shown(request), seen=number(request, "seen"), **who)
    return _("已加为任务。")


@correcting
def withdraw(request: HttpRequest, uid: UUID, who: Signed) -> str:
    """Take back corrections, or the taking back of some."""
    numbers = [_whole(text) for text in request.POST.getlist("number")[:MOST_AT_ONCE]]
    if not numbers:
        raise PlanError(Refusal.BAD_REQUEST)
    again = Kind.WITHDRAW in queries.kinds(uid, numbers)
    actions.withdraw_corrections(uid, numbers, **who)
    return _("已恢复。") if again else _("已撤销。")


@correcting
def reapply(request: HttpRequest, uid: UUID, who: Signed) -> str:
    """Turn a correction that no longer fits to the task a person chose."""
    actions.reapply_correction(
        uid, number(request, "number"), key(request), seen=number(request, "seen"), **who
    )
    return _("已用在选定的任务上。")


@require_POST
def version(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Bring in a newer version of the document."""
    chunks, name = given(request)
    made = actions.bring_version(uid, chunks, name, **signed(request))
    answer = redirect("plan", uid)
    if wants_fragment(request):
        here = HttpResponse(answer.headers["Location"], content_type="text/plain; charset=utf-8")
        here.headers["X-Said"] = _carried(uid, made).encode("utf-8").hex()
        return here
    return answer


def _carried(uid: UUID, made: int) -> str:
    """What became of the corrections on a new version, in a sentence."""
    view = queries.plan(uid).view
    open_ones = len(view.conflicts)
    fitting = len(view.outcomes) - open_ones
    said = [_("已换成第 %(n)s 稿。") % {"n": made}]
    if fitting:
        said.append(_("%(n)s 处更正已对上。") % {"n": fitting})
    if open_ones:
        said.append(_("%(n)s 处对不上，请您决定。") % {"n": open_ones})
    return (" " if tongue() == "en" else "").join(said)


@require_POST
def return_to(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take up an earlier version again."""
    actions.return_to_version(uid, number(request, "number"), **signed(request))
    return redirect("plan", uid)
