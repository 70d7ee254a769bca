"""A row on paper (一户一档): everything about it as one PDF, plain or numbered to be signed and stamped."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.desk.record import facts, finding, past
from zhangtu.documents.printing import Attached, Column, Event, Fact, Linked, Panel, RowFile, file_pdf
from zhangtu.ledgers import filing, linked, pictures, queries
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.linked import Pointing
from zhangtu.ledgers.naming import Names
from zhangtu.ledgers.pictures import Size
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people
from zhangtu.stamping import printing

#: So many moments, and rows that refer to it, stand on the paper; of more it is said how many.
EVENTS, ROWS = 30, 100


@require_safe
def pdf(request: HttpRequest, name: str, uid: UUID) -> HttpResponse:
    """Everything about a row as one PDF; what is masked stays masked."""
    visit, force, row = finding.opened(request, name, uid)
    return _file(file_pdf(_paper(force, row, visit)), row)


@require_POST
def stamp(request: HttpRequest, name: str, uid: UUID) -> HttpResponse:
    """The same with a number and a code on each page, so that its stamped scan finds the row."""
    visit, force, row = finding.opened(request, name, uid)
    printed = printing.print_paper(("row", str(uid)), _paper(force, row, visit), actor=visit.actor)
    return redirect("form", printed.form.uid)


def _file(content: bytes, row: RowView) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = filing.disposition(f"{row.title or row.uid}.pdf")
    return response


def _paper(force: InForce, row: RowView, visit: Visit) -> RowFile:
    panels = facts.panels(force, row, visit)
    history = queries.history(row.uid, visit.scope, tongue())
    steps = past.steps(force, history[-EVENTS:])
    return RowFile(
        title=row.title or str(row.uid),
        heading=titled(force.ledger.title),
        unit=people.name_on(row.unit) if row.unit else visit.unit_name,
        when=visit.today,
        panels=tuple(_panel(one) for one in panels),
        tables=tuple(_table(one, visit) for one in linked.pointing(row.uid, visit.scope, first=ROWS)),
        attachments=tuple(_attached(panels)),
        history=tuple(_event(one) for one in steps),
        earlier=len(history) - len(steps),
        notes=(_("这条记录已作废。"),) if row.withdrawn else (),
        language=tongue(),
    )


def _panel(panel: facts.Panel) -> Panel:
    shown = [one for one in panel.facts if one.type not in facts.FILES]
    return Panel(panel.title, tuple(Fact(one.title, one.text, one.type == "long_text") for one in shown))


def _attached(panels: Sequence[facts.Panel]) -> Sequence[Attached]:
    """The files that are not masked; of pictures the copy that pages show."""
    return [
        Attached(one.file.name, one.caption or fact.title, one.file.size, one.file.sha256, _picture(one.file))
        for panel in panels
        for fact in panel.facts
        for one in fact.files
    ]


def _picture(file: filing.FileView) -> bytes | None:
    if not file.shown:
        return None
    shown = pictures.shown(file.sha256, Size.LARGE)
    return None if shown.trouble else shown.path.read_bytes()


def _table(one: Pointing, visit: Visit) -> Linked:
    """The rows of a ledger that refer to this one, with the columns of that ledger's list."""
    force = one.ledger
    names = Names(force, one.rows, visit.scope, tongue())
    listed = [force.fields[name] for name in force.ledger.pages.columns if name in force.fields]
    wanted = (listed or list(force.fields.values()))[:8]
    shown = [spec for spec in wanted if spec.no != one.field.no and not spec.live]
    rows = tuple(
        tuple(
            str(row.values.get(spec.name) or "")
            if spec.name in row.masked or spec.type == "computed"
            else names.say(spec, row.values.get(spec.name))
            for spec in shown
        )
        for row in one.rows
    )
    columns = tuple(Column(titled(spec.title)) for spec in shown)
    return Linked(titled(force.ledger.title), columns, rows, max(0, one.count - len(rows)))


def _event(step: past.Step) -> Event:
    said = "；".join(
        f"{one.title} {one.before} → {one.after}" if one.before else f"{one.title} {one.after}"
        for one in step.changes
    )
    who = " ".join(filter(None, [step.who, step.post]))
    return Event(step.at, who, f"{step.deed}：{said}" if said else step.deed, step.reason)
