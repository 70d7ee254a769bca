"""The wall before every page: nobody gets further without having signed in and chosen a post.

Before the first account there is nothing to guard and nobody who could sign in: then the plan room is open
for trying, and every other page says how an office is begun.
"""

from collections.abc import Callable, Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from zhangtu.desk.frame import visit
from zhangtu.desk.frame.page import wants_fragment
from zhangtu.people import queries

Answer = Callable[[HttpRequest], HttpResponse]
#: What stands before the wall: signing in, languages, files of ours; the REST face has its own guard.
OPEN = ("/sign/", "/choose", "/static/", "/api/", "/outside/")
#: What may be tried before an office has its first account.
TRIAL = ("/plans/", "/read", "/sample")


class Wall:
    """Lets through whoever has signed in; sends others to do so, or tells a script."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; what there is no page for is not found, whoever asks."""
        return self._answer(request)

    def process_view(
        self, request: HttpRequest, view: Answer, parts: Sequence[object], named: Mapping[str, object]
    ) -> HttpResponse | None:
        """Nothing where somebody may go on; else where to sign in, or to choose a post."""
        del view, parts, named
        if request.path.startswith(OPEN):
            return None
        found = visit.visitor(request)
        if found is not None:
            return None if found.actor.post and not found.ended else _to(request, "sign_post", found.ended)
        tried = request.path == "/" or request.path.startswith(TRIAL)
        return None if tried and not queries.has_accounts() else _to(request, "sign_in")


def _to(request: HttpRequest, place: str, ended: str = "") -> HttpResponse:
    """Go and come back; a script is told, so that what was typed stays where it is."""
    if wants_fragment(request) or request.method not in ("GET", "HEAD"):
        said = _(
            "您已不再担任“%(post)s”，这里填写的没有保存。请点右上角姓名里的“换一个岗位”，再看要不要重新填。"
        ) % {"post": ended}
        said = said if ended else _("登录已过期。请在另一个页面重新登录后再试，这里填写的内容还在。")
        return HttpResponse(said, status=401, content_type="text/plain; charset=utf-8")
    answer = redirect(place)
    answer["Location"] += "?" + urlencode({"next": request.get_full_path()})
    return answer
