"""The page an outside party opens by a secret link, without an account: read, take away, give a receipt."""

from uuid import UUID

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhangtu.desk.frame.errors import refuse
from zhangtu.desk.frame.page import show
from zhangtu.desk.frame.visit import visit_of
from zhangtu.desk.frame.words import tongue
from zhangtu.desk.reporting import words
from zhangtu.desk.reporting.papers import TYPES
from zhangtu.reports import actions, outside, papers
from zhangtu.reports.refusals import ReportError

#: No address opens more pages in so many seconds: secrets are not to be guessed, nor the office kept busy.
_MOST, _SECONDS = 60, 600


def _too_many(request: HttpRequest) -> bool:
    """Whether an address has opened too many."""
    key = f"zhangtu:outside:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, timeout=_SECONDS)
    return cache.incr(key) > _MOST


def _slowly(request: HttpRequest) -> HttpResponse | None:
    return refuse(request, 429, _("打开得太频繁，请十分钟后再试。")) if _too_many(request) else None


@require_POST
def share(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Make the link; it is shown once."""
    secret = actions.share(uid, actor=visit_of(request).actor)
    link = request.build_absolute_uri(reverse("outside_report", args=[uid, secret]))
    return show(request, "reporting/share.html", {"link": link, "uid": uid})


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, uid: UUID, secret: str) -> HttpResponse:
    """Read it; give a receipt."""
    if (slowly := _slowly(request)) is not None:
        return slowly
    trouble = ""
    if request.method == "POST":
        try:
            actions.acknowledge(uid, secret, request.POST.get("name", ""))
        except ReportError as error:
            if error.kind != "no_name":
                raise
            trouble = words.refusal(error)
        else:
            return redirect("outside_report", uid, secret)
    sent = outside.sent(uid, secret)
    values = {"sent": sent, "uid": uid, "secret": secret, "trouble": trouble, "words": words, "signing": True}
    answer = show(request, "reporting/outside.html", values, status=422 if trouble else 200)
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
def take(request: HttpRequest, uid: UUID, secret: str, kind: str) -> HttpResponse:
    """Take it away as a file.

    Raises:
        Http404: Another kind of file was asked for.
    """
    if (slowly := _slowly(request)) is not None:
        return slowly
    if kind not in TYPES:
        raise Http404
    sent = outside.sent(uid, secret)
    name = papers.file_name(sent.content.title, sent.unit, sent.period, kind, tongue())
    answer = HttpResponse(papers.build(sent.content, sent.period, kind, tongue()), content_type=TYPES[kind])
    answer.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or ""
    )
    return answer
