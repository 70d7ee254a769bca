"""What is done with many rows at once: one column set, withdrawn, restored, handed on; and undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.desk.grid.columns import Column, columns, every
from zhangtu.desk.grid.listing import may, opened
from zhangtu.desk.grid.taking import MOST, Taken, recall, remember, rows_of, taken_of
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import actions, several
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.drafts import Draft
from zhangtu.ledgers.picking import picked
from zhangtu.ledgers.queries import as_of_entry
from zhangtu.ledgers.refusals import BatchChangedError, BatchInvalidError
from zhangtu.ledgers.several import Seen, SeveralError
from zhangtu.ledgers.views import RowView
from zhangtu.ledgers.wording import PROBLEMS
from zhangtu.people import queries as people
from zhangtu.schema.types.wording import say_field_problem

#: So many of the rows are named on the page.
NAMED = 20
#: What was typed and stays on the page when it is refused.
KEPT = ("reason", "field", "value", "unit", "post")
#: Reasons are no longer than this.
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why it was not done with a row.

    Attributes:
        title: What the row is called.
        uid: Its name to the outside.
        words: Why.
    """

    title: str
    uid: UUID
    words: str


@dataclass(frozen=True, slots=True)
class Done:
    """What was done.

    Attributes:
        said: It, in a sentence.
        rows: The rows and their versions now.
        undo: What undoes it: deed and what else is sent with it; empty where nothing does.
    """

    said: str
    rows: Seen
    undo: Mapping[str, str]


@require_safe
def act(request: HttpRequest, name: str) -> HttpResponse:
    """The rows, and what can be done with them."""
    visit = visit_of(request)
    force = opened(name, visit)
    return _page(request, force, taken_of(request, force, visit), visit)


@require_POST
def do(request: HttpRequest, name: str) -> HttpResponse:
    """Do it with all of the rows, or with none; nothing is done that was not shown.

    Raises:
        Http404: Nobody remembers the rows, or there is no such deed.
    """
    visit = visit_of(request)
    force = opened(name, visit)
    token = request.POST.get("rows", "")
    rows = recall(token, name, visit)
    taken = taken_of(request, force, visit)
    deed = _DEEDS.get(request.POST.get("deed", ""))
    if deed is None:
        raise Http404
    try:
        done = deed(request.POST, force, rows, visit)
    except RefusedError as refused:
        trouble = _troubles(refused, force, rows, visit)
        kept = {one: request.POST.get(one, "") for one in KEPT}
        return _page(request, force, taken, visit, refused=refused.say(tongue()), trouble=trouble, kept=kept)
    again = remember(done.rows, name, visit)
    values = {
        "ledger": name,
        "title": titled(force.ledger.title),
        "asked": taken.asked,
        "done": done,
        "rows": again,
    }
    return show(request, "grid/done.html", values)


