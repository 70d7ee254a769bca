"""The preview of a file: what each column is, what would become of each row, what is wrong where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zhangtu.desk.bringing_in import words
from zhangtu.desk.bringing_in.guarding import guarded
from zhangtu.desk.frame.page import show, wants_fragment
from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.documents.sheets.grid import letters
from zhangtu.documents.sheets.places import say_place
from zhangtu.kernel.problems import FieldProblem
from zhangtu.ledgers.bringing import carrying, handed, previewing
from zhangtu.ledgers.bringing.handed import Handed
from zhangtu.ledgers.bringing.refusing import BringingError
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.importing import preparing, spool
from zhangtu.ledgers.importing.matching import UNIT, may_set
from zhangtu.ledgers.importing.refusing import say
from zhangtu.ledgers.importing.returning import mark
from zhangtu.ledgers.importing.spool import Fault
from zhangtu.people import queries as people
from zhangtu.runner import jobs

#: Faults listed in words; the file with its faults marked has them all.
_LISTED = 200
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row with faults.

    Attributes:
        text: As it stands in the sheet.
        wrong: What is wrong with it; empty for nothing.
        warning: Whether the row is taken all the same.
    """

    text: str
    wrong: str = ""
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row with faults.

    Attributes:
        row: Its number in the sheet.
        cells: Its cells.
        wrong: What is wrong with the row as a whole, and with cells that can't be shown.
        kept: Whether it is taken all the same.
    """

    row: int
    cells: tuple[Cell, ...]
    wrong: tuple[str, ...]
    kept: bool


def _sentence(fault: Fault) -> str:
    return say(FieldProblem(fault.field, fault.kind, facts=fault.facts), tongue())


def _where(fault: Fault) -> str:
    return say_place(fault.sheet, fault.row, tongue(), letters(fault.column) if fault.column >= 0 else "")


def _lines(one: Handed, faults: Sequence[Fault]) -> list[Line]:
    places = {_place(column.letters): at for at, column in enumerate(one.columns)}
    found = []
    for excerpt in one.excerpt:
        mine = [fault for fault in faults if fault.row == excerpt.row]
        cells = [Cell(text) for text in excerpt.cells]
        whole = []
        for fault in mine:
            at = places.get(fault.column, -1)
            if at < 0:
                whole.append(_sentence(fault))
            else:
                said = f"{cells[at].wrong} {_sentence(fault)}".strip()
                cells[at] = Cell(cells[at].text, said, fault.warning and not cells[at].wrong)
        kept = all(fault.warning for fault in mine)
        found.append(Line(excerpt.row, tuple(cells), tuple(whole), kept))
    return found


def _place(letters: str) -> int:
    """The place of a column by its letters, 0 for ``A``."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _fields(force: InForce) -> list[tuple[str, str]]:
    """What a column may be taken for."""
    found = [(spec.name, titled(spec.title)) for spec in force.fields.values() if may_set(spec)]
    return [*found, (UNIT, _("（记录所属的单位）"))]


def _units(visit: Visit) -> list[tuple[int, str]]:
    there = people.units()
    return sorted(
        ((one, there[one].name) for one in visit.scope.units if one in there), key=lambda pair: pair[1]
    )


def _found(force: InForce, visit: Visit, uid: UUID | None) -> Handed:
    one = handed.get(uid or "", visit.actor.person)
    if one.ledger != force.ledger.name:
        raise BringingError("no_file")
    return one


@require_safe
@guarded
def preview(request: HttpRequest, force: InForce, visit: Visit, uid: UUID | None) -> HttpResponse:
    """What would become of a file; while it is read, how far that is."""
    one = _found(force, visit, uid)
    if handed.in_force(one):
        return redirect("import_standing", force.ledger.name, one.prepared)
    values: dict[str, Any] = {
        "name": force.ledger.name,
        "title": titled(force.ledger.title),
        "one": one,
        "trouble": one.trouble.get(tongue(), "") if one.trouble else "",
        "fields": _fields(force),
        "units": _units(visit),
        "reason_of": words.reason,
        "done": 0,
    }
    if one.state == "reading":
        job = jobs.view(one.job) if one.job else None
        values["done"] = job.done if job is not None else 0
        if wants_fragment(request):
            return show(request, "bringing_in/reading.html", values)
    elif wants_fragment(request):
        answer = HttpResponse(status=204)
        answer["HX-Refresh"] = "true"
        return answer
    if one.state == "ready":
        values |= _ready(one, force)
    return show(request, "bringing_in/preview.html", values)


