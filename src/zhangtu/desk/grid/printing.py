"""What is seen as a proper paper list (纸质台账): a PDF with title, unit, day, sums and page numbers."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.desk.grid.listing import opened, seen
from zhangtu.desk.grid.tabling import tabled
from zhangtu.desk.grid.taking import taken_of
from zhangtu.documents.printing import PrintError, Register, register_pdf
from zhangtu.documents.printing.registers import MOST_ROWS


@require_safe
def print_(request: HttpRequest, name: str) -> HttpResponse:
    """The rows, or groups, an address asks for, as a PDF.

    Raises:
        PrintError: There are more rows than one print takes.
    """
    visit = visit_of(request)
    force = opened(name, visit)
    taken = taken_of(request, force, visit)
    shown = seen(force, taken.asked, visit)
    made = tabled(force, taken, shown, visit, MOST_ROWS + 1)
    if len(made.rows) > MOST_ROWS:
        raise PrintError("too_long", count=made.count, most=MOST_ROWS)
    title = titled(force.ledger.title)
    pdf = register_pdf(
        Register(
            title=title,
            unit=visit.unit_name,
            when=visit.today,
            columns=made.columns,
            rows=made.rows,
            notes=made.notes,
            language=tongue(),
        )
    )
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = str(
        content_disposition_header(as_attachment=False, filename=f"{title}-{visit.today}.pdf")
    )
    return answer
