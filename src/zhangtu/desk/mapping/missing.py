"""What is missing in the map: each line leads to where it is mended; as a workbook too."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.words import tongue
from zhangtu.desk.mapping import asking, saying
from zhangtu.documents.values import Column, Sheet, Workbook
from zhangtu.documents.xlsx import write_workbook
from zhangtu.kernel import clock
from zhangtu.people import queries as people
from zhangtu.plans.mapping.duties import Land
from zhangtu.plans.mapping.findings import Finding, Found, findings

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Line:
    """Something that is missing.

    Attributes:
        words: The duty, post or task.
        unit: Whose it is.
        more: The law and article, or the day a task is due.
        opens: Where it is mended.
    """

    words: str
    unit: str
    more: str
    opens: str


@dataclass(frozen=True, slots=True)
class Part:
    """What is missing of one kind.

    Attributes:
        finding: The kind.
        words: What it is called.
        advice: What to do about it.
        lines: Where.
    """

    finding: Finding
    words: str
    advice: str
    lines: tuple[Line, ...]


def _lines(found: Found, land: Land) -> Iterator[Line]:
    for duty in found.duties:
        unit = land.units.get(duty.unit) or (people.name_on(duty.unit, land.day) if duty.unit else "")
        words = str(duty.row.values.get("title", ""))
        yield Line(
            words, unit, f"{duty.law} {duty.article}".strip(), reverse("record", args=("duties", duty.uid))
        )
    for post in found.posts:
        yield Line(post.name, land.units.get(post.unit, ""), "", reverse("office_post", args=(post.post,)))
    for work in found.works:
        task = work.task
        due = task.due.isoformat() if task.due else ""
        words = str(task.row.values.get("title", ""))
        yield Line(words, land.units.get(task.lead, ""), due, reverse("record", args=("tasks", task.uid)))


def _parts(land: Land) -> list[Part]:
    return [
        Part(one, saying.finding_words(one), saying.finding_help(one), tuple(_lines(some, land)))
        for one, some in findings(land).items()
    ]


@require_safe
def missing(request: HttpRequest) -> HttpResponse:
    """The list."""
    asked, _whole, land = asking.land_of(request)
    values = {"asked": asked, "parts": _parts(land), "heading": asking.heading(asked, land)}
    return show(request, "mapping/missing.html", values)


@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """The list as a workbook: a sheet for each kind."""
    asked, _whole, land = asking.land_of(request)
    columns = (Column(_("名称"), 30), Column(_("单位"), 16), Column(_("依据或时限"), 30))
    found = tuple(
        Sheet(
            part.words,
            part.words,
            columns,
            tuple((line.words, line.unit, line.more) for line in part.lines),
            (part.advice, _("截至 %(now)s") % {"now": asked.day.isoformat()}),
            _("没有"),
        )
        for part in _parts(land)
    )
    title = _("账图缺漏清单")
    made = write_workbook(Workbook(title, found, tongue()), clock.now())
    answer = HttpResponse(made, content_type=_TYPE)
    answer["Content-Disposition"] = str(
        content_disposition_header(as_attachment=True, filename=f"{title}.xlsx")
    )
    return answer
