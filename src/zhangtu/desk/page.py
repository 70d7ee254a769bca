"""What every page needs, and the one way pages and fragments are rendered."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zhangtu.desk.preferences import looks, name_of
from zhangtu.people import signing
from zhangtu.people.signing import Stage


@dataclass(frozen=True, slots=True)
class Page:
    """What the frame of a page shows.

    Attributes:
        looks: The person's choice of colours and letter size.
        name: The name the person corrects under; empty if none.
        path: The address of this page, to come back to.
        token: The hidden field that proves a form is ours.
        login: The login name of whoever is in; empty for nobody.
    """

    looks: dict[str, str]
    name: str
    path: str
    token: SafeString
    login: str


def page_of(request: HttpRequest) -> Page:
    """The frame's values for a request."""
    token = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))
    path = request.get_full_path() if request.method == "GET" else "/"
    visitor = signing.visitor_of(request)
    login = visitor.login if visitor is not None and visitor.stage is Stage.IN else ""
    return Page(looks(request), name_of(request), path, token, login)


def show(
    request: HttpRequest, template: str, values: dict[str, Any], *, status: int = 200, say: str = ""
) -> HttpResponse:
    """Render a page or a fragment.

    Args:
        request: The request; its cookies decide looks and language.
        template: The file under ``desk/templates``.
        values: What the template's first comment asks for.
        status: The HTTP status.
        say: A sentence for the status line.

    Returns:
        The answer.
    """
    return render(request, template, {"page": page_of(request), "status": say, **values}, status=status)


def wants_fragment(request: HttpRequest) -> bool:
    """Whether a script of ours asked, which swaps in a part instead of loading a page."""
    return request.headers.get("X-Fragment") == "1"