def _page(
    request: HttpRequest,
    force: InForce,
    taken: Taken,
    visit: Visit,
    *,
    refused: str = "",
    trouble: Sequence[Trouble] = (),
    kept: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The page of what can be done."""
    shown = columns(force, visit, taken.asked.columns)
    rows, count = rows_of(force, taken, (), visit, MOST)
    many = count > MOST
    seen = [(row.uid, _seen(row, taken)) for row in rows]
    allowed = may(force, visit)
    values = {
        "ledger": force.ledger.name,
        "title": titled(force.ledger.title),
        "asked": taken.asked,
        "address": taken.address,
        "many": many,
        "most": MOST,
        "count": count,
        "named": rows[:NAMED],
        "rows": remember(seen, force.ledger.name, visit) if rows and not many else "",
        "settable": [one for one in every(force, visit) if not one.fixed],
        "column": _first(shown),
        "units": sorted(_units(visit).items(), key=lambda one: one[1]),
        "posts": _posts(visit),
        "withdrawn": sum(row.withdrawn for row in rows),
        "refused": refused,
        "trouble": trouble,
        "kept": kept or dict.fromkeys(KEPT, ""),
        **allowed,
    }
    return show(request, "grid/act.html", values, status=422 if refused else 200)


def _seen(row: RowView, taken: Taken) -> int:
    """The version somebody saw: that on the page it was picked on, else that of now."""
    return dict(taken.picked or ()).get(row.uid, row.version)


def _first(shown: Sequence[Column]) -> str:
    return next((one.name for one in shown if not one.fixed), "")


def _units(visit: Visit) -> dict[int, str]:
    """The units rows may be given to, by number."""
    every_one = people.units(visit.today)
    return {number: state.name for number, state in every_one.items() if number in visit.scope.units}


def _posts(visit: Visit) -> list[tuple[int, str]]:
    """The posts rows may be assigned to: those of the visitor's unit and the units next below."""
    units = _units(visit)
    near = [
        visit.unit,
        *(one for one in units if one != visit.unit and visit.unit in people.ancestors(one)[:1]),
    ]
    return [
        (post.post, f"{units.get(unit, '')} {post.name}")
        for unit in near[:60]
        for post in people.posts(unit, visit.today)
    ]


def _set(sent: Any, force: InForce, rows: Seen, visit: Visit) -> Done:
    """One column of all rows gets one value."""
    name = sent.get("field", "")
    column = next((one for one in columns(force, visit, [name]) if not one.fixed), None)
    if column is None:
        raise Http404
    before = dict(rows)
    drafts = [
        Draft(force.ledger.name, {name: sent.get("value", "")}, uid=uid, seen=seen) for uid, seen in rows
    ]
    done = actions.batch(drafts, actor=visit.actor, reason=_reason(sent))
    changed = [row for row in done if row.version != before[row.uid]]
    said = ngettext(
        "已把 %(count)s 条的“%(column)s”改好。", "已把 %(count)s 条的“%(column)s”改好。", len(changed)
    ) % {"count": len(changed), "column": column.title}
    # the entries of one act follow one another: before the first of them everything was as it had been
    first = min((row.version for row in changed), default=1)
    undo = {"deed": "unset", "field": name, "before": str(first - 1)}
    return Done(said, _now(changed), undo if changed else {})


def _unset(sent: Any, force: InForce, rows: Seen, visit: Visit) -> Done:
    """One column of all rows gets back what stood there before an entry."""
    name, entry = sent.get("field", ""), sent.get("before", "")
    if not entry.isdecimal() or len(entry) > _DIGITS or not columns(force, visit, [name]):
        raise Http404
    before = {uid: as_of_entry(uid, int(entry), visit.scope) for uid, _ in rows}
    spec = force.fields[name]
    drafts = [
        Draft(force.ledger.name, {name: "" if row is None else row.values.get(name, "")}, uid=uid, seen=seen)
        for uid, seen in rows
        for row in [before[uid]]
    ]
    done = actions.batch(drafts, actor=visit.actor, reason=_("撤销刚才的修改"))
    said = _("已撤销：%(count)s 条的“%(column)s”恢复成原来的值。") % {
        "count": len(done),
        "column": titled(spec.title),
    }
    return Done(said, _now(done), {})


def _withdraw(sent: Any, force: InForce, rows: Seen, visit: Visit) -> Done:
    """All rows are taken out of use."""
    del force
    done = several.withdraw(rows, actor=visit.actor, reason=_reason(sent))
    said = ngettext("已作废 %(count)s 条。", "已作废 %(count)s 条。", len(done)) % {"count": len(done)}
    return Done(said, _now(done), {"deed": "restore", "reason": _("撤销刚才的作废")})


def _restore(sent: Any, force: InForce, rows: Seen, visit: Visit) -> Done:
    """All rows are taken back into use."""
    del force
    done = several.restore(rows, actor=visit.actor, reason=_reason(sent))
    said = ngettext("已恢复 %(count)s 条。", "已恢复 %(count)s 条。", len(done)) % {"count": len(done)}
    return Done(said, _now(done), {})


def _assign(sent: Any, force: InForce, rows: Seen, visit: Visit) -> Done:
    """All rows go to a unit, a post, or both."""
    unit, post = _number(sent.get("unit", "")), _number(sent.get("post", ""))
    old = picked(force.ledger.name, visit.scope, [uid for uid, _ in rows], live=())
    done = several.assign(rows, actor=visit.actor, unit=unit, post=post, reason=_reason(sent))
    said = ngettext("已把 %(count)s 条交过去。", "已把 %(count)s 条交过去。", len(done)) % {
        "count": len(done)
    }
    units, posts = {row.unit for row in old}, {row.post for row in old}
    undo = {}
    if len(units) == 1 and len(posts) == 1:
        undo = {"deed": "assign", "unit": str(min(units)), "post": str(min(posts))}
        undo["reason"] = _("撤销刚才的移交")
    return Done(said, _now(done), undo)


def _now(rows: Sequence[RowView]) -> Seen:
    return [(row.uid, row.version) for row in rows]


#: Entry and unit numbers have no more digits.
_DIGITS = 18


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else None


def _reason(sent: Any) -> str:
    return str(sent.get("reason", "")).strip()[:LONGEST]


def _troubles(refused: RefusedError, force: InForce, rows: Seen, visit: Visit) -> list[Trouble]:
    """Why not, row by row, where that is known."""
    uids = [uid for uid, _ in rows]
    wrong: dict[UUID, str] = {}
    if isinstance(refused, SeveralError):
        wrong = {uid: one.say(tongue()) for uid, one in refused.rows.items()}
    elif isinstance(refused, BatchInvalidError):
        for place, problems in refused.drafts.items():
            wrong[uids[place]] = "；".join(say_field_problem(one, "", tongue(), PROBLEMS) for one in problems)
    elif isinstance(refused, BatchChangedError):
        for place, conflicts in refused.drafts.items():
            said = [_("别人已改成“%(theirs)s”") % {"theirs": one.theirs} for one in conflicts]
            wrong[uids[place]] = "；".join(said)
    found = picked(force.ledger.name, visit.scope, list(wrong), live=())
    return [Trouble(row.title, row.uid, wrong[row.uid]) for row in found[: NAMED * 5]]


_DEEDS = {"set": _set, "unset": _unset, "withdraw": _withdraw, "restore": _restore, "assign": _assign}
