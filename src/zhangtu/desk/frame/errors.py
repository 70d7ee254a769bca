"""The one place where what can't be done becomes a page: a status and a sentence, never a trace."""

import errno
import sys
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from zhangtu.desk.frame import hooks
from zhangtu.desk.frame.page import show, wants_fragment
from zhangtu.desk.frame.words import tongue
from zhangtu.kernel.refusals import RefusedError

#: Kind of refusal → status, where it is not simply something wrong in what was sent.
_STATUS = {
    **dict.fromkeys(("no_ledger", "no_row", "no_form", "no_upload", "no_scan", "no_subject"), 404),
    **dict.fromkeys(("no_collection", "no_message", "no_line", "no_look", "no_measure", "no_task"), 404),
    "no_dispatch": 404,
    **dict.fromkeys(("not_yours", "may_not_answer", "may_not_see", "rows_masked", "closed_unit"), 403),
    **dict.fromkeys(("not_the_unit", "not_the_office"), 403),
    **dict.fromkeys(("may_not_fill", "may_not_receive"), 403),
    **dict.fromkeys(("no_report", "bad_link"), 404),
    **dict.fromkeys(("not_allowed_to_make", "nobody_below"), 403),
    **dict.fromkeys(("cell_changed", "sheet_changed"), 409),
    **dict.fromkeys(("file_unknown", "not_attached"), 404),
    "covered": 403,
    "not_allowed": 403,
    "not_allowed_to_adopt": 403,
    "changed": 409,
    "other_unit": 403,
}
Answer = Callable[[HttpRequest], HttpResponse]
#: What a disk answers that takes nothing more: full, over its quota, read only, not ours, a file too long.
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EFBIG}
#: How SQLite says the same.
_NO_ROOM_WORDS = ("full", "readonly", "disk I/O", "unable to open")


def sentence_of(error: Exception) -> tuple[int, str] | None:
    """The status and sentence of an exception of ours; None for any other."""
    if isinstance(error, RefusedError):
        return _STATUS.get(error.kind, 422), error.say(tongue())
    return next((said for say in hooks.SENTENCES if (said := say(error)) is not None), None)


class ErrorPages:
    """Turns our exceptions into pages, or into a fragment where a script asked."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; a method that an address does not know gets a sentence as well."""
        response = self._answer(request)
        if response.status_code != 405:
            return response
        said = refuse(request, 405, _("这个地址不能直接打开。请回到上一页，从页面上的按钮进入。"))
        said.headers["Allow"] = response.headers.get("Allow", "")
        return said

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Our exceptions become sentences; others go to Django, which logs them and calls ``broken``."""
        said = sentence_of(error)
        return None if said is None else refuse(request, *said)


def refuse(request: HttpRequest, status: int, sentence: str, heading: str = "") -> HttpResponse:
    """A page, or a fragment, that says why something was not done."""
    if wants_fragment(request):
        return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
    values = {"heading": heading or _("没有做成"), "sentence": sentence}
    return show(request, "frame/error.html", values, status=status)


def _no_room(error: BaseException | None) -> bool:
    """Whether the disk or the database on it takes nothing more."""
    if isinstance(error, OperationalError):
        return any(word in str(error) for word in _NO_ROOM_WORDS)
    return isinstance(error, OSError) and error.errno in _NO_ROOM


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
    """Something broke that should not; what was saved before stays saved.

    Django calls this while the exception is still being handled, wherever it came from: a page, a middleware,
    or the reading of an upload.
    """
    error = sys.exc_info()[1]
    if _no_room(error):
        return refuse(
            request,
            507,
            _("服务器的磁盘满了或不能写，这一次可能没有保存。请管理员腾出空间，看过内容后再试。"),
        )
    if isinstance(error, OperationalError):
        return refuse(request, 503, _("服务器正忙，这一次没有保存。请过一会儿再试，填写的内容还在。"))
    return refuse(
        request, 500, _("程序出了意外，已经记在日志里。先前保存的内容都在，请再试一次。"), _("出错了")
    )
