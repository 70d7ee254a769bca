"""What is seen as it goes into a chat: aligned text and one long picture, both shown first."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import Visit, visit_of
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.desk.grid.listing import opened, seen
from zhangtu.desk.grid.tabling import Tabled, lean, tabled, texts
from zhangtu.desk.grid.taking import Taken, taken_of
from zhangtu.documents.picture import table_png
from zhangtu.documents.printing import Table
from zhangtu.ledgers.compiled import InForce

#: So many rows go into a text, and into a picture: more is not read in a chat.
TEXT: Final = 50
PICTURE: Final = 200


@require_safe
def copy(request: HttpRequest, name: str) -> HttpResponse:
    """The text and the picture, with what takes them along."""
    visit = visit_of(request)
    force = opened(name, visit)
    taken, made = _made(request, force, visit, TEXT)
    title = titled(force.ledger.title)
    text = texts(made, TEXT)
    values = {
        "ledger": name,
        "title": title,
        "asked": taken.asked,
        "address": taken.address,
        "text": "\n".join(
            [_heading(title, visit), *made.notes, str(text["lines"]), *_more(int(str(text["more"])))]
        ),
        "rows": text["shown"],
        "most": PICTURE,
        "count": made.count,
    }
    return show(request, "grid/copy.html", values)


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """The picture: a PNG file."""
    visit = visit_of(request)
    force = opened(name, visit)
    _taken, made = _made(request, force, visit, PICTURE)
    title = titled(force.ledger.title)
    more = made.count - len(made.rows)
    table = Table(
        title=title,
        columns=made.columns,
        rows=made.rows,
        notes=made.notes,
        footer=(*_more(more), _footer(visit)),
        language=tongue(),
    )
    answer = HttpResponse(table_png(table), content_type="image/png")
    saved = request.GET.get("save") == "1"
    answer["Content-Disposition"] = str(
        content_disposition_header(as_attachment=saved, filename=f"{title}-{visit.today}.png")
    )
    return answer


def _made(request: HttpRequest, force: InForce, visit: Visit, most: int) -> tuple[Taken, Tabled]:
    taken = taken_of(request, force, visit)
    return taken, lean(tabled(force, taken, seen(force, taken.asked, visit), visit, most))


def _heading(title: str, visit: Visit) -> str:
    return f"【{title}】{_footer(visit)}"


def _footer(visit: Visit) -> str:
    return f"{visit.unit_name} {visit.today}"


def _more(count: int) -> list[str]:
    """That there is more than was sent."""
    if count <= 0:
        return []
    return [ngettext("还有 %(count)s 条没有列出。", "还有 %(count)s 条没有列出。", count) % {"count": count}]
