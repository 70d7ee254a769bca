"""A report of many units: how far each is, reminding those that are late, all in one."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.desk.reporting import words
from zhangtu.kernel import periods
from zhangtu.kernel.periods import Period, PeriodError
from zhangtu.measures import reading
from zhangtu.messages import reminding
from zhangtu.messages.refusals import MessageError
from zhangtu.messages.wording import say_channel
from zhangtu.reports import actions, overview, papers, queries, stamped
from zhangtu.reports.refusals import ReportError
from zhangtu.reports.wording import CHASE


def _period(text: str) -> Period:
    try:
        return periods.parse(text)
    except PeriodError as error:
        raise Http404 from error


@require_safe
def matrix(request: HttpRequest, name: str, period: str) -> HttpResponse:
    """How far each unit is."""
    visit = visit_of(request)
    views = queries.matrix(name, _period(period), visit.scope)
    values = {
        "views": views,
        "title": views[0].title,
        "period": views[0].period,
        "name": name,
        "unsent": [one for one in views if one.open],
        "decides": any(one.decides for one in views),
        "merges": bool(overview.below(views, visit.scope)),
        "stamped": stamped.stamped([one.uid for one in views], visit.scope),
        "words": words,
    }
    return show(request, "reporting/matrix.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
def chase(request: HttpRequest, name: str, period: str) -> HttpResponse:
    """Show the words; send them."""
    if request.method != "POST":
        return _page(request, name, period)
    text = request.POST.get("text", "")
    channels = [one for one in request.POST.getlist("channel") if one]
    try:
        done = actions.chase(_ticked(request), text, actor=visit_of(request).actor, channels=channels)
    except (ReportError, MessageError) as error:
        if isinstance(error, ReportError) and error.kind != "nobody_to_chase":
            raise
        return _page(request, name, period, text=text, trouble=words.refusal(error))
    return redirect(reverse("report_matrix", args=[name, period]) + f"?done=chased-{len(done.reminded)}")


def _ticked(request: HttpRequest) -> list[UUID]:
    found = []
    for text in request.POST.getlist("unit"):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _page(request: HttpRequest, name: str, period: str, *, text: str = "", trouble: str = "") -> HttpResponse:
    """The units that have not submitted, the late ones ticked, and the words."""
    views = queries.matrix(name, _period(period), visit_of(request).scope)
    open_ones = [one for one in views if one.open and one.decides]
    ticked = (
        set(_ticked(request)) or {one.uid for one in open_ones if one.late} or {one.uid for one in open_ones}
    )
    names = [one.called for one in open_ones if one.uid in ticked]
    facts = {
        "title": f"{titled(views[0].title)} {words.period_words(views[0].period)}",
        "due": words.day_words(views[0].due),
    }
    values = {
        "views": open_ones,
        "name": name,
        "period": views[0].period,
        "title": views[0].title,
        "ticked": ticked,
        "channels": sorted({each for one in open_ones for each in one.channels} - {"page"}),
        "channel": lambda each: say_channel(each, tongue()),
        "text": text or reminding.draft(CHASE, tongue(), names, **facts),
        "trouble": trouble,
        "words": words,
    }
    return show(request, "reporting/chase.html", values, status=422 if trouble else 200)


@require_safe
def merged(request: HttpRequest, name: str, period: str) -> HttpResponse:
    """All units in one, reckoned from the rows of ledgers; as a workbook with ``?file=xlsx``."""
    views, said = overview.merged(name, _period(period), visit_of(request).scope)
    if request.GET.get("file") == "xlsx" and said.fresh:
        made = papers.build(said, views[0].period, "xlsx", tongue())
        answer = HttpResponse(made, content_type=_XLSX)
        file = papers.file_name(views[0].title, said.unit, views[0].period, "xlsx", tongue())
        answer.headers["Content-Disposition"] = (
            content_disposition_header(as_attachment=True, filename=file) or ""
        )
        return answer
    values = {
        "said": said,
        "name": name,
        "period": views[0].period,
        "title": views[0].title,
        "open": sum(1 for one in views if one.open),
        "count": len(views),
        "updating": "" if said.fresh else reading.updating(said.share, tongue()),
        "words": words,
    }
    return show(request, "reporting/merged.html", values)


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
