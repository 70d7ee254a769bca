"""What is taken out of collections: text and long picture for a chat, the form to be signed and stamped."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zhangtu.collections import queries
from zhangtu.collections import stamped as stamping
from zhangtu.collections.queries import AskView, CollectionView
from zhangtu.desk.collecting import words
from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.frame.words import separator, tongue
from zhangtu.documents.picture import table_png
from zhangtu.documents.printing.values import Align, Column, Table
from zhangtu.kernel import clock
from zhangtu.people.scope import Scope


def progress_text(collection: CollectionView, asks: Sequence[AskView]) -> str:
    """How far all units are, as a text to paste into a chat."""
    late = [one.called for one in asks if one.late and one.open]
    waiting = [one.called for one in asks if one.open and not one.late]
    lines = [
        _("【填报进度】%(title)s") % {"title": collection.title},
        _("报送时限：%(due)s") % {"due": words.due_words(collection.due)},
        _("已报送 %(done)s / %(all)s 个单位") % {"done": collection.done, "all": collection.asked},
    ]
    if late:
        lines.append(_("逾期未报：%(units)s") % {"units": separator().join(late)})
    if waiting:
        lines.append(_("尚未报送：%(units)s") % {"units": separator().join(waiting)})
    lines.append(_("截至 %(now)s") % {"now": words.due_words(clock.now())})
    return "\n".join(lines)


@require_safe
def progress_picture(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The matrix as one long picture."""
    scope = visit_of(request).scope
    collection = queries.collection(uid, scope)
    asks = queries.matrix(uid, scope)
    if request.GET.get("show") == "late":
        asks = [one for one in asks if one.open]
    table = Table(
        collection.title,
        (
            Column(_("填报单位")),
            Column(_("状态"), align=Align.CENTER),
            Column(_("报送时间"), align=Align.CENTER),
        ),
        tuple(
            (
                one.called,
                words.state_words(one.state) + (_("（逾期）") if one.late else ""),
                words.due_words(one.submitted) if one.submitted and not one.open else "",
            )
            for one in asks
        ),
        (
            _("依据：%(basis)s") % {"basis": collection.basis},
            _("报送时限：%(due)s") % {"due": words.due_words(collection.due)},
        ),
        (_("截至 %(now)s") % {"now": words.due_words(clock.now())},),
        tongue(),
    )
    answer = HttpResponse(table_png(table), content_type="image/png")
    answer.headers["Content-Disposition"] = 'inline; filename="progress.png"'
    return answer


@require_POST
def form(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The answer as a form with number, code, signature lines and a place for the seal."""
    printed = stamping.print_answer(uid, actor=visit_of(request).actor, language=tongue())
    return redirect("form", printed.form.uid)


def stamped(asks: Sequence[UUID], scope: Scope) -> Mapping[UUID, str]:
    """The number of the form that came back stamped, of each answer that has one."""
    return stamping.stamped(asks, scope)
