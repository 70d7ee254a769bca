"""What every page needs, and the one way pages and fragments are rendered."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zhangtu.desk.frame import hooks, samples, waiting
from zhangtu.desk.frame.preferences import looks
from zhangtu.desk.frame.visit import Visit, name_of, visitor


@dataclass(frozen=True, slots=True)
class Tab:
    """A place in the bar.

    Attributes:
        name: The name of its address.
        title: What it is called.
        here: Whether this page is there.
        waiting: How many things wait there; 0 for none.
        folded: Whether it stands under "more".
    """

    name: str
    title: str
    here: bool
    waiting: int
    folded: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What the frame of a page shows.

    Attributes:
        looks: The person's choice of colours and letter size.
        name: The name the person corrects under; empty if none.
        path: The address of this page, to come back to.
        secret: What proves that a script's request is ours.
        token: The hidden field that proves a form is ours.
        visit: Whoever is in; ``None`` for nobody.
        tabs: The places in the bar.
        samples: What is said of invented things; ``None`` in an office of one's own, and in a fragment.
    """

    looks: dict[str, str]
    name: str
    path: str
    secret: str
    token: SafeString
    visit: Visit | None
    tabs: tuple[Tab, ...]
    samples: samples.Strip | None


def page_of(request: HttpRequest) -> Page:
    """The frame's values for a request."""
    secret = get_token(request)
    token = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', secret)
    path = request.get_full_path() if request.method == "GET" else "/"
    visit = visitor(request)
    part = wants_fragment(request)
    tabs = () if visit is None or visit.ended or part else tuple(_tabs(visit, request.path))
    strip = None if part else samples.strip_of(request, visit)
    return Page(looks(request), name_of(request), path, secret, token, visit, tabs, strip)


def _tabs(visit: Visit, path: str) -> Iterator[Tab]:
    counts = waiting.counts(visit)
    for place in hooks.PLACES:
        if place.name in counts:
            here = path.startswith(place.within)
            yield Tab(place.name, str(place.title), here, counts[place.name], place.folded and not here)


def show(
    request: HttpRequest, template: str, values: dict[str, Any], *, status: int = 200, say: str = ""
) -> HttpResponse:
    """Render a page or a fragment.

    Args:
        request: The request; its cookies decide looks and language.
        template: The file, as ``room/name.html``.
        values: What the template's first comment asks for.
        status: The HTTP status.
        say: A sentence for the status line.

    Returns:
        The answer.
    """
    return render(request, template, {"page": page_of(request), "status": say, **values}, status=status)


def wants_fragment(request: HttpRequest) -> bool:
    """Whether a script asked, which swaps in a part instead of loading a page."""
    boosted = request.headers.get("HX-Boosted") == "true"
    return request.headers.get("X-Fragment") == "1" or ("HX-Request" in request.headers and not boosted)
