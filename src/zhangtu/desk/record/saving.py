"""Entering a row and amending one: what was typed, what is wrong with it, what others did meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhangtu.desk.frame.errors import sentence_of
from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.desk.record import controls, finding, substituting
from zhangtu.desk.record.controls import Control
from zhangtu.desk.record.substituting import Instead
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import actions, definitions, filing, queries
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.permitted import permitted, why_not_enter
from zhangtu.ledgers.refusals import ChangedError, InvalidError
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people
from zhangtu.schema.types import FileRef

#: A file brought in with a form that was refused for something else is named so when it is sent again.
BROUGHT = "r-"


@dataclass(slots=True)
class Sheet:
    """A form as it is shown.

    Attributes:
        force: The ledger.
        row: The row; ``None`` for a new one.
        form: Its controls.
        instead: Who it is entered for.
        seen: The entry the visitor was looking at.
        unit: The unit a new row is to belong to.
        files: Field name → files that are here already.
        reason: Why.
        trouble: What keeps it from being saved, besides what stands at the fields.
        status: The HTTP status.
    """

    force: InForce
    row: RowView | None
    form: list[Control]
    instead: Instead
    seen: int = 0
    unit: int = 0
    files: dict[str, list[FileRef]] = field(default_factory=dict)
    reason: str = ""
    trouble: list[str] = field(default_factory=list)
    status: int = 200


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, name: str) -> HttpResponse:
    """The form of a new row, and entering it."""
    visit = visit_of(request)
    force = definitions.in_force(name)
    why = why_not_enter(force, visit.scope)
    if why is not None:
        raise why
    sheet = Sheet(force, None, controls.controls(force, None, visit), Instead(), unit=visit.unit)
    if request.method != "POST":
        return _shown(request, sheet)
    _read(request, sheet)
    sheet.unit = substituting.unit_of(request.POST.get("unit", ""), visit)
    try:
        _bring(request, sheet, visit)
        values: dict[str, Any] = controls.changed(sheet.form, request.POST, new=True)
        values.update({name: list(refs) for name, refs in sheet.files.items() if refs})
        row = actions.create(
            name,
            {key: value for key, value in values.items() if value is not None or _starts(force, key)},
            actor=visit.actor,
            unit=None if sheet.unit == visit.unit else sheet.unit or None,
            behalf=sheet.instead.post(visit),
            reason=sheet.instead.reason(sheet.reason),
        )
    except RefusedError as refusal:
        return _refused(request, sheet, refusal)
    return finding.done(request, name, row.uid, [_("已登记。"), *_odd(force, row)])


def _starts(force: InForce, name: str) -> bool:
    """Whether a field starts with a value, so that leaving it empty must be said."""
    return force.fields[name].default is not None


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, name: str, uid: UUID) -> HttpResponse:
    """The form of a row, and amending it."""
    visit, force, row = finding.opened(request, name, uid)
    why = permitted(uid, visit.scope).amend
    if why is not None:
        raise why
    sheet = Sheet(force, row, controls.controls(force, row, visit), Instead(), seen=row.version)
    if request.method != "POST":
        return _shown(request, sheet)
    _read(request, sheet)
    sent = request.POST.get("seen", "")
    # What is no number was never looked at.
    sheet.seen = int(sent) if sent.isdecimal() and len(sent) < 19 else 0
    mine = controls.changed(sheet.form, request.POST)
    if not mine:
        return finding.done(request, name, uid, [_("没有改动，无需保存。")])
    try:
        row = actions.amend(
            uid,
            mine,
            actor=visit.actor,
            seen=sheet.seen,
            behalf=sheet.instead.post(visit),
            reason=sheet.instead.reason(sheet.reason),
        )
    except ChangedError as conflict:
        return _quicker(request, sheet, conflict, mine, visit)
    except RefusedError as refusal:
        return _refused(request, sheet, refusal)
    return finding.done(request, name, uid, [_("已保存。"), *_odd(force, row)])


def _read(request: HttpRequest, sheet: Sheet) -> None:
    """Take what was typed."""
    sheet.form = controls.typed(sheet.form, request.POST)
    sheet.instead = substituting.read(request.POST)
    sheet.reason = request.POST.get("reason", "").strip()[:500]


def _bring(request: HttpRequest, sheet: Sheet, visit: Visit) -> None:
    """Bring the files in that came with the form, beside those that are here already."""
    for one in sheet.form:
        if one.kind != "files":
            continue
        kept = sheet.files.setdefault(one.name, [])
        for word in request.POST.getlist(BROUGHT + one.name):
            sha256, _colon, called = word.partition(":")
            kept.append(FileRef(sha256, called))
    for one in sheet.form:
        for file in request.FILES.getlist(controls.TYPED + one.name):
            ref = filing.bring(file.chunks(), file.name or "", actor=visit.actor)
            sheet.files[one.name].append(ref)


def _odd(force: InForce, row: RowView) -> list[str]:
    """What was saved although it is odd."""
    return [
        controls.say(one, titled(force.fields[one.name].title) if one.name in force.fields else "")
        for one in row.warnings
    ]


def _refused(request: HttpRequest, sheet: Sheet, refusal: RefusedError) -> HttpResponse:
    """The form with what is wrong, everything typed still there."""
    sheet.status, sentence = sentence_of(refusal) or (422, "")
    sheet.trouble = [sentence]
    if isinstance(refusal, InvalidError):
        sheet.trouble += controls.unplaced(sheet.form, sheet.force, refusal.problems)
        sheet.form = controls.with_problems(sheet.form, refusal.problems)
    return _shown(request, sheet)


def _quicker(
    request: HttpRequest, sheet: Sheet, refusal: ChangedError, mine: Mapping[str, object], visit: Visit
) -> HttpResponse:
    """The form after somebody else was quicker: both values stand at the fields, and one is chosen."""
    assert sheet.row is not None
    row = queries.row(sheet.row.uid, visit.scope)
    fresh = controls.controls(sheet.force, row, visit)
    sheet.form = controls.with_conflicts(sheet.form, fresh, refusal.conflicts, mine)
    sheet.seen, sheet.row, sheet.status = row.version, row, 409
    sheet.trouble = [
        _("您打开表单之后，有人改了同样的栏目。两个值都列在下面：每一处选一个，再保存。您填的都还在。")
    ]
    return _shown(request, sheet)


def _shown(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    values = {
        "sheet": sheet,
        "ledger": sheet.force.ledger.name,
        "ledger_title": titled(sheet.force.ledger.title),
        "row": sheet.row,
        "form": sheet.form,
        "unit": _unit(sheet),
        "picture_fields": _picture_fields(sheet.form),
        "limits": filing.limits(tongue()),
        "by_form": filing.megabytes(filing.BY_FORM),
    }
    return show(request, "record/form.html", values, status=sheet.status)


def _unit(sheet: Sheet) -> tuple[str, str]:
    """Uid and name of the unit a new row is to belong to."""
    uid = people.unit_uid(sheet.unit) if sheet.unit else None
    return ("", "") if uid is None else (str(uid), people.name_on(sheet.unit))


def _picture_fields(form: Sequence[Control]) -> list[Control]:
    return [one for one in form if one.kind == "files"]
