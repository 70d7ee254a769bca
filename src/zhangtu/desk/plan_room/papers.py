"""The result to take away: workbook, Word table, orders, calendar, JSON and the list of faults."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePath
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.words import tongue
from zhangtu.documents.docx import write_notices, write_table
from zhangtu.documents.ics import write_calendar
from zhangtu.documents.xlsx import write_workbook
from zhangtu.kernel import clock
from zhangtu.plans import queries
from zhangtu.plans.errors import PlanError, Refusal
from zhangtu.plans.papers import (
    PlanView,
    calendar,
    fault_paper,
    fault_workbook,
    order_paper,
    order_papers,
    task_paper,
    view_of,
    workbook,
)
from zhangtu.plans.view import View
from zhangtu.reading import as_json
from zhangtu.reading.model import Reading

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def corrected_reading(view: View) -> Reading:
    """The reading with the tasks and faults as people left them."""
    return replace(
        view.reading,
        items=tuple(one.item for one in view.items),
        problems=tuple(one.problem for one in view.problems),
    )


def paper_view(view: View, name: str) -> PlanView:
    """The view as its papers see it."""
    return view_of(corrected_reading(view), name)


@dataclass(frozen=True, slots=True)
class Form:
    """A form the result can be taken away in.

    Attributes:
        ending: The file's ending.
        type: Its media type.
        write: Makes its bytes from the corrected reading and its papers.
    """

    ending: str
    type: str
    write: Callable[[Reading, PlanView], bytes]


def _json(reading: Reading, _paper: PlanView) -> bytes:
    return (json.dumps(as_json(reading, tongue()), ensure_ascii=False, indent=1) + "\n").encode(
        "utf-8", "backslashreplace"
    )


#: The forms, by the word in the address.
FORMS: dict[str, Form] = {
    "table.xlsx": Form("xlsx", XLSX, lambda _r, paper: write_workbook(workbook(paper), clock.now())),
    "table.docx": Form("docx", DOCX, lambda _r, paper: write_table(task_paper(paper), clock.now())),
    "orders.docx": Form("docx", DOCX, lambda _r, paper: write_notices(order_papers(paper), clock.now())),
    "calendar.ics": Form(
        "ics",
        "text/calendar; charset=utf-8",
        lambda _r, paper: write_calendar(calendar(paper, clock.today()), clock.now()),
    ),
    "plan.json": Form("json", "application/json; charset=utf-8", _json),
    "faults.docx": Form("docx", DOCX, lambda _r, paper: write_table(fault_paper(paper), clock.now())),
    "faults.xlsx": Form("xlsx", XLSX, lambda _r, paper: write_workbook(fault_workbook(paper), clock.now())),
}


def names() -> list[tuple[str, str]]:
    """The forms offered on the page, with their names in the person's language."""
    return [
        ("table.xlsx", _("Excel 分解表")),
        ("table.docx", _("Word 分解表")),
        ("orders.docx", _("督办单")),
        ("calendar.ics", _("日历")),
        ("faults.docx", _("问题清单")),
        ("plan.json", "JSON"),
    ]


def attachment(data: bytes, name: str, media: str) -> HttpResponse:
    """A file to be saved, never shown inside our pages.

    Args:
        data: Its bytes.
        name: What to call it.
        media: Its media type.

    Returns:
        The answer.
    """
    response = HttpResponse(data, content_type=media)
    plain = name.encode("ascii", "ignore").decode().replace('"', "").strip() or "document"
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    )
    return response


@require_safe
def paper(request: HttpRequest, uid: UUID, form: str) -> HttpResponse:
    """The corrected result in one form."""
    del request
    wanted = FORMS.get(form)
    if wanted is None:
        raise PlanError(Refusal.BAD_REQUEST)
    plan = queries.plan(uid)
    reading = corrected_reading(plan.view)
    data = wanted.write(reading, view_of(reading, plan.version.name))
    return attachment(data, _file_name(plan.title, _label(form), wanted.ending), wanted.type)


def _label(form: str) -> str:
    """What a form is called in the name of its file."""
    return {
        "table": _("任务分解表"),
        "orders": _("督办单"),
        "calendar": _("日历"),
        "faults": _("问题清单"),
        "plan": _("解读结果"),
    }[form.partition(".")[0]]


@require_safe
def order(request: HttpRequest, uid: UUID, key: str) -> HttpResponse:
    """The order for one task."""
    del request
    plan = queries.plan(uid)
    one = plan.view.item(key)
    if one is None:
        raise PlanError(Refusal.GONE)
    paper_of = paper_view(plan.view, plan.version.name)
    data = write_notices([order_paper(paper_of, one.item)], clock.now())
    return attachment(data, _file_name(one.item.title, _("督办单"), "docx"), DOCX)


@require_safe
def original(request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    """A version's file, exactly as it came in; always to be saved, never opened in the page."""
    del request
    name, data = queries.original(uid, number)
    return attachment(data, name, "application/octet-stream")


def _file_name(title: str, label: str, ending: str) -> str:
    """A file name of a title and a word, without marks a system gives a meaning."""
    plain = "".join(letter for letter in PurePath(title.replace("/", " ")).name if letter.isprintable())
    plain = " ".join("".join(" " if letter in '\\:*?"<>|' else letter for letter in plain).split())[:60]
    return f"{plain or 'plan'}-{label}.{ending}"
