"""The map of duties: a drawing with the same as a list on a small screen, and the same as a table."""

from collections.abc import Iterator, Sequence

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.mapping import asking, drawing, saying
from zhangtu.desk.mapping.asking import Shown
from zhangtu.plans.mapping.findings import findings
from zhangtu.plans.mapping.tree import Kind, Node, Sums


def _values(shown: Shown) -> dict[str, object]:
    found = findings(shown.land)
    return {
        "asked": shown.asked,
        "shown": shown,
        "levels": asking.levels(),
        "sums": saying.sums_words(sum((one.sums for one in shown.nodes), Sums())),
        "heading": asking.heading(shown.asked, shown.land),
        "missing": [
            (one, saying.finding_words(one), some.count) for one, some in found.items() if some.count
        ],
        "any": bool(shown.nodes),
        "empty": not shown.land.duties,
    }


@require_safe
def chart(request: HttpRequest) -> HttpResponse:
    """The drawing."""
    shown = asking.shown_of(request)
    sheets = drawing.sheets(shown.nodes, shown.is_open, shown.asked.turned)
    values = {**_values(shown), "sheets": sheets, "wide": drawing.WIDE, "saying": saying}
    return show(request, "mapping/map.html", values)


def lines(nodes: Sequence[Node], above: tuple[Node, ...] = ()) -> Iterator[tuple[Node | None, ...]]:
    """The lines of a table: law, duty, who carries it, task; each end of the map is one.

    Args:
        nodes: The nodes.
        above: The nodes above them.
    """
    for one in nodes:
        if one.below:
            yield from lines(one.below, (*above, one))
            continue
        way = {node.kind: node for node in (*above, one)}
        yield (
            way.get(Kind.LAW) or way.get(Kind.IDLE),
            way.get(Kind.DUTY),
            way.get(Kind.POST) or way.get(Kind.UNIT),
            way.get(Kind.TASK),
        )


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """The same as a table."""
    shown = asking.shown_of(request)
    return show(
        request,
        "mapping/table.html",
        {**_values(shown), "lines": list(lines(shown.nodes)), "saying": saying},
    )
