"""The page of a row in its procedure: where it is, who holds it, what may be done and what was done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import moment_of, separator, titled, tongue
from zhangtu.desk.moving import charts
from zhangtu.ledgers import definitions
from zhangtu.ledgers import queries as ledgers
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.naming import Names
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people
from zhangtu.procedures import queries
from zhangtu.procedures.following import Deed
from zhangtu.procedures.papers import PaperView
from zhangtu.procedures.queries import CaseView, MoveView, Passed
from zhangtu.procedures.refusals import ProcedureError
from zhangtu.schema.specs import Field

#: Types of fields and the control that takes them; all others take a line.
_KINDS: Final = {
    "long_text": "lines", "date": "day", "yes_no": "yes_no", "choice": "one", "file": "files",
    "photo": "files", "number": "figure", "money": "figure",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent with a deed that was refused.

    Attributes:
        deed: The name of the move, or ``reopen``, ``take-back``, ``carry``, ``begin``; empty for none.
        trouble: Why it was refused.
        reason: The reason that was given.
        values: Field name → what was typed.
        papers: Paper → what was said of it.
        wrong: Field name → what is wrong with what was typed.
    """

    deed: str = ""
    trouble: str = ""
    reason: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    papers: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """A field a move asks for.

    Attributes:
        name: Its name.
        title: What it is called.
        kind: Its control: ``line``, ``lines``, ``day``, ``yes_no``, ``one``, ``figure`` or ``files``.
        typed: What stands in it.
        before: What stood in it when the page was made.
        choices: Code and title of what may be chosen.
        empty: Whether it is still empty.
        wrong: What is wrong with what was typed.
    """

    name: str
    title: str
    kind: str
    typed: str
    before: str
    choices: tuple[tuple[str, str], ...]
    empty: bool
    wrong: str


@dataclass(frozen=True, slots=True)
class Button:
    """A move on the page.

    Attributes:
        view: The move.
        words: What it is called.
        asked: What it asks for.
        why_not: Why it can't be made; empty where it can.
        leads: What the step it leads to is called; empty where it stays.
    """

    view: MoveView
    words: str
    asked: tuple[Asked, ...]
    why_not: str
    leads: str


