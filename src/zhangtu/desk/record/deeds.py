"""What is done with a row beside amending it: withdraw and restore, show masked values, number, prove."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhangtu.desk.frame.errors import sentence_of
from zhangtu.desk.frame.page import wants_fragment
from zhangtu.desk.record import detail, finding
from zhangtu.desk.record.detail import Refused
from zhangtu.journal import proving, showing
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers import actions, filing, queries, serials
from zhangtu.ledgers.refusals import LedgerError, ReferencedError
from zhangtu.ledgers.views import RowView

_LONGEST = 500


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "").strip()[:_LONGEST]


def _seen(request: HttpRequest) -> int:
    sent = request.POST.get("seen", "")
    return int(sent) if sent.isdecimal() and len(sent) < 19 else 0


def _again(
    request: HttpRequest, row: RowView, deed: str, refusal: RefusedError, trouble: str = ""
) -> HttpResponse:
    """The page of the row, with what was not done and why, and the reason that was given for it."""
    status, sentence = sentence_of(refusal) or (422, "")
    refused = Refused(deed, _reason(request), trouble or sentence)
    return detail.page(request, row, status=status, refused=refused)


@require_POST
def withdraw(request: HttpRequest, name: str, uid: UUID) -> HttpResponse:
    """Take a row out of use, with a reason."""
    visit, _force, row = finding.opened(request, name, uid)
    try:
        actions.withdraw(
            uid,
            actor=visit.actor,
            seen=_seen(request),
            reason=_reason(request),
            although=request.POST.get("although") == "yes",
        )
    except ReferencedError as refusal:
        return _again(request, row, "withdraw", refusal, _referred(refusal))
    except RefusedError as refusal:
        return _again(request, row, "withdraw", refusal)
    return finding.done(
        request, name, uid, [_("已作废。这条记录和它的变更都还在，随时可以恢复。")], "record_restore"
    )


def _referred(refusal: ReferencedError) -> str:
    count = refusal.facts["count"]
    return _("还有 %(n)s 条记录关联着它（见下面的“关联记录”）。确实要作废，请勾选“仍然作废”。") % {"n": count}


@require_POST
def restore(request: HttpRequest, name: str, uid: UUID) -> HttpResponse:
    """Take a withdrawn row back into use."""
    visit, _force, row = finding.opened(request, name, uid)
    try:
        actions.restore(uid, actor=visit.actor, seen=_seen(request) or row.version, reason=_reason(request))
    except RefusedError as refusal:
        return _again(request, row, "restore", refusal)
    return finding.done(request, name, uid, [_("已恢复使用。")])


@require_POST
def unmask(request: HttpRequest, name: str, uid: UUID) -> HttpResponse:
    """Show masked values on the page that is the answer, and nowhere else; the journal keeps who and why."""
    visit, _force, row = finding.opened(request, name, uid)
    fields = [one for one in request.POST.getlist("field") if one in row.masked]
    try:
        if not fields:
            raise LedgerError("no_field", ledger=name, fields="")
        shown = actions.unmask(uid, fields, actor=visit.actor, reason=_reason(request))
    except RefusedError as refusal:
        if wants_fragment(request):
            raise
        return _again(request, row, "unmask", refusal)
    return detail.page(request, row, shown=shown)


@require_POST
def number(request: HttpRequest, name: str, uid: UUID, field: str) -> HttpResponse:
    """Give a field the next number of the unit's yearly series, and say it at once."""
    visit, _force, row = finding.opened(request, name, uid)
    try:
        given = serials.give(uid, field, actor=visit.actor)
    except RefusedError as refusal:
        if request.accepts("application/json") and not request.accepts("text/html"):
            raise
        return _again(request, row, "number", refusal)
    if request.accepts("application/json") and not request.accepts("text/html"):
        return JsonResponse({"number": given, "seen": queries.row(uid, visit.scope).version})
    return finding.done(request, name, uid, [_("已取号：%(number)s") % {"number": given}])


@require_POST
def void_number(request: HttpRequest, name: str, uid: UUID, field: str) -> HttpResponse:
    """Void a number, with a reason: it stays in the series and is never given again."""
    visit, _force, row = finding.opened(request, name, uid)
    try:
        voided = serials.void(uid, field, actor=visit.actor, reason=_reason(request))
    except RefusedError as refusal:
        return _again(request, row, "number", refusal)
    said = _("%(number)s 已作废，这个号不再使用；需要时请重新取号。") % {"number": voided}
    return finding.done(request, name, uid, [said])


@require_POST
def prove(request: HttpRequest, name: str, uid: UUID) -> HttpResponse:
    """Hand out the proof of a row's entries; that it was made is an entry too."""
    visit, _force, row = finding.opened(request, name, uid)
    proof = proving.prove(name, row.id, proving.OPEN_FIELDS, actor=visit.actor)
    response = HttpResponse(showing.as_file(proof), content_type="application/json")
    called = f"{_('证明')}-{row.title or uid}-{visit.today:%Y%m%d}.json"
    response["Content-Disposition"] = filing.disposition(called)
    return response