def _ready(one: Handed, force: InForce) -> Mapping[str, Any]:
    folder = preparing.folder_of(one.prepared)
    made, faults = spool.manifest(folder), spool.faults(folder)
    taken = {column.field for column in one.columns}
    lacking = [
        titled(spec.title) for spec in force.required if spec.name not in taken and spec.default is None
    ]
    return {
        "made": made,
        "lines": _lines(one, faults),
        "faults": [(fault, _where(fault), _sentence(fault)) for fault in faults[:_LISTED]],
        "more": max(0, len(faults) - _LISTED),
        "left_out": [words.left_out(*each) for each in made.left_out],
        "lacking": lacking,
        "existing": bool(made.amended + made.same + made.left),
        "key": [titled(force.fields[name].title) for name in force.ledger.key if name in force.fields],
        "nothing": not made.created + made.amended,
    }


@require_POST
@guarded
def again(request: HttpRequest, force: InForce, visit: Visit, uid: UUID | None) -> HttpResponse:
    """Look at the file anew: another sheet, other columns, another unit."""
    one = _found(force, visit, uid)
    sheet, unit = request.POST.get("sheet", ""), request.POST.get("unit", "")
    if sheet in one.sheets and sheet != one.sheet:
        one.sheet, one.match = sheet, {}
    else:
        one.match = _match(request, one, force)
    number = int(unit) if unit.isascii() and unit.isdecimal() and len(unit) < 19 else 0
    one.unit = number if number in visit.scope.units else 0
    one.leave = request.POST.get("existing") == "leave"
    one = previewing.look(one)
    return redirect("import_preview", force.ledger.name, one.uid)


def _match(request: HttpRequest, one: Handed, force: InForce) -> dict[str, str]:
    """What each column is said to be; by its letters, which no two share.

    Raises:
        BringingError: Two columns are taken for one field.
    """
    known = {name for name, _title in _fields(force)}
    found: dict[str, str] = {}
    for column in one.columns:
        said = request.POST.get(f"column:{column.letters}", column.field)
        if said and said in found.values():
            title = titled(force.fields[said].title) if said in force.fields else _("所属单位")
            raise BringingError("twice", field=title)
        found[column.letters] = said if said in known else ""
    return found


@require_safe
@guarded
def faults(request: HttpRequest, force: InForce, visit: Visit, uid: UUID | None) -> HttpResponse:
    """The file as it was handed in, its faults marked."""
    del request
    one = _found(force, visit, uid)
    if one.state != "ready":
        raise BringingError("not_ready")
    folder = preparing.folder_of(one.prepared)
    made = spool.manifest(folder)
    with TemporaryDirectory() as there:
        out = Path(there) / "faults.xlsx"
        mark(one.path, out, made.sheet, spool.faults(folder), tongue(), heading=made.heading)
        whole = out.read_bytes()
    answer = HttpResponse(whole, content_type=_SHEET)
    answer["Content-Disposition"] = _attachment(f"{Path(one.name).stem}-{_('问题')}.xlsx")
    return answer


def _attachment(name: str) -> str:

    return content_disposition_header(as_attachment=True, filename=name) or "attachment"


@require_POST
@guarded
def go(request: HttpRequest, force: InForce, visit: Visit, uid: UUID | None) -> HttpResponse:
    """Put it in force."""
    one = _found(force, visit, uid)
    begun = carrying.go(one, reason=request.POST.get("reason", ""), again="again" in request.POST)
    return redirect("import_standing", force.ledger.name, begun)


@require_POST
@guarded
def drop(request: HttpRequest, force: InForce, visit: Visit, uid: UUID | None) -> HttpResponse:
    """Throw the file away."""
    del request
    handed.drop(_found(force, visit, uid))
    return redirect("import_ledger", force.ledger.name)