@require_safe
def case(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The page."""
    return page(request, uid)


def page(request: HttpRequest, uid: UUID, *, typed: Typed | None = None, status: int = 200) -> HttpResponse:
    """The page, with what was refused if anything was.

    Args:
        request: The request.
        uid: The row.
        typed: What was sent and refused.
        status: The HTTP status.
    """
    visit = visit_of(request)
    row = ledgers.row(uid, visit.scope)
    force = definitions.in_force(row.ledger)
    sent = typed or Typed()
    values: dict[str, Any] = {
        "row": row, "title": row.title or str(uid), "ledger": row.ledger,
        "ledger_title": titled(force.ledger.title), "typed": sent, "unit": people.name_on(row.unit),
        "said": _said(request.GET.get("done", "")),
    }  # fmt: skip
    try:
        found = queries.case(uid, visit.scope)
    except ProcedureError as error:
        if error.kind != "not_running":
            raise
        values |= {"offered": [one.procedure for one in queries.of_ledger(row.ledger)]}
        return show(request, "moving/begin.html", values, status=status)
    return show(request, "moving/case.html", values | _of_case(found, force, row, sent, visit), status=status)


def _of_case(found: CaseView, force: InForce, row: RowView, sent: Typed, visit: Visit) -> dict[str, Any]:
    procedure = found.procedure.procedure
    look = Looked(force, row, Names(force, [row], visit.scope, tongue()))
    buttons = [_button(one, found, look, sent) for one in found.moves]
    return {
        "case": found,
        "procedure": procedure,
        "step": titled(found.step.title),
        "holder": _holder(found),
        "since": moment_of(found.since),
        "buttons": sorted(buttons, key=_usual),
        "passed": [_told(one, found) for one in found.passed],
        "papers": [_paper(one, found) for one in found.papers],
        "chart": charts.drawn(found.procedure, here=found.step.name, passed=found.path),
        "why_not_reopen": "" if found.why_not_reopen is None else found.why_not_reopen.say(tongue()),
        "separator": separator,
        "mine": found.post in visit.scope.posts,
    }


def _usual(one: Button) -> tuple[bool, bool]:
    """What can be done stands first, and before what takes a reason: that is the unusual way."""
    return bool(one.why_not), bool(one.view.move.reason)


def _holder(found: CaseView) -> str:
    """The post that holds the row, with whoever holds the post."""
    state = people.post(found.post) if found.post else None
    if state is None:
        return ""
    there = people.persons(people.holders(found.post))
    names = separator().join(one.name for one in there.values())
    return f"{people.name_on(state.unit)} {state.name}" + (f"（{names}）" if names else "")


def _button(view: MoveView, found: CaseView, look: "Looked", sent: Typed) -> Button:
    mine = sent if sent.deed == view.move.name else Typed()
    fields = look.force.fields
    asked = tuple(_asked(fields[name], look, view, mine) for name in view.asks if name in fields)
    target = found.procedure.procedure.step(view.move.to)
    why = "" if view.why_not is None else view.why_not.say(tongue())
    return Button(view, titled(view.move.title), asked, why, "" if target is None else titled(target.title))


@dataclass(frozen=True, slots=True)
class Looked:
    """A row as somebody looks at it: its ledger, itself, and what its values are called."""

    force: InForce
    row: RowView
    names: Names


def _asked(spec: Field, look: Looked, view: MoveView, sent: Typed) -> Asked:
    there = look.row.values.get(spec.name)
    kind = _KINDS.get(spec.type, "line")
    before = _written(spec, kind, there, look)
    choices: tuple[tuple[str, str], ...] = ()
    if kind == "one":
        choices = tuple((one.code, titled(one.title)) for one in spec.of if one.removed is None)
    elif kind == "yes_no":
        choices = (("yes", _("是")), ("no", _("否")))
    return Asked(
        name=spec.name,
        title=titled(spec.title),
        kind=kind,
        typed=sent.values.get(spec.name, before),
        before=before,
        choices=choices,
        empty=spec.name in view.empty,
        wrong=sent.wrong.get(spec.name, ""),
    )


def _written(spec: Field, kind: str, there: Any, look: Looked) -> str:
    """A value as it stands in a control."""
    if there is None or there == () or kind == "files":
        return ""
    if kind == "yes_no":
        return "yes" if there else "no"
    if kind in ("one", "day") or spec.name in look.row.masked:
        return str(there)
    return look.names.say(spec, there)


def _move_title(found: CaseView, name: str) -> str:
    move = found.procedure.procedure.move(name)
    return name if move is None else titled(move.title)


def _limit_title(found: CaseView, name: str) -> str:
    limits = found.procedure.procedure.limits
    return next((titled(one.title) for one in limits if one.name == name), name)


def _paper(one: PaperView, found: CaseView) -> tuple[PaperView, str, str]:
    """A paper with what it is called, and the move it was made by."""
    move = found.procedure.procedure.move(one.move)
    if not one.move:  # the paper by which a limit was fixed
        return one, _("改定到期日的依据"), ""
    papers = () if move is None else move.papers
    name = next((titled(each.title) for each in papers if each.name == one.name), one.name)
    return one, name, _move_title(found, one.move)


def _told(one: Passed, found: CaseView) -> dict[str, Any]:
    """What was done, as words."""
    step = found.procedure.procedure.step(one.step)
    person = people.person(one.actor.person) if one.actor.person else None
    state = people.post(one.actor.post) if one.actor.post else None
    names = [found.procedure.procedure.step(name) for name in one.skipped]
    words = {
        Deed.BEGIN: _("启动流程"),
        Deed.TAKE_BACK: _("收回：%(move)s") % {"move": _move_title(found, one.move)},
        Deed.REOPEN: _("重新办理"),
        Deed.CARRY: _("转入新版流程"),
        Deed.PAUSE: _("暂停时限：%(limit)s") % {"limit": _limit_title(found, one.limit)},
        Deed.RESUME: _("恢复时限：%(limit)s") % {"limit": _limit_title(found, one.limit)},
        Deed.EXTEND: _("延长时限：%(limit)s") % {"limit": _limit_title(found, one.limit)},
        Deed.OVERRIDE: _("改定到期日：%(limit)s") % {"limit": _limit_title(found, one.limit)},
    }
    return {
        "number": one.number,
        "at": moment_of(one.at),
        "words": words.get(Deed(one.deed), _move_title(found, one.move)),
        "step": one.step if step is None else titled(step.title),
        "who": person.name if person is not None else one.actor.machine,
        "post": "" if state is None else state.name,
        "reason": one.reason,
        "skipped": [titled(each.title) for each in names if each is not None],
        "forced": one.deed == Deed.DIVERT,
    }


def _said(done: str) -> str:
    return {
        "move": _("已办理。"),
        "divert": _("按条件须先经过这一环节，已转到这里。"),
        "begin": _("流程已启动。"),
        "take-back": _("已收回。"),
        "reopen": _("已重新打开。"),
        "carry": _("已按新版流程办理。"),
    }.get(done, "")
