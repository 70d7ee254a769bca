"""The office's board: its running tasks by unit with their lights, who is late, and the words for a chat."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.frame.words import separator, tongue
from zhangtu.desk.tasks import mine, showing
from zhangtu.desk.tasks.showing import Shown
from zhangtu.documents.picture import table_png
from zhangtu.documents.printing.values import Align, Column, Table
from zhangtu.plans.doing import policies, queries
from zhangtu.plans.doing.states import Deed
from zhangtu.plans.lights import Light

#: No longer picture than a chat takes.
_MOST = 200


@dataclass(frozen=True, slots=True)
class Of:
    """What one unit carries out.

    Attributes:
        name: The unit.
        tasks: Its running tasks, the most urgent first.
        counts: How many of each light.
    """

    name: str
    tasks: tuple[Shown, ...]
    counts: list[tuple[Light, str, int]]


def _by_unit(found: list[Shown]) -> list[Of]:
    """The tasks by the unit that carries them out, those with the most late ones first."""
    parts: dict[int, list[Shown]] = {}
    for one in found:
        parts.setdefault(one.task.lead, []).append(one)
    made = [Of(some[0].lead, tuple(some), showing.counted(some)) for some in parts.values()]
    return sorted(made, key=lambda one: (-sum(x.light is Light.RED for x in one.tasks), one.name))


def _open(request: HttpRequest) -> list[Shown]:
    visit = visit_of(request)
    mine.check_read(visit)
    return showing.shown(queries.board(visit.scope), visit)


def text(found: list[Shown], owner: str) -> str:
    """Who is late and who is near the day, as a text to paste into a chat."""
    lines = [_("【任务进展】%(owner)s") % {"owner": owner}]
    lines += [f"{words} {count}" for _light, words, count in showing.counted(found)]
    for light, heading in ((Light.RED, _("逾期：")), (Light.YELLOW, _("临期："))):
        some = [one for one in found if one.light is light]
        units = sorted({one.lead for one in some})
        if some:
            lines.append(f"{heading}{separator().join(units)}")
            lines += [f"· {one.lead} {one.title}（{one.left or one.state}）" for one in some]
    return "\n".join(lines)


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The board; ``light`` shows those of one light only."""
    found = _open(request)
    wanted = request.GET.get("light", "")
    some = [one for one in found if one.light == wanted] if wanted else found
    scope = visit_of(request).scope
    pressing = [one.task for one in some if one.light in (Light.RED, Light.YELLOW)]
    values = {
        "late": {one.uid for one in pressing if policies.why_not(Deed.REMIND, one, scope) is None},
        "units": _by_unit(some),
        "counts": showing.counted(found),
        "all": len(found),
        "wanted": wanted,
        "text": text(found, visit_of(request).unit_name),
    }
    return show(request, "tasks/board.html", values)


@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """The board as one long picture."""
    visit = visit_of(request)
    found = _open(request)
    table = Table(
        _("任务进展"),
        (
            Column(_("承办单位")),
            Column(_("任务")),
            Column(_("完成时限"), align=Align.CENTER),
            Column(_("状态"), align=Align.CENTER),
            Column(_("亮灯"), align=Align.CENTER),
        ),
        tuple(
            (
                one.lead,
                one.title,
                one.task.due.isoformat() if one.task.due else "",
                one.state,
                one.light_words,
            )
            for one in found[:_MOST]
        ),
        (visit.unit_name,),
        (_("截至 %(now)s") % {"now": visit.today.isoformat()},),
        tongue(),
    )
    answer = HttpResponse(table_png(table), content_type="image/png")
    answer.headers["Content-Disposition"] = 'inline; filename="tasks.png"'
    return answer
