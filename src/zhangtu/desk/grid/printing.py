"""What is seen as a proper paper list (纸质台账): plain to be read, or numbered to be signed and stamped."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.desk.grid.listing import opened, seen
from zhangtu.desk.grid.tabling import tabled
from zhangtu.desk.grid.taking import Taken, sent_of, taken_of
from zhangtu.documents.printing import PrintError, Register, register_pdf
from zhangtu.documents.printing.registers import MOST_ROWS
from zhangtu.ledgers.compiled import InForce
from zhangtu.stamping import printing
from zhangtu.stamping.rows import LIST, list_reference


@require_safe
def print_(request: HttpRequest, name: str) -> HttpResponse:
    """The rows, or groups, an address asks for, as a PDF to be read: without number, nobody signs it.

    Raises:
        PrintError: There are more rows than one print takes.
    """
    visit = visit_of(request)
    force = opened(name, visit)
    paper = _paper(force, taken_of(request, force, visit), visit)
    plain = replace(
        paper,
        signatures=(),
        seal=False,
        notes=(*paper.notes, _("未编号，供查阅；要签字盖章，请用“打印盖章”。")),
    )
    answer = HttpResponse(register_pdf(plain), content_type="application/pdf")
    answer["Content-Disposition"] = str(
        content_disposition_header(as_attachment=False, filename=f"{paper.title}-{visit.today}.pdf")
    )
    return answer


@require_POST
def stamp(request: HttpRequest, name: str) -> HttpResponse:
    """The same with a number of the unit, a code on each page and lines to sign: its scan finds the list.

    Raises:
        StampingError: This post may not print it to be stamped.
        PrintError: There are more rows than one print takes.
    """
    visit = visit_of(request)
    force = opened(name, visit)
    paper = _paper(force, sent_of(request, force), visit)
    printed = printing.print_paper((LIST, list_reference(name, visit.unit)), paper, actor=visit.actor)
    return redirect("form", printed.form.uid)


def _paper(force: InForce, taken: Taken, visit: Visit) -> Register:
    made = tabled(force, taken, seen(force, taken.asked, visit), visit, MOST_ROWS + 1)
    if len(made.rows) > MOST_ROWS:
        raise PrintError("too_long", count=made.count, most=MOST_ROWS)
    return Register(
        title=titled(force.ledger.title),
        unit=visit.unit_name,
        when=visit.today,
        columns=made.columns,
        rows=made.rows,
        notes=made.notes,
        language=tongue(),
    )
