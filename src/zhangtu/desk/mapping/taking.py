"""Takes a map out: a drawing, a picture, a workbook."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.words import tongue
from zhangtu.desk.mapping import asking, drawing, page, saying
from zhangtu.desk.mapping.asking import Shown
from zhangtu.documents.printing.typesetting import typeset
from zhangtu.documents.values import Column, Sheet, Workbook
from zhangtu.documents.xlsx import write_workbook
from zhangtu.kernel import clock
from zhangtu.plans.mapping.tree import Node

_TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "svg": "image/svg+xml",
}


@require_safe
def take(request: HttpRequest, kind: str) -> HttpResponse:
    """The map an address asks for, as a file.

    Raises:
        Http404: Another kind of file was asked for.
    """
    if kind not in _TYPES:
        raise Http404
    shown = asking.shown_of(request)
    title = asking.heading(shown.asked, shown.land)
    answer = HttpResponse(_content(kind, shown, title), content_type=_TYPES[kind])
    answer["Content-Disposition"] = str(
        content_disposition_header(as_attachment=True, filename=f"{title}.{kind}")
    )
    return answer


def _content(kind: str, shown: Shown, title: str) -> Any:
    if kind == "xlsx":
        return _workbook(shown, title)
    sheets = drawing.sheets(shown.nodes, shown.is_open, shown.asked.turned)
    starts, down = [], 48
    for one in sheets:
        starts.append((down, one))
        down += one.tall + 12
    text = render_to_string(
        "mapping/alone.svg", {"title": title, "sheets": starts, "wide": drawing.WIDE, "tall": down}
    )
    if kind == "svg":
        return text
    return typeset("chart.typ", {"mark": None}, pictures={"chart.svg": text.encode()}, kind="png", points=144)


def _said(node: Node | None) -> str:
    if node is None:
        return ""
    marks = [word for _flag, _shape, word in saying.flags_of(node)]
    return saying.name_of(node) + (f"（{'、'.join(marks)}）" if marks else "")


def _workbook(shown: Shown, title: str) -> bytes:
    columns = (
        Column(_("法律法规"), 24), Column(_("权责事项"), 24), Column(_("条款"), 14),
        Column(_("岗位或单位"), 16), Column(_("任务"), 30), Column(_("亮灯"), 8),
        Column(_("完成时限"), 10), Column(_("目标"), 6),
    )  # fmt: skip
    rows = tuple(
        (
            _said(law), _said(duty), duty.more if duty else "", _said(carrier), _said(task),
            saying.light_words(task.light) if task and task.light else "", task.more if task else "",
            task.sums.targets if task else None,
        )
        for law, duty, carrier, task in page.lines(shown.nodes)
    )  # fmt: skip
    sheet = Sheet(_("权责账图"), title, columns, rows, empty=_("没有权责事项"))
    return write_workbook(Workbook(title, (sheet,), tongue()), clock.now())
