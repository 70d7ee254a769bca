"""Takes figures out: a workbook, a picture, a drawing."""

from datetime import UTC, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.desk.measuring.asking import HEAT, TILES, Asked, asked_of
from zhangtu.desk.measuring.explaining import explained
from zhangtu.desk.measuring.page import whole_of
from zhangtu.desk.measuring.shading import shaded
from zhangtu.desk.measuring.sheet import heading, sheet
from zhangtu.documents import printing
from zhangtu.documents.picture import table_png
from zhangtu.documents.printing.typesetting import typeset
from zhangtu.documents.values import Align, Column, Sheet, Workbook
from zhangtu.documents.xlsx import write_workbook
from zhangtu.kernel import clock
from zhangtu.measures.refusals import MeasureError
from zhangtu.schema.specs import Measure

_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "svg": "image/svg+xml",
}
#: Rows of a picture.
_PICTURE = 200


@require_safe
def take(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """The figures of a page as a file.

    Raises:
        Http404: Another kind of file was asked for, or there is nothing to draw.
        MeasureError: The mirror is being built.
    """
    if kind not in _TYPES:
        raise Http404
    visit = visit_of(request)
    asked = asked_of(request.GET, name, visit)
    whole = whole_of(asked, visit)
    if whole.cell is None:
        raise MeasureError("not_now", percent=int(whole.share * 100))
    heads, rows, drawing = _table(asked, whole.cell, visit)
    title = heading(asked)
    notes = (_("数值：%(figure)s") % {"figure": whole.figure}, f"{visit.unit_name} {visit.today}")
    content = _content(kind, asked, title, heads, rows, drawing, notes)
    answer = HttpResponse(content, content_type=_TYPES[kind])
    answer["Content-Disposition"] = str(
        content_disposition_header(as_attachment=True, filename=f"{title}.{kind}")
    )
    return answer


def _table(asked: Asked, whole: Any, visit: Visit) -> tuple[list[str], list[tuple[Any, ...]], Any]:
    """Heads, rows (words, then figures) and the drawing, if any."""
    if asked.by in {HEAT, TILES}:
        cells = shaded(asked, visit)
        if cells.heads:
            rows = [(row.words, *(one.figure for one in row.cells)) for row in cells.rows]
            return [_("单位"), *cells.heads], list(rows), None
        tiles = [(row.words, one.words, one.figure) for row in cells.rows for one in row.cells]
        return [_("上级单位"), _("单位"), _("数值")], list(tiles), None
    made = sheet(asked, whole, visit)
    lines = [
        (one.words, one.figure, str(one.count), f"{one.change.sign} {one.change.words}" if one.change else "")
        for one in made.lines
    ]
    return [made.by, _("数值"), _("涉及记录数"), _("比上期")], list(lines), made


def _content(  # noqa: PLR0917 - what a file is made of
    kind: str,
    asked: Asked,
    title: str,
    heads: list[str],
    rows: list[tuple[Any, ...]],
    made: Any,
    notes: tuple[str, ...],
) -> Any:
    if kind == "xlsx":
        return _workbook(asked.one.spec, asked, title, heads, rows, notes)
    drawing = None if made is None else made.drawing
    if drawing is None:
        if kind == "svg":
            raise Http404
        columns = tuple(printing.Column(head) for head in heads)
        return table_png(
            printing.Table(title, columns, tuple(rows[:_PICTURE]), footer=notes, language=tongue())
        )
    chart = {"title": title, "drawing": drawing}
    text = render_to_string("frame/chart.svg", {"chart": chart, "alone": True})
    if kind == "svg":
        return text
    return typeset("chart.typ", {"mark": None}, pictures={"chart.svg": text.encode()}, kind="png", points=144)


def _workbook(  # noqa: PLR0917 - what a file is made of
    spec: Measure,
    asked: Asked,
    title: str,
    heads: list[str],
    rows: list[tuple[Any, ...]],
    notes: tuple[str, ...],
) -> bytes:
    """The figures on a sheet, what they are on another."""
    columns = tuple(
        Column(head, 14 if at == 0 else 10, Align.LEFT if at == 0 else Align.CENTER)
        for at, head in enumerate(heads)
    )
    words = Sheet(
        _("指标说明"),
        titled(spec.title),
        (Column(_("事项"), 10), Column(_("内容"), 50)),
        tuple(explained(asked.one)),
    )
    book = Workbook(
        title,
        (Sheet(titled(spec.title), title, columns, tuple(rows), notes, _("没有可算的记录")), words),
        tongue(),
    )
    return write_workbook(book, datetime.fromtimestamp(clock.now().timestamp(), UTC))
