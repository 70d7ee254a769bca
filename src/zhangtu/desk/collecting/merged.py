"""The answers of all units as one list, and as a workbook."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhangtu.collections import merging, queries
from zhangtu.collections.merging import Answer, Merged
from zhangtu.collections.queries import CollectionView
from zhangtu.collections.states import Way
from zhangtu.desk.collecting import words
from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.frame.words import separator, titled, tongue
from zhangtu.documents.values import Align, Column, Sheet, Value, Workbook
from zhangtu.documents.xlsx import write_workbook
from zhangtu.kernel import clock

#: Lines shown on the page; the workbook has all.
SHOWN = 500


def _asked(request: HttpRequest) -> bool:
    """Whether only what was accepted is wanted."""
    return request.GET.get("all") != "1"


@require_safe
def merged(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The list."""
    scope = visit_of(request).scope
    found = merging.merged(uid, scope, accepted=_asked(request))
    values: dict[str, Any] = {
        "one": queries.collection(uid, scope),
        "merged": found,
        "lines": found.lines[:SHOWN],
        "accepted": _asked(request),
        "words": words,
        "zero": Way.ZERO,
    }
    return show(request, "collecting/merged.html", values)


@require_safe
def workbook(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The list as a workbook; what people typed stays text."""
    scope = visit_of(request).scope
    found = merging.merged(uid, scope, accepted=_asked(request))
    one = queries.collection(uid, scope)
    data = write_workbook(Workbook(one.title, (_sheet(one, found),), tongue()), clock.now())
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    answer = HttpResponse(data, content_type=kind)
    name = quote(f"{one.title}{one.period}.xlsx")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer


def _sheet(one: CollectionView, found: Merged) -> Sheet:
    columns = [Column(_("填报单位"), 10)]
    columns += [Column(titled(each.field.title), 10, _align(each.field.type)) for each in found.columns]
    rows: list[tuple[Value, ...]] = []
    for line in found.lines:
        if not line.cells:
            rows.append((line.called, words.way_words(line.way), *[None] * (len(found.columns) - 1)))
            continue
        rows.append(
            (line.called, *(_value(line.cells[each.name], each.field.type) for each in found.columns))
        )
    notes = [_("依据：%(basis)s") % {"basis": one.basis}]
    if found.waiting:
        notes.append(_("未计入的单位：%(units)s") % {"units": separator().join(found.waiting)})
    empty = _("还没有已接收的答复。")
    return Sheet(one.title, one.title, tuple(columns), tuple(rows), tuple(notes), empty)


def _align(kind: str) -> Align:
    return Align.CENTER if kind in ("date", "yes_no", "choice") else Align.LEFT


def _value(cell: Answer, kind: str) -> Value:
    """A cell as a spreadsheet can go on with it."""
    if kind in ("number", "money"):
        number = merging.number(cell.plain)
        if number is not None:
            return int(number) if number == number.to_integral_value() else float(number)
    if kind == "date":
        return merging.day(cell.plain) or cell.text
    return cell.text or None
