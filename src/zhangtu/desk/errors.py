"""The one place where what can't be done becomes a page: a status and a sentence, never a trace."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zhangtu.desk.page import show, wants_fragment
from zhangtu.desk.words import refusal
from zhangtu.plans.errors import PlanError
from zhangtu.reading.source import UnreadableError
from zhangtu.reading.wording import say_unreadable

Answer = Callable[[HttpRequest], HttpResponse]


def sentence_of(error: Exception) -> tuple[int, str] | None:
    """The status and sentence of an exception of ours; None for any other."""
    if isinstance(error, PlanError):
        return error.status, refusal(error.refusal)
    if isinstance(error, UnreadableError):
        return 422, say_unreadable(error, get_language() or "zh-hans")
    return None


class ErrorPages:
    """Turns our exceptions into pages, or into a fragment where a script asked."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self._answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Our exceptions become sentences; others go to Django, which logs them and calls ``broken``."""
        said = sentence_of(error)
        return None if said is None else refuse(request, *said)


def refuse(request: HttpRequest, status: int, sentence: str, heading: str = "") -> HttpResponse:
    """A page, or a fragment, that says why something was not done."""
    if wants_fragment(request):
        return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
    values = {"heading": heading or _("没有做成"), "sentence": sentence}
    return show(request, "error.html", values, status=status)


def too_large(request: HttpRequest) -> HttpResponse:
    """The body is over the limit."""
    return refuse(request, 413, _("文件超过 50 MB。请拆分，或去掉其中的图片后再试。"))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request makes no sense."""
    del exception
    return refuse(request, 400, _("这个请求不完整或不合规矩。请回到上一页重试。"))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not allowed."""
    del exception
    return refuse(request, 403, _("这里不能这样做。"))


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that is not ours, or one older than its cookie."""
    del reason
    return refuse(request, 403, _("页面放得太久，或不是从本站打开的。请刷新后再试，填写的内容还在。"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page."""
    del exception
    return refuse(request, 404, _("没有这个页面，可能已经移走，或地址不全。"), _("没有找到"))


def broken(request: HttpRequest) -> HttpResponse:
    """Something broke that should not; what was saved before stays saved."""
    return refuse(
        request, 500, _("程序出了意外，已经记在日志里。先前保存的内容都在，请再试一次。"), _("出错了")
    )
