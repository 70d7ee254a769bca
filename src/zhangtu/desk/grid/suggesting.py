"""What stands in a column, most frequent first, while somebody types its filter."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.grid.asking import asked_of, filters
from zhangtu.desk.grid.columns import columns
from zhangtu.desk.grid.grouping import Keys
from zhangtu.desk.grid.listing import opened
from zhangtu.mirror import lists
from zhangtu.mirror.queries import Group

#: So many values are suggested.
MOST = 20
#: Types whose values are looked up by how they begin; of the others all are fetched once.
BEGUN = {"text"}


@require_safe
def values(request: HttpRequest, name: str) -> HttpResponse:
    """The values of a column under the other filters, with how many rows have each.

    Returns:
        JSON: ``values``, a list of ``typed`` (what the filter takes), ``words`` and ``count``.

    Raises:
        Http404: There is no such column to filter.
    """
    visit = visit_of(request)
    force = opened(name, visit)
    field = request.GET.get("of", "")
    found = columns(force, visit, [field])
    if not found or not found[0].suggests:
        raise Http404
    asked = asked_of(request.GET, force)
    others = [one for one in filters(asked, force) if one.name != field]
    prefix = request.GET.get("begins", "").lstrip("=")[:100] if found[0].type in BEGUN else ""
    answer = lists.values(name, visit.scope, field, prefix, where=others, limit=MOST)
    keys = Keys(force, [field], [Group((value,), count, ()) for value, count in answer.values], visit)
    lines = [
        {"typed": typed, "words": keys.say(0, value), "count": _rows(count)}
        for value, count in answer.values
        if (typed := keys.typed(0, value))
    ]
    return JsonResponse({"values": lines, "empty": _("空")})


def _rows(count: int) -> str:
    return ngettext("%(count)s 条", "%(count)s 条", count) % {"count": count}
